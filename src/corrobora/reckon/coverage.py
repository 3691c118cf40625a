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
        for country, day in told_by(reading):
            found[country] |= {day - 1, day}
    return {country: sorted(known) for country, known in found.items()}


def told_by(reading: Reading) -> list[tuple[str, int]]:
    """Return the countries of which an article may tell, and all under "", with the day on which it was published."""
    published = reading.document.published
    when = days(published.edtf) if published and reading.error is None else None
    return [(country, when.first) for country in (*countries_of(reading), _ALL)] if when and when.sharp else []


def counted_over(claim: Claim, about: frozenset[str]) -> frozenset[str]:
    """Return the countries of which articles must tell for a tally to be known of; all under ""."""
    scope = claim.scope or Scope()
    return frozenset(place.country for place in scope.places if place.country) or about or frozenset({_ALL})


def coverage(claim: Claim, about: frozenset[str], told: Mapping[str, Sequence[int]]) -> Covered | None:
    """Return on how many days of a tally's period articles about its countries could tell; null without a period."""
    scope = claim.scope or Scope()
    period = days(scope.period)
    if period is None:
        return None
    inside: set[int] = set()
    for country in counted_over(claim, about):
        known = told.get(country, ())
        inside.update(known[bisect_left(known, period.first) : bisect_right(known, period.last)])
    return Covered(len(inside), period.length)
