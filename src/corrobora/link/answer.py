"""Denials, and answers that neither confirm nor deny: each is put to the incident that it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corrobora.link.block import facts
from corrobora.link.cluster import Group
from corrobora.link.identity import sides_of
from corrobora.link.score import apart, total
from corrobora.link.telling import Telling

_ENOUGH = 1.5
_LATEST = 200
_SAMPLE = 20


def answers(each: Telling) -> bool:
    """Return whether a claim only answers what others told: a denial, or neither a yes nor a no."""
    return each.claim.stance == "denied" or each.claim.act == "neither"


def own_deed(denial: Telling) -> bool:
    """Return whether the one who denies is the one who is said to have done it."""
    return denial.speaker in denial.actors or bool(sides_of([denial.speaker]) & sides_of(denial.actors))


def join_answers(given: Sequence[Telling], groups: Sequence[Group]) -> None:
    """Put each answer to the incident with the best evidence: its own article's first, then the latest.

    An answer to nothing that was told is left aside: it makes no incident.
    """
    index: dict[object, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for key in {key for each in group.members for key in _keys(each)}:
            index[key].append(number)
    joined = [(answer, _best(answer, groups, index)) for answer in given]
    for answer, best in joined:
        if best is not None:
            groups[best].take_in([answer])


def _keys(each: Telling) -> Iterator[object]:
    """Yield what an answer shares with what it answers: the article, a fact, or a place."""
    yield "document", each.document.id
    yield from facts(each)
    for place in each.places:
        yield "place", place.id or place.text
        if place.admin1:
            yield "province", place.country, place.admin1


def _best(answer: Telling, groups: Sequence[Group], index: Mapping[object, Sequence[int]]) -> int | None:
    near = {number for key in _keys(answer) for number in index.get(key, ())}
    latest = sorted(near, key=lambda number: (_delay(answer, groups[number]), number))[:_LATEST]
    weighed = [(weight, -number) for number in latest if (weight := _weigh(answer, groups[number])) is not None]
    return -max(weighed)[1] if weighed else None


def _weigh(answer: Telling, group: Group) -> float | None:
    """Return how well an answer fits a group, or null where it does not."""
    if any(apart(answer, each) for each in group.frames.values()) or _agrees(answer, group):
        return None
    own = any(document == answer.document.id for document, _ in group.voices)
    evidence = max(total(answer, each) for each in [*group.frames.values(), *group.members[:_SAMPLE]])
    return None if evidence < _ENOUGH else evidence + own - _delay(answer, group) / 1000


def _agrees(answer: Telling, group: Group) -> bool:
    """Return whether one who denies having done it is held to have done it by nobody: others are named as the doers."""
    if not own_deed(answer):
        return False
    doers = frozenset(key for each in group.members if not answers(each) for key in each.actors)
    return bool(doers) and not answer.actors & doers and not sides_of(answer.actors) & sides_of(doers)


def _delay(answer: Telling, group: Group) -> float:
    """Return how many days lie between an answer and what it may answer; a year where that is unknown."""
    last = max((each.days.last for each in group.frames.values() if each.days), default=None)
    return 365.0 if last is None or answer.published is None else abs(answer.published.first - last)
