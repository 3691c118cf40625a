"""How near the places of many claims are: for columns of places what `near` says of two."""

from __future__ import annotations

from itertools import product

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.columns import Places
from corrobora.link.evidence import LEVELS
from corrobora.link.near import NEAR_KM

_EARTH_KM = 6371.0
_NAMES = [each[0] for each in LEVELS["place"]]
_SAME, _NEAR, _INSIDE, _PROVINCE, _COUNTRY, _UNLIKE, _APART = (
    np.uint8(_NAMES.index(each)) for each in ("same", "near", "inside", "province", "country", "unlike", "apart")
)
_ALONE = np.array([_SAME, _PROVINCE, _COUNTRY, _SAME])  # what a place is to itself, by how coarse it is


def nearness(where: Places, one: Numbers, two: Numbers) -> Numbers:
    """Return the level of the nearest of two lists of places (indexes, a row each); `near.nearness` for many."""
    out = _between(where, one[:, 0], two[:, 0])
    several = np.flatnonzero(one[:, 1:].any(axis=1) | two[:, 1:].any(axis=1))
    one, two = one[several], two[several]
    for i, j in product(range(one.shape[1]), range(two.shape[1])):
        some = np.flatnonzero((one[:, i] > 0) & (two[:, j] > 0)) if i or j else several[:0]
        if len(some):
            at = several[some]
            out[at] = np.maximum(out[at], _between(where, one[some, i], two[some, j]))
    return out


def _between(where: Places, one: Numbers, two: Numbers) -> Numbers:
    """Return the level of two places each, 0 where either is none."""
    p, q = one - 1, two - 1  # of none the first, which is set aside below
    if not len(where):
        return np.zeros(len(one), np.uint8)

    def both(name: str) -> tuple[Numbers, Numbers]:
        column: Numbers = getattr(where, name)
        return column.take(p, mode="clip"), column.take(q, mode="clip")

    country, other = both("country")
    coarse, coarser = both("coarse")
    known = (country != 0) & (other != 0)
    near, far = _distances(where, p, q, known & (coarse == 0) & (coarser == 0))
    alike = np.equal(*both("named"))
    within = np.where(alike, _SAME, _NEAR)  # sources put one town's middle in different spots
    out = np.where((country != other) | far, _APART, _by_province(coarse, coarser, *both("admin1")))
    out = np.where(known, np.where(near, within, out), np.where(alike, _SAME, _UNLIKE))
    named, name = both("id")
    out = np.where((named == name) & (named != 0), _ALONE[coarse], out)
    return np.where((one > 0) & (two > 0), out, np.uint8(0))


def _distances(where: Places, p: Numbers, q: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return which places lie within reach of each other, and which do not; neither where a point is unknown."""
    near = wanted & (p == q) & np.isfinite(where.lat).take(p, mode="clip")
    far, at = np.zeros(len(p), bool), np.flatnonzero(wanted & (p != q))
    p, q = p[at], q[at]
    km = distance(where.lat[p], where.lon[p], where.lat[q], where.lon[q])
    near[at], far[at] = km <= NEAR_KM, km > NEAR_KM
    return near, far


def distance(lat: Numbers, lon: Numbers, other_lat: Numbers, other_lon: Numbers) -> Numbers:
    """Return great-circle distances in km."""
    lat, lon, other_lat, other_lon = map(np.radians, (lat, lon, other_lat, other_lon))
    rise = np.sin((other_lat - lat) / 2) ** 2
    run = np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    out: Numbers = 2 * _EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(rise + run)))
    return out


def _by_province(coarse: Numbers, coarser: Numbers, province: Numbers, other: Numbers) -> Numbers:
    wide = (coarse == 2) | (coarser == 2) | (province == 0) | (other == 0)  # noqa: PLR2004
    inside = np.where((coarse == 1) & (coarser == 1), _PROVINCE, _INSIDE)
    return np.where(wide, _COUNTRY, np.where(province == other, inside, _APART))
