"""What a time says, and when it is said -> the days that it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corrobora.read.days import day_of, edtf_of, month_end, moved, season, unit_around
from corrobora.read.expressions import Expression
from corrobora.types import Basis

_FUTURE_IS_FARTHER = 2.5
_SOON = timedelta(2)
_NOT_SO_SOON = 75  # days ahead at which a date without tense still lies ahead
_SHARED_YEARS = 12


@dataclass(frozen=True, slots=True)
class Context:
    """When something is said: the day of publication (`exact`, or inferred), the day named last, and the tense.

    `ahead` is true where the sentence tells the future, false where it tells the past, null where that isn't known.
    """

    anchor: date | None = None
    exact: bool = True
    focus: date | None = None
    ahead: bool | None = None

    def distance(self, day: date) -> int:
        """Return how many days lie between the day of publication and `day`."""
        return abs((day - (self.anchor or day)).days)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days that a time means, from first to last, how precisely, and how they are known."""

    first: date | None
    last: date | None
    precision: str
    basis: Basis

    @property
    def edtf(self) -> str | None:
        """Return the days as EDTF, or null where they are not known."""
        unit = self.precision if self.precision in {"year", "month", "decade", "century"} else ""
        return edtf_of(self.first, self.last, unit) if self.first and self.last else None


def resolve(said: Expression, context: Context) -> Meaning:
    """Return what a time means where it stands; its days are null where the words and the context leave them open.

    >>> resolve(Expression("weekday", weekday=3), Context(date(2022, 3, 13))).edtf
    '2022-03-10'
    """
    read = _KINDS.get(said.kind)
    if said.year_rel and said.year is None and context.anchor is not None:
        said = replace(said, year=context.anchor.year + {"last": -1, "previous": -1, "next": 1}.get(said.year_rel, 0))
    meaning = read(said, context) if read is not None else _unknown(said.kind or "ref")
    if said.prep in {"since", "until", "before", "after"} and meaning.precision != "duration":
        return Meaning(meaning.first, meaning.last, said.prep, meaning.basis)
    return meaning


def _unknown(precision: str) -> Meaning:
    return Meaning(None, None, precision, "relative")


def _precision(said: Expression, unit: str = "day") -> str:
    if unit != "day":
        return unit
    return "minute" if said.clock else "part" if said.part or said.edge else "day"


def _date(said: Expression, context: Context) -> Meaning:
    if said.day is not None and said.month is not None:
        return _full(said, context)
    if said.day is not None:
        return _day_of_month(said, context)
    if said.month is not None:
        first = _month(said, context)
        basis: Basis = "stated" if said.year is not None else _relative(context)
        return Meaning(first, month_end(first.year, first.month) if first else None, "month", basis)
    if said.year is None or said.year < 1:
        return _unknown("year")
    return Meaning(date(said.year, 1, 1), date(said.year, 12, 31), "year", "stated")


def _full(said: Expression, context: Context) -> Meaning:
    month, day = said.month or 1, said.day or 1
    if said.year is not None:
        found = day_of(said.year, month, day)
        return Meaning(found, found, _precision(said), "stated")
    found = None
    if context.anchor is not None:
        years = range(context.anchor.year - _SHARED_YEARS, context.anchor.year + 2)
        days = [each for year in years if (each := day_of(year, month, day))]
        agreeing = [each for each in days if each.weekday() == said.weekday]
        found = min(agreeing, key=context.distance) if agreeing else _choose(days[-3:], said, context)
    return Meaning(
        found, found, _precision(said), "stated" if said.weekday is not None and context.exact else _relative(context)
    )


def _relative(context: Context) -> Basis:
    return "relative" if context.exact else "inferred"


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
        return _unknown("day")
    starts = [each for n in range(-12, 13) if (each := moved(anchor.replace(day=1), n, "month"))]
    days = [each for start in starts if (each := day_of(start.year, start.month, said.day or 1))]
    agreeing = [each for each in days if said.weekday is None or each.weekday() == said.weekday]
    found = _choose(agreeing, said, context)
    return Meaning(found, found, _precision(said), _relative(context))


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
    return _choose([date(year, month, 1) for year in range(anchor.year - 1, anchor.year + 2)], said, around)


def _range(said: Expression, context: Context) -> Meaning:
    end_year, end_month, end_day = said.end or (None, None, None)
    if said.month is None:
        if said.year is None or end_year is None:
            return _unknown("interval")
        return Meaning(date(said.year, 1, 1), date(end_year, 12, 31), "interval", "stated")
    year = said.year if said.year is not None or end_year is None else end_year
    month = end_month or said.month
    later = Expression("date", year=end_year or year, month=month, day=end_day)
    last = _date(later, context).last
    if last is None:
        return _unknown("interval")
    start_year = said.year or (last.year if said.month <= month else last.year - 1)
    first = day_of(start_year, said.month, said.day or 1)
    basis: Basis = "stated" if year is not None else _relative(context)
    return Meaning(first, last, "interval", basis)


