"""Incident claims on a shelf, packed, with the pairs that were compared: those of some weeks are linked at a time.

What a claim can be one with is told of in its weeks or in its article. So claims that come or go are linked among those
of their weeks, and of more where what is found rests on claims whose weeks, or whose groups, are not all there.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from corrobora.keep.shelf.work import chunks, insert
from corrobora.link.arrays import MOST, Numbers
from corrobora.link.columns import Columns, Places
from corrobora.link.evidence import Weights
from corrobora.link.linked import Linked
from corrobora.link.pairs import Pairs

_PAIR = np.dtype([("n", "<i8"), ("pattern", "<i4")])
_LISTS = (*("actors", "actor_sides", "targets", "target_sides", "words", "means", "measures", "low", "best", "high"),)
_FLAGS = ("answer", "own", "dated", "about", "told", "wide")
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


@dataclass(frozen=True, slots=True)
class Window:
    """Some claims as they are linked, with their numbers on the shelf, and those of their heads and groups."""

    linked: Linked
    n: Numbers
    head: Numbers
    label: Numbers


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


def _unpacked(blobs: Sequence[bytes], connection: sqlite3.Connection) -> Columns:
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
    connection: sqlite3.Connection, claims: Columns, n: Sequence[int], ids: Sequence[tuple[str, str]], linked: Linked,
    at: Numbers, numbers: Numbers,
) -> None:  # fmt: skip
    """Put claims on a shelf under the numbers `n`, with their ids; they stand in `linked` at `at`."""
    label = np.where(linked.label[at] >= 0, numbers[linked.label[at]], _LOST)
    rows = zip(
        n, ids, claims.rank.tolist(), claims.week_from.tolist(), claims.week_to.tolist(), claims.told_first.tolist(),
        linked.signature[at].tolist(), numbers[linked.head[at]].tolist(), label.tolist(), packed(claims),
        strict=True,
    )  # fmt: skip
    made = (
        (
            number,
            id_,
            uri,
            rank,
            _level(week, until),
            week,
            until,
            told,
            signature,
            head,
            group,
            zlib.compress(data, 1),
            b"",
        )
        for number, (id_, uri), rank, week, until, told, signature, head, group, data in rows
    )
    insert(connection, "links", made)


def _level(week: int, until: int) -> int:
    """Return to which power of two weeks a claim reaches; -1 for one that may be of any week."""
    return max(0, until - week).bit_length() if until >= week else _LOST


def store_pairs(connection: sqlite3.Connection, pairs: Pairs, numbers: Numbers) -> None:
    """Add pairs to those that were compared, each with the later of its claims on the shelf."""
    if not len(pairs):
        return
    one, two = numbers[pairs.one], numbers[pairs.two]
    later, earlier = np.maximum(one, two), np.minimum(one, two)
    order = np.argsort(later, kind="stable")
    made = np.zeros(len(order), _PAIR)
    made["n"], made["pattern"] = earlier[order], pairs.pattern[order]
    starts = np.flatnonzero(np.diff(later[order], prepend=-1))
    ends = np.append(starts[1:], len(order))
    keys = later[order][starts].tolist()
    whole, size = made.tobytes(), _PAIR.itemsize
    places = zip((starts * size).tolist(), (ends * size).tolist(), keys, strict=True)
    parts = ((whole[start:end], key) for start, end, key in places)
    connection.executemany("UPDATE links SET pairs = CAST(pairs || ? AS BLOB) WHERE n = ?", parts)


_COLUMNS = "n, rank, signature, head, label, data, pairs"


def in_weeks(
    connection: sqlite3.Connection, weeks: Numbers, signatures: Iterable[int], more: Iterable[int]
) -> list[int]:
    """Return the numbers of the claims that may be about some weeks or say the same, with those of their documents."""
    found = {n for (n,) in connection.execute("SELECT n FROM links WHERE level = -1")}
    found |= set(reaching(connection, "n", weeks)) | set(more)
    for signature in signatures:
        found |= {n for (n,) in connection.execute("SELECT n FROM links WHERE signature = ?", (signature,))}
    uris = {uri for some in chunks(sorted(found)) for (uri,) in connection.execute(_in("uri", "n", some), some)}
    for some_ in chunks(sorted(uris)):
        found |= {n for (n,) in connection.execute(_in("n", "uri", some_), some_)}
    return sorted(found)


def reaching(connection: sqlite3.Connection, wanted: str, weeks: Numbers) -> Iterator[Any]:
    """Yield a column of the claims that reach into some weeks; those that may be of any week are left out."""
    query = f"SELECT {wanted} FROM links WHERE level = ? AND week BETWEEN ? AND ? AND until >= ?"  # noqa: S608 - our own
    levels = [level for (level,) in connection.execute("SELECT DISTINCT level FROM links WHERE level >= 0")]
    for start, end in _runs(weeks):
        for level in levels:
            yield from (row[0] for row in connection.execute(query, (level, start - (1 << level), end, start)))


def _in(wanted: str, column: str, values: Sequence[object]) -> str:
    return f"SELECT {wanted} FROM links WHERE {column} IN ({','.join('?' * len(values))})"  # noqa: S608 - marks alone


def _runs(weeks: Numbers) -> Iterator[tuple[int, int]]:
    known = np.unique(weeks)
    for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1) if len(known) else ():
        yield int(run[0]), int(run[-1])


def window(
    connection: sqlite3.Connection,
    numbers: Sequence[int],
    weights: Weights,
    held: dict[int, tuple[Any, ...]] | None = None,
) -> Window:
    """Return the claims with some numbers as they are linked; pairs and groups with others are left out.

    `held` are rows that were read before, to which those that are read now are added.
    """
    held = {} if held is None else held
    for some in chunks([n for n in numbers if n not in held]):
        for row in connection.execute(_in(_COLUMNS, "n", some), some):
            held[row[0]] = (*row[:5], zlib.decompress(row[5]), row[6])
    rows = [held[n] for n in sorted(numbers) if n in held]
    n, _, signature, heads, label = (np.array([row[at] for row in rows], np.int64) for at in range(5))
    claims = _unpacked([row[5] for row in rows], connection)
    head, made = _pairs(n, heads, [row[6] for row in rows])
    group, at_group = _placed(n, label)
    # a group whose first claim is not here keeps a number of its own: that of the first of it that is
    stray = np.flatnonzero(~at_group & (label >= 0))
    _, first, which = np.unique(label[stray], return_index=True, return_inverse=True)
    group[stray] = stray[first][which]
    group[label < 0] = _LOST
    return Window(Linked(claims, signature, head, made, group, weights), n, heads, label)


def compared(connection: sqlite3.Connection, numbers: Sequence[int] | None = None) -> tuple[Numbers, Numbers, Pairs]:
    """Return the numbers of claims, by default of all, the groups that they are in, and their pairs by their places."""
    wanted = "n, head, label, pairs"
    if numbers is None:
        rows = connection.execute(f"SELECT {wanted} FROM links ORDER BY n").fetchall()  # noqa: S608 - our own columns
    else:
        rows = [row for some in chunks(sorted(numbers)) for row in connection.execute(_in(wanted, "n", some), some)]
        rows.sort()
    n, heads, label = (np.array([row[at] for row in rows], np.int64) for at in range(3))
    return n, label, _pairs(n, heads, [row[3] for row in rows])[1]


def _pairs(n: Numbers, heads: Numbers, blobs: Sequence[bytes]) -> tuple[Numbers, Pairs]:
    """Return the heads of claims by their places, and the pairs of those that stand for others."""
    later = np.repeat(np.arange(len(blobs)), [len(blob) // _PAIR.itemsize for blob in blobs])
    pairs = np.frombuffer(b"".join(blobs), _PAIR)
    one, there = _placed(n, pairs["n"])
    head, at_head = _placed(n, heads)
    head = np.where(at_head, head, np.arange(len(n)))
    standing = head == np.arange(len(n))
    kept = np.flatnonzero(there)
    kept = kept[standing[one[kept]] & standing[later[kept]]]
    code = np.stack([one[kept], later[kept]], axis=1)
    _, once = np.unique(code, axis=0, return_index=True)
    kept = kept[once]
    return head, Pairs(
        later[kept].astype(np.int32), one[kept].astype(np.int32), pairs["pattern"][kept].astype(np.int32)
    )


def columns_of(connection: sqlite3.Connection, claims: Iterable[str]) -> tuple[list[str], Columns]:
    """Return some claims, those of them that are linked, by their ids and as columns."""
    wanted = sorted(set(claims))
    rows = [row for some in chunks(wanted) for row in connection.execute(_in("claim, data", "claim", some), some)]
    return [row[0] for row in rows], _unpacked([zlib.decompress(row[1]) for row in rows], connection)


def _placed(n: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return where numbers stand among others, in order, and whether they do."""
    if not len(n):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(n, wanted), len(n) - 1)
    return at, n[at] == wanted
