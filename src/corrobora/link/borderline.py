"""Incidents that may be one after all: what spoke for it was not enough, and a person should look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corrobora.link.evidence import SCALE
from corrobora.link.linked import Linked
from corrobora.link.telling import Telling

_LEAST = 0.3


class Borderline(NamedTuple):
    """A claim of one incident and one of another, and how probable it is that the two incidents are one."""

    one: str
    two: str
    chance: float


def borderline(told: Sequence[Telling], found: Linked) -> tuple[Borderline, ...]:
    """Return the pairs of incidents that were kept apart though they may be one, the likeliest first.

    `told` are the claims in the order in which they were linked. How probable it is follows from the mean of the
    evidence on all pairs of their claims that were compared.
    """
    one, two = found.label[found.pairs.one], found.label[found.pairs.two]
    apart = np.flatnonzero((one != two) & (one >= 0) & (two >= 0))
    low, high = np.minimum(one, two)[apart], np.maximum(one, two)[apart]
    code, place, count = np.unique(
        low.astype(np.int64) * max(1, len(told)) + high, return_inverse=True, return_counts=True
    )
    totals = np.bincount(place, found.weights.totals()[found.pairs.pattern[apart]]) / SCALE / count
    out = []
    for pair, mean in zip(code.tolist(), totals.tolist(), strict=True):
        chance = found.weights.chance(mean)
        if chance >= _LEAST:
            a, b = divmod(pair, len(told))
            out.append(Borderline(told[a].claim.id, told[b].claim.id, round(chance, 2)))
    return tuple(sorted(out, key=lambda each: (-each.chance, each.one, each.two)))
