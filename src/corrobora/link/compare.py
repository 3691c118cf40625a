"""Pairs of claims -> the level of each evidence, all pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.columns import Columns
from corrobora.link.evidence import FAR, LARGE, LATER, LEVELS, NAMES, SOON, level
from corrobora.link.nearness import nearness
from corrobora.link.weeks import known_to_the_day

_PLACE = {each[0]: number for number, each in enumerate(LEVELS["place"])}


class Picked:
    """Some of the claims, of which only those columns are gathered that are asked for."""

    def __init__(self, claims: Columns, index: Numbers) -> None:
        self._claims = claims
        self._index = index.astype(np.intp, copy=False)
        self.where = claims.where

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self._index)

    def __getattr__(self, name: str) -> Numbers:
        """Return a column, which is gathered once."""
        column: Numbers = getattr(self._claims, name).take(self._index, axis=0, mode="clip")  # much faster than [index]
        setattr(self, name, column)
        return column

    def at(self, some: Numbers) -> Picked:
        """Return some of these."""
        return Picked(self._claims, self._index[some])


def levels(a: Picked, b: Picked, names: Sequence[str] = NAMES) -> dict[str, Numbers]:
    """Return the level of each evidence on each pair."""
    return {name: _LOOKS[name](a, b).astype(np.uint8) for name in names}


def worth(a: Picked, b: Picked, found: Mapping[str, Numbers]) -> Numbers:
    """Return which pairs are worth comparing, by their levels: those that `block.candidates` finds."""
    timed = (a.day_from <= a.day_to) & (b.day_from <= b.day_to)
    touching = timed & (a.day_from <= b.day_to + 1) & (b.day_from <= a.day_to + 1)
    any_week = (a.week_from > a.week_to) | (b.week_from > b.week_to)
    meeting = (a.week_from <= b.week_to) & (b.week_from <= a.week_to)
    weeks = any_week | meeting
    vague = (a.wide | b.wide) & weeks
    near = found["place"] >= _PLACE["inside"]
    open_ = (found["place"] < _PLACE["inside"]) & (found["place"] != _PLACE["apart"])
    named = (found["actors"] == level("actors", "same")) | (found["targets"] == level("targets", "same"))
    party = named | meets(a.words, b.words)
    number = (found["numbers"] > 0) & (found["numbers"] <= level("numbers", "large"))
    by_day = touching & (near | (open_ & (party | number)))
    answer = a.answer | b.answer
    by_week = vague & ((near & (party | number | answer)) | (open_ & party & number))
    by_answer = answer & ((meeting & named) | (weeks & near))
    out: Numbers = (by_day | by_week | (a.document == b.document) | by_answer) & ~(a.answer & b.answer)
    return out


def _kind(a: Picked, b: Picked) -> Numbers:
    same, may = level("kind", "same"), level("kind", "may-be")
    return np.where(a.kind == b.kind, same, np.where((a.kind & b.may) | (b.kind & a.may), may, 0))


def gap(a: Picked, b: Picked) -> Numbers:
    """Return how many days lie between the days of claims; 0 where they meet, or where either has none."""
    between = np.maximum(np.maximum(b.first - a.last, a.first - b.last), 0)
    return np.where(a.dated & b.dated, between, 0)


def _sharp(a: Picked) -> Numbers:
    out: Numbers = (a.first == a.last) & ~a.about
    return out


def _day(a: Picked, b: Picked) -> Numbers:
    far = gap(a, b)
    sharp = np.where(far == 0, level("day", "same"), level("day", "next"))
    touching = np.where(_sharp(a) & _sharp(b), sharp, level("day", "overlap"))
    dated = np.where(a.dated & b.dated, np.where(far > 1, level("day", "apart"), touching), 0)
    undated = np.flatnonzero(~(a.dated & b.dated))
    dated[undated] = _told_day(a.at(undated), b.at(undated))
    return dated


def _told_day(a: Picked, b: Picked) -> Numbers:
    """Return the level of how far apart two claims were told, the day of which one doesn't say; else its day counts."""
    known, moment = np.ones(len(a), bool), []
    for each in (a, b):
        told = known_to_the_day(each.told, each.told_first, each.told_last)
        known &= np.where(each.dated, ~each.wide, told)
        moment.append(np.where(each.dated, each.last, each.told_first).astype(np.int64))
    ago = np.abs(moment[0] - moment[1])
    later = np.where(ago <= LATER, level("day", "later"), level("day", "much-later"))
    return np.where(known, np.where(ago <= SOON, level("day", "soon"), later), 0)


