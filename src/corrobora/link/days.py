"""EDTF -> the days that it covers, as proleptic ordinals, for comparing times of different precision."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T.*)?$")
_MARKS = str.maketrans("", "", "~?%")
_FIRST = date.min.toordinal()
_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included; `about` says that the source called them approximate."""

    first: int
    last: int
    about: bool = False

    @property
    def sharp(self) -> bool:
        """Return whether it is one day, and known to be that one."""
        return self.first == self.last and not self.about

    @property
    def length(self) -> int:
        """Return the number of days."""
        return self.last - self.first + 1

    def within(self, other: Days) -> bool:
        """Return whether all of it lies in `other`.

        >>> Days(3, 4).within(Days(1, 9))
        True
        """
        return other.first <= self.first and self.last <= other.last

    def apart(self, other: Days) -> int:
        """Return how many days lie from the one to the other; 0 where they meet.

        >>> Days(1, 3).apart(Days(5, 6))
        2
        """
        return max(0, other.first - self.last, self.first - other.last)


@lru_cache(maxsize=65536)
def days(edtf: str | None) -> Days | None:
    """Return the days that an EDTF date or interval covers, null where it names none; an open end has no end.

    >>> days("2021-02").length, days("2021-11-27").sharp, days("2021-01-01/2021-11-27").length
    (28, True, 331)
    """
    if not edtf:
        return None
    about = any(mark in edtf for mark in "~?%")
    first, slash, last = edtf.translate(_MARKS).partition("/")
    begin = _part(first)
    if not slash:
        return Days(*begin, about) if begin else None
    end = _part(last)
    if begin is None and end is None:
        return None
    both = (begin[0] if begin else _FIRST, end[1] if end else _LAST)
    return Days(*both, about) if both[0] <= both[1] else None


def _part(text: str) -> tuple[int, int] | None:
    found = _PART.match(text.strip())
    if found is None:
        return None
    year, month, day = int(found["year"]), found["month"], found["day"]
    try:
        if month is None or month == "XX":
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        if day is None or day == "XX":
            return date(year, int(month), 1).toordinal(), date(
                year, int(month), monthrange(year, int(month))[1]
            ).toordinal()
        one = date(year, int(month), int(day)).toordinal()
    except ValueError:
        return None
    return one, one


def written(day: int) -> str:
    """Return an ordinal day as a date.

    >>> written(days("2021-11-27").first)
    '2021-11-27'
    """
    return date.fromordinal(day).isoformat()
