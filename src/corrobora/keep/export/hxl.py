"""Incidents as a table with HXL hashtags in its second row, as humanitarian data is exchanged."""

from __future__ import annotations

from collections.abc import Iterator

from corrobora.keep.export.account import accounts, names_of
from corrobora.keep.export.form import Format, Lines, table
from corrobora.keep.export.shown import Shown

_TAGS = {
    "Incident": "#event+id",
    "Event": "#event+type",
    "From": "#date+start",
    "To": "#date+end",
    "Country": "#country+code+v_iso2",
    "Province": "#adm1+code+v_iso3166_2",
    "Place": "#loc+name",
    "Precision": "#loc+type",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Actors": "#org+name+actor+list",
    "Targets": "#org+name+target+list",
    "Killed, low": "#affected+killed+min",
    "Killed, best": "#affected+killed",
    "Killed, high": "#affected+killed+max",
    "Injured, low": "#affected+injured+min",
    "Injured, best": "#affected+injured",
    "Injured, high": "#affected+injured+max",
    "Displaced, best": "#affected+displaced",
    "Grade": "#meta+grade",
    "Reason": "#meta+reason",
    "Origins": "#meta+origins+num",
    "Disputed": "#meta+disputed+list",
    "Sources": "#meta+source+list",
}
LOSES = (
    "One place an incident, the finest.",
    "Who says what: of the claims there are their outlets and the range of their numbers.",
    "Harm other than killed, injured and displaced, and harm by side.",
)
_HARM = (("Killed", "killed"), ("Injured", "injured"))


def write(shown: Shown) -> Lines:
    """Yield the lines of a CSV file with a row of HXL hashtags."""
    return table(tuple(_TAGS), _rows(shown), above=(tuple(_TAGS.values()),))


def _rows(shown: Shown) -> Iterator[dict[str, object]]:
    for account in accounts(shown):
        incident, place = account.incident, account.place
        row: dict[str, object] = {
            "Incident": incident.id,
            "Event": incident.event,
            "From": account.first,
            "To": account.last,
            "Actors": " | ".join(names_of(incident.actors)),
            "Targets": " | ".join(names_of(incident.targets)),
            "Grade": incident.grade,
            "Reason": incident.reason,
            "Origins": incident.origins,
            "Disputed": " | ".join(incident.disputed),
            "Sources": " | ".join(account.outlets),
        }
        if place is not None:
            row |= {"Country": place.country, "Province": place.admin1, "Place": place.name or place.text}
            row |= {"Precision": place.precision, "Latitude": place.lat, "Longitude": place.lon}
        for name, measure in _HARM:
            if (harm := incident.harm.get(measure)) is not None:
                row |= {f"{name}, low": harm.low, f"{name}, best": harm.best, f"{name}, high": harm.high}
        if (moved := incident.harm.get("displaced")) is not None:
            row["Displaced, best"] = moved.best
        yield row


FORMAT = Format("hxl", "incidents as CSV with HXL hashtags", ".csv", write, LOSES)
