"""Which document was first, where that is open, and what a lineage is called by it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from corrobora.link.days import days
from corrobora.types import Document

_NEVER = 10_000_000


def ties(origin: Document, members: Iterable[Document]) -> Iterator[str]:
    """Yield of which documents it is open whether they were published before the one that is taken for the origin."""
    day, clock, _ = published(origin)
    for each in members:
        other, later, _ = published(each)
        if other == day and not (clock and later > clock):
            why = "has no date either" if day == _NEVER else "is of the same day"
            yield f"{each.outlet or each.uri}: {why}, so that which was first is open"


def published(document: Document) -> tuple[int, str, str]:
    """Return the place of a document in time: its day, the time where that is known, its uri; last without a date."""
    edtf = document.published.edtf if document.published else ""
    day = days(edtf)
    return day.first if day else _NEVER, edtf.partition("T")[2], document.uri


def lineage_id(kind: str, origin: str) -> str:
    """Return the id of a lineage, which stays when others join it."""
    return "l-" + hashlib.sha256(f"{kind}\0{origin}".encode()).hexdigest()[:12]
