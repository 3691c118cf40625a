"""Options that several commands take."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from corrobora.show.formats import Format

LedgerOption = Annotated[
    str | None, typer.Option("--ledger", metavar="FILE", help="The ledger's file or database URL [corrobora.db]")
]
FormatOption = Annotated[Format | None, typer.Option("--format", help="By default a table at a terminal, else jsonl")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Reckon with what was known on this day (YYYY-MM-DD)")
]
Limit = Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="How many rows; by default all")]
Offset = Annotated[int, typer.Option("--offset", min=0, metavar="N", help="How many rows to leave out first")]


def format_of(wanted: Format | None) -> Format:
    """Return the format asked for: by default a table at a terminal, else JSON lines."""
    return wanted or (Format.table if sys.stdout.isatty() else Format.jsonl)


def values_of(name: str) -> Callable[[], list[str]]:
    """Return what gives a shell the values that a filter may have; nothing is loaded before the shell asks.

    >>> values_of("grade")()[:2]
    ['confirmed', 'fair']
    """

    def values() -> list[str]:
        from corrobora.show.known import VALUES

        return list(VALUES[name]())

    return values


def forms() -> list[str]:
    """Return what `corrobora export` writes, for a shell.

    >>> "geojson" in forms()
    True
    """
    from corrobora.keep.export import FORMATS

    return list(FORMATS)
