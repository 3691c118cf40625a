"""Where and in which month each incident stands on a map and a timeline, to be counted without reading its row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from corrobora.keep.shelf.work import insert
from corrobora.link.days import days
from corrobora.types import Incident, Place

_MONTH = 31


class Spot(NamedTuple):
    """A place on the map, and how many incidents stand there: of each grade, and in all.

    `id` is the gazetteer's, null where it has none; `precision` says how large an area its name leaves open.
    """

    country: str
    id: str | None
    name: str
    lat: float
    lon: float
    precision: str | None
    grades: Mapping[str, int]
    number: int


def drawn_place(incident: Incident) -> Place | None:
    """Return the most exact place of an incident that is no whole country."""
    known = (p for p in incident.places if p.country and p.lat is not None and p.lon is not None)
    return next((place for place in known if place.precision != "country"), None)


def month_of(edtf: str | None) -> str | None:
    """Return the month in which a time surely begins and is told of; null where it is longer than one.

    >>> month_of("2021-08-15"), month_of("2021-08"), month_of("2021"), month_of(None)
    ('2021-08', '2021-08', None, None)
    """
    when = days(edtf)
    return date.fromordinal(when.first).isoformat()[:7] if when is not None and when.length <= _MONTH else None


def stored(connection: sqlite3.Connection, found: Iterable[Incident]) -> None:
    """Put on a shelf where incidents stand, once they are on it themselves."""
    rows = []
    for each in found:
        query = "SELECT n FROM items WHERE listing = 'incidents' AND id = ?"
        (number,) = connection.execute(query, (each.id,)).fetchone()
        place = drawn_place(each)
        at = (None,) * 6 if place is None else (
            place.country, place.id, place.name or place.text, place.lat, place.lon, place.precision,
        )  # fmt: skip
        rows.append((number, each.grade, month_of(each.when), *at))
    insert(connection, "spots", rows)


def taken(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take from a shelf where incidents stand, before they are taken from it themselves."""
    query = "DELETE FROM spots WHERE n IN (SELECT n FROM items WHERE listing = 'incidents' AND id = ?)"
    connection.executemany(query, ((id_,) for id_ in ids))
