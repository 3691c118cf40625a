"""Some claims of a shelf as they are linked, with as much of those beyond them as groups rest on."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corrobora.keep.shelf.links import having, pairs_of, placed, unpacked
from corrobora.keep.shelf.work import chunks
from corrobora.link.arrays import Numbers
from corrobora.link.changed import Beyond
from corrobora.link.course import Barred, Course
from corrobora.link.evidence import Weights
from corrobora.link.linked import Linked
from corrobora.link.pairs import Pairs

_COLUMNS = "n, rank, signature, head, label, joins, turn, data, pairs"
_FAR = "n, rank, head, label, joins, turn"


@dataclass(frozen=True, slots=True)
class Window:
    """Some claims as they are linked, with their numbers on the shelf, and those of their groups.

    `beside` has for each pair that was compared the place of a claim here, the number of the other, and how they
    compare. `beyond` are
    claims that they were compared with or whose groups they joined, and `far` the numbers of these.
    """

    linked: Linked
    n: Numbers
    label: Numbers
    beside: tuple[Numbers, Numbers, Numbers]
    beyond: Beyond
    far: Numbers


def window(
    connection: sqlite3.Connection, numbers: Sequence[int], weights: Weights,
    held: dict[int, tuple[Any, ...]] | None = None,
) -> Window:  # fmt: skip
    """Return the claims with some numbers as they are linked; where rows are `held`, with what is beyond them.

    `held` are rows that were read before, to which those that are read now are added.
    """
    rows_ = {} if held is None else held
    for some in chunks([n for n in numbers if n not in rows_]):
        for row in connection.execute(having(_COLUMNS, "n", some), some):
            rows_[row[0]] = (*row[:7], zlib.decompress(row[7]), row[8])
    rows = [rows_[n] for n in sorted(numbers) if n in rows_]
    n, _, signature, heads, label, joins, turn = (np.array([row[at] for row in rows], np.int64) for at in range(7))
    claims = unpacked([row[7] for row in rows], connection)
    beside, head, pairs = pairs_of(n, heads, [row[8] for row in rows])
    far = np.zeros((0, 6), np.int64) if held is None else _beyond(connection, n, {*beside[1].tolist(), *joins.tolist()})
    every = np.concatenate([n, far[:, 0]])
    groups = _groups(every, np.concatenate([label, far[:, 3]]), len(n))
    into, turn = _into(every, np.concatenate([joins, far[:, 4]])), np.concatenate([turn, far[:, 5]]).astype(np.int32)
    here, there = np.split(np.arange(len(every)), [len(n)])
    course = Course(into[here], turn[here], Barred.none() if held is None else _barred(connection, n, every))
    known = Linked(claims, signature, head, pairs, groups[here], weights, course)
    between = _between(head == here, beside, far[:, 0])
    beyond = Beyond(far[:, 1], groups[there], into[there], turn[there], between)
    return Window(known, n, label, beside, beyond, far[:, 0])


def _beyond(connection: sqlite3.Connection, n: Numbers, wanted: set[int]) -> Numbers:
    """Return rows of the claims with some numbers that are not here, and of those whose groups they joined."""
    known: dict[int, tuple[int, ...]] = {}
    seen = set(n.tolist())
    while left := wanted - seen:
        seen |= left
        rows = [row for some in chunks(sorted(left)) for row in connection.execute(having(_FAR, "n", some), some)]
        known |= {row[0]: row for row in rows if row[0] == row[2]}
        wanted = {row[4] for row in rows}
    return np.array([known[number] for number in sorted(known)], np.int64).reshape(-1, 6)


def _groups(every: Numbers, label: Numbers, here: int) -> Numbers:
    """Return the groups of claims by the places of those by which they go, or of their first where that isn't here."""
    _, first, which = np.unique(label, return_index=True, return_inverse=True)
    at, known = _located(every, label)
    out: Numbers = np.where(known & (at < here), at, first[which])
    out[label < 0] = -1
    return out


def _into(every: Numbers, joins: Numbers) -> Numbers:
    at, known = _located(every, joins)
    return np.where(known, at, np.arange(len(every)))


def _located(every: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return where numbers stand among others, in whatever order, and whether they do."""
    order = np.argsort(every)
    at, known = placed(every[order], wanted)
    return (order[at] if len(order) else at), known


def _barred(connection: sqlite3.Connection, n: Numbers, every: Numbers) -> Barred:
    """Return which groups of claims here were kept apart from others."""
    rows: set[tuple[int, int, int]] = set()
    for some in chunks(n.tolist()):
        for column in ("one", "two"):
            query = f"SELECT one, two, turn FROM barred WHERE {column} IN ({','.join('?' * len(some))})"  # noqa: S608
            rows.update(connection.execute(query, some))
    found = np.array(sorted(rows), np.int64).reshape(-1, 3)
    (one, one_known), (two, two_known) = (_located(every, found[:, side]) for side in (0, 1))
    return Barred(one, two, found[:, 2].astype(np.int32)).at(one_known & two_known)


def _between(standing: Numbers, beside: tuple[Numbers, Numbers, Numbers], far: Numbers) -> Pairs:
    """Return the pairs of claims here with those beyond them, which are numbered behind them."""
    own, n, pattern = beside
    at, there = placed(far, n)
    kept = np.flatnonzero(there & standing[own])
    _, once = np.unique(own[kept] * len(far) + at[kept], return_index=True)
    kept = kept[once]
    return Pairs(own[kept], at[kept] + len(standing), pattern[kept])
