"""The words of articles in a file beside the ledger: SQLite's full text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from corrobora.keep.ahead import log_ahead
from corrobora.keep.search.asked import COUNTED, LEAST, RANKED, Found, forms, terms
from corrobora.keep.search.told import Told
from corrobora.types import Span

_WAIT = 60.0
_EDITION = 3  # of these tables; others are made anew
_TABLES = ("words", "names", "passages", "articles", "state")
_SCHEMA = (
    "CREATE TABLE state (seq INTEGER NOT NULL, hash TEXT NOT NULL)",
    "INSERT INTO state VALUES (0, '')",
    "CREATE TABLE articles (uri TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE passages (
        n INTEGER PRIMARY KEY, uri TEXT NOT NULL, seq INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
        live INTEGER NOT NULL)""",
    "CREATE INDEX passages_of_article ON passages (seq)",
    "CREATE INDEX passages_gone ON passages (n) WHERE NOT live",
    """CREATE TABLE names (
        place TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, language)
    ) WITHOUT ROWID""",
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61', prefix='3 4')",
    f"PRAGMA user_version = {_EDITION}",
)


class Lite:
    """An index in a file, or in memory."""

    def __init__(self, place: str) -> None:
        """Open a file; what is damaged, or something else that has its name, is made anew."""
        self._connection = _connected(place)
        if not self._is_made():
            with self.changing():
                if not self._is_made():
                    self.clear()

    def find(self, words: str, most: int, after: int = 0, rows: Iterable[int] | None = None) -> tuple[int, list[Found]]:
        """Return how many passages have the words, and some of them."""
        wanted = terms(words)
        if not wanted:
            return 0, []
        source = "words WHERE words MATCH ? AND rowid NOT IN (SELECT n FROM passages WHERE NOT live)"
        if rows is not None:
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS holding (seq INTEGER PRIMARY KEY)")
            self._connection.execute("DELETE FROM holding")
            self._connection.executemany("INSERT OR IGNORE INTO holding VALUES (?)", ((seq,) for seq in rows))
            source = "words JOIN passages ON n = words.rowid JOIN holding USING (seq) WHERE words MATCH ?"
        match = " AND ".join(map(_query, wanted))
        limited = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT ?)"  # noqa: S608 - our own
        (count,) = self._connection.execute(limited, (match, COUNTED)).fetchone()
        order = "rank, words.rowid" if count < RANKED else "words.rowid DESC"
        some = f"SELECT words.rowid AS found FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        query = f"SELECT uri, seq, first, last FROM ({some}) CROSS JOIN passages ON n = found"  # noqa: S608
        found = self._connection.execute(query, (match, most, after)).fetchall()
        return count, [Found(uri, seq, Span(first, last)) for uri, seq, first, last in found]

    def local(self, place: str, language: str) -> str | None:
        """Return what the articles of a language call a place."""
        query = "SELECT name FROM names WHERE place = ? AND language = ?"
        found = self._connection.execute(query, (place, language)).fetchone()
        return found[0] if found else None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def reached(self) -> tuple[int, str]:
        """Return the last row of the ledger that was read, and its hash."""
        seq, last = self._connection.execute("SELECT seq, hash FROM state").fetchone()
        return seq, last

    def clear(self) -> None:
        """Begin anew."""
        for statement in (*(f"DROP TABLE IF EXISTS {name}" for name in _TABLES), *_SCHEMA):
            self._connection.execute(statement)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep what is done meanwhile whole or not at all."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise

    def add(self, told: Sequence[Told]) -> None:
        """Keep the words of articles."""
        for each in told:
            self._add(each)

    def _add(self, told: Told) -> None:
        execute = self._connection.execute
        before = execute("SELECT seq FROM articles WHERE uri = ?", (told.uri,)).fetchone()
        if before:
            execute("UPDATE passages SET live = 0 WHERE seq = ?", before)
        execute("INSERT OR REPLACE INTO articles VALUES (?, ?)", (told.uri, told.seq))
        query = """INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name
            WHERE (length(excluded.name), excluded.name) < (length(name), name)"""
        self._connection.executemany(query, told.names)
        for first, last, words in told.passages:
            query = "INSERT INTO passages (uri, seq, first, last, live) VALUES (?, ?, ?, ?, 1) RETURNING n"
            (number,) = execute(query, (told.uri, told.seq, first, last)).fetchone()
            execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))

    def _is_made(self) -> bool:
        return bool(self._connection.execute("PRAGMA user_version").fetchone()[0] == _EDITION)

    def reach(self, seq: int, last: str) -> None:
        """Note the last row that was read."""
        self._connection.execute("UPDATE state SET seq = ?, hash = ?", (seq, last))


def _query(term: str) -> str:
    """Return a word or phrase as SQLite looks for it, the last word as the beginning of others.

    >>> _query("pres de"), _query("de")
    ('("pres de"*)', '("de")')
    """
    begins = "*" if len(term) >= LEAST else ""
    found = (f'"{form}"{begins}' for form in forms(term))
    return f"({' OR '.join(found)})"


def _connected(place: str) -> sqlite3.Connection:
    for again in (True, False):
        connection = sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        with suppress(sqlite3.DatabaseError):
            log_ahead(connection)
            connection.execute("PRAGMA synchronous = OFF")  # all of it can be read anew
            if connection.execute("PRAGMA user_version").fetchone()[0] in {0, _EDITION}:
                return connection
        connection.close()
        if again and place != ":memory:":
            for end in ("", "-wal", "-shm"):
                Path(place + end).unlink(missing_ok=True)
    raise sqlite3.OperationalError(f"{place}: no words can be kept here")
