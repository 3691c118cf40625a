"""`corrobora import` and `compare`: a user's own dataset as one more voice."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from corrobora.errors import SourceError, UsageError
from corrobora.gather.datasets import read_rows
from corrobora.keep.ledger import open_ledger
from corrobora.read.imported import reading_of
from corrobora.reckon.comparison import Compared, Side, compared
from corrobora.schema import json_line
from corrobora.settings import load_settings
from corrobora.show.custody import who
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.run import books_of

_DATASETS = ("acled", "ucdp", "gdelt")
_SIDES: dict[Side, str] = {"both": "in both", "articles": "in the articles alone", "dataset": "in {} alone"}


def import_and_say(files: Sequence[Path], path: str | None) -> None:
    """Add the events of datasets to the ledger, and say how many; a row that can't be read costs no other."""
    settings = load_settings()
    custody = json_line(who(settings))
    added = known = failed = 0
    with open_ledger(path or settings.ledger) as ledger:
        for file in files:
            for row in read_rows(file):
                if isinstance(row, SourceError):
                    failed += 1
                    say(str(row))
                    continue
                reading = reading_of(row)
                captured = datetime.now(UTC).isoformat(timespec="seconds")
                if ledger.add(reading.document, row.raw, reading, captured, "dataset", custody):
                    added += 1
                else:
                    known += 1
    say(f"{added} events added, {known} already there, {failed} not read")
    if failed:
        raise typer.Exit(FAILED)


def compare_and_print(dataset: str, path: str | None, wanted: Format) -> None:
    """Print what a dataset and the articles have of the days that the dataset covers."""
    if dataset.lower() not in _DATASETS:
        raise UsageError(f"compare {dataset}: no such dataset; there are {', '.join(_DATASETS)}")
    known = books_of(path)
    found = sorted(compared(known.heard, known.incidents, dataset), key=_order)
    if not found:
        raise UsageError(f"compare {dataset}: nothing of it is in the ledger; `corrobora import FILE` takes it in")
    names = [field.name for field in dataclasses.fields(Compared)]
    with writing():
        write_rows([{n: getattr(each, n) for n in names} for each in found], names, wanted, sys.stdout)
    counts = Counter(each.side for each in found)
    told = [f"{counts[side]} {words.format(dataset.upper())}" for side, words in _SIDES.items()]
    say(", ".join(told) + f"; {sum(each.differ for each in found)} with numbers that can't both be")


def _order(each: Compared) -> tuple[str, str, str]:
    return each.side, each.when or "~", each.incident
