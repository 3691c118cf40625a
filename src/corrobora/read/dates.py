"""Dates, months, years and weekdays -> days; weekday, tense and nearness settle what is left out."""

from __future__ import annotations

from datetime import date, timedelta

from corrobora.read.days import day_of, month_end, moved
from corrobora.read.expressions import Expression
from corrobora.read.meaning import Context, Meaning, basis_of, precision_of, unknown
from corrobora.types import Basis

_FUTURE_IS_FARTHER = 2.5
_SOON = timedelta(2)
_NOT_SO_SOON = 75  # days ahead at which a date without tense still lies ahead
_SHARED_YEARS = 2
_NEAR_DAYS = 500
_WEEK, _HALF_A_WEEK = 7, 3
_NEAR_FOCUS = 31  # days from the day of writing within which a bare weekday may be counted from a day named before it


def date_named(said: Expression, context: Context) -> Meaning:
    """Return the days of a date, a month or a year.

    >>> date_named(Expression("date", month=12, day=30), Context(date(2022, 1, 2))).edtf
    '2021-12-30'
    """
    if said.day is not None and said.month is not None:
        return _full(said, context)
    if said.day is not None:
        return _day_of_month(said, context)
    if said.month is not None:
        first = _month(said, context)
        basis: Basis = "stated" if said.year is not None else basis_of(context)
        return Meaning(first, month_end(first.year, first.month) if first else None, "month", basis)
    if said.year is None or said.year < 1:
        return unknown("year")
    return Meaning(date(said.year, 1, 1), date(said.year, 12, 31), "year", "stated")


def _full(said: Expression, context: Context) -> Meaning:
    month, day = said.month or 1, said.day or 1
    if said.year is not None:
        found = day_of(said.year, month, day)
        return Meaning(found, found, precision_of(said), "stated")
    found = None
    if context.anchor is not None:
        years = range(context.anchor.year - _SHARED_YEARS, context.anchor.year + 2)
        days = [each for year in years if (each := day_of(year, month, day))]
        agreeing = [each for each in days if each.weekday() == said.weekday and _is_near(each, context)]
        if agreeing:
            found = min(agreeing, key=context.distance)
        elif context.exact or said.weekday is None:  # with the day of writing known, a slip of the pen is likelier
            found = _choose(days[-3:], said, context)
    return Meaning(
        found, found, precision_of(said), "stated" if said.weekday is not None and context.exact else basis_of(context)
    )


def _is_near(day: date, context: Context) -> bool:
    """Return whether a weekday may settle the year of a day: years away, a slip of the pen is likelier."""
    return context.distance(day) < _NEAR_DAYS


def _choose(days: list[date], said: Expression, context: Context) -> date | None:
    """Return the day that is meant: by the tense, or else the nearest, a future one being thought farther."""
    anchor = context.anchor
    if anchor is None or not days:
        return None
    past = [day for day in days if day <= anchor]
    future = [day for day in days if day >= anchor]
    if said.rel == "last" and past:
        return max(past)
    if said.rel == "next" and future:
        return min(future)
    if _is_ahead(said, context) and future:
        return min(future)
    if context.ahead is False and past:
        near = [day for day in days if day - anchor <= _SOON]
        return max(near) if context.exact else max(past)

    def far(day: date) -> float:
        days_off = (day - anchor).days
        if days_off > _NOT_SO_SOON and past:
            return float("inf")
        return days_off * _FUTURE_IS_FARTHER if days_off > 0 else -days_off

    return min(days, key=far)


def _is_ahead(said: Expression, context: Context) -> bool:
    return (
        bool(context.ahead) or (context.ahead is None and said.prep in {"by", "before", "until"}) or said.prep == "by"
    )


def _day_of_month(said: Expression, context: Context) -> Meaning:
    """Return the day of "Thursday the 27th": the nearest month in which it is one."""
    anchor = context.anchor
    if anchor is None:
        return unknown("day")
    if said.unit == "month":  # "the 11th of this month"
        there = moved(anchor.replace(day=1), {"last": -1, "previous": -1, "next": 1}.get(said.rel, 0), "month")
        named = day_of(there.year, there.month, said.day or 1) if there is not None else None
        return Meaning(named, named, precision_of(said), basis_of(context))
    starts = [each for n in range(-12, 13) if (each := moved(anchor.replace(day=1), n, "month"))]
    days = [each for start in starts if (each := day_of(start.year, start.month, said.day or 1))]
    agreeing = [each for each in days if said.weekday is None or each.weekday() == said.weekday]
    found = _choose(agreeing, said, context)
    return Meaning(found, found, precision_of(said), basis_of(context))


