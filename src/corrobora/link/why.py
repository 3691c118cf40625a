"""Why claims are held to be about one incident: the named evidence that ties each to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from corrobora.link.bounds import best
from corrobora.link.columns import columns
from corrobora.link.compare import Picked, levels
from corrobora.link.evidence import FIXED, LEVELS, NAMES, SCALE, Weights, pattern
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, telling
from corrobora.told import Told, told, told_word
from corrobora.types import Incident, Reading

_COMPARED = 50
Tie = tuple[Told, tuple[Told, ...]]


def why(incident: Incident, readings: Iterable[Reading], weights: Weights = FIXED) -> tuple[Tie, ...]:
    """Return what ties the claims of an incident together, a line each with the lines below it.

    First what was told first, then for each other claim the one that it fits best, and below it the evidence
    as it was weighed.
    """
    wanted = set(incident.claims)
    found = {c.id: telling(c, r.document) for r in readings for c in r.claims if c.id in wanted}
    return tuple(_lines([found[claim] for claim in incident.claims if claim in found], weights))


def _lines(tellings: Sequence[Telling], weights: Weights) -> Iterator[Tie]:
    claims = columns(rows(tellings))
    for number, each in enumerate(tellings):
        stands = told("%(id)s (%(outlet)s)", id=each.claim.id, outlet=each.document.outlet or each.document.uri)
        if not number:
            yield told("%(claim)s told it first", claim=stands), ()
            continue
        before = np.arange(min(number, _COMPARED))
        how = levels(Picked(claims, np.full(len(before), number)), Picked(claims, before))
        totals = weights.totals()[pattern(how)]
        other = int(totals.argmax())
        denies = each.claim.stance == "denied"
        form = "%(claim)s denies %(id)s by %(weight)s" if denies else "%(claim)s fits %(id)s by %(weight)s"
        below = tuple(_weighed(each, tellings[other], {name: int(how[name][other]) for name in NAMES}, weights))
        yield told(form, claim=stands, id=tellings[other].claim.id, weight=f"{totals[other] / SCALE:+.1f}"), below


def _weighed(each: Telling, other: Telling, how: Mapping[str, int], weights: Weights) -> Iterator[Told]:
    """Yield the evidence on two claims, as it was weighed."""
    for name, at in how.items():
        if at or name == "kind":
            note, detail = told_word(LEVELS[name][at][2]), _detail(name, each, other)
            if detail is not None:
                note = told("%(note)s (%(names)s)", note=note, names=detail)
            weight = f"{weights.table[name][at]:+.1f}"
            yield told("%(weight)s %(name)s: %(reason)s", weight=weight, name=told_word(name), reason=note)


def _detail(name: str, a: Telling, b: Telling) -> Told | None:
    """Return what a general note leaves out: which kinds, which equal numbers."""
    if name == "kind":
        kinds = list(dict.fromkeys((a.claim.event or "", b.claim.event or "")))
        return _and([told_word(each) for each in kinds])
    shared = sorted(a.numbers.keys() & b.numbers.keys()) if name == "numbers" else []
    same = [m for m in shared if best(a.numbers[m]) and best(a.numbers[m]) == best(b.numbers[m])]
    return (
        _and([told("%(number)s %(name)s", number=best(a.numbers[m]), name=told_word(m)) for m in same])
        if same
        else None
    )


def _and(things: Sequence[Told]) -> Told:
    out = things[0]
    for each in things[1:]:
        out = told("%(one)s and %(other)s", one=out, other=each)
    return out
