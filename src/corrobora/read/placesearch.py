"""A name as a person types it -> the places that it may mean, each with the reason why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corrobora.read.gazetteer import NOWHERE, Entry, Gazetteer, place_key
from corrobora.read.placedraft import ACRONYM
from corrobora.read.skeleton import is_alike, skeleton

NAMED, HIDDEN, SPELLED, PROPOSED = "name", "small", "spelling", "proposal"
_ORDER = (NAMED, HIDDEN, SPELLED, PROPOSED)
_WHY = {
    NAMED: "bears this name; read wherever it stands",
    HIDDEN: "bears this name; read where its country is named and a word says what it is, as in “village of …”",
    SPELLED: "spelled much like it, with the same consonants; read so in its country where a word says what it is",
    PROPOSED: "no place bears this name; this one is spelled nearest to it",
}
_SHORTEST = 3  # consonants, as for reading
_NEAREST = 70.0  # of 100: what is spelled less alike is no proposal
_WEIGHT = {"country": 4.0, "region": 2.0}  # powers of ten of people, as reading weighs them
_LISTED = 4.0


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean: by which of its names, how that fits, and why, in words."""

    entry: Entry
    key: str
    match: str
    alike: float
    reason: str


def search(gazetteer: Gazetteer, name: str, country: str | None = None) -> list[Found]:
    """Return the places that `name` may mean, in one country where that is given, the likeliest first.

    Where no place bears it, they are the nearest in spelling, and their match is `proposal`.

    >>> from corrobora.read.gazetteer import open_gazetteer
    >>> [(each.entry.name, each.match) for each in search(open_gazetteer(), "Abou Kamal", "SY")]
    [('Abu Kamal', 'name')]
    """
    key = place_key(name)
    homes = (country,) if country else (*gazetteer.countries(), NOWHERE)
    found = {each.entry.id: each for each in reversed(list(_bearers(gazetteer, name, key, homes)))}
    if country:
        found = {each.entry.id: each for each in _spelled(gazetteer, key, homes)} | found
    if not found:
        found = {each.entry.id: each for each in _proposals(gazetteer, key, homes)}
    return sorted(found.values(), key=_rank)


def _bearers(gazetteer: Gazetteer, name: str, key: str, homes: Iterable[str]) -> Iterator[Found]:
    letters = name.strip().replace(".", "")
    acronym = "=" + letters if letters.isascii() and letters.isupper() and len(letters) <= ACRONYM else ""
    wanted = set(homes)
    for each in (acronym, key):
        for entry in gazetteer.look_up(each) if each else ():
            if (entry.country or NOWHERE) in wanted:
                yield _found(entry, each, NAMED, 100.0)
    for home in sorted(wanted):
        for entry in gazetteer.small(home, key):
            yield _found(entry, key, HIDDEN, 100.0)


def _spelled(gazetteer: Gazetteer, key: str, homes: Iterable[str]) -> Iterator[Found]:
    bones = skeleton(key)
    if len(bones) < _SHORTEST:
        return
    for home in homes:
        small = (each for each in gazetteer.small_from(home, key[:1]) if skeleton(each[0]) == bones)
        for other, entry in (*gazetteer.near(home, bones), *small):
            if is_alike(key, other):
                yield _found(entry, other, SPELLED, fuzz.ratio(key, other))


def _proposals(gazetteer: Gazetteer, key: str, homes: Iterable[str]) -> Iterator[Found]:
    bones = skeleton(key)
    for home in homes if len(bones) >= _SHORTEST else ():
        for other, entry in gazetteer.near(home, bones):
            if (alike := fuzz.ratio(key, other)) >= _NEAREST:
                yield _found(entry, other, PROPOSED, alike)
    wanted = set(homes)
    nearest = process.extract(key, list(gazetteer.names()), scorer=fuzz.ratio, score_cutoff=_NEAREST, limit=50)
    for other, alike, _ in nearest:
        for entry in gazetteer.look_up(other):
            if (entry.country or NOWHERE) in wanted:
                yield _found(entry, other, PROPOSED, alike)


def _found(entry: Entry, key: str, match: str, alike: float) -> Found:
    why = [_WHY[match]]
    if match in {SPELLED, PROPOSED}:
        why.append(f"“{key}”, {alike:.0f} of 100 alike")
    if entry.known:
        why.append("on the hand-made list")
    why.append(f"{entry.population:,} inhabitants" if entry.population else "no population known")
    return Found(entry, key, match, alike, "; ".join(why))


def _rank(found: Found) -> tuple[int, float, float, str]:
    weight = math.log10(found.entry.population + 1)
    if found.entry.known:
        weight = max(weight, _LISTED) + 1
    weight += _WEIGHT.get(found.entry.kind, 0.0)
    return _ORDER.index(found.match), -round(found.alike), -weight, found.entry.id
