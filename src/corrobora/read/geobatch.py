"""Rows of GeoNames -> what they add: places, their names by key, and which of them the packages know already."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from corrobora.read.gazetteer import NOWHERE
from corrobora.read.geodivisions import Divisions, same_country, same_province
from corrobora.read.geofeatures import LONG, SMALL, WIDE, RowError, Spot, read_name, read_place
from corrobora.read.geonames import Block
from corrobora.read.placedraft import keys_of
from corrobora.read.placetables import MOST_WORDS

ONLY_BASE = 0x8000  # a mark of a place of the packages that no row has told so far
TOLD = 20  # rows of a file that are told one by one; more are counted
_GROWTH = 1 << 20
Tell = Callable[[str], None]


@dataclass(slots=True)
class Met:
    """The places met so far: a mark for each number, of its country and breadth; and the packages' divisions.

    `same` has the numbers of countries and provinces that the packages know by another, with their countries.
    `alternates` asks for the names in the places' own rows.
    """

    divisions: Divisions
    alternates: bool
    marks: array[int] = field(default_factory=lambda: array("H"))
    homes: list[str] = field(default_factory=list)
    home: dict[str, int] = field(default_factory=dict)
    same: dict[int, tuple[int, str]] = field(default_factory=dict)

    def mark(self, n: int, country: str, breadth: int, bit: int = 0) -> None:
        """Note a place."""
        if n >= len(self.marks):
            self.marks.frombytes(bytes(2 * (n + _GROWTH - len(self.marks))))
        index = self.home.setdefault(country, len(self.homes))
        if index == len(self.homes):
            self.homes.append(country)
        self.marks[n] = index << 3 | breadth << 1 | 1 | bit


@dataclass(slots=True)
class Batch:
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
        if self.bad <= TOLD:
            self.tell(f"{self.file}:{line}: {reason}; left out")
        elif self.bad == TOLD + 1:
            self.tell(f"{self.file}: more such rows are only counted")


def take_places(met: Met, block: Block, batch: Batch) -> None:
    """Add what a block of places tells."""
    for number, line in enumerate(block.lines, block.first):
        if not line:
            continue
        try:
            spot = read_place(line, alternates=met.alternates)
            if spot is not None:
                _add(met, spot, batch)
        except RowError as error:
            batch.refuse(number, error)


def _add(met: Met, spot: Spot, batch: Batch) -> None:
    n, breadth = spot.n, spot.breadth
    mark = met.marks[n] if n < len(met.marks) else 0
    if (mark and not mark & ONLY_BASE) or n in met.same:
        raise RowError(f"the place {n} stands there twice")
    batch.kept += 1
    number = _known(met, spot, batch) if spot.kind in {"country", "province"} else None
    if number is not None:
        met.same[n] = number, spot.country
        batch.same.append((n, number, spot.country))
    else:
        kind = spot.kind
        if kind == "country":  # a state that the packages don't know, or not by that name
            kind, breadth = "region", SMALL
        if mark:
            breadth = WIDE  # what the packages have is read wherever it stands
        met.mark(n, spot.country, breadth)
        batch.spots.append((n, spot.name, kind, spot.country, spot.code, spot.lat, spot.lon, spot.population, breadth))
    for name in dict.fromkeys(spot.names):
        _call(batch, name, number or n, spot.country, breadth)


def _known(met: Met, spot: Spot, batch: Batch) -> int | None:
    """Return the number of a country or province that the packages know."""
    if spot.kind == "country":
        return same_country(spot, met.divisions)
    iso = same_province(spot, met.divisions)
    if iso is None:
        return None
    batch.divisions.append((spot.country, spot.code, iso))
    return met.divisions.numbers[iso]


def take_names(met: Met, block: Block, batch: Batch) -> None:
    """Add what a block of names tells."""
    marks, same = met.marks, met.same
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
        mark = marks[n] & ~ONLY_BASE if n < len(marks) else 0
        if mark:
            country, breadth = met.homes[mark >> 3], (mark >> 1) & 3
        elif n in same:
            (n, country), breadth = same[n], WIDE
        else:
            continue
        batch.kept += 1
        _call(batch, name, n, country, breadth if is_current else SMALL)


def _call(batch: Batch, name: str, n: int, country: str, breadth: int) -> None:
    for key in keys_of(name, country):
        if key.count(" ") < MOST_WORDS and (breadth or key[0] != "="):
            wide = breadth == WIDE or (breadth == LONG and " " in key)
            batch.called.append((country or NOWHERE, key, n, wide))
