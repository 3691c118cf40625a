"""Rows -> columns of numbers, on which a million claims are compared at once.

Words become numbers by a hash of 64 bits, so that columns of different batches, processes and machines agree. A list
becomes a fixed number of columns, 0 where it is shorter; of a longer list the first few count.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corrobora.codebook import compatible, events, side_of
from corrobora.link.arrays import Numbers, column_of, filled, hash_of, hashed, is_given, padded, words_of
from corrobora.link.weeks import likely_days, weeks

NEVER, ALWAYS = -(1 << 30), 1 << 30
_ANSWER = "interception"
_AFAR = ("airstrike", "drone-strike", "shelling")


@dataclass(frozen=True, slots=True)
class Places:
    """Every place that a row names, once; `coarse` is 0 for less than a province, 1 a province, 2 more, 3 unknown."""

    key: Numbers
    id: Numbers
    named: Numbers
    country: Numbers
    admin1: Numbers
    coarse: Numbers
    lat: Numbers
    lon: Numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.key)


@dataclass(frozen=True, slots=True)
class Columns:
    """Claims as columns; places are indexes into `where`, one more than it so that 0 is none.

    `rank` puts claims in an order that is the same in whatever order they come: by it ties are settled. `kind` is one
    bit, `may` those of the kinds with which it may be one; what is `afar` was struck by guns or from the air. Days are
    proleptic ordinals.
    """

    where: Places
    rank: Numbers
    document: Numbers
    speaker: Numbers
    language: Numbers
    kind: Numbers
    may: Numbers
    afar: Numbers
    answer: Numbers
    own: Numbers
    dated: Numbers
    first: Numbers
    last: Numbers
    about: Numbers
    told: Numbers
    told_first: Numbers
    told_last: Numbers
    several: Numbers
    day_from: Numbers
    day_to: Numbers
    week_from: Numbers
    week_to: Numbers
    wide: Numbers
    places: Numbers
    actors: Numbers
    actor_sides: Numbers
    targets: Numbers
    target_sides: Numbers
    hands: Numbers
    words: Numbers
    means: Numbers
    measures: Numbers
    low: Numbers
    best: Numbers
    high: Numbers

    def __len__(self) -> int:
        """Return how many claims there are."""
        return len(self.rank)

    def take(self, index: Numbers) -> Columns:
        """Return some of the claims, in the order of `index`."""
        chosen = {f.name: getattr(self, f.name)[index] for f in fields(self) if f.name != "where"}
        return Columns(self.where, **chosen)


def columns(table: pa.Table | pa.RecordBatch) -> Columns:
    """Return rows as columns, in their order."""
    table = pa.Table.from_batches([table]) if isinstance(table, pa.RecordBatch) else table
    table = table.combine_chunks()
    answer = filled(column_of(table, "answer"), 0, np.bool_)
    kind, may = _kinds(column_of(table, "kind"), answer)
    where, places = _places(column_of(table, "places"))
    actors, targets = column_of(table, "actors"), column_of(table, "targets")
    numbers = column_of(table, "numbers")
    each = numbers.flatten()
    given = {name: each.field(name) for name in ("measure", "low", "best", "high")}
    dated, days = _days(table, "first", "last")
    told, published = _days(table, "told_first", "told_last")
    day_from, day_to = likely_days(dated, days, told, published)
    week_from, week_to, wide = weeks(dated, days, told, published)
    return Columns(
        where,
        rank=hashed(column_of(table, "claim")),
        document=hashed(column_of(table, "document")),
        speaker=hashed(column_of(table, "speaker")),
        language=hashed(column_of(table, "language")),
        kind=kind,
        may=may,
        afar=filled(pc.is_in(column_of(table, "kind"), value_set=pa.array(_AFAR)), 0, np.bool_),
        answer=answer,
        own=filled(column_of(table, "own"), 0, np.bool_),
        dated=dated,
        first=days[0],
        last=days[1],
        about=filled(column_of(table, "about"), 0, np.bool_),
        told=told,
        told_first=published[0],
        told_last=published[1],
        several=filled(column_of(table, "several"), 1, np.int32),
        day_from=day_from.astype(np.int32),
        day_to=day_to.astype(np.int32),
        week_from=week_from.astype(np.int32),
        week_to=week_to.astype(np.int32),
        wide=wide,
        places=places,
        actors=padded(actors, hashed(actors.flatten())),
        actor_sides=padded(actors, _sides(actors.flatten())),
        targets=padded(targets, hashed(targets.flatten())),
        target_sides=padded(targets, _sides(targets.flatten())),
        hands=words_of(column_of(table, "hands")),
        words=words_of(column_of(table, "words")),
        means=words_of(column_of(table, "means")),
        measures=padded(numbers, hashed(given["measure"])),
        low=padded(numbers, filled(given["low"], 0, np.int64)),
        best=padded(numbers, filled(given["best"], 0, np.int64)),
        high=padded(numbers, filled(given["high"], np.iinfo(np.int64).max, np.int64)),
    )


def joined(one: Columns, two: Columns) -> Columns:
    """Return the claims of both, those of `one` first."""
    keys, at = np.unique(np.concatenate([one.where.key, two.where.key]), return_index=True)
    where = Places(*(np.concatenate([getattr(one.where, f), getattr(two.where, f)])[at] for f in _names(Places)))
    numbers = [np.concatenate([[0], np.searchsorted(keys, own.where.key) + 1]).astype(np.int32) for own in (one, two)]
    moved = [number[own.places] for number, own in zip(numbers, (one, two), strict=True)]
    merged = {
        name: _stacked(getattr(one, name), getattr(two, name))
        for name in _names(Columns)
        if name not in {"where", "places"}
    }
    return Columns(where, places=_stacked(*moved), **merged)


def _names(of: type) -> list[str]:
    return [f.name for f in fields(of)]


def _stacked(one: Numbers, two: Numbers) -> Numbers:
    if one.ndim == 1:
        return np.concatenate([one, two])
    width = max(one.shape[1], two.shape[1])
    out = np.zeros((len(one) + len(two), width), one.dtype)
    out[: len(one), : one.shape[1]] = one
    out[len(one) :, : two.shape[1]] = two
    return out


def _days(table: pa.Table, first: str, last: str) -> tuple[Numbers, tuple[Numbers, Numbers]]:
    one, two = column_of(table, first), column_of(table, last)
    return is_given(one), (filled(one, ALWAYS, np.int32), filled(two, NEVER, np.int32))


def _sides(actors: pa.Array) -> Numbers:
    coded = pc.dictionary_encode(actors)
    known = [hash_of(side) if (side := side_of(actor)) else 0 for actor in coded.dictionary.to_pylist()]
    return np.array(known or [0], np.int64)[filled(coded.indices, 0, np.int64)]


def _kinds(kinds: pa.Array, answer: Numbers) -> tuple[Numbers, Numbers]:
    """Return the bit of each kind of event, and the bits of those that may be one with it."""
    coded = pc.dictionary_encode(kinds)
    names = coded.dictionary.to_pylist()
    index = filled(coded.indices, 0, np.int64)
    other = 1 << len(events())  # a kind that the codebook lacks is one with itself alone
    own, told, answered = (
        np.array([each.get(name, other) for name in names] or [0], np.int64)[index] for each in _bits()
    )
    return own, np.where(answer, answered, told)


@cache
def _bits() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the bit of each kind of event, the bits of those that may be one with it, and that it may answer.

    An interception and the attack that it answers are two incidents.
    """
    known = sorted(events())
    bits = {kind: 1 << number for number, kind in enumerate(known)}
    may = {one: sum(bits[two] for two in known if _may_be(one, two)) for one in known}
    answers = {one: may[one] | sum(bits[two] for two in known if _of_one_sort(one, two)) for one in known}
    return bits, may, answers


