"""Deadly incidents as the 49 columns of UCDP's georeferenced events (GED 23.1 and later)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator

from corrobora.keep.export.account import STATE, Account, kind_of, names_of, published_day, standing
from corrobora.keep.export.acled import country_name, subdivision
from corrobora.keep.export.form import Format, Lines, table
from corrobora.keep.export.shown import Shown
from corrobora.types import Place

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
LOSES = (
    "Kinds of event that are no organised violence in UCDP's sense are left out, and what no dead are counted in.",
    "Incidents that a reviewer discounted: they are left out.",
    "One place, the finest. Who says what is gone, but for the outlets, the headlines and the first voice.",
    "`best`, `high` and `low` are what the claims say; where they say none, the cell is empty.",
    "Deaths by side are given for civilians alone, where the claims tell them from other dead.",
    "Conflicts, dyads, actors and countries have no numbers of UCDP's or of Gleditsch and Ward's here; they are empty.",
    "Side A acted and side B was hit; UCDP's own order follows its list of actors.",
    "The grade, the number of independent origins and what is disputed.",
)
_TYPES = {"state-based": 1, "one-sided": 3}
_GROUPS = {"armed-group", "coalition"}
_NON_STATE = 2
_WHERE = {"point": 1, "camp": 1, "base": 1, "village": 1, "town": 1, "area": 2, "district": 3, "province": 4}
_COUNTRY = 6
_AROUND = 2  # within 25 km of a point that is known
_GRID, _GRID_COLUMNS = 2, 720  # cells a degree, and cells around the globe
_SPANS = ((1, 1), (6, 2), (7, 3), (31, 4))


def write(shown: Shown) -> Lines:
    """Yield the lines of a CSV file with GED's columns."""
    return table(COLUMNS, _rows(shown))


def _rows(shown: Shown) -> Iterator[dict[str, object]]:
    for account in standing(shown):
        killed = account.killed
        if account.code("ucdp") and killed is not None and (killed.best or killed.high or killed.low):
            yield {**_event(account), **_sources(account), **_where(account.place), **_harm(account)}


def _event(account: Account) -> dict[str, object]:
    incident, first, last = account.incident, account.first, account.last
    side_a, side_b = names_of(incident.actors), names_of(incident.targets)
    return {
        "id": event_number(incident.id),
        "relid": incident.id,
        "year": first.year if first else None,
        "type_of_violence": _type(account),
        "side_a": "; ".join(side_a),
        "side_b": "; ".join(side_b),
        "dyad_name": f"{side_a[0]} - {side_b[0]}" if side_a and side_b else None,
        "event_clarity": 1 if account.when and account.when.sharp else 2,
        "date_prec": _date_precision(account),
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
    }


def event_number(identifier: str) -> int:
    """Return a number that stands for an incident in datasets whose ids are numbers: the first 52 bits of its hash.

    >>> event_number("i-0") == event_number("i-0") < 2**52
    True
    """
    return int(hashlib.sha256(identifier.encode()).hexdigest()[:13], 16)


def _type(account: Account) -> int | None:
    """Return 1 where a state fights, 2 where two groups do, 3 against civilians; null where that isn't known."""
    wanted = _TYPES.get(account.code("ucdp"))
    if wanted != 1:
        return wanted
    kinds = [{kind_of(value) for value in side} for side in (account.incident.actors, account.incident.targets)]
    if any(side & STATE for side in kinds):
        return 1
    return _NON_STATE if all(side & _GROUPS for side in kinds) else None


def _date_precision(account: Account) -> int | None:
    """Return 1 for a day, 2 for up to six, 3 for a week, 4 for a month, 5 for more."""
    if account.when is None:
        return None
    if account.when.about and account.when.length == 1:
        return 2
    return next((code for most, code in _SPANS if account.when.length <= most), 5)


def _sources(account: Account) -> dict[str, object]:
    documents = account.documents
    first = documents[0]
    speakers = (holder.name or holder.text for each in account.told for holder in each.claim.voice.chain[:1])
    return {
        "number_of_sources": len(documents),
        "source_article": "; ".join(
            f'"{d.outlet or d.uri}, {published_day(d) or ""}, {d.title or ""}"' for d in documents
        ),
        "source_office": "; ".join(account.outlets),
        "source_date": published_day(first),
        "source_headline": first.title,
        "source_original": next(speakers, None),
    }


def _where(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    where: dict[str, object] = {
        "where_prec": max(_WHERE.get(str(place.precision), _COUNTRY), _AROUND if place.relation else 1),
        "where_coordinates": place.name or place.text,
        "where_description": place.text,
        "adm_1": subdivision(place.admin1),
        "country": country_name(place.country),
    }
    if place.lat is not None and place.lon is not None:
        where |= {
            "latitude": place.lat,
            "longitude": place.lon,
            "geom_wkt": f"POINT ({place.lon} {place.lat})",
            "priogrid_gid": grid_cell(place.lat, place.lon),
        }
    return where


def grid_cell(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point: half degrees, counted from the south-west corner of the globe.

    >>> grid_cell(-89.9, -179.9), grid_cell(33.3, 44.4)
    (1, 177569)
    """
    line = min(math.floor((lat + 90) * _GRID), 180 * _GRID - 1)
    column = min(math.floor((lon + 180) * _GRID), _GRID_COLUMNS - 1)
    return line * _GRID_COLUMNS + column + 1


def _harm(account: Account) -> dict[str, object]:
    harm = account.incident.harm
    killed, civilians = account.killed, harm.get("killed (civilians)")
    return {
        "best": killed.best if killed else None,
        "high": killed.high if killed else None,
        "low": killed.low if killed else None,
        "deaths_civilians": civilians.best if civilians else None,
    }


FORMAT = Format("ged", "deadly incidents as UCDP GED's 49 columns", ".csv", write, LOSES)
