"""Where the words end that somebody says: not at the sentence's end, where it goes on about something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corrobora.read.attribution import Attribution
from corrobora.read.node import Node
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.said import trim
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.read.subjects import GROUPS
from corrobora.types import Span

_OPENERS = frozenset({"clause", "when", "after-time"})
_PASSED = frozenset({"adv", "on", "at", "paren"})
_TURNS = frozenset({"rel", "clause", "when"})
_SUBJECTS = GROUPS | {"num", "det", "x"}
_NO_MAIN = frozenset({"clause", "when", "that", "rel", "mark", "stop", "conj"})


def ended(sentence: Sentence, each: Attribution, quotes: Stretches[Quote]) -> Attribution:
    """Return an attribution whose words end where the sentence turns to its main clause, or on to another verb.

    "After aides insisted that it was closed, the mayor left"; "he praised the plan, adding", "praised it and left".
    """
    content = each.content
    nodes = sentence.nodes
    if content.start < each.match.end or content.end > sentence.span.end or content == each.match:
        return each
    first = next((at for at, node in enumerate(nodes) if node.start >= each.match.start), len(nodes))
    aside = _is_aside(nodes, first) or (not nodes[first].has("vg") and nodes[first].end >= each.match.end)
    speaks_on = not any(node.has("that") for node in nodes[first:] if node.end <= each.match.end)
    for at in range(first, len(nodes)):
        node = nodes[at]
        if node.start <= content.start or node.start >= content.end or is_quoted(node.span, quotes):
            continue
        to_main = aside and _turns_to_main(nodes, at) and not _leads_up(nodes, content.start, at)
        if to_main or (each.judges and _turns_away(nodes, at)) or _speaks_on(nodes, at, anyhow=speaks_on):
            said = trim(sentence, Span(content.start, max(content.start + 1, node.start)))
            return replace(each, content=said, voice=replace(each.voice, content=said)) if said else each
    return each


def _is_aside(nodes: Sequence[Node], first: int) -> bool:
    """Return whether the words at `first` are of a clause that leads up to another: "although he said", "saying"."""
    before = first - 1
    while before >= 0 and (nodes[before].classes & _PASSED or nodes[before].has("mark")) and nodes[before].form != ",":
        before -= 1
    if first < len(nodes) and nodes[first].has("ger"):
        return True
    return before >= 0 and bool(nodes[before].classes & _OPENERS) and nodes[before].form not in {"but", "mais"}


def _turns_to_main(nodes: Sequence[Node], at: int) -> bool:
    """Return whether a comma leads to the main clause: to a subject and its verb, with nothing between."""
    if nodes[at].form != ",":
        return False
    after = at + 1
    while after < len(nodes) and nodes[after].classes & _PASSED:
        after += 1
    if (
        after >= len(nodes)
        or not (nodes[after].classes & _SUBJECTS or nodes[after].has("pron"))
        or nodes[after].has("obj")
    ):
        return False
    for node in nodes[after + 1 : after + 9]:
        if node.has("vg"):
            return not node.classes & {"inf", "ger"}
        if node.classes & _NO_MAIN and not node.classes & _PASSED:
            return False
    return False


def _leads_up(nodes: Sequence[Node], start: int, comma: int) -> bool:
    """Return whether the clause that ends at a comma is itself one that leads up to another: "that when he came, "."""
    for node in reversed(nodes[:comma]):
        if node.start < start or node.form == ",":
            return False
        if node.classes & _OPENERS:
            return True
    return False


def _turns_away(nodes: Sequence[Node], at: int) -> bool:
    """Return whether a thing that is judged ends at a node, and the sentence tells more of whoever judges it."""
    node = nodes[at]
    after = nodes[at + 1] if at + 1 < len(nodes) else None
    if node.form == ";" or (node.parts and node.leaves()[0].form == "," and node.has("rel")):
        return True
    if after is None:
        return False
    joins = node.has("conj") and not node.classes & _TURNS
    if node.form == "," or joins:
        verb = nodes[at + 2] if after.has("adv") and at + 2 < len(nodes) else after
        finite = verb.has("vg") and not verb.has("inf") and (verb.has("past") or verb.has("ger"))
        if joins:
            return (finite and not verb.has("ger")) or _turns_to_other(nodes, at)
        return finite or bool(after.classes & _TURNS) or (after.has("conj") and _goes_on(nodes, at + 2))
    return False


def _speaks_on(nodes: Sequence[Node], at: int, *, anyhow: bool) -> bool:
    """Return whether a conjunction leads to what is said next, or to what happened: "et accusé l'armée", "فيما قصف".

    So does a comma before a participle, as "he denied it, saying", or "and" before a finite verb of saying. If not
    `anyhow`, as behind "that", it must add to what was said: "said that it was old, adding", "مضيفا".
    """
    if nodes[at].form != "," and not anyhow:
        return False
    if nodes[at].has("meanwhile"):
        return any(node.has("vg") for node in nodes[at + 1 : at + 4])
    after = at + 1
    while after < len(nodes) and nodes[after].has("adv"):
        after += 1
    verb = nodes[after] if after < len(nodes) else None
    if verb is None or not verb.family("say"):
        return False
    if nodes[at].form == ",":
        return verb.has("more") or (anyhow and (verb.has("sayn") or (verb.has("ger") and verb.has("vg"))))
    return nodes[at].has("conj") and (verb.has("and") or _is_told(verb))


def _is_told(verb: Node) -> bool:
    return verb.has("vg") and verb.has("past") and not verb.classes & {"inf", "ger", "passive"}


def _turns_to_other(nodes: Sequence[Node], at: int) -> bool:
    """Return whether "and" leads to another subject and its verb: "5 percent prefer him and 1 percent support her"."""
    verb = next((place for place in range(at + 1, min(at + 5, len(nodes))) if nodes[place].has("vg")), at)
    if verb <= at + 1 or nodes[verb].classes & {"inf", "ger"}:
        return False
    return all(node.classes & _SUBJECTS or node.has("pron") for node in nodes[at + 1 : verb])


def _goes_on(nodes: Sequence[Node], at: int) -> bool:
    """Return whether behind ", and" something new is told: another verb, or a subject with its verb."""
    verb = next((node for node in nodes[at : at + 4] if node.has("vg") and not node.has("inf")), None)
    return verb is not None
