"""What a sentence only supposes: "if rebels attack Goma, the UN will leave" tells of no attack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span

_ENDS = frozenset({",", ";", ":", "ف"})  # the last leads in, in Arabic, what then follows
_IF = frozenset({"hypo", "hypo-open"})
_ASIDE = frozenset({*_IF, "reply"})
_OPEN = 2  # nodes before "if" that may ask: "it is not clear if"


class _Clause(NamedTuple):
    """What a word like "if" opens: whether it only asks, and may tell a fact ("si l'armée a pris Gao, elle a …")."""

    span: Span
    asks: bool
    may_be_fact: bool


def without_hypotheses(
    nodes: Sequence[Node], found: list[Match], made: list[Mention]
) -> tuple[list[Match], list[Mention]]:
    """Return what is told as more than a condition; what is only asked is questioned: "it is not clear if"."""
    supposed = [_clause(nodes, at) for at, node in enumerate(nodes) if node.classes & _IF]
    if not supposed:
        return found, made
    kept = []
    for match, mention in zip(found, made, strict=True):
        left_open = any(node.has("modal") for node in match.slots.get("trigger", ()))
        clauses = [
            each.asks
            for each in supposed
            if each.span.covers(mention.trigger) and not mention.answers and (left_open or not each.may_be_fact)
        ]
        if any(clauses):
            mention.stance = "questioned"
        if all(clauses):
            kept.append((match, mention))
    return [match for match, _ in kept], [mention for _, mention in kept]


def supposed(nodes: Sequence[Node]) -> list[Span]:
    """Return the clauses of a row that only suppose, or say in reply to what: nothing else happened there or then."""
    return [_clause(nodes, at).span for at, node in enumerate(nodes) if not node.classes.isdisjoint(_ASIDE)]


def replies(nodes: Sequence[Node]) -> list[Span]:
    """Return what is told of a deed that another answers, and of when it was: "in response to a raid on Friday"."""
    return [_clause(nodes, at).span for at, node in enumerate(nodes) if "in-reply" in node.classes and not node.parts]


def is_untold(node: Node, answered: Sequence[Span], told: Sequence[Span]) -> bool:
    """Return whether a node lies in what a deed answers, of which no event is read: "in reply to crimes in Gaza"."""
    spans = (span for span in answered if span.covers(node.span))
    return any(not any(span.start < each.end and each.start < span.end for each in told) for span in spans)


def _clause(nodes: Sequence[Node], at: int) -> _Clause:
    """Return the clause that a word like "if" opens."""
    end = next((node.start for node in nodes[at + 1 :] if node.form in _ENDS or node.has("stop")), nodes[-1].end)
    asks = any(node.has("x.unclear") for node in nodes[max(0, at - _OPEN) : at])
    return _Clause(Span(nodes[at].start, end), asks, not nodes[at].has("hypo"))
