"""Where incidents are and where tallies count, as keys by which the ones are found for the others.

A key is a province ("IQ/IQ-BB"), a country ("IQ"), or "" for anywhere. What is in a province stands under "IQ/" too, for
those that look in all of a country, and everything under "*", for those that look everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corrobora.reckon.peers import counted_countries
from corrobora.reckon.tally import Tally
from corrobora.types import Place

_ANYWHERE, _EVERYWHERE = "", "*"
_COARSE = {"country", "region"}


def areas_of(places: Sequence[Place]) -> set[str]:
    """Return where an incident is.

    >>> areas_of([])
    {''}
    """
    return {_area(place, place.precision not in _COARSE) for place in places} or {_ANYWHERE}


def counted_areas(tally: Tally) -> set[str]:
    """Return where a tally counts: in provinces, in countries or anywhere."""
    if tally.scope.places:
        areas = {_area(place, place.precision == "province") for place in tally.scope.places}
        return {_ANYWHERE} if _ANYWHERE in areas else areas
    countries = counted_countries(tally)
    return set(countries) if countries is not None else {_ANYWHERE}


def _area(place: Place, exact: bool) -> str:  # noqa: FBT001 - whether its province is meant
    country, province = place.country or _ANYWHERE, place.admin1 if exact else None
    return f"{country}/{province}" if country and province else country


def standing(areas: Iterable[str]) -> set[str]:
    """Return the keys under which something stands.

    >>> sorted(standing(["IQ/IQ-BB"]))
    ['*', 'IQ/', 'IQ/IQ-BB']
    """
    areas = set(areas)
    return areas | {f"{area.partition('/')[0]}/" for area in areas if "/" in area} | {_EVERYWHERE}


def around(areas: Iterable[str]) -> set[str]:
    """Return the keys under which all stands that may be in some areas.

    >>> sorted(around(["IQ/IQ-BB"])), sorted(around(["IQ"]))
    (['', 'IQ', 'IQ/IQ-BB'], ['', 'IQ', 'IQ/'])
    """
    areas = set(areas)
    if _ANYWHERE in areas:
        return {_EVERYWHERE}
    countries = {area.partition("/")[0] for area in areas}
    whole = {f"{area}/" for area in areas if "/" not in area}
    return areas | countries | whole | {_ANYWHERE}
