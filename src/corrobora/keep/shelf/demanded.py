"""Ultimatums on a shelf, found by what may change what comes of them: their days, their holders and their parties."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corrobora.keep.shelf.spans import meeting
from corrobora.keep.shelf.work import Work, by, chunks
from corrobora.link.days import Days
from corrobora.reckon.deadline import MONTH
from corrobora.reckon.demand import GRACE, Demand, demand_of, moves_of, order, same
from corrobora.schema import build
from corrobora.types import Claim, Document

_MADE = "SELECT deadline, claim, made, told_in, words, countries, threatened FROM demands WHERE due_last NOT NULL AND"

Moved = tuple[list[Demand], Demand | None, Demand | None]


class Demanded:
    """The ultimatums of a shelf; those that were looked at are held ready."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._held: dict[str, Demand] = {}

    def _read(self, column: str, values: Iterable[object]) -> list[tuple[str, Demand]]:
        """Return ultimatums with the deadlines that they are of."""
        out = []
        for deadline, claim, *made in self._work.select(f"{_MADE} {column} IN (?)", values):
            if claim not in self._held and (found := _demand(*made)):
                self._held[str(claim)] = found
            out.append((str(deadline), self._held[str(claim)]))
        return out

    def every(self) -> list[Demand]:
        """Return all ultimatums whose day is known."""
        claims = (claim for (claim,) in self._work.connection.execute("SELECT claim FROM demands").fetchall())
        return [found for _, found in self._read("claim", claims)]

    def together(self, new: Iterable[Demand], gone: Iterable[object]) -> list[Demand]:
        """Return new ultimatums with all that name their day in their matter, directly or through others.

        `gone` are deadlines of which claims went: what is left of them is put together anew too.
        """
        found = {each.claim.id: each for each in new} | {d.claim.id: d for _, d in self._read("deadline", gone)}
        left = list(found.values())
        while left:
            each = left.pop()
            query, values = meeting("dues", "t.claim", ["*"], each.due.first - 1, each.due.last + 1)
            near = {claim for (claim,) in self._work.connection.execute(query, values)} - found.keys()
            for _, other in self._read("claim", near):
                if same(each, other) or same(other, each):
                    found[other.claim.id] = other
                    left.append(other)
        return sorted(found.values(), key=order)

    def moving(self, rows: Iterable[Sequence[Any]]) -> set[str]:
        """Return the deadlines that some ultimatums (holder, published, due) may have moved, or be moved by."""
        found = set()
        query = """SELECT DISTINCT deadline FROM demands
            WHERE holder = ? AND due_last >= ? AND coalesce(published, 0) <= ?"""
        for _, _, holder, published, until in rows:
            bounds = (holder, (published or 0) - GRACE, until + GRACE)
            found |= {id_ for (id_,) in self._work.connection.execute(query, bounds)}
        return found

    def due_on(self, days: Iterable[tuple[int, int]]) -> set[str]:
        """Return the deadlines of some days."""
        query = "SELECT DISTINCT deadline FROM demands WHERE due_last = ? AND due_first = ?"
        return {id_ for first, last in days for (id_,) in self._work.connection.execute(query, (last, first))}

    def passing(self, before: Sequence[int] | None, today: Days | None) -> set[str]:
        """Return the deadlines that are over on one of two days and not on the other."""
        ends = sorted((before[0] if before else 0, today.first if today else 0))
        query = "SELECT DISTINCT deadline FROM demands WHERE due_last >= ? AND due_last < ?"
        return {id_ for (id_,) in self._work.connection.execute(query, ends)}

    def happening(self, before: Sequence[int] | None, today: Days | None) -> set[tuple[str, int]]:
        """Return who acts in incidents, and when, that lie ahead on one of two days and not on the other."""
        ends = sorted((before[1] if before else 0, today.last if today else 0))
        return set(self._work.connection.execute("SELECT key, first FROM acts WHERE first > ? AND first <= ?", ends))

    def concerned(self, acts: Iterable[tuple[str, int]]) -> set[str]:
        """Return the deadlines whose outcome may hang on what somebody did on a day."""
        query = "SELECT deadline FROM deadline_parties WHERE key = ? AND due_last >= ? AND since <= ?"
        return {i for key, day in acts for (i,) in self._work.connection.execute(query, (key, day - MONTH, day))}

    def with_moves(self, wanted: Iterable[str], today: Days | None) -> Iterator[list[Moved]]:
        """Yield some deadlines at a time, each as the claims that make it up, to which it was moved and from which."""
        for some in chunks(sorted(wanted)):
            near = set(some)
            for _ in range(2):  # what may move them, and what may move these elsewhere
                query = "SELECT claim, deadline, holder, published, due_last FROM demands WHERE deadline IN (?)"
                near |= self.moving(list(self._work.select(query, near)))
            made = by(self._read("deadline", near))
            groups = [sorted(made[id_], key=order) for id_ in sorted(made)]
            moves = moves_of(groups, today)
            every, asked = zip(sorted(made), groups, moves, strict=True), set(some)
            yield [(group, *moved) for id_, group, moved in every if id_ in asked]


def _demand(made: Any, told_in: Any, words: Any, countries: Any, threatened: Any) -> Demand | None:  # noqa: ANN401 - columns
    claim, document = build(Claim, json.loads(made)), build(Document, json.loads(told_in))
    return demand_of(claim, document, words, frozenset(json.loads(countries)), tuple(json.loads(threatened)))
