"""Copies on a shelf: documents that share words with changed ones are compared anew, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from corrobora.keep.shelf.sampling import samples, sought_anew, sought_first
from corrobora.keep.shelf.sharing import Edge, Sampled
from corrobora.keep.shelf.work import Work, by
from corrobora.link.align import Text, text_of
from corrobora.link.copies import copied_among
from corrobora.link.sharing import families
from corrobora.link.shingle import Vocabulary
from corrobora.types import Lineage, Reading

_TOGETHER = 500
_AT_ONCE = 25  # readings
_HELD = 256  # texts: who has words of whom is mostly near in time


def copied_anew(work: Work, was: Iterable[str], now: Mapping[str, Reading]) -> tuple[set[str], list[Lineage]]:
    """Return the documents whose copies must be found anew after some changed, and the lineages of these.

    No lineage of copies is of some of these documents and some others.
    """
    was = set(was)
    changed, before = sought_anew(work, was, now.values())
    numbers = {int(str(n)) for (n,) in work.select("SELECT n FROM samples WHERE uri IN (?)", now)}
    family, edges = _family(work, changed | numbers, before)
    every = samples(work, family)
    return {*was, *now, *(each.uri for each in every)}, _compared(work, every, edges)


def _family(work: Work, changed: set[int], before: Iterable[Edge]) -> tuple[set[int], set[Edge]]:
    """Return all documents that may have words of changed ones, or may have had, through others too, and of whom."""
    had = [edge for two, one in before for edge in ((two, one), (one, two))]
    beside = by(had)
    found, left, edges = set(changed), set(changed), set[Edge]()
    while left:
        more = {two for one in left for two in beside.get(one, ())}
        for column in ("two", "one"):
            rows = work.select(f"SELECT two, one FROM sought WHERE {column} IN (?)", left)  # noqa: S608 - our own
            edges |= {(int(str(two)), int(str(one))) for two, one in rows}
        more |= {n for edge in edges for n in edge}
        left = more - found
        found |= left
    return found, edges


def copied(work: Work) -> Iterator[list[Lineage]]:
    """Yield the lineages of copies among all documents of a shelf that has none, some families at a time."""
    sought_first(work.connection)
    query = """SELECT two, one FROM sought JOIN samples ON n = two JOIN documents USING (uri)
        ORDER BY day, clock, uri, one"""
    every = by((two, one) for two, one in work.connection.execute(query))
    for some in families(every.items(), _TOGETHER):
        edges = {(two, one) for two, before in some for one in before}
        yield _compared(work, samples(work, {n for edge in edges for n in edge}), edges)


def _compared(work: Work, every: Sequence[Sampled], edges: Iterable[Edge]) -> list[Lineage]:
    """Return the lineages of documents, in their order, that may have words of each other."""
    at = {each.n: place for place, each in enumerate(every)}
    before = by((at[two], at[one]) for two, one in edges)
    vocabulary = Vocabulary()

    @lru_cache(maxsize=_HELD)
    def text(index: int) -> Text:
        first = index - index % _AT_ONCE
        reading = work.heard(each.uri for each in every[first : first + _AT_ONCE])[every[index].uri]
        return text_of(reading, vocabulary.numbers(reading.document), every[index].aside())

    return list(copied_among([(two, sorted(before[two])) for two in sorted(before)], text))
