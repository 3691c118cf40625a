"""The gold of our own in `bench/own`: rows of a set, and the sentences in them with their marked words."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corrobora.types import Span

FOLDER = Path(__file__).parent / "own"
HALVES = ("tune", "held")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the marks taken out, and where the marked words stand in it."""

    text: str
    span: Span


def rows(name: str) -> list[Row]:
    """Return the rows of a set by its name: times, toponyms, names or numbers.

    >>> rows("names")[0]["same"]
    'yes'
    """
    path = FOLDER / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        found: list[Row] = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    for number, row in enumerate(found, 2):
        if row["half"] not in HALVES or None in row or None in row.values():
            raise SystemExit(f"{path}:{number}: wants as many cells as the header, and a half that is tune or held")
    return found


def marked(sentence: str, context: str = "") -> Marked:
    """Return a sentence with its [marked words], after its context if it has one.

    >>> marked("It fell [on Sunday].", "A town.")
    Marked(text='A town. It fell on Sunday.', span=Span(start=16, end=25))
    """
    if sentence.count("[") != 1 or sentence.count("]") != 1:
        raise SystemExit(f"{sentence}: mark one stretch of words with [ and ]")
    whole = f"{context} {sentence}" if context else sentence
    start, end = whole.index("["), whole.index("]")
    return Marked(whole[:start] + whole[start + 1 : end] + whole[end + 1 :], Span(start, end - 1))


def choices(cell: str) -> frozenset[str]:
    """Return what a cell accepts; an empty cell accepts nothing but no value.

    >>> sorted(choices("5|-")), sorted(choices(""))
    (['-', '5'], ['-'])
    """
    return frozenset(cell.split("|")) if cell else frozenset("-")
