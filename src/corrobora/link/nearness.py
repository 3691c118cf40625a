"""How near the places of many claims are: for columns of places what `near` says of two."""

from __future__ import annotations

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.columns import Places
from corrobora.link.evidence import LEVELS
from corrobora.link.near import NEAR_KM

_EARTH_KM = 6371.0
_PLACE = {each[0]: number for number, each in enumerate(LEVELS["place"])}


def nearness(where: Places, one: Numbers, two: Numbers) -> Numbers:
    """Return the level of the nearest of two lists of places (indexes, a row each); `near.nearness` for many."""
    out = _between(where, one[:, 0], two[:, 0])
    for i in range(one.shape[1]):
        for j in range(two.shape[1]):
            more = np.flatnonzero((one[:, i] > 0) & (two[:, j] > 0)) if i or j else one[:0, 0]
            if len(more):
                out[more] = np.maximum(out[more], _between(where, one[more, i], two[more, j]))
    return out


def _between(where: Places, one: Numbers, two: Numbers) -> Numbers:
    """Return the level of two places each, 0 where either is none."""
    p, q = one - 1, two - 1  # of none the last, which is set aside below
    if not len(where):
        return np.zeros(len(one), np.uint8)
    country, other = where.country[p], where.country[q]
    known = (country != 0) & (other != 0)
    fine = (where.coarse[p] == 0) & (where.coarse[q] == 0)
    near, far = _distances(where, p, q, known & fine)
    one_country = _by_province(where, p, q)
    alike = where.named[p] == where.named[q]
    within = np.where(alike, _PLACE["same"], _PLACE["near"])  # sources put one town's middle in different spots
    out = np.where(near, within, np.where((country != other) | far, _PLACE["apart"], one_country))
    out = np.where(known, out, np.where(alike, _PLACE["same"], _PLACE["unlike"]))
    one_id = (where.id[p] == where.id[q]) & (where.id[p] != 0)
    out = np.where(
        one_id, np.array([_PLACE["same"], _PLACE["province"], _PLACE["country"], _PLACE["same"]])[where.coarse[p]], out
    )
    return np.where((one > 0) & (two > 0), out, 0).astype(np.uint8)


def _distances(where: Places, p: Numbers, q: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return which places lie within reach of each other, and which do not; neither where a point is unknown."""
    at = np.flatnonzero(wanted)
    lat, lon, other_lat, other_lon = where.lat[p[at]], where.lon[p[at]], where.lat[q[at]], where.lon[q[at]]
    km = distance(lat, lon, other_lat, other_lon)
    near, far = np.zeros(len(p), bool), np.zeros(len(p), bool)
    near[at] = km <= NEAR_KM
    far[at] = km > NEAR_KM
    return near, far


def distance(lat: Numbers, lon: Numbers, other_lat: Numbers, other_lon: Numbers) -> Numbers:
    """Return great-circle distances in km."""
    lat, lon, other_lat, other_lon = map(np.radians, (lat, lon, other_lat, other_lon))
    rise = np.sin((other_lat - lat) / 2) ** 2
    run = np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    out: Numbers = 2 * _EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(rise + run)))
    return out


def _by_province(where: Places, p: Numbers, q: Numbers) -> Numbers:
    wide = (where.coarse[p] == 2) | (where.coarse[q] == 2) | (where.admin1[p] == 0) | (where.admin1[q] == 0)  # noqa: PLR2004
    provinces = (where.coarse[p] == 1) & (where.coarse[q] == 1)
    inside = np.where(provinces, _PLACE["province"], _PLACE["inside"])
    in_one = np.where(where.admin1[p] == where.admin1[q], inside, _PLACE["apart"])
    return np.where(wide, _PLACE["country"], in_one)
