"""Dates that are written in figures only, such as 03/04/2021: read by what all dates of one file have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

from corrobora.gather.dates import read_published

Order: TypeAlias = Literal["day", "month", "year"]
_FIGURES = re.compile(r"(\d{1,4})\s?[/.\-\s]\s?(\d{1,2})\s?[/.\-\s]\s?(\d{1,4})\b")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MARKS = str.maketrans("", "", "\u200e\u200f\u061c\u202a\u202b\u202c")
_CENTURY = 100


def figures(text: str) -> tuple[int, int, int] | None:
    """Return the three numbers of a date at the start of a text, in whatever digits it is written, or null.

    >>> figures("٣/٤/٢٠٢١، 10:00"), figures("yesterday")
    ((3, 4, 2021), None)
    """
    found = _FIGURES.match(western(text).strip())
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def western(text: str) -> str:
    """Return a text with European digits and without marks of direction.

    >>> western("١٢")
    '12'
    """
    return text.translate(_MARKS).translate(_DIGITS)


def order_of(dates: Iterable[tuple[int, int, int] | None]) -> Order | None:
    """Return whether the day stands first, the month or the year, in the dates of one file taken together, or null.

    A number above twelve is no month. Where no date has one, the order is that by which the file doesn't jump back and
    forth in time; null where that leaves it open too.

    >>> order_of([(3, 4, 2021), (3, 13, 2021)]), order_of([(3, 4, 2021)]), order_of([(1, 2, 21), (2, 2, 21)])
    ('month', None, 'day')
    """
    known = list(dict.fromkeys(each for each in dates if each is not None))
    if known and all(first >= _CENTURY for first, _, _ in known):
        return "year"
    both: tuple[Order, ...] = ("day", "month")
    fitting = [order for order in both if all(_made(each, order) is not None for each in known)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return None
    spans = {order: _length([_made(each, order) for each in known]) for order in fitting}
    if spans["day"] == spans["month"]:
        return None
    return "day" if spans["day"] < spans["month"] else "month"


def _length(days: list[date | None]) -> int:
    """Return how many days lie between each date and the one after it in the file, all together."""
    real = [each for each in days if each is not None]
    return sum(abs((two - one).days) for one, two in pairwise(real))


def _made(each: tuple[int, int, int], order: Order) -> date | None:
    first, second, third = each
    if order == "year":
        year, month, day = first, second, third
    else:
        day, month, year = (first, second, third) if order == "day" else (second, first, third)
    try:
        return date(year + 2000 if year < _CENTURY else year, month, day)
    except ValueError:
        return None


def day_of(text: str, order: Order | None) -> str | None:
    """Return the day of a text as ISO 8601 if its order is known; else the text as it stands.

    >>> day_of("03/04/2021", "day"), day_of("03/04/2021", None), day_of("03/03/2021", None)
    ('2021-04-03', '03/04/2021', '2021-03-03')
    """
    if read_published(text) is not None:
        return text
    numbers = figures(text)
    if numbers is None:
        return text or None
    if numbers[0] >= _CENTURY:
        order = "year"
    elif order is None and numbers[0] == numbers[1]:
        order = "day"
    made = None if order is None else _made(numbers, order)
    return made.isoformat() if made else text
