"""A shelf while it is brought up: its database, the readings of its ledger, and the rules that are set."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from corrobora.settings import BestRule
from corrobora.types import Claim, Decision, Document, Reading

_CHUNK = 500
_HELD = 6000  # readings
_HELD_CLAIMS = 200_000  # of theirs
_ALLOCATED = 200_000, 50, 100

K = TypeVar("K")
T = TypeVar("T")
Told = dict[str, tuple[Claim, Document]]
Fetch = Callable[[Sequence[str], Sequence[Decision], Container[str] | None], dict[str, tuple[Reading, Reading]]]


@dataclass(slots=True)
class Work:
    """What a step in bringing up a shelf needs; readings that were asked for once are held ready.

    `fetch` reads places as people's decisions leave them, whole or with some claims alone. `before` are the decisions
    that held when the shelf was last brought up. `as_of` is the day as of which deadlines are reckoned, null for the
    last on which an article came out.
    """

    connection: sqlite3.Connection
    fetch: Fetch
    decisions: tuple[Decision, ...]
    best: BestRule
    before: tuple[Decision, ...] = ()
    as_of: str | None = None
    _held: dict[str, tuple[Reading, Reading]] = field(default_factory=dict, init=False)
    _claims: int = field(default=0, init=False)

    def readings(self, uris: Iterable[str]) -> dict[str, tuple[Reading, Reading]]:
        """Return readings of places as they are known and as they are heard; what isn't there is left out."""
        wanted = set(uris)
        held = self.held(wanted)
        found = self.fetch(sorted(wanted - held.keys()), self.decisions, None)
        self.hold(found)
        return held | found

    def held(self, uris: Iterable[str]) -> dict[str, tuple[Reading, Reading]]:
        """Return the readings of places that are held ready."""
        return {uri: self._held[uri] for uri in uris if uri in self._held}

    def hold(self, found: Mapping[str, tuple[Reading, Reading]]) -> None:
        """Hold readings ready, and let go of those that were longest held where they are too many."""
        for uri, both in found.items():
            self.let_go(uri)
            self._held[uri] = both
            self._claims += len(both[0].claims)
        while len(self._held) > _HELD or self._claims > _HELD_CLAIMS:
            self.let_go(next(iter(self._held)))

    def let_go(self, uri: str) -> None:
        """Hold a reading no longer."""
        if uri in self._held:
            self._claims -= len(self._held.pop(uri)[0].claims)

    def heard(self, uris: Iterable[str]) -> dict[str, Reading]:
        """Return readings of places as they are heard."""
        return {uri: heard for uri, (_, heard) in self.readings(uris).items()}

    def told(self, uris: Iterable[str]) -> Told:
        """Return the claims of places as they are heard, with their documents."""
        return {c.id: (c, r.document) for r in self.heard(uris).values() for c in r.claims}

    def select(self, query: str, values: Iterable[object], *rest: object) -> Iterator[tuple[object, ...]]:
        """Yield what a query with `IN (?)` finds for some values, some hundreds of them at a time.

        `rest` are the values of what the query asks for behind that.
        """
        for some in chunks(sorted(set(values), key=str)):
            yield from self.connection.execute(query.replace("(?)", f"({','.join('?' * len(some))})"), [*some, *rest])

    def delete(self, table: str, column: str, values: Iterable[object]) -> None:
        """Delete the rows of a table that have one of some values in a column."""
        query = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 - our own tables
        self.connection.executemany(query, ((value,) for value in set(values)))


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for objects that hold each other less often: readings are many objects, and none of them does."""
    before = gc.get_threshold()
    gc.set_threshold(*_ALLOCATED)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def chunks(given: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield some hundreds of things at a time."""
    return (given[start : start + _CHUNK] for start in range(0, len(given), _CHUNK))


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Put rows into a table, those that are there already anew."""
    width = len(connection.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608 - our own tables
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608


def keep(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Keep a value under a name."""
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, json.dumps(value, sort_keys=True)))


def kept(connection: sqlite3.Connection, name: str) -> Any:  # noqa: ANN401 - whatever was kept
    """Return what is kept under a name; null where nothing is."""
    found = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return json.loads(found[0]) if found else None


def by(pairs: Iterable[tuple[K, T]]) -> Mapping[K, list[T]]:
    """Return what comes with each key, in its order.

    >>> by([("a", 1), ("b", 2), ("a", 3)])
    {'a': [1, 3], 'b': [2]}
    """
    out: dict[K, list[T]] = {}
    for key, value in pairs:
        out.setdefault(key, []).append(value)
    return out
