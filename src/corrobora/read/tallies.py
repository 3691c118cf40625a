"""Counts of incidents over a scope: "the 32nd attack in 11 weeks", "23 attacks in Dhi Qar"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from corrobora.read.grammar import Match, fullest
from corrobora.read.holders import Holders
from corrobora.read.ids import claim_id
from corrobora.read.language import Language
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.numbers import amount, ordinal
from corrobora.read.parsed import Parsed
from corrobora.read.periods import period_of, spell_to
from corrobora.read.pointing import pointing_back
from corrobora.read.sentence import Sentence
from corrobora.read.values import below, named, places_in
from corrobora.types import Claim, Cue, Place, Quantity, Scope, Span, Stance, Time, Value, Voice

_NEAR = 2
_FAR_BACK = 60  # incidents told before: of what was told further back no reader thinks
_NEXT = 8  # characters between one part of a count and the next: ", and "
_BESIDE = frozenset({"next", "than"})
_TELLING = frozenset({"number", "what", "period", "place", "holder", "clause"})
_COUNTED = ("number", "what")
_PEOPLE = frozenset({"actor", "n.person", "n.org", "n.role"})
_BREAKS = frozenset({"stop", "mark", "that", "clause", "conj"})
_SOMEWHERE = frozenset({"at", "place", "n.place", "n.thing"})


@dataclass(frozen=True, slots=True)
class Tally:
    """One count as one sentence tells it; `period` is the node to be reckoned once its anchor is known."""

    sentence: int
    span: Span
    rule: str
    quantity: Quantity
    ordinal: bool
    event: str | None
    targets: tuple[Value, ...]
    places: tuple[Place, ...]
    period: Node | None
    there: str = ""
    holder: tuple[Node, ...] = ()
    cue: Span | None = None
    features: Mapping[str, str] = field(default_factory=dict)


def find_tallies(parsed: Parsed) -> list[Tally]:
    """Return the counts that the rules find in the body, at most one a number; a part only beside its whole."""
    out: list[Tally] = []
    for index, sentence, found in parsed.matches("tallies"):
        for match in fullest((match for match in found if match.slots.get("number")), "number", _fill):
            each = _tally(parsed.text, index, sentence, match, parsed.language)
            if each is not None and _has_whole(each, out) and not _is_of_one_day(each, parsed.day) and _is_long(each):
                out.append(each)
    return out


def _fill(match: Match) -> tuple[bool, int, int]:
    return not match.rule.features.get("part"), len(_TELLING & match.slots.keys()), match.last - match.first


def _is_of_one_day(tally: Tally, published: date | None) -> bool:
    """Return whether a rule that may tell of one incident ("three strikes on Sunday") gives no more than a day."""
    if tally.features.get("day") != "no" or tally.period is None:
        return False
    if any(node.has("part.night") for node in tally.period.walk()):
        return True  # though it began on the day before
    first, _, last = (period_of(tally.period, published) or "").partition("/")
    return published is not None and first == last  # or less than a day


def _is_long(tally: Tally) -> bool:
    """Return whether a rule that counts what was hit "since" some day has such a period, or asks for none.

    What came "for the first time since 2016" is one deed and no count.
    """
    if tally.ordinal and tally.quantity.best == 1 and told_beside(tally):
        return False
    if tally.features.get("period") != "since":
        return True
    value = tally.period.value if tally.period is not None else None
    return isinstance(value, Time) and value.precision == "since"


def _has_whole(tally: Tally, before: Sequence[Tally]) -> bool:
    """Return whether a part has a count to be part of, and a rival one to stand beside; what is neither needs none.

    One that only joins another ("and 41 in Y", "up from 52 in 2023") must be next to it.
    """
    kind = tally.features.get("part")
    if kind is None:
        return True
    last = before[-1] if before else None
    if last is None or tally.sentence - last.sentence > _NEAR:
        return False
    return kind not in _BESIDE or 0 <= tally.span.start - last.span.end <= _NEXT


def _tally(text: str, index: int, sentence: Sentence, match: Match, language: Language) -> Tally | None:
    nodes = sentence.nodes[match.first : match.last]
    counted = _number(text, match)
    if counted is None:
        return None
    what = match.slots.get("what", ())
    words = [n for n in below(what) if not n.parts and not n.has("nation")]
    things = [n for n in words if n.has("n.thing") or n.has("n.person") or n.has("n.org")]
    event = match.rule.features.get("event") or next((n.family("ev") for n in below(what) if n.family("ev")), None)
    return Tally(
        sentence=index,
        span=Span(nodes[0].start, _end(nodes, match)),
        rule=match.rule.id,
        quantity=counted,
        ordinal=match.rule.features.get("ordinal") == "yes",
        event=event,
        targets=tuple(named(n, text, "target", language.code) for n in things[:2]),
        places=tuple(
            places_in(match.slots.get("place", ()))
            or places_in(_scene(nodes, match))
            or places_in(_behind(sentence.nodes[match.last :]))
        ),
        period=_period(sentence, match),
        there=pointing_back((), nodes, text) or pointing_back((), sentence.nodes, text),
        holder=match.slots.get("holder", ()),
        cue=cue[0].span if (cue := match.slots.get("cue")) else None,
        features=match.rule.features,
    )


def _end(nodes: Sequence[Node], match: Match) -> int:
    """Return where a tally ends: before what happened when its period began ("since the rebels left in May")."""
    clause = match.slots.get("clause")
    return max((n.end for n in nodes if n.end <= clause[0].start), default=nodes[-1].end) if clause else nodes[-1].end


def _scene(nodes: Sequence[Node], match: Match) -> list[Node]:
    """Return the nodes that can tell where it was counted: who counts, acts or is hit ("US troops") does not."""
    counted = min(n.start for slot in _COUNTED for n in match.slots.get(slot, ()))
    behind = [n for n in nodes if n.has("at") or n.start >= counted]
    return [n for n in behind if not n.classes & _PEOPLE or n.classes & _SOMEWHERE or _is_place(n)]


def _behind(nodes: Sequence[Node]) -> list[Node]:
    """Return the phrases of place that go on from a count: "since May rebels struck nine times in Mali"."""
    going_on = takewhile(lambda node: not node.classes & _BREAKS, nodes)
    return [node for node in going_on if node.has("at")]


def _is_place(node: Node) -> bool:
    """Return whether all of a group is one place, though its word may mean people too."""
    return any(isinstance(n.value, Place) and n.span == node.span for n in node.walk())


def _number(text: str, match: Match) -> Quantity | None:
    """Return the count; an ordinal counts up to itself."""
    for node in below(match.slots["number"]):
        position = ordinal(node) if node.has("ordinal") else None
        if position is not None:
            return _counted(text, node, position, position, position)
        if node.has("num") or node.has("times"):
            read = amount(node)
            return _counted(text, node, read.low, read.best, read.high)
    return None


def _counted(text: str, node: Node, low: int | None, best: int | None, high: int | None) -> Quantity:
    words = text[node.start : node.end]
    return Quantity(
        "quantity", words, node.span, node.rule or "lexicon", measure="incidents", low=low, best=best, high=high
    )


def _period(sentence: Sentence, match: Match) -> Node | None:
    slot = match.slots.get("period", ())
    inside = [n for n in below(slot) if n.has("time")]
    if inside or slot:
        return inside[0] if inside else slot[0]
    elsewhere = [n for n in sentence.walk() if n.has("time") and n.features.get("time") in {"period", "duration"}]
    return elsewhere[0] if len(elsewhere) == 1 else None


def tally_claims(
    parsed: Parsed, tallies: Sequence[Tally], incidents: Sequence[Claim], counted: Sequence[Mention]
) -> list[Claim]:
    """Return the claims of an article's tallies; one right after another shares the period and source it leaves out.

    `counted` are the mentions of what is counted: they tell who did it, and to whom.
    """
    out: list[Claim] = []
    last: tuple[int, Claim] | None = None
    ordered = sorted(incidents, key=lambda claim: claim.span.start)
    starts = [claim.span.start for claim in ordered]
    holders = Holders(parsed.text, parsed.language, parsed.references.afresh())
    in_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in counted:
        in_sentence[mention.sentence].append(mention)
    for each in tallies:
        told = bisect_left(starts, each.span.start)
        before = ordered[max(0, told - _FAR_BACK) : told]
        if each.features.get("hit") == "before" and not _was_hit(each, before[-_NEAR:]):
            continue
        here = each.features.get("hit") == "here"  # "a drone was shot down, the 12th since May"
        if here and not (before and parsed.sentences[each.sentence].span.covers(before[-1].span)):
            continue
        part = each.features.get("part")
        voice, stance = _voice(parsed, holders, each)
        period, event, whole = _over(each, _anchor(each, before, parsed.day)), each.event, None
        if last is not None and (part or each.period is None) and each.sentence - last[0] <= _NEAR:
            goes_on = last[1]
            whole = goes_on if part else None
            period = period or (goes_on.scope.period if goes_on.scope else None)
            voice = voice if voice.chain else replace(goes_on.voice, content=each.span)
        event = event or (whole.event if whole else None)
        event = event or (before[-1].event if before and each.ordinal else None)  # "a drone, the 11th since May"
        near = ordered[max(0, told - _FAR_BACK) : bisect_left(starts, each.span.end)]
        what = before[-1] if here else _what_is_counted(each, in_sentence[each.sentence], near) or whole
        if what and told_beside(each):
            event = what.event  # by its means: "drones shelled it for the third time"
        spots = tuple(what.places) if what and (what is not whole or part == "than") else ()
        places = each.places or spots
        named_so = () if places else _places_hit(parsed.sentences[each.sentence], what)
        places = places or (() if named_so else _places_before(each, before))
        targets = each.targets or (_hit(what, places) if what else ())
        places = places or named_so
        claim = Claim(
            id=claim_id(parsed.document.id, "tally", each.quantity.span, voice, event),
            kind="tally",
            span=each.span,
            rule=each.rule,
            voice=voice,
            event=event,
            stance=stance,
            actors=tuple(what.actors) if what else (),
            targets=targets,
            places=places,
            quantities=(each.quantity,),
            scope=Scope(period, places, event, targets, each.ordinal),
        )
        if part != "than" or last is None:  # "of these, nine": of those counted now
            last = (each.sentence, claim)
        out.append(claim)
    return out


def told_beside(tally: Tally) -> bool:
    """Return whether its words tell of an incident too: "shelled the town for the third time in a week"."""
    return tally.features.get("incident") == "yes"


def _what_is_counted(tally: Tally, here: Sequence[Mention], told: Sequence[Claim]) -> Mention | Claim | None:
    """Return what tells who did what a tally counts, and to whom: the nearest to its number in its sentence."""
    if told_beside(tally):
        beside = (c for c in told if c.span.start < tally.span.end and tally.span.start < c.span.end)
        return next(beside, None)
    own = tally.quantity.span
    inside = [m for m in here if tally.span.covers(m.trigger) or m.trigger.covers(own)]
    return min(inside, key=lambda m: abs(m.trigger.start - own.start), default=None)


def _hit(what: Mention | Claim, places: Sequence[Place]) -> tuple[Value, ...]:
    """Return who or what is hit, but for the place where it is counted: "struck Odesa Oblast six times"."""
    ends = {place.span.end for place in places}
    return tuple(value for value in what.targets if value.span.end not in ends)


def _was_hit(tally: Tally, told: Sequence[Claim]) -> bool:
    """Return whether such a thing was hit just before: "It was the eighth convoy this week"."""
    hit = {word for each in told for value in each.targets for word in value.text.casefold().split()}
    return any(value.text.casefold() in hit for value in tally.targets)


def _voice(parsed: Parsed, holders: Holders, tally: Tally) -> tuple[Voice, Stance]:
    """Return in whose voice a tally is told: whoever is said to have counted, where somebody is."""
    voice, attribution = parsed.voice(tally.quantity.span)
    if not tally.holder:
        return voice, attribution.stance if attribution is not None else "asserted"
    speaks = holders.previous(tally.holder) if tally.holder[0].has("pron") else holders.make(tally.holder)
    if speaks is None or any(speaks.span == holder.span for holder in voice.chain):
        return voice, attribution.stance if attribution is not None else "asserted"
    cue = Cue(tally.cue.of(parsed.text), tally.cue) if tally.cue is not None else None
    return Voice("indirect", (speaks, *voice.chain), cue, tally.span), "asserted"


def _over(tally: Tally, anchor: date | None) -> str | None:
    """Return the period of a tally; "the third in as many weeks" counts over three weeks."""
    if tally.period is None:
        return None
    unit = tally.period.family("unit")
    if tally.ordinal and unit and not tally.period.has("time"):
        return spell_to(anchor, tally.quantity.best, unit)
    value = tally.period.value
    if tally.features.get("since") and isinstance(value, Time) and value.edtf and anchor is not None:
        return f"{value.edtf}/{anchor.isoformat()}"
    return period_of(tally.period, anchor)


def _places_hit(sentence: Sentence, what: Mention | Claim | None) -> tuple[Place, ...]:
    """Return the places in the names of things that were hit: "the post of Tera was attacked four times in 2023"."""
    hit = {target.span for target in what.targets} if what is not None else set()
    things = [node for node in sentence.walk() if node.span in hit and node.classes & {"n.thing", "n.place"}]
    return tuple(places_in([node for node in things if not node.classes & {"n.org", "n.person"}]))


def _places_before(tally: Tally, told: Sequence[Claim]) -> tuple[Place, ...]:
    """Return the places that "the city" in a tally means: what it meant before, or those of the incident told last."""
    before = [c for c in told if tally.there and c.places]
    same = [c for c in before if any(t.text.casefold() == tally.there for t in c.targets)]
    return (same or before)[-1].places if before else ()


def _anchor(tally: Tally, told: Sequence[Claim], published: date | None) -> date | None:
    """Return the day up to which a tally counts: an ordinal to the incident told last, others to publication."""
    if published is not None and not tally.ordinal:
        return published
    days = [day for c in told if (day := _day(c.when))]
    yearly = tally.period is not None and tally.period.features.get("unit") == "year"
    if published is not None and (yearly or not days):
        return published
    return max(days[-3:]) if days else published


def _day(when: Time | None) -> date | None:
    edtf = (when.edtf or "")[:10] if when is not None else ""
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None
