"""The commands on places: importing a gazetteer, telling which is in use, and finding what a name may mean."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer

from corrobora.errors import UsageError
from corrobora.read.gazetteer import Gazetteer, open_gazetteer
from corrobora.read.geonames import Dump
from corrobora.read.placesearch import PROPOSED, Found, search
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows

_COLUMNS = (*("id", "name", "kind", "country", "admin1", "province", "lat", "lon", "population", "match", "reason"),)
_TABLE = ("name", "kind", "country", "province", "population", "match", "reason", "id", "lat", "lon")
_STEP = 5  # hundredths of a file between two lines that say how far an import is


def find_and_print(name: str, country: str | None, limit: int, wanted: Format) -> None:
    """Print what a name may mean and why; leave with 1 where no place bears it."""
    gazetteer = open_gazetteer(say)
    home = _country(gazetteer, country) if country else None
    found = search(gazetteer, name, home)
    shown = found[:limit]
    if not found:
        say(f"corrobora: no place is called {name!r}{f' in {home}' if home else ''}, and none is spelled much like it")
    elif found[0].match == PROPOSED:
        say(f"corrobora: no place is called {name!r}{f' in {home}' if home else ''}; what follows are proposals")
    if len(found) > len(shown):
        say(f"{len(found) - len(shown)} more; --limit shows them, --country narrows it down")
    with writing():
        write_rows(
            [_row(each, gazetteer) for each in shown],
            _TABLE if wanted is Format.table else _COLUMNS,
            wanted,
            sys.stdout,
        )
    if not found or found[0].match == PROPOSED:
        raise typer.Exit(FAILED)


def _country(gazetteer: Gazetteer, code: str) -> str:
    if code.upper() not in gazetteer.countries():
        raise UsageError(f"--country {code}: no such country; give its ISO 3166 code of two letters, such as IQ")
    return code.upper()


def _row(found: Found, gazetteer: Gazetteer) -> dict[str, Any]:
    entry = found.entry
    province = gazetteer.by_id(f"iso:{entry.admin1}") if entry.admin1 else None
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "country": entry.country,
        "admin1": entry.admin1,
        "province": province.name if province else None,
        "lat": entry.lat,
        "lon": entry.lon,
        "population": entry.population or None,
        "match": found.match,
        "reason": found.reason,
    }


def import_and_say(files: Sequence[Path]) -> None:
    """Import dumps of GeoNames, and say how far it is."""
    from corrobora.read.geoimport import import_dumps

    if not files:
        raise UsageError("name the files to import: allCountries.zip and, for more names, alternateNamesV2.zip")
    import_dumps(files, say, _watcher())
    print_status(Format.table)


def remove_and_say() -> None:
    """Go back to the index that is built from the packages."""
    from corrobora.read.geoimport import remove_import

    gone = remove_import()
    for path in gone:
        say(f"deleted {path}")
    say("the packages' gazetteer is in use" if gone else "no import to remove; the packages' gazetteer is in use")


def print_status(wanted: Format) -> None:
    """Print which gazetteer is in use, how much it holds and where that is from."""
    gazetteer = open_gazetteer(say)
    told = gazetteer.meta()
    sources = json.loads(told["sources"])
    row = {
        "gazetteer": "imported" if sources else "packages",
        "digest": told["digest"],
        "places": int(told["places"]),
        "names": int(told["names"]),
        "sources": [
            *(f"{each['file']} of {each['day']}" for each in sources),
            *json.loads(told["packages"]),
        ],
        "path": str(gazetteer.path),
    }
    with writing():
        write_rows([row], tuple(row), wanted, sys.stdout)


def _watcher() -> Callable[[Dump, int], None]:
    """Return what tells how far each file is read, a line for every few hundredths."""
    told: dict[str, int] = {}

    def watch(dump: Dump, end: int) -> None:
        share = 100 * end // max(1, dump.size)
        if share >= told.get(dump.identity, 0) + _STEP:
            told[dump.identity] = share - share % _STEP
            say(f"{dump.path.name}: {share}% read")

    return watch
