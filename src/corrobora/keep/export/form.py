"""What a format is: how its rows or lines are made, and what it can't carry."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from corrobora.keep.export.shown import Shown
from corrobora.schema.cells import safe_cell

Lines: TypeAlias = Iterator[str]
Write: TypeAlias = Callable[[Shown], Iterator[str]] | Callable[[Shown], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: `write` yields its text, or bytes, piece by piece, so that no ledger is too large for it.

    `loses` says in sentences what the ledger holds and the format doesn't; `beside` are further files, by the ending of
    their names. `suffix` is that of a file in it.
    """

    name: str
    what: str
    suffix: str
    write: Write
    loses: tuple[str, ...]
    beside: tuple[tuple[str, Write], ...] = ()


def table(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, above: Sequence[Sequence[str]] = ()
) -> Lines:
    r"""Yield the lines of a CSV file: a header, the lines `above` the rows, the rows; what isn't known stays empty.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> list(table(["id", "note"], [{"id": 1, "note": "=1+1"}]))
    ['id,note\r\n', "1,'=1+1\r\n"]
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for line in (columns, *above):
        yield _line(writer, buffer, line)
    for row in rows:
        yield _line(writer, buffer, [safe_cell(_plain(row.get(column))) for column in columns])


def tabbed(rows: Iterable[Sequence[object]]) -> Lines:
    r"""Yield lines of cells with tabs between, as GDELT has them: no header, no quoting, no breaks inside a cell.

    >>> list(tabbed([[1, None, "a\tb"]]))
    ['1\t\ta b\n']
    """
    for row in rows:
        yield "\t".join(" ".join(_plain(cell).split()) for cell in row) + "\n"


def listed(head: str, items: Iterable[str], tail: str) -> Lines:
    """Yield one JSON document that holds a list, an item a line."""
    yield head
    for number, item in enumerate(items):
        yield f"{',' if number else ''}\n{item}"
    yield tail


def _line(writer: object, buffer: io.StringIO, cells: Sequence[str]) -> str:
    writer.writerow(cells)  # type: ignore[attr-defined] # the csv module doesn't name its writer's type
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line


def _plain(value: object) -> str:
    return "" if value is None else str(value)
