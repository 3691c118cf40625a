"""`corrobora read`: print what sources claim; nothing here loads what only the ledger needs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import nullcontext

import typer

from corrobora.gather import Fetching
from corrobora.gather.watch import open_seen
from corrobora.gather.web.errands import Manners
from corrobora.schema import json_pieces
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.formats import Format
from corrobora.show.intake import Given, Taken, Teller, prepare, take
from corrobora.show.listings import claim_rows, columns
from corrobora.show.output import write_rows


def read_and_print(sources: list[str], wanted: Format, given: Given = Given()) -> None:  # noqa: B008 - it is frozen
    """Print the readings of sources: a sheet each, JSON as each is read, or one row a claim."""
    settings = prepare(given.columns)
    with open_seen(":memory:") if given.fetch else nullcontext() as seen:
        fetching = Fetching(seen, Manners()) if seen is not None else None
        stdin = sys.stdin.buffer if sys.stdin else None
        _print_all(take(sources, settings, stdin, Teller(), fetching, given.about), wanted)


def _print_all(found: Iterable[Taken], wanted: Format) -> None:
    failed = 0
    done = []
    for taken in found:
        if taken.reading.error is not None:
            failed += 1
            say(taken.reading.error.message)
        with writing():
            if wanted is Format.jsonl:
                sys.stdout.writelines(json_pieces(taken.reading))
                sys.stdout.write("\n")
            elif taken.reading.error is None and wanted is Format.table:
                from corrobora.show.sheet import print_sheet  # which loads what draws tables

                print_sheet(taken.reading, sys.stdout)
            elif taken.reading.error is None:
                done.append(taken.reading)
        del taken  # a book need not be held while the next is read
    if wanted in {Format.csv, Format.markdown}:
        with writing():
            write_rows(claim_rows(done), columns("claims", wanted), wanted, sys.stdout)
    if failed:
        raise typer.Exit(FAILED)