def _month(said: Expression, context: Context) -> date | None:
    """Return the first day of a month, its year found like that of a day."""
    month = said.month or 1
    if said.year is not None:
        return day_of(said.year, month, 1)
    anchor = context.anchor
    if anchor is None:
        return None
    here = anchor.replace(day=1)
    around = Context(here, context.exact, context.focus, context.ahead)
    if said.rel in {"last", "next"} and month == anchor.month:
        return day_of(anchor.year + (1 if said.rel == "next" else -1), month, 1)
    years = range(anchor.year - 1, anchor.year + 2)
    return _choose([first for year in years if (first := day_of(year, month, 1))], said, around)


def range_named(said: Expression, context: Context) -> Meaning:
    """Return the days from one date to another, of which the earlier may leave out what the later names.

    >>> range_named(Expression("range", month=3, day=3, end=(2020, None, 7)), Context()).edtf
    '2020-03-03/2020-03-07'
    """
    end_year, end_month, end_day = said.end or (None, None, None)
    if said.kind == "night" and end_month is not None:
        return _night(said, context)
    if said.month is None and said.day is not None and end_month is not None:
        said = said._replace(month=end_month)  # "on 12 and 13 May"
    if said.month is None:
        if said.year is None or end_year is None:
            return unknown("interval")
        return Meaning(date(said.year, 1, 1), date(end_year, 12, 31), "interval", "stated")
    year = said.year if said.year is not None or end_year is None else end_year
    month = end_month or said.month
    later = Expression("date", year=end_year or year, month=month, day=end_day)
    last = date_named(later, context).last
    if last is None:
        return unknown("interval")
    start_year = said.year or (last.year if said.month <= month else last.year - 1)
    first = day_of(start_year, said.month, said.day or 1)
    basis: Basis = "stated" if year is not None else basis_of(context)
    return Meaning(first, last, "interval", basis)


def _night(said: Expression, context: Context) -> Meaning:
    """Return the two days of a night that is named by the second ("the night of Sunday to Monday, 15 May")."""
    year, month, day = said.end or (None, None, None)
    meaning = date_named(Expression("date", year=year, month=month, day=day, weekday=said.weekday_to), context)
    if meaning.last is None:
        return unknown("part")
    return Meaning(moved(meaning.last, -1, "day"), meaning.last, "part", meaning.basis)


def weekdays_named(said: Expression, context: Context) -> Meaning:
    """Return the days from one weekday to another: the last such, or the next where the future is told.

    >>> weekdays_named(Expression("weekdays", weekday=3, weekday_to=5), Context(date(2022, 2, 26))).edtf
    '2022-02-24/2022-02-26'
    """
    if said.weekday is None or said.weekday_to is None:
        return unknown("interval")
    length = timedelta((said.weekday_to - said.weekday) % 7)
    if _is_ahead(said, context):
        first = weekday_named(said._replace(kind="weekday", weekday_to=None), context).first
        return Meaning(first, first + length if first else None, "interval", basis_of(context))
    last = weekday_named(said, context).last
    return Meaning(last - length if last else None, last, "interval", basis_of(context))


def weekday_named(said: Expression, context: Context) -> Meaning:
    """Return the weekday that is meant: the last up to the day of publication, or the next where the future is told.

    >>> weekday_named(Expression("weekday", weekday=3), Context(date(2022, 3, 13), ahead=True)).edtf
    '2022-03-17'
    """
    wanted = said.weekday_to if said.weekday_to is not None else said.weekday
    start = context.anchor if context.exact else _named_near(context)
    if start is None or wanted is None or (_comes_again(said) and context.ahead is not False):
        return unknown("day")
    if said.shift is not None:  # "lundi en huit": the next one, and a week more
        days = (wanted - start.weekday() - 1) % _WEEK + 1 + said.shift
    elif said.rel == "next" or (said.rel != "last" and _is_ahead(said, context)):
        days = (wanted - start.weekday()) % _WEEK or (_WEEK if said.rel == "next" else 0)
    else:
        days = -((start.weekday() - wanted) % _WEEK or (_WEEK if said.rel == "last" else 0))
        if (
            not context.exact and days < -_HALF_A_WEEK
        ):  # the day of writing isn't known: the one nearest to what was named
            days += _WEEK
    found = moved(start, days, "day")
    if said.weekday is not None and said.weekday_to is not None:  # a night
        first = moved(found, -((said.weekday_to - said.weekday) % _WEEK), "day") if found else None
        return Meaning(first, found, "part", basis_of(context))
    return Meaning(found, found, precision_of(said), basis_of(context))


def _comes_again(said: Expression) -> bool:
    """Return whether a weekday may be that of every week ("le mercredi, le marché est fermé")."""
    return said.article and not (said.rel or said.part or said.clock or said.prep or said.edge)


def _named_near(context: Context) -> date | None:
    """Return the day that was named last, if it is near the day of writing, which itself isn't known."""
    if context.anchor is None or context.latest is None:
        return None
    near = context.focus is not None and context.distance(context.focus) <= _NEAR_FOCUS
    return context.focus if near else context.anchor
