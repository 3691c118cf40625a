"""Rows of GeoNames -> tables of places and names not yet in order, with how far each file was read beside them.

What a block of a file adds and the note of how far it was read are one transaction: a killed import goes on after the
last whole block, and nothing is there twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corrobora.read.geobatch import ONLY_BASE, TOLD, Batch, Met, Tell, take_names, take_places
from corrobora.read.geodivisions import load_divisions
from corrobora.read.geofeatures import WIDE
from corrobora.read.geonames import PLACES, Block, Dump, blocks

_TABLES = """
    CREATE TABLE IF NOT EXISTS spot (n, name, kind, country, code, lat, lon, population, breadth);
    CREATE TABLE IF NOT EXISTS called (country, key, n, wide);
    CREATE TABLE IF NOT EXISTS division (country, code, iso, PRIMARY KEY (country, code));
    CREATE TABLE IF NOT EXISTS same (id PRIMARY KEY, n, country);
    CREATE TABLE IF NOT EXISTS file (identity PRIMARY KEY, name, day, first, lines, end, checksum, bad, kept, whole);
"""
# One import at a time; a crash of the machine, not of the process, may cost what was taken so far.
_ALONE = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;"
Watch = Callable[[Dump, int], None]


@dataclass(slots=True)
class Stage:
    """An import under way: its tables, and the places that stand in them."""

    connection: sqlite3.Connection
    met: Met


def open_stage(path: Path, base: sqlite3.Connection, *, alternates: bool) -> Stage:
    """Return the import that stands at `path`, as far as it came, or a new one."""
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.executescript(_ALONE + _TABLES)
        return _resumed(Stage(connection, Met(load_divisions(base), alternates)), base)
    except BaseException:
        connection.close()
        raise


def _resumed(stage: Stage, base: sqlite3.Connection) -> Stage:
    """Return the stage with what was taken into its tables before."""
    for n, country in base.execute("SELECT n, country FROM place WHERE n > 0"):
        stage.met.mark(n, country or "", WIDE, ONLY_BASE)
    for n, country, breadth in stage.connection.execute("SELECT n, country, breadth FROM spot"):
        stage.met.mark(n, country, breadth)
    stage.met.same = {
        own: (n, country) for own, n, country in stage.connection.execute("SELECT id, n, country FROM same")
    }
    return stage


def take(stage: Stage, dump: Dump, tell: Tell, watch: Watch) -> None:
    """Take a file's rows into the tables, from where an earlier run was stopped on."""
    found = stage.connection.execute(
        "SELECT first, lines, end, checksum, bad, kept, whole FROM file WHERE identity = ?", (dump.identity,)
    ).fetchone()
    first, lines, end, checksum, bad, kept, whole = found or (1, 0, 0, 0, 0, 0, 0)
    if whole:
        return
    if end:
        tell(f"{dump.path.name}: going on after line {first + lines - 1:,}")
    start = Block(first, [""] * lines, end, checksum) if end else None
    for block in blocks(dump, start):
        batch = Batch(f"{dump.path.name}", bad, tell)
        read = take_places if dump.kind == PLACES else take_names
        read(stage.met, block, batch)
        bad, kept = batch.bad, kept + batch.kept
        stage.connection.execute("BEGIN")
        _write(stage.connection, batch)
        row = (
            dump.identity,
            dump.path.name,
            dump.day,
            block.first,
            len(block.lines),
            block.end,
            block.checksum,
            bad,
            kept,
            0,
        )
        stage.connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        stage.connection.execute("COMMIT")
        watch(dump, block.end)
    stage.connection.execute("UPDATE file SET whole = 1 WHERE identity = ?", (dump.identity,))
    if bad > TOLD:
        tell(f"{dump.path.name}: {bad:,} rows in all could not be read; the others were")


def _write(connection: sqlite3.Connection, batch: Batch) -> None:
    connection.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.spots)
    connection.executemany("INSERT INTO called VALUES (?, ?, ?, ?)", batch.called)
    connection.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?)", batch.divisions)
    connection.executemany("INSERT INTO same VALUES (?, ?, ?)", batch.same)
