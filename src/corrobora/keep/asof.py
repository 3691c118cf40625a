"""Which row of each place holds, now or as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from corrobora.errors import LedgerError
from corrobora.keep.tables import entries
from corrobora.link.days import days

_TELLING = (entries.c.published, entries.c.captured, entries.c.read, entries.c.sha256)


def chosen(connection: Connection, as_of: str | None) -> dict[str, int]:
    """Return the row that holds of each place, in the order of the places."""
    query = select(entries.c.uri, entries.c.seq, *_TELLING)
    versions: dict[str, list[Any]] = {}
    for row in connection.execute(query.where(~entries.c.failed).order_by(entries.c.seq)):
        versions.setdefault(row.uri, []).append(row)
    until = last_day(as_of)
    chosen = ((uri, _version_of(rows, until)) for uri, rows in versions.items())
    return {uri: seq for uri, seq in sorted(chosen) if seq}


def last_day(as_of: str | None) -> int | None:
    """Return the last day of a date by which something must have been known; null where no date is given."""
    until = days(as_of)
    if as_of is not None and until is None:
        raise LedgerError(f"{as_of!r} is no date; write it as 2021-11-27")
    return until.last if until else None


def was_known(until: int | None, *moments: str | None) -> bool:
    """Return whether all of some moments had come by a day; one that isn't known had.

    >>> was_known(last_day("2021-11-28"), "2021-11-28T08:00:00+00:00", None), was_known(last_day("2021"), "2022-01-01")
    (True, False)
    """
    return until is None or all(_first(moment) <= until for moment in moments)


def _version_of(rows: Sequence[Any], until: int | None) -> int:
    """Return the row that holds as of a day, 0 where there was none yet.

    The bytes are those that had been captured by then, or else the first; of their readings, the last made by then.
    """
    if until is None:
        return int(rows[-1].seq)
    by_then = [row for row in rows if _first(row.captured) <= until]
    bytes_ = by_then[-1] if by_then else rows[0]
    known = (
        _first(bytes_.published or (bytes_.captured if by_then else None)) if by_then or bytes_.published else until + 1
    )
    if known > until:
        return 0
    same = [row for row in rows if row.sha256 == bytes_.sha256]
    made = [row for row in same if _first(row.read) <= until]
    return int((made[-1] if made else same[0]).seq)


def _first(edtf: str | None) -> int:
    """Return the first day of a date; what has none was always there."""
    when = days(edtf)
    return when.first if when else 0
