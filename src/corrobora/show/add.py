"""`corrobora add`: sources into the ledger, and what their tallies and deadlines come to."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

import typer

from corrobora.gather import Fetching, Gathered, gather_lots
from corrobora.gather.bulk import TURNED_AWAY
from corrobora.gather.watch import beside, open_seen
from corrobora.gather.web.errands import Manners
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.keep.reached import Reached, archives_beside
from corrobora.keep.shelf import Shelf, open_shelf
from corrobora.read.gate import may_report
from corrobora.settings import Settings
from corrobora.show.exits import FAILED, say, unstopped, writing
from corrobora.show.formats import Format
from corrobora.show.intake import Given, Taken, prepare, read_gathered
from corrobora.show.listings import columns, shown
from corrobora.show.output import Row as Listed
from corrobora.show.output import write_rows
from corrobora.show.progress import meter
from corrobora.show.taking import Row, entry, rows_of
from corrobora.show.words import counted
from corrobora.types import Reading

_KINDS = ("tallies", "deadlines")
_EVERY = 0.5  # seconds between two writes
_AT_ONCE = 32  # rows that are written one by one before that
_AGAIN = 10  # failures that are told once more at the end, where many lines stand between


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
        Reached(archives_beside(where), ledger, settings, say, anew=given.from_start, gated=given.gated) as diary,
        open_seen(beside(where)) if given.fetch else nullcontext() as seen,
    ):
        fetching = Fetching(seen, Manners()) if seen is not None else None
        gate = may_report if given.gated else None
        lots = gather_lots(sources, settings, sys.stdin.buffer if sys.stdin else None, diary, fetching, gate)
        adding = _Adding(ledger, passed_beside(where))
        with adding, meter(sources) as advance:
            for lot, rows in rows_of(lots, ledger, settings, given):
                adding.take(rows)
                advance(lot.size, len(rows))
        if adding.new:
            with open_shelf(ledger, settings, say) as shelf, writing():
                _print_books(adding.claims, shelf, wanted)
    if adding.failed:
        raise typer.Exit(FAILED)


def passed_beside(ledger: str) -> Path:
    """Return where the addresses are listed of what the gate passed over: beside the ledger, or in the folder.

    >>> passed_beside("books/gao.db").as_posix()
    'books/gao.passed.txt'
    """
    return Path("corrobora.passed.txt") if "://" in ledger else Path(ledger).with_suffix(".passed.txt")


class _Adding:
    """Rows on their way into a ledger; what is told as added is kept, and leaving tells how much it was."""

    def __init__(self, ledger: Ledger, passed: Path) -> None:
        self.new = self.failed = 0
        self.claims: set[str] = set()
        self._ledger = ledger
        self._known = 0
        self._list = passed
        self._passed: list[str] = []
        self._count = 0
        self._lines = deque[str]()
        self._failures: list[str] = []
        self._last = ""
        self._flushed = time.monotonic()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write and say what is left to be."""
        self._flush()
        if self._count:
            what = counted(self._count, "text", "texts")
            say(f"{what} passed over: no conflict reporting by their words; their addresses are in {self._list}")
        if kind is None:
            say(f"{self.new} added, {self._known} already there, {self.failed} failed")
            if self.new + self._known + self.failed > _AT_ONCE:
                for line in self._failures:
                    say(f"failed: {line}")
                if self.failed > _AGAIN:
                    say(f"failed: {self.failed - _AGAIN} more, which are told above")

    def take(self, rows: Sequence[Row]) -> None:
        """Add rows to the ledger, and say a line of each."""
        for row in rows:
            if row.error is not None and row.error.code == TURNED_AWAY:
                self._passed.append(row.uri)
            elif row.error is not None:
                self.failed += 1
                self._lines.append(row.error.message)
                self._failures += [row.error.message] if self.failed <= _AGAIN else []
            elif row.entry is not None and self._ledger.put(row.entry):
                self.new += 1
                self.claims.update(row.claims)
                self._lines.append(f"{row.uri}: {row.told}")
            else:
                self._known += 1
                line = f"{row.uri}: already in the ledger"
                self._lines += [line] if line != self._last else []  # a feed may have one entry a thousand times
                self._last = line
        now = time.monotonic()
        if now - self._flushed >= _EVERY or self.new + self.failed <= _AT_ONCE:
            self._flush()
            self._flushed = now

    def _flush(self) -> None:
        self._ledger.flush()  # what is told as added stays, whatever comes
        with unstopped():  # each is told once, though a stop by the keyboard leads here again
            while self._lines:
                say(self._lines.popleft())
            if self._passed:
                with self._list.open("a", encoding="utf-8") as file:
                    file.writelines(f"{uri}\n" for uri in self._passed)
                self._count += len(self._passed)
                self._passed.clear()


def keep(ledger: Ledger, taken: Taken, settings: Settings) -> bool:
    """Return whether what was taken was new to the ledger, which now holds it with the time of its capture."""
    return ledger.put(entry(taken.gathered, taken.reading, settings))


def take_new(gathered: Gathered, settings: Settings, ledger: Ledger) -> Taken:
    """Return what was gathered with its reading; what the ledger has already isn't read again."""
    document = gathered.document
    if document is not None and ledger.known(document.sha256, document.uri):
        return Taken(gathered, Reading(document))
    return Taken(gathered, read_gathered(gathered, settings.languages))


def _print_books(ids: set[str], shelf: Shelf, wanted: Format) -> None:
    """Print the balances and deadlines that rest on these claims; each row says which it is."""
    rows: dict[str, list[Listed]] = {
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
