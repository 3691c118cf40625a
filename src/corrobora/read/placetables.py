"""The tables of an index of places: what stands in them, and the sieves that tell most words to be no name at all."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping
from zlib import crc32

from corrobora.read.gazetteer import NOWHERE
from corrobora.read.skeleton import skeleton

MOST_WORDS = 7

# `place.id` is null for a place of GeoNames, whose number there is its `n`; all others count down from -1.
# `name` holds what is read wherever it stands, `near` the same names by country and consonants; `small` holds what is
# read only where its country is named and a word says what it is. `admin` are GeoNames' first-level divisions.
SCHEMA = """
    CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
        lat REAL, lon REAL, population INTEGER, known INTEGER);
    CREATE TABLE name (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
    CREATE TABLE near (country TEXT, bones TEXT, key TEXT, n INTEGER, PRIMARY KEY (country, bones, key, n))
        WITHOUT ROWID;
    CREATE TABLE small (country TEXT, key TEXT, n INTEGER, PRIMARY KEY (country, key, n)) WITHOUT ROWID;
    CREATE TABLE admin (country TEXT, code TEXT, iso TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
    CREATE TABLE sieve (name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    CREATE VIEW listed AS SELECT n, coalesce(id, 'geonames:' || n) AS id, name, kind, country, admin1, lat, lon,
        population, known FROM place;
    CREATE VIEW named AS SELECT key, listed.* FROM name CROSS JOIN listed USING (n);
    CREATE VIEW spelled AS SELECT near.country AS home, bones, key, listed.* FROM near CROSS JOIN listed USING (n);
    CREATE VIEW hidden AS SELECT small.country AS home, key, listed.* FROM small CROSS JOIN listed USING (n);
"""
_COUNTS = "SELECT (SELECT count(*) FROM place), (SELECT count(*) FROM name) + (SELECT count(*) FROM small)"
_NEAR = """
    INSERT INTO near SELECT coalesce(country, ?), bones(key), key, n FROM name JOIN place USING (n)
    WHERE substr(key, 1, 1) != '=' ORDER BY 1, 2, 3, 4
"""


def finish(connection: sqlite3.Connection, told: Mapping[str, str]) -> None:
    """Make what follows from places and names: the names by their consonants, the sieves, what is `told` of all."""
    connection.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
    connection.create_function("bones", 1, skeleton, deterministic=True)
    connection.execute(_NEAR, (NOWHERE,))
    longest: dict[int, int] = {}
    keys = array("I")
    for (key,) in connection.execute("SELECT DISTINCT key FROM name ORDER BY key"):
        words = key.split(" ")
        first = crc32(words[0].encode())
        longest[first] = max(len(words), longest.get(first, 0))
        keys.append(crc32(key.encode()))
    firsts = sorted(longest)
    sieves = {
        "keys": array("I", sorted(set(keys))).tobytes(),
        "words": array("I", firsts).tobytes(),
        "lengths": bytes(longest[first] for first in firsts),
    }
    connection.executemany("INSERT INTO sieve VALUES (?, ?)", sorted(sieves.items()))
    places, names = connection.execute(_COUNTS).fetchone()
    meta = {**told, "places": str(places), "names": str(names)}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
