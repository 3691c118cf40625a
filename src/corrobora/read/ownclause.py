"""What is said in a relative clause between commas -> that clause alone: "Kyiv, which denies it, shelled a town"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corrobora.read.attribution import Attribution
from corrobora.read.node import Node
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.said import trim
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.types import Span

_PASSED = frozenset({"adv", "on", "at"})
_NOT_MAIN = frozenset({"inf", "ger", "part"})
_WHOLE = frozenset({"denies", "accuses"})  # what is denied or laid to somebody needs no verb of its own


def within_relative(sentence: Sentence, each: Attribution, quotes: Stretches[Quote]) -> Attribution:
    """Return an attribution told in ", which …," whose words end where the verb of the main clause follows."""
    content = each.content
    if each.voice.cue is None or content.start < each.voice.cue.span.end or content == each.match:
        return each
    nodes = sentence.nodes
    if not _is_in_relative(nodes, each.voice.cue.span.start):
        return each
    told = each.act in _WHOLE
    for at, node in enumerate(nodes):
        if node.start <= content.start or node.start >= content.end:
            told = told or (node.start == content.start and node.has("vg"))
            continue
        told = told or node.has("vg")
        if told and node.form == "," and _is_main(nodes, at + 1) and not is_quoted(node.span, quotes):
            said = trim(sentence, Span(content.start, node.start))
            return replace(each, content=said, voice=replace(each.voice, content=said)) if said else each
    return each


def _is_in_relative(nodes: Sequence[Node], cue: int) -> bool:
    """Return whether a comma and a relative pronoun lead to the verb at `cue`."""
    at = next((index for index, node in enumerate(nodes) if node.start <= cue < node.end), 0) - 1
    while at > 0 and nodes[at].classes & _PASSED:
        at -= 1
    return at > 0 and nodes[at].has("rel") and not nodes[at].parts and nodes[at - 1].form == ","


def _is_main(nodes: Sequence[Node], at: int) -> bool:
    """Return whether the finite verb of another clause stands there, whose subject stands before the commas."""
    while at < len(nodes) and nodes[at].classes & _PASSED:
        at += 1
    return at < len(nodes) and nodes[at].has("vg") and not nodes[at].classes & _NOT_MAIN
