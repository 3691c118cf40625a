"""Where the words begin that somebody says: behind those to whom he says it, and behind what only leads on to it.

"Told a crowd in Gao that the bridge was closed"; "but the bridge, he said, was closed".
"""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.grammar import Match
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Span

_FURTHEST = 14  # nodes from a verb of saying to "that"
_QUOTES = frozenset({'"', "“", "«", "‘"})
_ENDS = frozenset({"vg", "clause", "when", "stop", "rel", "acc"})
_PLACED = frozenset({"on", "at", "prep", "time"})


def behind_hearers(sentence: Sentence, match: Match, said: Span) -> int:
    """Return where what is said begins, if who hears it, or where, stands before: "told a crowd in Gao that"."""
    nodes = [node for node in sentence.nodes if said.start <= node.start < said.end]
    cue = match.slots.get("cue", ())
    if not nodes or not cue or nodes[0].has("that") or nodes[0].form in _QUOTES:
        return said.start
    tells = any(node.has("v.tell") for node in cue)
    if not tells and not nodes[0].classes & _PLACED:
        return said.start
    for at, node in enumerate(nodes[:_FURTHEST]):
        if at and node.has("that"):
            after = nodes[at + 1] if at + 1 < len(nodes) else None
            return said.start if after is None or (after.has("vg") and not after.has("ger")) else node.start
        leads = node.form in {",", ":"} and at + 1 < len(nodes) and nodes[at + 1].form in _QUOTES
        if at and leads and tells:
            return nodes[at + 1].start
        if node.classes & _ENDS or node.form in _QUOTES:
            break
    return said.start


def behind_link(sentence: Sentence, said: Span) -> int:
    """Return where what is said begins, behind "but", "and" or "in fact," at the head of its sentence."""
    nodes = [node for node in sentence.nodes if said.start <= node.start < said.end]
    at = 1 if nodes and nodes[0].has("linking") and not nodes[0].has("adv") else 0
    at += _comma(nodes, at) if at else 0
    if at < len(nodes) and nodes[at].has("linking") and _comma(nodes, at + 1):
        at += 2
    return nodes[at].start if 0 < at < len(nodes) else said.start


def _comma(nodes: Sequence[Node], at: int) -> int:
    return int(at < len(nodes) and nodes[at].form in {",", "،"})
