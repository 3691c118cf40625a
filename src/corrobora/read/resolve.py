"""What a time says, and when it is said -> the days that it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from corrobora.read.dates import date_named, range_named, weekday_named, weekdays_named
from corrobora.read.days import moved, quarter, season, unit_around
from corrobora.read.expressions import Expression
from corrobora.read.feasts import feast_named
from corrobora.read.hijri import hijri_named
from corrobora.read.meaning import Context, Meaning, basis_of, precision_of, unknown
from corrobora.types import Basis

_SATURDAY = 5
_MID_DAY, _LATE_DAY = 15, 21
_MID_MONTH, _LATE_MONTH = 6, 11
_HOURS_A_DAY = 24
_FROM_NOW = frozenset({"deictic", "unit", "ago"})
_Reader: TypeAlias = Callable[[Expression, Context], Meaning]


def resolve(said: Expression, context: Context) -> Meaning:
    """Return what a time means where it stands; its days are null where the words and the context leave them open.

    >>> resolve(Expression("weekday", weekday=3), Context(date(2022, 3, 13))).edtf
    '2022-03-10'
    """
    read = _KINDS.get(said.kind)
    if said.year_rel and said.year is None and context.anchor is not None:
        said = said._replace(year=context.anchor.year + {"last": -1, "previous": -1, "next": 1}.get(said.year_rel, 0))
    if said.prep == "since":
        return _since(said, read(said, context._replace(ahead=False)) if read else unknown("since"), context)
    meaning = _read(read, said, context) if read is not None else unknown(said.kind or "ref")
    if said.prep in {"until", "before", "after"} and meaning.precision != "duration":
        return Meaning(meaning.first, meaning.last, said.prep, meaning.basis)
    return meaning


def _read(read: _Reader, said: Expression, context: Context) -> Meaning:
    """Return what a time means; where the day of publication is known nearly, what it means from each day it may be."""
    if context.exact or context.latest is None or said.kind not in _FROM_NOW:
        return read(said, context)
    one, other = (read(said, Context(day, ahead=context.ahead)) for day in (context.anchor, context.latest))
    agree = (one.first, one.last) == (other.first, other.last)
    return one._replace(basis="inferred") if agree else unknown(one.precision)


def _since(said: Expression, meaning: Meaning, context: Context) -> Meaning:
    """Return the days from the start of what is named to that of speaking; without end where that is unknown."""
    first = edge_of(meaning, said) if said.kind in {"date", "unit"} else meaning.first
    known = context.exact and context.anchor is not None and first is not None and first <= context.anchor
    return Meaning(first, context.anchor if known else date.max if first else None, "since", meaning.basis)


def edge_of(meaning: Meaning, said: Expression) -> date | None:
    """Return the day from which "since mid-May", "since late 2019" counts."""
    first, last = meaning.first, meaning.last
    if first is None or last is None or first == last or said.edge in {"", "start"}:
        return first
    if said.month is None and said.unit in {"", "year"}:
        return first.replace(month=_MID_MONTH if said.edge == "mid" else _LATE_MONTH)
    return first.replace(day=_MID_DAY if said.edge == "mid" else _LATE_DAY)


def _deictic(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or not context.exact:
        return unknown(precision_of(said))
    found = moved(context.anchor, said.shift or 0, "day")
    return Meaning(found, found, precision_of(said), "relative")


def _after_named(said: Expression, context: Context) -> Meaning:
    """Return the days of "the next day", "two weeks later": counted from the day that was named last."""
    start = context.focus or (context.anchor if context.exact else None)
    if start is None:
        return unknown(precision_of(said, said.unit or "day"))
    if said.kind == "skip":
        found = moved(start, said.shift or 0, "day")
        return Meaning(found, found, precision_of(said), "relative")
    if said.kind == "later":
        steps = _few(said) if said.n is None else -said.n if said.back else said.n
    else:
        steps = {"following": 1, "next": 1, "previous": -1}.get(said.rel, 0)
    return _stepped(start, steps, said)


def _few(said: Expression) -> int | None:
    """Return how many units "a few" are, as far as days count: a few hours later it is the same day."""
    return 0 if said.unit in {"hour", "minute"} else None


def _ago(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or not context.exact or said.n is None:
        return unknown(precision_of(said, said.unit))
    if said.shift == 0:  # "a year ago today"
        day = moved(context.anchor, -said.n if said.back else said.n, said.unit)
        return Meaning(day, day, "day", "relative")
    return _stepped(context.anchor, -said.n if said.back else said.n, said)


def _stepped(start: date, steps: int | None, said: Expression) -> Meaning:
    unit = "day" if said.unit in {"night", "", "morning"} else said.unit
    there = moved(start, steps, unit) if steps is not None else None
    if there is None:
        return unknown(precision_of(said, unit))
    if unit == "week" and said.kind == "later":  # "a week earlier" is a day, "the week before" is a week
        return Meaning(there, there, "day", "relative")
    first, last = unit_around(there, unit)
    return Meaning(first, last, precision_of(said, unit), "relative")


def _unit(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or (not context.exact and said.unit not in {"year", "decade", "century"}):
        return unknown(said.unit)
    if said.unit in {"day", "hour", "minute", "second"} and not said.rel:
        return Meaning(context.anchor, context.anchor, "day", basis_of(context))
    steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(said.rel, 0)
    start = context.anchor
    was = not context.ahead if not said.rel else said.rel == "this" and context.ahead is False
    if said.unit == "weekend" and was:  # the one that is on or was
        start = moved(start, -((start.weekday() - _SATURDAY) % 7), "day") or start
    meaning = _stepped(start, steps, said)
    precision = "week" if meaning.precision == "weekend" else meaning.precision
    return Meaning(meaning.first, meaning.last, precision, basis_of(context))


def _recent(said: Expression, context: Context) -> Meaning:
    """Return the days of "the past three weeks" or "the next 48 hours"."""
    if context.anchor is None or not context.exact or said.n is None:
        return unknown("interval")
    ahead = said.rel in {"next", "following"}
    there = moved(context.anchor, said.n if ahead else -said.n, said.unit)
    if there is None:
        return unknown("interval")
    first, last = (context.anchor, there) if ahead else (there, context.anchor)
    return Meaning(first, last, "interval", "relative")


def _duration(said: Expression, context: Context) -> Meaning:
    """Return the days of "since three days", "in 11 weeks"; a bare length of time lies nowhere."""
    anchor = context.anchor
    is_short = said.unit in {"minute", "second"} or (said.unit == "hour" and (said.n or 0) < _HOURS_A_DAY)
    if anchor is None or not context.exact or said.n is None or said.prep not in {"since", "in", "within"} or is_short:
        return Meaning(None, None, "duration", "stated")
    if said.prep == "since" or not context.ahead:
        first = moved(anchor, -said.n, said.unit)
        if said.prep != "since" and said.unit != "hour" and first is not None:
            first += timedelta(1)
        return Meaning(first, anchor if first else None, "duration", "relative")
    last = moved(anchor, said.n, said.unit)
    return Meaning((anchor if said.prep == "within" else last) if last else None, last, "duration", "relative")


def _quarter(said: Expression, context: Context) -> Meaning:
    """Return the months of "the first quarter of 2024"; without a year, the last such that has begun."""
    year, number = said.year, said.n or 0
    if year is None and context.anchor is not None:
        begun = quarter(context.anchor.year, number, said.unit)
        year = context.anchor.year - (1 if begun and begun[0] > context.anchor else 0)
    found = quarter(year, number, said.unit) if year is not None else None
    basis: Basis = "stated" if said.year is not None else basis_of(context)
    return Meaning(found[0], found[1], "interval", basis) if found else unknown("interval")


def _years(said: Expression, context: Context) -> Meaning:
    del context
    if said.unit == "century":
        start = (said.n or 0) * 100 - 100
        return (
            Meaning(date(start, 1, 1), date(start + 99, 12, 31), "century", "stated")
            if start > 0
            else unknown("century")
        )
    return (
        Meaning(date(said.year, 1, 1), date(said.year + 9, 12, 31), "decade", "stated")
        if said.year
        else unknown("decade")
    )


def _season(said: Expression, context: Context) -> Meaning:
    found = season(said.year, said.unit) if said.year is not None else _season_near(said, context)
    if found is None:
        return unknown("season")
    return Meaning(*found, "season", "stated" if said.year is not None else basis_of(context))


def _season_near(said: Expression, context: Context) -> tuple[date, date] | None:
    """Return the season that runs, the last or the next; "this summer" in spring or autumn is that of the year."""
    anchor = context.anchor
    if anchor is None:
        return None
    around = [season(year, said.unit) for year in range(max(1, anchor.year - 2), min(9998, anchor.year + 2) + 1)]
    begun = [each for each in around if each[0] <= anchor]
    ended = [each for each in begun if each[1] < anchor]
    to_come = [each for each in around if each[0] > anchor]
    if not ended or not to_come:  # at the ends of the calendar
        return None
    if said.rel in {"last", "next"}:
        return ended[-1] if said.rel == "last" else to_come[0]
    if said.rel != "this" or begun != ended:
        return begun[-1]
    if said.unit == "winter":  # the one year's winter goes on in the next
        return to_come[0] if to_come[0][0] - anchor < anchor - ended[-1][1] else ended[-1]
    return to_come[0] if to_come[0][0].year == anchor.year else ended[-1]


def _part(said: Expression, context: Context) -> Meaning:
    """Return the day of "at dawn", "at 3:15": that which was named last, or else the day of publication."""
    day = context.focus or (context.anchor if context.exact else None)
    return Meaning(day, day, precision_of(said), "relative") if day else unknown(precision_of(said))


_KINDS: dict[str, _Reader] = {
    "date": date_named,
    "range": range_named,
    "night": range_named,
    "weekday": weekday_named,
    "weekdays": weekdays_named,
    "quarter": _quarter,
    "hijri": hijri_named,
    "feast": feast_named,
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
