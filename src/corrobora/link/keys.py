"""Claims as tables of keys, by which those that are worth comparing meet (`block`)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pyarrow as pa

from corrobora.link.areas import MORE_THAN_PROVINCE, Keyed, key_of, own, reached
from corrobora.link.arrays import Numbers, sums
from corrobora.link.columns import Columns

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
    broad = (where.country == 0) | (where.coarse == MORE_THAN_PROVINCE) | (where.admin1 == 0)
    out: Numbers = (claims.places[:, 0] == 0) | np.concatenate([[False], broad])[claims.places].any(axis=1)
    return out


def standing(claims: Columns) -> Keyed:
    """Return keys by which others find each claim: its number, and a key, as two columns."""
    told, open_to = _parts(facts(claims)), open_(claims) | claims.wide | claims.answer
    loose = open_to[told[0]]
    inside = _at(claims, own(claims.where))
    return _joined([(inside, "area"), (told, "fact"), ((told[0][loose], told[1][loose]), "open fact")])


def sought(claims: Columns) -> Keyed:
    """Return the keys of what each claim may meet: all that `block.candidates` pairs it with, but for its article's.

    What shares a fact alone may be far away only where one of both knows no place or no day, or answers the other.
    """
    told, open_to = _parts(facts(claims)), open_(claims) | claims.wide | claims.answer
    loose = open_to[told[0]]
    near = _at(claims, reached(claims.where))
    some = [(told[0][where], told[1][where]) for where in (loose, ~loose)]
    return _joined([(near, "area"), (some[0], "fact"), (some[1], "open fact")])


def _parts(lists: Numbers) -> Keyed:
    row, column = np.nonzero(lists)
    return row, lists[row, column]


def _at(claims: Columns, areas_: Keyed) -> Keyed:
    """Return the areas of the places of each claim."""
    row, place = _parts(claims.places)
    order = np.argsort(areas_[0], kind="stable")
    ordered, area = areas_[0][order], areas_[1][order]
    start, end = np.searchsorted(ordered, place, "left"), np.searchsorted(ordered, place, "right")
    count = end - start
    at = np.repeat(start - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(count.sum())
    return np.repeat(row, count), area[at]


def _joined(parts: list[tuple[Keyed, str]]) -> Keyed:
    """Return keys of several kinds, each once a claim."""
    row = np.concatenate([each[0] for each, _ in parts])
    key = np.concatenate([key_of(kind, each[1].astype(np.int64)) for each, kind in parts])
    order = np.lexsort((row, key))
    row, key = row[order], key[order]
    once = np.ones(len(row), bool)
    once[1:] = (row[1:] != row[:-1]) | (key[1:] != key[:-1])
    return row[once], key[once]
