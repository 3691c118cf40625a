"""Incidents as GeoJSON (RFC 7946): a point where one is known, no geometry where none is."""

from __future__ import annotations

from corrobora.keep.export.account import Account, accounts, names_of
from corrobora.keep.export.form import Format, Lines, listed
from corrobora.keep.export.shown import Shown
from corrobora.schema import json_line, row

LOSES = (
    "The places of an incident other than the finest.",
    "Who says what: claims are named by their ids alone.",
    "That a point may stand for a whole province: see `precision`.",
)


def write(shown: Shown) -> Lines:
    """Yield one feature collection, a feature a line."""
    return listed('{"type": "FeatureCollection", "features": [', map(_feature, accounts(shown)), "\n]}\n")


def _feature(account: Account) -> str:
    incident, place = account.incident, account.place
    point = None
    if place is not None and place.lat is not None and place.lon is not None:
        point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return json_line(
        {
            "type": "Feature",
            "id": incident.id,
            "geometry": point,
            "properties": {
                "event": incident.event,
                "when": incident.when,
                "first": account.first.isoformat() if account.first else None,
                "last": account.last.isoformat() if account.last else None,
                "place": (place.name or place.text) if place else None,
                "precision": place.precision if place else None,
                "country": place.country if place else None,
                "admin1": place.admin1 if place else None,
                "actors": list(names_of(incident.actors)),
                "targets": list(names_of(incident.targets)),
                "harm": {measure: row(harm) for measure, harm in incident.harm.items()},
                "grade": incident.grade,
                "reason": incident.reason,
                "origins": incident.origins,
                "sides": incident.sides,
                "disputed": list(incident.disputed),
                "documents": list(incident.documents),
                "claims": list(incident.claims),
            },
        }
    )


FORMAT = Format("geojson", "incidents as points on a map", ".geojson", write, LOSES)
