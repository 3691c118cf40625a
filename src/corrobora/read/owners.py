"""Whose men or weapons act: "its drones", "its forces", "fighters of the Front"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corrobora.codebook import actors_by_id
from corrobora.read.antecedents import MEN
from corrobora.read.node import Node
from corrobora.types import Actor

_OURS = "نا"


def owner(node: Node) -> list[Node]:
    """Return the word that says that something is somebody's who is told before: "its drones"."""
    return [leaf for leaf in node.leaves()[:1] if leaf.has("det") and (leaf.has("owned") or leaf.has("own"))]


def is_somebodys(node: Node) -> bool:
    """Return whether words are for the men of somebody who is told before: "its forces"."""
    return bool(owner(node)) and not node.classes.isdisjoint(MEN)


def is_of_another(node: Node) -> bool:
    """Return whether words are for the men of another than who speaks: "its forces", "قواته", not "our forces"."""
    theirs = any(word.has("poss") and not word.form.endswith(_OURS) for word in node.leaves())
    return theirs or any(word.has("third") for word in owner(node))


def whose(node: Node, nodes: Sequence[Node], value: Actor) -> Actor:
    """Return the fighters of a group that is named behind them ("fighters of the Front") as that group."""
    if value.id is not None or not node.has("n.band"):
        return value
    behind = [each for each in nodes if each.start >= node.end][:2]
    if len(behind) < 2 or not behind[0].has("pl.of") or not behind[1].id:  # noqa: PLR2004 - "of", and a name
        return value
    entry = actors_by_id()[behind[1].id]
    return replace(value, name=entry.names["en"], id=entry.id, country=entry.country or None, refers=behind[1].span)
