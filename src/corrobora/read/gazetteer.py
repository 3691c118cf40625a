"""Names of places -> what they may be, from an index that is built once on the user's machine."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from corrobora.errors import UsageError
from corrobora.read.fold import fold
from corrobora.settings import FILE, load_settings

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("'`´ʿʾ.\u200e\u200f", None)
    | dict.fromkeys("-–—_/\u00a0\u202f", " ")
)
_BY_NAME = """
    SELECT id, name, kind, country, admin1, lat, lon, population, known
    FROM name JOIN place ON place.n = name.n WHERE key = ? ORDER BY population DESC, id
"""
_BY_ID = "SELECT id, name, kind, country, admin1, lat, lon, population, known FROM place WHERE id = ?"
_BY_COUNTRY = """
    SELECT key, id, name, kind, country, admin1, lat, lon, population, known
    FROM place JOIN name ON place.n = name.n WHERE country = ? ORDER BY population DESC, id, key
"""
_CACHED = 1 << 15
_PLACES_OF_CACHES = ("CORROBORA_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA")  # what moves the folder


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer: ISO 3166 codes, degrees, inhabitants.

    `kind` is how precise it is: country, province, district, town, village, camp, base, point or region.
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
    if not folded.isascii():
        parts = unicodedata.normalize("NFD", folded)
        folded = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(folded.translate(_LETTERS).split())


def cache_folder() -> Path:
    """Return where this user's index is kept: the settings' `cache`, by default the system's folder for caches."""
    file = Path(FILE)
    changed = file.stat().st_mtime_ns if file.is_file() else None
    return _cache_folder(tuple(map(os.environ.get, _PLACES_OF_CACHES)), str(file.absolute()), changed)


@lru_cache(maxsize=16)
def _cache_folder(_variables: tuple[str | None, ...], _file: str, _changed: int | None) -> Path:
    """Return what the settings say, asked again only where they may have changed: every article asks."""
    return load_settings().cache


def open_gazetteer(progress: Callable[[str], None] | None = None) -> Gazetteer:
    """Return this process's gazetteer; the first call on a machine builds the index, and tells `progress` so.

    >>> [e.id for e in open_gazetteer().look_up("dhi qar")]
    ['iso:IQ-DQ']
    """
    from corrobora.read.geoindex import build, index_name

    path = cache_folder().absolute() / index_name()
    if not path.is_file():
        make_index(path, build, progress or (lambda _: None))
    return _opened(path, os.getpid())


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
def _opened(path: Path, _process: int) -> Gazetteer:
    """Return the open index; a forked process opens its own."""
    return Gazetteer(path)


class Gazetteer:
    """The index of places: read-only, shared by the whole process."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            self._longest("")
        except sqlite3.Error as error:
            raise UsageError(f"{path}: damaged ({error}); delete it, and it is built again") from error
        self.look_up = lru_cache(_CACHED)(self._look_up)
        self.longest = lru_cache(_CACHED)(self._longest)
        self.by_id = lru_cache(_CACHED)(self._by_id)
        self.within = lru_cache(64)(self._within)

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        """Return the places that bear the name `key` (see `place_key`), the most populous first."""
        return tuple(_entry(row) for row in self._connection.execute(_BY_NAME, (key,)))

    def _longest(self, word: str) -> int:
        """Return how many words the longest name has that starts with `word`, 0 where none does."""
        row = self._connection.execute("SELECT words FROM first WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def _by_id(self, place: str) -> Entry | None:
        """Return the place with this id, or null."""
        row = self._connection.execute(_BY_ID, (place,)).fetchone()
        return _entry(row) if row else None

    def _within(self, country: str) -> tuple[tuple[str, Entry], ...]:
        """Return every name, with its place, of a country (ISO 3166-1 alpha-2)."""
        return tuple((row[0], _entry(row[1:])) for row in self._connection.execute(_BY_COUNTRY, (country,)))


def _entry(row: tuple[str, str, str, str | None, str | None, float | None, float | None, int, int]) -> Entry:
    return Entry(*row[:8], known=bool(row[8]))