def _weekday(said: Expression, context: Context) -> Meaning:
    wanted = said.weekday_to if said.weekday_to is not None else said.weekday
    start = context.anchor if context.exact else context.focus or context.anchor
    if start is None or wanted is None:
        return _unknown("day")
    if said.rel == "next" or (said.rel != "last" and _is_ahead(said, context)):
        ahead = (wanted - start.weekday()) % 7 or (7 if said.rel == "next" else 0)
        found = moved(start, ahead, "day")
    else:
        back = (start.weekday() - wanted) % 7 or (7 if said.rel == "last" else 0)
        found = moved(start, -back, "day")
    precision = "part" if said.weekday_to is not None else _precision(said)
    return Meaning(found, found, precision, _relative(context))


def _deictic(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or not context.exact:
        return _unknown(_precision(said))
    found = moved(context.anchor, said.shift or 0, "day")
    return Meaning(found, found, _precision(said), "relative")


def _after_named(said: Expression, context: Context) -> Meaning:
    """Return the days of "the next day", "two weeks later": counted from the day that was named last."""
    start = context.focus or (context.anchor if context.exact else None)
    if start is None:
        return _unknown(_precision(said, said.unit or "day"))
    if said.kind == "skip":
        found = moved(start, said.shift or 0, "day")
        return Meaning(found, found, _precision(said), "relative")
    if said.kind == "later":
        steps = None if said.n is None else -said.n if said.back else said.n
    else:
        steps = {"following": 1, "next": 1, "previous": -1}.get(said.rel, 0)
    return _stepped(start, steps, said)


def _ago(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or not context.exact or said.n is None:
        return _unknown(_precision(said, said.unit))
    return _stepped(context.anchor, -said.n if said.back else said.n, said)


def _stepped(start: date, steps: int | None, said: Expression) -> Meaning:
    unit = "day" if said.unit in {"night", "", "morning"} else said.unit
    there = moved(start, steps, unit) if steps is not None else None
    if there is None:
        return _unknown(_precision(said, unit))
    first, last = unit_around(there, unit)
    return Meaning(first, last, _precision(said, unit), "relative")


def _unit(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or (not context.exact and said.unit not in {"year", "decade", "century"}):
        return _unknown(said.unit)
    if said.unit in {"day", "hour", "minute", "second"} and not said.rel:
        return Meaning(context.anchor, context.anchor, "day", _relative(context))
    steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(said.rel, 0)
    meaning = _stepped(context.anchor, steps, said)
    precision = "week" if meaning.precision == "weekend" else meaning.precision
    return Meaning(meaning.first, meaning.last, precision, _relative(context))


def _recent(said: Expression, context: Context) -> Meaning:
    """Return the days of "the past three weeks" or "the next 48 hours"."""
    if context.anchor is None or not context.exact or said.n is None:
        return _unknown("interval")
    ahead = said.rel in {"next", "following"}
    there = moved(context.anchor, said.n if ahead else -said.n, said.unit)
    if there is None:
        return _unknown("interval")
    first, last = (context.anchor, there) if ahead else (there, context.anchor)
    return Meaning(first, last, "interval", "relative")


def _duration(said: Expression, context: Context) -> Meaning:
    if said.prep == "since":
        found = _ago(said, context)
        return Meaning(found.first, found.last, "since", "relative")
    return Meaning(None, None, "duration", "stated")


def _years(said: Expression, context: Context) -> Meaning:
    del context
    if said.unit == "century":
        start = (said.n or 0) * 100 - 100
        return (
            Meaning(date(start, 1, 1), date(start + 99, 12, 31), "century", "stated")
            if start > 0
            else _unknown("century")
        )
    return (
        Meaning(date(said.year, 1, 1), date(said.year + 9, 12, 31), "decade", "stated")
        if said.year
        else _unknown("decade")
    )


def _season(said: Expression, context: Context) -> Meaning:
    year = said.year
    if year is None and context.anchor is not None:
        years = range(context.anchor.year - 2, context.anchor.year + 2)
        ends = {season(each, said.unit): each for each in years}
        past = [
            each for (first, last), each in ends.items() if (last if said.rel == "last" else first) < context.anchor
        ]
        year = max(past) + (1 if said.rel == "next" else 0) if past else None
    if year is None:
        return _unknown("season")
    first, last = season(year, said.unit)
    return Meaning(first, last, "season", "stated" if said.year is not None else _relative(context))


def _part(said: Expression, context: Context) -> Meaning:
    """Return the day of "at dawn", "at 3:15": that which was named last, or else the day of publication."""
    day = context.focus or (context.anchor if context.exact else None)
    return Meaning(day, day, _precision(said), "relative") if day else _unknown(_precision(said))


_KINDS: dict[str, Callable[[Expression, Context], Meaning]] = {
    "date": _date,
    "range": _range,
    "weekday": _weekday,
    "deictic": _deictic,
    "skip": _after_named,
    "offset": _after_named,
    "later": _after_named,
    "ago": _ago,
    "unit": _unit,
    "recent": _recent,
    "duration": _duration,
    "years": _years,
    "season": _season,
    "part": _part,
}
