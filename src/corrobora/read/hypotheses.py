"""What a sentence only supposes: "if rebels attack Goma, the UN will leave" tells of no attack."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span

_ENDS = frozenset({",", ";", ":"})
_OPEN = 2  # nodes before "if" that may ask: "it is not clear if"


def without_hypotheses(
    nodes: Sequence[Node], found: list[Match], made: list[Mention]
) -> tuple[list[Match], list[Mention]]:
    """Return what is told as more than a condition; what is only asked is questioned: "it is not clear if"."""
    supposed = [_clause(nodes, at) for at, node in enumerate(nodes) if node.has("hypo")]
    if not supposed:
        return found, made
    kept = []
    for match, mention in zip(found, made, strict=True):
        clauses = [asks for span, asks in supposed if span.covers(mention.trigger) and not mention.answers]
        if any(clauses):
            mention.stance = "questioned"
        if all(clauses):
            kept.append((match, mention))
    return [match for match, _ in kept], [mention for _, mention in kept]


def _clause(nodes: Sequence[Node], at: int) -> tuple[Span, bool]:
    """Return the clause that a word like "if" opens, and whether it only asks."""
    end = next((node.start for node in nodes[at + 1 :] if node.form in _ENDS or node.has("stop")), nodes[-1].end)
    asks = any(node.has("x.unclear") for node in nodes[max(0, at - _OPEN) : at])
    return Span(nodes[at].start, end), asks
