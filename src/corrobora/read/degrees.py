"""Coordinates written out in a text -> points: "33°30′21″N 36°16′11″E", "35.0325; 43.6463889"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrobora.types import Place, Span

_NUMBER = r"\d{1,3}(?:[.,]\d{1,8})?"
_SEXAGESIMAL = (
    rf"({_NUMBER})\s?°\s?(?:(\d{{1,2}}(?:[.,]\d+)?)\s?[′'’]\s?)?(?:(\d{{1,2}}(?:[.,]\d+)?)\s?(?:[″\"”]|'')\s?)?"
)
_DEGREES = re.compile(rf"{_SEXAGESIMAL}([NS])[\s,;/]{{0,3}}{_SEXAGESIMAL}([EWO])(?!\w)")
_PLAIN = re.compile(r"(?<![\d.,])(-?\d{1,2}\.\d{3,8})\s?[;,]\s?(-?\d{1,3}\.\d{3,8})(?![\d.,]*\d)")
_NORTH, _EAST = 90, 180


def coordinates(text: str) -> Iterator[Place]:
    """Yield the points that a text gives in degrees.

    >>> [(place.text, place.lat, place.lon) for place in coordinates("It fell at 33°30′N 36°15′E, he said.")]
    [('33°30′N 36°15′E', 33.5, 36.25)]
    """
    if "°" not in text:  # a bare pair of numbers is taken for degrees only where others are given as such
        return
    for found in _DEGREES.finditer(text):
        *lat, south, d, m, s, west = found.groups()
        yield from _point(
            found, _decimal(*lat) * (-1 if south == "S" else 1), _decimal(d, m, s) * (1 if west == "E" else -1)
        )
    for found in _PLAIN.finditer(text):
        yield from _point(found, float(found[1]), float(found[2]))


def _decimal(degrees: str, minutes: str | None, seconds: str | None) -> float:
    parts = [float((part or "0").replace(",", ".")) for part in (degrees, minutes, seconds)]
    return round(parts[0] + parts[1] / 60 + parts[2] / 3600, 6)


def _point(found: re.Match[str], lat: float, lon: float) -> Iterator[Place]:
    if abs(lat) <= _NORTH and abs(lon) <= _EAST:
        span = Span(*found.span())
        yield Place("place", found.group(), span, "degrees", found.group(), lat=lat, lon=lon, precision="point")
