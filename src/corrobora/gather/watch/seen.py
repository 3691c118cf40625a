"""What was seen of feeds, in a file beside the ledger: when each is due, and which of its entries are settled."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corrobora.errors import UsageError

_FORMAT = 1
_DAY = 86_400.0
_TRIES = 5  # after which an entry whose link never answers is left alone
_TABLES = """
    CREATE TABLE feeds (
        url TEXT PRIMARY KEY, etag TEXT, modified TEXT,
        due REAL NOT NULL, failures INTEGER NOT NULL, gone INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE entries (digest BLOB PRIMARY KEY, tries INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE robots (origin TEXT PRIMARY KEY, rules TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class State:
    """How a feed stands: `due` in seconds since 1970, `failures` in a row; a feed that is gone is asked no more."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    gone: bool = False


def beside(ledger: str) -> Path:
    """Return where it is noted what was seen: beside the ledger, or in the folder where that is a database's URL.

    >>> beside("books/gao.db").as_posix(), beside("postgresql://host/books").as_posix()
    ('books/gao.seen.db', 'corrobora.seen.db')
    """
    return Path("corrobora.seen.db") if "://" in ledger else Path(ledger).with_suffix(".seen.db")


def open_seen(path: str | Path) -> Seen:
    """Return what was seen, kept in a file that one watch alone may hold; UsageError says what is wrong with it.

    >>> with open_seen(":memory:") as seen:
    ...     seen.state("https://a.example/feed").due
    0.0
    """
    try:
        database = sqlite3.connect(path, timeout=1.0, isolation_level=None)
        try:
            _prepare(database)
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        locked = "locked" in str(error)
        reason = "another watch holds it; stop that one" if locked else f"it can't be used ({error}); move it away"
        raise UsageError(f"{path}: {reason}, or use another ledger") from None
    return Seen(database)


def _prepare(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("BEGIN EXCLUSIVE")  # held from now on: two watches would ask everything twice
    found = database.execute("PRAGMA user_version").fetchone()[0]
    if found == 0:
        for statement in _TABLES.split(";"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {_FORMAT}")
    elif found != _FORMAT:
        raise sqlite3.DatabaseError(f"its format is {found}, and this version reads {_FORMAT}")
    database.execute("COMMIT")


class Seen:
    """An open file of what was seen; each change is whole or not at all."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> Self:
        """Return itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._database.close()

    def state(self, url: str) -> State:
        """Return how a feed stands; one that was never asked is due."""
        row = self._row("SELECT etag, modified, due, failures, gone FROM feeds WHERE url = ?", url)
        return State(*row) if row else State()

    def keep_state(self, url: str, state: State) -> None:
        """Note how a feed stands."""
        row = (url, *astuple(state))
        self._database.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?)", row)

    def settled(self, digest: bytes) -> bool:
        """Return whether an entry was taken or refused for good; one that failed too often is."""
        row = self._row("SELECT tries >= ? FROM entries WHERE digest = ?", _TRIES, digest)
        return row is not None and bool(row[0])

    def settle(self, digests: Iterable[bytes]) -> None:
        """Note that entries need no more be looked at."""
        rows = [(digest, _TRIES) for digest in digests]
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows).close()
        self._database.execute("COMMIT")

    def put_off(self, digest: bytes) -> None:
        """Note that an entry was tried in vain once more."""
        self._database.execute(
            "INSERT INTO entries VALUES (?, 1) ON CONFLICT (digest) DO UPDATE SET tries = tries + 1", (digest,)
        )

    def rules(self, origin: str) -> str | None:
        """Return what a site's robots.txt said within a day, or null."""
        row = self._row("SELECT rules FROM robots WHERE origin = ? AND until > ?", origin, time.time())
        return str(row[0]) if row else None

    def keep_rules(self, origin: str, text: str) -> None:
        """Remember what a site's robots.txt says, for a day."""
        row = (origin, text, time.time() + _DAY)
        self._database.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", row)

    def _row(self, query: str, *given: object) -> tuple[Any, ...] | None:
        with closing(self._database.execute(query, given)) as found:
            row: tuple[Any, ...] | None = found.fetchone()
            return row
