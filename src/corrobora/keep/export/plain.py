"""Everything of one kind as JSON lines or CSV: nothing is lost, but CSV's cells hold lists as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corrobora.keep.export.form import Format, Lines, table
from corrobora.keep.export.shown import Shown
from corrobora.schema import json_line, row
from corrobora.schema.fields import fields_of
from corrobora.types import Balance, Deadline, Incident, Lineage, Record


def write_lines(shown: Shown) -> Lines:
    """Yield every incident, balance, deadline, record, lineage and reading as a line, with its `is` before all else."""
    return (json_line(each) + "\n" for each in _everything(shown))


def _everything(shown: Shown) -> Iterator[dict[str, Any]]:
    kinds: tuple[tuple[str, Iterator[object]], ...] = (
        ("incident", shown.things(Incident)),
        ("tally", shown.things(Balance)),
        ("deadline", shown.things(Deadline)),
        ("voice", shown.things(Record)),
        ("copy", shown.things(Lineage)),
        ("reading", shown.readings()),
    )
    for name, things in kinds:
        for thing in things:
            yield {"is": name, **row(thing)}


def write_table(shown: Shown) -> Lines:
    """Yield the lines of a CSV file of the incidents; a cell with more than one value holds JSON."""
    columns = [field.key for field in fields_of(Incident)]
    return table(columns, ({key: _flat(cell) for key, cell in row(i).items()} for i in shown.things(Incident)))


def _flat(cell: object) -> object:
    return json_line(cell) if isinstance(cell, (dict, list, tuple)) else cell


JSONL = Format("jsonl", "everything, a thing a line", ".jsonl", write_lines, ())
CSV = Format("csv", "incidents, with lists as JSON in their cells", ".csv", write_table, (
    "Tallies, deadlines, voices, copies and readings; claims are named by their ids alone.",
))  # fmt: skip
