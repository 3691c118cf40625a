"""Times, places and means that no event rule took -> the nearest event of their clause."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.events import Mention
from corrobora.read.meansevents import event_by_means
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.read.values import means_named
from corrobora.types import Place, Span, Time

_BOUNDARY = 60
_FAR = 400
_TOWNS = {"town", "village", "city"}
_TOLL = {"n.tollword", "n.toll", "tollword"}
_POINTS = {"interval", "year", "month", "week", "day", "part", "hour", "minute"}


def attach(text: str, sentence: Sentence, found: Sequence[Mention], aside: Sequence[Span]) -> None:
    """Give each mention of a sentence its time, places and means; who says it, and when, stands in `aside`."""
    if not found:
        return
    outside = [span for span in aside if not any(span.covers(m.trigger) for m in found)]
    nodes = [node for node in sentence.walk() if not any(span.covers(node.span) for span in outside)]
    for node in sorted(
        nodes, key=lambda n: not any(m.span.covers(n.span) for m in found)
    ):  # an event's own words first
        value = node.value
        if isinstance(value, Time) and value.edtf and value.precision in _POINTS:
            nearest = _nearest(sentence, node, [m for m in found if m.when is None or m.when.span == value.span])
            if nearest is not None:
                nearest.when = value
        elif isinstance(value, Place) and _is_location(sentence, node):
            whole = next((n for n in sentence.nodes if n.has("at") and n.span.covers(node.span)), node)
            nearest = _nearest(sentence, whole, found)  # "in Douma, near Damascus" tells one where
            if nearest is not None and all(p.span != value.span for p in nearest.places):
                nearest.places.append(value)
        elif node.family("m") and not node.parts:
            _attach_means(text, sentence, found, node)
    _share(sentence, found)
    there = pointing_back(sentence.words, sentence.nodes, text)
    for mention in found:
        mention.there = "" if mention.places else there


def date_by_saying(sentence: Sentence, found: Sequence[Mention], aside: Sequence[Span]) -> None:
    """Let what an article tells first, and gives no time for, have happened when it was said.

    "The army said on Sunday that …"; but a toll that is raised on Sunday is of an earlier day.
    """
    if any(word.classes & _TOLL for word in sentence.words):
        return
    times = [n.value for n in sentence.walk() if any(span.covers(n.span) for span in aside)]
    days = [value for value in times if isinstance(value, Time) and value.edtf and value.precision in {"day", "part"}]
    if days and not any(mention.when for mention in found):
        for mention in found:
            mention.when = days[0] if mention.stance == "asserted" else None


def _attach_means(text: str, sentence: Sentence, found: Sequence[Mention], node: Node) -> None:
    taken = any(v.span.covers(node.span) for m in found for v in (*m.means, *m.targets, *m.actors))
    nearest = _nearest(sentence, node, [m for m in found if not m.means])
    if taken or nearest is None or nearest.harm or not sentence_has_with(sentence, node):
        return
    nearest.means.append(means_named(node, text))
    nearest.event = event_by_means(nearest.event, [node.family("m") or ""])


def sentence_has_with(sentence: Sentence, node: Node) -> bool:
    """Return whether a means stands in a phrase that says what was used ("with rockets")."""
    return any(group.has("with") and group.span.covers(node.span) for group in sentence.walk())


def pointing_back(words: Sequence[Node], nodes: Sequence[Node], text: str) -> str:
    """Return the words for a place that has been named before: "the city", "there", or nothing."""
    for node in nodes:
        if node.has("ng") and node.has("def") and node.has("n.place") and node.family("pl") in _TOWNS:
            return text[node.start : node.end].casefold()
    for word, following in zip(words, (*words[1:], None), strict=False):
        if word.has("there") and not (following is not None and following.has("be")):
            return text[word.start : word.end].casefold()
    return ""


def _is_location(sentence: Sentence, node: Node) -> bool:
    """Return whether a place tells where: it stands in a phrase of place, or in no name of something else."""
    if node.features.get("use"):  # whose ("US convoy"), or measured from ("40 km south of X"): nothing happened there
        return False
    holders = [group for group in sentence.walk() if group is not node and group.span.covers(node.span)]
    if any(group.has("at") for group in holders):
        return True
    if node.has("actor") and any(group.has("n.thing") or group.has("n.place") for group in holders):
        return True  # a capital that may also mean its government: "Kabul airport"
    return not node.has("actor") and not any(_has_place_in_name(group) for group in holders)


def _has_place_in_name(group: Node) -> bool:
    """Return whether a place in a group only names it: "the embassy of France", not "the hospital of Niamey"."""
    body = group.has("n.org") and not group.has("n.thing") and not group.has("n.unit")
    return body or group.has("actor") or group.has("person")


def _nearest(sentence: Sentence, node: Node, among: Sequence[Mention]) -> Mention | None:
    scored = [(_distance(sentence, mention, node), order, mention) for order, mention in enumerate(among)]
    if not scored:
        return None
    distance, _, mention = min(scored, key=lambda item: item[:2])
    return mention if distance < _FAR else None


def _distance(sentence: Sentence, mention: Mention, node: Node) -> int:
    """Return how far a node is from a mention, in characters; a clause boundary between them counts as many."""
    if mention.span.covers(node.span):
        return abs(mention.trigger.start - node.start) // 10
    low, high = sorted([(mention.trigger.start, mention.trigger.end), (node.start, node.end)])
    between = [n for n in sentence.nodes if low[1] <= n.start and n.end <= high[0]]
    boundaries = sum(n.has("clause") or n.form in {";", ":"} for n in between)
    return high[0] - low[1] + _BOUNDARY * boundaries


def _share(sentence: Sentence, found: Sequence[Mention]) -> None:
    """Let mentions of one sentence share the only time, and the only places, that it names."""
    times = {m.when.span: m.when for m in found if m.when is not None}
    if len(times) == 1:
        dated = next(m for m in found if m.when is not None)
        for mention in found:
            if (mention.stance == "anticipated") == (dated.stance == "anticipated"):
                mention.when = mention.when or dated.when
    holders = [m for m in found if m.places]
    if len(holders) == 1:
        for mention in found:
            if not _told_apart(sentence, mention.trigger, holders[0].trigger):
                mention.places = mention.places or list(holders[0].places)


def _told_apart(sentence: Sentence, one: Span, two: Span) -> bool:
    """Return whether a verb of saying stands between two events: then one may be elsewhere than the other."""
    first, last = sorted((one, two), key=lambda span: span.start)
    between = (n for n in sentence.nodes if first.end <= n.start and n.end <= last.start)
    return any(n.has("vg") and n.family("say") for n in between)
