"""Claims -> groups about one incident: nobody joins a group in which a member rules it out, so groups don't chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corrobora.link.block import candidates
from corrobora.link.score import ENOUGH, apart, cannot_be, frame, told_apart, total
from corrobora.link.telling import Telling, order

_OWN = 1.0  # the most that a claim's score with itself can have for being told in one article


@dataclass(slots=True)
class Group:
    """Claims about one incident; also one of each frame of kind, day and place, and those of each voice by document."""

    members: list[Telling] = field(default_factory=list)
    frames: dict[object, Telling] = field(default_factory=dict)
    voices: dict[tuple[str, str], list[Telling]] = field(default_factory=dict)

    def take_in(self, told: Iterable[Telling]) -> None:
        """Add claims."""
        for each in told:
            self.members.append(each)
            self.frames.setdefault(frame(each), each)
            self.voices.setdefault((each.document.id, each.speaker), []).append(each)

    def rules_out(self, other: Group) -> bool:
        """Return whether any claim here can't be about the same incident as any claim of the other group."""
        if any(cannot_be(a, b) for a in self.frames.values() for b in other.frames.values()):
            return True
        both = self.voices.keys() & other.voices.keys()
        return any(told_apart(a, b) for voice in both for a in self.voices[voice] for b in other.voices[voice])


def clusters(told: Sequence[Telling]) -> list[Group]:
    """Return the claims in groups, each about one incident; groups and claims in the order in which they were said."""
    groups = _alike(told)
    heads = [group.members[0] for group in groups]
    home = list(range(len(heads)))
    held = [[index] for index in home]
    for one, two in _best_first(heads):
        a, b = sorted((home[one], home[two]))
        if a == b or groups[a].rules_out(groups[b]):
            continue
        groups[a].take_in(groups[b].members)
        for index in held[b]:
            home[index] = a
        held[a] += held[b]
        held[b] = []
    out = [groups[index] for index, members in enumerate(held) if members]
    for group in out:
        group.members.sort(key=order)
    return sorted(out, key=lambda group: order(group.members[0]))


def _best_first(heads: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are linked, the strongest first."""
    linked = []
    for one, two in candidates(heads):
        if apart(heads[one], heads[two]) is None:
            weight = total(heads[one], heads[two])
            if weight >= ENOUGH:
                linked.append((-weight, one, two))
    for _, one, two in sorted(linked):
        yield one, two


def _alike(told: Sequence[Telling]) -> list[Group]:
    """Return the claims in groups that say the very same, where that is enough to be one: each is compared as one."""
    groups: dict[object, Group] = {}
    for each in sorted(told, key=order):
        enough = each.days is not None and total(each, each) >= ENOUGH + _OWN
        groups.setdefault(each.signature if enough else each.claim.id, Group()).take_in([each])
    return list(groups.values())
