"""Countries and first-level divisions of GeoNames -> those of ISO 3166 that the packages know by another number."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from corrobora.read.gazetteer import place_key
from corrobora.read.geofeatures import Spot
from corrobora.read.skeleton import skeleton

_GENERIC = frozenset(  # what a division calls itself beside its name, in the spellings that GeoNames has
    {"region", "province", "provincia", "governorate", "gouvernorat", "muhafazat", "muhafazah", "oblast", "oblasti"}
    | {
        "wilaya",
        "wilayat",
        "state",
        "district",
        "department",
        "departement",
        "prefecture",
        "county",
        "ostan",
        "ostan e",
    }
    | {"velayat", "wilayah", "regional", "municipality", "governorate", "republic", "territory", "gobolka", "kilil"}
    | {"de", "du", "des", "d", "of", "the", "al", "el", "la", "le", "l", "e"}
)
_DIVISIONS = """
    SELECT n, key, kind, country, admin1 FROM place JOIN name USING (n)
    WHERE n < 0 AND kind IN ('country', 'province') ORDER BY n DESC, key
"""
_ALIKE = 85.0  # of 100: two spellings of one division's name
_BONES = 3  # consonants that must agree where the spellings don't


@dataclass(slots=True)
class Divisions:
    """The packages' countries and provinces: their numbers by country and name, and which code of GeoNames is which.

    `names` has each name's province by country, `voted` the ISO code of a division by where its towns lie, `numbers`
    a province's number by its code.
    """

    countries: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    voted: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)


def load_divisions(base: sqlite3.Connection) -> Divisions:
    """Return the divisions of the packages' index."""
    out = Divisions()
    keys: dict[int, set[str]] = {}
    for n, key, kind, country, admin1 in base.execute(_DIVISIONS):
        keys.setdefault(n, set()).add(key)
        if kind == "country":
            out.countries[country] = n, frozenset(keys[n])
        elif admin1:
            out.names.setdefault(country, {}).setdefault(bare(key), admin1)
            out.numbers.setdefault(admin1, n)
    out.voted = {(country, code): iso for country, code, iso in base.execute("SELECT country, code, iso FROM admin")}
    return out


def same_country(spot: Spot, divisions: Divisions) -> int | None:
    """Return the number of the country that a row means, null where it is another kind of state."""
    number, keys = divisions.countries.get(spot.country, (None, frozenset[str]()))
    return number if any(place_key(name) in keys for name in spot.names) else None


def same_province(spot: Spot, divisions: Divisions) -> str | None:
    """Return the ISO code of the province that a row means: one of its name, else where its towns lie if spelled alike.

    A division that ISO does not have yet keeps its own number: its towns lie in an older one, but it is not that.
    """
    known = divisions.names.get(spot.country, {})
    own = [bare(place_key(name)) for name in spot.names]
    for key in own:
        if key in known:
            return known[key]
    voted = divisions.voted.get((spot.country, spot.code))
    theirs = [key for key, iso in known.items() if iso == voted]
    return voted if any(_is_alike(key, other) for key in own for other in theirs) else None


def _is_alike(key: str, other: str) -> bool:
    bones = skeleton(key)
    return (len(bones) >= _BONES and bones == skeleton(other)) or fuzz.ratio(key, other) >= _ALIKE


def bare(key: str) -> str:
    """Return the key of a division without the words for what it is.

    >>> bare("muhafazat al anbar"), bare("gao region"), bare("la region")
    ('anbar', 'gao', 'la region')
    """
    words = [word for word in key.split(" ") if word not in _GENERIC]
    return " ".join(words) or key
