"""Each outlet with how many articles it has, what became of what it claimed itself, and whose words it took over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.schema import build
from corrobora.show.web.held import Held
from corrobora.types import Record

FATES = ("corroborated", "contradicted", "denied", "revised")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its name, "" for articles of none, its articles, and its record, null where it never speaks itself."""

    name: str
    documents: int
    record: Record | None


def every(held: Held) -> list[tuple[str, int, str]]:
    """Return name, number of articles and key of every outlet, the fullest first."""
    return held.once("outlets", held.shelf.outlets_by_number)


def outlets(held: Held, limit: int | None = None, offset: int = 0) -> Iterator[Outlet]:
    """Yield outlets, the fullest first."""
    some = every(held)[offset : None if limit is None else offset + limit]
    found = held.shelf.by_id("voices", (key for _, _, key in some))
    for name, number, key in some:
        yield Outlet(name, number, held.hidden(build(Record, found[key])) if key in found else None)
