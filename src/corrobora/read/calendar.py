"""When a document was written: its publication date, the date in its address, or what its own dates leave possible."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from corrobora.read.days import bounds, day_of
from corrobora.read.meaning import Context
from corrobora.read.resolve import resolve
from corrobora.read.undated import Said, written
from corrobora.types import Dated

_ADDRESS = re.compile(r"(?<!\d)(19[89]\d|20\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_ADDRESS_WRITTEN = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(19[89]\d|20\d\d)(?!\d)")
_MONTH = timedelta(31)


@dataclass(frozen=True, slots=True)
class Reference:
    """The day from which a document speaks, whether that is its very day, and its date as it will be told.

    Where it isn't the very day, `anchor` is a day of its year, and `latest` the last on which it may have been
    written, if that is known to be soon after `anchor`.
    """

    anchor: date | None
    exact: bool
    dated: Dated | None
    latest: date | None = None


def find_reference(published: Dated | None, uri: str, said: Iterable[Said]) -> Reference:
    """Return from when a document speaks; `said` are the times of its title and body, read only where they count.

    >>> find_reference(None, "https://a.example/2021/11/28/x.html", []).dated
    Dated(edtf='2021-11-28', basis='inferred')
    """
    known = bounds(published.edtf) if published is not None else None
    if published is not None and known is not None:
        if known[0] == known[1]:
            return Reference(known[0], exact=True, dated=published)
        is_short = known[1] - known[0] <= _MONTH
        anchor = _latest_inside(said, known) or known[0 if is_short else 1]
        return Reference(anchor, exact=False, dated=published, latest=known[1] if is_short else None)
    day = _in_address(uri)
    if day is not None:
        return Reference(day, exact=True, dated=Dated(day.isoformat(), "inferred"))
    inferred = written(tuple(said))
    low, high = inferred.low, inferred.high
    if inferred.day is not None:
        return Reference(inferred.day, exact=True, dated=Dated(inferred.day.isoformat(), "inferred"))
    if low is None and high is None:
        return Reference(None, exact=False, dated=published)
    edtf = f"{low.isoformat() if low is not None else '..'}/{high.isoformat() if high is not None else '..'}"
    return Reference(inferred.anchor, exact=False, dated=published or Dated(edtf, "inferred"), latest=inferred.latest)


def _in_address(uri: str) -> date | None:
    found = _ADDRESS.search(uri)
    if found is not None:
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    found = _ADDRESS_WRITTEN.search(uri)
    return day_of(int(found[3]), int(found[2]), int(found[1])) if found is not None else None


def _latest_inside(said: Iterable[Said], known: tuple[date, date]) -> date | None:
    """Return the latest day named that lies inside the known interval."""
    days = []
    for each in said:
        meaning = resolve(each.what, Context(known[1], exact=False, ahead=False))
        if meaning.first is not None and meaning.first == meaning.last and known[0] <= meaning.first <= known[1]:
            days.append(meaning.first)
    return max(days, default=None)
