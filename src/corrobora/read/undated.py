"""A document without a date: when it was written, made out from the dates in its own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corrobora.read.days import day_of
from corrobora.read.expressions import Expression

_FIRST_YEAR, _LAST_YEAR = 1950, 2150
_WEEK = 7
_SOON_AFTER = timedelta(13)  # a day told with its weekday and without its year is seldom older when it is told


@dataclass(frozen=True, slots=True)
class Said:
    """A time, and whether the words around it tell the future.

    `shift` is how many days it lies from the day of writing, where the text says so ("today, 27 November": 0).
    """

    what: Expression
    ahead: bool | None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a text tells of the day on which it was written.

    It lies between `low`, the last day told of, and `high`, the next that is announced; `day` is that day itself,
    `anchor` a day of its year, and `latest` the last day that it may be, where it must lie soon after `low`.
    """

    low: date | None = None
    high: date | None = None
    day: date | None = None
    anchor: date | None = None
    latest: date | None = None


def written(said: Sequence[Said]) -> Written:
    """Return what the times of a title and body tell of the day of writing.

    The year of "Saturday 27 November" is the latest year named, or one beside it, if it is a Saturday then. Such
    dates stand near the day of writing; a full date of the past only says that the day of writing isn't earlier.

    >>> saturday = Said(Expression("date", month=11, day=27, weekday=5), ahead=False)
    >>> due = Said(Expression("date", year=2021, month=12, day=31, prep="before"), ahead=True)
    >>> written([saturday, due]).low
    datetime.date(2021, 11, 27)
    """
    full = [(day, each) for each in said if (day := _full(each.what)) is not None]
    today = [day - timedelta(each.shift) for day, each in full if each.shift is not None]
    if today:
        return _on(max(today))
    yearless = [each for each in said if _is_yearless(each.what)]
    year = _year(said, [each for each in yearless if each.what.weekday is not None])
    near = [(day, each) for each in yearless if year and (day := _day(each.what, year)) is not None]
    today = [day - timedelta(each.shift) for day, each in near if each.shift is not None]
    if today:
        return _on(max(today))
    told = [day for day, each in near if each.what.weekday is not None and not each.ahead]
    low = max(told or [day for day, each in full if not _looks_ahead(each)], default=None)
    announced = [day for day, each in (*near, *full) if (day > low if low is not None else each.ahead)]
    high = min(announced, default=None)
    if not told:
        return Written(low, high, anchor=high if near else None)
    day = _first(_weekday_now(said), max(told))
    if day is not None and (high is None or day <= high):
        return _on(day)
    latest = max(told) + _SOON_AFTER
    return Written(low, high, anchor=low, latest=min(latest, high) if high is not None else latest)


def _on(day: date) -> Written:
    return Written(day, day, day, day, day)


def _is_yearless(what: Expression) -> bool:
    return what.day is not None and what.month is not None and what.year is None and not what.hijri


def _day(what: Expression, year: int) -> date | None:
    """Return the day of that year, or null where its weekday is another than the one that is named."""
    day = day_of(year, what.month or 1, what.day or 1)
    return day if day is not None and what.weekday in {None, day.weekday()} else None


def _full(what: Expression) -> date | None:
    if what.year is None or what.month is None or what.day is None or what.hijri:
        return None
    return day_of(what.year, what.month, what.day) if _FIRST_YEAR <= what.year <= _LAST_YEAR else None


def _looks_ahead(each: Said) -> bool:
    return bool(each.ahead) or each.what.prep in {"by", "before", "until"}


def _year(said: Sequence[Said], with_weekday: Sequence[Said]) -> int | None:
    """Return the year in which weekdays, days and months agree: the latest named, or one beside it."""
    named = {year for each in said for year in _years(each.what) if _FIRST_YEAR <= year <= _LAST_YEAR}
    if not named or not with_weekday:
        return None
    latest = max(named)
    announced = all(_looks_ahead(each) for each in said if latest in _years(each.what))
    for year in (latest, latest - 1 if announced else latest + 1):
        agreeing = sum(_day(each.what, year) is not None for each in with_weekday)
        if agreeing * 2 > len(with_weekday):
            return year
    return None


def _years(what: Expression) -> list[int]:
    if what.hijri:
        return []
    return [year for year in (what.year, what.end[0] if what.end else None) if year]


def _weekday_now(said: Sequence[Said]) -> int | None:
    """Return the weekday of the day of writing, as "today, Friday" or "yesterday, Thursday" tell it."""
    found = {
        (each.what.weekday - each.what.shift) % _WEEK
        for each in said
        if each.what.kind == "deictic" and each.what.weekday is not None and each.what.shift is not None
    }
    return found.pop() if len(found) == 1 else None


def _first(weekday: int | None, after: date) -> date | None:
    """Return the first such weekday from a day on."""
    return after + timedelta((weekday - after.weekday()) % _WEEK) if weekday is not None else None
