"""The tree by which something is explained."""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.schema import row
from corrobora.show.output import cell
from corrobora.told import told, told_word
from corrobora.types import Incident


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of an explanation and what lies below it."""

    line: str
    below: tuple[Branch, ...] = ()


def headline(incident: Incident) -> str:
    """Return an incident on one line: its id, how many it is told as, its kind, day, places and grade."""
    where = cell([row(place) for place in incident.places], 2)
    kind = told_word(incident.event)
    if incident.room > 1:
        kind = told("%(number)s × %(name)s", number=incident.room, name=kind)
    given = {
        "id": incident.id,
        "event": kind,
        "when": incident.when or told("undated"),
        "grade": told_word(incident.grade),
    }
    if not where:
        return told("%(id)s  %(event)s  %(when)s  %(grade)s", **given)
    return told("%(id)s  %(event)s  %(when)s  %(place)s  %(grade)s", place=where, **given)
