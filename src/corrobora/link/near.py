"""Whether two places can be one, and how near they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from corrobora.read.fold import plain
from corrobora.read.weighing import kilometres
from corrobora.types import Place

Nearness: TypeAlias = Literal["same", "near", "inside", "province", "country", "unlike", "apart"]

NEAR_KM = 30.0
_COARSE = {"province", "country", "region", None}
_DEPTH = {"country": 0, "region": 1, "province": 2}
_LEVEL: dict[str, Nearness] = {"province": "province", "country": "country", "region": "country"}
_RANK: dict[Nearness, int] = {"apart": 0, "unlike": 1, "country": 2, "inside": 3, "province": 4, "near": 5, "same": 6}


def nearness(one: Sequence[Place], two: Sequence[Place]) -> Nearness | None:
    """Return how near the nearest of two lists of places are; null where either names none.

    "inside": one lies in the other, a province or smaller; "country": all that is known is the same country; "unlike":
    of one no more is known than its name, which is another.
    """
    if not one or not two:
        return None
    return max((between(a, b) for a in one for b in two), key=_RANK.__getitem__)


def between(a: Place, b: Place) -> Nearness:
    """Return how near two places are."""
    if a.id and a.id == b.id:
        return _LEVEL.get(a.precision or "", "same")
    if not (a.country and b.country):
        return "same" if _called_alike(a, b) else "unlike"
    fine = a.precision not in _COARSE and b.precision not in _COARSE
    distance = _km(a, b) if fine else None
    if distance is not None and distance <= NEAR_KM:
        return "same" if _called_alike(a, b) else "near"
    if a.country != b.country or (fine and distance is not None):
        return "apart"
    return _by_province(a, b)


def _called_alike(a: Place, b: Place) -> bool:
    return plain(a.name or a.text) == plain(b.name or b.text)


def _by_province(a: Place, b: Place) -> Nearness:
    """Return how near two places of one country are by their provinces alone."""
    if {a.precision, b.precision} & {"country", "region"} or not (a.admin1 and b.admin1):
        return "country"
    if a.admin1 != b.admin1:
        return "apart"
    return "province" if a.precision == b.precision == "province" else "inside"


def finest(places: Sequence[Place]) -> list[Place]:
    """Return some places without those in which others of them lie: of "Hilla in Babil in southern Iraq" the town."""
    return [outer for outer in places if not any(_lies_deeper(inner, outer) for inner in places)]


def _lies_deeper(inner: Place, outer: Place) -> bool:
    depth = _DEPTH.get(inner.precision or "", 3)
    coarser = outer.precision in _DEPTH and inner.precision is not None and depth > _DEPTH[outer.precision]
    return coarser and lies_in(inner, outer) is not False


def lies_in(inner: Place, outer: Place) -> bool | None:
    """Return whether one place lies in another; null where it may, because it is known too coarsely."""
    if inner.id and inner.id == outer.id:
        return True
    if not (inner.country and outer.country):
        return _called_alike(inner, outer)
    if inner.country != outer.country or outer.precision == "country":
        return inner.country == outer.country
    return _lies_within_country(inner, outer)


def _lies_within_country(inner: Place, outer: Place) -> bool | None:
    if inner.precision in {"country", "region"} or outer.precision == "region":
        return None
    if outer.precision == "province":
        return inner.admin1 == outer.admin1 if inner.admin1 and outer.admin1 else None
    how = between(inner, outer)
    return {"same": True, "apart": False}.get(how)


def _km(a: Place, b: Place) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _distance(a.lat, a.lon, b.lat, b.lon)


_distance = lru_cache(maxsize=65536)(kilometres)
