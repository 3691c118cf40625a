"""Tolls of a whole war: what is counted "since the war began" is no part of the attack that is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from corrobora.read.days import bounds
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.types import Span, Time

_LONG = 30  # days from which a count is none of a single attack
_LEADING = frozenset({"rel", "that"})
_BEGINNING = frozenset({"edge-start", "v.begin"})
_BEFORE = 5  # nodes before "since" among which something is ranked
_WAR, _WHO = frozenset({"ng", "n.war"}), frozenset({"n.org", "n.group", "n.person"})  # "the rebellion" may act
_NTH_TIME = frozenset({"n.nth", "ordinal"})  # "for the first time since 2016"
_FRONT = 6  # words that begin a sentence and say of which side it tells
_REACH = 4  # nodes behind "since" within which something begins


def beginnings(nodes: Sequence[Node]) -> list[Node]:
    """Return each "since" behind which something begins that is no date: "since the start of the war"."""
    found = [at for at, node in enumerate(nodes) if "since" in node.classes and not node.parts]
    found = [at for at in found if not is_ranked(nodes[max(0, at - _BEFORE) : at])]
    return [nodes[at] for at in found if any(map(_begins, nodes[at + 1 : at + 1 + _REACH]))]


def since_then(nodes: Sequence[Node], earlier: Span, dated: Span) -> bool:
    """Return whether the later of two stands behind "since", so that its day is not the earlier's."""
    return any("since" in node.classes and not node.parts and earlier.end <= node.start < dated.start for node in nodes)


def is_ranked(before: Sequence[Node]) -> bool:
    """Return whether what follows says among what something is the most, or the first: "its largest raid since …"."""
    return any(part.has("superlative") or part.classes >= _NTH_TIME for node in before for part in node.walk())


def _begins(node: Node) -> bool:
    return not node.has("time") and any(not leaf.classes.isdisjoint(_BEGINNING) for leaf in node.leaves())


def war_told(nodes: Sequence[Node], mention: Mention) -> bool:
    """Return whether a whole war is said to have harmed people: "nine years of war have killed 150,000"."""
    if not mention.harm:
        return False
    before = [node for node in nodes if node.end <= mention.trigger.start and node.classes.isdisjoint(_LEADING)]
    subject = before[-1] if before else None
    if subject is None or subject.has("n.event") or not any(part.has("n.war") for part in subject.walk()):
        return False
    mention.actors = [each for each in mention.actors if not subject.span.covers(each.span)]
    return True


def is_of_a_war(nodes: Sequence[Node], mention: Mention) -> bool:
    """Return whether harm without a day is told of a whole war: "the war has killed 40,000", "40,000 died in it".

    "The war was set off by an attack, which killed 12" tells of the attack.
    """
    if not mention.harm or mention.when is not None:
        return False
    tops = [node for node in nodes if node.start >= mention.trigger.end]
    if tops and tops[0].has("since") and (len(tops) == 1 or tops[1].has("mark")):
        return True  # "44,000 have been killed since", whatever began then
    behind = [part for node in tops for part in (node, *node.parts)]
    if any(two.has("n.war") and (one.has("during") or one.has("span")) for one, two in pairwise(behind)):
        return True
    before = [node for node in nodes if node.start <= mention.trigger.start]
    wars = [one.classes >= _WAR and one.classes.isdisjoint(_WHO) and two.has("vg") for one, two in pairwise(before)]
    if True not in wars:
        return False
    led = before[wars.index(True) + 1 :]
    deeds = (node.end < mention.trigger.start and _is_deed(node) for node in led[1:])
    return not ((led[0].has("passive") or led[0].has("v.begin") or led[0].has("v.happen")) and any(deeds))


def _is_deed(node: Node) -> bool:
    """Return whether a word tells of an attack or the like, from which a war may have begun."""
    return node.has("n.event") or (node.has("vg") and node.family("ev") is not None)


def is_long(value: Time) -> bool:
    """Return whether a time runs over more than a month: "since 7 October"."""
    span = bounds(value.edtf) if value.edtf else None
    return span is not None and (span[1] - span[0]).days > _LONG


def is_overall(mention: Mention) -> bool:
    """Return whether a mention tells what was counted over more than a month."""
    return mention.background and mention.when is not None and is_long(mention.when)


def count_on(nodes: Sequence[Node], found: Sequence[Mention], last: Mention | None) -> None:
    """Let the dead of one side be counted as long as those of the other before: "On the Israeli side, 23 have died"."""
    if last is None or not (last.harm and is_overall(last)) or not found or found[0].sentence - last.sentence > 1:
        return
    front = takewhile(lambda leaf: not leaf.has("mark"), (leaf for node in nodes for leaf in node.leaves()))
    if not any(leaf.has("n.side") for leaf in islice(front, _FRONT)):
        return
    for mention in found:
        if mention.harm and mention.when is None and mention.quantities:
            mention.when = last.when
            tell_overall(mention)


def tell_overall(mention: Mention) -> None:
    """Keep what was counted over long apart from what is told beside it."""
    mention.background = mention.apart = True
