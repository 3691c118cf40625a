"""Books -> one self-contained page: what is contested first, every value one step from its words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import vl_convert
from babel import Locale
from jinja2 import Environment, PackageLoader, select_autoescape

from corrobora.codebook import events
from corrobora.reckon.books import Books
from corrobora.show.charts import incident_maps, tally_steps
from corrobora.show.listings import who
from corrobora.show.markup import paragraphs_marked, slot_values
from corrobora.show.output import cell
from corrobora.schema import row
from corrobora.types import Claim, Reading

_ORDER = {"contested": 0, "confirmed": 1, "fair": 2, "weak": 3, "discounted": 4}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the article it stands in, as the page shows it."""

    claim: Claim
    reading: Reading

    @property
    def words(self) -> str:
        """Return the words that the claim was read from."""
        return self.claim.span.of(self.reading.document.text)

    @property
    def who(self) -> str:
        """Return on whose word it stands."""
        return who(self.claim)

    @property
    def outlet(self) -> str:
        """Return where it was printed."""
        return self.reading.document.outlet or self.reading.document.uri


def render_report(books: Books) -> str:
    """Return the page as HTML; it asks nothing of the network.

    The same books give the same bytes.
    """
    said = {claim.id: Said(claim, reading) for reading in books.readings for claim in reading.claims}
    template = _environment().get_template("report.html.j2")
    return template.render(
        books=books,
        said=said,
        incidents=sorted(books.incidents, key=lambda i: (_ORDER.get(i.grade, 9), i.when or "9999", i.id)),
        maps=[(_country(code), _chart(chart)) for code, chart in incident_maps(books)],
        series=[(name, _chart(chart)) for name, chart in tally_steps(books)],
        outlets=sorted({reading.document.outlet or "" for reading in books.readings} - {""}),
        languages=_languages(books.readings),
        span=_dates(books.readings),
        style=_asset("report.css"),
        script=_asset("report.js"),
        vega=_vega(),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("corrobora.show"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"cell": cell, "event": _event_name, "language": _language_name, "days": _days}
    environment.globals |= {"marked": paragraphs_marked, "values": slot_values, "row": row, "country": _country}
    return environment


def _asset(name: str) -> str:
    return (files("corrobora.show") / "templates" / name).read_text(encoding="utf-8")


@cache
def _vega() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    return str(vl_convert.javascript_bundle()).replace("</script", "<\\/script")


def _chart(chart: alt.LayerChart) -> Mapping[str, str]:
    """Return a chart as a picture for any reader, and as a specification that a browser makes live."""
    specification: dict[str, Any] = chart.to_dict()
    return {
        "svg": vl_convert.vegalite_to_svg(specification),
        "spec": json.dumps(specification, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    }


def _country(code: str | None) -> str:
    return Locale("en").territories.get(code or "", code or "")


def _language_name(code: str | None) -> str:
    return Locale("en").languages.get(code or "", code or "unknown")


def _event_name(event: str | None) -> str:
    entry = events().get(event or "")
    return entry.names.get("en", entry.id) if entry else event or "statement"


def _languages(readings: Sequence[Reading]) -> list[str]:
    return sorted({_language_name(reading.document.language) for reading in readings})


def _days(edtf: str | None) -> str:
    """Return an EDTF date or interval as a person reads it."""
    return "no date" if not edtf else edtf.replace("/", " to ")


def _dates(readings: Sequence[Reading]) -> str:
    days = sorted(r.document.published.edtf for r in readings if r.document.published)
    return f"{days[0][:10]} to {days[-1][-10:]}" if days else "undated"


