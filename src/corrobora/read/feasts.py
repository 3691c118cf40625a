"""Feasts that move with Easter -> days, by the reckoning of the western and of the eastern churches."""

from __future__ import annotations

from datetime import date, timedelta

from corrobora.read.expressions import Expression
from corrobora.read.meaning import Context, Meaning, basis_of, unknown
from corrobora.types import Basis

_YEARS = range(1900, 2100)  # in which the eastern calendar is 13 days behind
_BEHIND = timedelta(13)
_NEAR = timedelta(60)  # a feast without year and tense may be so far ahead, or else it was the last


def feast_named(said: Expression, context: Context) -> Meaning:
    """Return the day of a feast that is so many days after Easter; without a year, of the last or of the next.

    >>> feast_named(Expression("feast", year=2023, feast=49), Context()).edtf
    '2023-05-28'
    """
    anchor, after = context.anchor, timedelta(said.feast or 0)
    years = [said.year] if said.year is not None else [anchor.year + n for n in (-1, 0, 1)] if anchor else []
    days = [easter(year, eastern=said.eastern) + after for year in years if year in _YEARS]
    if not days:
        return unknown("day")
    basis: Basis = "stated" if said.year is not None else basis_of(context)
    found = days[0] if said.year is not None or anchor is None else _choose(days, anchor, context.ahead)
    return Meaning(found, found, "day", basis)


def _choose(days: list[date], anchor: date, ahead: bool | None) -> date:  # noqa: FBT001 - as the context has it
    past, future = [day for day in days if day <= anchor], [day for day in days if day >= anchor]
    is_next = bool(future) and (ahead or (ahead is None and future[0] - anchor <= _NEAR))
    return future[0] if is_next or not past else past[-1]


def easter(year: int, *, eastern: bool = False) -> date:
    """Return Easter Sunday of a year, by Gauss' rules as Meeus gives them.

    >>> easter(2023), easter(2023, eastern=True)
    (datetime.date(2023, 4, 9), datetime.date(2023, 4, 16))
    """
    golden, fourth, seventh = year % 19, year % 4, year % 7
    if eastern:
        moon = (19 * golden + 15) % 30
        days = moon + (2 * fourth + 4 * seventh - moon + 34) % 7
        return date(year, 3, 22) + timedelta(days) + _BEHIND
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    days = moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451)
    return date(year, 3, 22) + timedelta(days)
