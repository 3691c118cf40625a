"""Weights learned from a ledger itself, by expectation and maximisation, after Fellegi and Sunter (1969).

Each level of each evidence is so much more frequent among pairs about one incident (m) than among pairs about two (u):
its weight is the logarithm of m / u. Nobody says which pairs are which: we start from the fixed weights, take how
likely each pair is to be one, count m and u by that, and do so again until nothing changes. Evidence is taken to be
independent, given that a pair is one or is not. A level that is not known weighs nothing.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.evidence import FIXED, LEVELS, NAMES, NEVER, SCALE, Weights

_ROUNDS = 50
_STILL = 1e-4
_SLACK = 1.5
_SMOOTH = 10.0  # so many pairs of each level are supposed on either side


def learned(patterns: Numbers, start: Weights = FIXED) -> Weights:
    """Return weights learned from how many pairs compare (`evidence.pattern`).

    >>> learned(np.array([], np.int32)) == FIXED
    True
    """
    counts = np.bincount(patterns)
    seen = np.flatnonzero(counts)
    if not len(seen):
        return start
    counts, levels = counts[seen], np.unravel_index(seen, [len(LEVELS[name]) for name in NAMES])
    weights, share = start, 0.0
    for _ in range(_ROUNDS):
        odds = weights.sharp * (weights.totals()[seen] / SCALE - weights.enough)
        chance = 1 / (1 + np.exp(-odds))
        before, share = share, float((chance * counts).sum() / counts.sum())
        table = {name: _weights(name, level, chance, counts) for name, level in zip(NAMES, levels, strict=True)}
        enough = round(float(np.log((1 - share) / share)), 2)
        weights = Weights(MappingProxyType(table), enough, enough - start.enough + start.answers, _SLACK, sharp=1.0)
        if abs(share - before) < _STILL:
            break
    return weights


def _weights(name: str, level: Numbers, chance: Numbers, counts: Numbers) -> tuple[float, ...]:
    """Return the logarithm of m / u of each level; what rules out keeps its fixed weight."""
    fixed = np.array([weight for _, weight, _ in LEVELS[name]])
    known = fixed > NEVER
    known[0] &= LEVELS[name][0][0] != "unknown"
    m, u = (np.bincount(level, share * counts, len(fixed))[known] + _SMOOTH for share in (chance, 1 - chance))
    fixed[known] = np.log(m / m.sum()) - np.log(u / u.sum())
    return tuple(np.round(fixed, 2).tolist())
