"""Books -> one self-contained page: what is contested first, every value one step from its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from corrobora.codebook import events
from corrobora.link.names import display
from corrobora.reckon.books import Books
from corrobora.schema import row
from corrobora.show.listings import interval
from corrobora.show.maps import GRADES, incident_maps, undrawn, unplaced
from corrobora.show.markup import anchor, paragraphs
from corrobora.show.output import cell
from corrobora.show.picture import fingerprint, picture, vega
from corrobora.show.said import Said, by_voice, denials, direction, said_in, sides, stands, told
from corrobora.show.steps import tally_steps
from corrobora.show.words import counted, ordinal, sentence, spoken, visible
from corrobora.types import Incident, Place, Reading, Value

_ORDER = {"contested": 0, "confirmed": 1, "fair": 2, "weak": 3, "discounted": 4}
_TELLING = 2


def render_report(books: Books, note: str = "") -> str:
    """Return the page as HTML; it asks nothing of the network. The same books give the same bytes."""
    said = said_in(books)
    records = by_voice(books, said)
    ranked = sorted(books.incidents, key=lambda i: (_ORDER.get(i.grade, len(_ORDER)), i.when or "9999", i.id))
    script = asset("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            books=books,
            note=note,
            said=said,
            documents={reading.document.uri: reading.document for reading in books.readings},
            contested=[incident for incident in ranked if incident.grade == "contested"],
            others=sorted(
                (i for i in ranked if i.grade != "contested"),
                key=lambda i: (i.when or _first_told(i, said) or "9999", i.id),
            ),
            maps=[picture(f"map-{code}", country_name(code), chart) for code, chart in incident_maps(books)],
            unplaced=unplaced(books),
            undrawn=[(country_name(code), number) for code, number in undrawn(books)],
            series=[picture(f"steps-{n}", *each) for n, each in enumerate(tally_steps(books.balances, said))],
            telling=[each for each in records if each[0].claims >= _TELLING],
            rest=[each for each in records if each[0].claims < _TELLING],
            outlets=sorted({reading.document.outlet or "" for reading in books.readings} - {""}),
            languages=sorted({language_name(reading.document.language) for reading in books.readings}),
            span=_dates(books.readings),
            grades=[grade for grade in GRADES if any(incident.grade == grade for incident in books.incidents)],
            style=Markup(asset("report.css")),  # noqa: S704 - our own files, as are the scripts
            script=Markup(script),  # noqa: S704
            vega=Markup(vega()),  # noqa: S704
            allowed=" ".join(f"'{fingerprint(each)}'" for each in (vega(), script)),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("corrobora.show"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "among": lambda ids, known: [known[each] for each in ids if each in known],
        "cell": cell,
        "counted": counted,
        "country": country_name,
        "denials": denials,
        "event": event_name,
        "interval": interval,
        "language": language_name,
        "first_told": _first_told,
        "ordinal": ordinal,
        "parties": _parties,
        "places": _places,
        "raw": Markup,
        "sentence": sentence,
        "spoken": spoken,
        "stands": stands,
        "told": told,
    }
    environment.globals |= {
        "anchor": anchor,
        "direction": direction,
        "paragraphs": paragraphs,
        "row": row,
        "sides": sides,
    }
    return environment


def _finish(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Return what a template prints, with control characters made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def asset(name: str) -> str:
    """Return a file of the report's templates."""
    return (files("corrobora.show") / "templates" / name).read_text(encoding="utf-8").replace("\r", "")


def country_name(code: str | None) -> str:
    """Return the English name of a country's ISO code.

    >>> country_name("IQ"), country_name("XX")
    ('Iraq', 'XX')
    """
    return str(Locale("en").territories.get(code or "", code or ""))


def language_name(code: str | None) -> str:
    """Return the English name of a language's code.

    >>> language_name("ar"), language_name(None)
    ('Arabic', 'an unknown language')
    """
    return str(Locale("en").languages.get(code or "", code or "an unknown language"))


def event_name(event: str | None) -> str:
    """Return the English name of a kind of event.

    >>> event_name("armed-clash"), event_name(None)
    ('armed clash', 'statement')
    """
    entry = events().get(event or "")
    return entry.names.get("en", entry.id) if entry else event or "statement"


def _places(incident: Incident) -> str:
    """Return where an incident was: its two most exact places, and the country."""
    exact = [place for place in incident.places if place.precision != "country"]
    known = [place for place in exact if place.id] or exact
    names = list(dict.fromkeys(place.name or place.text for place in known))[:2]
    countries = [
        name for place in _first_country(incident.places) if (name := country_name(place.country)) not in names
    ]
    return ", ".join([*names, *countries])


def _parties(values: Sequence[Value]) -> list[str]:
    """Return the names of an incident's actors or targets."""
    return list(dict.fromkeys(display(value.id or "", value.name or value.text) for value in values))


def _first_told(incident: Incident, said: Mapping[str, Said]) -> str:
    """Return the day on which an incident was first reported, in EDTF; "" where no article has a date."""
    documents = (said[claim].document for claim in incident.claims if claim in said)
    return min((document.published.edtf for document in documents if document.published), default="")


def _first_country(places: Iterable[Place]) -> list[Place]:
    return [place for place in places if place.country][:1]


def _dates(readings: Sequence[Reading]) -> str:
    days = sorted(r.document.published.edtf for r in readings if r.document.published)
    return spoken(f"{days[0].partition('/')[0]}/{days[-1].rpartition('/')[2]}") if days else "undated"
