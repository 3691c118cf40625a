"""Where a place that is named stands: whether it tells where something happened, or is part of another name."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.node import Node

_SOME_OF = frozenset({"of-them", "including", "of-which"})
_PASSED = frozenset({"conj", "place"})
_REACH = 6  # nodes between a name and the towns of which it is one


def around(node: Node, top: Node) -> list[Node]:
    """Return the groups in which a node stands, from the one at the top, and what covers the same words."""
    start, end = node.start, node.end
    return [group for group in top.walk() if group.start <= start and end <= group.end]


def is_location(nodes: Sequence[Node], node: Node, top: Node) -> bool:
    """Return whether a place tells where: it stands in a phrase of place, or in no name of something else."""
    if node.features.get("use"):  # whose ("US convoy"), or measured from ("40 km south of X"): nothing happened there
        return False
    holders = [group for group in around(node, top) if group is not node]
    if any(group.has("at") for group in holders):
        return True
    if node.has("actor") and any(group.has("n.thing") or group.has("n.place") for group in holders):
        return True  # a capital that may also mean its government: "Kabul airport"
    if node.has("actor") and _is_among_towns(nodes, top):
        return True
    return not node.has("actor") and not any(_has_place_in_name(group) for group in holders)


def _has_place_in_name(group: Node) -> bool:
    """Return whether a place in a group only names it: "the embassy of France", not "the hospital of Niamey"."""
    if group.has("n.vessel") and "name" in group.slots:
        return True  # "the landing ship Novocherkassk"
    body = group.has("n.org") and not group.has("n.thing") and not group.has("n.unit")
    return body or group.has("actor") or group.has("person")


def _is_among_towns(nodes: Sequence[Node], top: Node) -> bool:
    """Return whether a capital is told as one of some towns, and for no government: "plusieurs villes, dont Kiev"."""
    before = [node for node in nodes if node.end <= top.start][-_REACH:]
    while before and (before[-1].classes & _PASSED or before[-1].form == ","):
        before.pop()  # "dont Kharkiv, Kiev et Dnipro"
    if not before or before[-1].classes.isdisjoint(_SOME_OF):
        return False
    towns = next((node for node in reversed(before[:-1]) if node.form != ","), None)
    return towns is not None and towns.has("ng") and towns.has("n.place")
