"""Why claims are held to be about one incident: the named evidence that ties each to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corrobora.link.bounds import best
from corrobora.link.columns import columns
from corrobora.link.compare import Picked, levels
from corrobora.link.evidence import FIXED, LEVELS, NAMES, SCALE, Weights, pattern
from corrobora.link.rows import rows
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
    return tuple(_lines([found[claim] for claim in incident.claims if claim in found], weights))


def _lines(told: Sequence[Telling], weights: Weights) -> Iterator[str]:
    claims = columns(rows(told))
    for number, each in enumerate(told):
        stands = f"{each.claim.id} ({each.document.outlet or each.document.uri})"
        if not number:
            yield f"{stands} told it first"
            continue
        before = np.arange(min(number, _COMPARED))
        how = levels(Picked(claims, np.full(len(before), number)), Picked(claims, before))
        totals = weights.totals()[pattern(how)]
        other = int(totals.argmax())
        role = "denies" if each.claim.stance == "denied" else "fits"
        yield f"{stands} {role} {told[other].claim.id} by {totals[other] / SCALE:+.1f}"
        for name in NAMES:
            at = int(how[name][other])
            if at or name == "kind":
                note = LEVELS[name][at][2] + _detail(name, each, told[other])
                yield f"  {weights.table[name][at]:+.1f} {name}: {note}"


def _detail(name: str, a: Telling, b: Telling) -> str:
    """Return what a general note leaves out: which kinds, which equal numbers."""
    if name == "kind":
        return f" ({' and '.join(dict.fromkeys((a.claim.event or '', b.claim.event or '')))})"
    shared = sorted(a.numbers.keys() & b.numbers.keys()) if name == "numbers" else []
    same = [m for m in shared if best(a.numbers[m]) and best(a.numbers[m]) == best(b.numbers[m])]
    return f" ({' and '.join(f'{best(a.numbers[m])} {m}' for m in same)})" if same else ""
