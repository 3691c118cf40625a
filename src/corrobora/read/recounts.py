"""When the dead were counted anew, which is not when they died: "The death toll rose to 17 on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.joining import GENERIC
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.values import TOLLS
from corrobora.types import Span

_THE = frozenset({"ng", "def"})
_DAYS = frozenset({"day", "part"})


def leave_days_of_counts(nodes: Sequence[Node], found: Sequence[Mention]) -> None:
    """Take the day from the dead whose toll rose on it, of a deed that was told before."""
    dated = [(each, each.when) for each in found if each.harm and each.event == GENERIC and each.when is not None]
    rise = _rise(nodes) if dated else None
    for mention, day in dated:
        behind = rise is not None and rise.start <= mention.span.end and rise.end <= day.span.start
        if behind and day.precision in _DAYS:
            mention.leave_day()


def _rise(nodes: Sequence[Node]) -> Span | None:
    """Return the words from the toll to the verb that says that it rose, or from this to that; null where none does."""
    for at, node in enumerate(nodes):
        if node.classes & TOLLS and (node.classes >= _THE or "tollword" in node.classes):
            before = nodes[at - 1] if at and nodes[at - 1].has("vg") else None  # as in Arabic
            verb = before or next((each for each in nodes[at + 1 :] if each.has("vg")), None)
            if verb is None or verb.family("say"):
                return None
            return Span(min(node.start, verb.start), max(node.end, verb.end))
    return None
