"""Rows -> a table, JSON lines, CSV or Markdown, on any stream."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from corrobora.schema import json_line
from corrobora.schema.cells import safe_cell
from corrobora.show.formats import Format
from corrobora.show.words import printable

Row = Mapping[str, Any]
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~])")


def write_rows(rows: Iterable[Row], columns: Sequence[str], wanted: Format, stream: TextIO) -> None:
    """Write rows to `stream`: JSON lines hold every field, the other formats the `columns`, one line a row.

    A column is a field, or with dots a field of a field.

    >>> import sys
    >>> write_rows([{"id": "i-1", "killed": {"low": 12, "high": 13}}], ["id", "killed.low"], Format.csv, sys.stdout)
    id,killed.low
    i-1,12
    """
    if wanted is Format.jsonl:
        stream.writelines(json_line(row) + "\n" for row in rows)
    elif wanted is Format.csv:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([safe_cell(printable(cell(field(row, name)))) for name in columns] for row in rows)
    elif wanted is Format.markdown:
        stream.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
        lines = (" | ".join(_plain(cell(field(row, name))) for name in columns) for row in rows)
        stream.writelines(f"| {line} |\n" for line in lines)
    else:
        from corrobora.show.table import write_table  # only tables need rich, which takes a while

        write_table(rows, columns, stream)


def field(row: Row, name: str) -> object:
    """Return the field of a row that a column names, null where it has none.

    >>> field({"harm": {"killed": {"low": 12}}}, "harm.killed.low"), field({}, "harm.killed")
    (12, None)
    """
    value: object = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def cell(value: object, most: int | None = None) -> str:
    """Return a field as a person reads it: names for values, `low–high` for ranges, nothing for null.

    Of a list, at most `most` items are named.

    >>> cell([{"name": "Babil", "text": "Babel"}]), cell(True), cell(None), cell(["a", "b", "c"], 1)
    ('Babil', 'yes', '', 'a and 2 more')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _of_mapping(value, most)
    if isinstance(value, (list, tuple)):
        items = list(dict.fromkeys(filter(None, (cell(item) for item in value))))
        rest = len(items) - most if most is not None else 0
        return ", ".join(items[:most]) + (f" and {rest} more" if rest > 0 else "")
    return str(value)


def _of_mapping(value: Row, most: int | None) -> str:
    if {"low", "best", "high"} <= set(value):
        number = _range(value)
        return f"{value['measure']}: {number}" if value.get("measure") else number
    for name in ("edtf", "name", "text"):
        if value.get(name):
            return str(value[name])
    return "; ".join(f"{key} {words}" for key, item in value.items() if (words := cell(item, most)))


def _range(value: Row) -> str:
    low, best, high = value["low"], value["best"], value["high"]
    if low is not None and high is not None and low != high:
        return f"{low}–{high}"  # an en dash, since spreadsheets take 1-2 for a day
    if low is not None and high is None:
        return f"{low}+"
    return str(next((number for number in (best, high, low) if number is not None), ""))


def _plain(text: str) -> str:
    """Return a cell that Markdown shows as it stands, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(printable(text).split()))
