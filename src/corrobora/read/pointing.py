"""Words that point back to a place named before: "the city", "there"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.node import Node

_TOWN = frozenset({"ng", "def", "n.place"})
_TOWNS = {"town", "village", "city"}


def pointing_back(words: Sequence[Node], nodes: Sequence[Node], text: str) -> str:
    """Return the words for a place that has been named before: "the city", "there", or nothing."""
    named = [node for top in nodes for node in _named(top)]
    for node in named:
        if node.classes >= _TOWN and node.family("pl") in _TOWNS:
            return text[node.start : node.end].casefold()
    for index, word in enumerate(words):
        if "there" in word.classes and not _is_existing(words, index):
            return text[word.start : word.end].casefold()
    return ""


def _named(top: Node) -> Sequence[Node]:
    return (top.slots.get("item") or top.parts or (top,)) if top.has("at") else (top,)


def _is_existing(words: Sequence[Node], index: int) -> bool:
    """Return whether "there" only says that something is: "there were", "il y a"."""
    return any(w.has("be") for w in words[index + 1 : index + 2]) or any(
        w.has("expletive") for w in words[max(index - 1, 0) : index]
    )
