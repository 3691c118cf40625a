"""Claims and the groups that they are in, each about one incident; of claims that are added only they are compared.

Claims that were added in whatever order are in the same groups as claims that were linked at once, by the same
weights: those are fixed, or learned from the eldest of many claims.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.alike import heads, signatures, told_two
from corrobora.link.answer import answered
from corrobora.link.arrays import Numbers, among
from corrobora.link.cluster import clustered, surplus
from corrobora.link.columns import Columns, joined
from corrobora.link.evidence import FIXED, Weights
from corrobora.link.fit import learned
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.rulings import Rulings

_ENOUGH_TO_LEARN = 5_000
_MOST_DOUBLINGS = 4
_NEAR = 2  # so many links from what is new, claims are grouped anew


@dataclass(frozen=True, slots=True)
class Linked:
    """Claims, and for each the number of another: of the one that stands for its group, of those that say the same.

    `label` is -1 for answers to nothing that was told. `pairs` are those of claims that stand for others.
    """

    claims: Columns
    signature: Numbers
    head: Numbers
    pairs: Pairs
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
    standing = np.flatnonzero(head == np.arange(len(claims)))
    pairs = compared(claims.take(standing), engine).of(standing.astype(np.int32))
    return regrouped(Linked(claims, signature, head, pairs, head, weights or used(claims, engine)))


def regrouped(known: Linked) -> Linked:
    """Return the claims in groups by their weights, whatever groups they were in."""
    claims, head, every = known.claims, known.head, np.arange(len(known.claims))
    standing = np.flatnonzero(head == every)
    known = replace(known, label=np.where(claims.answer, -1, head))
    told = standing[~claims.answer[standing]]
    groups = every.copy()
    groups[told] = told[_clustered(known, told, told)]
    label = np.where(claims.answer, -1, groups[head])
    return replace(known, label=_answers(known, label, every, np.flatnonzero(claims.answer))[0])


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


@dataclass(frozen=True, slots=True)
class Changed:
    """Claims after some came and went: those that are gone still stand in `linked`, and count for nothing.

    `found` are the pairs that were compared for it. It rests on all pairs of the claims that are `relied` on, and on
    the groups that the claims `looked` at are in.
    """

    linked: Linked
    found: Pairs
    alive: Numbers
    relied: Numbers
    looked: Numbers


def added(known: Linked, more: Columns, engine: Engine | None = None) -> Linked:
    """Return a ledger's claims and some more in groups; those that it has already change nothing."""
    held = known.claims.rank[among(known.claims.rank, more.rank)]
    more = more.take(np.flatnonzero(~np.isin(more.rank, held)))
    return changed(known, more, np.zeros(0, np.int64), engine).linked if len(more) else known


def changed(known: Linked, more: Columns, gone: Numbers, engine: Engine | None = None) -> Changed:
    """Return a ledger's claims in groups after some more came, and those at `gone` went."""
    old, count = len(known.claims), len(known.claims) + len(more)
    every = np.arange(count)
    claims = joined(known.claims, more) if len(more) else known.claims
    alive = ~among(every, gone)
    signature = np.concatenate([known.signature, signatures(more)]) if len(more) else known.signature
    same = np.flatnonzero(among(signature, np.concatenate([signature[old:], signature[gone]])) & alive)
    before = np.concatenate([known.head, every[old:]])
    head = before.copy()
    head[same] = same[heads(signature[same], claims.rank[same])]
    head[gone] = gone
    standing = (head == every) & alive
    stood = np.zeros(count, bool)
    stood[known.head] = True
    fresh = np.flatnonzero(standing & ~stood)
    kept = standing[known.pairs.one] & standing[known.pairs.two]
    pairs = known.pairs if kept.all() else known.pairs.at(kept)
    found = _compared_with(claims, np.flatnonzero(standing), fresh, engine)
    pairs = Pairs(*(np.concatenate([getattr(pairs, n), getattr(found, n)]) for n in ("one", "two", "pattern")))
    label = np.concatenate([known.label, np.where(more.answer, -1, every[old:])])
    label[old:] = np.where(more.answer, -1, label[head[old:]])
    lost = np.concatenate([label[same[head[same] != before[same]]], label[gone]])
    opened = np.concatenate([head[old:], np.flatnonzero(among(label, lost[lost >= 0])), _linked_with(known, gone)])
    now = Linked(claims, signature, head, pairs, label, known.weights)
    return replace(_settled(now, known, alive, fresh, opened), found=found)


def _linked_with(known: Linked, gone: Numbers) -> Numbers:
    """Return the claims of the groups to which claims that went are linked."""
    chosen = among(np.arange(len(known.claims)), gone)
    return np.flatnonzero(_beside(_linking(known), chosen, known.label))


def _linking(known: Linked) -> Pairs:
    """Return the pairs that link two claims, none of them an answer."""
    links = known.pairs.at((known.weights.totals() >= known.weights.least())[known.pairs.pattern])
    return _told(known.claims, links)


def _compared_with(claims: Columns, standing: Numbers, fresh: Numbers, engine: Engine | None) -> Pairs:
    """Return the pairs of new claims with all others: with those that can be about one of their weeks."""
    weeks = np.zeros(2 + int(max(claims.week_to.max(initial=0), 0)), bool)
    for begin, end in zip(claims.week_from[fresh].tolist(), claims.week_to[fresh].tolist(), strict=True):
        weeks[begin : end + 1] = True
    upto = np.concatenate([[0], np.cumsum(weeks)])
    begin, end = claims.week_from[standing], claims.week_to[standing]
    lost = begin > end
    near = (
        lost | (upto[np.maximum(end, 0) + 1] > upto[begin]) | among(claims.document[standing], claims.document[fresh])
    )
    near |= lost[among(standing, fresh)].any()
    some = np.concatenate([standing[near & ~among(standing, fresh)], fresh])
    new = np.arange(len(some) - len(fresh), len(some))
    return compared(claims.take(some), engine, new).of(some.astype(np.int32))


