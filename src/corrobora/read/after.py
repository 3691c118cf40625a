"""What the rest of its sentence came after, or answers: "hours after men shot a guard", an event of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from corrobora.read.goingon import is_done_by
from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span

_END = attrgetter("end")
_LEAD = 6  # nodes before what happened in which "a week after" may stand
_SHARED = frozenset({"ger", "and"})  # forms of a verb that goes on about the one before: "killing", "et incendié"
_PARTING = frozenset({"vg", "mark", "conj", "clause", "stop", "that"})
_PASSED_OVER = frozenset({"ng", "actor", "person", "at", "pron"})
_DAYS = frozenset({"date", "weekday", "deictic", "night", "part"})


def set_apart(nodes: Sequence[Node], found: Sequence[Match], made: Sequence[Mention]) -> None:
    """Note what the rest of a sentence came after, with what is joined to that: "hours after men shot, killing two"."""
    last: Mention | None = None
    for match, each in sorted(zip(found, made, strict=True), key=lambda pair: pair[1].trigger.start):
        before = last if last is not None and last.apart else None
        joined = before and (
            any(node.classes & _SHARED for node in match.slots.get("trigger", ())) or _goes_with(nodes, before, each)
        )
        after = _comes_after(nodes, each.trigger, harm=each.harm and not _is_late(made, each))
        if after == "after-time" and not each.harm and _died_of_it(nodes, made, each):
            after = ""
        each.apart = bool(joined) or after in {"after-time", "in-reply"}
        each.long_ago = after == "since"
        last = each


def _is_in(nodes: Sequence[Node], harm: Mention, event: Mention) -> bool:
    """Return whether an event is that in which others came to harm: "the death of two men in a blast"."""
    between = [node for node in nodes if harm.trigger.end <= node.start and node.end <= event.trigger.start]
    return harm.harm and not event.harm and bool(between) and not any(node.classes & _PARTING for node in between)


def _goes_with(nodes: Sequence[Node], before: Mention, each: Mention) -> bool:
    return _is_in(nodes, before, each) or is_done_by(nodes, before, each)


def _died_of_it(nodes: Sequence[Node], made: Sequence[Mention], event: Mention) -> bool:
    """Return whether all that is told before is who came to harm by it: "five died after the attack on their post"."""
    lead = [node for node in nodes if node.end <= event.trigger.start]
    at = max((index for index, node in enumerate(lead) if node.has("after-time")), default=0)
    measured = at > 0 and any(_is_length(part) or part.has("num") for part in lead[at - 1].walk())
    before = [each for each in made if each.trigger.start < event.trigger.start]
    return bool(before) and not measured and all(each.harm for each in before)


def _is_late(made: Sequence[Mention], each: Mention) -> bool:
    """Return whether all that a sentence tells before some harm is harm as well: "they died after six were hurt"."""
    return all(other.harm for other in made if other.trigger.start < each.trigger.start)


def _comes_after(nodes: Sequence[Node], trigger: Span, *, harm: bool) -> str:
    """Return what leads to the words of an event as over: "after the death of two men", "since men shot him"."""
    at = bisect_right(nodes, trigger.start, key=_END)
    before = nodes[max(0, at - _LEAD) : at]
    for back, node in enumerate(reversed(before)):
        if node.has("after-time"):
            lead = before[-back - 2].walk() if back + 2 <= len(before) else ()
            measured = node.has("when") or any(map(_is_length, lead))
            return "after-time" if not back or measured or harm else ""
        if node.has("in-reply"):  # "in response to a raid that killed two on Friday"
            return "in-reply"
        if node.has("since"):
            return "" if back and before[-back].has("place") else "since"  # "fired from Lebanon", not since then
        if node.classes.isdisjoint(_PASSED_OVER) and not node.has("v.seem"):
            return ""
    return ""


def _is_length(node: Node) -> bool:
    """Return whether a time tells how long, and not when: "two days" after, but not "on Sunday" after."""
    return node.has("time") and node.features.get("kind", node.features.get("time")) not in _DAYS
