"""Incidents that are told as several ("six convoys were hit"): how many each is, and which are told singly too.

An incident has room for as many as most origins say. What fills it are incidents that are told by themselves, or as
fewer, within its days and places: nothing but the numbers may speak against them, and what speaks for them must be
enough to link two claims. Each fills one alone, the narrowest that has room, so that no count has it twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corrobora.link.harm import most_told
from corrobora.link.near import lies_in
from corrobora.link.score import ENOUGH, score
from corrobora.link.telling import Telling, answers
from corrobora.link.weeks import is_vague
from corrobora.types import Incident

_NUMBERS = "numbers"
_COMPARED = 50  # claims of an incident, which say much the same


def room_of(told: Sequence[Telling], by_claim: Mapping[str, str]) -> int:
    """Return how many incidents these claims tell of: what most origins say, of equals the fewest.

    A number over a longer time is a tally, however it is put; what it counts has no days of its own.
    """
    said = [(each.several, each) for each in told if each.days and not is_vague(each.days.length)]
    return most_told(said, by_claim, lowest=True) or 1


def filled(incidents: Sequence[Incident], told: Iterable[Telling]) -> tuple[Incident, ...]:
    """Return the incidents, those that are told as several with the ids of their `parts`, and of the parts of these."""
    wide = sorted((i for i in incidents if i.room > 1), key=lambda i: (i.room, i.id))
    if not wide:
        return tuple(incidents)
    claims = {each.claim.id: each for each in told}
    own = {i.id: [claims[c] for c in i.claims if c in claims and not answers(claims[c])] for i in incidents}
    near = _Near(incidents, own)
    parts: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for whole in wide:
        free = (one for one in near.of(whole) if one.id not in taken and one.room < whole.room)
        chosen = list(_chosen(whole, free, own))
        taken.update(chosen)
        parts[whole.id] = tuple(part for one in chosen for part in (one, *parts.get(one, ())))
    return tuple(replace(i, parts=parts[i.id]) if parts.get(i.id) else i for i in incidents)


class _Near:
    """Incidents by the days and the articles in which others may be looked for."""

    def __init__(self, incidents: Sequence[Incident], own: Mapping[str, Sequence[Telling]]) -> None:
        self._order = {incident.id: number for number, incident in enumerate(incidents)}
        self._own = own
        self._at: dict[object, list[Incident]] = defaultdict(list)
        for incident in incidents:
            for key in self._keys(incident):
                self._at[key].append(incident)

    def of(self, whole: Incident) -> list[Incident]:
        found = {one.id: one for key in self._keys(whole) for one in self._at[key]}
        return sorted(found.values(), key=lambda one: self._order[one.id])

    def _keys(self, incident: Incident) -> set[object]:
        keys: set[object] = set(incident.documents)
        for each in self._own[incident.id]:
            if each.days and not is_vague(each.days.length):
                keys.update(range(each.days.first, each.days.last + 1))
        return keys


def _chosen(whole: Incident, free: Iterable[Incident], own: Mapping[str, Sequence[Telling]]) -> Iterator[str]:
    """Yield the incidents that fill another: the best fitting, as long as there is room."""
    fits = [(fit, one) for one in free if (fit := _fit(own[whole.id], own[one.id])) >= ENOUGH]
    left = whole.room
    for _, one in sorted(fits, key=lambda each: -each[0]):
        if one.room <= left:
            left -= one.room
            yield one.id


def _fit(whole: Sequence[Telling], one: Sequence[Telling]) -> float:
    """Return the most that speaks for an incident being one of several, 0 where it can't be."""
    several = [each for each in whole if each.several > 1][:_COMPARED]
    return max((_weight(part, group) for part in one[:_COMPARED] for group in several), default=0.0)


def _weight(part: Telling, group: Telling) -> float:
    evidence = [each.weight for each in score(part, group) if each.name != _NUMBERS]
    inside = not part.days or (group.days is not None and part.days.within(group.days))
    if not inside or min(evidence) < 0 or not _lies_in(part, group):
        return 0.0
    return sum(evidence)


def _lies_in(part: Telling, group: Telling) -> bool:
    pairs = [(place, outer) for place in part.places for outer in group.places]
    return not pairs or any(lies_in(*each) is not False for each in pairs)
