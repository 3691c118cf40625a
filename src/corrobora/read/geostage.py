"""Rows of GeoNames -> tables of places and names not yet in order, with how far each file was read beside them.

What a block of a file adds and the note of how far it was read are one transaction: a killed import goes on after the
last whole block, and nothing is there twice.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from corrobora.read.gazetteer import NOWHERE
from corrobora.read.geodivisions import Divisions, load_divisions, same_country, same_province
from corrobora.read.geofeatures import LONG, SMALL, WIDE, RowError, Spot, read_name, read_place
from corrobora.read.geonames import PLACES, Block, Dump, blocks
from corrobora.read.placedraft import keys_of
from corrobora.read.placetables import MOST_WORDS

_TABLES = """
    CREATE TABLE IF NOT EXISTS spot (n, name, kind, country, code, lat, lon, population, breadth);
    CREATE TABLE IF NOT EXISTS called (country, key, n, wide);
    CREATE TABLE IF NOT EXISTS division (country, code, iso, PRIMARY KEY (country, code));
    CREATE TABLE IF NOT EXISTS same (id PRIMARY KEY, n, country);
    CREATE TABLE IF NOT EXISTS file (identity PRIMARY KEY, name, day, first, lines, end, checksum, bad, kept, whole);
"""
# One import at a time; a crash of the machine, not of the process, may cost what was taken so far.
_ALONE = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;"
_TOLD = 20  # rows of a file that are told one by one; more are counted
_GROWTH = 1 << 20
_ONLY_BASE = 0x8000  # a mark of a place that no row has told so far
Tell = Callable[[str], None]
Watch = Callable[[Dump, int], None]


@dataclass(slots=True)
class Stage:
    """An import under way: its tables, the packages' divisions, and a mark for each number met: country and breadth.

    `same` has the numbers of countries and provinces that the packages know by another, with their countries.
    """

    connection: sqlite3.Connection
    divisions: Divisions
    alternates: bool
    marks: array[int] = field(default_factory=lambda: array("H"))
    homes: list[str] = field(default_factory=list)
    home: dict[str, int] = field(default_factory=dict)
    same: dict[int, tuple[int, str]] = field(default_factory=dict)


def open_stage(path: Path, base: sqlite3.Connection, *, alternates: bool) -> Stage:
    """Return the import that stands at `path`, as far as it came, or a new one."""
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.executescript(_ALONE + _TABLES)
        return _resumed(Stage(connection, load_divisions(base), alternates), base)
    except BaseException:
        connection.close()
        raise


def _resumed(stage: Stage, base: sqlite3.Connection) -> Stage:
    """Return the stage with what was taken into its tables before."""
    for n, country in base.execute("SELECT n, country FROM place WHERE n > 0"):
        _mark(stage, n, country or "", WIDE, _ONLY_BASE)
    for n, country, breadth in stage.connection.execute("SELECT n, country, breadth FROM spot"):
        _mark(stage, n, country, breadth)
    stage.same = {own: (n, country) for own, n, country in stage.connection.execute("SELECT id, n, country FROM same")}
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
        batch = _Batch(f"{dump.path.name}", bad, tell)
        read = _take_places if dump.kind == PLACES else _take_names
        read(stage, block, batch)
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
    if bad > _TOLD:
        tell(f"{dump.path.name}: {bad:,} rows in all could not be read; the others were")


@dataclass(slots=True)
class _Batch:
    """What a block adds."""

    file: str
    bad: int
    tell: Tell
    kept: int = 0
    spots: list[tuple[object, ...]] = field(default_factory=list)
    called: list[tuple[str, str, int, int]] = field(default_factory=list)
    divisions: list[tuple[str, str, str]] = field(default_factory=list)
    same: list[tuple[int, int, str]] = field(default_factory=list)

    def refuse(self, line: int, reason: RowError) -> None:
        """Count a row that could not be read, and tell of the first ones."""
        self.bad += 1
        if self.bad <= _TOLD:
            self.tell(f"{self.file}:{line}: {reason}; left out")
        elif self.bad == _TOLD + 1:
            self.tell(f"{self.file}: more such rows are only counted")


def _write(connection: sqlite3.Connection, batch: _Batch) -> None:
    connection.executemany("INSERT INTO spot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.spots)
    connection.executemany("INSERT INTO called VALUES (?, ?, ?, ?)", batch.called)
    connection.executemany("INSERT OR IGNORE INTO division VALUES (?, ?, ?)", batch.divisions)
    connection.executemany("INSERT INTO same VALUES (?, ?, ?)", batch.same)


def _take_places(stage: Stage, block: Block, batch: _Batch) -> None:
    for number, line in enumerate(block.lines, block.first):
        if not line:
            continue
        try:
            spot = read_place(line, alternates=stage.alternates)
            if spot is not None:
                _add(stage, spot, batch)
        except RowError as error:
            batch.refuse(number, error)


def _add(stage: Stage, spot: Spot, batch: _Batch) -> None:
    n, breadth = spot.n, spot.breadth
    mark = stage.marks[n] if n < len(stage.marks) else 0
    if (mark and not mark & _ONLY_BASE) or n in stage.same:
        raise RowError(f"the place {n} stands there twice")
    batch.kept += 1
    number = _known(stage, spot, batch) if spot.kind in {"country", "province"} else None
    if number is not None:
        stage.same[n] = number, spot.country
        batch.same.append((n, number, spot.country))
    else:
        if mark:
            breadth = WIDE  # what the packages have is read wherever it stands
        _mark(stage, n, spot.country, breadth)
        kind = "region" if spot.kind == "country" else spot.kind
        batch.spots.append((n, spot.name, kind, spot.country, spot.code, spot.lat, spot.lon, spot.population, breadth))
    for name in dict.fromkeys(spot.names):
        _call(batch, name, number or n, spot.country, breadth)


def _known(stage: Stage, spot: Spot, batch: _Batch) -> int | None:
    """Return the number of a country or province that the packages know."""
    if spot.kind == "country":
        return same_country(spot, stage.divisions)
    iso = same_province(spot, stage.divisions)
    if iso is None:
        return None
    batch.divisions.append((spot.country, spot.code, iso))
    return stage.divisions.numbers[iso]


def _take_names(stage: Stage, block: Block, batch: _Batch) -> None:
    marks, same = stage.marks, stage.same
    for number, line in enumerate(block.lines, block.first):
        if not line:
            continue
        try:
            found = read_name(line)
        except RowError as error:
            batch.refuse(number, error)
            continue
        if found is None:
            continue
        n, name, is_current = found
        mark = marks[n] & ~_ONLY_BASE if n < len(marks) else 0
        if mark:
            country, breadth = stage.homes[mark >> 3], (mark >> 1) & 3
        elif n in same:
            (n, country), breadth = same[n], WIDE
        else:
            continue
        batch.kept += 1
        _call(batch, name, n, country, breadth if is_current else SMALL)


def _call(batch: _Batch, name: str, n: int, country: str, breadth: int) -> None:
    for key in keys_of(name, country):
        if key.count(" ") < MOST_WORDS and (breadth or key[0] != "="):
            wide = breadth == WIDE or (breadth == LONG and " " in key)
            batch.called.append((country or NOWHERE, key, n, wide))


def _mark(stage: Stage, n: int, country: str, breadth: int, bit: int = 0) -> None:
    if n >= len(stage.marks):
        stage.marks.frombytes(bytes(2 * (n + _GROWTH - len(stage.marks))))
    index = stage.home.setdefault(country, len(stage.homes))
    if index == len(stage.homes):
        stage.homes.append(country)
    stage.marks[n] = index << 3 | breadth << 1 | 1 | bit
