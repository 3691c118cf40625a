"""Full text of a ledger's articles in any script, kept beside it and brought up by what is new.

It is derived from the ledger and safe to delete. Accents, Arabic vowel signs and variants of letters make no
difference.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from corrobora.keep.ledger import Ledger
from corrobora.keep.shelf.opening import place_of
from corrobora.keep.tables import entries
from corrobora.read.fold import plain
from corrobora.settings import Settings
from corrobora.types import Span

COUNTED = 10_000  # passages that are counted and put in the order of their fitness; more are only shown
_LOT = 500
_LONG = 2000
_WAIT = 60.0
_LEAST = 3  # letters of a word that may be the beginning of another
_MOST_WORDS = 12
_EDITION = 1  # of these tables; others are made anew
_TABLES = ("words", "names", "passages", "articles", "state")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_SCHEMA = """
CREATE TABLE state (seq INTEGER NOT NULL, hash TEXT NOT NULL);
INSERT INTO state VALUES (0, '');
CREATE TABLE articles (uri TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
    n INTEGER PRIMARY KEY, uri TEXT NOT NULL, seq INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    live INTEGER NOT NULL);
CREATE INDEX passages_of_article ON passages (seq);
CREATE TABLE names (place TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, language))
    WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61', prefix='3 4');
"""


class Found(NamedTuple):
    """A passage that has what was looked for: the place of its article, the row of the ledger, and its span."""

    uri: str
    seq: int
    span: Span


class Index:
    """The words of a ledger's articles, passage by passage, open to be asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a database that `open_index` has brought up."""
        self._connection = connection

    def find(self, words: str, most: int, after: int = 0, rows: Iterable[int] | None = None) -> tuple[int, list[Found]]:
        """Return how many passages have all of these words (or "phrases"), counted up to COUNTED, and some of them.

        The best come first; where they are more than COUNTED, the latest. `rows` are the rows of a ledger that hold,
        by default the last of each place.
        """
        wanted = terms(words)
        if not wanted:
            return 0, []
        source = "words JOIN passages ON n = words.rowid WHERE words MATCH ? AND live"
        if rows is not None:
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS holding (seq INTEGER PRIMARY KEY)")
            self._connection.execute("DELETE FROM holding")
            self._connection.executemany("INSERT OR IGNORE INTO holding VALUES (?)", ((seq,) for seq in rows))
            source = "words JOIN passages ON n = words.rowid JOIN holding USING (seq) WHERE words MATCH ?"
        match = " ".join(f'"{term}"{"*" if len(term) >= _LEAST else ""}' for term in wanted)
        limited = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT ?)"  # noqa: S608 - our own
        (count,) = self._connection.execute(limited, (match, COUNTED)).fetchone()
        order = "rank, n" if count < COUNTED else "words.rowid DESC"
        query = f"SELECT uri, seq, first, last FROM {source} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        found = self._connection.execute(query, (match, most, after)).fetchall()
        return count, [Found(uri, seq, Span(first, last)) for uri, seq, first, last in found]

    def local(self, place: str, language: str) -> str | None:
        """Return what the articles of a language call a place (by its id): its shortest form; null for nothing."""
        query = "SELECT name FROM names WHERE place = ? AND language = ?"
        found = self._connection.execute(query, (place, language)).fetchone()
        return found[0] if found else None

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


def terms(words: str) -> list[str]:
    """Return what to look for: each word, and each phrase in quotation marks, folded and free of query signs.

    >>> terms('Boulikéssi "près de" OR*')
    ['boulikessi', 'pres de', 'or']
    """
    found = (plain(one or two) for one, two in _PHRASE.findall(words))
    return [term for each in found if (term := " ".join(re.findall(r"\w+", each)))][:_MOST_WORDS]


def index_place(ledger: Ledger, settings: Settings) -> str:
    """Return where the words of a ledger are kept: `books.db-words` beside `books.db`, or a file in the cache."""
    shelf = place_of(ledger, settings)
    return shelf if shelf == ":memory:" else f"{shelf.removesuffix('-shelf')}-words"


