"""What kind of attack a "strike" is where its own words leave it open: that which the article tells of elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.codebook import actors_by_id
from corrobora.read.mention import Mention

_FROM_ABOVE = ("airstrike", "drone-strike")


def settle_strikes(told: Sequence[Mention]) -> None:
    """Give each strike of which only that much is known the kind of the others that may be by the same.

    Where none is told of, it came from the air, as in most reports that say no more, unless an armed group struck.
    """
    if not any(each.strike for each in told):
        return
    exact = [each for each in told if not each.weak and each.event != "attack"]
    exact = [each for each in exact if each.strike or each.event in _FROM_ABOVE]  # "a missile strike", but no rockets
    for each in told:
        if not each.strike or each.event != "attack":
            continue
        kinds = {other.event for other in exact if _may_be_alike(other, each)}
        if kinds:
            each.event = next((kind for kind in _FROM_ABOVE if kind in kinds), min(kinds))
        elif not any(_is_group(actor.id) for actor in each.actors):
            each.event = _FROM_ABOVE[0]


def _may_be_alike(one: Mention, other: Mention) -> bool:
    """Return whether two may be by the same: whoever is named for only one of them may be both's."""
    if one.event != _FROM_ABOVE[0] and not one.strike and one.sentence > other.sentence:
        return False  # what is told later of a drone says nothing of the strikes before
    ours, theirs = ({actor.id for actor in each.actors if actor.id} for each in (one, other))
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _is_group(actor: str | None) -> bool:
    known = actors_by_id().get(actor or "")
    return known is not None and known.kind == "armed-group"
