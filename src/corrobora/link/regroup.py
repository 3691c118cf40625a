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

from corrobora.link.arrays import Numbers, among
from corrobora.link.course import NEVER, Barred, Course, Past
from corrobora.link.pairs import Pairs

_FEW = 8

Grouping = Callable[[Numbers, Pairs, Past], tuple[Course, Numbers]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Claims that are or were grouped, with the groups and the course that they had.

    `pairs` are those that speak for one incident or against it, `favour` those that speak for it. `now` are the claims
    that are grouped now. Of the claims from `here` on no more is known.
    """

    label: Numbers
    course: Course
    pairs: Pairs
    favour: Pairs
    now: Numbers
    here: int

    def reached(self, chosen: Numbers) -> Numbers:
        """Return the claims in the groups that some claims are in, or speak for."""
        out = chosen.copy()
        out[self.favour.one[chosen[self.favour.two]]] = True
        out[self.favour.two[chosen[self.favour.one]]] = True
        return self.mates(out, self.label)

    def mates(self, chosen: Numbers, label: Numbers) -> Numbers:
        """Return some claims with all that are in a group with one of them."""
        groups = np.zeros(len(self.now) + 1, bool)  # the last for claims in none
        groups[label[chosen]] = True
        groups[-1] = False
        out: Numbers = groups[label] | chosen
        return out


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The course as it is now, which claims came to be grouped anew, and which are lacking for that."""

    course: Course
    again: Numbers
    lacking: Numbers


def regrouped(scene: Scene, changed: Numbers, grouping: Grouping) -> Regrouped:
    """Return the course after the claims that are `changed` came, went, or speak otherwise.

    `grouping` groups some claims by their numbers, with the pairs that they are in and the past of those beside them,
    which stand behind them.
    """
    again, reached = changed & scene.now, scene.reached(scene.reached(changed)) & scene.now
    while True:
        more = reached & ~again
        if _FEW * more.sum() < again.sum():  # what these reach is lacking next
            reached = scene.reached(more) & scene.now
        again = again | reached
        lacking = np.flatnonzero(reached[scene.here :])
        if len(lacking):
            return Regrouped(scene.course, again, lacking)
        course, drawn = _again(scene, again, grouping)
        differ = changed | _differ(scene.course, course) | _led_astray(scene.course, course, drawn)
        differ = scene.mates(scene.mates(differ, scene.label), course.groups())
        reached = scene.reached(differ) & scene.now
        if not (reached & ~again).any():
            return Regrouped(course, again, lacking)


def _again(scene: Scene, again: Numbers, grouping: Grouping) -> tuple[Course, Numbers]:
    """Return the course with some claims grouped anew, and when these were last drawn to groups of others."""
    past, pairs = scene.course, scene.pairs
    own = np.flatnonzero(again)
    kept = np.flatnonzero((again[pairs.one] | again[pairs.two]) & scene.now[pairs.one] & scene.now[pairs.two])
    pairs = pairs.at(kept)
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
    left = ~scene.now
    into[left], turn[left] = np.flatnonzero(left), 0
    outside = ~(again[barred.one] & again[barred.two] | left[barred.one] | left[barred.two])
    return Course(into, turn, Barred.together([barred.at(outside), made.barred.of(own)])), drawn


def _beside(pairs: Pairs, into: Numbers, again: Numbers) -> Numbers:
    """Return the claims beside those that are grouped again, and those by which their groups have gone."""
    out = np.zeros(len(again), bool)
    out[pairs.one] = out[pairs.two] = True
    out &= ~again
    while len(more := np.flatnonzero(out)[~out[into[out]]]):
        out[into[more]] = True
    return np.flatnonzero(out)


def _differ(past: Course, now: Course) -> Numbers:
    """Return the claims that joined other groups than they did, or in other rounds."""
    out: Numbers = (past.into != now.into) | (past.turn != now.turn)
    return out


def _led_astray(past: Course, now: Course, drawn: Numbers) -> Numbers:
    """Return the claims whose groups were drawn to some that came about as before, after being kept apart otherwise."""
    since, count = np.full(len(drawn), NEVER), np.int64(len(drawn))
    codes = [(each.turn * count + each.one) * count + each.two for each in (past.barred, now.barred)]
    for each, own, other in zip((past.barred, now.barred), codes, codes[::-1], strict=True):
        at = ~among(own, other)
        np.minimum.at(since, each.one[at], each.turn[at])
        np.minimum.at(since, each.two[at], each.turn[at])
    out: Numbers = drawn >= since
    return out
