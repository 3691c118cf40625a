"""The name that commas add to who somebody is: "the mayor of Zarnovo, Ali Demir, was shot"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.values import members, named
from corrobora.types import Actor, Value

_WHO = frozenset({"n.person", "n.role"})
_PEOPLE = _WHO | {"person", "folk", "n.armed", "n.band", "f.toll"}
_ASIDE = {"rel", "paren", "appos"}
_THOSE = {"pron", "rel"}
_MANY = frozenset({"counted", "list", "folk", "pl", "n.troops", "n.band", "neg"})
_SAYING_WHOSE = frozenset({"place", "name", "actor", "org", "ng", "named", "at", "prep"})
_FAR = 5  # nodes between who somebody is and the name


def name_apposed(nodes: Sequence[Node], mention: Mention, text: str, code: str) -> None:
    """Give whoever acts or is hit the name that stands behind in commas; only one person can have it."""
    if not any("person" in node.classes or "appos" in node.classes for node in nodes):
        return
    mention.targets = [_with_name(value, nodes, text, code) for value in mention.targets]
    mention.targets += _included(mention.targets, nodes, text, code)
    mention.actors = [_with_name(value, nodes, text, code) for value in mention.actors]


def _with_name(value: Value, nodes: Sequence[Node], text: str, code: str) -> Value:
    if not isinstance(value, Actor) or value.name is not None or value.id is not None:
        return value
    at = next((i for i, node in enumerate(nodes) if node.span == value.span), None)
    if at is None or not nodes[at].classes & _WHO or nodes[at].classes & _MANY:
        return value
    person = _name_behind(nodes[at + 1 : at + 1 + _FAR])
    if person is None:
        return value
    name = named(person, text, "target", code)
    return replace(value, name=name.name, refers=person.span) if name.name else value


def _included(targets: Sequence[Value], nodes: Sequence[Node], text: str, code: str) -> list[Value]:
    """Return who is named among those who were hit: "several guards, including Ali Demir and his deputy"."""
    known = {value.span for value in targets}
    out: list[Value] = []
    for at, node in enumerate(nodes[:-2]):
        if node.span not in known or not node.classes & _PEOPLE or not node.classes & _MANY:
            continue
        aside = nodes[at + 1].parts if nodes[at + 1].classes & _ASIDE else nodes[at + 1 : at + 2 + _FAR]
        behind = aside[1:] if aside and aside[0].form == "," else aside
        if not behind or not behind[0].has("including"):
            continue
        listed = behind[2:] if behind[1:] and behind[1].classes & _THOSE else behind[1:]  # "among them"
        for each in takewhile(_may_be_listed, listed):
            told = each.parts if each.has("appos") else members(each)
            people = [one for one in told if one.has("person") and one.span not in known]
            out += [named(one, text, "target", code) for one in people]
    return out


def _may_be_listed(node: Node) -> bool:
    return node.form == "," or node.has("conj") or node.has("appos") or bool(node.classes & _PEOPLE)


def _name_behind(behind: Sequence[Node]) -> Node | None:
    """Return the one person named in commas behind a group, and behind whose or where he is that."""
    for index, node in enumerate(behind):
        if node.has("appos"):
            told = [part for part in node.parts if not part.has("mark")]
            return told[0] if len(told) == 1 and told[0].has("person") else None
        if node.form == "," and index + 2 < len(behind):
            closed = behind[index + 2].has("mark") and behind[index + 2].form != ":"
            person = _first_of(behind[index + 1], after=index > 0)
            return person if closed and person is not None and person.has("person") else None
        if not node.classes & _SAYING_WHOSE or node.has("person"):
            return None
    return None


def _first_of(node: Node, *, after: bool) -> Node | None:
    """Return the first of a list behind where somebody is who he is: "mayor of Zarnovo, Ali Demir, and a guard"."""
    items = node.slots.get("item", ())
    return (items[0] if after else None) if items else node
