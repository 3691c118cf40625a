"""Dates of the Hijri calendar -> days, by the tables of Umm al-Qura; a sighted moon may shift them by a day."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian, Hijri

from corrobora.read.expressions import Expression
from corrobora.read.meaning import Context, Meaning, basis_of, unknown
from corrobora.types import Basis

_YEARS = range(1343, 1501)  # what the tables cover
_BEHIND = 579  # years


def hijri_named(said: Expression, context: Context) -> Meaning:
    """Return the days of a Hijri date or month, approximate; without a year, the last or, told ahead, the next.

    >>> hijri_named(Expression("hijri", year=1443, month=9, day=15, hijri=True), Context()).edtf
    '2022-04-16~'
    """
    month, year = said.month, said.year
    if year is None and month is not None and context.anchor is not None:
        year = _year_before(context.anchor, month, said.day or 1)
        year = year + 1 if year is not None and context.ahead else year
    elif year is not None and month is not None and year > _YEARS.stop:
        year = _hijri_year(year, month)
    if month is None or year is None or year not in _YEARS:
        return unknown("day" if said.day else "month")
    first = Hijri(year, month, 1)
    length = first.month_length()
    if said.day is not None and said.day > length:
        return unknown("day")
    day = _plain(Hijri(year, month, said.day or 1))
    last = day if said.day else _plain(Hijri(year, month, length))
    basis: Basis = "stated" if said.year is not None else basis_of(context)
    return Meaning(day, last, "day" if said.day else "interval", basis, about=True)


def _hijri_year(year: int, month: int) -> int | None:
    """Return the Hijri year whose month begins in a year of the common calendar ("Ramadan 2022")."""
    around = range(year - _BEHIND - 1, year - _BEHIND + 2)
    return next((each for each in around if each in _YEARS and _plain(Hijri(each, month, 1)).year == year), None)


def _year_before(anchor: date, month: int, day: int) -> int | None:
    try:
        now = Gregorian(anchor.year, anchor.month, anchor.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return now.year if (month, day) <= (now.month, now.day) else now.year - 1


def _plain(day: Hijri) -> date:
    return date.fromisoformat(day.to_gregorian().isoformat())
