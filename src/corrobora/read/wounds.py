"""Who died of his wounds, and when: that day is not the one on which he was wounded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corrobora.read.joining import GENERIC
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.values import below

_WOUND = "n.wound"
_HIS = frozenset({"det", "prep", "own", "owned"})  # "de ses blessures", "of wounds", and not "mujeres heridas"
_BEHIND = 70  # characters behind a verb of dying: "died on Tuesday at the hospital of his wounds"


def leave_days_of_death(nodes: Sequence[Node], found: Sequence[Mention]) -> None:
    """Take the day from who died of wounds by what was told before, and from the toll beside it."""
    fallen = any(mention.harm and mention.event == GENERIC and mention.when is not None for mention in found)
    wounds = _wounds(nodes) if fallen else []
    days = [mention.when for mention in found if any(_is_of(at, mention, found) for at in wounds)]
    for mention in found if days else ():
        if mention.harm and mention.event == GENERIC and mention.when in days:
            mention.leave_day()


def _wounds(nodes: Sequence[Node]) -> list[int]:
    """Return where a sentence names wounds as those of somebody."""
    leaves = [node for node in below(nodes) if not node.parts]
    named = [two.start for one, two in pairwise(leaves) if two.has(_WOUND) and one.classes & _HIS]
    return named + [node.start for node in leaves if node.has(_WOUND) and node.has("adv")]


def _is_of(at: int, mention: Mention, found: Sequence[Mention]) -> bool:
    """Return whether wounds are what the dead of a mention died of: no other deed stands nearer."""
    if not (mention.harm and mention.trigger.end <= at <= mention.trigger.end + _BEHIND):
        return False
    killed = mention.deadly or any(quantity.measure == "killed" for quantity in mention.quantities)
    return killed and not any(mention.trigger.end <= each.trigger.start <= at for each in found)
