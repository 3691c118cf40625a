"""Where incidents are and where tallies count, as keys by which the ones are found for the others.

A key is a province ("IQ/IQ-BB"), a country ("IQ"), or "" for anywhere. What is in a province stands under "IQ/" too,
for those that look in all of a country, and everything under "*", for those that look everywhere. A place of which
only the name is known ("?gao") may be one that is called so; what is there may be anywhere ("?*") for those that name
no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corrobora.read.fold import plain
from corrobora.reckon.peers import counted_countries
from corrobora.reckon.tally import Tally
from corrobora.types import Place

_ANYWHERE, EVERYWHERE, _NAMED = "", "*", "?"
_SOMEWHERE = "?*"
_COARSE = {"country", "region"}


def areas_of(places: Sequence[Place]) -> set[str]:
    """Return where an incident is.

    >>> areas_of([])
    {''}
    """
    areas = {_area(place, place.precision not in _COARSE) for place in places if place.country or place.id}
    named = {_named(place) for place in places if not (place.country or place.id)}
    return areas | named | ({_SOMEWHERE} if named else set()) or {_ANYWHERE}


def counted_areas(tally: Tally) -> set[str]:
    """Return where a tally counts: in provinces, in countries or anywhere."""
    if tally.scope.places:
        return inside(tally.scope.places)
    countries = counted_countries(tally)
    return {*countries, _SOMEWHERE} if countries is not None else {_ANYWHERE}


def inside(places: Sequence[Place]) -> set[str]:
    """Return where that may be which lies in one of some places."""
    areas = {_area(place, place.precision == "province") for place in places}
    return {_ANYWHERE} if _ANYWHERE in areas else areas | set(map(_named, places))


def _named(place: Place) -> str:
    return f"{_NAMED}{plain(place.name or place.text)}"


def _area(place: Place, exact: bool) -> str:  # noqa: FBT001 - whether its province is meant
    country, province = place.country or _ANYWHERE, place.admin1 if exact else None
    return f"{country}/{province}" if country and province else country


def standing(areas: Iterable[str]) -> set[str]:
    """Return the keys under which something stands.

    >>> sorted(standing(["IQ/IQ-BB"]))
    ['*', 'IQ/', 'IQ/IQ-BB']
    """
    areas = set(areas)
    return areas | {f"{_country(area)}/" for area in areas if "/" in _known(area)} | {EVERYWHERE}


def around(areas: Iterable[str]) -> set[str]:
    """Return the keys under which all stands that may be in some areas.

    >>> sorted(around(["IQ/IQ-BB"])), sorted(around(["IQ"]))
    (['', 'IQ', 'IQ/IQ-BB'], ['', 'IQ', 'IQ/'])
    """
    areas = set(areas)
    if _ANYWHERE in areas:
        return {EVERYWHERE}
    known = {area for area in areas if _known(area)}
    whole = {f"{area}/" for area in known if "/" not in area}
    return areas | {_country(area) for area in known} | whole | {_ANYWHERE}


def _known(area: str) -> str:
    return "" if area.startswith(_NAMED) else area


def _country(area: str) -> str:
    return area.partition("/")[0]
