"""Words for a country's people and forces -> its code, its army: "Iraqi militias", "l'aviation russe"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corrobora.codebook import actors, actors_by_id
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms

_ARMED, _BAND = "n.armed", "n.band"
_WITH_FIGHTERS = {"armed-group", "armed-forces", "security-forces", "police", "coalition", "party"}


def force_of(node: Node, language: str) -> str | None:
    """Return the id of those whose force a group of words is: a country's army, or a group by its fighters' name."""
    if node.has("ng") and not (node.has(_ARMED) or node.has(_BAND)):
        return None
    words = [word for word in node.walk() if not word.parts]
    if node.has(_BAND):
        named = {word.id for word in words if word.id and _bears_arms(word.id)}
        if named:
            return named.pop() if len(named) == 1 else None
    if not any(word.has(_ARMED) for word in words):
        return None
    return _armies().get(country_of(node, language) or "")


def _bears_arms(actor: str) -> bool:
    return actors_by_id()[actor].kind in _WITH_FIGHTERS


def country_of(node: Node, language: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) that a group of words names by name or adjective; of two, none."""
    known = demonyms(language)
    found: set[str] = set()
    for word in node.walk():
        if word.parts:
            continue
        country = known.get(word.form)
        if country is None and word.id is not None and word.has("kind.state"):
            country = actors_by_id()[word.id].country
        if country is not None:
            found.add(country)
    return found.pop() if len(found) == 1 else None


@cache
def _armies() -> Mapping[str, str]:
    """Return each country's army: the first of its armed forces in the codebook."""
    out: dict[str, str] = {}
    for actor in actors():
        if actor.kind == "armed-forces" and actor.country:
            out.setdefault(actor.country, actor.id)
    return out
