"""Books -> charts: where incidents happened, and tallies beside what the ledger counts."""

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
from corrobora.types import Balance, Incident, Place

_RADIUS_KM = {"point": 3.0, "town": 8.0, "camp": 8.0, "district": 25.0, "province": 60.0, "region": 120.0}
_GRADES = ["confirmed", "fair", "weak", "contested"]
_COLOURS = ["#1b7f5c", "#3f6fb5", "#8a8f98", "#c2412d"]
_EARTH_KM = 6371.0
_WIDTH, _HEIGHT = 430, 300
_LEAST_SERIES = 2
_MOST_MAPS = 6
Feature = dict[str, Any]


def incident_maps(books: Books) -> list[tuple[str, alt.LayerChart]]:
    """Return a map for each country that holds placed incidents, the fullest first, as (ISO code, chart).

    A place is drawn as the area that its words leave open, never as a point that nobody named.
    """
    by_country: dict[str, list[Feature]] = defaultdict(list)
    for incident in books.incidents:
        for place in incident.places:
            if place.country and place.lat is not None and place.lon is not None and place.precision != "country":
                by_country[place.country].append(_feature(incident, place, place.lat, place.lon))
    fullest = sorted(by_country, key=lambda code: (-len(by_country[code]), code))[:_MOST_MAPS]
    return [(code, _map(by_country[code])) for code in fullest]


def _feature(incident: Incident, place: Place, lat: float, lon: float) -> Feature:
    radius = _RADIUS_KM.get(place.precision or "", 25.0)
    killed = incident.harm.get("killed")
    harm = f"{killed.low}-{killed.high}" if killed and killed.low != killed.high else str(killed.best if killed else "")
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [_circle(lat, lon, radius)]},
        "properties": {
            "event": incident.event,
            "when": incident.when or "undated",
            "place": f"{place.name or place.text} ({place.precision or 'unknown'}, within {radius:.0f} km)",
            "grade": incident.grade,
            "killed": harm,
            "id": incident.id,
            "href": f"#{incident.id}",
        },
    }


def _circle(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """Return a ring around a point, clockwise, as d3 wants it."""
    ring = []
    for step in range(33):
        angle = 2 * math.pi * step / 32
        dlat = radius_km / _EARTH_KM * math.cos(angle)
        dlon = radius_km / _EARTH_KM * math.sin(angle) / math.cos(math.radians(lat))
        ring.append([round(lon + math.degrees(dlon), 4), round(lat + math.degrees(dlat), 4)])
    return ring


def _map(features: Sequence[Feature]) -> alt.LayerChart:
    projection = _fit(features)
    land = (
        alt.Chart(alt.Data(values=_outlines()))
        .mark_geoshape(fill="#f3f1ec", stroke="#b9b4a8", strokeWidth=0.8)
        .project(**projection)
    )
    areas = (
        alt.Chart(alt.Data(values=sorted(features, key=_size_order)))
        .mark_geoshape(fillOpacity=0.3, strokeWidth=1.5, strokeOpacity=0.9)
        .encode(
            fill=_by_grade(alt.Fill),
            stroke=_by_grade(alt.Stroke),
            tooltip=[f"properties.{name}:N" for name in ("event", "when", "place", "grade", "killed")],
            href="properties.href:N",
        )
        .project(**projection)
    )
    return alt.layer(land, areas).properties(width=_WIDTH, height=_HEIGHT).configure_view(fill="#e3ecf1", stroke=None)


def _by_grade(channel: Any) -> Any:  # noqa: ANN401 - altair's channels share no type
    scale = alt.Scale(domain=_GRADES, range=_COLOURS)
    return channel("properties.grade:N", scale=scale, legend=alt.Legend(title="grade", orient="bottom"))


def _size_order(feature: Feature) -> float:
    ring = feature["geometry"]["coordinates"][0]
    return float(ring[16][1] - ring[0][1])


def _fit(features: Iterable[Feature]) -> dict[str, Any]:
    """Return the Mercator projection that shows all features with some land around them."""
    points = [point for feature in features for point in feature["geometry"]["coordinates"][0]]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    pad = max(east - west, north - south, 2.0) * 0.3
    low, high = _mercator(south - pad), _mercator(north + pad)
    left, right = math.radians(west - pad), math.radians(east + pad)
    scale = min(_WIDTH / (right - left), _HEIGHT / (high - low))
    middle = [math.degrees((left + right) / 2), 0.0]
    shift = (low + high) / 2 * scale
    return {
        "type": "mercator",
        "scale": round(scale, 2),
        "rotate": [round(-middle[0], 4), 0, 0],
        "translate": [_WIDTH / 2, round(_HEIGHT / 2 + shift, 2)],
    }


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-80.0, min(80.0, lat))) / 2))


@cache
def _outlines() -> list[Feature]:
    text = (files("corrobora") / "data" / "places" / "outlines.json").read_text(encoding="utf-8")
    return list(json.loads(text)["features"])


def tally_steps(books: Books) -> list[tuple[str, alt.LayerChart]]:
    """Return, for each thing counted more than once, the reported numbers over time beside what the ledger counts."""
    series: dict[str, list[Balance]] = defaultdict(list)
    for balance in books.balances:
        if balance.scope.period and "/" in balance.scope.period:
            series[_counted_thing(balance)].append(balance)
    return [(name, _steps(items)) for name, items in sorted(series.items()) if len(items) >= _LEAST_SERIES]


def _counted_thing(balance: Balance) -> str:
    """Return what a tally counts, in words: its event, and the country and the start of its period."""
    places = sorted({place.country or "" for place in balance.scope.places} - {""})
    start = (balance.scope.period or "").partition("/")[0]
    where = f" in {', '.join(places)}" if places else ""
    return f"{balance.scope.event or 'incident'}{where} since {start}"


def _steps(balances: Sequence[Balance]) -> alt.LayerChart:
    rows = [
        {
            "day": (balance.scope.period or "").partition("/")[2],
            "reported": balance.number,
            "certain": balance.counted.certain,
            "possible": balance.counted.certain + balance.counted.possible,
            "voice": balance.voice.chain[0].name or balance.voice.chain[0].text if balance.voice.chain else "narrator",
            "verdict": balance.verdict,
            "fits": "holds" if all(check.ok for check in balance.checks) else "does not add up",
        }
        for balance in balances
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("day:T", title=None, axis=alt.Axis(format="%d %b %Y")))
    counted = base.mark_line(interpolate="step-after", color="#3f6fb5", point=True).encode(
        y=alt.Y("certain:Q", title="number"), tooltip=["day:T", "certain:Q", "possible:Q"]
    )
    reported = base.mark_point(filled=True, size=90, opacity=1).encode(
        y="reported:Q",
        shape=alt.Shape("voice:N", legend=alt.Legend(title="reported by", orient="right")),
        color=alt.Color(
            "fits:N",
            scale=alt.Scale(domain=["holds", "does not add up"], range=["#1b7f5c", "#c2412d"]),
            legend=alt.Legend(title="the figure", orient="right"),
        ),
        tooltip=["day:T", "reported:Q", "voice:N", "verdict:N"],
    )
    return alt.layer(counted, reported).properties(width=640, height=220)
