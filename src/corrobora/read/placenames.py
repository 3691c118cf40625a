"""Place nodes -> what a sentence says of them: the name, the kind of place, which part, what larger place follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from corrobora.read.gazetteer import place_key
from corrobora.read.node import Node
from corrobora.read.relations import PLAIN, Reference, reference_of

_LIST_MARKS = frozenset({",", "/"})
_PARENT_MARKS = frozenset({",", "(", "'s"})
_LISTING = frozenset({"conj", "pl.of", "det"})
_LEADING = frozenset({"det", "pl.of", "pl.in", "placeword"})
_REACH = 4


_keyed = lru_cache(maxsize=1 << 12)(place_key)


class Named(NamedTuple):
    """A place as a sentence names it.

    `precision` is the kind of place that its words say ("province"), `part` whether they point at a part of it
    ("southern"), `parents` the keys of larger places that follow at once, `within` whether it is said to lie in
    these; `reference` how its words only refer to it; `quarter` whether it lies inside a town by its words.
    """

    node: Node
    name: str
    key: str
    precision: str = ""
    part: bool = False
    parents: tuple[str, ...] = ()
    within: bool = False
    reference: Reference = PLAIN
    quarter: bool = False


def name_of(text: str, node: Node, before: Sequence[Node], after: Sequence[Node]) -> Named:
    """Return the place that `node` names, in its row."""
    inner: Sequence[Node] = (node,)
    kind, part, quarter = "", False, False
    if node.slots:
        while len(inner) == 1 and "name" in inner[0].slots:
            inner = inner[0].slots["name"]
        below = [n for n in node.walk() if n.slots]
        kind = next((found for n in below if (found := _kind(n))), "")
        part = any("direction" in n.slots for n in below)
        quarter = any("quarter" in kind.classes for n in below for kind in n.slots.get("kind", ()))
    name = text[inner[0].start : inner[-1].end]
    key = inner[0].features.get("key", "") if len(inner) == 1 else ""
    kind = kind or _shared_kind(reversed(before), is_before=True) or _shared_kind(after, is_before=False)
    parents, within = _parents(after)
    return Named(
        node, name, key or _keyed(name), kind, part, parents, within, reference_of(node, before, after), quarter
    )


def _kind(node: Node) -> str:
    return next((n.family("pl") or "" for n in node.slots.get("kind", ())), "")


def _shared_kind(row: Iterable[Node], *, is_before: bool) -> str:
    """Return what a list's noun says of each of its names: "the provinces of A, B and C", "A, B and C provinces"."""
    for node in row:
        if "place" in node.classes:
            kinds = node.slots.get("kind")
            noun = next((n for n in kinds if "plural" in n.classes), None) if kinds else None
            if noun is not None and (noun.start == node.start) == is_before:
                return noun.family("pl") or ""
        elif node.classes.isdisjoint(_LISTING) and node.form not in _LIST_MARKS:
            break
    return ""


def _parents(after: Sequence[Node]) -> tuple[tuple[str, ...], bool]:
    """Return the keys of the larger places that follow at once, and whether they must hold what stands before them.

    "X, Iraq"; "X (Mali)", "X in southern Syria", "X, in the province of Y" must, and no list of towns is such.
    """
    if len(after) < 2 or not (after[0].form in _PARENT_MARKS or "pl.in" in after[0].classes):  # noqa: PLR2004 - a mark and a name
        return (), False
    for node in after[1:_REACH]:
        keys = tuple([n.features["key"] for n in node.walk() if "key" in n.features])
        if keys:
            leads = any("pl.in" in each.classes for each in after[:_REACH] if each.start < node.start)
            return keys, after[0].form == "(" or leads or bool(node.slots.get("kind"))
        if node.classes.isdisjoint(_LEADING):
            break
    return (), False
