"""What a name may mean, weighed by all that the document names: a score for each place, in powers of ten of people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from corrobora.read.gazetteer import Entry, Gazetteer, place_key
from corrobora.read.placenames import Named

_AREAS = frozenset({"country", "province", "district", "region"})
_LARGE = frozenset({"country", "region"})
_UNLIKE = _LARGE | {"province"}  # kinds that fit better or worse than a settled place
_ADMIN = frozenset({"province", "district", "region", "area"})
_MARGIN = 0.4
_SAME_KM = 50.0
_KNOWN_PRIOR = 4.0
_KNOWN = 1.2
_COUNTRY = 4.0
_REGION = 2.0
_EXACT = 1.0
_HOME = 2.0
_OUTLET = 0.5
_PROVINCE = 1.0
_INSIDE = 5.0
_KIND = 3.0
_BESIDE_PROVINCE = 0.4  # what an untitled name loses as a province: most such names are meant as the town
_AMONG_PROVINCES = 2  # provinces of a country that a document names, from which another name is rather one too
_NEARNESS = ((60.0, 1.5), (250.0, 1.0), (800.0, 0.4))
_NEAREST = _NEARNESS[0][1] + 1e-6
_EARTH_KM = 6371.0
_FAR = math.cos(_NEARNESS[-1][0] / _EARTH_KM) - 1e-6  # of the angle beyond which nothing is near

_exact_key = lru_cache(maxsize=1 << 13)(place_key)


@dataclass(slots=True)
class Scene:
    """What the document has named: countries, provinces, and the places that are clear already.

    `spots` are unit vectors by place; `among` the provinces that clear names mean, by country; `outlet` the country
    of who published it.
    """

    countries: Counter[str] = field(default_factory=Counter)
    provinces: set[str] = field(default_factory=set)
    spots: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    among: dict[str, set[str]] = field(default_factory=dict)
    outlet: str | None = None


class Weighed(NamedTuple):
    """A place that a name may mean, how much speaks for it, and what does."""

    entry: Entry
    score: float
    signs: tuple[str, ...] = ()
    near: float | None = None

    @property
    def reason(self) -> str:
        """Return in words what was weighed."""
        people = self.entry.population
        why = [f"{people:,} inhabitants" if people else "no population known", *self.signs]
        if self.near is not None:
            why.append(f"{self.near:.0f} km from another place named")
        return ", ".join(why)


def rated(named: Named, found: Sequence[Entry], scene: Scene, gazetteer: Gazetteer, own: int = 0) -> list[Weighed]:
    """Return all that the name may mean, with what speaks for each whatever the other names turn out to mean.

    A country counts as named where the document names it more than the `own` times that the name itself stands for it.
    """
    return [_rated(entry, named, scene, gazetteer, own) for entry in found]


def weigh(named: Named, options: Sequence[Weighed], scene: Scene, most: int) -> Sequence[Weighed]:
    """Return what the name may mean (see `rated`), the likeliest first, by what the other names mean so far.

    All but what has no chance to be among the first `most`, to be meant, or to leave open what is.
    """
    if len(options) < 2:  # noqa: PLR2004 - nothing to tell apart
        return options
    found = [each.entry for each in options]
    fits = _fits(named, found, scene)
    bare = sorted([each.score + fit for each, fit in zip(options, fits, strict=True)], reverse=True)
    least = min(bare[0] - _MARGIN, bare[min(most, len(bare)) - 1]) - _NEAREST
    likely = [(each, fit) for each, fit in zip(options, fits, strict=True) if each.score + fit > least]
    spots = _spots_beside(found, scene) if len(likely) > 1 or most > 1 else ()
    scored = []
    for (entry, score, signs, _), fit in likely:
        near = _nearest(entry, spots) if spots else None
        worth = 0.0
        if near is not None:
            worth = next(worth for limit, worth in _NEARNESS if near < limit)
        scored.append(Weighed(entry, score + worth + fit, signs, near))
    return sorted(scored, key=_by_score)


def _by_score(each: Weighed) -> tuple[float, str]:
    return -each.score, each.entry.id


def _spots_beside(found: Sequence[Entry], scene: Scene) -> Sequence[tuple[float, float, float]]:
    """Return where the clear places lie; what a name itself may mean lights up no rival."""
    spots = scene.spots
    own = {entry.id for entry in found}
    if own.isdisjoint(spots):
        return list(spots.values())
    return [spot for place, spot in spots.items() if place not in own]


def choose(ranked: Sequence[Weighed]) -> Entry | None:
    """Return the place meant, or null where another is about as likely."""
    if not ranked:
        return None
    best = ranked[0]
    for each in ranked[1:]:
        if best.score - each.score >= _MARGIN:
            break
        if not _is_same(best.entry, each.entry):
            return None
    return best.entry


def _rated(entry: Entry, named: Named, scene: Scene, gazetteer: Gazetteer, own: int) -> Weighed:
    score = math.log10(entry.population + 1)
    why: list[str] = []
    if entry.known:
        score = max(score, _KNOWN_PRIOR) + _KNOWN
    if entry.kind in _LARGE:
        score += _COUNTRY if entry.kind == "country" else _REGION
        why.append(f"a {entry.kind}")
    if entry.country:
        times = scene.countries.get(entry.country, 0)
        if times:
            score += _HOME + min(0.6, 0.1 * times)
            why += ["its country is named"] if times > own else []
        if entry.country == scene.outlet:
            score += _OUTLET
            why.append("its country is the outlet's")
    if entry.admin1 and entry.admin1 in scene.provinces:
        score += _PROVINCE
        why.append("its province is named")
    if _exact_key(entry.name) == named.key:
        score += _EXACT
    if named.parents:
        inside = _is_inside(entry, named.parents, gazetteer)
        score += _INSIDE if inside else -1
        why += ["it lies in the place named next"] if inside else []
    return Weighed(entry, score, tuple(why))


def _fits(named: Named, found: Sequence[Entry], scene: Scene) -> list[float]:
    """Return how well each entry's kind fits what the words say it is, and what else the document names."""
    if named.precision in _ADMIN:
        return [_KIND if entry.kind in _AREAS else -0.5 for entry in found]
    plain = 1.0 if named.precision else 0.0
    if _UNLIKE.isdisjoint([entry.kind for entry in found]):
        return [plain] * len(found)
    seats = {(entry.country, entry.admin1) for entry in found if entry.kind == "town"}
    among = any(entry.kind == "province" and _is_among(entry, scene) for entry in found)
    fits = []
    for entry in found:
        fit = plain
        if entry.kind == "province":
            has_seat = (entry.country, entry.admin1) in seats
            if not has_seat and not named.precision and _is_among(entry, scene):
                fit = 1.0
            else:
                fit = -_KIND if named.precision or has_seat else -_BESIDE_PROVINCE
        elif named.precision and entry.kind in _LARGE:
            fit = -_KIND
        elif entry.kind == "country" and among:
            fit = -2 * _COUNTRY  # Georgia beside Alabama and Florida
        fits.append(fit)
    return fits


