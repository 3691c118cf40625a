"""Which claims are worth comparing: those that share a day and a place, or less of these and a fact besides.

Every claim leaves keys. Two claims meet in a cell of the map or by place id; one that names a province meets all there.
Where only the country is shared, or the week, or no place at all, `score` asks for a party, a number or means
besides, and so does the key. Keys are exploded over neighbouring days and cells: meeting is a look-up in a dict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import cos, floor, radians

from corrobora.codebook import events
from corrobora.link.days import Days
from corrobora.link.identity import sides_of
from corrobora.link.telling import Telling
from corrobora.types import Place

_CELL = 0.5
_REACH_KM = 15.0
_KM_A_DEGREE = 111.0
_SHORT = 14
_LOOK_BACK = 30
_WEEK = 7
_CROWD = 300
_WINDOW = 60
_COARSE = {"province", "country", "region", None}

Key = tuple[object, ...]


def candidates(nodes: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield each pair of indexes of claims worth comparing, once, lower first."""
    seen: set[tuple[int, int]] = set()
    for fine, coarse in _blocks(nodes).values():
        for pair in _meet(fine, coarse):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(nodes: Sequence[Telling]) -> Mapping[Key, tuple[list[int], list[int]]]:
    """Return by key those who meet only the coarse, and the coarse, who meet all."""
    blocks: dict[Key, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for index, node in enumerate(nodes):
        for key, meets_all in _keys(node):
            blocks[key][meets_all].append(index)
    return blocks


def _meet(fine: Sequence[int], coarse: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; in a crowd each meets only its next neighbours, in the order of the claims."""
    if len(coarse) * (len(fine) + len(coarse)) <= _CROWD * _CROWD:
        for place, one in enumerate(coarse):
            for other in (*coarse[place + 1 :], *fine):
                if one != other:
                    yield min(one, other), max(one, other)
        return
    marked = sorted([(index, True) for index in coarse] + [(index, False) for index in fine])
    for place, (one, wide) in enumerate(marked):
        for other, other_wide in marked[place + 1 : place + 1 + _WINDOW]:
            if (wide or other_wide) and one != other:
                yield one, other


def _keys(node: Telling) -> Iterator[tuple[Key, bool]]:
    """Yield the keys of a claim, each with whether it meets all others there or only those that do."""
    kind = _group(node.claim.event or "")
    shared = facts(node)
    yield (kind, "document", node.document.id), True
    for when, sharp, vague in _times(node):
        for area, near, coarse in _areas(node.places):
            if near and sharp:
                yield (kind, when, area), coarse or area[0] != "province"
            elif near or sharp:
                yield from (((kind, when, area, fact), vague or coarse) for fact in shared)
        if sharp or not node.places:
            yield from (((kind, when, fact), not node.places) for fact in shared)


def facts(node: Telling) -> list[Key]:
    """Return what claims can share besides day and place: parties and their sides, targets' words, numbers, means."""
    numbers: list[Key] = [(m, q.best) for m, q in sorted(node.numbers.items()) if q.best]
    parties = [("actor", key) for key in node.actors | sides_of(node.actors)]
    targets = [("target", key) for key in node.targets | node.words | sides_of(node.targets)]
    return sorted([*numbers, *parties, *targets, *(("means", mean) for mean in node.means)], key=repr)


def _times(node: Telling) -> Iterator[tuple[Key, bool, bool]]:
    """Yield days (each for itself and the day before), then weeks and "any", where vague claims meet all others.

    With each: whether it is a day, and whether this claim is vague.
    """
    vague = node.days is None or node.days.length > _SHORT
    window = _window(node) if vague else None
    yield ("any",), False, vague and window is None
    if node.days is not None and not vague:
        for day in range(node.days.first, node.days.last + 2):
            yield ("day", day), True, False
        window = Days(node.days.first - 1, node.days.last + 1)
    if window is not None:
        for week in range(window.first // _WEEK, window.last // _WEEK + 1):
            yield ("week", week), False, vague


def _window(node: Telling) -> Days | None:
    """Return the days that an undated claim, or one with a long interval, may well be about."""
    if node.published is None:
        return node.days if node.days and node.days.length <= 2 * _LOOK_BACK else None
    back = Days(node.published.first - _LOOK_BACK, node.published.last)
    if node.days is None:
        return back if back.length <= 4 * _LOOK_BACK else None
    first, last = max(back.first, node.days.first), min(back.last, node.days.last)
    return Days(first, last) if first <= last else Days(node.days.last - _LOOK_BACK, node.days.last)


def _areas(places: Iterable[Place]) -> Iterator[tuple[Key, bool, bool]]:
    """Yield the areas of places, each with whether it is less than a country and whether the place is coarse."""
    for place in places:
        coarse = place.precision in _COARSE
        if place.id and not coarse:
            yield ("place", place.id), True, False
        if not coarse:
            yield from ((("cell", *cell), True, False) for cell in _cells(place.lat, place.lon))
        if not place.country:
            yield ("name", place.name or place.text), True, False
            continue
        if place.admin1:
            yield ("province", place.country, place.admin1), True, coarse
        yield ("country", place.country), False, coarse and (place.precision != "province" or not place.admin1)


def _cells(lat: float | None, lon: float | None) -> set[tuple[int, int]]:
    """Return the cells that a box of 15 km around a point touches: points within 30 km share one."""
    if lat is None or lon is None:
        return set()
    high = _REACH_KM / _KM_A_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    return {(floor((lat + i * high) / _CELL), floor((lon + j * wide) / _CELL)) for i in (-1, 1) for j in (-1, 1)}


@cache
def _groups() -> Mapping[str, str]:
    """Return for each kind of event the first of those with which it is compatible, directly or by others."""
    group = {event: event for event in events()}
    for event in sorted(group):
        for other in sorted(events()[event].may_be):
            one, two = sorted((_root(group, event), _root(group, other)))
            group[two] = one
    return {event: _root(group, event) for event in group}


def _root(group: Mapping[str, str], event: str) -> str:
    while group[event] != event:
        event = group[event]
    return event


def _group(event: str) -> str:
    return _groups().get(event, event)
