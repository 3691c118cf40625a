"""What is installed with the package: its extras, all that they need, and under which licences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = "corrobora"
WORK = {"bench", "dev", "docs"}
"""Extras for those who work on the package, which nobody needs to use it."""
_PREFIX = "License :: OSI Approved :: "
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Part:
    """An installed package: its licence as it states it, and which of the others ask for it."""

    name: str
    version: str
    licence: str
    asked_by: tuple[str, ...]
    needs: tuple[str, ...]


def extras() -> Mapping[str, tuple[Requirement, ...]]:
    """Return the requirements of each extra that a user may want; "" are those of the package itself.

    >>> "web" in extras()
    True
    """
    own = distribution(PACKAGE)
    names = sorted(set(own.metadata.get_all("Provides-Extra") or ()) - WORK)
    plain = tuple(_wanted(own))
    return {"": plain} | {name: tuple(each for each in _wanted(own, name) if each not in plain) for name in names}


def lacking(requirements: Iterable[Requirement]) -> list[str]:
    """Return which requirements are not met, as pip would be told them."""
    return [str(each).partition(";")[0].strip() for each in requirements if not _met(each)]


def parts() -> list[Part]:
    """Return the package and all that is installed of what it and its extras need, by name.

    >>> {"corrobora", "numpy"} <= {each.name for each in parts()}
    True
    """
    found: dict[str, Distribution] = {}
    asked_by: dict[str, set[str]] = {PACKAGE: set()}
    needs: dict[str, set[str]] = {}
    todo: list[tuple[str, tuple[str, ...]]] = [(PACKAGE, tuple(extras()))]
    done: set[tuple[str, tuple[str, ...]]] = set()
    while todo:
        name, wanted = todo.pop()
        own = found.setdefault(name, distribution(name))
        done.add((name, wanted))
        for each in (one for extra in ("", *wanted) for one in _wanted(own, extra)):
            key = canonicalize_name(each.name)
            if not _installed(key) or key == name:
                continue
            asked_by.setdefault(key, set()).add(name)
            needs.setdefault(name, set()).add(key)
            step = key, tuple(sorted(each.extras))
            if step not in done:
                todo.append(step)
    return [_part(name, found[name], asked_by[name], needs.get(name, ())) for name in sorted(found)]


def _part(name: str, own: Distribution, asked_by: Iterable[str], needs: Iterable[str]) -> Part:
    return Part(name, own.version, licence_of(own.metadata), tuple(sorted(asked_by)), tuple(sorted(needs)))


def licence_of(metadata: Any) -> str:  # noqa: ANN401 - a message, whose type the standard library keeps to itself
    """Return the licence that a package's metadata state, "" where they state none.

    >>> licence_of({"License": "MIT"})
    'MIT'
    """
    stated, plain = metadata.get("License-Expression") or "", metadata.get("License") or ""
    if stated or (plain and len(plain) <= _SHORT and "\n" not in plain and not plain.startswith("Copyright")):
        return str(stated or plain)
    classified = getattr(metadata, "get_all", lambda _: ())("Classifier") or ()
    names = [each.removeprefix(_PREFIX) for each in classified if each.startswith(_PREFIX)]
    return " or ".join(names) or plain.strip().partition("\n")[0]


def _wanted(own: Distribution, extra: str = "") -> Iterator[Requirement]:
    """Yield what a package needs on this machine, with an extra of its."""
    for line in own.requires or ():
        each = Requirement(line)
        if each.marker is None or each.marker.evaluate({"extra": extra}):
            yield each


def _met(wanted: Requirement) -> bool:
    try:
        return wanted.specifier.contains(distribution(wanted.name).version, prereleases=True)
    except PackageNotFoundError:
        return False


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
