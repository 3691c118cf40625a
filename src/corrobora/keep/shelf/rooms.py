"""Incidents on a shelf that are told as several: what fits each is kept, and found anew where what may fit changes.

Which of those that fit are its parts hangs on the others that are told as several, and is settled for all at once:
these are few, and nothing is compared for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from corrobora.keep.shelf.areas import EVERYWHERE, around, inside
from corrobora.keep.shelf.blocks import reaching
from corrobora.keep.shelf.light import light
from corrobora.keep.shelf.links import columns_of
from corrobora.keep.shelf.work import Work, insert
from corrobora.link.room import COMPARED, Known, fitting, keys_of, parts_of
from corrobora.schema import build, to_json
from corrobora.types import Incident, Place

_WEEK = 7
_LOT = 100
_AT_ONCE = 5000


@dataclass(slots=True)
class _Whole:
    """An incident with more room than one: where others may be parts of it, which fit it, and which are its parts."""

    room: int
    keys: set[str | int]
    fitting: dict[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def filled_anew(work: Work, gone: Iterable[Incident], found: Sequence[Incident]) -> list[Incident]:
    """Fill the incidents that are told as several where some went and others came; return those with other parts."""
    gone_ids, new = {each.id for each in gone}, {each.id for each in found}
    work.delete("wholes", "incident", gone_ids)
    wholes = {id_: each for id_, each in _wholes(work).items() if id_ not in new}
    wide = {each.id for each in found if each.room > 1}
    if not wholes and not wide:
        return []
    beside: dict[str, set[str]] = {id_: set() for id_, each in wholes.items() if gone_ids & each.fitting.keys()}
    own = _keys(work, found)
    at: dict[str | int, set[str]] = defaultdict(set)
    for id_, whole in wholes.items():
        for key in whole.keys:
            at[key].add(id_)
    for each in found:
        for id_ in {id_ for key in own[each.id] if key in at for id_ in at[key]}:
            beside.setdefault(id_, set()).add(each.id)
        if each.room > 1:
            wholes[each.id] = _Whole(each.room, own[each.id])
    _fit_again(work, wholes, beside, gone_ids)
    for some in _in_lots(wholes, wide):
        _fit_anew(work, {id_: wholes[id_] for id_ in some})
    return _parted_anew(work, wholes, wide | beside.keys())


def _in_lots(wholes: Mapping[str, _Whole], some: Iterable[str]) -> Iterator[Sequence[str]]:
    """Yield some incidents, about a hundred at a time, those of the same days together."""
    first = {id_: min((key for key in wholes[id_].keys if isinstance(key, int)), default=0) for id_ in some}
    ordered = sorted(first, key=lambda id_: (first[id_], id_))
    return (ordered[at : at + _LOT] for at in range(0, len(ordered), _LOT))


def _parted_anew(work: Work, wholes: dict[str, _Whole], concerned: set[str]) -> list[Incident]:
    parts = parts_of({id_: each.room for id_, each in wholes.items()}, {i: e.fitting for i, e in wholes.items()})
    changed = {id_ for id_, each in wholes.items() if parts[id_] != each.parts}
    for id_ in changed:
        wholes[id_].parts = parts[id_]
    insert(work.connection, "wholes", (_row(id_, wholes[id_]) for id_ in concerned | changed))
    return _told_anew(work, {id_: parts[id_] for id_ in changed})


def _wholes(work: Work) -> dict[str, _Whole]:
    query = "SELECT incident, room, keys, fitting, parts FROM wholes"
    return {
        id_: _Whole(room, set(json.loads(keys)), json.loads(fits), tuple(json.loads(parts)))
        for id_, room, keys, fits, parts in work.connection.execute(query)
    }


def _row(id_: str, whole: _Whole) -> tuple[object, ...]:
    keys = sorted(whole.keys, key=str)
    return (id_, whole.room, json.dumps(keys), json.dumps(whole.fitting), json.dumps(whole.parts))


def _keys(work: Work, incidents: Sequence[Incident]) -> dict[str, set[str | int]]:
    """Return the days and articles in which others may be parts of incidents, by the ids of these."""
    out: dict[str, set[str | int]] = {}
    for at in range(0, len(incidents), _AT_ONCE):
        some = incidents[at : at + _AT_ONCE]
        ids, claims = columns_of(work.connection, (claim for each in some for claim in each.claims))
        told = zip(ids, claims.answer.tolist(), claims.first.tolist(), claims.last.tolist(), strict=True)
        days = {id_: (first, last) for id_, answer, first, last in told if not answer}
        for each in some:
            own = [days[claim] for claim in each.claims if claim in days][:COMPARED]
            out[each.id] = keys_of(each, ((first, last) for first, last in own if first <= last))
    return out


def _fit_again(work: Work, wholes: Mapping[str, _Whole], beside: Mapping[str, set[str]], gone: set[str]) -> None:
    """Find which incidents that are new fit some, in the place of those that went."""
    new = {id_ for ids in beside.values() for id_ in ids}
    fits = _fitting(work, new | beside.keys(), [id_ for id_, ids in beside.items() if ids])
    for id_ in beside:
        kept = {part: well for part, well in wholes[id_].fitting.items() if part not in gone | new}
        wholes[id_].fitting = kept | fits.get(id_, {})
    every = {part for id_ in beside for part in wholes[id_].fitting}
    query = "SELECT id, a, b, c, d, e FROM items INDEXED BY items_by_id WHERE listing = 'incidents' AND id IN (?)"
    order: dict[Any, Any] = {id_: where for id_, *where in work.select(query, every)}
    for id_ in beside:
        fitted = wholes[id_].fitting
        wholes[id_].fitting = dict(sorted(fitted.items(), key=lambda one: (-one[1], order[one[0]])))


def _fit_anew(work: Work, wholes: dict[str, _Whole]) -> None:
    """Find what fits some incidents among all that share a day or an article with one of them, and may lie in one."""
    keys = {key for each in wholes.values() for key in each.keys}
    weeks = np.array(sorted({day // _WEEK for day in keys if isinstance(day, int)}), np.int64)
    claims = set(reaching(work.connection, "claim", weeks))
    uris = {key for key in keys if isinstance(key, str)}
    claims |= {claim for (claim,) in work.select("SELECT claim FROM links WHERE uri IN (?)", uris)}
    ids = {str(id_) for (id_,) in work.select("SELECT incident FROM members WHERE claim IN (?)", claims)}
    for id_, fits in _fitting(work, _inside(work, ids, wholes) | wholes.keys(), wholes).items():
        wholes[id_].fitting = fits


def _inside(work: Work, ids: set[str], wholes: Iterable[str]) -> set[str]:
    """Return those incidents that may lie in the places of some."""
    every = _in_order(work, set(wholes))
    _, told = columns_of(work.connection, (claim for each in every for claim in each.claims))
    if not told.places[:, 0].all():  # one is told without a place
        return ids
    keys = around({area for each in every for area in inside(each.places)})
    if EVERYWHERE in keys:
        return ids
    rows = work.select("SELECT incident, key FROM areas WHERE incident IN (?)", ids)
    return {str(id_) for id_, key in rows if key in keys}


def _fitting(work: Work, ids: set[str], wholes: Iterable[str]) -> dict[str, dict[str, int]]:
    near = _in_order(work, ids)
    told = columns_of(work.connection, (claim for each in near for claim in each.claims))
    return fitting(near, Known(*told, lambda claim: _places(work, claim)), wholes)


def _places(work: Work, claim: str) -> Sequence[Place]:
    ((uri,),) = work.select("SELECT uri FROM links WHERE claim IN (?)", [claim])
    return work.told([str(uri)])[claim][0].places


def _in_order(work: Work, ids: Iterable[str]) -> list[Incident]:
    query = """SELECT a, b, c, d, e, row FROM items INDEXED BY items_by_id JOIN texts USING (listing, id)
        WHERE listing = 'incidents' AND id IN (?)"""
    rows: list[tuple[Any, ...]] = sorted(work.select(query, ids))
    return [light(row[-1]) for row in rows]


def _told_anew(work: Work, parts: dict[str, tuple[str, ...]]) -> list[Incident]:
    """Put on the shelf which are the parts of some incidents; return these."""
    query = "SELECT row FROM texts WHERE listing = 'incidents' AND id IN (?)"
    made = [build(Incident, json.loads(str(row))) for (row,) in work.select(query, parts)]
    made = [replace(each, parts=parts[each.id]) for each in made]
    update = "UPDATE texts SET row = ? WHERE listing = 'incidents' AND id = ?"
    work.connection.executemany(update, [(to_json(each), each.id) for each in made])
    return made
