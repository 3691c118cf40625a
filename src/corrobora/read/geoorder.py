"""The tables of an import -> the index of places, in order: each step one transaction, and none is done twice."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from corrobora.read.geobatch import Tell
from corrobora.read.indexname import packages
from corrobora.read.placetables import SCHEMA, finish

_ALONE = """
    PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;
    PRAGMA cache_size = -200000; PRAGMA threads = 1;
"""
_PLACES = """
    INSERT INTO place
    SELECT s.n, NULL, CASE WHEN b.known THEN b.name ELSE s.name END, coalesce(b.kind, s.kind),
        nullif(s.country, ''), coalesce(b.admin1, d.iso, v.iso), coalesce(s.lat, b.lat), coalesce(s.lon, b.lon),
        coalesce(nullif(s.population, 0), b.population, 0), coalesce(b.known, 0)
    FROM stage.spot s LEFT JOIN base.place b ON b.n = s.n
        LEFT JOIN stage.division d ON d.country = s.country AND d.code = s.code
        LEFT JOIN base.admin v ON v.country = s.country AND v.code = s.code
    ORDER BY s.n;
    INSERT INTO place SELECT * FROM base.place WHERE n NOT IN (SELECT n FROM stage.spot) ORDER BY n;
    INSERT INTO admin SELECT * FROM base.admin;
    INSERT OR REPLACE INTO admin SELECT * FROM stage.division;
"""
_NAMES = """
    INSERT OR IGNORE INTO name SELECT key, n FROM
        (SELECT key, n FROM stage.called WHERE wide UNION ALL SELECT key, n FROM base.name) ORDER BY key, n;
"""
_SMALL = """
    INSERT OR IGNORE INTO small SELECT country, key, n FROM stage.called WHERE NOT wide ORDER BY country, key, n;
"""
_STEPS = (("", SCHEMA), ("places", _PLACES), ("names", _NAMES), ("names of small places", _SMALL))


def order(draft: Path, base: Path, made: str, tell: Tell) -> Path:
    """Return the index, written from what was taken: each step a transaction, so that a killed import goes on there."""
    os.environ.setdefault("SQLITE_TMPDIR", str(draft.parent))  # sorting needs room: where the index finds it
    path = draft.with_name(f"{draft.name}-ordered")
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
        connection.executescript(_ALONE)
        connection.execute("ATTACH ? AS base", (str(base),))
        connection.execute("ATTACH ? AS stage", (str(draft),))
        (done,) = connection.execute("PRAGMA user_version").fetchone()
        for number, (what, statements) in enumerate(_STEPS, 1):
            if number > done:
                if what:
                    tell(f"putting {what} in order …")
                connection.executescript(f"BEGIN; {statements} PRAGMA user_version = {number}; COMMIT;")
        connection.execute("BEGIN")
        finish(connection, {**_told(connection, base), "made": made})
        connection.execute("COMMIT")
    return path


def _told(connection: sqlite3.Connection, base: Path) -> dict[str, str]:
    """Return what the index tells of itself."""
    columns = ("file", "day", "bytes", "checksum", "kept", "bad")
    query = "SELECT name, day, end, checksum, kept, bad FROM stage.file ORDER BY name"
    sources = [dict(zip(columns, row, strict=True)) for row in connection.execute(query)]
    digest = hashlib.sha256(repr((base.name, sources)).encode()).hexdigest()[:16]
    return {"digest": digest, "packages": json.dumps(packages()), "sources": json.dumps(sources)}
