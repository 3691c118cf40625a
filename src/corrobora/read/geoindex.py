"""Packages and hand-made lists -> the index of places, as one SQLite file."""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from corrobora.read.indexname import index_name, packages
from corrobora.read.placedraft import Draft
from corrobora.read.placelists import add_lists
from corrobora.read.placesources import add_countries, add_subdivisions, add_towns
from corrobora.read.placetables import MOST_WORDS, SCHEMA, finish

_GEONAMES = "geonames:"
_QUICK = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"  # a half-built index is thrown away


def build(path: Path) -> None:
    """Write the index of places to `path`."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects and no cycles: collecting would take a quarter of the time
    try:
        draft = Draft()
        add_countries(draft)
        subdivision = add_subdivisions(draft)
        divisions = add_towns(draft, subdivision)
        add_lists(draft)
        write_index(path, draft, divisions)
    finally:
        if collecting:
            gc.enable()


def write_index(path: Path, draft: Draft, divisions: Mapping[tuple[str, str], str]) -> None:
    """Write what was gathered, with the ISO code of each division by country and GeoNames' code."""
    numbers = _numbers(draft)
    pairs = [
        (key, numbers[place])
        for place, keys in draft.keys.items()
        for key in keys
        if key.count(" ") < MOST_WORDS
    ]  # fmt: skip
    pairs.sort()
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_QUICK + SCHEMA)
        connection.executemany("INSERT INTO name VALUES (?, ?)", pairs)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, None if n > 0 else p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.known)
                for p, n in sorted(((draft.places[i], n) for i, n in numbers.items()), key=lambda each: each[1])
            ),
        )
        connection.executemany("INSERT INTO admin VALUES (?, ?, ?)", sorted((*k, v) for k, v in divisions.items()))
        digest = hashlib.sha256(index_name().encode()).hexdigest()[:16]
        finish(connection, {"digest": digest, "packages": json.dumps(packages()), "sources": "[]"})
        connection.commit()
    finally:
        connection.close()


def _numbers(draft: Draft) -> dict[str, int]:
    """Return a number for each place: GeoNames' own where it has one, else one below zero."""
    numbers: dict[str, int] = {}
    others = 0
    for place in sorted(draft.places):
        if place.startswith(_GEONAMES):
            numbers[place] = int(place.removeprefix(_GEONAMES))
        else:
            others -= 1
            numbers[place] = others
    return numbers
