"""What was decided, as the pages show it: what waits, what was taken back, what was just made."""

from __future__ import annotations

from corrobora.keep.review import standing
from corrobora.settings import load_settings
from corrobora.types import Decision


def withdrawn(made: list[Decision]) -> set[str]:
    """Return the ids of the decisions that were taken back."""
    return {each.subject for each in made if each.verdict == "withdraw"}


def pending(made: list[Decision]) -> list[Decision]:
    """Return the decisions that wait for a second signature."""
    holding = {each.id for each in standing(made, load_settings().signatures)}
    back = withdrawn(made)
    latest = standing(made)  # of each author and matter the last
    return [each for each in latest if each.id not in holding and each.id not in back]


def done_of(id_: str, made: list[Decision]) -> Decision | None:
    """Return the decision that was just made, so that the page can offer to undo it."""
    return next((each for each in made if each.id == id_ and id_ not in withdrawn(made)), None)
