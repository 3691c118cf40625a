"""Claims -> groups that are about one incident: nobody joins a group in which a member rules it out, so groups don't chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corrobora.link.block import candidates
from corrobora.link.score import ENOUGH, apart, total
from corrobora.link.telling import Telling, order

_OWN = 0.5  # what a claim's score with itself has for being told in one article


def clusters(told: Sequence[Telling]) -> list[list[Telling]]:
    """Return the claims in groups, each about one incident; groups and claims in the order in which they were said."""
    alike = _alike(told)
    heads = [group[0] for group in alike]
    groups: list[list[int]] = [[index] for index in range(len(heads))]
    home = list(range(len(heads)))
    for one, two in _best_first(heads):
        a, b = home[one], home[two]
        if a == b or any(_apart(alike[i], alike[j]) for i in groups[a] for j in groups[b]):
            continue
        a, b = min(a, b), max(a, b)
        groups[a] += groups[b]
        for index in groups[b]:
            home[index] = a
        groups[b] = []
    out = [sorted((t for index in group for t in alike[index]), key=order) for group in groups if group]
    return sorted(out, key=lambda group: order(group[0]))


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


def _alike(told: Sequence[Telling]) -> list[list[Telling]]:
    """Return the claims in groups that say the very same, where that is enough to be one: each is compared as one."""
    groups: dict[object, list[Telling]] = {}
    for each in sorted(told, key=order):
        enough = each.days is not None and total(each, each) >= ENOUGH + _OWN
        groups.setdefault(each.signature if enough else each.claim.id, []).append(each)
    return list(groups.values())


def _apart(one: Sequence[Telling], two: Sequence[Telling]) -> bool:
    """Return whether any of the one group rules out any of the other; what all share is looked at once."""
    if apart(one[0], two[0]) is not None:
        return True
    if len(one) == len(two) == 1:
        return False
    documents = {(t.document.id, t.speaker) for t in one} & {(t.document.id, t.speaker) for t in two}
    return any(
        apart(a, b) is not None
        for a in one
        if (a.document.id, a.speaker) in documents
        for b in two
        if (b.document.id, b.speaker) in documents
    )
