"""Which incidents on a shelf a tally counts: found among all, or held against those alone that changed.

They stand beside the tally's row, as ids in their order: there may be very many, and few who read a row look at them.
"""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from corrobora.keep.shelf.areas import around, counted_areas
from corrobora.keep.shelf.light import light, outline
from corrobora.keep.shelf.spans import meeting
from corrobora.keep.shelf.work import Work, insert
from corrobora.link.days import days
from corrobora.reckon.tally import Tally, Wide, as_many, between, counts, within_scope
from corrobora.types import Counted, Incident

_HELD = 20_000  # incidents
_PLACES = 200  # in which tallies count
_ORDER = "a, b, c, d, e"

Inside = tuple[list[str], list[str]]
_Place = tuple[Any, ...]  # in the order of incidents


class Counting:
    """Finds what tallies count; incidents that it has looked at are held ready. `changed` are as they are now."""

    def __init__(self, work: Work, changed: Iterable[Incident]) -> None:
        self._work = work
        self._changed = {each.id: each for each in changed}
        self._lit: dict[str, tuple[_Place, Incident]] = {}
        self._places: dict[str, _Place] = {}
        self._known: dict[tuple[object, ...], dict[str, bool | None]] = {}

    def of(self, tally: Tally) -> Inside:
        """Return which incidents surely lie in the scope of a tally, and which others may, in their order."""
        period = days(tally.scope.period)
        ends = (period.first, period.last) if period else (None, None)
        query, values = meeting("areas", "t.incident", around(counted_areas(tally)), *ends)
        ids = {id_ for (id_,) in self._work.connection.execute(query, values)}
        return self._within(tally, [each for _, each in sorted(self._light(ids), key=lambda placed: placed[0])])

    def again(self, tally: Tally, touched: set[str], *, always: bool) -> Inside | None:
        """Return what a tally counts that is on the shelf already; null, but `always`, where nothing in it changed.

        `touched` are incidents that may have changed.
        """
        query = "SELECT incidents, perhaps FROM inside WHERE claim = ?"
        was = [each.split() for each in self._work.connection.execute(query, (tally.claim.id,)).fetchone()]
        now = self._within(tally, [self._changed[id_] for id_ in touched if id_ in self._changed])
        if not always and not any(now) and all(map(touched.isdisjoint, was)):
            return None
        for ids, more in zip(was, now, strict=True):
            ids[:] = [id_ for id_ in ids if id_ not in touched]
            for each in more:
                insort(ids, each, key=self._place)
        return was[0], was[1]

    def counted(self, inside: Inside) -> Counted:
        """Return how many incidents lie in a scope, and how many more may; which these are is kept aside."""
        sure, maybe = map(set, inside)
        certain = as_many(sure, self._wide)
        return Counted(certain, as_many(sure | maybe, self._wide) - certain, (), ())

    def since(self, last: Tally, tally: Tally, inside: Inside) -> int:
        """Return how many incidents of those that a tally counts lie between an earlier one and it."""
        query = "SELECT id, first, last FROM items INDEXED BY items_by_id WHERE listing = 'incidents' AND id IN (?)"
        rows: Iterable[tuple[Any, ...]] = self._work.select(query, inside[0])
        return between(last, tally, [outline(id_, first, last, self._wide.get(id_)) for id_, first, last in rows])

    def _within(self, tally: Tally, incidents: Sequence[Incident]) -> Inside:
        if len(self._known) > _PLACES:
            self._known.clear()
        sure, maybe = within_scope(tally, incidents, self._known.setdefault(counts(tally), {}))
        return [each.id for each in sure], [each.id for each in maybe]

    def _light(self, ids: set[str]) -> list[tuple[_Place, Incident]]:
        """Return incidents as they are counted, each with its place in the order."""
        if len(self._lit) > _HELD:
            self._lit.clear()
        query = f"""SELECT id, {_ORDER}, row FROM items INDEXED BY items_by_id JOIN texts USING (listing, id)
            WHERE listing = 'incidents' AND id IN (?)"""  # noqa: S608 - our own columns
        for id_, *order, row in self._work.select(query, ids - self._lit.keys()):
            self._lit[str(id_)] = tuple(order), light(str(row))
        return [self._lit[id_] for id_ in ids if id_ in self._lit]

    def _place(self, id_: str) -> _Place:
        """Return the place of an incident in the order."""
        if id_ not in self._places:
            query = f"SELECT {_ORDER} FROM items WHERE listing = 'incidents' AND id = ?"  # noqa: S608 - our own columns
            self._places[id_] = self._work.connection.execute(query, (id_,)).fetchone()
        return self._places[id_]

    @cached_property
    def _wide(self) -> dict[str, Wide]:
        query = "SELECT incident, room, parts FROM wholes"
        every = self._work.connection.execute(query)
        return {id_: Wide(room, tuple(json.loads(parts))) for id_, room, parts in every}


def keep_inside(work: Work, every: Iterable[tuple[str, Inside]]) -> None:
    """Put on a shelf what is inside of tallies, by the ids of these."""
    insert(work.connection, "inside", ((id_, *map(" ".join, inside)) for id_, inside in every))
