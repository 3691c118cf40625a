"""How many times over something was done: "struck the town on three occasions"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.types import Quantity


def count_times(text: str, nodes: Sequence[Node], nearest: Callable[[Node], Mention | None]) -> None:
    """Count what is told to have come so many times over with the mention nearest to these words."""
    for node in nodes:
        times = next((part for part in node.walk() if part.has("times")), None) if "often" in node.classes else None
        mention = nearest(node) if times is not None else None
        if times is None or mention is None or any(q.measure == "incidents" for q in mention.quantities):
            continue
        read, words, rule = amount(times), text[times.start : times.end], times.rule or "lexicon"
        counted = Quantity(
            "quantity", words, times.span, rule, measure="incidents", low=read.low, best=read.best, high=read.high
        )
        mention.quantities.append(counted)
