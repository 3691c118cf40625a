"""Why claims are held to be about one incident: the named evidence that ties each to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corrobora.link.evidence import FIXED, Weights
from corrobora.link.score import score, total
from corrobora.link.telling import Telling, telling
from corrobora.types import Incident, Reading

_COMPARED = 50


def why(incident: Incident, readings: Iterable[Reading], weights: Weights = FIXED) -> tuple[str, ...]:
    """Return what ties the claims of an incident together, as lines.

    First what was told first, then for each other claim the one that it fits best, and below it the evidence
    as it was weighed.
    """
    wanted = set(incident.claims)
    found = {c.id: telling(c, r.document) for r in readings for c in r.claims if c.id in wanted}
    told = [found[claim] for claim in incident.claims if claim in found]
    return tuple(line for index, each in enumerate(told) for line in _lines(each, told[:index], weights))


def _lines(each: Telling, before: list[Telling], weights: Weights) -> Iterator[str]:
    stands = f"{each.claim.id} ({each.document.outlet or each.document.uri})"
    if not before:
        yield f"{stands} told it first"
        return
    best = max(before[:_COMPARED], key=lambda other: total(each, other, weights))
    role = "denies" if each.claim.stance == "denied" else "fits"
    yield f"{stands} {role} {best.claim.id} by {total(each, best, weights):+.1f}"
    for evidence in score(each, best, weights):
        yield f"  {evidence.weight:+.1f} {evidence.name}: {evidence.note}"
