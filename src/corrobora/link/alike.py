"""Claims that say the very same: they are one without more ado, and are compared with others as one."""

from __future__ import annotations

import numpy as np

from corrobora.link.apart import told_apart
from corrobora.link.arrays import Numbers, sums
from corrobora.link.columns import Columns
from corrobora.link.compare import Picked, levels
from corrobora.link.evidence import FIXED, SCALE, pattern

_OWN = 1.0  # the most that a claim's sum with itself can have for being told in one article


def signatures(claims: Columns) -> Numbers:
    """Return a number for all that each claim says, apart from who says it and where.

    Claims that say too little to be one for saying the same, and answers, have each a number of their own.
    """
    same = Picked(claims, np.arange(len(claims)))
    own = FIXED.totals()[pattern(levels(same, same))]
    enough = claims.dated & ~claims.answer & (own >= FIXED.least() + _OWN * SCALE)
    keys = np.concatenate([[0], claims.where.key])[claims.places]
    lists = [_of_list(each) for each in (claims.actors, claims.targets, claims.words, claims.means, keys)]
    numbers = _of_list(claims.measures, claims.low, claims.best, claims.high)
    days = (claims.kind, claims.first, claims.last, claims.about, claims.several, claims.language)
    return np.where(enough, sums([*days, *lists, numbers]), sums([claims.rank, claims.document]))


def _of_list(first: Numbers, *more: Numbers) -> Numbers:
    """Return a number for what is in lists, in whatever order, and however many columns of nothing they have."""
    out = np.zeros(len(first), np.int64)
    for i in range(first.shape[1]):
        out += np.where(first[:, i] != 0, sums([first[:, i], *(each[:, i] for each in more)]), 0)
    return out


def heads(signature: Numbers, rank: Numbers) -> Numbers:
    """Return for each claim the number of the one that stands for all that say the same: that of the lowest rank."""
    order = np.lexsort((rank, signature))
    ordered = signature[order]
    new = np.ones(len(order), bool)
    new[1:] = ordered[1:] != ordered[:-1]
    out = np.zeros(len(order), np.int64)
    out[order] = order[new][np.cumsum(new) - 1]
    return out


def told_two(claims: Columns, some: Numbers) -> tuple[Numbers, Numbers]:
    """Return two lists of some claims: their document tells each of the first apart from its counterpart."""
    one, two = (some[side] for side in _of_one_document(claims.document[some]))
    a, b = Picked(claims, one), Picked(claims, two)
    apart = told_apart(a, b, levels(a, b, ("place", "actors", "targets", "numbers")))
    return one[apart], two[apart]


def _of_one_document(document: Numbers) -> tuple[Numbers, Numbers]:
    """Return all pairs of claims of one document."""
    order = np.argsort(document, kind="stable")
    ordered = document[order]
    one, two = [order[:0]], [order[:0]]
    for step in range(1, len(order)):
        at = np.flatnonzero(ordered[step:] == ordered[:-step])
        if not len(at):
            break
        one.append(order[at])
        two.append(order[at + step])
    return np.concatenate(one), np.concatenate(two)
