"""When somebody took credit for a deed: a day behind the deed's name is that of the claim, if another was told."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.attribution import Attribution
from corrobora.read.joining import Told, times_clash
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.values import below
from corrobora.types import Span

_BEFORE = 12  # mentions told before among which the deed is
_OF = frozenset({"de", "pl.of", "in-time"})  # "the attack of Monday" tells when that was


def leave_days_of_claims(
    nodes: Sequence[Node], found: Sequence[Mention], said: Sequence[Attribution], told: Sequence[Told]
) -> None:
    """Take the day from a deed that somebody claims where it stands behind: "claimed the attack on Tuesday"."""
    claims = [each for each in said if each.act == "claims-responsibility"]
    for mention in found:
        day = mention.when
        claim = next((each for each in claims if each.content.covers(mention.trigger)), None)
        if day is None or claim is None or day.span.start < mention.trigger.end or _is_joined(nodes, day.span.start):
            continue
        bare = mention.weak and not (mention.targets or mention.quantities or mention.means)
        known = bare and any(_may_be(each.mention, mention) for each in told[-_BEFORE:])
        if known or _behind(claim, day.span):
            mention.leave_day()


def _behind(claim: Attribution, day: Span) -> bool:
    """Return whether a day stands behind a claim that follows the deed: "an attack that they claimed on Monday"."""
    cue = claim.voice.cue
    return claim.content.end <= claim.match.start and cue is not None and cue.span.end <= day.start


def _is_joined(nodes: Sequence[Node], at: int) -> bool:
    """Return whether a day is joined to the noun before it: "l'attaque de mardi"."""
    before = [node for node in below(nodes) if not node.parts and node.end <= at]
    return bool(before) and "prep" in before[-1].classes and not before[-1].classes.isdisjoint(_OF)


def _may_be(before: Mention, mention: Mention) -> bool:
    """Return whether what was told before, on an earlier day, may be what is claimed."""
    if before.when is None or mention.when is None or not times_clash(before.when, mention.when):
        return False
    return (before.when.edtf or "") < (mention.when.edtf or "") and before.stance == "asserted"
