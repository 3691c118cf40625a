"""Claims and the groups that they are in, each about one incident; more claims can be added, and only they are compared.

Claims that were added in whatever order are in the same groups as claims that were linked at once, by the same
weights: those are fixed, or learned when a ledger is first linked, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corrobora.link.alike import heads, signatures, told_two
from corrobora.link.answer import answered
from corrobora.link.cluster import clustered
from corrobora.link.columns import Columns, Numbers, joined
from corrobora.link.evidence import FIXED, Weights
from corrobora.link.fit import learned
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.rulings import Rulings

_ENOUGH_TO_LEARN = 20_000


@dataclass(frozen=True, slots=True)
class Linked:
    """Claims, and for each the number of another: of the one that stands for its group, of those that say the same.

    `label` is -1 for answers to nothing that was told. `pairs` are those of claims that stand for others; of these
    `reach` has the same number for all that may change each other's groups.
    """

    claims: Columns
    signature: Numbers
    head: Numbers
    pairs: Pairs
    reach: Numbers
    label: Numbers
    weights: Weights


def linked(claims: Columns, weights: Weights | None = None, engine: Engine | None = None) -> Linked:
    """Return the claims in groups; many claims, where no weights are given, by weights that are learned from them.

    >>> from corrobora.link.columns import columns
    >>> from corrobora.link.rows import rows
    >>> len(linked(columns(rows([]))).label)
    0
    """
    signature = signatures(claims)
    head = heads(signature, claims.rank)
    every = np.arange(len(claims))
    standing = np.flatnonzero(head == every)
    pairs = compared(claims.take(standing), engine).of(standing.astype(np.int32))
    if weights is None:
        weights = FIXED if len(claims) < _ENOUGH_TO_LEARN else learned(_told(claims, pairs).pattern)
    label = np.where(claims.answer, -1, head)
    known = Linked(claims, signature, head, pairs, every, label, weights)
    return _settled(known, standing, _reached(known, every))


def added(known: Linked, more: Columns, engine: Engine | None = None) -> Linked:
    """Return a ledger's claims and some more in groups; those that it has already change nothing."""
    more = more.take(np.flatnonzero(~np.isin(more.rank, known.claims.rank)))
    if not len(more):
        return known
    old, count = len(known.claims), len(known.claims) + len(more)
    claims = joined(known.claims, more)
    signature = np.concatenate([known.signature, signatures(more)])
    same = np.flatnonzero(np.isin(signature, signature[old:]))
    head = np.concatenate([known.head, np.arange(old, count)])
    head[same] = same[heads(signature[same], claims.rank[same])]
    standing = head == np.arange(count)
    fresh = np.flatnonzero(standing & ~np.isin(np.arange(count), known.head))
    kept = standing[known.pairs.one] & standing[known.pairs.two]
    pairs = known.pairs if kept.all() else known.pairs.at(kept)
    found = _compared_with(claims, np.flatnonzero(standing), fresh, engine)
    pairs = Pairs(*(np.concatenate([getattr(pairs, n), getattr(found, n)]) for n in ("one", "two", "pattern")))
    label = np.concatenate([known.label, np.where(more.answer, -1, head[old:])])
    reach = np.concatenate([known.reach, np.arange(old, count)])
    grown = Linked(claims, signature, head, pairs, reach, label, known.weights)
    return _settled(grown, np.union1d(fresh, same), _reached(grown, fresh))


def _compared_with(claims: Columns, standing: Numbers, fresh: Numbers, engine: Engine | None) -> Pairs:
    """Return the pairs of new claims with all others: with those that can be about one of their weeks."""
    weeks = np.zeros(2 + int(max(claims.week_to.max(initial=0), 0)), bool)
    for begin, end in zip(claims.week_from[fresh].tolist(), claims.week_to[fresh].tolist(), strict=True):
        weeks[begin : end + 1] = True
    upto = np.concatenate([[0], np.cumsum(weeks)])
    begin, end = claims.week_from[standing], claims.week_to[standing]
    lost = begin > end
    near = (
        lost | (upto[np.maximum(end, 0) + 1] > upto[begin]) | np.isin(claims.document[standing], claims.document[fresh])
    )
    near |= lost[np.isin(standing, fresh)].any()
    some = np.concatenate([np.setdiff1d(standing[near], fresh), fresh])
    new = np.arange(len(some) - len(fresh), len(some))
    return compared(claims.take(some), engine, new).of(some.astype(np.int32))


