"""`corrobora read`: print what sources claim; nothing here loads what only the ledger needs."""

from __future__ import annotations

import sys

import typer

from corrobora.schema import json_pieces
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.intake import prepare, take
from corrobora.show.listings import claim_rows, columns
from corrobora.show.output import Format, write_rows
from corrobora.show.sheet import print_sheet


def read_and_print(sources: list[str], wanted: Format) -> None:
    """Print the readings of sources: a sheet each, JSON as each is read, or one row a claim."""
    settings = prepare()
    failed = 0
    done = []
    for taken in take(sources, settings, sys.stdin.buffer if sys.stdin else None):
        if taken.reading.error is not None:
            failed += 1
            say(taken.reading.error.message)
        with writing():
            if wanted is Format.jsonl:
                sys.stdout.writelines(json_pieces(taken.reading))
                sys.stdout.write("\n")
            elif taken.reading.error is None and wanted is Format.table:
                print_sheet(taken.reading, sys.stdout)
            elif taken.reading.error is None:
                done.append(taken.reading)
        del taken  # a book need not be held while the next is read
    if wanted in {Format.csv, Format.markdown}:
        with writing():
            write_rows(claim_rows(done), columns("claims", wanted), wanted, sys.stdout)
    if failed:
        raise typer.Exit(FAILED)
