"""Incidents that may be one after all: what spoke for it was not enough, and a person should look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.evidence import SCALE, Weights
from corrobora.link.linked import Linked
from corrobora.link.pairs import Pairs
from corrobora.link.telling import Telling

_LEAST = 0.3


class Borderline(NamedTuple):
    """A claim of one incident and one of another, and how probable it is that the two incidents are one."""

    one: str
    two: str
    chance: float


def borderline(told: Sequence[Telling], found: Linked) -> tuple[Borderline, ...]:
    """Return the pairs of incidents that were kept apart though they may be one, the likeliest first.

    `told` are the claims in the order in which they were linked.
    """
    made = likely(found.label, found.pairs, found.weights)
    out = (Borderline(told[a].claim.id, told[b].claim.id, chance) for a, b, chance in made)
    return tuple(sorted(out, key=lambda each: (-each.chance, each.one, each.two)))


def likely(label: Numbers, pairs: Pairs, weights: Weights) -> Iterator[tuple[int, int, float]]:
    """Yield the labels of two groups of claims that may be one, and how probable that is.

    It follows from the mean of the evidence on all pairs of their claims that were compared.
    """
    one, two = label[pairs.one], label[pairs.two]
    apart = np.flatnonzero((one != two) & (one >= 0) & (two >= 0))
    groups = np.stack([np.minimum(one, two)[apart], np.maximum(one, two)[apart]], axis=1)
    code, place, count = np.unique(groups, axis=0, return_inverse=True, return_counts=True)
    totals = np.bincount(place.ravel(), weights.totals()[pairs.pattern[apart]], len(code)) / SCALE / count
    for (a, b), mean in zip(code.tolist(), totals.tolist(), strict=True):
        chance = weights.chance(mean)
        if chance >= _LEAST:
            yield a, b, round(chance, 2)
