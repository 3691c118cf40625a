"""Rows -> a table for people, as wide as the terminal."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corrobora.show.output import cell, field
from corrobora.show.words import isolated, printable

_PIPE = 160
_LEAST, _WIDEST = 16, 48
_ITEMS = 3
_WHOLE = {"id", "claim", "grade", "state", "kind", "gap", "number", "origins", "due"}
_TIMES = {"day", "when", "period"}
_READABLE = {"words": 24, "verdict": 30, "demand": 24} | dict.fromkeys(_TIMES, len("2021-03-14 to"))
_SHORT = 160


def write_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], stream: TextIO) -> None:
    """Write rows as a table: long cells wrap, and columns without a value, or that find no room, are left out.

    Columns come most telling first. Into a pipe it is 160 wide, or as COLUMNS says.
    """
    width = shutil.get_terminal_size((_PIPE, 24)).columns if not stream.isatty() else _width_of(stream)
    cells = [[_shown(name, printable(cell(_exact(field(row, name)), _ITEMS))) for name in columns] for row in rows]
    if not cells:
        stream.write("(nothing)\n")
        return
    shown = _fitting(columns, cells, width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for index in shown:
        whole = _short_name(columns[index]) in _WHOLE
        table.add_column(_heading(columns[index]), no_wrap=whole, overflow="fold", max_width=_WIDEST)
    for row in cells:
        table.add_row(*[Text(row[index]) for index in shown])
    page = io.StringIO()
    Console(file=page, width=width, color_system=None).print(table)
    stream.writelines(isolated(line.rstrip()) + "\n" for line in page.getvalue().splitlines())
    left = [_heading(columns[i]) for i in range(len(columns)) if i not in shown and any(row[i] for row in cells)]
    if left:
        stream.write(f"No room for: {', '.join(left)}. Widen the terminal, or use --format csv or jsonl.\n")


def _width_of(stream: TextIO) -> int:
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except OSError:
        return 80


def _fitting(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the columns that hold something and find room at a width where their cells can still be read."""
    out: list[int] = []
    room = width
    for index, name in enumerate(columns):
        longest = max(Text(row[index]).cell_len for row in cells)
        if not longest:
            continue
        short = _short_name(name)
        need = max(len(short), longest if short in _WHOLE else min(longest, _READABLE.get(short, _LEAST))) + 2
        if need <= room:
            out.append(index)
            room -= need
    return out


def _heading(column: str) -> str:
    return _short_name(column).replace("_", " ")


def _short_name(column: str) -> str:
    return column.rpartition(".")[2]


def _exact(value: object) -> object:
    """Return a list of places without those that no gazetteer knows ("northern Mali"), where it holds known ones."""
    if not isinstance(value, list) or not all(
        isinstance(each, Mapping) and each.get("kind") == "place" for each in value
    ):
        return value
    return [each for each in value if each.get("id")] or value


def _shown(column: str, words: str) -> str:
    """Return a cell's words as the table holds them; an interval may then be broken between its two days."""
    return _cut(words.replace("/", " to ", 1) if _short_name(column) in _TIMES else words)


def _cut(words: str) -> str:
    """Return a cell's words on one line, and not so many that one row would fill the screen."""
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
