"""When a document was written: its publication date, the date in its address, or what its own dates leave possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corrobora.read.days import bounds, day_of
from corrobora.read.expressions import Expression
from corrobora.read.meaning import Context
from corrobora.read.resolve import resolve
from corrobora.types import Dated

_ADDRESS = re.compile(r"(?<!\d)(19[89]\d|20\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_WRITTEN = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(19[89]\d|20\d\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1950, 2150


@dataclass(frozen=True, slots=True)
class Reference:
    """The day from which a document speaks, whether that is its very day, and its date as it will be told."""

    anchor: date | None
    exact: bool
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class Said:
    """A time, and whether the words around it tell the future."""

    what: Expression
    ahead: bool | None


def find_reference(published: Dated | None, uri: str, said: Sequence[Said]) -> Reference:
    """Return from when a document speaks; `said` are the times of its title and body.

    >>> find_reference(None, "https://a.example/2021/11/28/x.html", []).dated
    Dated(edtf='2021-11-28', basis='inferred')
    """
    known = bounds(published.edtf) if published is not None else None
    if published is not None and known is not None:
        if known[0] == known[1]:
            return Reference(known[0], exact=True, dated=published)
        anchor = _latest_inside(said, known)
        return Reference(anchor or known[1], exact=False, dated=published)
    day = _in_address(uri)
    if day is not None:
        return Reference(day, exact=True, dated=Dated(day.isoformat(), "inferred"))
    low, high = _infer(said)
    if low is None and high is None:
        return Reference(None, exact=False, dated=published)
    edtf = f"{low.isoformat() if low is not None else '..'}/{high.isoformat() if high is not None else '..'}"
    return Reference(low or high, exact=False, dated=published or Dated(edtf, "inferred"))


def _in_address(uri: str) -> date | None:
    found = _ADDRESS.search(uri)
    if found is not None:
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    found = _ADDRESS_WRITTEN.search(uri)
    return day_of(int(found[3]), int(found[2]), int(found[1])) if found is not None else None


def _latest_inside(said: Sequence[Said], known: tuple[date, date]) -> date | None:
    """Return the latest day named that lies inside the known interval."""
    days = []
    for each in said:
        meaning = resolve(each.what, Context(known[1], exact=False, ahead=False))
        if meaning.first is not None and meaning.first == meaning.last and known[0] <= meaning.first <= known[1]:
            days.append(meaning.first)
    return max(days, default=None)


def _infer(said: Sequence[Said]) -> tuple[date | None, date | None]:
    """Return the days between which a document was written: the last that it tells of and the next that it announces.

    The year of "Saturday 27 November" is the latest year named, or the next, if it is a Saturday then. Such dates,
    which leave the year to be understood, stand near the day of writing; a full date later than they are lies ahead.
    """
    full = [(day, each) for each in said if (day := _full(each.what)) is not None]
    undated = [
        each
        for each in said
        if each.what.day is not None and each.what.month is not None and each.what.year is None and not each.what.hijri
    ]
    year = _year(said, undated)
    near = [
        (day, each)
        for each in undated
        if year is not None
        and (day := day_of(year, each.what.month or 1, each.what.day or 1)) is not None
        and each.what.weekday in {None, day.weekday()}
    ]
    anchors = [day for day, each in near if each.what.weekday is not None and not each.ahead]
    if not anchors:
        anchors = [day for day, each in full if not _looks_ahead(each)]
    announced = [day for day, each in (*near, *full) if each.ahead]
    low = max(anchors, default=None)
    later = [day for day, _ in (*full, *near) if day > low] if low is not None else announced
    return low, min(later, default=None)


def _full(what: Expression) -> date | None:
    if what.year is None or what.month is None or what.day is None:
        return None
    return day_of(what.year, what.month, what.day) if _FIRST_YEAR <= what.year <= _LAST_YEAR else None


def _looks_ahead(each: Said) -> bool:
    return bool(each.ahead) or each.what.prep in {"by", "before", "until"}


def _year(said: Sequence[Said], undated: Sequence[Said]) -> int | None:
    """Return the year that the dates without one share: the latest named, or one beside it, where weekdays agree."""
    named = {year for each in said for year in _years(each.what) if _FIRST_YEAR <= year <= _LAST_YEAR}
    with_weekday = [each.what for each in undated if each.what.weekday is not None]
    if not named:
        return None
    if not with_weekday:
        exact = [day.year for each in said if (day := _full(each.what)) is not None and not _looks_ahead(each)]
        return max(exact, default=None)
    latest = max(named)
    announced = all(_looks_ahead(each) for each in said if latest in _years(each.what))
    for year in (latest, latest - 1 if announced else latest + 1):
        agreeing = sum(_agrees(what, year) for what in with_weekday)
        if agreeing * 2 > len(with_weekday):
            return year
    return None


def _years(what: Expression) -> list[int]:
    return [year for year in (what.year, what.end[0] if what.end else None) if year]


def _agrees(what: Expression, year: int) -> bool:
    day = day_of(year, what.month or 1, what.day or 1)
    return day is not None and day.weekday() == what.weekday
