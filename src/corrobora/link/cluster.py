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

from dataclasses import dataclass

import numpy as np

from corrobora.link.arrays import Numbers, in_order
from corrobora.link.course import NEVER, Barred, Course, Past
from corrobora.link.evidence import SCALE, Weights
from corrobora.link.pairs import Pairs
from corrobora.link.rulings import Rulings

_BITS = 15  # of a key: what speaks for a pair, in hundredths; the rest settles ties
_MOST = (1 << _BITS) - 1
_SMALL = 4
_TIDY = 4  # rounds, after which what is left behind is thrown away
_THIN = 20  # of what speaks for a pair, on average, for each claim of the smaller group above those


@dataclass(frozen=True, slots=True)
class _Links:
    """What was compared, between groups: what speaks for them or against, added up, and how soon they are joined.

    `key` is 0 where they can't be: nothing speaks for it, or it was ruled out and what came to link them since was no
    better. Links that became part of others are left behind as such of a group with itself.
    """

    a: Numbers
    b: Numbers
    total: Numbers
    key: Numbers

    def at(self, index: Numbers) -> _Links:
        return _Links(self.a[index], self.b[index], self.total[index], self.key[index])


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
    links = _Links(pairs.one, pairs.two, total, _keys(pairs.one, pairs.two, total, ranks))
    del pairs, total
    kept_apart, now = [Barred.none()], 1
    while now:
        if now % _TIDY == 1:
            links = _hopeful(links, rulings, count, own)
        chosen, beyond = _mutual(links, count, own)
        drawn[beyond] = now
        out = rulings.forbid(links.a[chosen], links.b[chosen]) | _thin(links.at(chosen), size)
        links.key[chosen[out]] = 0
        a, b = _by_rank(links.a[chosen], links.b[chosen], ranks)
        kept_apart.append(Barred(a[out], b[out], np.full(int(out.sum()), now, np.int32)))
        a, b = a[~out], b[~out]
        into[b], turn[b] = a, now
        size[a] += size[b]
        moved[b] = a
        rulings.merge(a, b, moved)
        if past:
            links.key[past.barred_in(now, links.a, links.b, count)] = 0
            far, near = past.joining(now)
            moved[far] = near
            a, b = np.concatenate([a, near]), np.concatenate([b, far])
        _merge(links, moved, np.concatenate([a, b]), ranks)
        moved[b] = b
        now = now + 1 if len(chosen) else past.after(now) if past else 0
    return Course(into[:own], turn[:own], Barred.together(kept_apart)), drawn


def _keys(a: Numbers, b: Numbers, total: Numbers, rank: Numbers) -> Numbers:
    """Return by what two groups each look for the one that they fit best; ranks of claims settle ties."""
    out, some = np.zeros(len(a), np.uint64), np.flatnonzero(total > 0)
    one, two = rank[a[some]], rank[b[some]]
    low, high = np.minimum(one, two).view(np.uint64), np.maximum(one, two).view(np.uint64)
    tie = (low * np.uint64(0x9E3779B97F4A7C15) ^ high) * np.uint64(0xBF58476D1CE4E5B9)
    out[some] = np.minimum(total[some], _MOST).astype(np.uint64) << np.uint64(64 - _BITS) | (tie >> np.uint64(_BITS))
    return out


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


def _hopeful(links: _Links, rulings: Rulings, count: int, own: int) -> _Links:
    """Return the links without those of groups, of the first `own`, that can join no other: they never will.

    `rulings` forgets these groups too.
    """
    can = np.flatnonzero(links.key)
    hope = np.arange(count) >= own
    hope[links.a[can]] = True
    hope[links.b[can]] = True
    rulings.drop(~hope)
    return links.at(np.flatnonzero(hope[links.a] & hope[links.b] & (links.a != links.b)))


def _mutual(links: _Links, count: int, own: int) -> tuple[Numbers, Numbers]:
    """Return the links that are the best of both their groups, of the first `own`.

    Beside them are those of these groups of which the best is with another than these.
    """
    can = np.flatnonzero(links.key)
    a, b, key = links.a[can], links.b[can], links.key[can]
    best = np.zeros(count, np.uint64)
    np.maximum.at(best, a, key)
    np.maximum.at(best, b, key)
    drawn = _drawn(a, b, key, best, own) if own < count else a[:0]
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


def _merge(links: _Links, moved: Numbers, joined: Numbers, ranks: Numbers) -> None:
    """Add up, after some groups were joined, the links between the same two."""
    touched = np.zeros(len(moved), bool)
    touched[joined] = True
    changed = np.flatnonzero(touched[links.a] | touched[links.b])
    a, b = moved[links.a[changed]], moved[links.b[changed]]
    code, order = in_order(np.maximum(a, b) * np.int64(len(moved)) + np.minimum(a, b))
    changed, start = changed[order], np.flatnonzero(np.diff(code, prepend=-1))
    if not len(start):
        return
    total = np.add.reduceat(links.total[changed], start, dtype=np.int32)
    free = np.logical_or.reduceat(links.key[changed] != 0, start)  # else it is asked when something new links them
    links.b[changed] = links.a[changed]
    links.key[changed] = 0
    a, b = code[start] // len(moved), code[start] % len(moved)
    outer = np.flatnonzero(a != b)
    at, a, b = changed[start[outer]], a[outer], b[outer]
    links.a[at], links.b[at], links.total[at] = a, b, total[outer]
    links.key[at] = _keys(a, b, np.where(free, total, 0)[outer], ranks)
