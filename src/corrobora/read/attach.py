"""Times, places and means that no event rule took -> the nearest event of their clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corrobora.read.asides import dates_somebody, set_asides
from corrobora.read.dateline import behind_dateline, is_dateline
from corrobora.read.hypotheses import is_untold, replies
from corrobora.read.locating import around, is_location
from corrobora.read.meansevents import event_by_means
from corrobora.read.mention import Mention
from corrobora.read.nearest import nearest_to
from corrobora.read.node import Node
from corrobora.read.occasions import count_times
from corrobora.read.pointing import pointing_back
from corrobora.read.sentence import Sentence
from corrobora.read.since import beginnings, is_long, is_of_a_war, is_ranked, since_then, tell_overall, war_told
from corrobora.read.values import TOLLS, means_named
from corrobora.types import Place, Span, Time

_NEAR = 4  # nodes
_DEED_AND_DEAD = 2  # mentions of one thing: "strikes have killed 900"
_NEW_YEAR = "-01-01"  # on which "since 2012" begins
_SPELLS = {"interval", "year", "month", "week"}
_DATELINE = 8  # nodes within which a dateline ends
_BOUNDS = ("by-time", "as-of")
_WORDS_OF_ACTS = {"claims-responsibility", "accuses", "denies"}
_WORDS = ("n.say", "n.media", "n.statement", "sayadv")
_PASSING = frozenset({"by", "par", "actor", "org", "at", "adv"})  # between a verb and its day
_PASSIVE, _LIGHT = frozenset({"passive", "bare"}), frozenset({"adv", "prep"})
_CREDIT = frozenset({"v.claim", "say.claims-responsibility"})
_CLAIMED_IT = frozenset({"poss", "say.claims-responsibility"})  # in Arabic: "which the group claimed"
_POINTS = {"interval", "year", "month", "week", "day", "part", "hour", "minute"}


def attach(text: str, sentence: Sentence, found: Sequence[Mention], aside: Sequence[Span]) -> None:
    """Give each mention of a sentence its time, places and means; who says it, and when, stands in `aside`."""
    if not found:
        return
    wars = [mention for mention in found if war_told(sentence.nodes, mention)]
    for mention in wars:
        tell_overall(mention)
    found = [mention for mention in found if mention not in wars]
    outside = [span for span in aside if not any(span.covers(m.trigger) for m in found)]
    dateline = behind_dateline(text, sentence.nodes)
    front = sentence.nodes[dateline - 1].end if dateline else 0  # a capital there is where, and no government
    told = [pair for pair in _telling(sentence) if not _lies_in(pair[0], outside)]
    nodes = _without_dateline(sentence, dateline, told)
    spans = [mention.span for mention in found]
    elsewhere = any(isinstance(node.value, Place) and not _is_origin(node, top) for node, top in nodes)
    answered = replies(sentence.nodes)
    nodes = [pair for pair in nodes if not is_untold(pair[0], answered, spans)]
    nodes = [pair for pair in nodes if not _is_left_or_reached(sentence.nodes, *pair, elsewhere=elsewhere)]
    for node, top in sorted(nodes, key=lambda pair: not _lies_in(pair[0], spans)):  # an event's own words first
        value = node.value
        if isinstance(value, Time):
            _date(sentence, node, top, found, value)
        elif isinstance(value, Place) and (node.end <= front or is_location(sentence.nodes, node, top)):
            _place(sentence, top if top.has("at") else node, found, value)  # "in Douma, near Damascus" tells one where
        elif node.family("m") and not node.parts:
            _attach_means(text, sentence, found, node, top)
    doing = [mention for mention in found if not mention.harm]
    count_times(text, sentence.nodes, lambda node: nearest_to(sentence, node, doing))
    _keep_overall(sentence, found)
    set_asides(sentence.nodes, found)
    _share(sentence, found)
    placeless = [mention for mention in found if not mention.places]
    if placeless:
        _measure(sentence, nodes, placeless)
        there = pointing_back(sentence.words, sentence.nodes, text)
        for mention in placeless:
            mention.there = there


def _place(sentence: Sentence, whole: Node, found: Sequence[Mention], value: Place) -> None:
    """Give a place to the nearest mention, but not to who did it, nor where another deed was that has it already."""
    nearest = nearest_to(sentence, whole, [mention for mention in found if not mention.answers])
    doer = any(actor.span == value.span for mention in found for actor in mention.actors)
    if nearest is None or doer or (nearest.places and any(value in mention.places for mention in found)):
        return  # "nine fell over Bryansk, five over Kursk"
    if all(place.span != value.span for place in nearest.places):
        nearest.places.append(value)


def _keep_overall(sentence: Sentence, found: Sequence[Mention]) -> None:
    for node in beginnings(sentence.nodes):
        hurt = nearest_to(sentence, node, [each for each in found if each.harm or _counts_dead(each)])
        dated = any(isinstance(each.value, Time) for each in sentence.walk())
        whole = [each for each in found if each is hurt or (len(found) == _DEED_AND_DEAD and not dated)]
        if hurt is not None and (dated or len(found) == len(whole)):
            for each in whole:
                tell_overall(each)
    for mention in found:
        if is_of_a_war(sentence.nodes, mention):
            tell_overall(mention)


def _counts_dead(mention: Mention) -> bool:
    return any(quantity.measure == "killed" for quantity in mention.quantities)


def _is_origin(node: Node, top: Node) -> bool:
    return any(group.has("origin") for group in around(node, top))


def _is_left_or_reached(nodes: Sequence[Node], node: Node, top: Node, *, elsewhere: bool) -> bool:
    """Return whether nothing happened at a place: "who came from X", "evacuated to X", "fired from X, it fell on Y"."""
    before = next((node for node in reversed(nodes) if node.end <= top.start and not node.classes & _LIGHT), None)
    if _is_origin(node, top):
        return elsewhere or before is None or not (before.has("f.fire") or before.has("v.throw"))
    fled = before is not None and before.has("harm.displaced") and top.has("aim")
    taken = any({"v.convey", "bare"} <= part.classes for part in top.walk() if part.end <= node.start)  # "rushed to X"
    return fled or taken or (before is not None and before.has("v.convey"))


def _measure(sentence: Sentence, nodes: Sequence[tuple[Node, Node]], placeless: Sequence[Mention]) -> None:
    """Let what names no place have the one that it is measured from: "killed 12 km south of X" tells how far off."""
    for node, top in nodes:
        if isinstance(node.value, Place) and node.value.relation == "from" and node.value.km is not None:
            nearest = nearest_to(sentence, top if top.has("at") else node, placeless)
            if nearest is not None:
                nearest.places.append(node.value)


def _without_dateline(sentence: Sentence, length: int, found: list[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    """Return what tells where and when without the dateline, where the sentence itself tells it."""
    row = sentence.nodes[:_DATELINE]
    last = next((i for i, node in enumerate(row) if "on" in node.classes or "time" in node.classes), None)
    if not length and (last is None or not is_dateline(sentence.nodes, last)):
        return found
    end = sentence.nodes[length - 1].end if length else row[last or 0].end
    own = [type(node.value) for node, _ in found if node.start >= end and node.value is not None]
    if any(one.start >= end and "pl.in" in one.classes and two.has("unknown") for one, two in pairwise(sentence.nodes)):
        own.append(Place)  # in Arabic, where no capital says that it is one
    return [pair for pair in found if pair[0].start >= end or type(pair[0].value) not in own]


def _lies_in(node: Node, spans: Sequence[Span]) -> bool:
    return any(start <= node.start and node.end <= end for start, end in spans)


def _telling(sentence: Sentence) -> list[tuple[Node, Node]]:
    """Return the nodes of a sentence that may be a time, a place or a means, each with the group that it stands in."""
    return [
        (node, top)
        for top in sentence.nodes
        if "in-reply" not in top.classes  # "in response to the massacres in Gaza"
        for node in (top.walk() if top.parts else (top,))
        if node.value is not None or (not node.parts and node.family("m"))
    ]


def _dates_another(nodes: Sequence[Node], top: Node, mention: Mention) -> bool:
    """Return whether a time tells when something else was: "the 2016 peace deal", "in a statement on Monday"."""
    if top.has("ng") or any(part.has("n.event") and any(n.has("time") for n in part.walk()) for part in top.walk()):
        return not _overlap(top.span, mention.trigger)
    bound = next((name for name in _BOUNDS if any(part.has(name) for part in top.walk())), None)
    if bound and mention.stance == "asserted" and not (bound == "by-time" and _had_happened(nodes, mention)):
        return True  # "as of Monday, 25 were dead", "were told to leave by Monday"
    if _is_in_other_clause(nodes, top, mention) or _dates_claim(nodes, top):
        return True
    if not top.has("on"):
        return False
    told = mention.act in _WORDS_OF_ACTS and (mention.weak or mention.span.start < top.start)
    if told and top.start < mention.trigger.start:
        return True  # "on Monday it claimed the attack", "claimed responsibility on Monday for an attack"
    before = [node for node in nodes if node.end <= top.start][-2:]
    freed = bool(before) and before[-1].has("v.release") and not _overlap(before[-1].span, mention.trigger)
    if before and before[-1].has("vg"):
        before.pop()  # "in a statement released on Monday"
    hit = bool(before) and any(_overlap(before[-1].span, value.span) for value in mention.targets)  # "attacked a post"
    said = (
        bool(before) and any(before[-1].leaves()[-1].has(name) or before[-1].has(name) for name in _WORDS) and not hit
    )
    return freed or said  # "were abducted and released the next day"


def _dates_claim(nodes: Sequence[Node], top: Node) -> bool:
    """Return whether a time tells when somebody took credit: "an attack claimed on Sunday by the group"."""
    before = [node.classes for node in nodes if node.end <= top.start]
    while before and not before[-1].isdisjoint(_PASSING):
        before.pop()
    verb = before[-1] if before else frozenset()
    passive = not verb.isdisjoint(_PASSIVE) and not verb.isdisjoint(_CREDIT)
    return "vg" in verb and (passive or verb >= _CLAIMED_IT)


def _had_happened(nodes: Sequence[Node], mention: Mention) -> bool:
    """Return whether something is told as over: "by Monday they had taken the town"."""
    return any(node.has("pluperf") and _overlap(node.span, mention.trigger) for node in nodes)


def _is_in_other_clause(nodes: Sequence[Node], top: Node, mention: Mention) -> bool:
    """Return whether a time dates a deed told aside: ", which took the town in May,", "since the war began in 2014"."""
    clause = _relative(nodes, top.span)
    if clause is not None and not clause.covers(mention.trigger):
        inside = [n for n in nodes if clause.start <= n.start < clause.end]
        if any(n.has("vg") and n.family("ev") for n in inside):
            return True
    return dates_somebody(nodes, top, mention) or any(
        "since" in n.classes for n in nodes if mention.trigger.end <= n.start and n.end <= top.start
    )


def _date(sentence: Sentence, node: Node, top: Node, found: Sequence[Mention], value: Time) -> None:
    """Give a time to the nearest mention that has none; "since May" only sets it apart from what happened then."""
    if value.precision == "since":
        if not (top.has("clause") or _is_ranked(sentence.nodes, top)):  # "the deadliest since May"
            _date_since(sentence, node, found, value)
    elif not value.edtf and value.precision == "day":
        nearest = nearest_to(sentence, node, found)
        if nearest is not None and nearest.when is None and not _dates_another(sentence.nodes, top, nearest):
            nearest.unresolved = True
    elif value.edtf and value.precision in _POINTS:
        here = [m for m in found if not _parted(sentence, *sorted((node.start, m.trigger.start)))]
        undated = [m for m in here if m.when is None or m.when.span == value.span or _narrows(value, m.when)]
        nearest = nearest_to(sentence, node, undated)
        clause = _relative(sentence.nodes, top.span) if len(undated) > 1 else None
        if clause is not None and any(clause.covers(m.trigger) for m in undated):
            nearest = nearest_to(sentence, node, [m for m in undated if clause.covers(m.trigger)])
        if nearest is None or _dates_another(sentence.nodes, top, nearest):
            return
        if nearest.long_ago or value.precision not in _SPELLS or not _is_ranked(sentence.nodes, top):
            nearest.when = value


def _narrows(value: Time, known: Time) -> bool:
    """Return whether a day lies in the month that was taken for when: "the second this month: on 8 July, …"."""
    day, month = value.edtf or "", known.edtf or ""
    return known.precision == "month" and value.precision in {"day", "part"} and day.startswith(month + "-")


def _date_since(sentence: Sentence, node: Node, found: Sequence[Mention], value: Time) -> None:
    """Set apart what has gone on since some day or year; whom it harmed, it harmed since then."""
    nearest = nearest_to(sentence, node, found)
    if nearest is None or _is_ranked(sentence.nodes, node):
        return  # "the deadliest attack since 2015"
    nearest.background = True
    if (value.edtf or "").partition("/")[0].endswith(_NEW_YEAR) and value.text[-1:].isdigit():
        for mention in found:
            mention.for_years = mention.when is None and not mention.weak
    hurt = nearest if nearest.harm else nearest_to(sentence, node, [each for each in found if each.harm])
    if hurt is not None and hurt.when is None and value.edtf and ".." not in value.edtf:
        hurt.when = value  # "17 people have been killed since Sunday"
        if is_long(value) and _are_of_one_verb(sentence.nodes, found):
            for each in found:
                tell_overall(each)


def _are_of_one_verb(nodes: Sequence[Node], found: Sequence[Mention]) -> bool:
    """Return whether no verb parts what a sentence tells: "has risen to 32,900 dead and 75,500 hurt since May"."""
    first, last = min(each.span.start for each in found), max(each.span.end for each in found)
    return len(found) == 1 or sum(node.has("vg") for node in nodes if first <= node.start < last) <= 1


def _is_ranked(nodes: Sequence[Node], top: Node) -> bool:
    """Return whether a time says among what something is the most: "one of the deadliest attacks this year"."""
    return is_ranked([node for node in nodes if node.end <= top.start][-_NEAR:])


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a semicolon stands behind one place in a text and before another, if this comes later.

    It parts a time, and a place told later, from an event: "they stormed it; it was over after ten hours".
    """
    return any(each.form == ";" for each in sentence.nodes if first < each.start < last)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def date_by_saying(sentence: Sentence, found: Sequence[Mention], aside: Sequence[Span]) -> None:
    """Let what an article tells first, and gives no time for, have happened when it was said.

    "The army said on Sunday that …"; but a toll that is raised on Sunday is of an earlier day.
    """
    if not (found and aside) or any(word.classes & TOLLS for word in sentence.words):
        return
    times = [n.value for n in sentence.walk() if n.value is not None and any(span.covers(n.span) for span in aside)]
    days = [value for value in times if isinstance(value, Time) and value.edtf and value.precision in {"day", "part"}]
    if days and not any(mention.when for mention in found):
        for mention in [mention for mention in found if not mention.apart]:
            if _had_happened(sentence.nodes, mention):
                continue  # "said on Sunday that 12 had been killed": on some day before
            mention.when = days[0] if mention.stance == "asserted" else None
            mention.said_then = mention.when is not None


