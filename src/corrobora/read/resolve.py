"""What a time says, and when it is said -> the days that it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corrobora.read.dates import date_named, range_named, weekday_named
from corrobora.read.days import moved, season, unit_around
from corrobora.read.expressions import Expression
from corrobora.read.meaning import Context, Meaning, basis_of, precision_of, unknown

_SATURDAY = 5


def resolve(said: Expression, context: Context) -> Meaning:
    """Return what a time means where it stands; its days are null where the words and the context leave them open.

    >>> resolve(Expression("weekday", weekday=3), Context(date(2022, 3, 13))).edtf
    '2022-03-10'
    """
    read = _KINDS.get(said.kind)
    if said.year_rel and said.year is None and context.anchor is not None:
        said = replace(said, year=context.anchor.year + {"last": -1, "previous": -1, "next": 1}.get(said.year_rel, 0))
    meaning = read(said, context) if read is not None else unknown(said.kind or "ref")
    if said.prep in {"since", "until", "before", "after"} and meaning.precision != "duration":
        return Meaning(meaning.first, meaning.last, said.prep, meaning.basis)
    return meaning


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
        steps = None if said.n is None else -said.n if said.back else said.n
    else:
        steps = {"following": 1, "next": 1, "previous": -1}.get(said.rel, 0)
    return _stepped(start, steps, said)


def _ago(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or not context.exact or said.n is None:
        return unknown(precision_of(said, said.unit))
    return _stepped(context.anchor, -said.n if said.back else said.n, said)


def _stepped(start: date, steps: int | None, said: Expression) -> Meaning:
    unit = "day" if said.unit in {"night", "", "morning"} else said.unit
    there = moved(start, steps, unit) if steps is not None else None
    if there is None:
        return unknown(precision_of(said, unit))
    first, last = unit_around(there, unit)
    return Meaning(first, last, precision_of(said, unit), "relative")


def _unit(said: Expression, context: Context) -> Meaning:
    if context.anchor is None or (not context.exact and said.unit not in {"year", "decade", "century"}):
        return unknown(said.unit)
    if said.unit in {"day", "hour", "minute", "second"} and not said.rel:
        return Meaning(context.anchor, context.anchor, "day", basis_of(context))
    steps = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(said.rel, 0)
    start = context.anchor
    if said.unit == "weekend" and not said.rel and not context.ahead:  # the one that is on or was
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
            else unknown("century")
        )
    return (
        Meaning(date(said.year, 1, 1), date(said.year + 9, 12, 31), "decade", "stated")
        if said.year
        else unknown("decade")
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
        return unknown("season")
    first, last = season(year, said.unit)
    return Meaning(first, last, "season", "stated" if said.year is not None else basis_of(context))


def _part(said: Expression, context: Context) -> Meaning:
    """Return the day of "at dawn", "at 3:15": that which was named last, or else the day of publication."""
    day = context.focus or (context.anchor if context.exact else None)
    return Meaning(day, day, precision_of(said), "relative") if day else unknown(precision_of(said))


_KINDS: dict[str, Callable[[Expression, Context], Meaning]] = {
    "date": date_named,
    "range": range_named,
    "weekday": weekday_named,
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
