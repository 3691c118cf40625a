"""Claims and the groups that they are in, each about one incident.

The weights by which they are linked are fixed, or learned from the eldest of many claims.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.alike import heads, signatures, told_two
from corrobora.link.answer import answered
from corrobora.link.arrays import Numbers, among
from corrobora.link.cluster import clustered, surplus
from corrobora.link.columns import Columns
from corrobora.link.course import Barred, Course
from corrobora.link.evidence import FIXED, Weights
from corrobora.link.fit import learned
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.rulings import Rulings

_ENOUGH_TO_LEARN = 5_000
_MOST_DOUBLINGS = 4


@dataclass(frozen=True, slots=True)
class Linked:
    """Claims, and for each the number of another: of the one that stands for its group, of those that say the same.

    `label` is -1 for answers to nothing that was told. `pairs` are those of claims that stand for others; `course` is
    how their groups came about.
    """

    claims: Columns
    signature: Numbers
    head: Numbers
    pairs: Pairs
    label: Numbers
    weights: Weights
    course: Course


def linked(claims: Columns, weights: Weights | None = None, engine: Engine | None = None) -> Linked:
    """Return the claims in groups; many claims, where no weights are given, by weights that are learned from them.

    >>> from corrobora.link.columns import columns
    >>> from corrobora.link.rows import rows
    >>> len(linked(columns(rows([]))).label)
    0
    """
    signature = signatures(claims)
    head = heads(signature, claims.rank)
    standing = np.flatnonzero(head == np.arange(len(claims)))
    pairs = compared(claims.take(standing), engine).of(standing.astype(np.int32))
    none = Course(head, np.zeros(len(claims), np.int32), Barred.none())
    return regrouped(Linked(claims, signature, head, pairs, head, weights or used(claims, engine), none))


def regrouped(known: Linked) -> Linked:
    """Return the claims in groups by their weights, whatever groups they were in."""
    claims, every = known.claims, np.arange(len(known.claims))
    told = np.flatnonzero((known.head == every) & ~claims.answer)
    made, _ = clustered(claims.rank[told], _speaking(known, told), rulings_of(known, told), known.weights)
    into, turn = every.copy(), np.zeros(len(every), np.int32)
    into[told], turn[told] = told[made.into], made.turn
    known = replace(known, course=Course(into, turn, made.barred.of(told)))
    label = np.where(claims.answer, -1, known.course.groups()[known.head])
    return replace(known, label=answers_put(known, label, every, np.flatnonzero(claims.answer))[0])


def used(claims: Columns, engine: Engine | None = None) -> Weights:
    """Return the weights by which `linked` links claims, where it is given none.

    They are learned from the eldest claims alone, so that what is published later leaves them as they are.

    >>> from corrobora.link.columns import columns
    >>> from corrobora.link.rows import rows
    >>> used(columns(rows([]))) == FIXED
    True
    """
    number = lessons(len(claims))
    if not number:
        return FIXED
    return taught(claims.take(np.lexsort((claims.rank, claims.told_first))[:number]), engine)


def taught(claims: Columns, engine: Engine | None = None) -> Weights:
    """Return the weights that are learned from some claims."""
    standing = np.flatnonzero(heads(signatures(claims), claims.rank) == np.arange(len(claims)))
    claims = claims.take(standing)
    return learned(_told(claims, compared(claims, engine)).pattern)


def lessons(claims: int) -> int:
    """Return from how many claims a ledger of so many learns its weights: a number that seldom changes; 0 for few.

    >>> [lessons(claims) for claims in (4_999, 5_000, 19_999, 20_000, 1_000_000)]
    [0, 5000, 5000, 10000, 80000]
    """
    if claims < _ENOUGH_TO_LEARN:
        return 0
    doublings = max(0, (claims // (2 * _ENOUGH_TO_LEARN)).bit_length() - 1)
    return _ENOUGH_TO_LEARN << min(doublings, _MOST_DOUBLINGS)


def rulings_of(known: Linked, own: Numbers) -> Rulings:
    """Return what rules out that some claims that stand for others are one, by their places among them."""
    place = np.full(len(known.claims), -1, np.int32)
    place[own] = np.arange(len(own))
    one, two = told_two(known.claims, np.flatnonzero(place[known.head] >= 0))
    return Rulings(known.claims, own, (place[known.head[one]], place[known.head[two]]), np.arange(len(own)))


def _speaking(known: Linked, own: Numbers) -> Pairs:
    """Return the pairs of some claims that speak for one incident or against it, by their places among them."""
    place = np.full(len(known.claims), -1, np.int32)
    place[own] = np.arange(len(own))
    pairs, inside = known.pairs, place >= 0
    kept = inside[pairs.one]
    kept &= inside[pairs.two]
    kept &= (surplus(known.weights) != 0)[pairs.pattern]
    return pairs.at(np.flatnonzero(kept)).of(place)


def _told(claims: Columns, pairs: Pairs) -> Pairs:
    return pairs.at(~(claims.answer[pairs.one] | claims.answer[pairs.two]))


def answers_put(known: Linked, label: Numbers, place: Numbers, some: Numbers) -> tuple[Numbers, Numbers]:
    """Return the groups with the answers put to them: `some`, and those to groups that were made anew; and which."""
    claims, pairs = known.claims, known.pairs
    either = claims.answer[pairs.one] | claims.answer[pairs.two]
    pairs = pairs.at(np.flatnonzero(either))
    answer = np.where(claims.answer[pairs.one], pairs.one, pairs.two)
    told = np.where(claims.answer[pairs.one], pairs.two, pairs.one)
    again = np.unique(np.concatenate([answer[place[told] >= 0], some]))
    pairs = pairs.at(among(answer, again))
    told = np.unique(label[told[among(answer, again)]])
    some = np.flatnonzero(among(label, told) & ~claims.answer)
    some = np.concatenate([some[known.head[some] == some], again])
    at = np.full(len(claims), -1, np.int32)
    at[some] = np.arange(len(some))
    groups = np.concatenate(
        [_first(label[some[: len(some) - len(again)]]), np.arange(len(some) - len(again), len(some))]
    )
    own = claims.take(some)
    nobody = np.zeros((2, 0), np.int64)
    rulings = Rulings(own, np.arange(len(some)), (nobody[0], nobody[1]), groups)
    answers, theirs = answered(own, groups, pairs.of(at), rulings, known.weights)
    label[again] = -1
    label[some[answers]] = label[some[theirs]]
    return label, again


def _first(label: Numbers) -> Numbers:
    """Return for each the number of the first with its label."""
    _, first, index = np.unique(label, return_index=True, return_inverse=True)
    return first[index]
