"""What share of a tally's period the ledger could know: the days of which its articles could have told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corrobora.link.days import days
from corrobora.reckon.scope import countries_of
from corrobora.types import Claim, Covered, Reading, Scope

_ALL = ""


def told_days(readings: Iterable[Reading]) -> Mapping[str, Sequence[int]]:
    """Return by country, and for all under "", the days on which an article was published, and those before them."""
    found: dict[str, set[int]] = defaultdict(set)
    for reading in readings:
        published = reading.document.published
        when = days(published.edtf) if published and reading.error is None else None
        if when is not None and when.sharp:
            for country in (*countries_of(reading), _ALL):
                found[country] |= {when.first - 1, when.first}
    return {country: sorted(known) for country, known in found.items()}


def coverage(claim: Claim, about: frozenset[str], told: Mapping[str, Sequence[int]]) -> Covered | None:
    """Return on how many days of a tally's period articles about its countries could tell; null without a period."""
    scope = claim.scope or Scope()
    period = days(scope.period)
    if period is None:
        return None
    countries = {place.country for place in scope.places if place.country} or about or {_ALL}
    inside: set[int] = set()
    for country in countries:
        known = told.get(country, ())
        inside.update(known[bisect_left(known, period.first) : bisect_right(known, period.last)])
    return Covered(len(inside), period.length)
