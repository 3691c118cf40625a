"""A lineage of copies as a small timeline: which article carried the words when, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.link.days import days
from corrobora.show.web.held import Head, Held
from corrobora.types import Lineage


@dataclass(frozen=True, slots=True)
class Carried:
    """An article of a lineage: how many days after the first it came, and what it changed."""

    uri: str
    head: Head | None
    origin: bool
    later: int | None
    changes: tuple[str, ...]


def steps_of(lineage: Lineage, held: Held) -> list[Carried]:
    """Return the articles of a lineage, the origin first, then in the order in which they came."""
    held.heads.hold([lineage.origin, *lineage.members])
    origin = held.heads.get(lineage.origin)
    first = _day(origin)
    members = [lineage.origin, *(uri for uri in lineage.members if uri != lineage.origin)]
    out = [_carried(uri, lineage, held, first) for uri in members]
    return [out[0], *sorted(out[1:], key=lambda each: (each.later is None, each.later or 0, each.uri))]


def _carried(uri: str, lineage: Lineage, held: Held, first: int | None) -> Carried:
    head = held.heads.get(uri)
    when = _day(head)
    later = when - first if when is not None and first is not None else None
    return Carried(uri, head, uri == lineage.origin, later, tuple(_changes(uri, head, lineage)))


def _changes(uri: str, head: Head | None, lineage: Lineage) -> Iterator[str]:
    """Yield what an article changed: the books name it by its outlet, or else by its address."""
    name = (head.document.outlet if head else None) or uri
    for change in lineage.changes:
        if change.startswith(f"{name}: ") or (": " not in change and uri != lineage.origin):
            yield change


def _day(head: Head | None) -> int | None:
    published = head.document.published if head else None
    when = days(published.edtf) if published else None
    return when.first if when else None
