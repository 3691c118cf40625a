"""A publication date as a source gives it -> EDTF."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from corrobora.types import Dated

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.*)?", re.DOTALL)
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def read_published(given: object) -> Dated | None:
    """Return the date that a source states, to the day in the source's own time zone where it says so; else null.

    ISO 8601, RFC 2822 and EDTF intervals are read; "03/04/2021", which means two days, is not.

    >>> read_published("2021-11-28T09:15:00+03:00")
    Dated(edtf='2021-11-28', basis='stated')
    >>> read_published("Sun, 28 Nov 2021 23:15:00 GMT").edtf
    '2021-11-28'
    >>> read_published({"edtf": "2021-11-27/2021-12-31", "basis": "inferred"}).basis
    'inferred'
    """
    if isinstance(given, dict):
        basis, edtf = given.get("basis"), _edtf(given.get("edtf"))
        return Dated(edtf, basis if basis in {"relative", "inferred"} else "stated") if edtf else None
    edtf = _edtf(given)
    return Dated(edtf, "stated") if edtf else None


def _edtf(given: object) -> str | None:
    if isinstance(given, datetime):
        return given.date().isoformat()
    if isinstance(given, date):
        return given.isoformat()
    if not isinstance(given, str):
        return None
    first, slash, last = given.strip().partition("/")
    if slash:
        ends = (_one(first), _one(last))
        return "/".join(end for end in ends if end) if all(ends) and first <= last else None
    return _one(first) or _mail(first)


def _one(given: str) -> str | None:
    """Return a year, month or day as it stands, or null where there is no such day."""
    if _MONTH.fullmatch(given):
        return given
    found = _DAY.fullmatch(given)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def _mail(given: str) -> str | None:
    try:
        return parsedate_to_datetime(given).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
