"""The words of articles in the PostgreSQL database of their ledger: its full text, which all servers of it share.

The words are taken apart here, not by a configuration of the server's, so that both kinds of index find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from corrobora.keep.ledger import Ledger
from corrobora.keep.search.asked import COUNTED, LEAST, RANKED, Found, forms, terms
from corrobora.keep.search.told import Told
from corrobora.types import Span

_EDITION = 1  # of these tables; others are made anew
_LOCK = 7241961
_LONGEST = 500  # letters of a word; the server takes no longer ones
_TABLES = ("corrobora_words", "corrobora_words_names", "corrobora_words_state")
_SCHEMA = (
    """CREATE TABLE corrobora_words (
        n bigserial PRIMARY KEY, uri text NOT NULL, seq integer NOT NULL, first integer NOT NULL, last integer NOT NULL,
        live boolean NOT NULL, words tsvector NOT NULL)""",
    "CREATE INDEX corrobora_words_found ON corrobora_words USING gin (words)",
    "CREATE INDEX corrobora_words_of ON corrobora_words USING hash (uri)",
    """CREATE TABLE corrobora_words_names (
        place text NOT NULL, language text NOT NULL, name text NOT NULL, PRIMARY KEY (place, language))""",
    "CREATE TABLE corrobora_words_state (edition integer NOT NULL, seq integer NOT NULL, hash text NOT NULL)",
    f"INSERT INTO corrobora_words_state VALUES ({_EDITION}, 0, '')",  # noqa: S608 - our own
)


class Server:
    """An index in the database of a ledger; each question borrows one of the ledger's connections."""

    def __init__(self, ledger: Ledger) -> None:
        """Make its tables, where they aren't there or are of another edition."""
        self._ledger = ledger
        self._changing: Connection | None = None
        if not self._is_made():
            with self.changing():
                if not self._is_made():
                    self.clear()

    def find(self, words: str, most: int, after: int = 0, rows: Iterable[int] | None = None) -> tuple[int, list[Found]]:
        """Return how many passages have the words, and some of them."""
        wanted = terms(words)
        if not wanted:
            return 0, []
        match = " & ".join(map(_query, wanted))
        source = "corrobora_words WHERE words @@ %(match)s::tsquery"
        source += " AND live" if rows is None else " AND seq = ANY(%(rows)s)"
        given = {"match": match, "rows": None if rows is None else list(rows), "most": most, "after": after}
        with self._ledger.looking() as looking:
            limited = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {COUNTED}) AS counted"  # noqa: S608 - our own
            count = int(looking.exec_driver_sql(limited, given).scalar_one())
            order = "ts_rank(words, %(match)s::tsquery, 1) DESC, n" if count < RANKED else "n DESC"
            query = f"SELECT uri, seq, first, last FROM {source} ORDER BY {order} LIMIT %(most)s OFFSET %(after)s"  # noqa: S608
            found = looking.exec_driver_sql(query, given).all()
        return count, [Found(uri, seq, Span(first, last)) for uri, seq, first, last in found]

    def local(self, place: str, language: str) -> str | None:
        """Return what the articles of a language call a place."""
        query = "SELECT name FROM corrobora_words_names WHERE place = %s AND language = %s"
        with self._ledger.looking() as looking:
            return looking.exec_driver_sql(query, (place, language)).scalar()

    def close(self) -> None:
        """Do nothing: the connections are the ledger's."""

    def reached(self) -> tuple[int, str]:
        """Return the last row of the ledger that was read, and its hash."""
        query = "SELECT seq, hash FROM corrobora_words_state"
        if self._changing is not None:
            seq, last = self._changing.exec_driver_sql(query).one()
        else:
            with self._ledger.looking() as looking:
                seq, last = looking.exec_driver_sql(query).one()
        return seq, last

    def clear(self) -> None:
        """Begin anew."""
        for name in _TABLES:
            self._execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _SCHEMA:
            self._execute(statement)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep what is done meanwhile whole or not at all, while no other server changes it."""
        with self._ledger.beside() as connection:
            self._changing = connection
            try:
                self._execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield
            finally:
                self._changing = None

    def add(self, told: Sequence[Told]) -> None:
        """Keep the words of articles."""
        latest = {each.uri: each.seq for each in told}
        self._execute("UPDATE corrobora_words SET live = false WHERE live AND uri = %s", [(uri,) for uri in latest])
        passages = [
            (each.uri, each.seq, first, last, latest[each.uri] == each.seq, _vector(words))
            for each in told
            for first, last, words in each.passages
        ]
        columns = "uri, seq, first, last, live, words"
        self._execute(f"INSERT INTO corrobora_words ({columns}) VALUES (%s, %s, %s, %s, %s, %s::tsvector)", passages)  # noqa: S608
        self._execute(
            """INSERT INTO corrobora_words_names AS held VALUES (%s, %s, %s)
            ON CONFLICT (place, language) DO UPDATE SET name = excluded.name
            WHERE (length(excluded.name), excluded.name) < (length(held.name), held.name)""",
            [tuple(part.replace("\0", "\ufffd") for part in name) for each in told for name in each.names],
        )

    def reach(self, seq: int, last: str) -> None:
        """Note the last row that was read."""
        self._execute("UPDATE corrobora_words_state SET seq = %s, hash = %s", [(seq, last)])

    def _execute(self, statement: str, rows: Sequence[tuple[object, ...]] | None = None) -> None:
        assert self._changing is not None, "only while it is changing"  # noqa: S101 - of ours
        if rows is None:
            self._changing.exec_driver_sql(statement)
        elif rows:
            self._changing.exec_driver_sql(statement, list(rows))

    def _is_made(self) -> bool:
        with self._ledger.looking() as looking:
            there = looking.exec_driver_sql("SELECT to_regclass('corrobora_words_state')").scalar()
            held = there and looking.exec_driver_sql("SELECT edition FROM corrobora_words_state").scalar()
        return held == _EDITION


def _vector(words: str) -> str:
    """Return folded text as the server keeps it: its words with their places.

    >>> _vector("pres de boni")
    "'pres':1 'de':2 'boni':3"
    """
    return " ".join(f"'{word[:_LONGEST]}':{n}" for n, word in enumerate(re.findall(r"[^\W_]+", words), 1))


def _query(term: str) -> str:
    """Return a word or phrase as the server looks for it, the last word as the beginning of others.

    >>> _query("pres de"), _query("de")
    ("('pres' <-> 'de':*)", "('de')")
    """
    return f"({' | '.join(map(_form, forms(term)))})"


def _form(term: str) -> str:
    words = [f"'{word[:_LONGEST]}'" for word in term.split()]
    return f"{' <-> '.join(words)}{':*' if len(term) >= LEAST else ''}"
