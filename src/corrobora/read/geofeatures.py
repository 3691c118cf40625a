"""Rows of GeoNames -> the places and names that reading can use; what breaks the format is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corrobora.read.geonames import UNREADABLE
from corrobora.read.placelists import lists_folder
from corrobora.read.placesources import POPULATION, is_readable, languages
from corrobora.tsv import rows

SMALL, LONG, WIDE = 0, 1, 2  # which of a place's names are read wherever they stand: none, those of two words, all
_SEAT = "town"  # the kind of what is the seat of something, however few live there
_MUCH_NAMED = 10  # other names from which a sea, an airport or a desert is one that the world talks of
_COUNTRY = re.compile("(?:[A-Z]{2})?")
_TOP = 100_000_000  # GeoNames' numbers have eight digits
_LATITUDE, _LONGITUDE = 90.0, 180.0
_READ = frozenset(languages())
_KEPT = _READ | {
    "",
    "uk",
    "ru",
    "be",
    "he",
    "fa",
    "ku",
    "ckb",
    "ps",
    "tr",
    "ur",
    "prs",
    "so",
    "am",
    "ti",
    "ha",
    "sw",
    "az",
    "hy",
    "ka",
}


class RowError(ValueError):
    """A row that breaks the format; says how."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a row of GeoNames has it; `code` is that of its first-level division, `breadth` one of the above."""

    n: int
    name: str
    kind: str
    country: str
    code: str
    lat: float | None
    lon: float | None
    population: int
    breadth: int
    names: tuple[str, ...]


@cache
def features() -> dict[tuple[str, str], tuple[str, bool]]:
    """Return what each feature class and code is here, and whether such a place may be known the world over.

    >>> features()["S", "CMPRF"], features()["H", "SEA"]
    (('camp', False), ('region', True))
    """
    file = "features.tsv"
    lines = (lists_folder() / file).read_text(encoding="utf-8").splitlines()
    return {(cells[0], cells[1]): (cells[2], cells[3] == "wide") for _, cells in rows(file, lines, 5)}


def read_place(line: str, *, alternates: bool) -> Spot | None:
    """Return the place that a row tells, null where it is none that reading names; RowError where it is damaged.

    `alternates` asks for the names in the row's own column of them, which a file of names makes needless.
    """
    cells = line.split("\t")
    if len(cells) != 19:  # noqa: PLR2004 - what GeoNames has
        raise RowError(_columns(line, cells, 19))
    kind, may_be_wide = features().get((cells[6], cells[7]), ("", False))
    if not kind:
        return None
    name, plain, others = cells[1], cells[2], cells[3]
    population = _count(cells[14])
    if not name:
        raise RowError("no name")
    if not _COUNTRY.fullmatch(cells[8]):
        raise RowError(f"{cells[8][:40]!r} is no country's code")
    breadth = SMALL
    if cells[6] == "P":
        if kind == _SEAT or (kind == "village" and population >= POPULATION):
            kind, breadth = "town", WIDE
    elif kind in {"country", "province"}:
        breadth = WIDE
    elif may_be_wide and others.count(",") >= _MUCH_NAMED:
        breadth = LONG
    names = (name, plain, *filter(is_readable, others.split(","))) if alternates and others else (name, plain)
    lat, lon = _degrees(cells[4], _LATITUDE), _degrees(cells[5], _LONGITUDE)
    return Spot(_number(cells[0]), name, kind, cells[8], cells[10], lat, lon, population, breadth, names)


def read_name(line: str) -> tuple[int, str, bool] | None:
    """Return the number of a place, a name of it, and whether that is one that reports use today; or null, or RowError.

    Links, codes and the names in languages whose script no report is written in are left out.
    """
    cells = line.split("\t")
    if len(cells) not in {8, 10}:
        raise RowError(_columns(line, cells, 10))
    language = cells[2]
    if language not in _KEPT and language.partition("-")[0] not in _KEPT:
        return None
    name = cells[3]
    if not name:
        raise RowError("no name")
    is_current = cells[6] != "1" and cells[7] != "1"  # neither slang nor history
    if not language:
        return (_number(cells[1]), name, is_current) if is_readable(name) else None
    return _number(cells[1]), name, is_current and language.partition("-")[0] in _READ


def _columns(line: str, cells: list[str], wanted: int) -> str:
    return "not UTF-8" if line == UNREADABLE else f"{wanted} columns are wanted, {len(cells)} stand there"


def _number(cell: str) -> int:
    if not (cell.isdecimal() and cell.isascii() and 0 < int(cell) < _TOP):
        raise RowError(f"{cell[:40]!r} is no number of a place")
    return int(cell)


def _count(cell: str) -> int:
    if not cell:
        return 0
    if not (cell.isdecimal() and cell.isascii() and len(cell) < 12):  # noqa: PLR2004 - more than there are people
        raise RowError(f"{cell[:40]!r} is no count of inhabitants")
    return int(cell)


def _degrees(cell: str, most: float) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = most + 1
    if not -most <= value <= most:
        raise RowError(f"{cell[:40]!r} are no degrees")
    return value
