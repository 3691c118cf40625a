"""The words that a rule takes for a speaker -> all that name him, without what is only told beside him.

"Radio host Ali Demir", where the rule saw the name alone; "the mayor", where it took ", speaking to reporters," along.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from corrobora.read.node import Node
from corrobora.read.subjects import GROUPS, step_back

_NAMES = frozenset({"person", "name", "org", "actor", "percent", "share", "ng"})
_OPENS = frozenset({"det", "pron", "owned"})
_OF_NAME = frozenset({"person", "name", "x", "adj", "cap", "noun", "title", "ng", "new"})
_SHARES = frozenset({"percent", "share", "counted", "quant"})
_TOLD = frozenset({"ger", "on", "at", "adv", "prep", "age", "time"})
_ALONE = frozenset({"adv", "on", "at", "time"})
_WHOSE = frozenset({"of", "from", "for", "including", "along with", "together with", "with"})  # ", of Gao" tells who
_NO_PART = frozenset(
    {"acc", "prep", "clause", "when", "after-time", "since", "until", "rel", "vg", "conj", "mark", "that"}
)
_MOST = 8  # nodes before a name
_LINKS = frozenset({"linking", "concessive"})
_FEWEST = 3  # nodes before a pronoun that goes on about a subject: it, its verb, "but"
_SUBJECTS = frozenset({"ng", "actor", "person", "org"})
_SPEAKING = frozenset({"actor", "person", "org", "n.org", "n.role", "n.person", "n.group"})


def whole(nodes: Sequence[Node], source: tuple[Node, ...], *, grows: bool) -> tuple[Node, ...]:
    """Return the nodes that name a speaker; if he `grows`, from the first word that belongs to his name or office.

    In Arabic what stands before him is the verb, or another.
    """
    kept = _from_article(nodes, _without_asides(_without_question(source)))
    if not kept:
        return source
    first = next((at for at, node in enumerate(nodes) if node is kept[0]), None)
    if not grows or first is None or not kept[0].classes & _NAMES:
        return kept
    if kept[0].leaves()[0].classes & _OPENS:
        return (nodes[first - 1], *kept) if first and _bounds(nodes[first - 1]) else kept
    start = first
    while start > 0 and first - start < _MOST and _belongs(nodes, start):
        start -= 1
    return (*nodes[start:first], *kept, *_rest_of_name(nodes, first, kept))


def named_first(nodes: Sequence[Node], source: Sequence[Node]) -> Node | None:
    """Return whom a pronoun behind "but", "though" stands for, the subject before it: "the rebels fled, but they said".

    It must be somebody who speaks, and as many.
    """
    pronoun = source[0] if len(source) == 1 else None
    if pronoun is None or not ({"pron", "third"} <= pronoun.classes or {"pron", "ref.body"} <= pronoun.classes):
        return None
    at = next((at for at, node in enumerate(nodes) if node is pronoun), 0)
    if at < _FEWEST or nodes[at - 1].classes.isdisjoint(_LINKS):
        return None
    first = next((place for place, node in enumerate(nodes[:at]) if not node.classes & _ALONE), at)
    subject, verb = nodes[first], next((node for node in nodes[first + 1 : at] if not node.classes & _ALONE), None)
    if verb is None or not verb.has("vg") or not subject.classes & _SUBJECTS or not subject.classes & _SPEAKING:
        return None
    several = any(leaf.has("as.many") or leaf.has("many") for leaf in pronoun.walk())
    return subject if several == (subject.has("as.many") or verb.has("many")) else None


def _rest_of_name(nodes: Sequence[Node], first: int, kept: tuple[Node, ...]) -> Sequence[Node]:
    """Return the words of a name that follow the first of it behind a verb: "said Radio Sahel host Ali Demir."."""
    last = first + len(kept)
    if not first or not nodes[first - 1].has("vg") or nodes[last - 1] is not kept[-1]:
        return ()
    end = last
    while (
        end < len(nodes) and end - last < _MOST and nodes[end].classes & _OF_NAME and not nodes[end].classes & _NO_PART
    ):
        end += 1
    ended = end == len(nodes) or bool(nodes[end].classes & {"mark", "stop", "on", "appos", "rel"})
    return nodes[last:end] if ended and any(node.classes & {"person", "name"} for node in nodes[last:end]) else ()


def _without_question(source: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return a speaker without what asks for his words, or tells of him: "what analysts said", "a guard, who"."""
    first = source[0]
    if first.parts and first.parts[0].has("asks"):
        source = (*first.parts[1:], *source[1:])
    elif len(source) > 1 and first.has("asks"):  # "according to what they told the agency"
        source = tuple(takewhile(lambda node: not node.has("vg"), source[1:])) or source
    hangs = len(source) > 1 and source[-1].has("rel") and not source[-1].parts
    return source[:-1] if hangs and (source[-2].has("appos") or source[-2].form == ",") else source


def _without_asides(source: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return a speaker without what he does or how old he is: "the mayor, speaking in Gao", "Demir, 25"."""
    for at in range(1, len(source)):
        node = source[at]
        leaves = node.leaves() if node.parts else source[at : at + 2]
        if len(leaves) < 2 or leaves[0].form != ",":  # noqa: PLR2004 - a comma and a word
            continue
        told = leaves[1] if node.parts else source[at + 1]
        if told.form in _WHOSE or not told.classes & _TOLD:
            continue
        rest = node.parts[2:] if node.parts else source[at + 2 :]
        if told.classes & _ALONE and any(each.classes & GROUPS for each in rest):
            continue  # "Demir, now an adviser"
        return source[:at]
    return source


def _from_article(nodes: Sequence[Node], source: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return a speaker without what stands before his article: "in a statement on Telegram the group said"."""
    first = next((at for at, node in enumerate(nodes) if node is source[0]), 0)
    behind = len(source) > 1 and first > 0 and nodes[first - 1].has("prep") and source[0].has("ng")
    return source[1:] if behind and source[1].has("ng") and source[1].leaves()[0].has("det") else source


def _belongs(nodes: Sequence[Node], first: int) -> bool:
    """Return whether the node before `first` belongs to the name that begins there: an office, "some", "nearly"."""
    before, here = nodes[first - 1], nodes[first]
    if before.classes & _NO_PART or before.leaves()[0].has("asks"):
        return False
    if before.classes & {"quant", "neg"} or (here.classes & _SHARES and before.classes & {"adv", "adj"}):
        return True
    return _bounds(before) or step_back(nodes, first) == 1


def _bounds(node: Node) -> bool:
    """Return whether a word says how exact a share is: "nearly half"."""
    return any(name.startswith("bound-") for name in node.classes) and not node.classes & _NO_PART
