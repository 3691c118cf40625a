"""What is told of another time than an article is about: "…, where a raid last week killed 16", "In 2017, a bomb …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corrobora.codebook import events
from corrobora.read.days import bounds
from corrobora.read.joining import Told
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span, Time

VIOLENT = frozenset({"violence", "unrest"})
_CASUALTIES = frozenset({"killed", "injured"})
_NEAR = 2  # sentences
_SOON = 20  # incidents within which an article tells what it is about
_OPENERS = frozenset({"where-then", "when-then"})
_LONG_AGO = frozenset({"month", "year", "since", "interval"})
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_POINT = {4: "year", 7: "month", 10: "day"}  # the length of a date as EDTF


def set_asides(nodes: Sequence[Node], found: Sequence[Mention]) -> None:
    """Keep apart what such a clause tells, and date it by the time that stands before "when"."""
    for clause, opener, when in _clauses(nodes):
        inside = [mention for mention in found if clause.covers(mention.trigger)]
        outside = [mention for mention in found if not clause.covers(mention.trigger)]
        own = any(mention.when is not None and clause.covers(mention.when.span) for mention in inside)
        dated = when is not None or (own and any(not mention.harm for mention in outside))
        if not (inside and dated) or (opener.has("where-then") and when is not None):
            continue
        for mention in inside:
            mention.background = mention.apart = True
            known = mention.when
            mention.when = when if known is None or (when is not None and known.span == when.span) else known
        for mention in outside:
            if mention.when is not None and when is not None and mention.when.span == when.span:
                mention.when = None


def dates_somebody(nodes: Sequence[Node], top: Node, mention: Mention) -> bool:
    """Return whether a year or month tells of whoever is named: "blamed Ali, who joined the group last year"."""
    between = [n for n in nodes if mention.trigger.end <= n.start and n.end <= top.start]
    at = next((at for at, n in enumerate(between) if n.has("rel") and not n.parts), len(between))
    verb = next((n for n in between[at:] if n.has("vg")), None)
    if verb is None or verb.family("ev") or verb.has("v.happen") or any(n.form == "," for n in between[at:]):
        return False
    times = [part.value for part in top.walk() if isinstance(part.value, Time)]
    return bool(times) and all(time.precision in {"year", "month"} for time in times)


def _clauses(nodes: Sequence[Node]) -> Iterator[tuple[Span, Node, Time | None]]:
    """Yield each clause behind a comma that such a word opens, the word, and the time long ago that it is about.

    Behind "which" only one that a comma closes: ", which they took in May, ".
    """
    for at in range(1, len(nodes) - 1):
        node = nodes[at]
        if "rel" in node.classes and at > 2 and nodes[at - 1].has("prep") and nodes[at - 2].form == ",":  # noqa: PLR2004
            then = _long_ago(nodes[at - 3])  # "since the siege in 2004, in which 330 died"
            if then is not None:
                yield Span(node.start, nodes[-1].end), node, then
            continue
        if nodes[at - 1].form != "," or not (node.classes & _OPENERS or node.has("rel")):
            continue
        end = next((each.start for each in nodes[at + 1 :] if each.has("stop")), nodes[-1].end)
        when = _long_ago(nodes[at - 2]) if at > 1 and node.has("when-then") else None
        if node.classes.isdisjoint(_OPENERS):
            end = next((each.start for each in nodes[at + 1 :] if each.form == ","), node.start)
        if when is not None or not node.has("when-then"):
            yield Span(node.start, end), node, when


def _long_ago(node: Node) -> Time | None:
    """Return the month or year of a group, or that from which on something is the first: "since January"."""
    parts = [part for part in node.walk() if isinstance(part.value, Time) and part.value.edtf]
    times = {part.value.span: part.value for part in parts if isinstance(part.value, Time)}
    if len(times) != 1:
        return None
    (time,) = times.values()
    if time.precision not in _LONG_AGO:
        return None
    first = (time.edtf or "").partition("/")[0]
    if time.precision in {"since", "interval"} and not _DAY.search(time.text):
        month = any(part.family("month") for part in node.walk())
        if not any(part.family("weekday") for part in node.walk()):  # "since Thursday" tells the day
            first = first[:7] if month else first[:4]
    return replace(time, edtf=first, precision=_POINT.get(len(first), "day"))


def main_of(told: Sequence[Told]) -> Mention | None:
    """Return the violence that an article tells first: what it is about."""
    sure = (each.mention for each in told[:_SOON] if each.mention.stance == "asserted")
    violent = (each for each in sure if events()[each.event].family in VIOLENT)
    return next((each for each in violent if not (each.background or each.apart or each.long_ago)), None)


def is_toll_of(mention: Mention, before: Sequence[Told]) -> bool:
    """Return whether a mention only tells who fell in what was told just before, and on that day: "fifty attackers"."""
    if not mention.harm:
        return False
    near = (other.mention for other in before if 0 <= mention.sentence - other.mention.sentence <= _NEAR)
    same_day = [other for other in near if not other.harm and other.when is mention.when]
    return any(events()[other.event].family in VIOLENT for other in same_day)


def is_aside(each: Told, other: Told, main: Mention | None) -> bool:
    """Return whether an incident is only told for comparison, and `each` is not of it.

    Who goes on at once about those whom it hurt, where none were counted yet, still speaks of it; in a new paragraph
    only if it is the same voice.
    """
    told = other.mention
    if each.mention.sentence == told.sentence or not is_background(told, main):
        return False
    counted = any(quantity.measure in _CASUALTIES for quantity in told.quantities)
    others = each.who != other.who and each.mention.paragraph != told.paragraph
    return counted or each.mention.sentence - told.sentence > 1 or others


def is_background(told: Mention, main: Mention | None) -> bool:
    """Return whether something is told of an earlier time than what the article is about."""
    return main is not None and told is not main and _is_before(told.when, main.when)


def _is_before(one: Time | None, two: Time | None) -> bool:
    """Return whether a time ends before another begins; a month or a year is before what has no time."""
    if one is None or not one.edtf:
        return False
    if two is None or not two.edtf:
        return one.precision in {"month", "year"}
    first, second = bounds(one.edtf), bounds(two.edtf)
    return first is not None and second is not None and first[1] < second[0]
