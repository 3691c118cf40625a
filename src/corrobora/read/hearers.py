"""Whom a source spoke to ("told AFP", "interrogé par RFI"): what was told to an outlet has its origin there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corrobora.read.grammar import Match
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Span

_OUTLETS = frozenset({"kind.agency", "kind.outlet"})
_NEAR = 8  # nodes before an attribution, or behind it
_ENDS = frozenset({"stop", "that", "clause", "conj"})
_TALK = frozenset({"n.say", "saynoun", "n.statement"})
_SPEAKERS = frozenset({"person", "name", "actor", "org", "pron", "n.role", "n.person", "n.org", "n.group", "n.src"})
_WORDS = frozenset({"n.say", "saynoun", "n.statement", "n.doc", "n.tollword"})
_ASIDE = frozenset({"ger", "part"})


def hearer(
    sentence: Sentence, match: Match, source: tuple[Node, ...], content: Span
) -> tuple[Node | None, tuple[Node, ...]]:
    """Return the outlet that a source spoke to, null for none, and the source without the words for that."""
    if not source[0].classes.isdisjoint(_WORDS) or not _speaks(source):
        return None, source  # "a count by AFP" is AFP's own
    for at in range(2, len(source)):
        if _is_outlet(source[at]) and source[at - 1].has("hearing"):
            cut = next((n for n in range(at - 1, 0, -1) if source[n].has("vg")), at - 1)
            return source[at], source[:cut]
        if source[at - 1].has("hearing") and any(leaf.has("x.tells") for leaf in source[0].leaves()):
            return None, source[: at - 1]  # "مصدر لـ…": a source belongs to nobody, and whoever heard it is not known
    around = [node for node in _around(sentence.nodes, match) if not content.covers(node.span)]
    spoken = tuple(_pieces(around, source))
    for at in range(1, len(spoken)):
        if spoken[at] not in source and _is_outlet(spoken[at]) and _is_told(spoken, at, match, source):
            return spoken[at], source
    return None, source


def _speaks(source: Sequence[Node]) -> bool:
    return any(not node.classes.isdisjoint(_SPEAKERS) for node in source[0].walk())


def _around(nodes: Sequence[Node], match: Match) -> Sequence[Node]:
    """Return the nodes of an attribution with what hangs on it before ("speaking to Reuters, …") and after."""
    first, last = match.first, match.last
    while match.first - first < _NEAR and first > 0 and not _ends(nodes[first - 1]):
        first -= 1
    while last - match.last < _NEAR and last < len(nodes) and not _ends(nodes[last]):
        last += 1
    return nodes[first:last]


def _ends(node: Node) -> bool:
    return bool(node.classes & _ENDS) or (node.has("vg") and not node.classes & _ASIDE)


def _pieces(nodes: Iterable[Node], source: Sequence[Node]) -> Iterator[Node]:
    """Yield nodes, phrases of several in their parts; a source is whole."""
    for node in nodes:
        if node in source or not node.parts or _is_outlet(node):
            yield node
        else:
            yield from _pieces(node.parts, source)


def _is_outlet(node: Node) -> bool:
    return bool(node.classes & _OUTLETS) or (node.has("org") and node.has("n.media"))


def _is_told(nodes: Sequence[Node], at: int, match: Match, source: Sequence[Node]) -> bool:
    """Return whether the words before an outlet say that it heard a source.

    "To Reuters", "in an interview with Reuters"; in Arabic "informed" has it as its second object.
    """
    before = nodes[at - 1]
    if before.has("prep") or before.has("hearing"):
        return before.has("hearing") or (at > 1 and bool(nodes[at - 2].classes & _TALK))
    tells = any(node.has("v.inform") for node in match.slots.get("cue", ()))
    return tells and before in source
