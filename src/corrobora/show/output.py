"""Rows -> a table, JSON lines, CSV or Markdown, on any stream."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TextIO

Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


def write_rows(rows: Iterable[Row], columns: Sequence[str], wanted: Format, stream: TextIO) -> None:
    """Write rows to `stream`: JSON lines hold every field, the other formats the `columns`, one line a row.

    >>> import sys
    >>> write_rows([{"id": "i-1", "killed": {"low": 12, "best": 13, "high": 13}}], ["id", "killed"], Format.csv, sys.stdout)
    id,killed
    i-1,12-13
    """
    if wanted is Format.jsonl:
        for row in rows:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif wanted is Format.csv:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_guarded(cell(row.get(name))) for name in columns] for row in rows)
    elif wanted is Format.markdown:
        stream.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
        for row in rows:
            cells = (cell(row.get(name)).replace("\n", " ").replace("|", "\\|") for name in columns)
            stream.write(f"| {' | '.join(cells)} |\n")
    else:
        _table(rows, columns, stream)


def cell(value: object) -> str:
    """Return a field as a person reads it: names for values, `low-high` for ranges, nothing for null.

    >>> cell([{"name": "Babil", "text": "Babel"}]), cell(True), cell(None)
    ('Babil', 'yes', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _of_mapping(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(dict.fromkeys(filter(None, (cell(item) for item in value))))
    return str(value)


def _of_mapping(value: Row) -> str:
    if {"low", "best", "high"} <= set(value):
        number = _range(value)
        return f"{value['measure']}: {number}" if value.get("measure") else number
    for name in ("edtf", "name", "text"):
        if value.get(name):
            return str(value[name])
    return "; ".join(f"{key} {cell(item)}" for key, item in value.items() if cell(item))


def _range(value: Row) -> str:
    low, best, high = value["low"], value["best"], value["high"]
    if low is not None and high is not None and low != high:
        return f"{low}-{high}"
    if best is None and low is not None:
        return f"{low}+"
    return str(next((number for number in (best, high, low) if number is not None), ""))


def _guarded(text: str) -> str:
    """Return a CSV cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t"} and not text[1:].isdigit() else text


def _table(rows: Iterable[Row], columns: Sequence[str], stream: TextIO) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - only tables need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*[column.replace("_", " ") for column in columns], box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*[Text(printable(cell(row.get(name)))) for name in columns])
    console = Console(file=stream, width=None if stream.isatty() else 200)
    if table.row_count:
        console.print(table)
    else:
        console.print("(nothing)")


def printable(text: str) -> str:
    """Return text without the control characters that could drive a terminal.

    >>> printable("a\\x1b[31mb")
    'a[31mb'
    """
    return "".join(char for char in text if char.isprintable() or char == "\n")
