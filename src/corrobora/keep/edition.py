"""Which rules read: the package's version with a digest of its rules, lexicons and codebook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDERS = ("codebook", "lang", "places", "rules")
_DIGITS = 8


@cache
def edition() -> str:
    """Return the version and digest of what reads, such as "0.1.0+3f29ab10": other rules make another edition.

    >>> edition() == edition(), len(edition().partition("+")[2])
    (True, 8)
    """
    digest = hashlib.sha256()
    for name in _FOLDERS:
        for path, content in _contents(files("corrobora") / "data" / name, name):
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
    try:
        number = version("corrobora")
    except PackageNotFoundError:
        number = "0"
    return f"{number}+{digest.hexdigest()[:_DIGITS]}"


def _contents(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder in the order of their names, with what they hold."""
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _contents(each, f"{name}/{each.name}")
        elif each.name.endswith((".toml", ".tsv", ".json")):
            yield f"{name}/{each.name}", each.read_bytes()
