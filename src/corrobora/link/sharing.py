"""Which documents may carry the same words: those that share kept shingles which aren't standing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from corrobora.link.shingle import Numbers, Sample
from corrobora.link.standing import Flags, standing
from corrobora.types import Document

_FIRST = 3
_SHARED = 2
_FEW = 12
_MOST = 5


def candidates(kept: Sample, documents: Sequence[Document]) -> tuple[Iterator[tuple[int, list[int]]], Flags]:
    """Return each document with those before it that may be its source, and which sentences are to be set aside.

    What many documents share pairs each with the first of them and its own neighbour, not with all.
    """
    order = np.argsort(kept.hashes, kind="stable")
    found, aside = standing(kept, order, documents)
    order = order[~found & ~aside[kept.sentences[order]]]
    holders = kept.documents()[kept.sentences[order]]
    pairs, shared = _counted(kept.hashes[order], holders, len(documents))
    later, earlier = np.divmod(pairs, max(1, len(documents)))
    size = np.bincount(holders, minlength=len(documents))
    enough = shared >= np.where(np.minimum(size[later], size[earlier]) < _FEW, 1, _SHARED)
    return _best(later[enough], earlier[enough], shared[enough]), aside


def _counted(hashes: np.ndarray, holders: Numbers, documents: int) -> tuple[Numbers, Numbers]:
    """Return the pairs of documents that share shingles (later * documents + earlier), and how many they share."""
    run = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] + np.uint64(1)) != 0) if len(hashes) else holders
    start = np.repeat(run, np.diff(run, append=len(hashes)))
    place = np.arange(len(hashes))
    found = []
    for before, least in (*((start + nth, start) for nth in range(_FIRST)), (place - 1, start + _FIRST)):
        inside = np.flatnonzero((before >= least) & (before < place))
        one, two = holders[before[inside]], holders[inside]
        differ = one != two
        found.append(two[differ] * documents + one[differ])
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    return pairs, counts


def _best(later: Numbers, earlier: Numbers, shared: Numbers) -> Iterator[tuple[int, list[int]]]:
    """Yield for each document the few before it with which it shares most, the earliest first."""
    order = np.lexsort((earlier, -shared, later))
    starts = np.flatnonzero(np.diff(later[order], prepend=-1))
    for start, end in pairwise([*starts, len(order)]):
        best = order[start : min(end, start + _MOST)]
        near = best[2 * shared[best] >= shared[best[0]]]  # from one with which it shares much less it has less
        yield int(later[best[0]]), sorted(int(earlier[each]) for each in near)
