"""A date as people write it, in words and in any order -> EDTF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from corrobora.gather.dates import read_published

_LOCALES = ("en", "fr", "ar", "ar_EG", "ar_SY", "ar_IQ", "ar_MA", "ar_DZ")
_WORD = re.compile(r"\d+|[^\W\d_]+\.?")
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def read_spoken_date(words: str) -> str | None:
    """Return the day that some words name, if they name a day, a month by its name and a year; else null.

    >>> read_spoken_date("dim. 14 mars 2021 à 09:15"), read_spoken_date("الأحد ١٤ آذار ٢٠٢١")
    ('2021-03-14', '2021-03-14')
    >>> read_spoken_date("3/4/2021") is None  # two days, by where one lives
    True
    """
    stated = read_published(words)
    if stated is not None:
        return stated.edtf
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in words[:200])
    month, numbers = None, []
    for found in _WORD.finditer(plain):
        if found[0].isdigit():
            numbers.append(int(found[0]))
        else:
            month = month or _months().get(_folded(found[0]))
    year = next((number for number in numbers if _FIRST_YEAR <= number <= _LAST_YEAR), None)
    day = next((number for number in numbers if 1 <= number <= 31), None)  # noqa: PLR2004 - of a month
    try:
        return date(year, month, day).isoformat() if year and month and day else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Return the months by their names, long and short, in the languages that are read."""
    return {name: month for name, month in _named() if not name.isdigit()}


def _named() -> Iterator[tuple[str, int]]:
    from babel import Locale

    for code in _LOCALES:
        months = Locale.parse(code).months
        for context in months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    for word in (name, name.split()[-1]):
                        yield _folded(word), number


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().rstrip(".").replace("أ", "ا").replace("آ", "ا")
