"""The tables behind the pages: what each holds of the books, and its rows for CSV and JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corrobora.show.coverage import coverage
from corrobora.show.formats import Format
from corrobora.show.listings import COLUMNS, claim_row, listing
from corrobora.show.output import write_rows
from corrobora.show.web.facets import facets
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.held import Held
from corrobora.types import Reading

_GRADES = {"contested": 0, "confirmed": 1, "fair": 2, "weak": 3, "discounted": 4}
TABLES: Mapping[str, tuple[str, ...]] = {
    **COLUMNS,
    "documents": ("id", "uri", "outlet", "title", "language", "published", "claims", "flags", "sha256"),
}
_FIELDS = {
    "incidents": "incidents",
    "tallies": "balances",
    "deadlines": "deadlines",
    "voices": "records",
    "copies": "lineages",
}


def chosen(held: Held, name: str, wanted: Filter) -> list[Any]:
    """Return what a table holds of the books and the filters let through, in the order of its page."""
    things = _all(held, name)
    return [each for each in things if facets(each, held).passes(wanted)] if wanted else list(things)


def _all(held: Held, name: str) -> Iterable[Any]:
    if name == "claims":
        return held.said.values()
    if name == "documents":
        return held.books.readings
    things = getattr(held.books, _FIELDS[name])
    if name == "incidents":
        return sorted(things, key=lambda each: (_GRADES.get(each.grade, 9), each.when or "9999", each.id))
    return things  # type: ignore[no-any-return] # one of the fields of the books


def page_of(things: Sequence[Any], wanted: Filter) -> Sequence[Any]:
    """Return the things on the page that is asked for."""
    return things[(wanted.page - 1) * PAGE : wanted.page * PAGE]


def rows(held: Held, name: str, things: Sequence[Any]) -> list[dict[str, Any]]:
    """Return things of a table as the rows that the commands print."""
    if name == "claims":
        return [claim_row(one.claim, one.reading.document) for one in things]
    if name == "documents":
        return [_document_row(reading) for reading in things]
    return listing(name, replace(held.books, **{_FIELDS[name]: tuple(things)}))


def _document_row(reading: Reading) -> dict[str, Any]:
    document = reading.document
    return {
        "id": document.id,
        "uri": document.uri,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "published": document.published.edtf if document.published else None,
        "claims": len(reading.claims),
        "flags": [flag.kind for flag in reading.flags],
        "sha256": document.sha256,
    }


def coverage_rows() -> tuple[list[dict[str, Any]], list[str]]:
    """Return what is read in which language, and the columns of it."""
    found = coverage()
    return [dict(row) for row in found], list(found[0])


def as_csv(found: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV; no spreadsheet takes a cell for a formula."""
    stream = io.StringIO()
    write_rows(found, columns, Format.csv, stream)
    return stream.getvalue()