def _attach_means(text: str, sentence: Sentence, found: Sequence[Mention], node: Node, top: Node) -> None:
    taken = any(v.span.covers(node.span) for m in found for v in (*m.means, *m.targets, *m.actors))
    free = [m for m in found if all(top.span.covers(value.span) for value in m.means)]  # "with knives and rifles"
    doing = [m for m in free if not m.harm or m.span.covers(top.span)]
    own = [m for m in doing if m.span.covers(top.span)]  # "shot at a post with rifles and drones, robbed a bank"
    nearest = nearest_to(sentence, node, own or doing)
    if taken or nearest is None or not _is_used(node, top):
        return
    named = [group for group in around(node, top) if group.has("ng") and "item" not in group.slots]
    if any(group.span.covers(value.span) for group in named for value in nearest.means):
        return  # "Kalibr missiles"
    if not nearest.means:
        nearest.event = event_by_means(nearest.event, [node.family("m") or ""])
    nearest.means.append(means_named(node, text))


def _is_used(node: Node, top: Node) -> bool:
    """Return whether a means stands in a phrase that says what was used ("with rockets")."""
    return any(group.has("with") for group in around(node, top))


def _share(sentence: Sentence, found: Sequence[Mention]) -> None:
    """Let mentions of one sentence share the only time, and the only places, that it names."""
    times = {m.when.span: m.when for m in found if m.when is not None}
    if len(times) == 1:
        dated = next(m for m in found if m.when is not None)
        aside = _relative(sentence.nodes, dated.trigger)
        own = dated.when is not None and dated.trigger.covers(dated.when.span)  # "Saturday's attack on a field"
        for mention in found:
            aside_of = aside is not None and not aside.covers(mention.trigger)
            if own or aside_of or since_then(sentence.nodes, mention.trigger, dated.trigger):
                continue
            mention.background = mention.background or aside is not None
            if mention.apart == dated.apart and (mention.stance == "anticipated") == (dated.stance == "anticipated"):
                mention.when = mention.when or dated.when
    holders = [m for m in found if m.places]
    if len(holders) == 1:
        for mention in found:
            apart = _told_apart(sentence, mention.trigger, holders[0].trigger)
            apart = apart or _parted(sentence, mention.trigger.start, holders[0].trigger.start)
            told_aside = holders[0].background and holders[0].apart and not mention.apart  # "…, where a raid on X"
            if mention.long_ago == holders[0].long_ago and not (apart or told_aside):
                mention.places = mention.places or list(holders[0].places)


def _relative(nodes: Sequence[Node], trigger: Span) -> Span | None:
    """Return the relative clause in commas that a trigger stands in: "the group, which took the town in May, said"."""
    before = [node for node in nodes if node.end <= trigger.start]
    for index in range(len(before) - 1, 0, -1):
        if before[index].has("rel"):
            if before[index - 1].form != ",":
                return None
            end = next((node.start for node in nodes if node.start >= trigger.end and node.form == ","), None)
            return Span(before[index].start, end) if end is not None else None
        if before[index].form == "," or before[index].has("clause"):
            return None
    return None


def _told_apart(sentence: Sentence, one: Span, two: Span) -> bool:
    """Return whether a verb of saying stands between two events: then one may be elsewhere than the other."""
    first, last = sorted((one, two), key=lambda span: span.start)
    between = (n for n in sentence.nodes if first.end <= n.start and n.end <= last.start)
    return any(n.has("vg") and n.family("say") for n in between)
