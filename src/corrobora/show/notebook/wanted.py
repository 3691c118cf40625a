"""The filters of a listing as keywords."""

from __future__ import annotations

from typing import TypedDict

from corrobora.errors import UsageError
from corrobora.keep.shelf import Wanted
from corrobora.show.known import refuse_strange


class Filters(TypedDict, total=False):
    """Which rows of a listing are wanted; see `corrobora incidents --help`."""

    place: str | None
    since: str | None
    until: str | None
    event: str | None
    side: str | None
    language: str | None
    grade: str | None
    limit: int | None
    offset: int
    as_of: str | None


_ROWS = ("limit", "offset", "as_of")


def asked(filters: Filters) -> tuple[Wanted, int | None, int, str | None]:
    """Return what is wanted, how many rows, from where on, and as of which day; UsageError where a filter is none.

    >>> asked({"place": "Gao", "limit": 5})[1:]
    (5, 0, None)
    """
    strange = sorted(filters.keys() - Filters.__annotations__.keys())
    if strange:
        raise UsageError(f"{strange[0]}: no such filter; there are {', '.join(Filters.__annotations__)}")
    only = {name: value for name, value in filters.items() if name not in _ROWS}
    limit, offset = filters.get("limit"), filters.get("offset", 0)
    for name, number in (("limit", limit), ("offset", offset)):
        if number is not None and number < 0:
            raise UsageError(f"{name}={number}: give 0 or more")
    wanted = Wanted(**only)  # type: ignore[arg-type] # texts, each of them
    refuse_strange(wanted)
    return wanted, limit, offset, filters.get("as_of")
