"""Weighed pairs -> groups of claims about one incident, that don't chain.

In rounds: each group looks for the one that it fits best, by the evidence for and against on all their pairs that were
compared (how far each lies above what is enough, or below, added up); two that look for each other become one, unless
too many of their claims rule each other out, or both are large and fit too little for it: a large incident draws
claims one by one, and what joins two large ones is most often a busy town. So what joins two groups is what their
claims say together, not the one claim that fits both: greedy additive edge contraction, as known from correlation
clustering (Keuper et al. 2015), with constraints. The order of the claims is of no matter, and into which group a
claim gets depends on no claim that it isn't linked to, directly or by others. What happened in which round is kept, so
that later only what a change reaches is grouped again, beside groups that come about as they did (`regroup`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.course import NEVER, Barred, Course, Past
from corrobora.link.evidence import SCALE, Weights
from corrobora.link.pairs import Pairs
from corrobora.link.rulings import Rulings

_BITS = 15  # of a key: what speaks for a pair, in hundredths; the rest settles ties
_MOST = (1 << _BITS) - 1
_SMALL = 4
_THIN = 20  # of what speaks for a pair, on average, for each claim of the smaller group above those


@dataclass(frozen=True, slots=True)
class _Links:
    """What was compared, between groups: what speaks for them or against, added up, and whether they can't be joined.

    They can't where nothing speaks for it, or where it was ruled out and what came to link them since was no better.
    """

    a: Numbers
    b: Numbers
    total: Numbers
    barred: Numbers

    def at(self, index: Numbers) -> _Links:
        return _Links(self.a[index], self.b[index], self.total[index], self.barred[index])


def clustered(
    ranks: Numbers, pairs: Pairs, rulings: Rulings, weights: Weights, past: Past | None = None
) -> tuple[Course, Numbers]:  # fmt: skip
    """Return how claims come to be in groups, each at first in one of its own; `rulings` are those of claims.

    `ranks` are those of the claims. Those that `past` has stand behind the others: their groups come about as they did;
    beside the course of the others comes for each the last round in which its group was drawn to one of these, or 0.
    """
    count = len(ranks)
    own = past.first if past else count
    into, turn = np.arange(count, dtype=np.int32), np.full(count, NEVER, np.int32)
    moved, size, drawn = into.copy(), np.ones(count, np.int64), np.zeros(own, np.int32)
    total = surplus(weights)[pairs.pattern]
    links = _Links(pairs.one, pairs.two, total, total <= 0)
    del pairs, total
    kept_apart, now = [Barred.none()], 1
    while now:
        links = _hopeful(links, count, own)
        chosen, beyond = _mutual(links, ranks, own)
        drawn[beyond] = now
        out = rulings.forbid(links.a[chosen], links.b[chosen]) | _thin(links.at(chosen), size)
        barred = links.barred.copy()
        barred[chosen[out]] = True
        a, b = _by_rank(links.a[chosen], links.b[chosen], ranks)
        kept_apart.append(Barred(a[out], b[out], np.full(int(out.sum()), now, np.int32)))
        a, b = a[~out], b[~out]
        into[b], turn[b] = a, now
        size[a] += size[b]
        moved[b] = a
        rulings.merge(a, b, moved)
        if past:
            barred |= past.barred_in(now, links.a, links.b, count)
            far, near = past.joining(now)
            moved[far] = near
            a, b = np.concatenate([a, near]), np.concatenate([b, far])
        links = _merged(replace(links, barred=barred), moved, np.concatenate([a, b]))
        moved[b] = b
        now = now + 1 if len(chosen) else past.after(now) if past else 0
    return Course(into[:own], turn[:own], Barred.together(kept_apart)), drawn


def _by_rank(a: Numbers, b: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
    """Return pairs of groups, that of the lower rank first: by its first claim a group goes, wherever it stands."""
    lower = ranks[a] < ranks[b]
    return np.where(lower, a, b), np.where(lower, b, a)


def surplus(weights: Weights) -> Numbers:
    """Return for each pattern what speaks for a pair, or against; what is not quite enough speaks neither way."""
    over = weights.totals() - weights.least()
    against = np.minimum(over + round(weights.slack * SCALE), 0)
    out: Numbers = np.where(over >= 0, over + 1, against).astype(np.int32)
    return out


def _thin(links: _Links, size: Numbers) -> Numbers:
    """Return between which groups there is too little for their size: the larger both are, the better all must fit."""
    one, two = size[links.a], size[links.b]
    out: Numbers = links.total < _THIN * np.maximum(np.minimum(one, two) - _SMALL, 0) * one * two
    return out


def _hopeful(links: _Links, count: int, own: int) -> _Links:
    """Return the links without those of groups, of the first `own`, that can join no other: they never will."""
    can = ~links.barred
    hope = np.arange(count) >= own
    hope[links.a[can]] = True
    hope[links.b[can]] = True
    kept = hope[links.a] & hope[links.b]
    return links if kept.all() else links.at(kept)


def _mutual(links: _Links, rank: Numbers, own: int) -> tuple[Numbers, Numbers]:
    """Return the links that are the best of both their groups, of the first `own`; ranks of claims settle ties.

    Beside them are those of these groups of which the best is with another than these.
    """
    can = np.flatnonzero(~links.barred)
    a, b = links.a[can], links.b[can]
    surplus = np.minimum(links.total[can], _MOST)
    low, high = np.minimum(rank[a], rank[b]).view(np.uint64), np.maximum(rank[a], rank[b]).view(np.uint64)
    tie = (low * np.uint64(0x9E3779B97F4A7C15) ^ high) * np.uint64(0xBF58476D1CE4E5B9)
    key = (surplus.astype(np.uint64) << np.uint64(64 - _BITS)) | (tie >> np.uint64(_BITS))
    best = np.zeros(len(rank), np.uint64)
    np.maximum.at(best, a, key)
    np.maximum.at(best, b, key)
    drawn = _drawn(a, b, key, best, own) if own < len(rank) else a[:0]
    best[own:] = np.iinfo(np.uint64).max
    mutual: Numbers = can[(best[a] == key) & (best[b] == key)]
    _, first, times = np.unique(
        np.concatenate([links.a[mutual], links.b[mutual]]), return_index=True, return_counts=True
    )
    if times.max(initial=1) == 1:
        return mutual, drawn
    twice = np.concatenate([links.a[mutual], links.b[mutual]])[first[times > 1]]  # two links with one key: very rare
    single = ~(np.isin(links.a[mutual], twice) | np.isin(links.b[mutual], twice))
    return mutual[single] if single.any() else mutual[:1], drawn


def _drawn(a: Numbers, b: Numbers, key: Numbers, best: Numbers, own: int) -> Numbers:
    """Return the groups, of the first `own`, for which another than these is the best."""
    at_edge = np.flatnonzero((a < own) != (b < own))
    inner = np.minimum(a[at_edge], b[at_edge])
    out: Numbers = inner[best[inner] == key[at_edge]]
    return out


def _merged(links: _Links, moved: Numbers, joined: Numbers) -> _Links:
    """Return the links after some groups were joined: those between the same two are added up."""
    touched = np.zeros(len(moved), bool)
    touched[joined] = True
    changed = touched[links.a]
    changed |= touched[links.b]
    if not changed.any():
        return links
    a, b = moved[links.a[changed]], moved[links.b[changed]]
    total, barred = links.total[changed], links.barred[changed]
    rest = links.at(~changed)
    del links
    code = np.maximum(a, b) * np.int64(len(moved)) + np.minimum(a, b)
    code[a == b] = -1
    del a, b
    order = np.argsort(code)
    code, total, barred = code[order], total[order], barred[order]
    del order
    start = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    added = np.add.reduceat(total, start, dtype=np.int32)
    barred = np.logical_and.reduceat(barred, start) | (added <= 0)  # it is asked again where something new links them
    inner = code[start] < 0
    start, added, barred = start[~inner], added[~inner], barred[~inner]
    return _Links(
        np.concatenate([rest.a, (code[start] // len(moved)).astype(np.int32)]),
        np.concatenate([rest.b, (code[start] % len(moved)).astype(np.int32)]),
        np.concatenate([rest.total, added]),
        np.concatenate([rest.barred, barred]),
    )
