"""Readings and incidents as people's decisions leave them; what the articles say stays in the ledger as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corrobora.errors import LedgerError, UsageError
from corrobora.reckon.correction import correct
from corrobora.types import Decision, Incident, Reading


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


def noted(incidents: Iterable[Incident], decisions: Sequence[Decision]) -> tuple[Incident, ...]:
    """Return the incidents with what was decided of them or of their claims; one that was discounted has that grade."""
    about: dict[str, list[tuple[int, Decision]]] = defaultdict(list)
    for place, each in enumerate(sorted(decisions, key=lambda each: each.at)):
        for claim in (*each.claims, *each.others):
            about[claim].append((place, each))
    return tuple(_noted(incident, _of(incident, about)) for incident in incidents)


def _of(incident: Incident, about: Mapping[str, Sequence[tuple[int, Decision]]]) -> list[Decision]:
    """Return the decisions of an incident, in order: of one of its claims, or of most that stood behind one."""
    found = dict(pair for claim in incident.claims for pair in about.get(claim, ()))
    own, ordered = set(incident.claims), (found[place] for place in sorted(found))
    return [each for each in ordered if 2 * len(own & {*each.claims, *each.others}) > len(each.claims)]


def _noted(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    if not decisions:
        return incident
    review = tuple(map(sentence, decisions))
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
