"""Rule files -> rules. A rule without an example that it must match and one that it must not is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from corrobora.errors import DataError
from corrobora.read.pattern import Rule

LEVELS = (
    "numbers",
    "times",
    "places",
    "names",
    "groups",
    "verbs",
    "phrases",
    "clauses",
    "voices",
    "events",
    "tallies",
    "deadlines",
    "parts",
)
_MACROS = "macros.toml"
_KEYS = {"id", "match", "as", "head", "keep", "set", "yes", "no"}


Contents: TypeAlias = Mapping[str, Mapping[str, Any]]


def rule_files(folder: Traversable) -> Contents:
    """Return what all TOML files of a folder hold, in the order of their names; DataError where one is none."""
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {file.name: _parse(file) for file in found}


def load_rules(found: Contents) -> dict[str, list[Rule]]:
    """Return the rules of a language by level.

    A file says its `level`, may name the only classes that are `slots` in it, and lists `[[rule]]`.
    """
    out: dict[str, list[Rule]] = {level: [] for level in LEVELS}
    ids: set[str] = set()
    for name, content in found.items():
        if name == _MACROS:
            continue
        level = content.get("level")
        if level not in out:
            raise DataError(f"{name}: level {level!r} is none of {', '.join(LEVELS)}")
        for item in content.get("rule", []):
            rule = _rule(name, item, content.get("slots", ""))
            if rule.id in ids:
                raise DataError(f"{name}: rule id {rule.id!r} stands twice")
            ids.add(rule.id)
            out[level].append(rule)
    return out


def load_macros(found: Contents) -> dict[str, str]:
    """Return the named pieces of pattern: those in `macros.toml` and those in a rule file's own table `[macros]`."""
    out: dict[str, str] = {}
    for file, content in found.items():
        for name, piece in (content if file == _MACROS else content.get("macros", {})).items():
            if name in out:
                raise DataError(f"{file}: macro {name!r} stands twice; give one of them another name")
            out[str(name)] = str(piece)
    return out


def _parse(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file.name}: not TOML: {error}") from error


def _rule(file: str, item: Mapping[str, Any], slots: str) -> Rule:
    name = item.get("id")
    if not isinstance(name, str) or not name:
        raise DataError(f"{file}: a rule has no id")
    unknown = set(item) - _KEYS
    if unknown:
        raise DataError(f"{file}: rule {name}: unknown key {min(unknown)!r}")
    patterns = item.get("match")
    patterns = [patterns] if isinstance(patterns, str) else patterns
    if not patterns:
        raise DataError(f"{file}: rule {name}: no match")
    if not item.get("yes") or not item.get("no"):
        raise DataError(f"{file}: rule {name}: needs a yes and a no example")
    return Rule(
        id=name,
        file=file,
        patterns=tuple(patterns),
        makes=frozenset(str(item.get("as", "")).split()),
        head=str(item.get("head", "")),
        keeps=frozenset(str(item.get("keep", "")).split()),
        features={str(k): str(v) for k, v in item.get("set", {}).items()},
        yes=tuple(item["yes"]),
        no=tuple(item["no"]),
        slots=frozenset(slots.split()),
    )
