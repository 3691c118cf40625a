"""Counts of incidents over a scope: "the 32nd attack in 11 weeks", "23 attacks in Dhi Qar"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corrobora.read.attach import pointing_back
from corrobora.read.grammar import Match, fullest
from corrobora.read.ids import claim_id
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.numbers import amount, ordinal
from corrobora.read.parsed import Parsed
from corrobora.read.periods import period_of
from corrobora.read.sentence import Sentence
from corrobora.read.values import below, named, places_in
from corrobora.types import Claim, Place, Quantity, Scope, Span, Time, Value, Voice

_NEAR = 2
_FAR_BACK = 60  # incidents told before: of what was told further back no reader thinks


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


def find_tallies(parsed: Parsed) -> list[Tally]:
    """Return the counts that the rules find in the body, at most one a number."""
    out = []
    for index, sentence in parsed.body():
        found = parsed.language.grammars["tallies"].matches(sentence.nodes)
        matches = fullest((match for match in found if match.slots.get("number")), "number", _fill)
        out += [each for m in matches if (each := _tally(parsed.text, index, sentence, m, parsed.language))]
    return out


def _fill(match: Match) -> tuple[int, int]:
    return len(match.slots), match.last - match.first


def _tally(text: str, index: int, sentence: Sentence, match: Match, language: Language) -> Tally | None:
    nodes = sentence.nodes[match.first : match.last]
    counted = _number(text, match)
    if counted is None:
        return None
    what = match.slots.get("what", ())
    things = [n for n in below(what) if not n.parts and (n.has("n.thing") or n.has("n.person") or n.has("n.org"))]
    event = match.rule.features.get("event") or next((n.family("ev") for n in below(what) if n.family("ev")), None)
    return Tally(
        sentence=index,
        span=Span(nodes[0].start, nodes[-1].end),
        rule=match.rule.id,
        quantity=counted,
        ordinal=match.rule.features.get("ordinal") == "yes",
        event=event,
        targets=tuple(named(n, text, "target", language.code) for n in things[:2]),
        places=tuple(places_in(match.slots.get("place", ())) or places_in(nodes)),
        period=_period(sentence, match),
        there=pointing_back((), nodes, text),
    )


def _number(text: str, match: Match) -> Quantity | None:
    """Return the count; an ordinal counts up to itself."""
    for node in below(match.slots["number"]):
        position = ordinal(node) if node.has("ordinal") else None
        if position is not None:
            return _counted(text, node, position, position, position)
        if node.has("num"):
            read = amount(node)
            return _counted(text, node, read.low, read.best, read.high)
    return None


def _counted(text: str, node: Node, low: int | None, best: int | None, high: int | None) -> Quantity:
    words = text[node.start : node.end]
    return Quantity(
        "quantity", words, node.span, node.rule or "lexicon", measure="incidents", low=low, best=best, high=high
    )


def _period(sentence: Sentence, match: Match) -> Node | None:
    inside = [n for n in below(match.slots.get("period", ())) if n.has("time")]
    if inside:
        return inside[0]
    elsewhere = [n for n in sentence.walk() if n.has("time") and n.features.get("time") in {"period", "duration"}]
    return elsewhere[0] if len(elsewhere) == 1 else None


def tally_claims(parsed: Parsed, tallies: Sequence[Tally], incidents: Sequence[Claim]) -> list[Claim]:
    """Return the claims of an article's tallies; one right after another shares the period and source it leaves out."""
    out: list[Claim] = []
    last: tuple[int, Scope, Voice] | None = None
    ordered = sorted(incidents, key=lambda claim: claim.span.start)
    starts = [claim.span.start for claim in ordered]
    for each in tallies:
        told = bisect_left(starts, each.span.start)
        before = ordered[max(0, told - _FAR_BACK) : told]
        voice, attribution = parsed.voice(each.quantity.span)
        period = period_of(each.period, _anchor(each, before, parsed.day)) if each.period is not None else None
        if last is not None and each.period is None and each.sentence - last[0] <= _NEAR:
            period = last[1].period
            voice = voice if voice.chain else replace(last[2], content=each.span)
        places = each.places or _places_before(each, before)
        scope = Scope(period, places, each.event, each.targets, each.ordinal)
        last = (each.sentence, scope, voice)
        out.append(
            Claim(
                id=claim_id(parsed.document.id, "tally", each.quantity.span, voice, each.event),
                kind="tally",
                span=each.span,
                rule=each.rule,
                voice=voice,
                event=each.event,
                stance=attribution.stance if attribution is not None else "asserted",
                targets=each.targets,
                places=places,
                quantities=(each.quantity,),
                scope=scope,
            )
        )
    return out


def _places_before(tally: Tally, told: Sequence[Claim]) -> tuple[Place, ...]:
    """Return the places that "the city" in a tally means: what it meant before, or those of the incident told last."""
    before = [c for c in told if tally.there and c.places]
    same = [c for c in before if any(t.text.casefold() == tally.there for t in c.targets)]
    return (same or before)[-1].places if before else ()


def _anchor(tally: Tally, told: Sequence[Claim], published: date | None) -> date | None:
    """Return the day up to which a tally counts: that of the last incident told before it, or of publication."""
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