def _told(claims: Columns, pairs: Pairs) -> Pairs:
    return pairs.at(~(claims.answer[pairs.one] | claims.answer[pairs.two]))


def _settled(known: Linked, past: Linked, alive: Numbers, new: Numbers, opened: Numbers) -> Changed:
    """Return the groups after claims came to `past` and went: those at `opened` and near them may have to be others.

    What is near is grouped twice, as it is now and as it was: where these differ, something changes. Where the groups
    as it was are not those that there were, more must be near, and all begins again.
    """
    before, every = known.label, np.arange(len(known.claims))
    standing = (known.head == every) & ~known.claims.answer & alive
    links = _linking(known)
    past_standing = np.flatnonzero((past.head == every[: len(past.head)]) & ~past.claims.answer)
    went = past_standing[~alive[past_standing]]
    is_new, is_open = among(every, new), among(every, opened) & standing
    for _ in range(_NEAR):
        is_open |= _beside(links, is_open, before) & standing
    while True:
        label = np.where(is_open, every, before)
        some = np.flatnonzero(standing & (is_open | _beside(links, is_open, label)))
        old = past_standing[among(known.head[past_standing], some) & alive[past_standing]]
        old = np.union1d(old, went)
        was_open = is_open[known.head[old]] | ~alive[old]
        now = some[_clustered(known, some, label[some])]
        without = old[_clustered(past, old, np.where(was_open, old, before[old]))]
        moved = np.union1d(_differ(now, without, some, old), some[is_new[some]])
        astray = moved[~is_open[moved] | np.isin(moved, _differ(before[old], without, old, old))]
        wider = among(every, astray)
        for _ in range(_NEAR):
            wider |= _beside(links, wider, before) & standing
        wider &= standing
        if not (wider & ~is_open).any():
            break
        is_open |= wider
    changed_ = among(every, moved)
    groups = before.copy()
    groups[some] = now
    inside = changed_[known.head]
    label = np.where(inside, groups[known.head], before)
    label[~alive] = -1
    left = _left(known.claims.answer & alive, before, np.flatnonzero(~alive))
    again = np.concatenate([new[known.claims.answer[new]], left])
    label, put = _answers(known, label, np.where(changed_, 0, -1), again)
    return Changed(
        replace(known, label=label), past.pairs, alive, is_open | among(every, put), is_open | among(every, some)
    )


def _left(answers: Numbers, label: Numbers, gone: Numbers) -> Numbers:
    """Return the answers that were put to a group from which claims went."""
    return np.flatnonzero(answers & among(label, label[gone][label[gone] >= 0]))


def _differ(one: Numbers, two: Numbers, of_one: Numbers, of_two: Numbers) -> Numbers:
    """Return the claims that two groupings share whose groups differ; `of_one` and `of_two` say whose they are."""
    shared = np.intersect1d(of_one, of_two)
    _, first, first_size = np.unique(one, return_inverse=True, return_counts=True)
    _, second, second_size = np.unique(two, return_inverse=True, return_counts=True)
    first, second = first[np.isin(of_one, shared)], second[np.isin(of_two, shared)]
    _, both, size = np.unique(first.astype(np.int64) * (len(two) + 1) + second, return_inverse=True, return_counts=True)
    out: Numbers = shared[(size[both] != first_size[first]) | (size[both] != second_size[second])]
    return out


def _beside(links: Pairs, chosen: Numbers, label: Numbers) -> Numbers:
    """Return which claims are in a group that some chosen claims link to."""
    at_edge = links.at(chosen[links.one] | chosen[links.two])
    groups = np.zeros(len(label), bool)
    groups[label[at_edge.one]] = True
    groups[label[at_edge.two]] = True
    return groups[label] & (label >= 0)


def _clustered(known: Linked, some: Numbers, label: Numbers) -> Numbers:
    """Return the groups of some claims, which begin in those of `label`, each by their places among them."""
    place = np.full(len(known.claims), -1, np.int32)
    place[some] = np.arange(len(some))
    start = _first(label).astype(np.int32)
    rulings = Rulings(known.claims, some, _apart(known, place), start)
    return clustered(known.claims.rank[some], _speaking(known, place), rulings, known.weights, start)


def _speaking(known: Linked, place: Numbers) -> Pairs:
    """Return the pairs of some claims that speak for one incident or against it, by their places among them."""
    pairs, inside = known.pairs, place >= 0
    kept = inside[pairs.one]
    kept &= inside[pairs.two]
    kept &= (surplus(known.weights) != 0)[pairs.pattern]
    return pairs.at(np.flatnonzero(kept)).of(place)


def _apart(known: Linked, place: Numbers) -> tuple[Numbers, Numbers]:
    """Return which of some claims one voice tells apart, by their places among them."""
    some = np.flatnonzero(place[known.head] >= 0)
    one, two = told_two(known.claims, some)
    return place[known.head[one]], place[known.head[two]]


def _answers(known: Linked, label: Numbers, place: Numbers, some: Numbers) -> tuple[Numbers, Numbers]:
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
