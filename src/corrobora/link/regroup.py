"""Groups of claims after some came and went: only what that reaches comes about anew, beside the rest.

What is grouped anew are whole groups as they were: at first those that what is new, or gone, speaks for. All other
groups come about round by round as they did (`course`). Where what comes of it differs from what was, the claims that
these groups speak for must have been looked at too; if they were not, all begins again with them. So it comes to the
very groups of all claims grouped at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.course import NEVER, Barred, Course, Past
from corrobora.link.departure import led_astray, since
from corrobora.link.pairs import Pairs

_FEW = 3  # of so many times as many that are grouped again

Grouping = Callable[[Numbers, Pairs, Past], tuple[Course, Numbers]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Claims that are linked, with the groups and the course that they had.

    `pairs` are those that were compared, part by part, and `value` says what each pattern speaks for one incident, or
    against it. `ever` are the claims that are or were grouped, `now` those that are now. Of the claims from `here` on
    no more is known.
    """

    label: Numbers
    course: Course
    pairs: tuple[Pairs, ...]
    value: Numbers
    ever: Numbers
    now: Numbers
    here: int

    def around(self, chosen: Numbers) -> Pairs:
        """Return the pairs of some claims with any that speak for one incident or against it."""
        return Pairs.together([self._around(part, chosen) for part in self.pairs])

    def _around(self, pairs: Pairs, chosen: Numbers) -> Pairs:
        pairs = pairs.at(np.flatnonzero(chosen[pairs.one] | chosen[pairs.two]))
        return pairs.at(self.ever[pairs.one] & self.ever[pairs.two] & (self.value != 0)[pairs.pattern])

    def reached(self, chosen: Numbers, pairs: Pairs) -> Numbers:
        """Return the claims in the groups that some claims are in, or speak for by some pairs, and that are now."""
        pairs, out = pairs.at((self.value > 0)[pairs.pattern]), chosen.copy()
        out[pairs.one[chosen[pairs.two]]] = True
        out[pairs.two[chosen[pairs.one]]] = True
        return self.mates(out)

    def mates(self, chosen: Numbers) -> Numbers:
        """Return some claims with all that were in a group with one of them, those that are grouped now."""
        groups = np.zeros(len(self.now) + 1, bool)  # the last for claims in none
        groups[self.label[chosen]] = True
        groups[-1] = False
        out: Numbers = (groups[self.label] | chosen) & self.now
        return out


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The course as it is now, which claims came to be grouped anew, and which are lacking for that."""

    course: Course
    again: Numbers
    lacking: Numbers


def regrouped(scene: Scene, changed: Numbers, looked: Numbers, grouping: Grouping) -> Regrouped:
    """Return the course after the claims that are `changed` came, went, or speak otherwise.

    Those that were `looked` at before, when some were lacking, are grouped anew from the beginning. `grouping` groups
    some claims by their numbers, with the pairs that they are in and the past of those beside them, which stand behind
    them.
    """
    again, near = scene.mates(looked), scene.reached(changed, scene.around(changed))
    more = near | scene.reached(near, scene.around(near))
    while True:
        if _FEW * more.sum() < again.sum():  # what these reach is mostly lacking next
            more = scene.reached(more, scene.around(more))
        again = again | more
        lacking = np.flatnonzero(again[scene.here :])
        if len(lacking):
            return Regrouped(scene.course, again, lacking)
        pairs = scene.around(again | changed)
        course, drawn = _again(scene, again, pairs, grouping)
        begun = np.where(changed, 0, led_astray(scene.course, course, drawn))
        more = scene.mates(_reached(scene, again, pairs, since(scene.course, course, begun, again)))
        if not more.any():
            return Regrouped(course, again, lacking)


def _again(scene: Scene, again: Numbers, pairs: Pairs, grouping: Grouping) -> tuple[Course, Numbers]:
    """Return the course with some claims grouped anew, and when groups of these were last drawn to others, or had been.

    What they had been kept apart from then counts too: it is taken to come about again.
    """
    past, own = scene.course, np.flatnonzero(again)
    pairs = _telling(scene, again, pairs.at(np.flatnonzero(scene.now[pairs.one] & scene.now[pairs.two])))
    beside = _beside(pairs, past.into, again)
    every = np.concatenate([own, beside]).astype(np.int32)
    place = np.full(len(again), -1, np.int32)
    place[every] = np.arange(len(every))
    barred = past.barred
    edge = barred.at((again[barred.one] != again[barred.two]) & (place[barred.one] >= 0) & (place[barred.two] >= 0))
    rest = Past(len(own), place[past.into[beside]], past.turn[beside], edge.of(place))
    made, last = grouping(every, pairs.of(place), rest)
    into, turn, drawn = past.into.copy(), past.turn.copy(), np.zeros(len(again), np.int32)
    into[own], turn[own], drawn[own] = own[made.into], made.turn, last
    np.maximum.at(drawn, np.where(again[edge.one], edge.one, edge.two), edge.turn)
    left = ~scene.now
    into[left], turn[left] = np.flatnonzero(left), 0
    outside = ~(again[barred.one] & again[barred.two] | left[barred.one] | left[barred.two])
    return Course(into, turn, Barred.together([barred.at(outside), made.barred.of(own)])), drawn


def _telling(scene: Scene, again: Numbers, pairs: Pairs) -> Pairs:
    """Return the pairs of some claims without those with groups beside them that nothing speaks for."""
    inside = again[pairs.one] & again[pairs.two]
    groups = scene.label[np.where(again[pairs.one], pairs.two, pairs.one)]
    spoken = np.zeros(len(again), bool)
    spoken[groups[(scene.value > 0)[pairs.pattern]]] = True
    return pairs.at(np.flatnonzero(inside | spoken[groups]))


def _beside(pairs: Pairs, into: Numbers, again: Numbers) -> Numbers:
    """Return the claims beside those that are grouped again, and those by which their groups have gone."""
    out = np.zeros(len(again), bool)
    out[pairs.one] = out[pairs.two] = True
    out &= ~again
    while len(more := np.flatnonzero(out)[~out[into[out]]]):
        out[into[more]] = True
    return np.flatnonzero(out)


def _reached(scene: Scene, again: Numbers, pairs: Pairs, other_since: Numbers) -> Numbers:
    """Return the claims beside those grouped again whose groups were drawn to, or were, where these became others.

    What a group says for another, as both were when it became another than it was, settles that: from then on it is
    part of groups of which the same is asked for each other part.
    """
    course, own = scene.course, np.where(again[pairs.one] | ~scene.now[pairs.one], pairs.one, pairs.two)
    other = pairs.one + pairs.two - own
    at = np.flatnonzero((other_since[own] < NEVER) & scene.now[other] & ~again[other])
    own, other, value = own[at], other[at], scene.value[pairs.pattern[at]]
    groups = [course.group_in(side, other_since[own]).astype(np.int64) for side in (own, other)]
    code, which = np.unique(groups[0] * len(again) + groups[1], return_inverse=True)
    out = np.zeros(len(again), bool)
    out[other[np.bincount(which, value, len(code))[which] > 0]] = True
    return out
