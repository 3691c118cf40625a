"""Spans of days that are looked up by those they may meet: each stands under its first week, by how long it is.

A span of so many weeks is on the level of the power of two that holds them; so what may reach a week begins in few
weeks before it, on each level. What has no days, and what is very long, is looked at always.
"""

from __future__ import annotations

from collections.abc import Iterable

_WEEK = 7
_NONE, _WIDE = -1, 7

Ends = tuple[int | None, int | None]


def level_of(first: int | None, last: int | None) -> tuple[int, int]:
    """Return the level and the week under which the days from `first` to `last` stand.

    >>> level_of(14, 20), level_of(14, 21), level_of(None, None)
    ((0, 2), (1, 2), (-1, 0))
    """
    if first is None or last is None:
        return _NONE, 0
    level = (last // _WEEK - first // _WEEK).bit_length()
    return (_WIDE, 0) if level >= _WIDE else (level, first // _WEEK)


def meeting(
    table: str, wanted: str, keys: Iterable[str], first: int | None, last: int | None
) -> tuple[str, list[object]]:
    """Return the query, and its values, for those rows of a table of keys and spans that may be of some days.

    Of no days all are.
    """
    given = sorted(set(keys))
    places = f"WITH k(k) AS (VALUES {','.join(['(?)'] * len(given))})"
    query = f"{places} SELECT {wanted} FROM k CROSS JOIN {table} t ON t.key = k.k"  # noqa: S608 - our own tables
    if first is None or last is None:
        return query, list(given)
    rows: list[object] = []
    for level in range(_WIDE):
        rows += [level, first // _WEEK - (1 << level) + 1, last // _WEEK]
    rows += [_NONE, 0, 0, _WIDE, 0, 0]
    levels = f"l(n, a, b) AS (VALUES {','.join(['(?,?,?)'] * (_WIDE + 2))})"
    query = f"""{places}, {levels} SELECT {wanted} FROM k CROSS JOIN l CROSS JOIN {table} t
        ON t.key = k.k AND t.level = l.n AND t.week BETWEEN l.a AND l.b
        WHERE t.first IS NULL OR (t.first <= ? AND t.last >= ?)"""  # noqa: S608 - our own tables
    return query, [*given, *rows, last, first]
