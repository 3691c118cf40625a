"""Groups of claims as people's decisions leave them: what they said is one, and what they said is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corrobora.link.telling import Telling
from corrobora.types import Decision


def redrawn(groups: Iterable[Sequence[Telling]], decisions: Iterable[Decision]) -> list[list[Telling]]:
    """Return the groups with those merged and split of which people decided so, one decision after the other.

    A decision speaks of claims: where these are spread over several groups now, a merge joins all of them, and a split
    parts them in each. Claims that the decision didn't know go with those that stay. What was decided in one second
    counts in the order in which it is given.
    """
    out = [list(group) for group in groups]
    for decision in sorted(decisions, key=lambda each: each.at):
        if decision.verdict == "merge":
            out = _merged(out, {*decision.claims, *decision.others})
        elif decision.verdict == "split":
            out = _split(out, set(decision.claims), set(decision.others))
    return out


def _merged(groups: list[list[Telling]], claims: set[str]) -> list[list[Telling]]:
    one = [group for group in groups if any(each.claim.id in claims for each in group)]
    if len(one) < 2:  # noqa: PLR2004 - nothing to put together
        return groups
    rest = [group for group in groups if group not in one]
    return [*rest, [each for group in one for each in group]]


def _split(groups: list[list[Telling]], stay: set[str], go: set[str]) -> list[list[Telling]]:
    out = []
    for group in groups:
        gone = [each for each in group if each.claim.id in go]
        if gone and any(each.claim.id in stay for each in group):
            out += [[each for each in group if each.claim.id not in go], gone]
        else:
            out.append(group)
    return out
