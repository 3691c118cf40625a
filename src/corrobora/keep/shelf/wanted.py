"""Which rows of a listing are wanted, and how they are found without looking at all of them.

Rows that have a tag are looked at in their order, by the rarest tag, until there are enough. Where days are asked for
too, few are looked up by the tag and sorted; else all are looked at in their order, as days stand in its index.
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

    def narrow(self, listing: str) -> Iterator[tuple[str, str]]:
        """Yield the conditions that let few rows of a listing through, each with its value."""
        if self.claim:
            yield f"i.id IN ({_OF_CLAIM.get(listing, 'SELECT NULL WHERE ?')})", self.claim
        if self.document:
            yield "i.document = ?", self.document


@dataclass(frozen=True, slots=True)
class Asked:
    """What finds the items `i` that are wanted: where they are, which of these, its values; how many, where known.

    `first` is the column of what orders them first; `in_order` says that they come by it without being sorted.
    """

    source: str
    clauses: tuple[str, ...]
    values: tuple[object, ...]
    number: int | None
    first: str
    in_order: bool

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
    terms = sorted((_known(connection, listing, names) for names in wanted.tags()), key=lambda term: sum(term.values()))
    further = [*wanted.dates(), *wanted.narrow(listing)]
    single = bool(terms) and len(terms[0]) == 1
    if terms and (not ordered or sum(terms[0].values()) <= _FEW or (single and not further)):
        one, *rest = terms  # of one listing, as each tag is
        found = f"(SELECT {'' if single else 'DISTINCT '}at AS a, n FROM tagged WHERE tag IN {_marks(one)})"  # noqa: S608 - marks alone
        alone = not ordered and not further
        source, of = (f"{found} i", "i") if alone else (f"{found} t CROSS JOIN items i ON i.n = t.n", "t")
        clauses, values, in_order = ["1"], list[object](one), ordered and single
    else:
        in_order, rest, of = ordered and not (wanted.claim or wanted.document), terms, "i"
        source = "items i INDEXED BY items_in_order" if in_order else "items i"
        clauses, values = ["i.listing = ?"], [listing]
    for condition, value in further:
        clauses.append(condition)
        values.append(value)
    for term in rest:
        own = f"x.tag IN {_marks(term)} AND x.at = {of}.a AND x.n = {of}.n"
        clauses.append(f"EXISTS (SELECT 1 FROM tagged x WHERE {own})")  # noqa: S608 - marks alone
        values += term
    number = sum(terms[0].values()) if single and len(terms) == 1 and not further else None
    return Asked(source, tuple(clauses), tuple(values), number, f"{of}.a", in_order)


def _known(connection: sqlite3.Connection, listing: str, names: set[str]) -> dict[int, int]:
    """Return those of some tags that items of a listing have, with how many have each."""
    query = "SELECT tag, number FROM tags WHERE listing = ? AND name = ?"
    found = (connection.execute(query, (listing, name)).fetchone() for name in sorted(names))
    return dict(each for each in found if each) or {0: 0}


def _marks(term: dict[int, int]) -> str:
    return f"({','.join('?' * len(term))})"
