"""What a name may mean, weighed by all that the document names: a score for each place, in powers of ten of people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corrobora.read.gazetteer import Entry, Gazetteer, place_key
from corrobora.read.placenames import Named

_AREAS = frozenset({"country", "province", "district", "region"})
_ADMIN = frozenset({"province", "district", "region", "area"})
_MARGIN = 0.4
_SAME_KM = 50.0
_KNOWN_PRIOR = 4.0
_KNOWN = 1.2
_COUNTRY = 4.0
_REGION = 2.0
_EXACT = 1.0
_HOME = 2.0
_PROVINCE = 1.0
_INSIDE = 5.0
_KIND = 3.0
_BESIDE_PROVINCE = 0.4  # what an untitled name loses as a province: most such names are meant as the town
_NEARNESS = ((60.0, 1.5), (250.0, 1.0), (800.0, 0.4))


@dataclass(slots=True)
class Scene:
    """What the document has named: countries, provinces, and the places that are clear already."""

    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    spots: dict[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place that a name may mean, how much speaks for it, and why in words."""

    entry: Entry
    score: float
    reason: str


def weigh(named: Named, found: Sequence[Entry], scene: Scene, gazetteer: Gazetteer) -> list[Weighed]:
    """Return all that the name may mean, the likeliest first."""
    scored = [_weighed(entry, named, found, scene, gazetteer) for entry in found]
    return sorted(scored, key=lambda w: (-w.score, w.entry.id))


def choose(ranked: Sequence[Weighed]) -> Entry | None:
    """Return the place meant, or null where another is about as likely."""
    if not ranked:
        return None
    best = ranked[0]
    rival = next((w for w in ranked[1:] if not _is_same(best.entry, w.entry)), None)
    return None if rival is not None and best.score - rival.score < _MARGIN else best.entry


def _weighed(entry: Entry, named: Named, found: Sequence[Entry], scene: Scene, gazetteer: Gazetteer) -> Weighed:
    score = math.log10(entry.population + 1)
    why = [f"{entry.population:,} inhabitants" if entry.population else "no population known"]
    if entry.known:
        score = max(score, _KNOWN_PRIOR) + _KNOWN
    if entry.kind in {"country", "region"}:
        score += _COUNTRY if entry.kind == "country" else _REGION
        why.append(f"a {entry.kind}")
    if entry.country and scene.countries[entry.country]:
        score += _HOME + min(0.6, 0.1 * scene.countries[entry.country])
        why.append("its country is named")
    if entry.admin1 and scene.provinces[entry.admin1]:
        score += _PROVINCE
        why.append("its province is named")
    if place_key(entry.name) == named.key:
        score += _EXACT
    if named.parents:
        inside = _is_inside(entry, named.parents, gazetteer)
        score += _INSIDE if inside else -1
        why += ["it lies in the place named next"] if inside else []
    near = _nearest(entry, found, scene)
    for limit, worth in _NEARNESS:
        if near is not None and near < limit:
            score += worth
            why.append(f"{near:.0f} km from another place named")
            break
    return Weighed(entry, score + _fit(entry, named, found), ", ".join(why))


def _fit(entry: Entry, named: Named, found: Sequence[Entry]) -> float:
    """Return how well an entry's kind fits what the words say it is."""
    if named.precision in _ADMIN:
        return _KIND if entry.kind in _AREAS else -0.5
    if entry.kind == "province":
        seat = any(e.kind == "town" and e.admin1 == entry.admin1 and e.country == entry.country for e in found)
        return -_KIND if named.precision or seat else -_BESIDE_PROVINCE
    if named.precision and entry.kind in {"country", "region"}:
        return -_KIND
    return 1.0 if named.precision else 0.0


def _is_inside(entry: Entry, parents: Sequence[str], gazetteer: Gazetteer) -> bool:
    for parent in (found for key in parents for found in gazetteer.look_up(key)):
        if parent.id == entry.id:
            continue
        if parent.kind == "country" and parent.country == entry.country:
            return True
        if parent.kind == "province" and parent.admin1 and parent.admin1 == entry.admin1:
            return True
    return False


def _nearest(entry: Entry, found: Sequence[Entry], scene: Scene) -> float | None:
    """Return how far the next place named lies, in kilometres; what the name itself may mean lights up no rival."""
    if entry.lat is None or entry.lon is None or entry.kind == "country":
        return None
    own = {each.id for each in found}
    others = [kilometres(entry.lat, entry.lon, *spot) for place, spot in scene.spots.items() if place not in own]
    return min(others, default=None)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance between two points on the globe, in kilometres.

    >>> round(kilometres(33.3, 44.4, 30.5, 47.8))
    447
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def _is_same(one: Entry, other: Entry) -> bool:
    """Return whether two entries are one place on the ground: a town and its province, or two records of one town."""
    if one.country != other.country:
        return False
    if one.admin1 and one.admin1 == other.admin1 and "province" in {one.kind, other.kind}:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) < _SAME_KM
