"""Which of the events of a sentence a time, a place or a means belongs to: the nearest, with clauses between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corrobora.read.hypotheses import replies
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Span

_BOUNDARY = 60
_BREAKS = frozenset({";", ":"})
_FAR = 400
_JOINS = frozenset({"linking", "meanwhile"})
_LEADS_ON = frozenset({"ger", "outcome"})
_TURNS = frozenset({"clause", "after-time", "where-then", "when-then"})  # "took the town on Sunday after a fight"


def nearest_to(sentence: Sentence, node: Node, among: Sequence[Mention]) -> Mention | None:
    """Return the mention that is nearest to a node; null where none is near."""
    answered = replies(sentence.nodes)
    scored = [(_distance(sentence, mention, node, answered), order, mention) for order, mention in enumerate(among)]
    if not scored:
        return None
    distance, _, mention = min(scored, key=lambda item: item[:2])
    return mention if distance < _FAR else None


def _distance(sentence: Sentence, mention: Mention, node: Node, answered: Sequence[Span]) -> int:
    """Return how far a node is from a mention, in characters; a clause boundary between them counts as many."""
    joined_on = _is_joined_on(sentence.nodes, mention, node)
    if mention.span.covers(node.span) and not joined_on:
        return abs(mention.trigger.start - node.start) // 10
    low, high = sorted([(mention.trigger.start, mention.trigger.end), (node.start, node.end)])
    first, last = low[1], high[0]
    between = [n for n in sentence.nodes if first <= n.start and n.end <= last]
    boundaries = sum(not n.classes.isdisjoint(_TURNS) or n.form in _BREAKS for n in between)
    boundaries += sum(one.form == "," and two.has("rel") for one, two in pairwise(between))  # "in the town, which led"
    boundaries += sum(span.covers(node.span) != span.covers(mention.trigger) for span in answered)
    if between and between[-1].form == "," and last == mention.trigger.start:
        joined = next((n for n in sentence.nodes if n.start == last), None)
        boundaries += joined is not None and joined.has("ger")  # "near the town, killing two"
    if len(between) > 1 and between[0].form == "," and between[1].classes & _LEADS_ON and last == mention.trigger.start:
        boundaries += 1  # "in the town, resulting in the flight of hundreds"
    if mention.weak and between and last == mention.trigger.start and between[0].has("conj"):
        boundaries += 1  # "in the town and a strike killed two"
    begun = between and between[-1].classes & _JOINS and mention.harm and not mention.weak  # "…في غاو، فيما قتل"
    if joined_on or (last == mention.trigger.start and begun):
        boundaries += 1  # "hit a post in Gao, and shelled a camp in Mopti"
    return last - first + _BOUNDARY * boundaries


def _is_joined_on(nodes: Sequence[Node], mention: Mention, node: Node) -> bool:
    """Return whether what is told begins behind a node with "and": "hit a post in Gao and shelled a camp"."""
    if mention.harm or mention.weak or node.end > mention.trigger.start:
        return False
    between = [n for n in nodes if node.end <= n.start and n.end <= mention.trigger.start][-2:]
    return any(each.has("conj") for each in between) and not between[-1].has("ng")
