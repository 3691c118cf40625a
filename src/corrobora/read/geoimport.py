"""Dumps of GeoNames on top of the packages -> the index of places that takes the place of the packages' own."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from corrobora.errors import SourceError, UsageError
from corrobora.read.gazetteer import Gazetteer, cache_folder, make_index
from corrobora.read.geobatch import Tell
from corrobora.read.geoindex import build
from corrobora.read.geonames import PLACES, Dump, open_dump
from corrobora.read.geoorder import order
from corrobora.read.geostage import Watch, open_stage, take
from corrobora.read.indexname import imported_name, index_name

_DRAFTS = "geonames-import-{}.part"
_ROOM = 1.5  # what an import needs for its tables, in parts of its files' text


def import_dumps(paths: Sequence[Path], tell: Tell, watch: Watch) -> Path:
    """Return the index that is made of these files; an import that was stopped goes on where it was."""
    folder = cache_folder().absolute()
    dumps = sorted(map(open_dump, dict.fromkeys(paths)), key=lambda dump: dump.kind != PLACES)
    if not dumps or dumps[0].kind != PLACES:
        raise UsageError("names of places alone say not where these are: give allCountries.zip or XX.zip too")
    base = folder / index_name()
    if not base.is_file():
        make_index(base, build, tell)
    try:
        return _import(dumps, base, tell, watch)
    except sqlite3.DatabaseError as error:
        raise _explained(error, folder) from error


def _import(dumps: Sequence[Dump], base: Path, tell: Tell, watch: Watch) -> Path:
    folder = base.parent
    made = hashlib.sha256(repr((base.name, [dump.identity for dump in dumps])).encode()).hexdigest()[:16]
    draft, whole = folder / _DRAFTS.format(made), folder / imported_name()
    if whole.is_file() and Gazetteer(whole).meta().get("made") == made:
        tell(f"{whole}: these files are imported already")
        return whole
    for other in folder.glob(_DRAFTS.format("*")):
        if other != draft:
            tell(f"{other.name}: an import of other files, or of files that changed since; it is thrown away")
            _discard(other)
    _check_room(draft, sum(dump.size for dump in dumps))
    with closing(sqlite3.connect(f"{base.as_uri()}?mode=ro&immutable=1", uri=True)) as known:
        stage = open_stage(draft, known, alternates=all(dump.kind == PLACES for dump in dumps))
    with closing(stage.connection):
        for dump in dumps:
            take(stage, dump, tell, watch)
    order(draft, base, made, tell).replace(whole)
    _discard(draft)
    for other in set(folder.glob("geonames-*.sqlite")) - {whole}:  # made by another version of the package
        other.unlink(missing_ok=True)
    tell(f"the gazetteer is in {whole}")
    return whole


def _check_room(draft: Path, size: int) -> None:
    """Raise UsageError where the disk has clearly too little room for what so many bytes of text become."""
    there = draft.stat().st_size if draft.exists() else 0
    free, needed = shutil.disk_usage(draft.parent).free, int(size * _ROOM) - there
    if free < needed:
        wanted = f"an import of these files needs {needed / 1e9:.1f} GB and {free / 1e9:.1f} are free"
        raise UsageError(f"{draft.parent}: {wanted}; free some, or set CORROBORA_CACHE to another folder")


def _discard(draft: Path) -> None:
    for path in draft.parent.glob(f"{draft.name}*"):
        path.unlink(missing_ok=True)


def remove_import() -> list[Path]:
    """Return what was deleted: the imported index, and what a stopped import left; the packages' serves again."""
    folder = cache_folder().absolute()
    gone = sorted(path for path in folder.glob("geonames-*") if path.is_file())
    for path in gone:
        path.unlink()
    return gone


def _explained(error: sqlite3.DatabaseError, folder: Path) -> Exception:
    words = str(error)
    if "full" in words:
        mend = "free some, then run this again: it goes on where it was; or set CORROBORA_CACHE to another folder"
        return UsageError(f"{folder}: no room left; {mend}")
    if "locked" in words:
        return UsageError(f"{folder}: another import is at work there; wait for it")
    if isinstance(error, sqlite3.OperationalError):
        return UsageError(f"{folder}: can't write there ({error}); set CORROBORA_CACHE to a writable folder")
    for draft in folder.glob(_DRAFTS.format("*")):
        _discard(draft)
    message = f"{folder}: what was imported so far is damaged ({error}) and thrown away; run this again"
    return SourceError("damaged", message)
