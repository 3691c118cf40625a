"""Tallies on a shelf: those that count what changed, or are checked against tallies that changed, are reckoned anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from corrobora.keep.shelf import items
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.light import light
from corrobora.keep.shelf.work import Told, Work, insert
from corrobora.link.days import days
from corrobora.reckon.coverage import counted_over
from corrobora.reckon.peers import counted_countries
from corrobora.reckon.peers import peers as peers_of
from corrobora.reckon.scope import counted_in
from corrobora.reckon.tally import Ledgered, Tally, balance, tallies
from corrobora.types import Balance, Incident, Place, Reading

_ANYWHERE = ""
_COARSE = {"country", "region"}


def stored(work: Work, found: Iterable[Tally]) -> None:
    """Put on a shelf what tallies are looked up by."""
    for each in found:
        period = days(each.scope.period)
        over = counted_over(each.claim, each.about)
        ends = (period.first, period.last) if period else (None, None)
        row = (each.claim.id, each.document.uri, _peers(each), *ends, f"|{'|'.join(sorted(over))}|")
        insert(work.connection, "tallies", [row])
        insert(work.connection, "counted", [(area, each.claim.id) for area in _counted_areas(each)])


def _peers(tally: Tally) -> str:
    return json.dumps(sorted(counted_in(tally.claim, tally.about)))


def counted_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], changed: Sequence[Incident],
    days_: Iterable[tuple[str, int]],
) -> None:  # fmt: skip
    """Reckon anew the tallies that changes concern: of documents, of incidents, and of days that articles tell of."""
    uris = {*was, *now}
    peers = {str(p) for (p,) in work.select("SELECT peers FROM tallies WHERE uri IN (?)", uris)}
    gone = {str(c) for (c,) in work.select("SELECT claim FROM tallies WHERE uri IN (?)", uris)}
    for table, column in (("tallies", "claim"), ("counted", "claim")):
        work.delete(table, column, gone)
    take(work.connection, "tallies", gone)
    others = work.connection.execute("SELECT count(*) FROM tallies").fetchone()[0]
    new = tallies(now.values())
    stored(work, new)
    peers |= {_peers(each) for each in new}
    wanted = {str(c) for (c,) in work.select("SELECT claim FROM tallies WHERE peers IN (?)", peers)}
    wanted |= {each.claim.id for each in new}
    for each in changed if others else ():
        wanted |= _counting(work, each)
    for country, day in set(days_) if others else ():
        query = "SELECT claim FROM tallies WHERE first <= ? AND last >= ? AND covered LIKE ?"
        wanted |= {c for (c,) in work.connection.execute(query, (day, day, f"%|{country}|%"))}
    told: Told = {}
    put(work.connection, [items.balance(each, *told[each.claim]) for each in _balances(work, wanted, told)])


def areas_of(places: Sequence[Place]) -> set[str]:
    """Return where an incident is: "IQ/IQ-BB" in a province, "IQ" in a country, "" anywhere.

    >>> areas_of([])
    {''}
    """
    return {_area(place, place.precision not in _COARSE) for place in places} or {_ANYWHERE}


def _counted_areas(tally: Tally) -> set[str]:
    """Return where a tally counts: in provinces, in countries or anywhere."""
    if tally.scope.places:
        areas = {_area(place, place.precision == "province") for place in tally.scope.places}
        return {_ANYWHERE} if _ANYWHERE in areas else areas
    countries = counted_countries(tally)
    return set(countries) if countries is not None else {_ANYWHERE}


def _area(place: Place, exact: bool) -> str:  # noqa: FBT001 - whether its province is meant
    country, province = place.country or _ANYWHERE, place.admin1 if exact else None
    return f"{country}/{province}" if country and province else country


def _meeting(areas: Iterable[str]) -> tuple[str, list[object]]:
    """Return the condition in SQL that a column `country` has an area that may be one of some, and its values."""
    clauses, values = ["country = ''"], list[object]()
    for area in sorted(areas):
        country, _, province = area.partition("/")
        clauses.append("country IN (?, ?)" if province else "country = ? OR (country > ? AND country < ?)")
        values += [country, area] if province else [area, f"{area}/", f"{area}0"]
    return f"({' OR '.join(clauses)})", values


def _counting(work: Work, each: Incident) -> set[str]:
    """Return the tallies that may count an incident."""
    when, areas = days(each.when), areas_of(each.places)
    query = "SELECT claim FROM tallies WHERE (? IS NULL OR first IS NULL OR (first <= ? AND last >= ?))"
    values: list[object] = [when.first, when.last, when.first] if when else [None, None, None]
    if _ANYWHERE not in areas:
        where, more = _meeting(areas)
        query += f" AND claim IN (SELECT claim FROM counted WHERE {where})"  # noqa: S608 - conditions of our own
        values += more
    return {claim for (claim,) in work.connection.execute(query, values)}


def _balances(work: Work, wanted: set[str], told: Told) -> list[Balance]:
    """Return tallies beside the count; `told` gets their claims and documents."""
    rows = list(work.select("SELECT claim, uri, peers FROM tallies WHERE claim IN (?)", wanted))
    uris = {str(uri) for _, uri, _ in rows}
    peers = {str(peer) for _, _, peer in rows}
    near = {str(uri) for (uri,) in work.select("SELECT uri FROM tallies WHERE peers IN (?)", peers)} | uris
    every = tallies(work.heard(near).values())
    others = peers_of(every)
    held: dict[str, tuple[tuple[object, ...], Incident]] = {}
    out = []
    for each in (one for one in every if one.claim.id in wanted):
        told[each.claim.id] = each.claim, each.document
        inside = _inside(work, each, held)
        out.append(balance(each, others(each), Ledgered(inside, _told(work, each))))
    return out


def _inside(work: Work, tally: Tally, held: dict[str, tuple[tuple[object, ...], Incident]]) -> list[Incident]:
    """Return the incidents that may lie in the scope of a tally, in their order."""
    areas, period = _counted_areas(tally), days(tally.scope.period)
    query, values = "SELECT incident FROM areas WHERE 1", list[object]()
    if _ANYWHERE not in areas:
        where, values = _meeting(areas)
        query += f" AND {where}"
    if period is not None:
        query += " AND (first IS NULL OR (first <= ? AND last >= ?))"
        values += [period.last, period.first]
    ids = {id_ for (id_,) in work.connection.execute(query, values)}
    lacking = ids - held.keys()
    order = {str(row[0]): row[1:] for row in work.select(
        "SELECT id, a, b, c, d, e FROM items WHERE listing = 'incidents' AND id IN (?)", lacking)}  # fmt: skip
    for id_, row in work.select("SELECT id, row FROM texts WHERE listing = 'incidents' AND id IN (?)", lacking):
        held[str(id_)] = order[str(id_)], light(str(row))
    return [incident for _, incident in sorted((held[id_] for id_ in ids), key=lambda pair: pair[0])]


def _told(work: Work, tally: Tally) -> Mapping[str, Sequence[int]]:
    """Return the days on which articles could tell of what a tally counts, by country."""
    period = days(tally.scope.period)
    if period is None:
        return {}
    query = "SELECT day FROM told WHERE country = ? AND number > 0 AND day BETWEEN ? AND ? ORDER BY day"
    return {
        country: [day for (day,) in work.connection.execute(query, (country, period.first, period.last))]
        for country in counted_over(tally.claim, tally.about)
    }