def _place(a: Picked, b: Picked) -> Numbers:
    return nearness(a.where, a.places, b.places)


def meets(one: Numbers, two: Numbers) -> Numbers:
    """Return which rows of two tables of numbers share one that isn't 0."""
    out = np.zeros(len(one), bool)
    for i in range(one.shape[1]):
        some = np.flatnonzero(one[:, i]) if i else slice(None)
        mine = one[some, i]
        if i and not len(mine):
            break
        for j in range(two.shape[1]):
            out[some] |= (mine == two[some, j]) & (mine != 0)
    return out


def _has(lists: Numbers) -> Numbers:
    out: Numbers = lists[:, 0] != 0
    return out


def _both(a: Picked, b: Picked, name: str) -> tuple[Numbers, Picked, Picked]:
    """Return where both claims have a list that isn't empty, and those claims."""
    both = np.flatnonzero(_has(getattr(a, name)) & _has(getattr(b, name)))
    return both, a.at(both), b.at(both)


def _actors(a: Picked, b: Picked) -> Numbers:
    out = np.zeros(len(a), np.uint8)
    both, a, b = _both(a, b, "actors")
    other = np.where(meets(a.actor_sides, b.actor_sides), level("actors", "side"), level("actors", "different"))
    out[both] = np.where(meets(a.actors, b.actors), level("actors", "same"), other)
    return out


def _targets(a: Picked, b: Picked) -> Numbers:
    out = np.zeros(len(a), np.uint8)
    both, a, b = _both(a, b, "targets")
    alike = meets(a.words, b.words) | meets(a.target_sides, b.target_sides)
    different = np.where(a.language == b.language, level("targets", "different"), 0)
    other = np.where(alike, level("targets", "alike"), different)
    out[both] = np.where(meets(a.targets, b.targets), level("targets", "same"), other)
    return out


def _numbers(a: Picked, b: Picked) -> Numbers:
    out = np.zeros(len(a), np.uint8)
    both, a, b = _both(a, b, "measures")
    same, large, fit, near, shared = (np.zeros(len(both), np.uint8) for _ in range(5))
    for i, j in product(range(a.measures.shape[1]), range(b.measures.shape[1])):
        at = np.flatnonzero((a.measures[:, i] == b.measures[:, j]) & (a.measures[:, i] != 0))
        shared[at] = 1
        one, two = a.best[at, i], b.best[at, j]
        same[at] += (one == two) & (one != 0)
        large[at] |= (one == two) & (one >= LARGE)
        near[at] |= np.maximum(one, two) <= FAR * np.minimum(one, two)
        fit[at] |= (a.low[at, i] <= b.high[at, j]) & (b.low[at, j] <= a.high[at, i])
    found = np.where(near > 0, level("numbers", "different"), level("numbers", "far"))
    found = np.where(fit > 0, level("numbers", "fit"), np.where(shared > 0, found, 0))
    found = np.where(same == 1, np.where(large > 0, level("numbers", "large"), level("numbers", "same")), found)
    out[both] = np.where(same > 1, level("numbers", "several"), found)
    return out


def _means(a: Picked, b: Picked) -> Numbers:
    both = _has(a.means) & _has(b.means)
    same = np.where(meets(a.means, b.means), level("means", "same"), level("means", "different"))
    return np.where(both, same, 0)


def _article(a: Picked, b: Picked) -> Numbers:
    whole = _has(a.places) & _has(b.places) & a.dated & b.dated
    told = np.where(whole, level("article", "one"), level("article", "gaps"))
    return np.where(a.document == b.document, told, 0)


_LOOKS: Mapping[str, Callable[[Picked, Picked], Numbers]] = {
    "kind": _kind,
    "day": _day,
    "place": _place,
    "actors": _actors,
    "targets": _targets,
    "numbers": _numbers,
    "means": _means,
    "article": _article,
}
