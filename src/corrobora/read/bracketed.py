"""A voice in brackets or between dashes speaks for what stands there: "it fell (on 3 May, the UN said) again"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corrobora.read.attribution import Attribution
from corrobora.read.node import Node
from corrobora.read.said import trim
from corrobora.read.sentence import Sentence
from corrobora.types import Span

_DASHES = frozenset({"–", "—", "-"})
_TELLING = frozenset({"vg", "ng", "en", "toll", "num"})
_PAIR = 2


def within_brackets(sentence: Sentence, each: Attribution) -> Attribution:
    """Return an attribution whose words are no more than those of the brackets in which it is told who says them.

    Where nothing else is told in there, as in "it fell (according to the UN)", they are left as they are.
    """
    around = _around(sentence.nodes, each.match)
    if around is None or around.covers(each.content):
        return each
    start, end = max(each.content.start, around.start), min(each.content.end, around.end)
    if start >= end:
        return each
    inside = [node for node in sentence.nodes if start <= node.start and node.end <= end]
    if not any(node.classes & _TELLING and not _meets(node, each.match) for node in inside):
        return each
    said = trim(sentence, Span(start, end))
    return replace(each, content=said, voice=replace(each.voice, content=said)) if said else each


def _meets(node: Node, match: Span) -> bool:
    return node.start < match.end and match.start < node.end


def _around(nodes: Sequence[Node], match: Span) -> Span | None:
    """Return what stands in the brackets around a match, or between the only two dashes of its sentence."""
    before = next((n for n in reversed(nodes) if n.end <= match.start and n.form in {"(", ")"}), None)
    after = next((n for n in nodes if n.start >= match.end and n.form in {"(", ")"}), None)
    if before is not None and after is not None and before.form == "(" and after.form == ")":
        return Span(before.end, after.start)
    dashes = [n for n in nodes if n.form in _DASHES and n.has("mark")]
    if len(dashes) == _PAIR and dashes[0].end <= match.start and match.end <= dashes[1].start:
        return Span(dashes[0].end, dashes[1].start)
    return None
