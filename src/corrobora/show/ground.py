"""The ground under a map: the countries around, and where each one's name finds room."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Feature = dict[str, Any]
Point = tuple[float, float]
_COLUMNS, _ROWS = 22, 15
_LEAST = 0.03  # of the picture, for a country to be named
_LETTER = 0.015  # of the picture's width
_KEPT = 64  # maps whose names are kept, for all that is drawn on them


@dataclass(frozen=True, slots=True)
class Box:
    """What a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def wider(self) -> Box:
        """Return a box twice as wide and high around the same middle."""
        wide, high = (self.east - self.west) / 2, (self.north - self.south) / 2
        return Box(self.west - wide, self.south - high, self.east + wide, self.north + high)

    def meets(self, other: Box) -> bool:
        """Return whether two boxes share ground.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 3, 3)), Box(0, 0, 1, 1).meets(Box(2, 2, 3, 3))
        (True, False)
        """
        return (
            self.west < other.east and other.west < self.east and self.south < other.north and other.south < self.north
        )

    def has(self, point: Point) -> bool:
        """Return whether a point lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def land(box: Box) -> list[Feature]:
    """Return the outlines of the countries that a map of this box may show."""
    return [feature for feature, around in _outlines() if around.meets(box.wider())]


@lru_cache(_KEPT)
def country_names(box: Box, taken: tuple[Point, ...]) -> list[tuple[str, float, float]]:
    """Return the name of each country with some land in the box, with the point where it lies freest of all else."""
    return list(_named(box, taken))


def _named(box: Box, taken: Iterable[Point]) -> Iterator[tuple[str, float, float]]:
    grid = _grid(box)
    aspect = (box.east - box.west) / (box.north - box.south)
    for feature, around in _outlines():
        inside = [point for point in grid if around.has(point) and _holds(feature, point)]
        name = str(feature["properties"]["name"])
        half = len(name) * _LETTER * (box.east - box.west) / 2
        fitting = [p for p in inside if box.west + half < p[0] < box.east - half]
        if fitting and len(inside) >= len(grid) * _LEAST:
            others = [*(set(grid) - set(inside)), *taken]
            lon, lat = max(fitting, key=lambda p: (min(_room(p, others, box), _margin(p, box, aspect)), p))
            yield name, round(lon, 3), round(lat, 3)


def _grid(box: Box) -> list[Point]:
    across, up = (box.east - box.west) / _COLUMNS, (box.north - box.south) / _ROWS
    return [
        (box.west + (column + 0.5) * across, box.south + (line + 0.5) * up)
        for column in range(_COLUMNS)
        for line in range(_ROWS)
    ]


def _room(point: Point, others: Iterable[Point], box: Box) -> float:
    """Return how far the nearest other point is; a name is wide, so room to the sides counts for less."""
    wide, high = box.east - box.west, box.north - box.south
    near = (((point[0] - x) / wide) ** 2 / 4 + ((point[1] - y) / high) ** 2 for x, y in others)
    return min(near, default=1.0)


def _margin(point: Point, box: Box, aspect: float) -> float:
    """Return how far the nearest edge is, on the same scale."""
    side = min(point[0] - box.west, box.east - point[0]) / (box.east - box.west) / 2
    top = min(point[1] - box.south, box.north - point[1]) / (box.north - box.south) / min(aspect, 1)
    return min(side, top) ** 2


def _holds(feature: Feature, point: Point) -> bool:
    """Return whether a point lies in a country: a ray from it crosses the outline an odd number of times."""
    x, y = point
    odd = False
    for ring in _rings(feature):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def _rings(feature: Feature) -> Iterator[Sequence[Sequence[float]]]:
    geometry = feature["geometry"]
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for shape in shapes:
        yield from shape


def _box_of(feature: Feature) -> Box:
    points = [point for ring in _rings(feature) for point in ring]
    return Box(
        min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)
    )


@cache
def _outlines() -> list[tuple[Feature, Box]]:
    """Return every country, with the box that it stands in."""
    file = files("corrobora") / "data" / "places" / "outlines.json"
    return [(feature, _box_of(feature)) for feature in json.loads(file.read_text(encoding="utf-8"))["features"]]
