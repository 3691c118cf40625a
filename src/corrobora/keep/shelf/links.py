"""Incident claims on a shelf, packed, with the pairs that were compared: those of some weeks are linked at a time.

What a claim can be one with shares a key with it in one of its weeks, or stands in its article. Each claim has all
pairs that it is in, so that those it was compared with are found from it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa

from corrobora.keep.shelf.blocks import blocks, levels
from corrobora.keep.shelf.work import chunks, insert
from corrobora.link.arrays import MOST, Numbers
from corrobora.link.columns import Columns, Places
from corrobora.link.course import Barred
from corrobora.link.linked import Linked
from corrobora.link.pairs import Pairs

_PAIR = np.dtype([("n", "<i8"), ("pattern", "<i4")])
_NAMED = ("actors", "actor_sides", "targets", "target_sides", "hands", "words", "means")
_LISTS = (*_NAMED, "measures", "low", "best", "high")
_FLAGS = ("afar", "answer", "own", "dated", "about", "told", "wide")
_REST = tuple(f.name for f in fields(Columns) if f.name not in {"where", "places", *_LISTS, *_FLAGS})
_CLAIM = np.dtype(
    [
        *((name, "<i8") for name in _REST),
        *((name, "?") for name in _FLAGS),
        *((name, "<i8", (MOST,)) for name in (*_LISTS, "places")),
    ]
)
_KINDS = {"several": np.int32, **dict.fromkeys(("first", "last", "told_first", "told_last"), np.int32)}
_KINDS |= dict.fromkeys(("day_from", "day_to", "week_from", "week_to"), np.int32)
_LOST = -1


def packed(claims: Columns) -> list[bytes]:
    """Return each claim as bytes, the same for the same claim."""
    out = np.zeros(len(claims), _CLAIM)
    for name in (*_REST, *_FLAGS):
        out[name] = getattr(claims, name)
    for name in _LISTS:
        column = getattr(claims, name)
        out[name][:, : column.shape[1]] = column
    keys = np.concatenate([[0], claims.where.key])
    out["places"][:, : claims.places.shape[1]] = keys[claims.places]
    return [each.tobytes() for each in out]


def unpacked(blobs: Sequence[bytes], connection: sqlite3.Connection) -> Columns:
    """Return claims that were packed."""
    made = np.frombuffer(b"".join(blobs), _CLAIM)
    keys = np.unique(made["places"])
    keys = keys[keys != 0]
    found: dict[int, tuple[float, ...]] = {}
    for some in chunks(keys.tolist()):
        query = f"SELECT * FROM places WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608 - marks alone
        found |= {row[0]: row for row in connection.execute(query, some)}
    rows = [found[key] for key in keys.tolist()]
    kinds = {"coarse": np.int8, "lat": np.float64, "lon": np.float64}
    where = Places(
        *(
            np.array([np.nan if row[at] is None else row[at] for row in rows], kinds.get(f.name, np.int64))
            for at, f in enumerate(fields(Places))
        )
    )
    columns = {name: made[name].astype(_KINDS.get(name, np.int64)) for name in _REST}
    columns |= {name: made[name] for name in _FLAGS}
    columns |= {name: _trimmed(made[name]) for name in _LISTS}
    places = np.where(made["places"] != 0, np.searchsorted(keys, made["places"]) + 1, 0)
    return Columns(where, places=_trimmed(places.astype(np.int32)), **columns)


def _trimmed(lists: Numbers) -> Numbers:
    width = int(np.flatnonzero(lists.any(axis=0)).max(initial=0)) + 1
    out: Numbers = lists[:, :width].copy()
    return out


def store_places(connection: sqlite3.Connection, where: Places) -> None:
    """Put the places of some claims on a shelf."""
    columns = [getattr(where, f.name).tolist() for f in fields(Places)]
    insert(connection, "places", ([None if v != v else v for v in row] for row in zip(*columns, strict=True)))  # noqa: PLR0124 - NaN


def store(
    connection: sqlite3.Connection, ids: pa.Table, linked: Linked, at: Numbers, numbers: Numbers,
    pairs: Pairs,
) -> None:  # fmt: skip
    """Put the claims that stand in `linked` at `at`, one behind another, on a shelf: their ids, numbers and pairs."""
    claims, n = linked.claims.take(at), numbers[at].tolist()
    label = np.where(linked.label[at] >= 0, numbers[linked.label[at]], _LOST)
    own = {one: blob for one, blob in _of_each(pairs, numbers) if n[0] <= one <= n[-1]}
    into, turn = numbers[linked.course.into[at]].tolist(), linked.course.turn[at].tolist()
    rows = zip(
        n, ids["claim"].to_pylist(), ids["uri"].to_pylist(), claims.rank.tolist(), levels(claims),
        claims.week_from.tolist(), claims.week_to.tolist(), claims.told_first.tolist(), linked.signature[at].tolist(),
        numbers[linked.head[at]].tolist(), label.tolist(), into, turn,
        (zlib.compress(each, 1) for each in packed(claims)), (own.get(one, b"") for one in n), strict=True,
    )  # fmt: skip
    insert(connection, "links", rows)
    insert(connection, "blocks", blocks(claims, n))


def forget(connection: sqlite3.Connection, claims: Columns, n: Sequence[int]) -> None:
    """Take claims from a shelf. The others keep their pairs with them, which lead nowhere."""
    rows = (row[:4] for row in blocks(claims, n))
    connection.executemany("DELETE FROM blocks WHERE key = ? AND level = ? AND week = ? AND n = ?", rows)
    connection.executemany("DELETE FROM links WHERE n = ?", ((each,) for each in n))


def store_pairs(connection: sqlite3.Connection, pairs: Pairs, numbers: Numbers) -> None:
    """Add pairs to those that claims on the shelf were compared in."""
    query = "UPDATE links SET pairs = CAST(pairs || ? AS BLOB) WHERE n = ?"
    connection.executemany(query, ((blob, n) for n, blob in _of_each(pairs, numbers)))


def store_barred(connection: sqlite3.Connection, before: Barred, now: Barred) -> None:
    """Keep which groups were kept apart, where `before` some were that no longer are."""
    was, are = ({*zip(each.one.tolist(), each.two.tolist(), each.turn.tolist(), strict=True)} for each in (before, now))
    connection.executemany("DELETE FROM barred WHERE one = ? AND two = ? AND turn = ?", sorted(was - are))
    insert(connection, "barred", sorted(are - was))


def _of_each(pairs: Pairs, numbers: Numbers) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each claim with its pairs, packed: the number of the other, and how they compare."""
    one, two = numbers[pairs.one], numbers[pairs.two]
    own = np.concatenate([one, two])
    order = np.argsort(own, kind="stable")
    made = np.zeros(len(order), _PAIR)
    made["n"], made["pattern"] = np.concatenate([two, one])[order], np.tile(pairs.pattern, 2)[order]
    keys, starts = np.unique(own[order], return_index=True)
    whole, ends = made.tobytes(), [*starts.tolist(), len(order)][1:]
    for key, start, end in zip(keys.tolist(), starts.tolist(), ends, strict=True):
        yield key, whole[start * _PAIR.itemsize : end * _PAIR.itemsize]


