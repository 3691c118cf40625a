"""Incidents as ACLED's 31 columns, of its codebook of 2024."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pycountry

from corrobora.keep.export.account import STATE, Account, kind_of, names_of, standing
from corrobora.keep.export.form import Format, Lines, table
from corrobora.keep.export.shown import Shown
from corrobora.types import Place, Value

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
LOSES = (
    "Only the first of the days on which an incident may have happened, and one of its places: the finest.",
    "Only one number of deaths: the best that the claims give; where they give none, the cell is empty, not 0.",
    "Who says what: `notes` has the words of each claim, `source` the outlets; voices, stances and denials are gone.",
    "The number of independent origins; `tags` has the grade and what is disputed.",
    "Kinds of event that ACLED has no type for are left out.",
    "Incidents that a reviewer discounted: they are left out.",
    "ACLED's regions, scales of sources, associated actors and second and third divisions are its own; they are empty.",
    "`inter1` and `inter2` are given for states alone: whether a group is rebel or militia isn't known here.",
    "`actor1` and `actor2` say nothing about direction in ACLED; here the first acted and the second was hit.",
)
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_GEO = {"point": 1, "camp": 1, "base": 1, "village": 1, "town": 1, "area": 2, "district": 2}
_AROUND, _PROVINCE = 2, 3
_MONTH, _WEEK = 31, 7


def write(shown: Shown) -> Lines:
    """Yield the lines of a CSV file with ACLED's columns."""
    return table(COLUMNS, _rows(shown))


def _rows(shown: Shown) -> Iterator[dict[str, object]]:
    for account in standing(shown):
        kind, _, finer = account.code("acled").partition(": ")
        if kind:
            yield {**_what(account, kind, finer), **_who(account), **_where(account)}


def _what(account: Account, kind: str, finer: str) -> dict[str, object]:
    incident, first = account.incident, account.first
    told = [f"{each.document.outlet or each.document.uri}: {each.words}" for each in account.told]
    disputed = f"disputed={' '.join(incident.disputed)}" if incident.disputed else ""
    return {
        "event_id_cnty": incident.id,
        "event_date": first.isoformat() if first else None,
        "year": first.year if first else None,
        "time_precision": _time_precision(account),
        "disorder_type": _DISORDER.get(kind),
        "event_type": kind,
        "sub_event_type": finer,
        "civilian_targeting": "Civilian targeting" if kind == "Violence against civilians" else None,
        "source": "; ".join(account.outlets),
        "notes": " | ".join(told),
        "fatalities": account.killed.best if account.killed else None,
        "tags": "; ".join(filter(None, (f"grade={incident.grade}", disputed))),
    }


def _time_precision(account: Account) -> int | None:
    """Return 1 for a day that is known, 2 for a week or less, 3 for a month; longer has no code."""
    if account.when is None:
        return None
    if account.when.sharp:
        return 1
    return 2 if account.when.length <= _WEEK else 3 if account.when.length <= _MONTH else None


def _who(account: Account) -> dict[str, object]:
    incident, home = account.incident, account.place.country if account.place else None
    return {
        "actor1": "; ".join(names_of(incident.actors)),
        "inter1": _inter(incident.actors, home),
        "actor2": "; ".join(names_of(incident.targets)),
        "inter2": _inter(incident.targets, home),
    }


def _inter(values: tuple[Value, ...], home: str | None) -> str | None:
    """Return ACLED's word for a state at home or elsewhere, null for all others."""
    states = [value for value in values if kind_of(value) in STATE]
    if not states or home is None:
        return None
    return "State forces" if getattr(states[0], "country", None) == home else "External/Other forces"


def _where(account: Account) -> dict[str, object]:
    place = account.place
    if place is None:
        return {}
    country = pycountry.countries.get(alpha_2=place.country or "")
    return {
        "iso": int(country.numeric) if country else None,
        "country": country_name(place.country),
        "admin1": subdivision(place.admin1),
        "location": place.name or place.text,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _geo_precision(place),
    }


def _geo_precision(place: Place) -> int | None:
    """Return 1 for a town, 2 for what lies near one or is a part of a province, 3 for a province or more."""
    if place.lat is None:
        return None
    return max(_GEO.get(str(place.precision), _PROVINCE), _AROUND if place.relation else 1)


@cache
def country_name(code: str | None) -> str | None:
    """Return the common name of a country by its ISO 3166-1 code, null where there is none.

    >>> country_name("ML"), country_name(None)
    ('Mali', None)
    """
    found = pycountry.countries.get(alpha_2=code or "")
    return getattr(found, "common_name", found.name) if found else None


@cache
def subdivision(code: str | None) -> str | None:
    """Return the name of a province by its ISO 3166-2 code, the code itself where no name is known.

    >>> subdivision("IQ-DQ"), subdivision(None)
    ('Dhī Qār', None)
    """
    found = pycountry.subdivisions.get(code=code) if code else None  # type: ignore[no-untyped-call]
    return found.name if found else code


FORMAT = Format("acled", "incidents as ACLED's 31 columns", ".csv", write, LOSES)
