"""Ultimatums and dates set for others: by when, who wants it, of whom, and what."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corrobora.read.grammar import Match, fullest
from corrobora.read.holders import Holders
from corrobora.read.ids import claim_id
from corrobora.read.node import Node
from corrobora.read.parsed import Parsed
from corrobora.read.periods import due_of
from corrobora.read.sentence import Sentence
from corrobora.read.values import below, members, named
from corrobora.types import Claim, Span, Time, Value, Voice

_TELLING = frozenset({"due", "holder", "addressee", "demand"})
_BY = frozenset({"by-time", "before-time", "until"})
_TERMS = frozenset({"n.deadline", "n.say", "rel"})
_MID_DAY = 15
_JUST_PAST = timedelta(days=45)  # a deadline told so soon after its day has run out, and is no promise for next year


def deadline_claims(parsed: Parsed) -> list[Claim]:
    """Return the deadlines of the body; a voice that names one date twice makes one claim of it."""
    out: list[Claim] = []
    holders = Holders(parsed.text, parsed.language, parsed.references.afresh())
    for _, sentence, found in parsed.matches("deadlines"):
        for match in _limits(fullest(found, "due", _fill)):
            claim = _claim(parsed, sentence, match, holders)
            twin = next((i for i, other in enumerate(out) if claim is not None and _is_same(other, claim)), None)
            if claim is not None and twin is None:
                out.append(claim)
            elif claim is not None and twin is not None:
                out[twin] = _joined(out[twin], claim)
    return out


def _limits(found: Sequence[Match]) -> Sequence[Match]:
    """Return the matches that say until when, where any does: "gave on Sunday the rebels until Monday"."""
    slots = [(match, list(below(match.slots.get("due", ())))) for match in found]
    limits = [match for match, slot in slots if any(n.classes & _BY for n in slot) and not any(map(_is_ago, slot))]
    return limits or found


def _is_ago(node: Node) -> bool:
    """Return whether a time lies behind, though its words may also set a limit: "قبل أسبوع" is "a week ago"."""
    return node.features.get("kind", node.features.get("time")) == "ago" and not node.has("until")


def _fill(match: Match) -> tuple[int, bool, int]:
    return len(_TELLING & match.slots.keys()), match.rule.features.get("told") == "after", match.last - match.first


def _claim(parsed: Parsed, sentence: Sentence, match: Match, holders: Holders) -> Claim | None:
    nodes = sentence.nodes[match.first : match.last]
    span = Span(nodes[0].start, nodes[-1].end)
    due = _due(match, sentence, parsed.day)
    if due is None:
        return None
    voice, attribution = parsed.voice(due.span)
    setter = match.slots.get("holder") or tuple(_named_in(nodes))
    after = match.rule.features.get("told") == "after"
    if setter and not voice.chain and not after:
        voice = _setting(holders, setter, span) or voice
    return Claim(
        id=claim_id(parsed.document.id, "deadline", due.span, voice, None),
        kind="deadline",
        span=span,
        rule=match.rule.id,
        voice=voice,
        act=attribution.act if attribution is not None else "demands" if setter and not after else "states",
        stance="anticipated",
        actors=tuple(_parties(parsed, setter)),
        due=due,
        addressees=tuple(_parties(parsed, match.slots.get("addressee", ()))),
    )


def _named_in(nodes: Sequence[Node]) -> list[Node]:
    """Return whoever set it, by a name inside its own words: "the ECOWAS deadline", "the deadline set by ECOWAS"."""
    own = (node for node in nodes if node.classes & _TERMS)
    return [leaf for node in own for leaf in node.leaves() if leaf.id is not None][:1]


def _setting(holders: Holders, setter: Sequence[Node], span: Span) -> Voice | None:
    """Return the voice of whoever sets the date, where nobody else is said to tell of it."""
    speaks = holders.previous(setter) if setter[0].has("pron") else holders.make(setter)
    return Voice("indirect", (speaks,), None, span) if speaks is not None else None


def _due(match: Match, sentence: Sentence, published: date | None) -> Time | None:
    """Return when the time is up; a length of time runs from a day past that the sentence names, or of publication."""
    slot = match.slots.get("due", ())
    times = [n for n in below(slot) if n.has("time")]
    node = next((n for n in times if n.features.get("time") == "duration"), times[0] if times else None)
    by = match.rule.features.get("due") == "by"
    if node is None or (by and not _is_limit(node, slot)):
        return None
    if isinstance(node.value, Time) and node.value.edtf and node.value.precision != "duration":
        last = _last_day(node, node.value)
        after = match.rule.features.get("told") == "after"
        return _behind(last, published, slot) if after else _ahead(node, last, published, slot)
    others = [n for n in sentence.walk() if isinstance(n.value, Time) and n is not node and not n.has("until")]
    others = [n for n in others if n.start < node.start or not _is_ago(n)]  # "72 hours to free those seized a week ago"
    days = [n.value.edtf or "" for n in others if isinstance(n.value, Time)]
    start = next((day for text in days if (day := _day(text)) and (published is None or day <= published)), published)
    edtf = due_of(node, start)
    read = node.value if isinstance(node.value, Time) else None
    if edtf is None or read is None:
        return read
    return replace(read, edtf=edtf, precision="day", basis="relative")


def _is_limit(node: Node, slot: Sequence[Node]) -> bool:
    """Return whether the words say until when ("by Sunday"), or in which length of time ("within 48 hours").

    "قبل يومين" is two days ago, but "dans les 72 heures" lies ahead.
    """
    lasts = node.features.get("kind", node.features.get("time")) == "duration"
    if _is_ago(node):
        return False
    return any(n.classes & _BY or (lasts and n.has("within")) for n in below(slot))


def _last_day(node: Node, due: Time) -> Time:
    """Return the last day of "before the end of the year", the fifteenth of "mid-May"; else the time as it is."""
    edges = node.slots.get("edge", ())
    ends = [part for part in (due.edtf or "").split("/") if part]
    last = _last_of(ends[-1]) if ends else None
    if any(part.has("edge-mid") for part in edges) and "month" in node.slots:
        last = last.replace(day=_MID_DAY) if last is not None else None
    elif not any(part.has("edge-end") for part in edges):
        return due
    return replace(due, edtf=last.isoformat(), precision="day") if last is not None else due


def _last_of(edtf: str) -> date | None:
    """Return the last day of a year, a month or a day.

    >>> _last_of("2021-02"), _last_of("2021")
    (datetime.date(2021, 2, 28), datetime.date(2021, 12, 31))
    """
    year, month, day = (*edtf.split("-"), "", "")[:3]
    if not all(part.isdecimal() for part in (year, month or "12", day or "1")):
        return None
    of = int(month or 12)
    return date(int(year), of, int(day or monthrange(int(year), of)[1]))


def _ahead(node: Node, due: Time, published: date | None, slot: Sequence[Node]) -> Time:
    """Return a due day that lies ahead when it is told: "until Sunday" is the next one, so is "15 October"."""
    day = _day(due.edtf or "")
    weekday = any(n.family("weekday") for n in below(slot))
    settled = {"year", "numeric"} if weekday else {"year", "numeric", "n"}
    if day is None or published is None or day >= published or settled & set(node.slots):
        return due
    days = (published + timedelta(days=n) for n in range(366))
    if "month" in node.slots and published - day <= _JUST_PAST:
        return due
    if "month" in node.slots:
        later = next((d for d in days if (d.month, d.day) == (day.month, day.day)), None)
    else:
        later = next(d for d in days if d.weekday() == day.weekday()) if weekday else None
    if later is None:
        return due
    if "/" in (due.edtf or ""):
        ends = [_day(end) for end in (due.edtf or "").split("/")]
        moved = [_in_year(end, end.year + later.year - day.year).isoformat() for end in ends if end is not None]
        return replace(due, edtf="/".join(moved), basis="relative") if len(moved) == len(ends) else due
    return replace(due, edtf=later.isoformat() + (due.edtf or "")[10:], basis="relative")


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year, of February the last that it has."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _behind(due: Time, published: date | None, slot: Sequence[Node]) -> Time:
    """Return a due day that is over when it is told: "expired on Sunday" was the last one."""
    day = _day(due.edtf or "")
    if day is None or published is None or day <= published or not any(n.family("weekday") for n in below(slot)):
        return due
    week = timedelta(days=7)
    return replace(due, edtf=(day - week).isoformat() + (due.edtf or "")[10:]) if day - week <= published else due


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf[:10])
    except ValueError:
        return None


def _parties(parsed: Parsed, slot: Iterable[Node]) -> Iterable[Value]:
    code = parsed.language.code
    return (named(n, parsed.text, "actor", code) for s in slot for n in members(s))


def _is_same(one: Claim, two: Claim) -> bool:
    """Return whether both name one date in one voice; or the article itself names it again, of nobody else."""
    same_voice = [h.text for h in one.voice.chain] == [h.text for h in two.voice.chain]
    again = not (two.voice.chain or two.actors or two.addressees)
    return (same_voice or again) and one.due is not None and two.due is not None and one.due.edtf == two.due.edtf


def _joined(one: Claim, two: Claim) -> Claim:
    """Return the earlier claim with what the later one adds; a stated date is better than a reckoned one."""
    stated = two.due if two.due is not None and two.due.basis == "stated" else one.due
    return replace(one, due=stated, actors=one.actors or two.actors, addressees=one.addressees or two.addressees)
