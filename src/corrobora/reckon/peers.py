"""What a tally has to be held against: few of a ledger's incidents and tallies, found without looking at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from corrobora.link.days import Days, days
from corrobora.reckon.scope import may_be_of
from corrobora.types import Incident, Place

if TYPE_CHECKING:
    from corrobora.reckon.tally import Tally


def peers(tallies: Sequence[Tally]) -> Callable[[Tally], list[Tally]]:
    """Return what gives the tallies that a tally can be checked against, in their order: of its article or its places.

    >>> peers([]) is not None
    True
    """
    own: dict[object, list[int]] = defaultdict(list)
    for number, each in enumerate(tallies):
        for key in _keys(each):
            own[key].append(number)

    def of(tally: Tally) -> list[Tally]:
        return [tallies[number] for number in sorted({n for key in _keys(tally) for n in own[key]})]

    return of


def _keys(tally: Tally) -> tuple[object, object]:
    return tally.document.id, tally.where


def nearby(incidents: Sequence[Incident]) -> Callable[[Tally], list[Incident]]:
    """Return what gives the incidents that may lie in a tally's scope, in their order, and few others."""
    by_country: dict[str | None, list[int]] = defaultdict(list)
    when: list[Days | None] = []
    for number, each in enumerate(incidents):
        when.append(may_be_of(each))
        for country in countries_of(each.places):
            by_country[country].append(number)

    def of(tally: Tally) -> list[Incident]:
        wanted = counted_countries(tally)
        numbers: Iterable[int] = range(len(incidents))
        if wanted is not None:
            numbers = sorted({n for country in (*wanted, None) for n in by_country.get(country, ())})
        period = days(tally.scope.period)
        if period is not None:
            numbers = (n for n in numbers if (d := when[n]) is None or d.apart(period) == 0)
        return [incidents[n] for n in numbers]

    return of


def countries_of(places: Sequence[Place]) -> frozenset[str | None]:
    """Return the countries of an incident's places; null, for any, where a place has none or there are no places."""
    return frozenset(place.country or None for place in places) or frozenset({None})


def counted_countries(tally: Tally) -> frozenset[str] | None:
    """Return the countries in which alone a tally counts; null where it may count anywhere."""
    scope = tally.scope
    if scope.places:
        countries = [place.country for place in scope.places if place.country]
        return frozenset(countries) if len(countries) == len(scope.places) else None
    return tally.about or None
