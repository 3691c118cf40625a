"""One field of a claim as a person put it right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from corrobora.codebook import actors_by_id, events
from corrobora.errors import UsageError
from corrobora.link.days import days
from corrobora.types import Actor, Claim, Decision, Document, Place, Quantity, Stance, Time

MEASURES = (
    *("killed", "injured", "missing", "captured", "abducted", "arrested", "displaced", "incidents", "munitions"),
    *("intercepted", "vehicles", "volunteers"),
)
_STANCES: tuple[Stance, ...] = ("asserted", "hedged", "denied", "anticipated", "questioned")
_WHOLE = re.compile(
    r"(?P<name>.+?), (?P<admin1>[A-Z]{2}(?:-[A-Z0-9]{1,3})?), (?P<lat>-?\d+(?:\.\d+)?), (?P<lon>-?\d+(?:\.\d+)?)"
    r"(?:, (?P<precision>[a-z]+)(?:, (?P<id>[a-z]+:\S+))?)?"
)  # of a place: it must not depend on which gazetteer is in use when it is reckoned with
_POLE = 90
_Correct: TypeAlias = Callable[[Claim, Decision, str], Claim]


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


def refuse_field(field: str, claim: Claim) -> None:
    """Raise a UsageError where a claim has no such field: what is new must not come of a slip of the pen."""
    known = dict.fromkeys((*_FIELDS, *MEASURES, *(q.measure for q in claim.quantities if q.measure)))
    if field not in known:
        raise UsageError(f"review correct: {field!r} is no field of a claim; there are {', '.join(known)}")


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


def _place(claim: Claim, decision: Decision, words: str) -> Claim:
    found = _WHOLE.fullmatch(decision.value or "")
    if found is None or abs(float(found["lat"])) > _POLE or abs(float(found["lon"])) > 2 * _POLE:
        raise UsageError(f"{decision.value!r} is no place, such as 'Gao, ML-7, 16.27, -0.04, town'")
    text, span = (claim.places[0].text, claim.places[0].span) if claim.places else (words, claim.span)
    made = Place(
        "place", text, span, _rule(decision), found["name"], found["id"], country=found["admin1"][:2],
        admin1=found["admin1"] if "-" in found["admin1"] else None, lat=float(found["lat"]), lon=float(found["lon"]),
        precision=found["precision"] or "point",
    )  # fmt: skip
    return replace(claim, places=(made,))


def is_whole(value: str) -> bool:
    """Return whether a place is given with all that a correction keeps of it.

    >>> is_whole("Gao, ML-7, 16.27, -0.04, town, geonames:2457163"), is_whole("Gao, ML, 16.27, -0.04"), is_whole("Gao")
    (True, True, False)
    """
    return _WHOLE.fullmatch(value) is not None


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
    "place": _place,
    "actor": _party("actor"),
    "target": _party("target"),
}


def _range(field: str, value: str) -> tuple[int, int | None]:
    """Return the ends of a number as a person writes it: "4", "4-6", or "4+" for at least four."""
    low, dash, high = value.removesuffix("+").partition("-")
    if not low.isdecimal() or (dash and not high.isdecimal()) or (dash and int(high) < int(low)):
        raise UsageError(f"{field}={value!r}: give a number (4, 4-6, or 4+)")
    return int(low), None if value.endswith("+") else int(high) if dash else int(low)


def _rule(decision: Decision) -> str:
    return f"review.{decision.id or 'new'}"
