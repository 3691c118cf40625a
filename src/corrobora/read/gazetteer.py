"""Names of places -> what they may be, from an index that is built once on the user's machine."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from os.path import isfile
from pathlib import Path
from sys import intern
from typing import Any
from weakref import finalize
from zlib import crc32

from corrobora.errors import UsageError
from corrobora.read.fold import fold
from corrobora.settings import FILE, load_settings

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("'`´ʿʾ.\u200e\u200f", None)
    | dict.fromkeys("-–—_/\u00a0\u202f", " ")
)
NOWHERE = "--"  # stands for the country of what lies in none


class _Plain(dict[int, Any]):
    """What becomes of each character: of an accent nothing; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        value = self[code] = None if unicodedata.combining(chr(code)) else code
        return value


_PLAIN = _Plain(_LETTERS)
_BY_NAME = """
    SELECT id, name, kind, country, admin1, lat, lon, population, known FROM named
    WHERE key = ? ORDER BY population DESC, id
"""
_BY_NUMBER = "SELECT id, name, kind, country, admin1, lat, lon, population, known FROM listed WHERE n = ?"
_BY_ID = """
    SELECT place.id, name, kind, country, admin1, lat, lon, population, known FROM place WHERE id = ?
"""
_BY_BONES = """
    SELECT id, name, kind, country, admin1, lat, lon, population, known, key FROM spelled
    WHERE home = ? AND bones = ? ORDER BY population DESC, id, key
"""
_BY_COUNTRY = """
    SELECT id, name, kind, country, admin1, lat, lon, population, known, key FROM spelled
    WHERE home = ? ORDER BY population DESC, id, key
"""
_SMALL = """
    SELECT id, name, kind, country, admin1, lat, lon, population, known, key FROM hidden
    WHERE home = ? AND key >= ? AND key < ? ORDER BY population DESC, id, key
"""
_GEONAMES = "geonames:"
_DIGITS = 18  # no number of SQLite's has more
_LAST = "\U0010ffff"  # stands behind every name that begins alike
_MAPPED = 1 << 30
_CACHED = 1 << 14  # names: more than a long article has, and no more memory than is worth it
_PLACES_OF_CACHES = ("CORROBORA_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")  # what moves the folder


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer: ISO 3166 codes, degrees, inhabitants.

    `kind` is how precise it is: country, province, district, town, village, area, camp, base, point or region.
    `known` marks what the hand-made lists name: it needs no inhabitants to be believed.
    """

    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    known: bool


def place_key(name: str) -> str:
    """Return the form under which a name of a place is looked up: folded, no accents, no marks, single spaces.

    >>> place_key("Al-Ḥasakah"), place_key("N’Djaména"), place_key("البصرة")
    ('al hasakah', 'ndjamena', 'البصره')
    """
    folded = fold(name)
    if folded.isascii():
        return " ".join(folded.translate(_LETTERS).split())
    return " ".join(unicodedata.normalize("NFD", folded).translate(_PLAIN).split())


def cache_folder() -> Path:
    """Return where this user's index is kept: the settings' `cache`, by default the system's folder for caches."""
    return _cache_folder(*_settings_now())


def _settings_now() -> tuple[tuple[str | None, ...], str, int | None]:
    """Return all that the folder depends on: variables, where settings are read from, and when they were changed."""
    try:
        changed = os.stat(FILE).st_mtime_ns  # noqa: PTH116 - a path's own method takes several times as long
    except OSError:
        changed = None
    return tuple(map(os.environ.get, _PLACES_OF_CACHES)), os.getcwd(), changed  # noqa: PTH109 - the same


@lru_cache(maxsize=16)
def _cache_folder(_variables: tuple[str | None, ...], _current: str, _changed: int | None) -> Path:
    """Return what the settings say, asked again only where they may have changed: every article asks."""
    return load_settings().cache


@lru_cache(maxsize=16)
def _indexes(variables: tuple[str | None, ...], current: str, changed: int | None) -> tuple[str, str]:
    """Return the paths of the index that an import makes, and of the packages' one."""
    from corrobora.read.indexname import imported_name, index_name

    folder = _cache_folder(variables, current, changed).absolute()
    return str(folder / imported_name()), str(folder / index_name())


def open_gazetteer(progress: Callable[[str], None] | None = None) -> Gazetteer:
    """Return this process's gazetteer: the one imported, else the packages', which the first call on a machine builds.

    `progress` is told of what takes long.

    >>> [e.id for e in open_gazetteer().look_up("dhi qar")]
    ['iso:IQ-DQ']
    """
    imported, own = _indexes(*_settings_now())
    if isfile(imported):  # noqa: PTH113 - the same
        return _opened(imported, os.getpid())
    if progress and next(Path(own).parent.glob("geonames-*.sqlite"), None):
        progress("another version of corrobora imported the gazetteer that is here: import it again to use it")
    if not isfile(own):  # noqa: PTH113
        from corrobora.read.geoindex import build

        make_index(Path(own), build, progress or (lambda _: None))
    return _opened(own, os.getpid())


