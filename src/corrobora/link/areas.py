"""Keys of where places are, and of where others are that may be near them, or the same."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa

from corrobora.link.arrays import Numbers, hash_of, sums
from corrobora.link.columns import Places
from corrobora.link.near import NEAR_KM
from corrobora.link.nearness import distance

_CELL = 4  # the H3 resolution: cells of 26 km a side
_RINGS = 2  # so many rings of cells hold all within reach
_RADIUS_KM = 34.0  # no cell of this resolution reaches farther from its middle
MORE_THAN_PROVINCE = 2

Keyed = tuple[Numbers, Numbers]  # numbers, and a key of each


def areas(where: Places) -> tuple[pa.Table, pa.Table]:
    """Return the keys of where each place is, and of where others are that may be near it, or the same.

    A place with a point is in its cell, and reaches for all cells within 30 km; and for those that know only the
    province, which reach for it. A place without a country goes by its name.
    """
    (one, mine), (two, others) = own(where), reached(where)
    keep, meet = np.isin(mine, others), np.isin(others, mine)
    return (
        pa.table({"place": one[keep], "area": mine[keep]}),
        pa.table({"place": two[meet], "area": others[meet]}),
    )


def own(where: Places) -> Keyed:
    """Return the keys of where each place is."""
    number, known, point, narrow, province = _kinds(where)
    alone = known & ~point & ~narrow & (where.coarse != MORE_THAN_PROVINCE) & (where.id != 0)
    some = np.flatnonzero(point)
    return _together(
        [
            (number[some], _cells(where, some)),
            *((number[kind], key_of(word, province)[kind]) for kind, word in (
                (narrow & point, "town in"), (narrow & ~point, "within"))),
            (number[alone], key_of("word", where.id)[alone]),
            (number[~known], key_of("word", where.named)[~known]),
            (number[known], key_of("also", where.named)[known]),
        ]
    )  # fmt: skip


def reached(where: Places) -> Keyed:
    """Return the keys of where others are that may be near each place, or the same."""
    number, known, point, narrow, province = _kinds(where)
    alone = known & ~point & ~narrow & (where.coarse != MORE_THAN_PROVINCE) & (where.id != 0)
    return _together(
        [
            _around(where, np.flatnonzero(point)),
            (number[narrow], key_of("within", province)[narrow]),
            (number[narrow & ~point], key_of("town in", province)[narrow & ~point]),
            (number[alone], key_of("word", where.id)[alone]),
            (number, key_of("word", where.named)),
            (number[~known], key_of("also", where.named)[~known]),
        ]
    )


def _kinds(where: Places) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
    """Return the number of each place; whether its country is known, its point, its province; which this is."""
    known = where.country != 0
    point = known & (where.coarse == 0) & ~np.isnan(where.lat) & ~np.isnan(where.lon)
    narrow = known & (where.admin1 != 0) & (where.coarse != MORE_THAN_PROVINCE)
    return np.arange(1, len(where) + 1), known, point, narrow, sums([where.country, where.admin1])


def _together(parts: list[Keyed]) -> Keyed:
    return np.concatenate([each[0] for each in parts]), np.concatenate([each[1] for each in parts])


def key_of(kind: str, numbers: Numbers) -> Numbers:
    """Return the keys of some numbers that are of a kind."""
    return sums([np.full(len(numbers), hash_of(kind)), numbers])


def _cells(where: Places, some: Numbers) -> Numbers:
    """Return the H3 cell of each of some places."""
    import h3

    cells = [h3.str_to_int(h3.latlng_to_cell(where.lat[i], where.lon[i], _CELL)) for i in some]
    return np.array(cells, np.int64)


def _around(where: Places, some: Numbers) -> Keyed:
    """Return of some places all cells in which a point may be within reach of each."""
    if not len(some):
        return some, some
    cells = _cells(where, some).tolist()
    around = {cell: _ring(cell) for cell in set(cells)}
    count = np.array([len(around[cell][0]) for cell in cells])
    at, index = np.repeat(some, count), np.concatenate([around[cell][0] for cell in cells])
    middles = np.concatenate([around[cell][1] for cell in cells])
    near = distance(where.lat[at], where.lon[at], middles[:, 0], middles[:, 1]) <= NEAR_KM + _RADIUS_KM
    return at[near] + 1, index[near]


@cache
def _ring(cell: int) -> tuple[Numbers, Numbers]:
    import h3

    cells = sorted(h3.grid_disk(h3.int_to_str(cell), _RINGS))
    return np.array([h3.str_to_int(each) for each in cells]), np.array([h3.cell_to_latlng(each) for each in cells])
