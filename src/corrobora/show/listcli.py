"""The commands that list the books: all of a listing, or the rows that are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

import typer

from corrobora.show.formats import Format
from corrobora.show.options import AsOfOption, FormatOption, LedgerOption, Limit, Offset, format_of, values_of

_Text: TypeAlias = str | None
Place = Annotated[
    _Text, typer.Option("--place", metavar="PLACE", help="Only there: a name, or the code of a country or province")
]
Since = Annotated[
    _Text, typer.Option("--since", metavar="DAY", help="Only what may be of this day or later (YYYY-MM-DD)")
]
Until = Annotated[_Text, typer.Option("--until", metavar="DAY", help="Only what may be of this day or earlier")]
Event = Annotated[
    _Text,
    typer.Option(
        "--event",
        metavar="KIND",
        help="Only this kind of event; `corrobora coverage` lists them",
        autocompletion=values_of("event"),
    ),
]
Side = Annotated[
    _Text, typer.Option("--side", metavar="NAME", help="Only where this side or actor acts, is hit or speaks")
]
Language = Annotated[
    _Text,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Only what is told in this language: en, fr, ar, es",
        autocompletion=values_of("language"),
    ),
]
Grade = Annotated[
    _Text,
    typer.Option(
        "--grade",
        metavar="GRADE",
        help="Only this grade: confirmed, fair, weak, contested, discounted",
        autocompletion=values_of("grade"),
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show scope, incidents counted and checks of each")]

_HELP = {
    "claims": "List every claim: who says what happened, where and when.",
    "incidents": "List what claims are about, with every differing value kept.",
    "tallies": "List reported counts beside what the ledger itself counts.",
    "deadlines": "List ultimatums: due when, set by whom, and what came of them.",
    "voices": "List who says what: each voice's record.",
    "copies": "List articles that carry the same words, and where they began.",
}


def add_listings(app: typer.Typer) -> None:
    """Give an app the command of each listing."""
    for name, what in _HELP.items():
        app.command(name, help=what)(_explained() if name == "tallies" else _listed(name))


def _listed(name: str) -> Callable[..., None]:
    def command(  # noqa: PLR0913 - a command has its options
        *,
        ledger: LedgerOption = None,
        wanted: FormatOption = None,
        as_of: AsOfOption = None,
        limit: Limit = None,
        offset: Offset = 0,
        place: Place = None,
        since: Since = None,
        until: Until = None,
        event: Event = None,
        side: Side = None,
        language: Language = None,
        grade: Grade = None,
    ) -> None:
        from corrobora.keep.shelf import Wanted
        from corrobora.show.run import list_and_print

        only = Wanted(place, since, until, event, side, language, grade)
        list_and_print(name, ledger, format_of(wanted), as_of, only=only, limit=limit, offset=offset)

    return command


def _explained() -> Callable[..., None]:
    def command(  # noqa: PLR0913 - a command has its options
        *,
        ledger: LedgerOption = None,
        wanted: FormatOption = None,
        as_of: AsOfOption = None,
        explain: Explain = False,
        limit: Limit = None,
        offset: Offset = 0,
        place: Place = None,
        since: Since = None,
        until: Until = None,
        event: Event = None,
        side: Side = None,
        language: Language = None,
    ) -> None:
        from corrobora.keep.shelf import Wanted
        from corrobora.show.run import explain_tallies_and_print, list_and_print

        only = Wanted(place, since, until, event, side, language)
        if explain:
            explain_tallies_and_print(ledger, wanted or Format.table, as_of, only, limit, offset)
        else:
            list_and_print("tallies", ledger, format_of(wanted), as_of, only=only, limit=limit, offset=offset)

    return command
