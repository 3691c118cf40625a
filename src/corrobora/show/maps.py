"""Books -> a map for each country: where incidents happened, as areas as large as what the words leave open."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from corrobora.reckon.books import Books
from corrobora.show.output import cell
from corrobora.show.words import spoken
from corrobora.types import Incident, Place

RADIUS_KM = {"point": 3.0, "town": 8.0, "camp": 8.0, "district": 25.0, "province": 60.0, "region": 120.0}
_UNKNOWN_KM = 25.0
_EARTH_KM = 6371.0
_WIDTH, _HEIGHT = 560, 380
_MOST = 6
_LEAST_DEGREES = 4.0
_EDGES = 48
_LABELS = 8
GRADES = {"contested": "#c2412d", "confirmed": "#1b7f5c", "fair": "#3f6fb5", "weak": "#7b818a"}
_Feature = dict[str, Any]
_Box = tuple[float, float, float, float]


def incident_maps(books: Books) -> list[tuple[str, alt.LayerChart]]:
    """Return a map for each country that holds placed incidents, the fullest first, as (ISO code, chart).

    An incident stands at its most exact place. What is placed in a country only is not drawn.
    """
    by_country: dict[str, list[_Feature]] = defaultdict(list)
    for incident in books.incidents:
        for place in incident.places:
            if place.country and place.lat is not None and place.lon is not None and place.precision != "country":
                by_country[place.country].append(_area(incident, place, place.lat, place.lon))
                break
    fullest = sorted(by_country, key=lambda code: (-len(by_country[code]), code))[:_MOST]
    return [(code, _map(by_country[code])) for code in fullest]


def unplaced(books: Books) -> int:
    """Return how many incidents have no place that can be drawn."""
    return sum(
        not any(place.lat is not None and place.country and place.precision != "country" for place in incident.places)
        for incident in books.incidents
    )


def _area(incident: Incident, place: Place, lat: float, lon: float) -> _Feature:
    radius = RADIUS_KM.get(place.precision or "", _UNKNOWN_KM)
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [_circle(lat, lon, radius)]},
        "properties": {
            "what": incident.event,
            "when": spoken(incident.when),
            "where": place.name or place.text,
            "precision": f"{place.precision or 'unknown'}, drawn {radius:.0f} km wide each way",
            "grade": incident.grade,
            "killed": cell(_bounds(incident)),
            "href": f"#{incident.id}",
            "km": radius,
            "at": [round(lon, 4), round(lat, 4)],
        },
    }


def _bounds(incident: Incident) -> dict[str, int | None] | None:
    killed = incident.harm.get("killed")
    return {"low": killed.low, "best": killed.best, "high": killed.high} if killed else None


def _circle(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """Return a ring around a point, clockwise, as d3 wants it."""
    angle = radius_km / _EARTH_KM
    ring = []
    for step in range(_EDGES + 1):
        turn = 2 * math.pi * step / _EDGES
        dlat = math.degrees(angle * math.cos(turn))
        dlon = math.degrees(angle * math.sin(turn) / max(0.05, math.cos(math.radians(lat))))
        ring.append([round(lon + dlon, 4), round(lat + dlat, 4)])
    return ring


def _map(features: Sequence[_Feature]) -> alt.LayerChart:
    box = _box(features)
    projection = _fit(box)
    land = [alt.Chart(alt.Data(values=_land(box))).mark_geoshape(fill="#f6f4ee", stroke="#a9a294", strokeWidth=0.8)]
    names = [
        alt.Chart(alt.Data(values=_country_names(box))).mark_text(color="#6a6558", fontSize=12, fontStyle="italic")
    ]
    areas = alt.Chart(alt.Data(values=sorted(features, key=lambda each: -each["properties"]["km"])))
    drawn = areas.mark_geoshape(fillOpacity=0.28, strokeWidth=1.4, strokeOpacity=0.95, cursor="pointer").encode(
        fill=_by_grade(alt.Fill),
        stroke=_by_grade(alt.Stroke),
        tooltip=[
            alt.Tooltip(f"properties.{name}:N", title=name)
            for name in ("what", "when", "where", "precision", "grade", "killed")
        ],
        href="properties.href:N",
    )
    towns = alt.Chart(alt.Data(values=_labels(features))).mark_text(
        align="left",
        dx=7,
        dy=-6,
        fontSize=12,
        fontWeight=600,
        color="#22262b",
        stroke="#ffffff",
        strokeWidth=3,
        strokeOpacity=0.9,
    )
    front = alt.Chart(alt.Data(values=_labels(features))).mark_text(
        align="left", dx=7, dy=-6, fontSize=12, fontWeight=600, color="#22262b"
    )
    texts = [each.encode(longitude="lon:Q", latitude="lat:Q", text="name:N") for each in (*names, towns, front)]
    layers = [each.project(**projection) for each in (*land, texts[0], drawn, *texts[1:])]
    return alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT).configure_view(fill="#dfe9ef", stroke=None)


def _by_grade(channel: Any) -> Any:  # noqa: ANN401 - altair's channels share no type
    scale = alt.Scale(domain=list(GRADES), range=list(GRADES.values()))
    return channel("properties.grade:N", scale=scale, legend=None)


def _labels(features: Iterable[_Feature]) -> list[dict[str, Any]]:
    """Return the names of the places with the most incidents, none so near to another that they would overlap."""
    counts: dict[tuple[str, float, float], int] = defaultdict(int)
    for each in features:
        lon, lat = each["properties"]["at"]
        counts[each["properties"]["where"], lon, lat] += 1
    box = _box(features)
    step_x, step_y = (box[2] - box[0]) / 5, (box[3] - box[1]) / 14
    out: list[dict[str, Any]] = []
    for name, lon, lat in sorted(counts, key=lambda key: (-counts[key], key)):
        if len(out) < _LABELS and all(abs(o["lon"] - lon) > step_x or abs(o["lat"] - lat) > step_y for o in out):
            out.append({"name": name, "lon": lon, "lat": lat})
    return out


def _box(features: Iterable[_Feature]) -> _Box:
    """Return west, south, east and north of what the map shows: all areas with some land around them."""
    points = [point for feature in features for point in feature["geometry"]["coordinates"][0]]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    pad = max(east - west, north - south, _LEAST_DEGREES) * 0.25
    return west - pad, max(-84.0, south - pad), east + pad, min(84.0, north + pad)


def _fit(box: _Box) -> dict[str, Any]:
    """Return the Mercator projection that shows a box in the middle of the picture."""
    west, south, east, north = box
    low, high = _mercator(south), _mercator(north)
    scale = min(_WIDTH / math.radians(east - west), _HEIGHT / (high - low))
    return {
        "type": "mercator",
        "scale": round(scale, 2),
        "rotate": [round(-(west + east) / 2, 4), 0, 0],
        "translate": [_WIDTH / 2, round(_HEIGHT / 2 + (low + high) / 2 * scale, 2)],
    }


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _land(box: _Box) -> list[_Feature]:
    """Return the countries that a map of this box can show, the box taken twice as wide as it is."""
    return [feature for feature in _outlines() if _meets(_bounds_of(feature), _wider(box))]


def _wider(box: _Box) -> _Box:
    west, south, east, north = box
    wide, high = (east - west) / 2, (north - south) / 2
    return west - wide, south - high, east + wide, north + high


def _meets(one: _Box, two: _Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _bounds_of(feature: _Feature) -> _Box:
    points = list(_points(feature["geometry"]["coordinates"]))
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)


def _points(coordinates: Any) -> Iterable[Sequence[float]]:  # noqa: ANN401 - rings nest as deep as GeoJSON has them
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for each in coordinates:
            yield from _points(each)


def _country_names(box: _Box) -> list[dict[str, Any]]:
    """Return the names of the countries around, each where the middle of its land in the picture is."""
    west, south, east, north = box
    out = []
    for feature in _land(box):
        inside = [p for p in _points(feature["geometry"]["coordinates"]) if west < p[0] < east and south < p[1] < north]
        name = feature.get("properties", {}).get("name")
        if name and len(inside) > 3:  # noqa: PLR2004 - fewer make no shape
            lon, lat = (sum(p[i] for p in inside) / len(inside) for i in (0, 1))
            out.append({"name": name, "lon": round(lon, 3), "lat": round(lat, 3)})
    return out


@cache
def _outlines() -> list[_Feature]:
    file = files("corrobora") / "data" / "places" / "outlines.json"
    return list(json.loads(file.read_text(encoding="utf-8"))["features"]) if file.is_file() else []
