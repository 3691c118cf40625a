"""Tables (CSV, TSV) of articles or messages -> one document a row; rows with an address alone are listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.columns import columns_of, no_text
from corrobora.gather.dayorder import Order, day_of, figures, order_of
from corrobora.gather.delimited import Row, delimited
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse
from corrobora.gather.listing import Listed, listed
from corrobora.gather.page import read_page

_AHEAD = 500  # rows by which it is told how dates are written
_GDELT = {16: ("mentions", 5, 4, 2), 27: ("GKG", 4, 3, 1), 61: ("events", 60, -1, 59)}  # address, outlet, date


def read_table(stream: BinaryIO, source: Source) -> Iterator[Gathered | Listed]:
    """Yield the rows of a CSV or TSV as documents, or as articles of a list where they have an address and no text."""
    yield from read_rows(delimited(stream, source.settings.max_text), source)


def read_rows(rows: Iterator[Row], source: Source, word: str = "line") -> Iterator[Gathered | Listed]:
    """Yield rows as documents; the first row has the columns' names, but in GDELT's files, which have none."""
    first = next(rows, None)
    if first is None:
        yield refuse(source, "empty", "the table is empty")
        return
    number, names = first
    if isinstance(names, SourceError):
        yield refuse(source, names.code, str(names), at=f"{word} {number}")
        return
    if len(names) in _GDELT and names[0][:1].isdigit():
        yield from _gdelt(chain([first], rows), _GDELT[len(names)][1:], source)
        return
    try:
        columns = columns_of(names, source.settings.columns)
        if not columns.keys() & {"text", "html", "uri"}:
            raise no_text(names)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
        return
    ahead = list(islice(rows, _AHEAD))
    place = columns.get("published")
    order = None if place is None else order_of(figures(_cell(row, place)) for _, row in ahead)
    shape = _Shape(names, columns, order, source, word)
    found = False
    for each in chain(ahead, rows):
        for row in shape.take(each):
            found = True
            yield row
    if not found:
        yield refuse(source, "empty", "the table has no rows but the names of its columns")


def _cell(row: Sequence[str] | SourceError, place: int) -> str:
    return "" if isinstance(row, SourceError) or place >= len(row) else row[place]


class _Shape:
    """What a table's columns hold, and how its dates are written."""

    def __init__(
        self, names: Sequence[str], columns: dict[str, int], order: Order | None, source: Source, word: str
    ) -> None:
        self._names = names
        self._columns = columns
        self._order = order
        self._source = source
        self._word = word

    def take(self, given: Row) -> Iterator[Gathered | Listed]:
        """Yield what a row holds; nothing where it is empty."""
        number, row = given
        at = f"{self._word} {number}"
        if isinstance(row, SourceError):
            yield refuse(self._source, row.code, str(row), at=at)
            return
        if not any(cell.strip() for cell in row):
            return
        cells = {field: _cell(row, place).strip() for field, place in self._columns.items()}
        published = day_of(cells.get("published", ""), self._order)
        uri = cells.get("uri", "")
        if not cells.get("text") and not cells.get("html"):
            if uri.startswith(("http://", "https://")):
                yield listed(uri, cells.get("title"), cells.get("outlet"), published, at)
            else:
                yield refuse(self._source, "no-text", f"{self._text()} is empty; fill it or remove the row", at=at)
            return
        raw = json.dumps(dict(zip(self._names, row, strict=False)), ensure_ascii=True).encode()
        yield attempt(self._source, raw, lambda: _piece(cells, published, self._order), uri=uri, at=at)

    def _text(self) -> str:
        place = self._columns.get("text", self._columns.get("html", self._columns.get("uri", 0)))
        return f"column {self._names[place][:40]!r}"


def _piece(cells: dict[str, str], published: str | None, order: Order | None) -> Piece:
    html = cells.get("html") if not cells.get("text") else None
    page = read_page(html, cells.get("uri")) if html else Piece(cells["text"])
    numbers = figures(published or "") if order is None else None
    notes = () if numbers is None or numbers[0] > 31 else (_OPEN,)  # noqa: PLR2004 - the days of a month
    return Piece(
        page.text,
        cells.get("title") or page.title,
        cells.get("outlet") or page.outlet,
        cells.get("language"),
        published or page.published,
        page.captions,
        notes,
        page.extractor,
        forwarded_from=cells.get("forwarded_from") or None,
    )


_OPEN = "whether day or month stands first in the dates of this table is open: none of them says it"


def _gdelt(rows: Iterator[Row], places: Sequence[int], source: Source) -> Iterator[Gathered | Listed]:
    """Yield the articles of GDELT's files of events, of mentions or of its knowledge graph."""
    address, outlet, date = places
    for number, row in rows:
        at = f"line {number}"
        if isinstance(row, SourceError):
            yield refuse(source, row.code, str(row), at=at)
        elif _cell(row, address).startswith(("http://", "https://")):
            yield listed(row[address], None, row[outlet] if outlet >= 0 else None, _cell(row, date), at)
        else:
            yield refuse(source, "no-text", "has no address that starts with http:// or https://", at=at)