def _may_be(one: str, two: str) -> bool:
    return one == two or (compatible(one, two) and _ANSWER not in (one, two))


def _of_one_sort(one: str, two: str) -> bool:
    """Return whether an answer of one kind may be to another: who denies having bombed a town denies the airstrike."""
    sorts = [(event.family, event.codes["acled"].partition(":")[0]) for event in (events()[one], events()[two])]
    return sorts[0] == sorts[1] and sorts[0][0] == "violence"


def _places(lists: pa.Array) -> tuple[Places, Numbers]:
    each = lists.flatten()
    coded = pc.dictionary_encode(each.field("key"))
    index = filled(coded.indices, 0, np.int64)
    _, first = np.unique(index, return_index=True)
    once = each.take(pa.array(first))
    level = {"province": 1, "country": 2, "region": 2, None: 3}
    where = Places(
        key=hashed(once.field("key")),
        id=hashed(once.field("id")),
        named=hashed(once.field("named")),
        country=hashed(once.field("country")),
        admin1=hashed(once.field("admin1")),
        coarse=np.array([level.get(p, 0) for p in once.field("precision").to_pylist()], np.int8),
        lat=_degrees(once.field("lat")),
        lon=_degrees(once.field("lon")),
    )
    return where, padded(lists, index + 1).astype(np.int32)


def _degrees(array: pa.Array) -> Numbers:
    return np.array([np.nan if value is None else value for value in array.to_pylist()], np.float64)