def open_index(ledger: Ledger, settings: Settings, tell: Any = lambda _: None) -> Index:  # noqa: ANN401 - takes a line
    """Return the words of a ledger's articles as it is now; what is new is read first.

    Where its file can't be written, it is made anew in memory. `tell` gets a line where that takes long.
    """
    place = index_place(ledger, settings)
    try:
        connection = _connected(place)
        _bring_up(connection, ledger, tell)
    except sqlite3.Error:
        connection = _connected(":memory:")
        _bring_up(connection, ledger, tell)
    return Index(connection)


def _connected(place: str) -> sqlite3.Connection:
    """Return the database of words; what is damaged, or something else that has its name, is made anew."""
    for again in (True, False):
        connection = sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        with suppress(sqlite3.DatabaseError):
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = OFF")  # all of it can be read anew
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                _make(connection)
            if connection.execute("PRAGMA user_version").fetchone()[0] == _EDITION:
                return connection
        connection.close()
        if again and place != ":memory:":
            for end in ("", "-wal", "-shm"):
                Path(place + end).unlink(missing_ok=True)
    raise sqlite3.OperationalError(f"{place}: no words can be kept here")


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_EDITION}; COMMIT;")


def _bring_up(connection: sqlite3.Connection, ledger: Ledger, tell: Any) -> None:  # noqa: ANN401 - the same
    """Read the articles that came since, some at a time, so that a run that was ended is gone on with."""
    marks = ledger.marks()
    seq, last = connection.execute("SELECT seq, hash FROM state").fetchone()
    if seq and _hash(ledger, seq) != last:  # another ledger at the same place
        connection.executescript("".join(f"DROP TABLE {name};" for name in _TABLES))
        _make(connection)
        seq = 0
    if marks.seq - seq >= _LONG:
        tell(f"indexing the words of {marks.seq - seq} articles; they are kept from then on")
    while seq < marks.seq:
        connection.execute("BEGIN IMMEDIATE")
        try:
            (seq, _) = connection.execute("SELECT seq, hash FROM state").fetchone()  # another may have been here
            rows = list(_rows(ledger, seq, min(seq + _LOT, marks.seq)))
            for row in rows:
                _add(connection, row.seq, row.uri, row.reading)
            seq = min(seq + _LOT, marks.seq) if seq < marks.seq else seq
            connection.execute("UPDATE state SET seq = ?, hash = ?", (seq, _hash(ledger, seq)))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _hash(ledger: Ledger, seq: int) -> str:
    with ledger.looking() as looking:
        return str(looking.execute(select(entries.c.hash).where(entries.c.seq == seq)).scalar())


def _rows(ledger: Ledger, since: int, upto: int) -> Sequence[Any]:
    query = select(entries.c.seq, entries.c.uri, entries.c.reading).where(~entries.c.failed)
    with ledger.looking() as looking:
        return looking.execute(query.where(entries.c.seq > since, entries.c.seq <= upto).order_by(entries.c.seq)).all()


def _add(connection: sqlite3.Connection, seq: int, uri: str, reading: str) -> None:
    before = connection.execute("SELECT seq FROM articles WHERE uri = ?", (uri,)).fetchone()
    if before:
        connection.execute("UPDATE passages SET live = 0 WHERE seq = ?", before)
    connection.execute("INSERT OR REPLACE INTO articles VALUES (?, ?)", (uri, seq))
    read = json.loads(reading)
    query = """INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name
        WHERE (length(excluded.name), excluded.name) < (length(name), name)"""
    connection.executemany(query, _names(read))
    for first, last, words in _passages(read["document"]):
        query = "INSERT INTO passages (uri, seq, first, last, live) VALUES (?, ?, ?, ?, 1) RETURNING n"
        (number,) = connection.execute(query, (uri, seq, first, last)).fetchone()
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, words))


def _passages(document: Any) -> Iterator[tuple[int, int, str]]:  # noqa: ANN401 - JSON
    text = document["text"]
    spans = [each["span"] for each in document.get("passages") or ()] or [{"start": 0, "end": len(text)}]
    for span in spans:
        yield span["start"], span["end"], plain(text[span["start"] : span["end"]])


def _names(read: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - the same
    """Yield places (ids), the language of their article, and what they are called there."""
    language = read["document"].get("language") or ""
    for each in read.get("values") or ():
        if each["kind"] == "place" and each.get("id") and not each.get("relation") and not each["text"].isupper():
            yield each["id"], language, each["text"]
