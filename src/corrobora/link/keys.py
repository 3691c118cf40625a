"""Claims and places as tables of keys, by which those that are worth comparing meet (`block`)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pyarrow as pa

from corrobora.link.arrays import Numbers, hash_of, sums
from corrobora.link.columns import Columns, Places
from corrobora.link.near import NEAR_KM
from corrobora.link.nearness import distance

_CELL = 4  # the H3 resolution: cells of 26 km a side
_RINGS = 2  # so many rings of cells hold all within reach
_RADIUS_KM = 34.0  # no cell of this resolution reaches farther from its middle
_MORE_THAN_PROVINCE = 2
_BITS = 62


def facts(claims: Columns) -> Numbers:
    """Return what claims can share besides day and place: parties, targets and their words, numbers; 0 is none."""
    return np.concatenate([_parties(claims), _counts(claims)], axis=1)


def _parties(claims: Columns) -> Numbers:
    return np.concatenate([claims.actors, claims.targets, claims.words], axis=1)


def _counts(claims: Columns) -> Numbers:
    each = [sums([claims.measures[:, i], claims.best[:, i]]) for i in range(claims.measures.shape[1])]
    return np.where((claims.measures != 0) & (claims.best != 0), np.stack(each, axis=1), 0)


def nodes(claims: Columns, index: Numbers | None = None) -> pa.Table:
    """Return the table that `block.candidates` takes, of all claims or of those at `index`."""
    ids = np.arange(len(claims)) if index is None else index
    claims = claims if index is None else claims.take(index)
    told, parties = facts(claims), _parties(claims)
    both = [sums([n, p]) * ((n != 0) & (p != 0)) for n, p in product(_counts(claims).T, parties.T)]
    return pa.table(
        {
            "id": ids.astype(np.int32),
            "kind": claims.kind,
            "may": claims.may,
            "several": claims.several,
            "document": claims.document,
            "wide": claims.wide,
            "answer": claims.answer,
            "lost": claims.week_from > claims.week_to,
            "open": open_(claims),
            "mask": np.bitwise_or.reduce(np.where(told != 0, np.int64(1) << (told >> 8) % _BITS, 0), axis=1),
            "day_from": claims.day_from,
            "day_to": claims.day_to,
            "week_from": claims.week_from.astype(np.int32),
            "week_to": claims.week_to.astype(np.int32),
            "places": _lists(claims.places),
            "facts": _lists(told),
            "parties": _lists(np.concatenate([claims.actors, claims.targets], axis=1)),
            "strong": _lists(np.stack(both, axis=1)),
        }
    )


def _lists(columns: Numbers) -> pa.Array:
    """Return what each row has that isn't 0, once, as lists."""
    ordered = np.sort(columns, axis=1)
    kept = ordered != 0
    kept[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
    ends = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
    return pa.ListArray.from_arrays(ends, ordered[kept])


def open_(claims: Columns) -> Numbers:
    """Return which claims name no place, or one of which no more may be shared than the country, or is known."""
    where = claims.where
    broad = (where.country == 0) | (where.coarse == _MORE_THAN_PROVINCE) | (where.admin1 == 0)
    out: Numbers = (claims.places[:, 0] == 0) | np.concatenate([[False], broad])[claims.places].any(axis=1)
    return out


def areas(where: Places) -> tuple[pa.Table, pa.Table]:
    """Return the keys of where each place is, and of where others are that may be near it, or the same.

    A place with a point is in its cell, and reaches for all cells within 30 km; and for those that know only the
    province, which reach for it. A place without a country goes by its name.
    """
    number = np.arange(1, len(where) + 1)
    known = where.country != 0
    point = known & (where.coarse == 0) & ~np.isnan(where.lat) & ~np.isnan(where.lon)
    province = sums([where.country, where.admin1])
    narrow = known & (where.admin1 != 0) & (where.coarse != _MORE_THAN_PROVINCE)
    own, reached = _cells(where, np.flatnonzero(point))
    alone = known & ~point & ~narrow & (where.coarse != _MORE_THAN_PROVINCE) & (where.id != 0)
    kinds = [
        (narrow & point, _key("town in", province), ["within"]),
        (narrow & ~point, _key("within", province), ["town in", "within"]),
    ]
    for some, key, others in kinds:
        own.append((number[some], key[some]))
        reached += [(number[some], _key(other, province)[some]) for other in others]
    for some, word in ((alone, where.id), (~known, where.named)):
        own.append((number[some], _key("word", word)[some]))
        reached.append((number[some], _key("word", word)[some]))
    own.append((number[known], _key("also", where.named)[known]))
    reached += [(number[known], _key("word", where.named)[known]), (number[~known], _key("also", where.named)[~known])]
    return _meeting(own, reached)


def _key(kind: str, numbers: Numbers) -> Numbers:
    return sums([np.full(len(numbers), hash_of(kind)), numbers])


def _cells(where: Places, some: Numbers) -> tuple[list[tuple[Numbers, Numbers]], list[tuple[Numbers, Numbers]]]:
    """Return the H3 cell of each of some places, and all cells of which a point may be within reach of it."""
    import h3

    if not len(some):
        return [], []
    cells = [h3.str_to_int(h3.latlng_to_cell(where.lat[i], where.lon[i], _CELL)) for i in some]
    around = {cell: _ring(cell) for cell in set(cells)}
    count = np.array([len(around[cell][0]) for cell in cells])
    at, index = np.repeat(some, count), np.concatenate([around[cell][0] for cell in cells])
    middles = np.concatenate([around[cell][1] for cell in cells])
    near = distance(where.lat[at], where.lon[at], middles[:, 0], middles[:, 1]) <= NEAR_KM + _RADIUS_KM
    return [(some + 1, np.array(cells))], [(at[near] + 1, index[near])]


def _ring(cell: int) -> tuple[Numbers, Numbers]:
    import h3

    cells = sorted(h3.grid_disk(h3.int_to_str(cell), _RINGS))
    return np.array([h3.str_to_int(each) for each in cells]), np.array([h3.cell_to_latlng(each) for each in cells])


def _meeting(own: list[tuple[Numbers, Numbers]], reached: list[tuple[Numbers, Numbers]]) -> tuple[pa.Table, pa.Table]:
    """Return both as tables, without the keys that stand on one side alone."""
    (one, mine), (two, others) = (
        [np.concatenate(column) for column in zip(*side, strict=True)] for side in (own, reached)
    )
    keep, meet = np.isin(mine, others), np.isin(others, mine)
    return (
        pa.table({"place": one[keep], "area": mine[keep]}),
        pa.table({"place": two[meet], "area": others[meet]}),
    )
