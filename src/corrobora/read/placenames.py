"""Place nodes -> what a sentence says of them: the name, the kind of place, which part, what larger place follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.read.gazetteer import place_key
from corrobora.read.node import Node
from corrobora.read.relations import PLAIN, Reference, reference_of

_LIST_MARKS = frozenset({",", "/"})
_PARENT_MARKS = frozenset({",", "(", "'s"})
_LISTING = frozenset({"conj", "pl.of", "det"})
_REACH = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A place as a sentence names it.

    `precision` is the kind of place that its words say ("province"), `part` whether they point at a part of it
    ("southern"), `parents` the keys of larger places that follow at once; `reference` how its words only refer to it.
    """

    node: Node
    name: str
    key: str
    precision: str = ""
    part: bool = False
    parents: tuple[str, ...] = ()
    reference: Reference = PLAIN


def name_of(text: str, node: Node, before: Sequence[Node], after: Sequence[Node]) -> Named:
    """Return the place that `node` names, in its row."""
    inner = node.slots.get("name", (node,))
    while len(inner) == 1 and "name" in inner[0].slots:
        inner = inner[0].slots["name"]
    name = text[inner[0].start : inner[-1].end]
    key = inner[0].features.get("key", "") if len(inner) == 1 else ""
    kind, part = "", False
    if node.slots:
        kind = next((found for n in node.walk() for found in [_kind(n)] if found), "")
        part = any("direction" in n.slots for n in node.walk())
    kind = kind or _shared_kind(before, after)
    return Named(node, name, key or place_key(name), kind, part, _parents(after), reference_of(node, before, after))


def _kind(node: Node) -> str:
    return next((n.family("pl") or "" for n in node.slots.get("kind", ())), "")


def _shared_kind(before: Sequence[Node], after: Sequence[Node]) -> str:
    """Return what a list's noun says of each of its names: "the provinces of A, B and C", "A, B and C provinces"."""
    for row, is_before in ((reversed(before), True), (after, False)):
        for node in row:
            if "place" in node.classes:
                noun = next((n for n in node.slots.get("kind", ()) if n.has("plural")), None)
                if noun is not None and (noun.start == node.start) == is_before:
                    return noun.family("pl") or ""
            elif node.form not in _LIST_MARKS and node.classes.isdisjoint(_LISTING):
                break
    return ""


def _parents(after: Sequence[Node]) -> tuple[str, ...]:
    """Return the keys of the larger places that follow at once: "X, Iraq", "X (Mali)", "X in southern Syria"."""
    row = list(after[:_REACH])
    if len(row) < 2 or not (row[0].form in _PARENT_MARKS or row[0].has("pl.in")):  # noqa: PLR2004 - a mark and a name
        return ()
    for node in row[1:]:
        keys = tuple(n.features["key"] for n in node.walk() if "key" in n.features)
        if keys:
            return keys
        if not (node.has("det") or node.has("pl.of") or node.has("placeword")):
            break
    return ()
