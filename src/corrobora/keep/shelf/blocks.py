"""Keys under which linked claims stand on a shelf, and by which those are found that others may be one with.

Under each key a claim stands with its weeks, by how many these are (`spans`); one that may be of any week always.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from corrobora.keep.shelf.work import Work
from corrobora.link.arrays import Numbers
from corrobora.link.columns import Columns
from corrobora.link.keys import sought, standing

_ROWS = 500
_EVER = 1 << 40
_LOST = -1


def levels(claims: Columns) -> list[int]:
    """Return to which power of two weeks each claim reaches; -1 for one that may be of any week."""
    return [_level(*each) for each in zip(claims.week_from.tolist(), claims.week_to.tolist(), strict=True)]


def _level(week: int, until: int) -> int:
    return max(0, until - week).bit_length() if until >= week else _LOST


def blocks(claims: Columns, n: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the rows by which claims are found."""
    at, keys = standing(claims)
    level = levels(claims)
    week, until = claims.week_from.tolist(), claims.week_to.tolist()
    return ((key, level[i], week[i], n[i], until[i]) for i, key in zip(at.tolist(), keys.tolist(), strict=True))


def near_to(work: Work, claims: Columns, uris: Iterable[str]) -> set[int]:
    """Return the numbers of all claims that some claims may be one with, and of those of some documents."""
    found = {int(str(n)) for (n,) in work.select("SELECT n FROM links WHERE uri IN (?)", uris)}
    (most,) = work.connection.execute("SELECT coalesce(max(level), 0) FROM links").fetchone()
    wanted = sorted(_wanted(claims, most))
    for start in range(0, len(wanted), _ROWS):
        some = wanted[start : start + _ROWS]
        marks = ",".join(["(?, ?, ?, ?, ?)"] * len(some))
        query = f"""WITH w(key, level, since, begin, end) AS (VALUES {marks}) SELECT n FROM w CROSS JOIN blocks b
            ON b.key = w.key AND b.level = w.level AND b.week BETWEEN w.since AND w.end
            WHERE b.until >= w.begin OR b.level = {_LOST}"""  # noqa: S608 - marks alone
        found.update(n for (n,) in work.connection.execute(query, [value for row in some for value in row]))
    return found


def _wanted(claims: Columns, most: int) -> set[tuple[int, int, int, int, int]]:
    """Return where on a shelf stands what some claims may meet: keys, levels, and the weeks that are reached."""
    at, keys = sought(claims)
    week, until = claims.week_from.tolist(), claims.week_to.tolist()
    out = set()
    for i, key in zip(at.tolist(), keys.tolist(), strict=True):
        begin, end = (week[i], until[i]) if week[i] <= until[i] else (-_EVER, _EVER)
        out.add((key, _LOST, -_EVER, begin, _EVER))
        out |= {(key, level, begin - (1 << level), begin, end) for level in range(most + 1)}
    return out


def reaching(connection: sqlite3.Connection, wanted: str, weeks: Numbers) -> Iterator[Any]:
    """Yield a column of the claims that reach into some weeks; those that may be of any week are left out."""
    query = f"SELECT {wanted} FROM links WHERE level = ? AND week BETWEEN ? AND ? AND until >= ?"  # noqa: S608 - our own
    (most,) = connection.execute("SELECT coalesce(max(level), 0) FROM links").fetchone()
    for start, end in _runs(weeks):
        for level in range(most + 1):
            yield from (row[0] for row in connection.execute(query, (level, start - (1 << level), end, start)))


def _runs(weeks: Numbers) -> Iterator[tuple[int, int]]:
    known = np.unique(weeks)
    for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1) if len(known) else ():
        yield int(run[0]), int(run[-1])