def _is_among(entry: Entry, scene: Scene) -> bool:
    """Return whether other provinces of an entry's country are named, so that its name means the province as well."""
    return len(scene.among.get(entry.country or "", set()) - {entry.id}) >= _AMONG_PROVINCES


def _is_inside(entry: Entry, parents: Sequence[str], gazetteer: Gazetteer) -> bool:
    for parent in (found for key in parents for found in gazetteer.look_up(key)):
        if parent.id == entry.id:
            continue
        if parent.kind == "country" and parent.country == entry.country:
            return True
        if parent.kind == "province" and parent.admin1 and parent.admin1 == entry.admin1:
            return True
    return False


def _nearest(entry: Entry, spots: Sequence[tuple[float, float, float]]) -> float | None:
    """Return how far the next place named lies, in kilometres, or null where it is too far to count."""
    if entry.lat is None or entry.lon is None or entry.kind == "country":
        return None
    x, y, z = on_globe(entry.lat, entry.lon)
    closest = max([x * a + y * b + z * c for a, b, c in spots])
    if closest < _FAR:
        return None
    near = _EARTH_KM * math.acos(min(1.0, closest))
    return near if near < _NEARNESS[-1][0] else None


def is_near(entry: Entry, km: float, scene: Scene) -> bool:
    """Return whether a clear place of a document lies within some kilometres of a place, itself aside."""
    spots = _spots_beside([entry], scene)
    distance = _nearest(entry, spots) if spots else None
    return distance is not None and distance < km


@lru_cache(maxsize=1 << 14)
def on_globe(lat: float, lon: float) -> tuple[float, float, float]:
    """Return a point of the globe, in degrees, as a vector of length 1: the product of two tells how near they are."""
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance between two points on the globe, in kilometres.

    >>> round(kilometres(33.3, 44.4, 30.5, 47.8))
    447
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _is_same(one: Entry, other: Entry) -> bool:
    """Return whether two entries are one place on the ground: a town and its province, or two records of one town."""
    if one.country != other.country:
        return False
    if one.admin1 and one.admin1 == other.admin1 and "province" in {one.kind, other.kind}:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return kilometres(one.lat, one.lon, other.lat, other.lon) < _SAME_KM
