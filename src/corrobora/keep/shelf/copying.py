"""Copies on a shelf: documents that share words with changed ones are compared anew, and nothing else.

A sample of each document's words is kept. Who may have words of whom is looked up for all documents at once, from the
samples, since what an outlet prints under everything is learned from all; only where that changes texts are compared.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corrobora.keep.shelf.work import Work, insert
from corrobora.link.align import Text, sentences
from corrobora.link.copies import copied_among
from corrobora.link.sharing import Sought, candidates, families, shared_of
from corrobora.link.shingle import Numbers, Sample, sample, split
from corrobora.link.standing import Flags, facts_of
from corrobora.types import Lineage, Reading


def sampled(connection: sqlite3.Connection, readings: Iterable[Reading]) -> None:
    """Put the samples of some documents on a shelf; who may have words of whom isn't known of them yet."""
    documents = [reading.document for reading in readings]
    kept, hashes, places = sample(documents)
    upto = np.searchsorted(places, kept.first.astype(places.dtype))
    rows = []
    for number, document in enumerate(documents):
        some, first = slice(upto[number], upto[number + 1]), int(kept.first[number])
        where = (places[some] - np.uint32(first)).tobytes()
        rows.append((document.uri, int(kept.first[number + 1]) - first, hashes[some].tobytes(), where, "", b""))
    insert(connection, "samples", rows)


_TOGETHER = 500
_NEVER = 10_000_000  # what stands for no day


@dataclass(frozen=True, slots=True)
class _Found:
    """All documents in their order, who may have words of whom, and which of their sentences to set aside.

    `changed` are those of whom this was otherwise; `before` is who may have had words of whom.
    """

    uris: list[str]
    sought: dict[str, list[str]]
    aside: Flags
    first: Numbers
    changed: set[str]
    before: dict[str, list[str]]


def copied_anew(work: Work, was: Iterable[str], now: Mapping[str, Reading]) -> tuple[set[str], list[Lineage]]:
    """Return the documents whose copies must be found anew after some changed, and the lineages of these.

    No lineage of copies is of some of these documents and some others.
    """
    was = set(was)
    query = "SELECT uri, sought FROM samples WHERE uri IN (?)"
    old = [(str(uri), json.loads(str(sought))) for uri, sought in work.select(query, was) if sought]
    work.delete("samples", "uri", was)
    sampled(work.connection, now.values())
    found = sought_anew(work.connection)
    family = _family({*was, *now, *found.changed}, [*old, *found.sought.items(), *found.before.items()])
    places = {uri: number for number, uri in enumerate(found.uris) if uri in family}
    again = [
        (place, [places[one] for one in found.sought[uri]]) for uri, place in places.items() if uri in found.sought
    ]
    return family, _compared(work, again, found)


def sought_anew(connection: sqlite3.Connection) -> _Found:
    """Return who may have words of whom, of all samples on a shelf, and keep it there."""
    query = """SELECT uri, outlet, CASE WHEN published = '~' OR day >= ? THEN NULL ELSE day END, sentences, hashes,
        places, sought, aside FROM documents JOIN samples USING (uri) ORDER BY day, clock, uri"""
    rows = connection.execute(query, (_NEVER,)).fetchall()
    if not rows:
        return _Found([], {}, np.zeros(0, bool), np.zeros(1, np.int64), set(), {})
    uris, outlets, days, sizes, hashes, places, before, flags = zip(*rows, strict=True)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    number = [len(each) // np.dtype(np.uint32).itemsize for each in places]
    where = np.frombuffer(b"".join(places), np.uint32) + np.repeat(first[:-1], number).astype(np.uint32)
    values = np.frombuffer(b"".join(hashes), np.uint64).copy()
    shared = shared_of(values, where, int(first[-1]))
    found, aside = candidates(Sample((), (), first), shared, facts_of(outlets, days))
    sought = {uris[two]: [uris[one] for one in those] for two, those in found}
    changed = set()
    for at, uri in enumerate(uris):
        own = json.dumps(sought[uri]) if uri in sought else ""
        own_aside = np.packbits(aside[first[at] : first[at + 1]]).tobytes()
        if own != before[at] or own_aside != flags[at]:
            changed.add(uri)
            connection.execute("UPDATE samples SET sought = ?, aside = ? WHERE uri = ?", (own, own_aside, uri))
    old = {uri: json.loads(those) for uri, those in zip(uris, before, strict=True) if those}
    return _Found(list(uris), sought, aside, first, changed, old)


def _family(changed: set[str], edges: Iterable[tuple[str, Sequence[str]]]) -> set[str]:
    """Return all documents that may have words of changed ones, or may have had, through others too."""
    beside: dict[str, set[str]] = {}
    for two, before in edges:
        for one in before:
            beside.setdefault(one, set()).add(two)
            beside.setdefault(two, set()).add(one)
    found, left = set(changed), list(changed)
    while left:
        more = beside.get(left.pop(), set()) - found
        found |= more
        left += more
    return found


def copied(work: Work) -> Iterator[list[Lineage]]:
    """Yield the lineages of copies among all documents of a shelf that has none, some families at a time."""
    found = sought_anew(work.connection)
    places = {uri: number for number, uri in enumerate(found.uris)}
    every = [(places[two], [places[one] for one in before]) for two, before in found.sought.items()]
    for some in families(every, _TOGETHER):
        yield _compared(work, some, found)


def _compared(work: Work, sought: Sequence[Sought], found: _Found) -> list[Lineage]:
    """Return the lineages of documents, by their numbers, that may have words of each other."""
    readings = work.heard({found.uris[each] for two, before in sought for each in (two, *before)})

    @lru_cache(maxsize=1024)
    def text(index: int) -> Text:
        reading = readings[found.uris[index]]
        own = split(reading.document, sample([reading.document])[0], 0)
        parts = sentences(reading, own, found.aside[found.first[index] :])
        return Text(reading, parts, sum(len(part.words) for part in parts))

    return list(copied_among(sought, text))