def _told(claims: Columns, pairs: Pairs) -> Pairs:
    return pairs.at(~(claims.answer[pairs.one] | claims.answer[pairs.two]))


def _reached(known: Linked, fresh: Numbers) -> Numbers:
    """Return for each claim a number that all have which are linked, directly or by others."""
    pairs = known.pairs
    strong = known.weights.totals() >= known.weights.least()
    if len(fresh) == len(known.claims):
        some = np.flatnonzero(strong[pairs.pattern])
    else:
        new = np.zeros(len(known.claims), bool)
        new[fresh] = True
        some = np.flatnonzero((new[pairs.one] | new[pairs.two]) & strong[pairs.pattern])
    pairs = _told(known.claims, pairs.at(some))
    reach = known.reach.copy()
    one, two = reach[pairs.one], reach[pairs.two]
    root = np.arange(len(reach))
    while len(one):
        low, high = np.minimum(one, two), np.maximum(one, two)
        np.minimum.at(root, high, low)
        while not np.array_equal(root, root[root]):
            root = root[root]
        one, two = root[one], root[two]
        apart = one != two
        one, two = one[apart], two[apart]
    return root[reach]


def _settled(known: Linked, fresh: Numbers, reach: Numbers) -> Linked:
    """Return the groups of all claims that new ones reach, made anew; others stay in theirs."""
    claims, label = known.claims, known.label.copy()
    touched = np.zeros(len(claims), bool)
    touched[reach[fresh]] = True
    told = np.flatnonzero(touched[reach] & (known.head == np.arange(len(claims))) & ~claims.answer)
    place = np.full(len(claims), -1, np.int32)
    place[told] = np.arange(len(told))
    inside = known.pairs.at((place[known.pairs.one] >= 0) & (place[known.pairs.two] >= 0)).of(place)
    own = claims.take(told)
    rulings = Rulings(own, _apart(known, place))
    own_label = clustered(own, inside, rulings, known.weights)
    changed = place[known.head] >= 0
    label[changed] = told[own_label[place[known.head[changed]]]]
    return Linked(claims, known.signature, known.head, known.pairs, reach, _answers(known, label, place), known.weights)


def _apart(known: Linked, place: Numbers) -> tuple[Numbers, Numbers]:
    """Return which of some claims one voice tells apart, by their places among them."""
    some = np.flatnonzero(place[known.head] >= 0)
    one, two = told_two(known.claims.take(some))
    return place[known.head[some[one]]], place[known.head[some[two]]]


def _answers(known: Linked, label: Numbers, place: Numbers) -> Numbers:
    """Return the groups with the answers put to them, those to groups that are new or were made anew."""
    claims, pairs = known.claims, known.pairs
    either = claims.answer[pairs.one] | claims.answer[pairs.two]
    pairs = pairs.at(np.flatnonzero(either))
    answer = np.where(claims.answer[pairs.one], pairs.one, pairs.two)
    told = np.where(claims.answer[pairs.one], pairs.two, pairs.one)
    again = np.unique(answer[(place[told] >= 0) | (label[answer] < 0)])
    pairs = pairs.at(np.isin(answer, again))
    told = np.unique(label[told[np.isin(answer, again)]])
    some = np.flatnonzero(np.isin(label, told) & ~claims.answer)
    some = np.concatenate([some[known.head[some] == some], again])
    at = np.full(len(claims), -1, np.int32)
    at[some] = np.arange(len(some))
    groups = np.concatenate(
        [_first(label[some[: len(some) - len(again)]]), np.arange(len(some) - len(again), len(some))]
    )
    own = claims.take(some)
    nobody = np.zeros((2, 0), np.int64)
    rulings = Rulings(own, (nobody[0], nobody[1]), groups)
    answers, theirs = answered(own, groups, pairs.of(at), rulings, known.weights)
    label[again] = -1
    label[some[answers]] = label[some[theirs]]
    return label


def _first(label: Numbers) -> Numbers:
    """Return for each the number of the first with its label."""
    _, first, index = np.unique(label, return_index=True, return_inverse=True)
    return first[index]