def having(wanted: str, column: str, values: Sequence[object]) -> str:
    """Return the query for some columns of the claims that have one of some values in another."""
    return f"SELECT {wanted} FROM links WHERE {column} IN ({','.join('?' * len(values))})"  # noqa: S608 - marks alone


def compared(connection: sqlite3.Connection, numbers: Sequence[int] | None = None) -> tuple[Numbers, Numbers, Pairs]:
    """Return the numbers of claims, by default of all, the groups that they are in, and their pairs by their places."""
    wanted = "n, head, label, pairs"
    if numbers is None:
        rows = connection.execute(f"SELECT {wanted} FROM links ORDER BY n").fetchall()  # noqa: S608 - our own columns
    else:
        rows = [row for some in chunks(sorted(numbers)) for row in connection.execute(having(wanted, "n", some), some)]
        rows.sort()
    n, heads, label = (np.array([row[at] for row in rows], np.int64) for at in range(3))
    return n, label, pairs_of(n, heads, [row[3] for row in rows])[2]


def with_compared(connection: sqlite3.Connection, labels: Sequence[int]) -> list[int]:
    """Return the numbers of the claims in some groups, and of all that these were compared with."""
    found: set[int] = set()
    for some in chunks(labels):
        for n, blob in connection.execute(having("n, pairs", "label", some), some):
            found |= {n, *np.frombuffer(blob, _PAIR)["n"].tolist()}
    return sorted(found)


def pairs_of(
    n: Numbers, heads: Numbers, blobs: Sequence[bytes]
) -> tuple[tuple[Numbers, Numbers, Numbers], Numbers, Pairs]:
    """Return what stands beside which claim and how they compare, the heads of claims, and the pairs of these heads."""
    own = np.repeat(np.arange(len(blobs)), [len(blob) // _PAIR.itemsize for blob in blobs])
    pairs = np.frombuffer(b"".join(blobs), _PAIR)
    beside = own, pairs["n"], pairs["pattern"]
    once = np.flatnonzero(pairs["n"] < n[own])  # each stands with both its claims
    later, pairs = own[once], pairs[once]
    one, there = placed(n, pairs["n"])
    head, at_head = placed(n, heads)
    head = np.where(at_head, head, np.arange(len(n)))
    standing = head == np.arange(len(n))
    kept = np.flatnonzero(there)
    kept = kept[standing[one[kept]] & standing[later[kept]]]
    _, once = np.unique(one[kept] * len(n) + later[kept], return_index=True)
    kept = kept[once]
    made = Pairs(later[kept].astype(np.int32), one[kept].astype(np.int32), pairs["pattern"][kept].astype(np.int32))
    return beside, head, made


def columns_of(connection: sqlite3.Connection, claims: Iterable[str]) -> tuple[list[str], Columns]:
    """Return some claims, those of them that are linked, by their ids and as columns."""
    wanted = sorted(set(claims))
    rows = [row for some in chunks(wanted) for row in connection.execute(having("claim, data", "claim", some), some)]
    return [row[0] for row in rows], unpacked([zlib.decompress(row[1]) for row in rows], connection)


def placed(n: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return where numbers stand among others, in order, and whether they do."""
    if not len(n):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(n, wanted), len(n) - 1)
    return at, n[at] == wanted
