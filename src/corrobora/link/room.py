"""Incidents that are told as several ("six convoys were hit"): how many each is, and which are told singly too.

An incident has room for as many as most origins say. What fills it are incidents that are told by themselves, or as
fewer, within its days and places: nothing but the numbers may speak against them, and what speaks for them must be
enough to link two claims. Each fills one alone, the narrowest that has room, so that no count has it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.columns import Columns, columns
from corrobora.link.compare import Picked, levels
from corrobora.link.evidence import FIXED, NAMES, SCALE
from corrobora.link.harm import most_told
from corrobora.link.near import lies_in
from corrobora.link.pairs import across
from corrobora.link.rows import rows
from corrobora.link.telling import Telling
from corrobora.link.weeks import is_vague
from corrobora.types import Incident, Place

_LOOKED_AT = [name for name in NAMES if name != "numbers"]
COMPARED = 50  # claims of an incident, which say much the same


def room_of(told: Sequence[Telling], by_claim: Mapping[str, str]) -> int:
    """Return how many incidents these claims tell of: what most origins say, of equals the fewest.

    A number over a longer time is a tally, however it is put; what it counts has no days of its own.
    """
    said = [(each.several, each) for each in told if each.days and not is_vague(each.days.length)]
    return most_told(said, by_claim, lowest=True) or 1


def filled(incidents: Sequence[Incident], told: Iterable[Telling]) -> tuple[Incident, ...]:
    """Return the incidents, those that are told as several with the ids of their `parts`, and of the parts of these."""
    room = {i.id: i.room for i in incidents if i.room > 1}
    parts = parts_of(room, fitting(incidents, known(told), room)) if room else {}
    return tuple(replace(i, parts=parts[i.id]) if parts.get(i.id) else i for i in incidents)


@dataclass(frozen=True, slots=True)
class Known:
    """Claims by their ids, as columns; `places` gives those that a claim names."""

    ids: Sequence[str]
    columns: Columns
    places: Callable[[str], Sequence[Place]]


def known(told: Iterable[Telling]) -> Known:
    """Return claims as they are looked at here."""
    told = list(told)
    named = {each.claim.id: each.places for each in told}
    return Known([each.claim.id for each in told], columns(rows(told)), named.__getitem__)


def fitting(incidents: Sequence[Incident], told: Known, wholes: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return by the ids of `wholes` those of the incidents that may be some of each, with how well, the best first.

    How well one fits hangs on no other; of those that fit equally the first in their order comes first.
    """
    ledger = _Ledger(incidents, told)
    return {whole: ledger.fitting(whole) for whole in wholes}


def parts_of(room: Mapping[str, int], fitting: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Return what fills each incident that has more room than one, with the parts of its parts, all by their ids.

    >>> parts_of({"six": 6, "two": 2}, {"six": ["two", "a", "b"], "two": ["a", "c", "d"]})
    {'two': ('a', 'c'), 'six': ('two', 'a', 'c', 'b')}
    """
    parts: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for whole in sorted(room, key=lambda id_: (room[id_], id_)):
        left, chosen = room[whole], list[str]()
        for one in fitting[whole]:
            if one not in taken and room.get(one, 1) <= left:
                left -= room.get(one, 1)
                chosen.append(one)
        taken.update(chosen)
        parts[whole] = tuple(part for one in chosen for part in (one, *parts.get(one, ())))
    return parts


def keys_of(incident: Incident, days: Iterable[tuple[int, int]]) -> set[str | int]:
    """Return the days and the articles in which others may be parts of an incident, or it of them.

    `days` are the first and the last of those of its claims that have any and that are compared.
    """
    keys: set[str | int] = set(incident.documents)
    for first, last in set(days):
        if not is_vague(last - first + 1):
            keys.update(range(first, last + 1))
    return keys


class _Ledger:
    """Incidents with their claims, by the days and the articles in which others may be some of them."""

    def __init__(self, incidents: Sequence[Incident], told: Known) -> None:
        self._told = told
        self._claims = told.columns
        place = {id_: number for number, id_ in enumerate(told.ids) if not self._claims.answer[number]}
        self._own = [np.array([place[c] for c in i.claims if c in place], np.int64)[:COMPARED] for i in incidents]
        self._incidents = incidents
        self._number = {incident.id: number for number, incident in enumerate(incidents)}
        self._near: dict[str | int, list[int]] = defaultdict(list)
        for number in range(len(incidents)):
            for key in self._keys(number):
                self._near[key].append(number)

    def fitting(self, whole: str) -> dict[str, int]:
        """Return those that may be some of an incident, with how well they fit, the best first."""
        number = self._number[whole]
        near = sorted({one for key in self._keys(number) for one in self._near[key]})
        near = [one for one in near if self._incidents[one].room < self._incidents[number].room]
        several = self._own[number][self._claims.several[self._own[number]] > 1]
        one, two = across([self._own[each] for each in near], [several] * len(near))
        of = np.repeat(near, [len(self._own[each]) * len(several) for each in near]).astype(np.int64)
        weight = _weight(Picked(self._claims, one), Picked(self._claims, two))
        best: dict[int, int] = {}
        for at in np.flatnonzero(weight >= FIXED.least()).tolist():
            part, group = (self._told.places(self._told.ids[side[at]]) for side in (one, two))
            if _lies_in(part, group):
                best[of[at]] = max(best.get(of[at], 0), int(weight[at]))
        return {self._incidents[each].id: best[each] for each in sorted(best, key=lambda each: (-best[each], each))}

    def _keys(self, number: int) -> set[str | int]:
        own = self._own[number]
        days = zip(self._claims.first[own].tolist(), self._claims.last[own].tolist(), strict=True)
        return keys_of(self._incidents[number], ((first, last) for first, last in days if first <= last))


def _weight(part: Picked, group: Picked) -> Numbers:
    """Return what speaks for claims telling of some of those that others tell of, in hundredths; 0 if aught is against.

    Numbers are of no matter: those of a part are a part.
    """
    found = levels(part, group, _LOOKED_AT)
    each = [np.round(np.array(FIXED.table[name]) * SCALE)[found[name]] for name in _LOOKED_AT]
    inside = ~part.dated | (group.dated & (part.first >= group.first) & (part.last <= group.last))
    out: Numbers = np.where(inside & (np.min(each, axis=0) >= 0), np.sum(each, axis=0), 0)
    return out


def _lies_in(part: Sequence[Place], group: Sequence[Place]) -> bool:
    pairs = [(place, outer) for place in part for outer in group]
    return not pairs or any(lies_in(*each) is not False for each in pairs)
