"""Which incidents on a shelf a tally counts: found among all, or held against those alone that changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from corrobora.keep.shelf.areas import around, counted_areas
from corrobora.keep.shelf.light import light, outline
from corrobora.keep.shelf.spans import meeting
from corrobora.keep.shelf.work import Work
from corrobora.link.days import days
from corrobora.reckon.tally import Tally, counts, within_scope
from corrobora.types import Incident

_HELD = 20_000  # incidents
_PLACES = 200  # in which tallies count

_Placed = tuple[tuple[Any, ...], Incident]
Inside = tuple[list[Incident], list[Incident]]


class Counting:
    """Finds what tallies count; incidents that it has looked at are held ready. `changed` are as they are now."""

    def __init__(self, work: Work, changed: Iterable[Incident]) -> None:
        self._work = work
        self._changed = {each.id: each for each in changed}
        self._whole: dict[str, _Placed] = {}
        self._outlined: dict[str, _Placed] = {}
        self._known: dict[tuple[object, ...], dict[str, bool | None]] = {}

    def of(self, tally: Tally) -> Inside:
        """Return the incidents that surely lie in the scope of a tally, and those that may, in their order."""
        period = days(tally.scope.period)
        ends = (period.first, period.last) if period else (None, None)
        query, values = meeting("areas", "t.incident", around(counted_areas(tally)), *ends)
        ids = {id_ for (id_,) in self._work.connection.execute(query, values)}
        if len(self._known) > _PLACES:
            self._known.clear()
        known = self._known.setdefault(counts(tally), {})
        return within_scope(tally, [each for _, each in sorted(self._lit(ids), key=_order)], known)

    def again(self, tally: Tally, touched: set[str], *, always: bool) -> Inside | None:
        """Return what a tally counts that is on the shelf already; null, but `always`, where nothing in it changed.

        `touched` are incidents that may have changed.
        """
        query = "SELECT row FROM texts WHERE listing = 'tallies' AND id = ?"
        counted = json.loads(self._work.connection.execute(query, (tally.claim.id,)).fetchone()[0])["counted"]
        fresh = [self._changed[id_] for id_ in touched if id_ in self._changed]
        now, out = within_scope(tally, fresh), []
        if not always and not any(now) and touched.isdisjoint((*counted["incidents"], *counted["perhaps"])):
            return None
        for ids, more in zip((counted["incidents"], counted["perhaps"]), now, strict=True):
            kept = self._outlines({*ids, *(each.id for each in more)} - (touched - {each.id for each in more}))
            out.append([each for _, each in sorted(kept, key=_order)])
        return out[0], out[1]

    def _lit(self, ids: set[str]) -> list[_Placed]:
        """Return incidents as they are counted, each with its place in the order."""
        if len(self._whole) > _HELD:
            self._whole.clear()
        query = """SELECT id, a, b, c, d, e, row FROM items JOIN texts USING (listing, id)
            WHERE listing = 'incidents' AND id IN (?)"""
        for id_, *order, row in self._work.select(query, ids - self._whole.keys()):
            self._whole[str(id_)] = tuple(order), light(str(row))
        return [self._whole[id_] for id_ in ids if id_ in self._whole]

    def _outlines(self, ids: set[str]) -> list[_Placed]:
        """Return incidents that are known to be counted, each with its place in the order."""
        if len(self._outlined) > _HELD:
            self._outlined.clear()
        query = """SELECT id, a, b, c, d, e, i.first, i.last, room, parts FROM items i
            LEFT JOIN wholes ON incident = id WHERE listing = 'incidents' AND id IN (?)"""
        for id_, a, b, c, d, e, *rest in self._work.select(query, ids - self._outlined.keys()):
            self._outlined[str(id_)] = (a, b, c, d, e), outline(str(id_), *rest)  # type: ignore[arg-type]
        return [self._outlined[id_] for id_ in ids if id_ in self._outlined]


def _order(placed: _Placed) -> tuple[Any, ...]:
    return placed[0]
