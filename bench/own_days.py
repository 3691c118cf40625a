"""EDTF -> the days that it covers, so that "2015-21" and "2015-03/2015-05" are one value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from time import struct_time
from typing import TypeAlias

from edtf import parse_edtf

Days: TypeAlias = tuple[date, date]
_DAY = timedelta(days=1)


@cache
def covered(edtf: str) -> Days:
    """Return the first and the last day of an EDTF value; hours and marks of doubt don't count, open ends are far away.

    >>> covered("2015-21") == covered("2015-03/2015-05"), covered("2021-11-27T14:30") == covered("2021-11-27~")
    (True, True)
    """
    plain = re.sub(r"T[0-9:.Z+-]+|[~?%]", "", edtf)
    plain = f"..{plain}" if plain.startswith("/") else f"{plain}.." if plain.endswith("/") else plain
    value = parse_edtf(plain)
    return _date(value.lower_strict()), _date(value.upper_strict())


def _date(moment: struct_time | float) -> date:
    if isinstance(moment, float):
        return date.max if moment > 0 and math.isinf(moment) else date.min
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def joined(spells: Iterable[Days]) -> Days | None:
    """Return the days of several spells as one, or nothing where a day is missing between them.

    >>> joined([covered("2021-11-26"), covered("2021-11-27")]) == covered("2021-11-26/2021-11-27")
    True
    >>> joined([covered("2021-11-26"), covered("2021-11-28")])
    """
    first, *rest = sorted(spells)
    for spell in rest:
        if spell[0] > first[1] + _DAY:
            return None
        first = first[0], max(first[1], spell[1])
    return first
