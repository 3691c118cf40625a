"""Books -> a map for each country: where incidents happened, as areas as large as what the words leave open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

import altair as alt

from corrobora.keep.shelf.spots import Spot, drawn_place
from corrobora.reckon.books import Books
from corrobora.schema import row
from corrobora.show.ground import Box, country_names, land
from corrobora.show.output import cell
from corrobora.show.tongue import Tongue, tongue
from corrobora.types import Incident, Place

GRADES = {"contested": "#c2412d", "confirmed": "#1b7f5c", "fair": "#3f6fb5", "weak": "#7b818a", "discounted": "#b9bcc2"}
_RADIUS_KM = {"point": 3.0, "town": 8.0, "camp": 8.0, "district": 25.0, "province": 60.0, "region": 120.0}
_UNKNOWN_KM = 25.0
_EARTH_KM = 6371.0
_WIDTH, _HEIGHT = 560, 380
MAPS = 6  # countries that get one, the fullest
_LEAST_DEGREES = 7.0
_AROUND = 0.2
_LABELS = 8
_TOWN: dict[str, Any] = {"align": "left", "dx": 8, "dy": -7, "fontSize": 13, "fontWeight": 600}
_OF_INCIDENT = ("what", "when", "where", "precision", "grade", "killed")
_OF_PLACE = ("where", "incidents", "grades")
_DRAWN = 400  # places of one country
_FULL_KM = 4.0
_INK, _FAINT, _LAND, _SEA = "#22262b", "#79725f", "#f7f4ec", "#dbe6ec"

Row = dict[str, Any]


class _Area(NamedTuple):
    """A place on a map, and how far it reaches."""

    where: str
    lon: float
    lat: float
    km: float

    @classmethod
    def of(cls, shown: Row) -> _Area:
        """Return the place of a row that is drawn."""
        return cls(shown["where"], shown["lon"], shown["lat"], shown["km"])


def incident_maps(books: Books) -> list[tuple[str, Any]]:
    """Return a map for each of the fullest countries that hold placed incidents, as (ISO code, chart).

    An incident stands at its most exact place. What is placed in a country only is not drawn.
    """
    return [(code, country_map(books.incidents, code)) for code in drawn_countries(books.incidents)]


def drawn_countries(incidents: Iterable[Incident]) -> list[str]:
    """Return the countries (ISO codes) that get a map, the fullest first."""
    return [code for code, _ in _fullest(_held(incidents))[:MAPS]]


def country_map(
    incidents: Iterable[Incident], code: str, language: str = "en", only: frozenset[str] | None = None
) -> Any | None:  # noqa: ANN401 - a layered chart
    """Return the map of the incidents in one country, null where none can be drawn there.

    `only` are the ids of those that are drawn, where not all are; the map stays as wide as all would make it.
    """
    inside = [i for i in incidents if (place := drawn_place(i)) is not None and (place.country or "") == code]
    return area_map(inside, language, only)


def area_map(incidents: Iterable[Incident], language: str = "en", only: frozenset[str] | None = None) -> Any | None:  # noqa: ANN401
    """Return a map of these incidents alone, null where none of them has a place that can be drawn."""
    words = tongue(language)
    every = [_area(incident, place, words) for incident in incidents if (place := drawn_place(incident)) is not None]
    if not every:
        return None
    drawn = [each for each in every if only is None or each["href"][1:] in only]
    return _map(list(map(_Area.of, every)), drawn, _OF_INCIDENT, words)


def density_map(spots: Sequence[Spot], shown: Sequence[Spot], language: str = "en") -> Any:  # noqa: ANN401
    """Return a map of how many incidents stand at each place; as wide as all `spots` make it, with those `shown` drawn.

    The grade of a place's colour is the gravest that an incident there has; the fullest places alone are drawn.
    """
    words = tongue(language)
    around = [_Area(spot.name, round(spot.lon, 4), round(spot.lat, 4), _wide(spot)) for spot in spots[:_DRAWN]]
    return _map(around, [_full(spot, words) for spot in shown[:_DRAWN]], _OF_PLACE, words)


def _full(spot: Spot, words: Tongue) -> Row:
    """Return a place with its incidents, as large as they are many."""
    grade = next((each for each in GRADES if each in spot.grades), "weak")
    told = (f"{words.term(each)} {words.number(spot.grades[each])}" for each in GRADES if each in spot.grades)
    return {
        "incidents": words.number(spot.number),
        "where": spot.name,
        "grades": words.comma.join(told),
        "colour": GRADES[grade],
        "href": f"#place={quote(spot.id or spot.name)}",
        "km": _wide(spot),
        "lon": round(spot.lon, 4),
        "lat": round(spot.lat, 4),
    }


def _wide(spot: Spot) -> float:
    """Return how wide a place is drawn, in km around it."""
    return float(_FULL_KM * spot.number**0.4)


def undrawn(books: Books) -> list[tuple[str, int]]:
    """Return the countries that hold placed incidents but get no map, as (ISO code, how many incidents)."""
    return _fullest(_held(books.incidents))[MAPS:]


def _held(incidents: Iterable[Incident]) -> Counter[str]:
    return Counter(place.country or "" for i in incidents if (place := drawn_place(i)) is not None)


def _fullest(held: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(held.items(), key=lambda each: (-each[1], each[0]))


def unplaced(books: Books) -> int:
    """Return how many incidents have no place that can be drawn."""
    return sum(drawn_place(incident) is None for incident in books.incidents)


def _area(incident: Incident, place: Place, words: Tongue) -> Row:
    radius = _RADIUS_KM.get(place.precision or "", _UNKNOWN_KM)
    killed = incident.harm.get("killed")
    return {
        "what": words.event(incident.event),
        "when": words.day(incident.when),
        "where": place.name or place.text,
        "precision": words.say("%(kind)s, within %(km)s km")
        % {"kind": words.term(place.precision or "unknown"), "km": f"{radius:.0f}"},
        "grade": words.term(incident.grade),
        "colour": GRADES.get(incident.grade, GRADES["weak"]),
        "killed": cell(row(killed)) if killed else "",
        "href": f"#{incident.id}",
        "km": radius,
        "lon": round(place.lon or 0.0, 4),
        "lat": round(place.lat or 0.0, 4),
    }


def _reach(lat: float, radius_km: float) -> tuple[float, float]:
    """Return how many degrees a circle reaches to the east and to the north."""
    high = math.degrees(radius_km / _EARTH_KM)
    return high / max(0.05, math.cos(math.radians(lat))), high


def _map(areas: Sequence[_Area], drawn: Sequence[Row], told: tuple[str, ...], words: Tongue) -> Any:  # noqa: ANN401 - a layered chart
    """Return a map as wide as some areas make it, with what is drawn there and what is told of it."""
    box = _box(areas)
    projection = _fit(box)
    towns = _place_names(areas, box)
    around = country_names(box, tuple((town["lon"], town["lat"]) for town in towns))
    ground = alt.Chart(alt.NamedData("land")).mark_geoshape(fill=_LAND, stroke="#aea792", strokeWidth=0.8, aria=False)
    countries = [{"name": words.country_called(name).upper(), "lon": lon, "lat": lat} for name, lon, lat in around]
    layers = [
        ground,
        _texts("countries", color=_FAINT, fontSize=11),
        _areas(told, words.code),
        _texts("towns", **_TOWN, stroke="#fff", strokeWidth=3, color="#fff", aria=False),  # a halo under the name
        _texts("towns", **_TOWN, color=_INK),
    ]
    chart = alt.layer(*(layer.project(**projection) for layer in layers))
    sized = chart.properties(width=_WIDTH, height=_HEIGHT, background=_SEA, padding=0)
    out = sized.configure_view(stroke=None, clip=True)
    circles = [
        each | {"size": _size(each, projection["scale"]), "told": _told(each, told, words)}
        for each in sorted(drawn, key=_depth)
    ]
    out.datasets = {"land": land(box), "countries": countries, "areas": circles, "towns": towns}
    return out


def _told(drawn: Row, names: Iterable[str], words: Tongue) -> str:
    """Return what a screen reader says of a circle: what others see when they point at it."""
    return "; ".join(f"{words.term(name)}: {drawn[name]}" for name in names if drawn[name])


def _size(drawn: Row, scale: float) -> float:
    """Return how large a circle is drawn: the square of its diameter, as Vega has it, where Mercator widens it."""
    wide, _ = _reach(drawn["lat"], drawn["km"])
    return round((2 * math.radians(wide) * scale) ** 2, 1)


@cache
def _areas(names: tuple[str, ...], code: str) -> Any:  # noqa: ANN401 - a chart
    """Return the areas, each where it can be reached."""
    words = tongue(code)
    return (
        alt.Chart(alt.NamedData("areas"))
        .mark_point(opacity=1, fillOpacity=0.22, strokeWidth=1.5, strokeOpacity=0.95, cursor="pointer")
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("colour:N", scale=None),
            stroke=alt.Stroke("colour:N", scale=None),
            description="told:N",
            tooltip=[alt.Tooltip(f"{name}:N", title=words.term(name)) for name in names],
            href="href:N",
        )
    )


def _depth(shown: Row) -> tuple[float, int, str]:
    """Return how deep an area lies: the large below the small, the contested above all of their size."""
    return -shown["km"], -list(GRADES.values()).index(shown["colour"]), shown["href"]


@cache
def _texts(name: str, **style: Any) -> Any:  # noqa: ANN401 - whatever altair's marks take
    chart = alt.Chart(alt.NamedData(name)).mark_text(**style)
    return chart.encode(longitude="lon:Q", latitude="lat:Q", text="name:N", description="name:N")


def _place_names(areas: Iterable[_Area], box: Box) -> list[dict[str, Any]]:
    """Return the names of the places with the most incidents, none so near to another that they would overlap."""
    counts = Counter((each.where, each.lon, each.lat) for each in areas)
    wide, high = (box.east - box.west) / 5, (box.north - box.south) / 16
    out: list[dict[str, Any]] = []
    for name, lon, lat in sorted(counts, key=lambda key: (-counts[key], key)):
        if len(out) < _LABELS and all(abs(o["lon"] - lon) > wide or abs(o["lat"] - lat) > high for o in out):
            out.append({"name": name, "lon": lon, "lat": lat})
    return out


def _box(areas: Iterable[_Area]) -> Box:
    """Return what the map shows: all areas with some land around them, in the shape of the picture."""
    reached = [(each, *_reach(each.lat, each.km)) for each in areas]
    west, east = min(a.lon - wide for a, wide, _ in reached), max(a.lon + wide for a, wide, _ in reached)
    south, north = min(a.lat - high for a, _, high in reached), max(a.lat + high for a, _, high in reached)
    x, y = (west + east) / 2, (south + north) / 2
    narrow = math.cos(math.radians(y))
    high = max(north - south, (east - west) * narrow * _HEIGHT / _WIDTH, _LEAST_DEGREES) * (1 + 2 * _AROUND)
    wide = high / narrow * _WIDTH / _HEIGHT
    return Box(x - wide / 2, max(-84.0, y - high / 2), x + wide / 2, min(84.0, y + high / 2))


def _fit(box: Box) -> dict[str, Any]:
    """Return the Mercator projection that shows a box in the middle of the picture."""
    low, high = _mercator(box.south), _mercator(box.north)
    scale = min(_WIDTH / math.radians(box.east - box.west), _HEIGHT / (high - low))
    return {
        "type": "mercator",
        "scale": round(scale, 2),
        "rotate": [round(-(box.west + box.east) / 2, 4), 0, 0],
        "translate": [_WIDTH / 2, round(_HEIGHT / 2 + (low + high) / 2 * scale, 2)],
    }


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
