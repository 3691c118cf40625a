"""What documents on a shelf have in common with their translations, looked up by a day and a fact that they share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from corrobora.link.arrays import hash_of
from corrobora.link.traits import CLOSE_DAYS, Clue, Traits, may_follow

_VAGUE = -1  # the day under which those stand that don't say in which few days they were published


class Clues:
    """The traits of all documents that may be translations or have some: copies of others are not among them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[str, Traits] = {}

    def add(self, some: Iterable[Traits]) -> None:
        """Put documents on the shelf; one by which no other could be found is left out."""
        for own in some:
            keys = _keys(own)
            if keys:
                query = "INSERT INTO traits (uri, language, traits) VALUES (?, ?, ?)"
                n = self._connection.execute(query, (own.uri, own.language, json.dumps(own))).lastrowid
                rows = [(key, _day(own), n) for key in keys]
                self._connection.executemany("INSERT INTO clues VALUES (?, ?, ?)", rows)

    def forget(self, uris: Iterable[str]) -> list[Traits]:
        """Take documents from the shelf; return the traits of those that stood there."""
        out = []
        for uri in sorted(uris):
            query = "DELETE FROM traits WHERE uri = ? RETURNING n, traits"
            for n, text in self._connection.execute(query, (uri,)).fetchall():
                own = _read(text)
                rows = [(key, _day(own), n) for key in _keys(own)]
                self._connection.executemany("DELETE FROM clues WHERE key = ? AND day = ? AND n = ?", rows)
                out.append(own)
            self._held.pop(uri, None)
        return out

    def of(self, uri: str) -> Traits | None:
        """Return the traits of a document; null for one that has none, or isn't there."""
        if uri not in self._held:
            found = self._connection.execute("SELECT traits FROM traits WHERE uri = ?", (uri,)).fetchone()
            if found is None:
                return None
            self._held[uri] = _read(found[0])
        return self._held[uri]

    def before(self, own: Traits) -> list[Traits]:
        """Return those of which a document may be a translation, in their order."""
        return sorted(each for each in self._near(own) if each.order < own.order and may_follow(each, own))

    def after(self, own: Traits) -> list[Traits]:
        """Return those that may be translations of a document, in their order."""
        return sorted(each for each in self._near(own) if each.order > own.order and may_follow(own, each))

    def _near(self, own: Traits) -> Iterator[Traits]:
        """Yield those in other languages that share a day and a fact with a document and were published around it."""
        query = """SELECT uri, traits FROM clues JOIN traits USING (n)
            WHERE key = ? AND (day = ? OR day BETWEEN ? AND ?) AND language != ?"""
        ends = own.first - 2 * CLOSE_DAYS, max(own.first + 2 * CLOSE_DAYS, own.last + CLOSE_DAYS)
        found = set[str]()
        for key in _keys(own):
            for uri, text in self._connection.execute(query, (key, _VAGUE, *ends, own.language)):
                if uri not in found:
                    found.add(uri)
                    if uri not in self._held:
                        self._held[uri] = _read(text)
                    yield self._held[uri]


def _day(own: Traits) -> int:
    return _VAGUE if own.vague else own.first


def _keys(own: Traits) -> list[int]:
    return sorted({hash_of(_words(clue)) for clue in own.clues()})


def _words(clue: Clue) -> str:
    day, fact = clue
    return f"{day} {fact if isinstance(fact, str) else f'{fact[1]} {fact[0]}'}"


def _read(text: str) -> Traits:
    order, first, last, language, size, days, speakers, numbers = json.loads(text)
    pairs = tuple((measure, number) for measure, number in numbers)
    return Traits(tuple(order), first, last, language, size, tuple(days), tuple(speakers), pairs)
