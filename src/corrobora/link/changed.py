"""Claims that come to others that are linked, or go: only what is new is compared, and what that reaches grouped anew.

Claims that were added in whatever order are in the same groups as claims that were linked at once, by the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.alike import heads, signatures
from corrobora.link.arrays import Numbers, among
from corrobora.link.cluster import clustered, surplus
from corrobora.link.columns import Columns, joined
from corrobora.link.course import Barred, Course, Past
from corrobora.link.linked import Linked, answers_put, rulings_of
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.regroup import Scene, regrouped


@dataclass(frozen=True, slots=True)
class Beyond:
    """Claims that are linked too, of which no more is known than what groups them: they are numbered behind the others.

    `pairs` are those that they have with others. Those that are answers have the turn 0.
    """

    rank: Numbers
    label: Numbers
    into: Numbers
    turn: Numbers
    pairs: Pairs


_EMPTY = np.zeros(0, np.int32)
_NONE = Pairs(_EMPTY, _EMPTY, _EMPTY)
_NOTHING = Beyond(_EMPTY, _EMPTY, _EMPTY, _EMPTY, _NONE)


@dataclass(frozen=True, slots=True)
class Changed:
    """Claims after some came and went: those that are gone still stand in `linked`, and count for nothing.

    `found` are the pairs that were compared for it. It rests on all pairs of the claims that are `relied` on, on the
    groups that the claims `looked` at are in, and on all of those that are `lacking`, by their places beyond.
    """

    linked: Linked
    found: Pairs
    alive: Numbers
    relied: Numbers
    looked: Numbers
    lacking: Numbers


def added(known: Linked, more: Columns, engine: Engine | None = None) -> Linked:
    """Return a ledger's claims and some more in groups; those that it has already change nothing."""
    held = known.claims.rank[among(known.claims.rank, more.rank)]
    more = more.take(np.flatnonzero(~np.isin(more.rank, held)))
    return changed(known, more, np.zeros(0, np.int64), engine=engine).linked if len(more) else known


def changed(
    known: Linked, more: Columns, gone: Numbers, beyond: Beyond | None = None, looked: Numbers | None = None,
    engine: Engine | None = None,
) -> Changed:  # fmt: skip
    """Return a ledger's claims in groups after some more came, and those at `gone` went.

    `looked` are those that this came to look at before, when some of `beyond` were lacking.
    """
    old, count = len(known.claims), len(known.claims) + len(more)
    every = np.arange(count)
    claims = joined(known.claims, more) if len(more) else known.claims
    alive = ~among(every, gone)
    signature = np.concatenate([known.signature, signatures(more)]) if len(more) else known.signature
    same = np.flatnonzero(among(signature, np.concatenate([signature[old:], signature[gone]])) & alive)
    head = np.concatenate([known.head, every[old:]])
    head[same] = same[heads(signature[same], claims.rank[same])]
    head[gone] = gone
    standing, stood = (head == every) & alive, np.zeros(count, bool)
    stood[known.head] = True
    fresh = np.flatnonzero(standing & ~stood)
    went = np.flatnonzero(stood & ~standing)
    pairs, lost = _parted(known.pairs, standing) if len(went) else (known.pairs, _NONE)
    found = _compared_with(claims, np.flatnonzero(standing), fresh, engine)
    pairs = Pairs.together([pairs, found])
    label = np.concatenate([known.label, every[old:]])
    label[old:] = np.where(more.answer, -1, label[head[old:]])
    course = _behind(known.course, old, len(more))
    new = Course(every[old:], np.zeros(len(more), np.int32), Barred.none())
    now = Linked(claims, signature, head, pairs, label, known.weights, course.followed(new))
    otherwise = np.concatenate([fresh, went, head[old:], known.head[gone]])
    seen = every[:0] if looked is None else looked
    return replace(_settled(now, lost, alive, otherwise, seen, _moved(beyond or _NOTHING, old, len(more))), found=found)


def _parted(pairs: Pairs, standing: Numbers) -> tuple[Pairs, Pairs]:
    """Return the pairs of claims that still stand for others, and the rest."""
    kept = standing[pairs.one] & standing[pairs.two]
    return pairs.at(kept), pairs.at(~kept)


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


def _settled(
    now: Linked, lost: Pairs, alive: Numbers, otherwise: Numbers, looked: Numbers, beyond: Beyond
) -> Changed:  # fmt: skip
    """Return the groups after some claims came, went or speak `otherwise`; `lost` are the pairs of those that went."""
    claims, count, told = now.claims, len(now.claims), ~now.claims.answer
    every, ranks = np.arange(count), np.concatenate([claims.rank, beyond.rank])
    scene = _scene(now, lost, alive, beyond)
    chosen, seen = np.zeros((2, len(ranks)), bool)
    chosen[otherwise[told[otherwise]]] = True
    seen[looked] = True

    def grouping(some: Numbers, pairs: Pairs, past: Past) -> tuple[Course, Numbers]:
        return clustered(ranks[some], pairs, rulings_of(now, some[: past.first]), now.weights, past)

    found = regrouped(scene, chosen, seen & scene.now, grouping)
    again, groups, label = found.again[:count], found.course.groups(), now.label.copy()
    own = told & again[now.head]
    label[own] = groups[now.head[own]]
    label[~alive] = -1
    differ = told & ((label != now.label) | chosen[:count])
    touched = _in_groups(now.label, now.label[differ]) | _in_groups(label, label[differ])
    left = np.flatnonzero(alive & ~told & _in_groups(now.label, now.label[~alive]))
    fresh = otherwise[~told[otherwise] & alive[otherwise]]
    label, put = answers_put(now, label, np.where(touched, 0, -1), np.concatenate([fresh, left]))
    answers = beyond.pairs.at((beyond.turn[beyond.pairs.two - count] == 0) & touched[beyond.pairs.one])
    lacking = np.union1d(found.lacking, answers.two - count)
    is_put = among(every, put)
    return Changed(replace(now, label=label, course=found.course), lost, alive, is_put, is_put | again, lacking)


def _scene(now: Linked, lost: Pairs, alive: Numbers, beyond: Beyond) -> Scene:
    claims, here = now.claims, len(now.claims)
    told = np.concatenate([~claims.answer, beyond.turn > 0])
    is_now = told.copy()
    is_now[:here] &= (now.head == np.arange(here)) & alive
    course = now.course.followed(Course(beyond.into, beyond.turn, Barred.none()))
    label = np.concatenate([now.label, beyond.label])
    return Scene(label, course, (now.pairs, lost, beyond.pairs), surplus(now.weights), told, is_now, here)


def _in_groups(label: Numbers, some: Numbers) -> Numbers:
    """Return which claims are in some groups."""
    return among(label, some[some >= 0])


def _behind(course: Course, old: int, more: int) -> Course:
    """Return a course with what stands behind `old` claims standing behind `more` others too."""
    barred = course.barred
    moved = Barred(_after(barred.one, old, more), _after(barred.two, old, more), barred.turn)
    return Course(_after(course.into, old, more), course.turn, moved)


def _moved(beyond: Beyond, old: int, more: int) -> Beyond:
    pairs = beyond.pairs
    moved = Pairs(pairs.one, _after(pairs.two, old, more), pairs.pattern)
    return replace(beyond, label=_after(beyond.label, old, more), into=_after(beyond.into, old, more), pairs=moved)


def _after(numbers: Numbers, old: int, more: int) -> Numbers:
    out: Numbers = numbers + more * (numbers >= old)
    return out
