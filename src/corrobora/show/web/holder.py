"""Lends the books of a ledger to requests: those of now, brought up where something was added, or those of a day."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from corrobora.errors import LedgerError
from corrobora.keep.ledger import Ledger
from corrobora.keep.search import Index, open_index
from corrobora.keep.shelf import Shelf, open_shelf
from corrobora.keep.shelf.ofday import make_day, open_day
from corrobora.settings import load_settings
from corrobora.show.exits import say
from corrobora.show.run import existing
from corrobora.show.web.held import Held

_LOOK_S = 1.0  # how old the answer may be to whether anything was added
_READY = 8  # that are kept open
_DAYS = 4  # of which the books are kept
_FEW = 400  # articles whose books are reckoned while somebody waits
_WAIT_S = 3.0  # for others


class Reckoning(Exception):  # noqa: N818 - what it says, not a fault
    """The books of a day are being reckoned, which takes a while."""


@dataclass(slots=True, eq=False)
class _State:
    """One state of the books: its name, what is open of it and free, what was counted, and the file of a day's."""

    name: str
    day: str = ""
    file: str = ""
    free: list[tuple[Shelf, Index]] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)
    work: subprocess.Popen[bytes] | None = None


class Holder:
    """Gives what is held of a ledger; after something was added or decided, that of its new state."""

    def __init__(self, path: str | None) -> None:
        self.ledger: Ledger = existing(path)
        self._path = path
        self._settings = load_settings()
        self._lock, self._raising, self._dating = Lock(), Lock(), Lock()
        self._now: _State | None = None
        self._looked = 0.0
        self._days: OrderedDict[str, _State] = OrderedDict()
        self._folder = tempfile.TemporaryDirectory(prefix="corrobora-days-", ignore_cleanup_errors=True)

    @contextmanager
    def lend(self, day: str = "", *, fresh: bool = False) -> Iterator[Held]:
        """Give the books as they are now, or as they were known on a day, for one request.

        With `fresh` what another process has just added or decided is there too.
        Reckoning where those of a day aren't there yet.
        """
        if fresh:
            self._looked = 0.0
        state = self._of_day(day) if day else self._current(wait=fresh)
        with self._lock:
            opened = state.free.pop() if state.free else None
        shelf, index = opened or self._opened(state)
        try:
            yield Held(state.name, day, shelf, index, self._settings.mask, state.memo)
        finally:
            with self._lock:
                kept = (state is self._now or state.name in self._days) and len(state.free) < _READY
                if kept:
                    state.free.append((shelf, index))
            if not kept:
                _close(shelf, index)

    def state(self) -> str:
        """Return a name for the state in which the books are."""
        return self._current(wait=False).name

    def lately(self) -> str:
        """Return the name of the state of a moment ago; "" where that was too long ago."""
        return self._now.name if self._now is not None and not self._old else ""

    @property
    def _old(self) -> bool:
        return time.monotonic() - self._looked > _LOOK_S

    def renew(self) -> None:
        """Look again at once, since something was decided here."""
        with self._raising:
            self._raise()

    def close(self) -> None:
        """Let go of the ledger, and of the days."""
        for state in (self._now, *self._days.values()):
            if state is not None:
                self._drop(state)
        self._folder.cleanup()
        self.ledger.close()

    def _opened(self, state: _State) -> tuple[Shelf, Index]:
        index = open_index(self.ledger, self._settings, say)
        if state.day:
            return open_day(self.ledger, self._settings, state.day, state.file), index
        return open_shelf(self.ledger, self._settings, say), index

    def _current(self, *, wait: bool) -> _State:
        """Return the state that the books are in; one that finds them changed brings them up, others don't wait."""
        if (self._now is None or self._old) and self._raising.acquire(blocking=wait or self._now is None):
            try:
                self._raise()
            finally:
                self._raising.release()
        if self._now is None:
            raise LedgerError("the books can't be read")
        return self._now

    def _raise(self) -> None:
        name = state_of(self.ledger)
        if self._now is None or self._now.name != name:
            state = _State(name)
            state.free.append(self._opened(state))
            before, self._now = self._now, state
            if before is not None:
                self._drop(before)
        self._looked = time.monotonic()

    def _of_day(self, day: str) -> _State:
        name = f"{state_of(self.ledger)} {day}"
        with self._dating:
            state = self._days.get(name)
            if state is None:
                state = self._days[name] = _State(name, day, str(Path(self._folder.name) / f"{abs(hash(name)):x}.db"))
                while len(self._days) > _DAYS:
                    self._drop(self._days.popitem(last=False)[1])
                state.work = self._started(state)
            self._days.move_to_end(name)
        if state.work is not None:
            try:
                code = state.work.wait(_WAIT_S)
            except subprocess.TimeoutExpired:
                raise Reckoning from None
            if code:
                self._days.pop(name, None)
                raise LedgerError(f"the books as of {day} could not be reckoned")
            state.work = None
        return state

    def _started(self, state: _State) -> subprocess.Popen[bytes] | None:
        """Reckon the books of a day: in a process of its own, where others would have to wait for it."""
        with open_shelf(self.ledger, self._settings, say) as shelf:
            few = shelf.documents() <= _FEW
        if few:
            make_day(self.ledger, self._settings, state.day, state.file)
            return None
        command = [sys.executable, "-c", _RECKON, self._path or self._settings.ledger, state.day, state.file]
        return subprocess.Popen(command)  # noqa: S603 - our own

    def _drop(self, state: _State) -> None:
        if state.work is not None:
            state.work.kill()
        while state.free:
            _close(*state.free.pop())
        if state.file:
            for end in ("", "-wal", "-shm"):
                Path(state.file + end).unlink(missing_ok=True)


_RECKON = """
import sys
from corrobora.keep import open_ledger
from corrobora.keep.shelf.ofday import make_day
from corrobora.settings import load_settings
with open_ledger(sys.argv[1]) as ledger:
    make_day(ledger, load_settings(), *sys.argv[2:])
"""


def _close(shelf: Shelf, index: Index) -> None:
    for each in (shelf, index):
        try:
            each.close()
        except sqlite3.Error:  # it only was read
            continue


def state_of(ledger: Ledger) -> str:
    """Return a name for all that a ledger holds: the hashes of its last reading and its last decision, cut short."""
    marks = ledger.marks()
    return f"{marks.hash[:16]}-{marks.decided[:16]}"
