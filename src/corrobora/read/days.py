"""Days, weeks, months and years: the arithmetic of the calendar, and EDTF strings."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_A_YEAR = 12
_DAYS = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "third": 4, "semester": 6, "year": 12, "decade": 120, "century": 1200}
_HOURS_A_DAY = 24
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or null where the calendar has no such day.

    >>> day_of(2021, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, n: int, unit: str) -> date | None:
    """Return the day that lies `n` units after `day` (before it where `n` is negative); hours count as whole days.

    >>> moved(date(2022, 3, 31), -1, "month")
    datetime.date(2022, 2, 28)
    >>> moved(date(2022, 3, 10), 72, "hour")
    datetime.date(2022, 3, 13)
    """
    try:
        if unit in _MONTHS:
            months = day.year * MONTHS_A_YEAR + day.month - 1 + n * _MONTHS[unit]
            year, month = months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))
        days = n // _HOURS_A_DAY if unit == "hour" and n > 0 else -(-n // _HOURS_A_DAY) if unit == "hour" else 0
        return day + timedelta(days or n * _DAYS.get(unit, 0))
    except (ValueError, OverflowError):
        return None


def unit_around(day: date, unit: str) -> tuple[date, date]:
    """Return the first and last day of the week, month, quarter, year, decade or century that `day` lies in.

    >>> unit_around(date(2023, 5, 16), "week")
    (datetime.date(2023, 5, 15), datetime.date(2023, 5, 21))
    """
    if unit == "week":
        first = day - timedelta(day.weekday())
        return first, moved(first, 6, "day") or date.max
    if unit == "weekend":
        first = moved(day - timedelta(day.weekday()), 5, "day") or date.max
        return first, moved(first, 1, "day") or date.max
    if unit in {"month", "quarter", "third", "semester"}:
        length = _MONTHS[unit]
        start = (day.month - 1) // length * length + 1
        return date(day.year, start, 1), month_end(day.year, start + length - 1)
    if unit in {"year", "decade", "century"}:
        span = {"year": 1, "decade": 10, "century": 100}[unit]
        first_year = max(1, day.year // span * span)
        return date(first_year, 1, 1), date(min(9999, day.year // span * span + span - 1), 12, 31)
    return day, day


def month_end(year: int, month: int) -> date:
    """Return the last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def quarter(year: int, number: int, unit: str) -> tuple[date, date] | None:
    """Return the first and last day of a quarter, third or half (`unit` "semester") of a year, or null: it has no such.

    >>> quarter(2024, 2, "quarter")
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
    """
    length = _MONTHS.get(unit, MONTHS_A_YEAR)
    if not 1 <= number <= MONTHS_A_YEAR // length:
        return None
    return date(year, (number - 1) * length + 1, 1), month_end(year, number * length)


def season(year: int, name: str) -> tuple[date, date]:
    """Return the first and last day of a season of the northern hemisphere; winter begins in December of `year`.

    >>> season(2014, "summer")
    (datetime.date(2014, 6, 1), datetime.date(2014, 8, 31))
    """
    start = _SEASONS[name]
    end_year, end = (year, start + 2) if start < MONTHS_A_YEAR else (year + 1, 2)
    return date(year, start, 1), month_end(end_year, end)


def edtf_of(first: date, last: date, unit: str) -> str:
    """Return the days from `first` to `last` as EDTF: a year, month or day where `unit` is one, else an interval.

    The last day of the calendar stands for no end.

    >>> edtf_of(date(2021, 5, 1), date(2021, 5, 31), "month")
    '2021-05'
    >>> edtf_of(date(2021, 5, 3), date(2021, 5, 9), "week")
    '2021-05-03/2021-05-09'
    """
    if last == date.max:
        return f"{first.isoformat()}/.."
    if unit == "year":
        return f"{first.year:04}"
    if unit == "month":
        return f"{first.year:04}-{first.month:02}"
    if unit in {"decade", "century"}:
        return f"{first.year:04}/{last.year:04}"
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def bounds(edtf: str) -> tuple[date, date] | None:
    """Return the first and last day that an EDTF date or closed interval covers, or null where it has no such days.

    >>> bounds("2021-11/2021-12-03")
    (datetime.date(2021, 11, 1), datetime.date(2021, 12, 3))
    """
    low, _, high = edtf.rstrip("~?%").partition("/")
    first, last = _one(low), _one(high or low)
    return (first[0], last[1]) if first and last else None


def _one(text: str) -> tuple[date, date] | None:
    parts = text[:10].rstrip("~?%").split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3:  # noqa: PLR2004
        return None
    year, month, day = [int(part) for part in parts] + [0] * (3 - len(parts))
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        return (date(year, month, 1), month_end(year, month)) if month else (date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None
