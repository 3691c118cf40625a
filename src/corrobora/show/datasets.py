"""`corrobora import` and `compare`: a user's own dataset as one more voice."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import typer

from corrobora.errors import SourceError, UsageError
from corrobora.gather.datasets import read_rows
from corrobora.keep.ledger import open_ledger
from corrobora.keep.shelf import Shelf
from corrobora.read.imported import reading_of
from corrobora.reckon.comparison import Compared, Side, compared, concerns, covered, prefix_of
from corrobora.schema import build, json_line
from corrobora.settings import load_settings
from corrobora.show.custody import who
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.run import kept_of
from corrobora.types import Incident

_LOT = 100  # incidents whose articles are looked up at once
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
                if ledger.record(reading.document, row.raw, reading, captured, "dataset", custody):
                    added += 1
                else:
                    known += 1
    say(f"{added} events added, {known} already there, {failed} not read")
    if failed:
        raise typer.Exit(FAILED)


def compare_and_print(dataset: str, path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print what a dataset and the articles have of the days that the dataset covers."""
    if dataset.lower() not in _DATASETS:
        raise UsageError(f"compare {dataset}: no such dataset; there are {', '.join(_DATASETS)}")
    with kept_of(path, as_of) as shelf:
        found = sorted(compared_in(shelf, dataset), key=_order)
    if not found:
        raise UsageError(f"compare {dataset}: nothing of it is in the ledger; `corrobora import FILE` takes it in")
    names = [field.name for field in dataclasses.fields(Compared)]
    with writing():
        write_rows([{n: getattr(each, n) for n in names} for each in found], names, wanted, sys.stdout)
    counts = Counter(each.side for each in found)
    told = [f"{counts[side]} {words.format(dataset.upper())}" for side, words in _SIDES.items()]
    say(", ".join(told) + f"; {sum(each.differ for each in found)} with numbers that can't both be")


def compared_in(shelf: Shelf, dataset: str) -> Iterator[Compared]:
    """Yield every incident of the days that a dataset covers, as both have it, some looked up at a time."""
    span = covered(heard for _, heard in shelf.every(prefix_of(dataset)))
    if span is None:
        return
    known = (build(Incident, each) for each in shelf.rows("incidents"))
    concerned = (each for each in known if concerns(each, dataset, span))
    while lot := list(islice(concerned, _LOT)):
        heard = shelf.readings(shelf.uris_of(claim for each in lot for claim in each.claims))
        claims = {c.id: (c, r.document.uri) for _, r in heard for c in r.claims if c.kind == "incident"}
        yield from (compared(each, claims, dataset) for each in lot)


def _order(each: Compared) -> tuple[str, str, str]:
    return each.side, each.when or "~", each.incident
