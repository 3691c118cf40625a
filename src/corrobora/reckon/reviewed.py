"""Readings and incidents as people's decisions leave them; what the articles say stays in the ledger as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from corrobora.codebook import actors_by_id, events
from corrobora.errors import LedgerError, UsageError
from corrobora.link.days import days
from corrobora.types import Actor, Claim, Decision, Document, Incident, Quantity, Reading, Stance, Time

_STANCES: tuple[Stance, ...] = ("asserted", "hedged", "denied", "anticipated", "questioned")
_Correct: TypeAlias = Callable[[Claim, Decision, str], Claim]


def reviewed(readings: Iterable[Reading], decisions: Sequence[Decision]) -> tuple[Reading, ...]:
    """Return the readings without the claims that were rejected, and with what was corrected in the others."""
    rejected = {claim for each in decisions if each.verdict == "reject" for claim in each.claims}
    corrected: dict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        if each.verdict == "correct":
            corrected[each.subject].append(each)
    if not rejected and not corrected:
        return tuple(readings)
    return tuple(_reviewed(reading, rejected, corrected) for reading in readings)


def _reviewed(reading: Reading, rejected: set[str], corrected: Mapping[str, Sequence[Decision]]) -> Reading:
    claims = [claim for claim in reading.claims if claim.id not in rejected]
    for number, claim in enumerate(claims):
        for each in corrected.get(claim.id, ()):
            try:
                claims[number] = correct(claims[number], each, reading.document)
            except UsageError as error:  # an older edition knew the kind of event, say
                hint = f"`corrobora review withdraw {each.id}` takes it back"
                raise LedgerError(f"decision {each.id} on {claim.id} can't be followed: {error}; {hint}") from error
    return replace(reading, claims=tuple(claims))


def correct(claim: Claim, decision: Decision, document: Document) -> Claim:
    """Return a claim with one field as a person put it right; UsageError where the value can't be in that field.

    A value keeps the words that it was read from; one that had none stands for the words of the whole claim.
    """
    field, value = decision.field or "", (decision.value or "").strip()
    if field in _FIELDS:
        return _FIELDS[field](claim, decision, claim.span.of(document.text))
    low, high = _range(field, value)
    old = next((q for q in claim.quantities if q.measure == field), None)
    words, span = (old.text, old.span) if old else (claim.span.of(document.text), claim.span)
    best = low if low == high or high is None else None
    made = Quantity("quantity", words, span, _rule(decision), measure=field, low=low, best=best, high=high)
    return replace(claim, quantities=(*(q for q in claim.quantities if q.measure != field), made))


def _event(claim: Claim, decision: Decision, words: str) -> Claim:
    del words
    if decision.value not in events():
        raise UsageError(f"{decision.value!r} is no kind of event; there are {', '.join(events())}")
    return replace(claim, event=decision.value)


def _stance(claim: Claim, decision: Decision, words: str) -> Claim:
    del words
    for stance in _STANCES:
        if decision.value == stance:
            return replace(claim, stance=stance)
    raise UsageError(f"{decision.value!r} is no stance; there are {', '.join(_STANCES)}")


def _when(claim: Claim, decision: Decision, words: str) -> Claim:
    if days(decision.value) is None:
        raise UsageError(f"{decision.value!r} is no date in EDTF, such as 2021-11-27, 2021-11 or 2021-11-27/2021-11-28")
    text, span = (claim.when.text, claim.when.span) if claim.when else (words, claim.span)
    return replace(claim, when=Time("time", text, span, _rule(decision), edtf=decision.value, basis="stated"))


def _party(side: str) -> _Correct:
    def put(claim: Claim, decision: Decision, words: str) -> Claim:
        entry = actors_by_id().get(decision.value or "")
        old = (claim.actors if side == "actor" else claim.targets)[:1]
        text, span = (old[0].text, old[0].span) if old else (words, claim.span)
        name = entry.names["en"] if entry else decision.value
        country = (entry.country or None) if entry else None
        kind = "actor" if side == "actor" else "target"
        made = (Actor(kind, text, span, _rule(decision), name, entry.id if entry else None, country),)  # type: ignore[arg-type]
        return replace(claim, actors=made) if side == "actor" else replace(claim, targets=made)

    return put


_FIELDS: dict[str, _Correct] = {
    "event": _event,
    "stance": _stance,
    "when": _when,
    "actor": _party("actor"),
    "target": _party("target"),
}


def _range(field: str, value: str) -> tuple[int, int | None]:
    """Return the ends of a number as a person writes it: "4", "4-6", or "4+" for at least four."""
    low, dash, high = value.removesuffix("+").partition("-")
    if not low.isdecimal() or (dash and not high.isdecimal()) or (dash and int(high) < int(low)):
        fields = ", ".join((*_FIELDS, "killed", "injured"))
        raise UsageError(f"{field}={value!r}: give a number (4, 4-6, or 4+); what can be corrected is {fields}, …")
    return int(low), None if value.endswith("+") else int(high) if dash else int(low)


def _rule(decision: Decision) -> str:
    return f"review.{decision.id or 'new'}"


def noted(incidents: Iterable[Incident], decisions: Sequence[Decision]) -> tuple[Incident, ...]:
    """Return the incidents with what was decided of them or of their claims; one that was discounted has that grade."""
    about: dict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        for claim in (*each.claims, *each.others):
            about[claim].append(each)
    return tuple(_noted(incident, _of(incident, about)) for incident in incidents)


def _of(incident: Incident, about: Mapping[str, Sequence[Decision]]) -> list[Decision]:
    """Return the decisions of an incident: of one of its claims, or of most of the claims that stood behind one."""
    found = {each.id: each for claim in incident.claims for each in about.get(claim, ())}
    own = set(incident.claims)
    return [each for each in found.values() if 2 * len(own & {*each.claims, *each.others}) > len(each.claims)]


def _noted(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    if not decisions:
        return incident
    review = tuple(map(sentence, sorted(decisions, key=lambda each: (each.at, each.id))))
    discounts = [each for each in decisions if each.verdict == "discount"]
    if discounts:
        last = discounts[-1]
        return replace(incident, grade="discounted", reason=f"discounted by {last.author}: {last.why}", review=review)
    return replace(incident, review=review)


def sentence(decision: Decision) -> str:
    """Return a decision as a person reads it.

    >>> sentence(Decision("r-1", "grade", "i-1", (), "ann", "2021-11-28T08:00:00+00:00", "two witnesses", value="B2"))
    '2021-11-28, ann: grade B2 (two witnesses)'
    """
    what = " ".join(filter(None, (decision.verdict, decision.field, decision.value)))
    return f"{decision.at[:10]}, {decision.author}: {what}" + (f" ({decision.why})" if decision.why else "")
