"""Who did what is told on without a subject of its own: "men came in vans and shot"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.values import members, named
from corrobora.types import Value

_CLAUSE_ENDS = frozenset({"that", "stop"})
_DOERS = frozenset({"n.person", "n.org", "n.group", "actor", "org"})
_NO_DOERS = frozenset({"with", "at", "pron", "toll", "place"})
_PASSED = frozenset({"at", "on", "time", "adv", "paren", "rel", "with", "aux", "qad"})
_BEFORE_VERB = _PASSED | {"appos", "qui"}  # between a verb and its subject
_NO_MAIN = frozenset({"inf", "ger", "part", "bare"})
_GOING_ON = frozenset({"ger", "inf", "and"})
_REACH = 8  # nodes between a verb and its subject
_QUOTES = frozenset({'"', "«", "“", "„"})


def doers_before(text: str, nodes: Sequence[Node], match: Match, made: Sequence[Mention], language: str) -> list[Value]:
    """Return who did what was told just before, for a verb that goes on about them ("men came in vans and shot")."""
    start = nodes[match.first].start
    before = [each for each in made if each.trigger.start < start and each.actors]
    if before:
        return list(before[-1].actors)
    if any(each.own for each in made if each.trigger.start < start):
        return []  # "that it killed six and burnt": by whoever speaks
    for at in range(match.first - 1, -1, -1):
        if nodes[at].classes & _CLAUSE_ENDS:
            return []
        if not (nodes[at].has("vg") or _is_told_in_passing(nodes, at)) or nodes[at].family("say"):
            continue
        if nodes[at].classes & _GOING_ON:
            continue  # "killing a guard and wounding two", "have killed one and wounded two", "made a roof collapse"
        if nodes[at].has("passive") or (nodes[at].has("f.die") and not nodes[at].has("harm.displaced")):
            return []  # "a clinic was damaged when a bomb fell, killing two"
        doer = next(
            (node for node in _beside(nodes, at) if node.classes & _DOERS and not node.classes & _NO_DOERS), None
        )
        if doer is not None:
            if _is_of_clause(nodes, at, doer):
                continue
            return [named(node, text, "actor", language) for node in members(doer)]
    return []


def _is_of_clause(nodes: Sequence[Node], verb: int, doer: Node) -> bool:
    """Return whether somebody only does what a clause tells of a place: "a house where families slept, killing 22"."""
    at = next((at for at in range(verb - 1, max(verb - _REACH, 0), -1) if nodes[at] is doer), 0)
    return at > 0 and nodes[at - 1].has("where-then")


def _is_told_in_passing(nodes: Sequence[Node], at: int) -> bool:
    """Return whether what may be skipped is the verb after all: "gunmen came on motorbikes and shot"."""
    first = nodes[at].parts[0] if nodes[at].has("rel") and nodes[at].parts else None
    return first is not None and first.has("bare") and first.has("past")


def doers_of_main(text: str, nodes: Sequence[Node], match: Match, language: str) -> list[Value]:
    """Return who did what the rest of its sentence only came after: "gunmen fled, after having robbed a bank"."""
    trigger = match.slots.get("trigger", ())
    if not trigger or not trigger[0].has("inf") or trigger[0].has("passive"):
        return []
    at = next((at for at in range(match.first - 1, -1, -1) if not nodes[at].has("adv")), -1)
    if at < 0 or not nodes[at].has("after-time"):
        return []
    while at >= 0 and not (nodes[at].has("vg") and nodes[at].classes.isdisjoint(_NO_MAIN)):
        if nodes[at].classes & _CLAUSE_ENDS:
            return []
        at -= 1
    if at < 0 or nodes[at].family("say"):
        return []
    at -= 1
    while at > 0 and (nodes[at].classes & _BEFORE_VERB or nodes[at].form == ","):
        at -= 1
    doer = nodes[max(at, 0)]
    if not doer.classes & _DOERS or doer.classes & _NO_DOERS:
        return []
    return [named(node, text, "actor", language) for node in members(doer)]


def _is_where(nodes: Sequence[Node], at: int) -> bool:
    """Return whether a place, or the preposition before it, only says where: "a strike on Zarnovo on Sunday killed"."""
    behind = nodes[at + 1 : at + 2] if nodes[at].has("prep") else nodes[at : at + 1]
    led = nodes[at].has("prep") or nodes[at - 1].has("prep")
    return led and bool(behind) and behind[0].has("place") and not behind[0].has("ng")


def _beside(nodes: Sequence[Node], at: int) -> Sequence[Node]:
    """Return what stands before a verb, or else behind it: of a bomb that killed two men these are not who did it."""
    first = at - 1
    while first > 0 and (nodes[first].classes & _PASSED or nodes[first].form in _QUOTES or _is_where(nodes, first)):
        first -= 1
    before = nodes[max(first, 0) : at][:1]
    if before and before[0].form == ",":
        return ()  # "stopped a bus, pulled out passengers and shot them"
    is_subject = any(node.has("ng") or node.has("n.event") for node in before)
    is_subject = is_subject or nodes[at].has("they")  # "ضربوا ثلاثة رجال وأحرقوا": those behind it are hit
    return before if is_subject else [*before, *nodes[at + 1 : at + 2]]
