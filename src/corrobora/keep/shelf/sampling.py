"""Samples of documents' words on a shelf, and who may have words of whom: found anew where shingles are shared.

What an outlet prints under everything is learned from all documents. So those are looked at that hold a shingle of a
changed one, and where what is standing in these changes by it, all that share something with them, and so on. A shingle
that is `stock` is standing wherever it stands, and leads nowhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from corrobora.keep.shelf.sharing import Edge, Sampled, Sharing, together
from corrobora.keep.shelf.work import Work, insert
from corrobora.link.arrays import Numbers
from corrobora.link.shingle import sample
from corrobora.link.standing import lasts
from corrobora.types import Reading

_NEVER = 10_000_000  # what stands for no day
_SAMPLES = """SELECT n, day, clock, uri, outlet, published, sentences, hashes, places, retold, size, aside
    FROM samples JOIN documents USING (uri)"""
_HOLDERS = """SELECT n, published, day FROM shingles JOIN samples USING (n) JOIN documents USING (uri)
    WHERE value = ?"""
_LOT = 100_000


def samples(work: Work, numbers: Iterable[int]) -> list[Sampled]:
    """Return the samples with some numbers, the earliest published first."""
    rows = work.select(f"{_SAMPLES} WHERE n IN (?)", numbers)
    return sorted(map(_sampled, rows), key=lambda each: each.order)


def stored(connection: sqlite3.Connection, readings: Iterable[Reading]) -> list[int]:
    """Put the samples of some documents on a shelf; return their numbers. Nothing is known yet of what they share."""
    documents = [reading.document for reading in readings]
    kept, hashes, places = sample(documents)
    upto = np.searchsorted(places, kept.first.astype(places.dtype))
    free = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM samples").fetchone()[0]
    rows = []
    for number, document in enumerate(documents):
        some, first = slice(upto[number], upto[number + 1]), int(kept.first[number])
        where = (places[some] - np.uint32(first)).tobytes()
        sentences = int(kept.first[number + 1]) - first
        rows.append((free + number, document.uri, sentences, hashes[some].tobytes(), where, 0, 0, b""))
    insert(connection, "samples", rows)
    return list(range(free, free + len(rows)))


def sought_first(connection: sqlite3.Connection) -> None:
    """Find who may have words of whom among all documents of a shelf that has none."""
    every = [_sampled(row) for row in connection.execute(f"{_SAMPLES} ORDER BY day, clock, uri")]
    entries = together(each.entries() for each in every)
    for start in range(0, len(entries), _LOT):
        insert(connection, "shingles", entries[start : start + _LOT].tolist())
    _keep(connection, every, Sharing.of(every, every, entries, ()))


def sought_anew(work: Work, gone: Iterable[str], new: Iterable[Reading]) -> tuple[set[int], list[Edge]]:
    """Put changed samples on a shelf, and find anew who may have words of whom where that changes by it.

    Return the documents of whom that changed, or which of their sentences are set aside, and all that went; and what
    was sought in whom of these before.
    """
    connection = work.connection
    query = "SELECT n, hashes FROM samples WHERE uri IN (?)"
    rows: list[tuple[Any, ...]] = list(work.select(query, gone))
    went = [(n, np.frombuffer(values, np.int64)) for n, values in rows]
    before = _edges(work, (n for n, _ in went))
    touched = {value for _, values in went for value in values.tolist()}
    _forget(work, went, touched)
    near, fresh = _Near(work), stored(connection, new)
    for each in near.of(fresh):
        insert(connection, "shingles", each.entries().tolist())
        touched |= set(each.values.tolist())
    looked, found = near.settled({*fresh, *near.holders(touched)})
    old = _edges(work, (each.n for each in looked))
    changed = _keep(connection, looked, found, old)
    return {*changed, *(n for n, _ in went)}, [*before, *(edge for edge in old if edge[0] in changed)]


def _forget(work: Work, went: Sequence[tuple[int, Numbers]], values: set[int]) -> None:
    """Take samples from a shelf; what was stock and is no longer without them goes too."""
    for n, own in went:
        keys = ((value, n) for value in own.tolist())
        work.connection.executemany("DELETE FROM shingles WHERE value = ? AND n = ?", keys)
    numbers = [n for n, _ in went]
    for table, column in (("samples", "n"), ("sought", "two"), ("sought", "one")):
        work.delete(table, column, numbers)
    for value in _stock(work, values):
        if not lasts((n, _known(*when)) for n, *when in work.connection.execute(_HOLDERS, (value,))):
            work.delete("stock", "value", [value])


class _Near:
    """Documents near changed ones; what was looked at is held ready."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._samples: dict[int, Sampled] = {}
        self._entries: dict[int, list[list[int]]] = {}
        self._stock: set[int] = set()

    def of(self, numbers: Iterable[int]) -> list[Sampled]:
        """Return the samples with some numbers, the earliest published first."""
        wanted = set(numbers)
        self._samples |= {each.n: each for each in samples(self._work, wanted - self._samples.keys())}
        return sorted((self._samples[n] for n in wanted), key=lambda each: each.order)

    def holders(self, values: Iterable[int]) -> set[int]:
        """Return the documents that hold some shingles, those that are stock aside."""
        wanted = set(values)
        lacking = wanted - self._entries.keys() - self._stock
        self._stock |= _stock(self._work, lacking)
        query = "SELECT value, n, place FROM shingles WHERE value IN (?)"
        rows: Iterable[tuple[Any, ...]] = self._work.select(query, lacking - self._stock)
        for row in rows:
            self._entries.setdefault(row[0], []).append([*row])
        return {n for value in wanted & self._entries.keys() for _, n, _ in self._entries[value]}

    def settled(self, is_open: set[int]) -> tuple[list[Sampled], Sharing]:
        """Return what is found of some documents, and of more where what is standing in those changes; and which."""
        while True:
            looked = self.of(is_open)
            values = {value for each in looked for value in each.values.tolist()}
            every = self.of(is_open | self.holders(values))
            shared = [entry for value in values & self._entries.keys() for entry in self._entries[value]]
            stock = np.array(sorted(values & self._stock), np.int64)
            own = together(each.entries() for each in looked)
            own = own[np.isin(own[:, 0], stock)]
            entries = together([own, np.array(shared, np.int64).reshape(-1, 3)])
            found = Sharing.of(every, looked, entries, stock)
            changed = [each for each, state in zip(looked, found.states, strict=True) if state != each.state]
            more = self.holders(value for each in changed for value in each.values.tolist()) - is_open
            if not more:
                return looked, found
            is_open |= more


