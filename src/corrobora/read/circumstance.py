"""Where and in what something was said, told behind it -> no part of what is said: "rejected it in an interview"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corrobora.read.attribution import Attribution
from corrobora.read.node import Node
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.said import trim
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.read.subjects import GROUPS
from corrobora.types import Span

_LEADS = frozenset({"loc", "during", "hearing", "tmp"})
_FOLLOW = GROUPS | {"on", "at", "adv", "rel", "paren", "prep", "part", "bare", "det", "adj", "x", "noun", "stop"}
_NO_MORE = frozenset({"conj", "clause", "that", "mark", "by", "from"})


def without_circumstance(sentence: Sentence, each: Attribution, quotes: Stretches[Quote]) -> Attribution:
    """Return an attribution whose words end before "in a statement on Thursday", if that ends its sentence."""
    content = each.content
    nodes = sentence.nodes
    if content.start < each.match.end or content.end > sentence.span.end:
        return each
    inside = [at for at, node in enumerate(nodes) if content.start <= node.start and node.end <= content.end]
    for at in reversed(inside[1:]):
        if _utters(nodes, at):
            before = Span(content.start, nodes[at].start)
            if is_quoted(nodes[at].span, quotes):
                return each
            said = trim(sentence, before)
            return replace(each, content=said, voice=replace(each.voice, content=said)) if said else each
        if not _may_follow(nodes[at]):
            break
    return each


def _may_follow(node: Node) -> bool:
    """Return whether a node may tell more of an interview or a statement: when, where, with whom, on which channel."""
    if node.form in _NO_MORE or node.classes & _NO_MORE:
        return node.has("stop")
    return bool(node.classes & _FOLLOW) and not (node.has("vg") and not node.classes & {"part", "bare"})


def _utters(nodes: Sequence[Node], at: int) -> bool:
    """Return whether "in a statement", "during his speech" begins at a node."""
    node = nodes[at]
    if node.has("sayadv"):
        return True
    leaves = node.leaves() if node.parts else [node, *(nodes[at + 1].leaves() if at + 1 < len(nodes) else ())]
    if not leaves[0].classes & _LEADS or (leaves[0].form == "on" and len(leaves) > 1 and leaves[1].has("def")):
        return False
    words = nodes[at + 1] if not node.parts and at + 1 < len(nodes) else node
    heads = [leaf for leaf in words.leaves() if leaf.has("x.utter")]
    return bool(heads) and not any(leaf.has("def") for leaf in words.leaves()[:3])
