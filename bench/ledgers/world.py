"""A world for made-up ledgers: countries with provinces, towns and parties, some of them far hotter than others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from corrobora.codebook import actors

_CENTRES = {
    "UA": (49.0, 32.0), "SY": (35.0, 38.0), "IQ": (33.0, 44.0), "ML": (17.0, -3.0), "SD": (14.0, 30.0),
    "YE": (15.5, 47.0), "PS": (31.7, 34.9), "MM": (21.0, 96.0), "NG": (9.5, 8.0), "CD": (-2.0, 26.0),
    "SO": (5.0, 45.5), "BF": (12.5, -1.5), "AF": (34.0, 66.0), "LB": (33.9, 35.8), "LY": (28.0, 17.0),
    "NE": (16.0, 8.5), "ET": (9.0, 39.5), "TD": (15.5, 18.7), "CO": (4.0, -73.0), "MX": (23.5, -102.0),
}  # fmt: skip
_WIDE = 3.0
_TOWN_SPREAD = 0.45
_UNKNOWN = ("brigade of the river", "sons of the valley", "lions of the plain", "guard of the north")
_NAMED = {
    "en": _UNKNOWN,
    "fr": ("brigade du fleuve", "fils de la vallee", "lions de la plaine", "garde du nord"),
    "ar": ("كتيبه النهر", "ابناء الوادي", "اسود السهل", "حرس الشمال"),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A town, its province and country as rows have them, and the towns near by."""

    place: dict[str, Any]
    province: dict[str, Any]
    country: dict[str, Any]
    spelled: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its towns, the weights with which something happens there, its parties, and which towns lie near."""

    code: str
    towns: tuple[Town, ...]
    heat: tuple[float, ...]
    parties: tuple[str, ...]
    near: tuple[tuple[int, ...], ...]


def world(countries: int, seed: int) -> list[Country]:
    """Return so many countries, the hottest first."""
    chance = Random(seed)
    codes = sorted(_CENTRES, key=list(_CENTRES).index)
    return [_country(codes[i % len(codes)], i // len(codes), chance) for i in range(countries)]


def unknown_party(country: str, number: int, language: str) -> str:
    """Return the key of a party that the codebook lacks: another in each language."""
    return f"name:{_NAMED[language][number % len(_UNKNOWN)]} {country.lower()}"


@cache
def _known(country: str) -> tuple[str, ...]:
    return tuple(actor.id for actor in actors() if actor.country == country and actor.kind not in {"outlet", "agency"})


def _country(code: str, again: int, chance: Random) -> Country:
    lat, lon = _CENTRES[code]
    lat, lon = lat + 8 * again, lon + 8 * again
    name = f"{code}{again or ''}"
    towns: list[Town] = []
    for province in range(chance.randint(8, 18)):
        middle = (lat + chance.uniform(-_WIDE, _WIDE), lon + chance.uniform(-_WIDE, _WIDE))
        towns += [_town(name, province, number, middle, chance) for number in range(chance.randint(15, 60))]
    chance.shuffle(towns)
    heat = [1 / (rank + 4) for rank in range(len(towns))]
    parties = [*_known(code)[:10]]
    return Country(name, tuple(towns), tuple(accumulate(heat)), tuple(parties), _near(towns))


def _town(country: str, province: int, number: int, middle: tuple[float, float], chance: Random) -> Town:
    lat = middle[0] + chance.gauss(0, _TOWN_SPREAD)
    lon = middle[1] + chance.gauss(0, _TOWN_SPREAD)
    admin1 = f"{country}-{province}"
    stem = f"{country.lower()}{province}-{number}"
    return Town(
        _place(f"t-{stem}", f"town {stem}", country, admin1, "town", lat, lon),
        _place(f"p-{admin1}", f"province {admin1}".lower(), country, admin1, "province"),
        _place(f"c-{country}", f"land {country}".lower(), country, None, "country"),
        (f"town {stem}", f"ville {stem}", f"بلده {stem}"),
    )


def _place(
    id_: str | None, named: str, country: str | None, admin1: str | None, precision: str,
    lat: float | None = None, lon: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    row = {"id": id_, "named": named, "country": country, "admin1": admin1, "precision": precision}
    return {"key": "|".join(map(str, row.values())), **row, "lat": lat, "lon": lon}


def unresolved(name: str) -> dict[str, Any]:
    """Return a place of which only the name was read."""
    return _place(None, name, None, None, "town")


def _near(towns: list[Town]) -> tuple[tuple[int, ...], ...]:
    """Return for each town those within some 25 km."""
    points = [(town.place["lat"], town.place["lon"]) for town in towns]
    return tuple(
        tuple(j for j, (y, x) in enumerate(points) if i != j and abs(y - lat) < 0.16 and abs(x - lon) < 0.16)
        for i, (lat, lon) in enumerate(points)
    )
