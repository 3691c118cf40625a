"""Which rows of a listing are wanted, and how they are found without looking at all of them.

Few rows that have a tag are looked up by it and sorted; where each tag is common, rows are looked at in their order
until there are enough. Days stand in the index of that order, so that no row is read for its days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.errors import UsageError
from corrobora.keep.shelf.items import party, tag
from corrobora.link.days import days
from corrobora.link.identity import bare

_FEW = 20_000
STANDINGS = ("grade", "verdict", "state", "kind", "stance")  # how a row stands, by the names that listings have for it
_OF_CLAIM = {
    "incidents": "SELECT incident FROM members WHERE claim = ?",
    "deadlines": "SELECT deadline FROM demands WHERE claim = ?",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of a listing are wanted; what is null is of no matter.

    `place` is an id, a name in any of its spellings, or the code of a country or a province. `side` is a side of the
    codebook, or an actor's id or name; `voice` is the key of one that says it. `grade` is how a row stands, as its
    listing has it: a grade, a verdict, a state, a kind or a stance. `since` and `until` are EDTF. `claim` is one that
    an incident or a deadline has, `document` the place of the one in which a claim stands.

    Documents are found by place, event, side and voice where a claim of theirs is.
    """

    place: str | None = None
    since: str | None = None
    until: str | None = None
    event: str | None = None
    side: str | None = None
    language: str | None = None
    grade: str | None = None
    claim: str | None = None
    document: str | None = None
    voice: str | None = None

    def tags(self) -> Iterator[set[str]]:
        """Yield tags of which a row must have at least one of each set."""
        for name in ("event", "language", "voice"):
            value = getattr(self, name)
            if value:
                yield {tag(name, value)}
        if self.grade:
            yield {tag(name, self.grade) for name in STANDINGS}
        for name, folded in (("place", bare(self.place or "")), ("side", party(self.side) if self.side else "")):
            value = getattr(self, name)
            if value:
                yield {tag(name, value), tag(name, folded)}

    def dates(self) -> Iterator[tuple[str, int]]:
        """Yield the conditions on days, each with its value; UsageError where one can't be."""
        for name, condition, bound in (("since", "i.last >= ?", "first"), ("until", "i.first <= ?", "last")):
            given = getattr(self, name)
            if given:
                when = days(given)
                if when is None:
                    raise UsageError(f"{name} {given}: this is no date; write it as 2021-11-27")
                yield condition, getattr(when, bound)


@dataclass(frozen=True, slots=True)
class Asked:
    """What finds the items `i` that are wanted: where they are, which of these, its values; how many, where known.

    `in_order` says that they come in the order of their listing, without being sorted.
    """

    source: str
    clauses: tuple[str, ...]
    values: list[object]
    number: int | None = None
    in_order: bool = False

    @property
    def query(self) -> str:
        """Return the part of a query behind FROM."""
        return f"{self.source} WHERE {' AND '.join(self.clauses)}"


def asked(connection: sqlite3.Connection, listing: str, wanted: Wanted | None, *, ordered: bool = True) -> Asked:
    """Return how to find the rows of a listing that are wanted.

    Where their order is of no matter it is always by a tag, and of each item no more than its number `n` is found
    where its tags are enough.
    """
    wanted = wanted or Wanted()
    terms = [_known(connection, listing, names) for names in wanted.tags()]
    terms.sort(key=lambda term: sum(term.values()))
    dates = list(wanted.dates())
    clauses, values = ["i.listing = ?"], list[object]([listing])
    narrow = wanted.claim or wanted.document
    in_order = ordered and not narrow
    source = "items i INDEXED BY items_in_order" if in_order else "items i"
    rest = terms
    if terms and (sum(terms[0].values()) <= _FEW or not ordered):
        first, rest, in_order = terms[0], terms[1:], False
        once = "" if len(first) == 1 else "DISTINCT "
        found = f"SELECT {once}n FROM tagged WHERE tag IN {_marks(first)}"  # noqa: S608 - marks alone
        if not (ordered or dates or narrow):  # each tag is of one listing
            source, clauses, values = f"({found}) i", ["1"], [*first]
        else:
            source, values = f"({found}) t CROSS JOIN items i ON i.n = t.n", [*first, *values]
    for term in rest:
        clauses.append(f"EXISTS (SELECT 1 FROM tagged x WHERE x.tag IN {_marks(term)} AND x.n = i.n)")  # noqa: S608
        values += term
    for condition, value in dates:
        clauses.append(condition)
        values.append(value)
    if wanted.claim:
        clauses.append(f"i.id IN ({_OF_CLAIM.get(listing, 'SELECT NULL WHERE ?')})")
        values.append(wanted.claim)
    if wanted.document:
        clauses.append("i.document = ?")
        values.append(wanted.document)
    single = not (dates or narrow) and len(terms) == 1 and len(terms[0]) == 1
    number = next(iter(terms[0].values())) if single else None
    return Asked(source, tuple(clauses), values, number, in_order)


def _known(connection: sqlite3.Connection, listing: str, names: set[str]) -> dict[int, int]:
    """Return those of some tags that items of a listing have, with how many have each."""
    query = "SELECT tag, number FROM tags WHERE listing = ? AND name = ?"
    found = (connection.execute(query, (listing, name)).fetchone() for name in sorted(names))
    return dict(each for each in found if each) or {0: 0}


def _marks(term: dict[int, int]) -> str:
    return f"({','.join('?' * len(term))})"
