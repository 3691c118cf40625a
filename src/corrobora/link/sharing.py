"""Which documents may carry the same words: those that share kept shingles which aren't standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corrobora.link.shingle import Counts, Hashes, Numbers, Sample
from corrobora.link.standing import Facts, Held, Shared, Standing, standing

_FIRST = 3
_SHARED = 2
_FEW = 12
_MOST = 5
_PART = 4
_BATCH = 500_000

Sought = tuple[int, list[int]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Each document with those before it that may be its source; what is standing; what is left of each document."""

    sought: Iterator[Sought]
    standing: Standing
    size: Numbers


def candidates(kept: Sample, shared: Shared, known: Facts, held: Held | None = None) -> Candidates:
    """Return each document with those before it that may be its source, and which sentences are to be set aside.

    What many documents share pairs each with the first of them and its own neighbour, not with all. Where only some of
    many documents are looked at, `held` is what is known of the others that share something with them.
    """
    stands = standing(kept, shared, known, held)
    documents = len(kept.first) - 1
    left = shared.totals - np.bincount(shared.sentences[stands.found], minlength=len(shared.totals))
    size = kept.sums(np.where(stands.aside, 0, left))
    if held is not None:
        size = np.where(held.outside, held.size, size)
    keep = ~stands.found & ~stands.aside[shared.sentences]
    pairs, counts = _counted(shared.runs[keep], kept.documents()[shared.sentences[keep]], documents)
    later, earlier = np.divmod(pairs, max(1, documents))
    enough = counts >= np.where(np.minimum(size[later], size[earlier]) < _FEW, 1, _SHARED)
    return Candidates(_best(later[enough], earlier[enough], counts[enough]), stands, size)


def families(sought: Iterable[Sought], together: int) -> list[list[Sought]]:
    """Return what is sought in lots of at least so many documents, all that may have words of each other in one lot.

    >>> families([(1, [0]), (3, [2]), (4, [1])], 1)
    [[(1, [0]), (4, [1])], [(3, [2])]]
    """
    head: dict[int, int] = {}

    def top(one: int) -> int:
        while (above := head.setdefault(one, one)) != one:
            head[one] = one = head[above]
        return one

    family: dict[int, list[Sought]] = {}
    every = list(sought)
    for two, before in every:
        for one in before:
            head[top(one)] = top(two)
    for each in every:
        family.setdefault(top(each[0]), []).append(each)
    lots: list[list[Sought]] = [[]]
    for one_family in family.values():
        if len(lots[-1]) >= together:
            lots.append([])
        lots[-1] += one_family
    return lots


def shared_of(hashes: Hashes, sentences: Counts, total: int) -> Shared:
    """Return which shingles of a total of sentences stand twice or more; `hashes`, which may be large, are overwritten.

    They are sorted as one number of value and place; the lowest bits of the value, which make room, tell hardly any two
    apart.
    """
    bits = len(hashes).bit_length()
    place = np.uint64((1 << bits) - 1)
    hashes &= ~place
    hashes |= np.arange(len(hashes), dtype=np.uint64)
    hashes.sort()
    other = np.concatenate([[True], (hashes[1:] ^ hashes[:-1]) > place, [True]])
    several = ~(other[:-1] & other[1:])[: len(hashes)]
    order = (hashes[several] & place).astype(np.uint32)
    runs = np.cumsum(other[: len(hashes)][several], dtype=np.uint32)
    return Shared(runs, sentences[order], np.bincount(sentences, minlength=total))


def _counted(runs: Counts, holders: Counts, documents: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of documents that share shingles (later * documents + earlier), and how many they share."""
    begins = np.flatnonzero(np.diff(runs, prepend=np.uint32(0))).astype(np.uint32)
    start = np.repeat(begins, np.diff(begins, append=len(runs)))
    found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for at in range(0, len(runs), _BATCH):
        first = start[at : at + _BATCH].astype(np.int64)
        place = np.arange(at, at + len(first))
        pairs = []
        for before, least in (*((first + nth, first) for nth in range(_FIRST)), (place - 1, first + _FIRST)):
            inside = np.flatnonzero((before >= least) & (before < place))
            one, two = holders[before[inside]], holders[place[inside]].astype(np.int64)
            differ = one != two
            pairs.append(two[differ] * documents + one[differ])
        for all_, some in zip(found, np.unique(np.concatenate(pairs), return_counts=True), strict=True):
            all_.append(some)
    pairs_, where = np.unique(np.concatenate(found[0]), return_inverse=True)
    counts = np.bincount(where, np.concatenate(found[1]), len(pairs_)).astype(np.int64)
    return pairs_, counts


def _best(later: Numbers, earlier: Numbers, shared: Numbers) -> Iterator[Sought]:
    """Yield for each document the few before it with which it shares most, the earliest first."""
    order = np.lexsort((earlier, -shared, later))
    starts = np.flatnonzero(np.diff(later[order], prepend=-1))
    for start, end in pairwise([*starts, len(order)]):
        best = order[start : min(end, start + _MOST)]
        near = best[_PART * shared[best] >= shared[best[0]]]  # what is less is hardly a part of the text
        yield int(later[best[0]]), sorted(int(earlier[each]) for each in near)
