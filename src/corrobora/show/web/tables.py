"""The tables behind the pages: what each holds of the books, by the page, and its rows for CSV and JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from corrobora.keep.shelf import Wanted
from corrobora.schema import build
from corrobora.show.coverage import coverage
from corrobora.show.formats import Format
from corrobora.show.listings import COLUMNS, claim_row, shown
from corrobora.show.output import write_rows
from corrobora.show.web.held import MADE, Held, Looked

TABLES: Mapping[str, tuple[str, ...]] = {
    **COLUMNS,
    "documents": ("id", "uri", "outlet", "title", "language", "published", "claims", "flags", "sha256"),
}
_LATEST = frozenset({"incidents", "claims", "tallies", "documents"})  # whose last rows come first
_LOT = 200
COMPARED = 6  # things beside another that a list shows


def keys(held: Held, name: str, wanted: Wanted, limit: int | None, offset: int = 0) -> Iterator[tuple[str, str]]:
    """Return the ids of a table's rows in the order of its page, and where those stand that are claims."""
    return held.shelf.keys(name, wanted, limit, offset, last=name in _LATEST)


def things(held: Held, name: str, wanted: Wanted, limit: int, offset: int = 0) -> list[Any]:
    """Return what a table holds of the books and the filters let through, in the order of its page."""
    found = list(keys(held, name, wanted, limit, offset))
    ids = [id_ for id_, _ in found]
    if name in {"deadlines", "voices", "copies"}:
        made = held.shelf.by_id(name, ids)
        out = [held.hidden(build(MADE[name], made[id_])) for id_ in ids if id_ in made]
        _hold_for(held, name, out)
        return out
    every: dict[str, Looked[Any]] = {
        "claims": held.said,
        "incidents": held.incidents,
        "queue": held.incidents,
        "tallies": held.balances,
        "documents": held.heads,
    }
    looked = every[name]
    if name == "claims":
        held.home.hold(ids)
    looked.hold(ids)
    if name == "tallies":
        held.said.hold(ids)
    return [looked[id_] for id_ in ids if id_ in looked]


def _hold_for(held: Held, name: str, made: Sequence[Any]) -> None:
    """Look up at once what the rows of a page show besides."""
    if name == "deadlines":
        held.said.hold(claim for each in made for claim in each.claims[:COMPARED])
        held.incidents.hold(id_ for each in made for id_ in each.followed_by[:COMPARED])
    elif name == "copies":
        held.heads.hold(uri for each in made for uri in (each.origin, *each.members))


def rows(held: Held, name: str, wanted: Wanted, limit: int | None = None, offset: int = 0) -> Iterator[dict[str, Any]]:
    """Yield rows of a table as the commands print them, in the order of its page."""
    found = keys(held, name, wanted, limit, offset)
    while some := list(islice(found, _LOT)):
        if name == "claims":
            known = (both[0] for _, both in held.reread(uri for _, uri in some))
            claims = {c.id: claim_row(c, reading.document) for reading in known for c in reading.claims}
            yield from (claims[id_] for id_, _ in some if id_ in claims)
        else:
            made = held.rows(name, (id_ for id_, _ in some))
            yield from (shown(name, made[id_]) for id_, _ in some if id_ in made)


def csv_lines(found: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Yield rows as CSV, line by line as they come; no spreadsheet takes a cell for a formula."""
    yield as_csv((), columns)
    for each in found:
        yield as_csv([each], columns).partition("\n")[2]


def as_csv(found: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV; no spreadsheet takes a cell for a formula."""
    stream = io.StringIO()
    write_rows(found, columns, Format.csv, stream)
    return stream.getvalue()


def coverage_rows() -> tuple[list[dict[str, Any]], list[str]]:
    """Return what is read in which language, and the columns of it."""
    found = coverage()
    return [dict(row) for row in found], list(found[0])
