"""The tree by which something is explained."""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.schema import row
from corrobora.show.output import cell
from corrobora.types import Incident


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of an explanation and what lies below it."""

    line: str
    below: tuple[Branch, ...] = ()


def headline(incident: Incident) -> str:
    """Return an incident on one line: its id, how many it is told as, its kind, day, places and grade."""
    where = cell([row(place) for place in incident.places], 2)
    kind = incident.event if incident.room == 1 else f"{incident.room} × {incident.event}"
    return "  ".join(filter(None, (incident.id, kind, incident.when or "undated", where, incident.grade)))
