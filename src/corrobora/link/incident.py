"""Incident claims -> incidents, with every differing value kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from corrobora.link.columns import columns
from corrobora.link.days import days
from corrobora.link.evidence import Weights
from corrobora.link.grade import grade
from corrobora.link.harm import harm_of, story_of
from corrobora.link.identity import actor_key, sides_of
from corrobora.link.linked import linked, used
from corrobora.link.origin import Descent, descent, origins
from corrobora.link.redrawn import redrawn
from corrobora.link.room import filled, room_of
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, answers, order, tellings
from corrobora.link.values import differing, disputed
from corrobora.link.victims import by_victims
from corrobora.settings import BestRule
from corrobora.types import Decision, Incident, Lineage, Place, Reading, Value

_UNTOLD = {"anticipated", "questioned"}
_BESIDE = {"takeover", "arson", "looting", "sabotage", "displacement"}
_HURT = {"killed", "injured"}
_GENERIC = "attack"


def incidents(
    readings: Iterable[Reading],
    lineages: Iterable[Lineage],
    best: BestRule = "most-origins",
    decisions: Iterable[Decision] = (),
    label: Sequence[int] | None = None,
) -> tuple[Incident, ...]:
    """Return what the incident claims are about, as it was first told; the order of `readings` is of no matter.

    Threats, plans and questions tell of no incident. A denial joins what it denies; one that denies nothing that was
    told makes no incident. The id is of the claim that was first told, so that it stays when later claims join.
    `decisions` are those of people to merge and to split. `label` has the group of each claim that is linkable, in
    their order, where that is known.
    """
    readings = list(readings)
    known = descent(readings, lineages)
    told = linkable(readings)
    label = linked(columns(rows(told))).label.tolist() if label is None else label
    groups = sorted(redrawn(grouped(told, label), decisions), key=first_told)
    return filled([incident_of(group, known, best) for group in groups], told)


def weights(readings: Iterable[Reading]) -> Weights:
    """Return the weights by which the incident claims of the readings are linked: learned where they are many.

    >>> weights([]).enough
    3.5
    """
    return used(columns(rows(linkable(readings))))


def linkable(readings: Iterable[Reading]) -> list[Telling]:
    """Return the incident claims that are linked: threats, plans and questions tell of no incident."""
    return [
        t for t in tellings(readings) if t.claim.stance not in _UNTOLD and t.claim.act not in {"threatens", "demands"}
    ]


def grouped(told: Sequence[Telling], label: Sequence[int]) -> list[list[Telling]]:
    """Return the claims in groups, each about one incident; groups and claims in the order in which they were said."""
    groups: dict[int, list[Telling]] = {}
    for each, group in zip(told, label, strict=True):
        if group >= 0:
            groups.setdefault(group, []).append(each)
    return sorted(groups.values(), key=first_told)


def first_told(group: Sequence[Telling]) -> tuple[object, ...]:
    """Return the place of an incident among all: that of the claim by which it was first told, denials aside."""
    return order(next((each for each in group if not answers(each)), group[0]))


def incident_id(group: Sequence[Telling]) -> str:
    """Return the id of an incident: of the claim by which it was first told, denials aside."""
    first = next((t for t in group if not answers(t)), group[0])
    return id_after(first.claim.id)


def id_after(claim: str) -> str:
    """Return the id of the incident that was first told by a claim."""
    return "i-" + hashlib.sha256(claim.encode()).hexdigest()[:12]


def incident_of(group: Sequence[Telling], known: Descent, best: BestRule) -> Incident:
    """Return the incident that a group of claims is about."""
    group = by_victims(group)
    told = [each for each in group if not answers(each)]
    backing = origins(told, known)
    by_claim = {claim: key for key, claims in backing.items() for claim in claims}
    verdict, reason = grade(group, backing, known)
    return Incident(
        id=incident_id(group),
        event=_event(told, by_claim),
        when=_when(told, by_claim),
        places=_places(told),
        actors=_parties(v for each in told for v in each.claim.actors),
        targets=_parties(v for each in told for v in each.claim.targets),
        harm=harm_of(told, by_claim, best),
        grade=verdict,
        reason=reason,
        documents=tuple(dict.fromkeys(each.document.uri for each in group)),
        claims=tuple(each.claim.id for each in group),
        origins=len(backing),
        sides=len(sides_of(backing)),
        disputed=disputed(group, known),
        values=differing(told),
        story=story_of(told, by_claim, best),
        room=room_of(told, by_claim),
        told=next((each.document.published.edtf for each in group if each.document.published), None),
    )


def _event(told: Sequence[Telling], by_claim: Mapping[str, str]) -> str:
    """Return the most exact kind that is told, of these the one with the most origins."""
    kinds = sorted({each.claim.event or "" for each in told})
    exact = [kind for kind in kinds if kind != _GENERIC] or kinds
    hurt = {each.claim.event or "" for each in told if each.numbers.keys() & _HURT}
    if hurt - _BESIDE:  # who takes a camp, burns granaries and kills 40 is known for the 40
        exact = [kind for kind in exact if kind not in _BESIDE] or sorted(hurt - _BESIDE)
    return max(exact, key=lambda kind: (_support(told, by_claim, lambda t: t.claim.event == kind), -kinds.index(kind)))


def _when(told: Sequence[Telling], by_claim: Mapping[str, str]) -> str | None:
    """Return the EDTF of the sharpest date that is told, of these the one with the most origins, then the first."""
    stated = [each.claim.when.edtf for each in told if each.days and each.claim.when and each.claim.when.edtf]
    if not stated:
        return None
    length = {edtf: (d.length + d.about if (d := days(edtf)) else 0) for edtf in stated}
    sharpest = [edtf for edtf in dict.fromkeys(stated) if length[edtf] == min(length.values())]
    return max(
        sharpest,
        key=lambda edtf: (
            _support(told, by_claim, lambda t: t.claim.when is not None and t.claim.when.edtf == edtf),
            -sharpest.index(edtf),
        ),
    )


def _support(told: Sequence[Telling], by_claim: Mapping[str, str], has: object) -> int:
    """Return on how many origins those rest that have something."""
    return len({by_claim[each.claim.id] for each in told if each.claim.id in by_claim and has(each)})  # type: ignore[operator]


def _places(told: Sequence[Telling]) -> tuple[Place, ...]:
    """Return each place once, the most exact first."""
    rank = {"point": 0, "town": 1, "district": 2, "province": 3, "region": 4, "country": 5}
    once: dict[str, Place] = {}
    for place in (place for each in told for place in each.places):
        once.setdefault(place.id or place.name or place.text, place)
    return tuple(sorted(once.values(), key=lambda place: rank.get(place.precision or "", len(rank))))


def _parties(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return each actor or target once, as it was first told."""
    once: dict[str, Value] = {}
    for value in values:
        once.setdefault(actor_key(value.id, value.name, value.text), value)
    return tuple(once.values())