def make_index(path: Path, build: Callable[[Path], None], progress: Callable[[str], None]) -> None:
    """Build the index beside its place and move it there whole, so that nobody ever opens a half-built one."""
    progress("building the gazetteer, once on this machine …")
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        build(draft)
        draft.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        message = f"{path.parent}: can't keep the gazetteer there ({error}); set CORROBORA_CACHE to a writable folder"
        raise UsageError(message) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    progress(f"the gazetteer is in {path}")


@cache
def _opened(path: str, _process: int) -> Gazetteer:
    """Return the open index; a forked process opens its own."""
    return Gazetteer(Path(path))


class Gazetteer:
    """The index of places: read-only, shared by the whole process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        finalize(self, self._connection.close)
        try:
            self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")  # reads the sieves at once, not page by page
            sieves = dict(self._connection.execute("SELECT name, data FROM sieve").fetchall())
            self._connection.execute("PRAGMA mmap_size = 0")
            self._keys, self._words = (memoryview(sieves[name]).cast("I") for name in ("keys", "words"))
            self._lengths: bytes = sieves["lengths"]
            self._connection.execute(_BY_NAME, ("",)).fetchall()
        except (sqlite3.Error, KeyError, TypeError) as error:
            raise UsageError(f"{path}: damaged ({error}); delete it, and it is built again") from error
        self.look_up = lru_cache(_CACHED)(self._look_up)
        self.longest = lru_cache(_CACHED)(self._longest)
        self.by_id = lru_cache(_CACHED)(self._by_id)
        self.near = lru_cache(1 << 10)(self._near)
        self.small = lru_cache(1 << 10)(self._small)

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        """Return the places that bear the name `key` (see `place_key`) wherever it stands, the most populous first."""
        if _position(self._keys, key) is None:
            return ()
        return tuple(map(_entry, self._connection.execute(_BY_NAME, (key,))))

    def _longest(self, word: str) -> int:
        """Return how many words the longest name has that starts with `word`, 0 where none does."""
        position = _position(self._words, word)
        return 0 if position is None else self._lengths[position]

    def _by_id(self, place: str) -> Entry | None:
        """Return the place with this id, or null."""
        number = place.removeprefix(_GEONAMES)
        if number == place:
            row = self._connection.execute(_BY_ID, (place,)).fetchone()
        elif number.isdecimal() and len(number) <= _DIGITS:
            row = self._connection.execute(_BY_NUMBER, (int(number),)).fetchone()
        else:
            row = None
        return _entry(row) if row else None

    def _near(self, country: str, bones: str) -> tuple[tuple[str, Entry], ...]:
        """Return the names, with their places, that have these consonants in a country (see `skeleton`)."""
        found = self._connection.execute(_BY_BONES, (country, bones))
        return tuple((row[-1], _entry(row)) for row in found)

    def _small(self, country: str, key: str) -> tuple[Entry, ...]:
        """Return the places of a country that bear `key` but are too small to be read by their name alone."""
        return tuple(entry for _, entry in self._small_between(country, key, key + "\0"))

    def small_from(self, country: str, start: str) -> tuple[tuple[str, Entry], ...]:
        """Return the names, with their places, of such places that begin with `start`."""
        return self._small_between(country, start, start + _LAST)

    def _small_between(self, country: str, start: str, end: str) -> tuple[tuple[str, Entry], ...]:
        found = self._connection.execute(_SMALL, (country, start, end))
        return tuple((row[-1], _entry(row)) for row in found)

    def names(self) -> Iterator[str]:
        """Yield every name that is read wherever it stands."""
        for (key,) in self._connection.execute("SELECT DISTINCT key FROM name"):
            yield key

    def within(self, country: str) -> tuple[tuple[str, Entry], ...]:
        """Return every name that is read wherever it stands, with its place, of a country (ISO 3166-1 alpha-2)."""
        return tuple((row[-1], _entry(row)) for row in self._connection.execute(_BY_COUNTRY, (country,)))

    def meta(self) -> dict[str, str]:
        """Return what the index tells of itself: its digest, its sources, how much it holds."""
        return dict(self._connection.execute("SELECT name, value FROM meta ORDER BY name").fetchall())

    def countries(self) -> tuple[str, ...]:
        """Return the codes of the countries that have places."""
        rows = self._connection.execute("SELECT country FROM place WHERE kind = 'country' ORDER BY country")
        return tuple(row[0] for row in rows)


def _position(sieve: memoryview[int], word: str) -> int | None:
    """Return where a word stands in a sieve, null where it does not: one in ten thousand that do are others."""
    wanted = crc32(word.encode("utf-8", "replace"))
    position = bisect_left(sieve, wanted)
    return position if position < len(sieve) and sieve[position] == wanted else None


def _entry(row: tuple[Any, ...]) -> Entry:
    own, name, kind, country, admin1, lat, lon, population, known = row[:9]
    return Entry(
        own, name, intern(kind), country and intern(country), admin1 and intern(admin1),
        lat, lon, population, bool(known),
    )  # fmt: skip
