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
from corrobora.link.shingle import Counts, Hashes, Numbers, Sample, sample, split
from corrobora.link.standing import Flags
from corrobora.types import Dated, Document, Lineage, Reading


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
    old = [
        (str(uri), json.loads(str(sought) or "[]"))
        for uri, sought in work.select("SELECT uri, sought FROM samples WHERE uri IN (?)", was)
    ]
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
    lights, samples, sizes, before, flags = _all(connection)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = [each + np.uint32(start) for (_, each), start in zip(samples, first.tolist(), strict=False)]
    values = np.concatenate([np.zeros(0, np.uint64), *(each for each, _ in samples)])
    shared = shared_of(values, np.concatenate([np.zeros(0, np.uint32), *places]), int(first[-1]))
    found, aside = candidates(Sample((), (), first), shared, lights) if lights else (iter(()), np.zeros(0, bool))
    uris = [light.uri for light in lights]
    sought = {uris[two]: [uris[one] for one in those] for two, those in found}
    changed = set()
    for number, uri in enumerate(uris):
        own, own_aside = sought.get(uri, []), np.packbits(aside[first[number] : first[number + 1]]).tobytes()
        if own != before[uri] or own_aside != flags[uri]:
            changed.add(uri)
            row = json.dumps(own), own_aside, uri
            connection.execute("UPDATE samples SET sought = ?, aside = ? WHERE uri = ?", row)
    return _Found(uris, sought, aside, first, changed, before)


def _all(
    connection: sqlite3.Connection,
) -> tuple[list[Document], list[tuple[Hashes, Counts]], list[int], dict[str, list[str]], dict[str, bytes]]:
    """Return all documents in their order, with no text, their samples, and what was found of them before."""
    lights, hashes, sizes = list[Document](), list[tuple[Hashes, Counts]](), list[int]()
    held, flags = dict[str, list[str]](), dict[str, bytes]()
    query = """SELECT uri, id, published, own, called, sentences, hashes, places, sought, aside
        FROM documents JOIN samples USING (uri) ORDER BY day, clock, uri"""
    for uri, id_, published, own, called, number, values, places, sought, aside in connection.execute(query):
        dated = Dated(published, "stated") if published != "~" else None
        lights.append(Document(id_, uri, "", "", called if own else None, published=dated))
        hashes.append((np.frombuffer(values, np.uint64), np.frombuffer(places, np.uint32)))
        sizes.append(number)
        held[uri], flags[uri] = json.loads(sought or "[]"), aside
    return lights, hashes, sizes, held, flags


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
