"""Words for a country's forces -> its army in the codebook: "Malian soldiers", "l'aviation russe"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corrobora.codebook import actors, actors_by_id
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms

_ARMED = "n.armed"


def national_force(node: Node, language: str) -> str | None:
    """Return the id of the army that a group of words names by its country, or null; two countries name none."""
    if node.has("ng") and not node.has(_ARMED):
        return None
    words = [word for word in node.walk() if not word.parts]
    if not any(word.has(_ARMED) for word in words):
        return None
    known = demonyms(language)
    countries = {country for word in words if (country := known.get(word.form))}
    states = (actors_by_id().get(word.id or "") for word in words if word.has("kind.state"))
    countries |= {state.country for state in states if state is not None}
    return _armies().get(countries.pop()) if len(countries) == 1 else None


@cache
def _armies() -> Mapping[str, str]:
    """Return each country's army: the first of its armed forces in the codebook."""
    out: dict[str, str] = {}
    for actor in actors():
        if actor.kind == "armed-forces" and actor.country:
            out.setdefault(actor.country, actor.id)
    return out
