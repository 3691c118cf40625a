"""Weighed pairs -> groups of claims about one incident, that don't chain.

In rounds: each group looks for the one that it fits best, by the evidence for and against on all their pairs that were
compared (how far each lies above what is enough, or below, added up); two that look for each other become one, unless
too many of their claims rule each other out, or both are large and fit too little for it: a large incident draws
claims one by one, and what joins two large ones is most often a busy town. So what joins two groups is what their
claims say together, not the one claim that fits both: greedy additive edge contraction, as known from correlation
clustering (Keuper et al. 2015), with constraints. The order of the claims is of no matter, and into which group a
claim gets depends on no claim that it isn't linked to, directly or by others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.evidence import SCALE, Weights
from corrobora.link.pairs import Pairs
from corrobora.link.rulings import Rulings

_BITS = 15  # of a key: what speaks for a pair, in hundredths; the rest settles ties
_MOST = (1 << _BITS) - 1
_SMALL = 4
_THIN = 20  # of what speaks for a pair, on average, for each claim of the smaller group above those


@dataclass(frozen=True, slots=True)
class _Links:
    """What was compared, between groups: what speaks for them or against, added up, and whether they are ruled out."""

    a: Numbers
    b: Numbers
    total: Numbers
    barred: Numbers

    def at(self, index: Numbers) -> _Links:
        return _Links(self.a[index], self.b[index], self.total[index], self.barred[index])


def clustered(ranks: Numbers, pairs: Pairs, rulings: Rulings, weights: Weights, label: Numbers) -> Numbers:
    """Return for each claim the number of a claim that stands for its group; `rulings` are those of the groups then.

    `ranks` are those of the claims; each begins in the group that `label` has for it.
    """
    every = np.arange(len(ranks), dtype=np.int32)
    moved, home = every.copy(), every.copy()  # where each group goes in a round, and where it has gone
    rank = ranks.copy()
    size = np.bincount(label, minlength=len(ranks))
    links = _Links(pairs.one, pairs.two, surplus(weights)[pairs.pattern], np.zeros(len(pairs), bool))
    del pairs
    if (label != every).any():
        np.minimum.at(rank, label, ranks)
        links = _merged(links, label, np.flatnonzero(size[label] > 1))
    while True:
        links = _hopeful(links, len(ranks))
        if not len(links.a):
            return _homes(home)[label]
        chosen = _mutual(links, rank)
        out = rulings.forbid(links.a[chosen], links.b[chosen]) | _thin(links.at(chosen), size)
        barred = links.barred.copy()
        barred[chosen[out]] = True
        a, b = links.a[chosen[~out]], links.b[chosen[~out]]
        moved[b] = home[b] = a
        rank[a] = np.minimum(rank[a], rank[b])
        size[a] += size[b]
        rulings.merge(a, b, moved)
        links = _merged(replace(links, barred=barred), moved, np.concatenate([a, b]))
        moved[b] = b


def _homes(home: Numbers) -> Numbers:
    """Return where each group has gone in the end, of which it is known where it went first."""
    while ((further := home[home]) != home).any():
        home = further
    return home


def surplus(weights: Weights) -> Numbers:
    """Return for each pattern what speaks for a pair, or against; what is not quite enough speaks neither way."""
    over = weights.totals() - weights.least()
    against = np.minimum(over + round(weights.slack * SCALE), 0)
    out: Numbers = np.where(over >= 0, over + 1, against).astype(np.int32)
    return out


def _can(links: _Links) -> Numbers:
    out: Numbers = ~links.barred & (links.total > 0)
    return out


def _thin(links: _Links, size: Numbers) -> Numbers:
    """Return between which groups there is too little for their size: the larger both are, the better all must fit."""
    one, two = size[links.a], size[links.b]
    out: Numbers = links.total < _THIN * np.maximum(np.minimum(one, two) - _SMALL, 0) * one * two
    return out


def _hopeful(links: _Links, count: int) -> _Links:
    """Return the links without those of groups that can join no other: nothing will change for them."""
    can = _can(links)
    hope = np.zeros(count, bool)
    hope[links.a[can]] = True
    hope[links.b[can]] = True
    kept = hope[links.a] & hope[links.b]
    return links if kept.all() else links.at(kept)


def _mutual(links: _Links, rank: Numbers) -> Numbers:
    """Return the links that are the best of both their groups; ties are settled by the ranks of the claims."""
    can = np.flatnonzero(_can(links))
    a, b = links.a[can], links.b[can]
    surplus = np.minimum(links.total[can], _MOST)
    low, high = np.minimum(rank[a], rank[b]).view(np.uint64), np.maximum(rank[a], rank[b]).view(np.uint64)
    tie = (low * np.uint64(0x9E3779B97F4A7C15) ^ high) * np.uint64(0xBF58476D1CE4E5B9)
    key = (surplus.astype(np.uint64) << np.uint64(64 - _BITS)) | (tie >> np.uint64(_BITS))
    best = np.zeros(len(rank), np.uint64)
    np.maximum.at(best, a, key)
    np.maximum.at(best, b, key)
    mutual: Numbers = can[(best[a] == key) & (best[b] == key)]
    _, first, times = np.unique(
        np.concatenate([links.a[mutual], links.b[mutual]]), return_index=True, return_counts=True
    )
    if times.max() == 1:
        return mutual
    twice = np.concatenate([links.a[mutual], links.b[mutual]])[first[times > 1]]  # two links with one key: very rare
    single = ~(np.isin(links.a[mutual], twice) | np.isin(links.b[mutual], twice))
    return mutual[single] if single.any() else mutual[:1]


def _merged(links: _Links, moved: Numbers, joined: Numbers) -> _Links:
    """Return the links after some groups were joined: those between the same two are added up."""
    touched = np.zeros(len(moved), bool)
    touched[joined] = True
    changed = touched[links.a]
    changed |= touched[links.b]
    if not changed.any():
        return links
    a, b, total = moved[links.a[changed]], moved[links.b[changed]], links.total[changed]
    rest = links.at(~changed)
    del links
    code = np.maximum(a, b) * np.int64(len(moved)) + np.minimum(a, b)
    code[a == b] = -1
    del a, b
    order = np.argsort(code)
    code, total = code[order], total[order]
    del order
    start = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    added = np.add.reduceat(total, start, dtype=np.int32)
    start, added = start[code[start] >= 0], added[code[start] >= 0]
    return _Links(
        np.concatenate([rest.a, (code[start] // len(moved)).astype(np.int32)]),
        np.concatenate([rest.b, (code[start] % len(moved)).astype(np.int32)]),
        np.concatenate([rest.total, added]),
        np.concatenate([rest.barred, np.zeros(len(start), bool)]),  # of groups that have grown it is asked again
    )
