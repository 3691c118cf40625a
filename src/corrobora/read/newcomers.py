"""Fighters without a name who came in between: "the jihadists" are no more the group that another story named."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corrobora.read.node import Node
from corrobora.read.references import References
from corrobora.read.sentence import Sentence
from corrobora.types import Actor

_FIGHTERS = frozenset({"n.fighter", "ref.armed-group"})
_KNOWN = frozenset({"def", "actor"})  # "the rebels", "Boko Haram's fighters"


def stood_for(value: Actor, others: Collection[str], references: References, sentences: Sequence[Sentence]) -> Actor:
    """Return whom words stand for, or the words themselves where others than that one may be meant."""
    found = references.resolved(value, others)
    if found.id is None or found.refers is None:
        return found
    first, last = references.sentence_at(found.refers), references.sentence_at(value.span)
    return value if _came_between(value, sentences, first, last) else found


def _came_between(value: Actor, sentences: Sequence[Sentence], first: int, last: int) -> bool:
    """Return whether a paragraph behind the one that names whom words stand for tells of others who fight."""
    if not any(node.span == value.span and node.classes & _FIGHTERS for node in sentences[last].walk()):
        return False
    between = (each for each in sentences[first + 1 : last + 1] if each.paragraph != sentences[first].paragraph)
    return any(_is_new(node) and node.end <= value.span.start for each in between for node in each.walk())


def _is_new(node: Node) -> bool:
    """Return whether a group tells of fighters whom nothing names: "gunmen", "a hundred insurgents"."""
    if not (node.has("ng") and node.classes & _FIGHTERS) or node.classes & _KNOWN or node.id is not None:
        return False
    return not any(part.id is not None or part.has("actor") for part in node.walk())
