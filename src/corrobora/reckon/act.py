"""An incident as an ultimatum looks at it: when it was, of what kind, who acted and who was hit."""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.link.days import Days, days
from corrobora.link.identity import keys_of
from corrobora.reckon.demand import with_sides
from corrobora.types import Incident


@dataclass(frozen=True, slots=True)
class Act:
    """An incident whose days are known; actors and targets are keys, with what stands for the sides that they are on.

    Two parties are one, or on one side, where these keys meet.
    """

    id: str
    when: Days
    event: str
    grade: str
    actors: frozenset[str]
    targets: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """Return all of them."""
        return self.actors | self.targets


def act_of(incident: Incident) -> Act | None:
    """Return an incident as an act; null where nobody knows when it was."""
    when = days(incident.when)
    if when is None:
        return None
    actors, targets = with_sides(keys_of(incident.actors)), with_sides(keys_of(incident.targets))
    return Act(incident.id, when, incident.event, incident.grade, actors, targets)
