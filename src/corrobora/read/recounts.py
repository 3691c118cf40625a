"""When the dead were counted anew, which is not when they died: "The death toll rose to 17 on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.joining import GENERIC, Told
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span

_TOLL = frozenset({"n.toll", "n.tollword"})
_DAYS = frozenset({"day", "part"})
_BEFORE = 12  # mentions told before among which the deed is


def leave_days_of_counts(nodes: Sequence[Node], found: Sequence[Mention], told: Sequence[Told]) -> None:
    """Take the day from the dead whose toll rose on it, where the deed was told before, with a day of its own."""
    rise = _rise(nodes)
    if rise is None or not any(each.mention.when is not None for each in told[-_BEFORE:]):
        return
    for mention in found:
        day = mention.when
        counted = mention.harm and mention.event == GENERIC and rise.start <= mention.span.end
        if counted and day is not None and day.precision in _DAYS and day.span.start >= rise.end:
            mention.when, mention.said_then = None, False


def _rise(nodes: Sequence[Node]) -> Span | None:
    """Return the words from the toll to the verb that says that it rose, or from this to that; null where none does."""
    for at, node in enumerate(nodes):
        if node.has("tollword") or (node.has("ng") and node.has("def") and node.classes & _TOLL):
            before = nodes[at - 1] if at and nodes[at - 1].has("vg") else None  # as in Arabic
            verb = before or next((each for each in nodes[at + 1 :] if each.has("vg")), None)
            if verb is None or verb.family("say"):
                return None
            return Span(min(node.start, verb.start), max(node.end, verb.end))
    return None