def _keep(
    connection: sqlite3.Connection, looked: Sequence[Sampled], found: Sharing, old: Sequence[Edge] = ()
) -> set[int]:
    """Put on a shelf what was found; return the documents of whom anything that texts are compared by changed."""
    states = [(each, state) for each, state in zip(looked, found.states, strict=True) if state != each.state]
    query = "UPDATE samples SET retold = ?, size = ?, aside = ? WHERE n = ?"
    connection.executemany(query, ((*state, each.n) for each, state in states))
    insert(connection, "stock", ((value,) for value in found.stock))
    now, before = set(found.edges), set(old)
    connection.executemany("DELETE FROM sought WHERE two = ? AND one = ?", before - now)
    insert(connection, "sought", sorted(now - before))
    return {two for two, _ in now ^ before} | {each.n for each, state in states if state[2] != each.state[2]}


def _stock(work: Work, values: Iterable[int]) -> set[int]:
    """Return which of some shingles are stock."""
    return {int(str(value)) for (value,) in work.select("SELECT value FROM stock WHERE value IN (?)", values)}


def _edges(work: Work, numbers: Iterable[int]) -> list[Edge]:
    rows = work.select("SELECT two, one FROM sought WHERE two IN (?)", numbers)
    return [(int(str(two)), int(str(one))) for two, one in rows]


def _sampled(row: Sequence[Any]) -> Sampled:
    n, day, clock, uri, outlet, published, sentences, values, places, *state = row
    own, where = np.frombuffer(values, np.int64), np.frombuffer(places, np.uint32).astype(np.int64)
    return Sampled(n, (day, clock, uri), outlet, _known(published, day), sentences, own, where, tuple(state))


def _known(published: str, day: int) -> int | None:
    return None if published == "~" or day >= _NEVER else day
