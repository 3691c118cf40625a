"""`corrobora add`: sources into the ledger, and what their tallies and deadlines come to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime

import typer

from corrobora.gather import Fetching, Gathered, gather
from corrobora.gather.watch import beside, open_seen
from corrobora.gather.web.errands import Manners
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.keep.reached import Reached, archives_beside
from corrobora.keep.shelf import Shelf, open_shelf
from corrobora.settings import Settings
from corrobora.show.custody import custody_of
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.intake import Given, Taken, prepare, read_gathered
from corrobora.show.listings import columns, shown
from corrobora.show.output import Format, Row, write_rows
from corrobora.show.words import counted
from corrobora.types import ClaimKind, Reading

_KINDS = ("tallies", "deadlines")
_NAMES: Mapping[ClaimKind, tuple[str, str]] = {
    "incident": ("incident", "incidents"),
    "tally": ("tally", "tallies"),
    "deadline": ("deadline", "deadlines"),
    "statement": ("other statement", "other statements"),
}


def add_and_print(
    sources: Sequence[str],
    path: str | None,
    wanted: Format,
    given: Given = Given(),  # noqa: B008 - it is frozen
) -> None:
    """Add sources to the ledger, then print the tallies and deadlines of what is new."""
    settings = prepare(given.columns)
    where = path or settings.ledger
    with (
        open_ledger(where) as ledger,
        Reached(archives_beside(where), ledger, settings, say, anew=given.from_start) as diary,
        open_seen(beside(where)) if given.fetch else nullcontext() as seen,
    ):
        fetching = Fetching(seen, Manners()) if seen is not None else None
        found = gather(sources, settings, sys.stdin.buffer if sys.stdin else None, diary, fetching)
        new, failed = _add_all(found, ledger, settings)
        if new:
            with open_shelf(ledger, settings, say) as shelf, writing():
                _print_books(new, shelf, wanted)
    if failed:
        raise typer.Exit(FAILED)


def _add_all(found: Iterable[Gathered], ledger: Ledger, settings: Settings) -> tuple[list[Reading], int]:
    """Add what is gathered to the ledger, a line each; return the readings that are new, and how much failed."""
    failed = known = 0
    new: list[Reading] = []
    for gathered in found:
        taken = take_new(gathered, settings, ledger)
        reading = taken.reading
        if reading.error is not None:
            failed += 1
            say(reading.error.message)
        elif keep(ledger, taken, settings):
            ledger.flush()  # what is told as added stays, whatever comes
            new.append(reading)
            say(f"{taken.gathered.uri}: {_counted(reading)}")
        else:
            known += 1
            say(f"{taken.gathered.uri}: already in the ledger")
    say(f"{len(new)} added, {known} already there, {failed} failed")
    return new, failed


def keep(ledger: Ledger, taken: Taken, settings: Settings) -> bool:
    """Return whether what was taken was new to the ledger, which now holds it with the time of its capture."""
    captured = datetime.now(UTC).isoformat(timespec="seconds")
    gathered = taken.gathered
    custody = custody_of(gathered, settings)
    return ledger.add(taken.reading.document, gathered.raw, taken.reading, captured, gathered.method, custody)


def take_new(gathered: Gathered, settings: Settings, ledger: Ledger) -> Taken:
    """Return what was gathered with its reading; what the ledger has already isn't read again."""
    document = gathered.document
    if document is not None and ledger.known(document.sha256, document.uri):
        return Taken(gathered, Reading(document))
    return Taken(gathered, read_gathered(gathered, settings.languages))


def _counted(reading: Reading) -> str:
    """Return what an article holds, in words: "3 incidents, 1 tally"."""
    held = Counter(claim.kind for claim in reading.claims)
    found = [counted(held[kind], *names) for kind, names in _NAMES.items() if held[kind]]
    flags = [counted(len(reading.flags), "flag", "flags")] if reading.flags else []
    return ", ".join([*(found or ["nothing claimed that is read"]), *flags])


def _print_books(new: Sequence[Reading], shelf: Shelf, wanted: Format) -> None:
    """Print the balances and deadlines that rest on claims of the new readings; each row says which it is."""
    ids = {claim.id for reading in new for claim in reading.claims if claim.kind in {"tally", "deadline"}}
    rows: dict[str, list[Row]] = {
        "tallies": [shown("tallies", row) for row in shelf.these("tallies", ids)],
        "deadlines": [row for row in shelf.rows("deadlines") if ids & set(row["claims"])] if ids else [],
    }
    if wanted in {Format.table, Format.markdown}:
        blank = "\n" if wanted is Format.markdown else ""
        for name in _KINDS:
            if rows[name]:
                sys.stdout.write(f"{'## ' if wanted is Format.markdown else ''}{name.capitalize()}\n{blank}")
                write_rows(rows[name], columns(name, wanted), wanted, sys.stdout)
                sys.stdout.write("\n")
        return
    both = [{"listing": name, **row} for name in _KINDS for row in rows[name]]
    fields = ["listing", *dict.fromkeys(column for name in _KINDS for column in columns(name, wanted))]
    if both:
        write_rows(both, fields, wanted, sys.stdout)
