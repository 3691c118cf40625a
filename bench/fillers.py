"""A claim's values -> the bare names that MUC-4's slots ask for: a victim by name only, a target that is a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bench.common import words_of
from corrobora.read.language import Language, load_language
from corrobora.read.node import Node
from corrobora.types import Actor, Claim, Reading, Value

_CARRIERS = frozenset({"aircraft", "air-defence", "drone"})
_SHAPES = frozenset({"cap", "word", "upper"})
_LEADING = frozenset({"det", "number", "num", "cardinal", "bound-about", "prep", "conj", "adv", "mark", "pron", "rel"})
_ENDING = frozenset({"prep", "rel", "mark", "conj", "pron", "aux"})
_PEOPLE = frozenset({"n.person", "n.role", "title", "n.troops", "kin"})
_NOTHING = frozenset({"f.toll", "measure", "n.any", "n.plain", "n.event", "pron"})
_OF = re.compile(r"\s+(?:of|from|belonging to)\s+(?:the\s+)?", re.IGNORECASE)
_INNER = re.compile(
    r"\b(?:of|from) (?:the )?((?:armed|security|police) forces|army|police|air force|navy|national guard)\b",
    re.IGNORECASE,
)
_MEN = frozenset({"n.person", "n.unit", "n.role", "n.anyone", "n.band", "n.troops"})
_HIT = frozenset({"n.thing", "n.org", "n.craft", "n.place", "cap", "actor", "new", "upper"})


def fillers(claim: Claim, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the slot and the bare mention of each of a claim's values that the task has a slot for."""
    for actor in claim.actors:
        yield from _perpetrators(actor)
        if body := _body_of(actor, reading):
            yield "PerpOrg", body
    for target in claim.targets:
        yield from _victims(target, reading)
    for means in claim.means:
        if means.name not in _CARRIERS:
            yield "Weapon", weapon(means)


def weapon(means: Value) -> str:
    """Return the bare name of a weapon."""
    nodes = core(means.text)
    return nodes[-1].form if nodes else ""


def _said(value: Value) -> str:
    """Return a value's words, or the name of whom they stand for."""
    pointing = isinstance(value, Actor) and value.refers is not None
    return (value.name or value.text) if pointing else value.text


def _victims(target: Value, reading: Reading) -> Iterator[tuple[str, str]]:
    nodes = core(_said(target))
    if ".person" in target.rule and target.name:
        yield "Victim", target.name.casefold()
        return
    if not nodes or nodes[-1].classes & _NOTHING or all(node.classes & {"adj", "number"} for node in nodes):
        return
    if nodes[-1].classes & _HIT and not any(node.classes & _PEOPLE for node in nodes):
        yield "Target", _whole(target, nodes, reading)


def _whole(target: Value, nodes: Sequence[Node], reading: Reading) -> str:
    """Return the words for a thing with whose it is, where a name says so ("house of Judge …")."""
    follows = _OF.match(reading.document.text, target.span.end)
    start = follows.end() if follows else -1
    owner = next(
        (value for value in reading.values if value.kind in {"actor", "place"} and value.span.start == start), None
    )
    if owner is None:
        return text_of(nodes)
    return f"{text_of(nodes)} {reading.document.text[target.span.end : owner.span.end].strip().casefold()}"


def _perpetrators(actor: Value) -> Iterator[tuple[str, str]]:
    """Yield who did it: a body by its name, people by what they are; the members of a body are both."""
    nodes = core(_said(actor))
    if not nodes or nodes[-1].has("pron"):
        return
    body = [node for node in nodes if node.has("actor")]
    head = nodes[-1]
    unnamed = all(node.classes - _SHAPES for node in nodes)
    if body and head is not body[-1] and head.classes & _MEN:
        yield "PerpInd", _people(actor)
        yield "PerpOrg", text_of(body)
    elif ".person" in actor.rule or (unnamed and not body and head.classes & _MEN):
        yield "PerpInd", _people(actor)
    elif body or head.classes & {"n.org", "cap"} or actor.id is not None:
        yield "PerpOrg", text_of(nodes)


def _people(actor: Value) -> str:
    """Return the words for people, with how many they are."""
    words = list(words_of(_said(actor), _english()))
    while words and words[0].has("det"):
        words = words[1:]
    return text_of(words)


def _body_of(actor: Value, reading: Reading) -> str:
    """Return the body whose members an actor's words name ("rebels of the …"), or nothing."""
    follows = _OF.match(reading.document.text, actor.span.end)
    start = follows.end() if follows else -1
    body = next((value for value in reading.values if value.kind == "actor" and value.span.start == start), None)
    if body is not None:
        return text_of(core(body.text))
    inner = _INNER.search(actor.text)
    return inner[1].casefold() if inner else ""


def core(phrase: str) -> Sequence[Node]:
    """Return the words of a phrase from behind its articles and numbers up to what qualifies it."""
    nodes = words_of(phrase, _english())
    while nodes and (nodes[0].classes & _LEADING and not nodes[0].classes & {"actor"}):
        nodes = nodes[1:]
    end = next((i for i, node in enumerate(nodes) if node.classes & _ENDING and not node.has("actor")), len(nodes))
    return nodes[:end]


def text_of(nodes: Iterable[Node]) -> str:
    """Return words as one mention, in small letters."""
    words = [node.form + (_ordinal(node.form) if node.has("ordinal") and node.form.isdigit() else "") for node in nodes]
    return " ".join(words).replace(" '", "'")


def _ordinal(number: str) -> str:
    """Return the ending that makes an ordinal of a number."""
    last = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return "th" if number[-2:] in {"11", "12", "13"} else last


@cache
def _english() -> Language:
    return load_language("en")
