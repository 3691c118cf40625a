"""When the dead were counted anew, which is not when they died: "The death toll rose to 17 on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.joining import GENERIC, Told
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span

_TOLL, _THE = frozenset({"n.toll", "n.tollword", "tollword"}), frozenset({"ng", "def"})
_DAYS = frozenset({"day", "part"})
_BEFORE = 12  # mentions told before among which the deed is


def leave_days_of_counts(nodes: Sequence[Node], found: Sequence[Mention], told: Sequence[Told]) -> None:
    """Take the day from the dead whose toll rose on it, where the deed was told before, with a day of its own."""
    dated = [(each, each.when) for each in found if each.harm and each.event == GENERIC and each.when is not None]
    if not dated or not any(each.mention.when is not None for each in told[-_BEFORE:]):
        return
    rise = _rise(nodes)
    for mention, day in dated:
        behind = rise is not None and rise.start <= mention.span.end and rise.end <= day.span.start
        if behind and day.precision in _DAYS:
            mention.when, mention.said_then = None, False


def _rise(nodes: Sequence[Node]) -> Span | None:
    """Return the words from the toll to the verb that says that it rose, or from this to that; null where none does."""
    for at, node in enumerate(nodes):
        if node.classes & _TOLL and (node.classes >= _THE or "tollword" in node.classes):
            before = nodes[at - 1] if at and nodes[at - 1].has("vg") else None  # as in Arabic
            verb = before or next((each for each in nodes[at + 1 :] if each.has("vg")), None)
            if verb is None or verb.family("say"):
                return None
            return Span(min(node.start, verb.start), max(node.end, verb.end))
    return None
