"""How far web archives were taken into a ledger, in a file beside it, so that a stopped `add` goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from corrobora.errors import UsageError
from corrobora.gather.diary import Diary, Place
from corrobora.keep.chain import START
from corrobora.keep.edition import edition
from corrobora.keep.ledger import Ledger
from corrobora.keep.tables import entries
from corrobora.settings import Settings

_EVERY = 1.0  # seconds between two notes: what is taken since the last one is looked at again
_TABLE = """CREATE TABLE IF NOT EXISTS reached (
    archive TEXT PRIMARY KEY, byte INTEGER NOT NULL, before INTEGER NOT NULL, whole INTEGER NOT NULL, head TEXT NOT NULL
) WITHOUT ROWID"""


class Reached(Diary):
    """What was taken of which archive; a note holds only while the archive, the ledger and the rules are the same."""

    def __init__(
        self,
        path: str | Path,
        ledger: Ledger,
        settings: Settings,
        tell: Callable[[str], None],
        *,
        anew: bool = False,
        gated: bool = False,
    ) -> None:
        self._gated = gated
        self._ledger = ledger
        self._settings = settings
        self._tell = tell
        self._anew = anew
        self._pending: tuple[str, Place, bool] | None = None
        self._noted = time.monotonic()
        self._path = path
        self._opened: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        """Return itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Note what was reached, and close."""
        try:
            self._note()
        finally:
            if self._opened is not None:
                self._opened.close()

    def tell(self, line: str) -> None:
        """Say it."""
        self._tell(line)

    def begin(self, name: str) -> Place | None:
        """Return where an archive was left, if what was taken of it is in the ledger; null where it was taken whole."""
        key = self._key(name)
        if key is None or self._anew:
            return Place()
        row = self._database.execute(
            "SELECT byte, before, whole, head FROM reached WHERE archive = ?", (key,)
        ).fetchone()
        if row is None or not self._holds(row[3]):
            return Place()
        if row[2]:
            return None
        place = Place(row[0], row[1])
        if place != Place():
            self._tell(
                f"{name}: goes on behind byte {place.byte:,}, where it was stopped; `--from-start` takes it anew"
            )
        return place

    def reach(self, name: str, place: Place) -> None:
        """Note that all before a place is in the ledger, once a second at most."""
        self._pending = (name, place, False)
        if time.monotonic() - self._noted >= _EVERY:
            self._note()

    def finish(self, name: str) -> None:
        """Note that all of an archive is in the ledger."""
        self._pending = (name, Place(), True)
        self._note()

    def _note(self) -> None:
        if self._pending is None:
            return
        name, place, whole = self._pending
        key = self._key(name)
        if key is not None:
            row = (key, place.byte, place.before, whole, self._ledger.last_hash())  # which writes what is pending there
            self._database.execute("INSERT OR REPLACE INTO reached VALUES (?, ?, ?, ?, ?)", row)
        self._pending, self._noted = None, time.monotonic()

    @property
    def _database(self) -> sqlite3.Connection:
        """Return the file of notes, made when there is the first archive."""
        if self._opened is None:
            try:
                self._opened = sqlite3.connect(self._path, timeout=10.0, isolation_level=None)
                self._opened.execute(_TABLE)
            except sqlite3.Error as error:
                raise UsageError(f"{self._path}: it can't be used ({error}); move it away") from None
        return self._opened

    def _key(self, name: str) -> str | None:
        """Return what an archive is known by: its file as it is, the place in that, and who reads; null for a pipe."""
        file = next((each for each in (Path(name), *Path(name).parents) if each.is_file()), None)
        if file is None or name == "-":
            return None
        state = file.stat()
        told = [os.path.abspath(name), state.st_size, state.st_mtime_ns, edition()]  # noqa: PTH100 - no links followed
        told += [self._settings.max_text, self._settings.pages, list(self._settings.languages)]
        told += ["gated"] if self._gated else []
        return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogateescape")).hexdigest()

    def _holds(self, head: str) -> bool:
        """Return whether the ledger still holds the row that was its last when the note was made."""
        if head == START:
            return True
        with self._ledger.looking() as connection:
            return connection.execute(select(entries.c.seq).where(entries.c.hash == head)).first() is not None


def archives_beside(ledger: str) -> Path:
    """Return where it is noted what was reached: beside the ledger, or in the folder where that is a database's URL.

    >>> archives_beside("books/gao.db").as_posix(), archives_beside("postgresql://host/books").as_posix()
    ('books/gao.archives.db', 'corrobora.archives.db')
    """
    return Path("corrobora.archives.db") if "://" in ledger else Path(ledger).with_suffix(".archives.db")
