"""Words around a place -> how they only refer to it: near it, beside another, so far from it, or whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.types import Relation

_REACH = 5
_DASHES = frozenset({"-", "–", "—", "/"})
_MEASURED = frozenset({"measure", "loc", "pl.direction"})
# what may stand before a place that is only referred to
_TELLING = _MEASURED | {"pl.near", "pl.road", "between", "pl.border"}
_NOTHING: frozenset[str] = frozenset()
_LINKS = frozenset({"det", "prep", "pl.of", "pl.in"})
_SMALL = frozenset({"det", "pl.of"})
_LISTED = _LINKS | {"place", "conj"}
_NOUNS = ("n.person", "n.org", "n.role", "n.thing", "m.")


@dataclass(frozen=True, slots=True)
class Reference:
    """How words refer to a place (see `types.Place`); `relation` is null where the place itself is meant."""

    relation: Relation | None = None
    km: float | None = None
    bearing: str | None = None


PLAIN = Reference()


def reference_of(node: Node, before: Sequence[Node], after: Sequence[Node]) -> Reference:
    """Return how a place node in its row is referred to."""
    if node.features.get("use") == "name":
        return Reference("name")
    before = before[-_REACH:]
    telling = [n.classes for n in before if not n.classes.isdisjoint(_TELLING)]
    told = _NOTHING.union(*telling) if telling else _NOTHING
    if node.slots or not told.isdisjoint(_MEASURED):
        measured = _measured(node, before)
        if measured is not None:
            return measured
    dashed = (after and after[0].form in _DASHES) or (before and before[-1].form in _DASHES)
    if (dashed or "pl.road" in told) and _is_of_road(before, after):
        return Reference("road")
    if _is_modifier(node, after) or ("pl.border" in told and _is_beyond(before)):
        return Reference("whose")
    if "pl.near" in told and _is_near(before):
        return Reference("near")
    return Reference("between") if "between" in told and _is_between(before) else PLAIN


def _is_near(before: Sequence[Node]) -> bool:
    lead = next((n for n in reversed(before) if n.classes.isdisjoint(_SMALL)), None)
    return lead is not None and lead.has("pl.near")


def _is_modifier(node: Node, after: Sequence[Node]) -> bool:
    """Return whether a name only says whose the next noun is: "US troops", "UK-funded"; "Russia's army" is not."""
    if not after or "cap" not in node.classes or "kind" in node.slots or "direction" in node.slots:
        return False
    following = after[0]
    if "joined" in following.classes:
        return following.start == node.end
    return node.end < following.start and _is_noun(following.classes)


def is_only_bordered(node: Node) -> bool:
    """Return whether the words for a country only say what borders on it: "localité frontalière de la RDC"."""
    return any(part.has("pl.border") for part in node.walk())


def _is_beyond(before: Sequence[Node]) -> bool:
    """Return whether a name only says on what something borders: "frontalière du Mali et du Niger"."""
    rest = (n for n in reversed(before) if n.classes.isdisjoint(_LISTED) or n.has("pl.border"))
    lead = next(rest, None)
    return lead is not None and lead.has("pl.border")


@lru_cache(maxsize=1 << 12)
def _is_noun(classes: frozenset[str]) -> bool:
    return "cap" not in classes and any(name.startswith(_NOUNS) for name in classes)


def _measured(node: Node, before: Sequence[Node]) -> Reference | None:
    """Return the distance and direction that are measured from the place: "40 km south of X", "north of X"."""
    bearing = next((_bearing(n.classes) for n in node.slots.get("direction", ())), None)
    by_word = bearing is not None
    inside = [n for n in node.walk() if n is not node and n.start < node.end] if node.parts else []
    if any(_length(n.classes) for n in inside):
        return Reference("from", _kilometres(inside), bearing)
    for at, near in reversed(list(enumerate(before))):
        if _metres(near):
            counted = [*near.walk(), *reversed(before[max(0, at - 2) : at])]  # "a dozen kilometres"
            return Reference("from", _kilometres(counted), bearing)
        found = _bearing(near.classes)
        if found is not None:
            bearing = bearing or found
        elif near.classes.isdisjoint(_LINKS):
            break
    row = [n for n in before[-2:] if "prep" in n.classes and _bearing(n.classes)]
    return Reference("from", None, bearing) if row and not by_word else None


@lru_cache(maxsize=1 << 12)
def _bearing(classes: frozenset[str]) -> str | None:
    return next((name[5:].upper() for name in classes if name.startswith("bear.")), None)


def _metres(node: Node) -> int:
    """Return how many metres the unit of a measure has, 0 for what is no measure of length."""
    if not node.parts:
        return _length(node.classes)
    return next((metres for n in node.walk() if (metres := _length(n.classes))), 0)


@lru_cache(maxsize=1 << 12)
def _length(classes: frozenset[str]) -> int:
    return next((int(name[7:]) for name in classes if name.startswith("length.")), 0)


def _kilometres(nodes: Sequence[Node]) -> float | None:
    """Return the length that the nodes of a measure say, in kilometres."""
    metres = next((_metres(n) for n in nodes if _metres(n)), 0)
    number = next((n for n in nodes if n.has("num") or n.has("number") or n.has("cardinal")), None)
    read = amount(number) if number is not None else None
    count = (read.best or read.low or read.high) if read is not None else None
    return round(count * metres / 1000, 1) if count else None


def _is_of_road(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """Return whether the place is one of two that a road joins, or what a road is named after: "the A-B road"."""
    row = list(before)
    if len(after) > 1 and after[0].form in _DASHES and after[1].has("place"):
        return any(n.has("pl.road") for n in after[2:4]) or _leads_road(row)
    if len(row) > 1 and row[-1].form in _DASHES and row[-2].has("place"):
        return any(n.has("pl.road") for n in after[:2]) or _leads_road(row[:-2])
    return _leads_road(row)


def _leads_road(row: Sequence[Node]) -> bool:
    """Return whether a road stands right before a name, but for words such as "between", "from" and "to"."""
    for node in reversed(row):
        if node.has("pl.road"):
            return True
        if not (node.classes & {"det", "prep", "pl.of", "pl.in", "conj", "place", "to"}):
            return False
    return False


def _is_between(before: Sequence[Node]) -> bool:
    """Return whether the place is one of two that something lies between."""
    row = [n for n in before if not n.has("det")]
    if row and row[-1].has("between"):
        return True
    return len(row) > 2 and row[-1].has("conj") and row[-2].has("place") and row[-3].has("between")  # noqa: PLR2004
