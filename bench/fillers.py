"""A claim's values -> the bare names that MUC-4's slots ask for: a victim by name only, a target that is a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bench.common import words_of
from corrobora.read.language import Language, load_language
from corrobora.read.node import Node
from corrobora.types import Actor, Claim, Reading, Value

_FAR = 80  # characters
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
_GROUND = frozenset({"n.place", "placeword", "n.country", "n.edge", "kind.state", "kind.armed-group", "n.unit"})
_MEN = frozenset({"n.person", "n.unit", "n.role", "n.anyone", "n.band", "n.troops"})
_SEATS = frozenset(
    {"branch", "branches", "building", "headquarters", "home", "homes", "house", "office", "offices", "residence"}
)
_PARTS = frozenset({"elements", "member", "members", "officers"})
_DOUBTED = frozenset({"alleged", "presumed", "supposed", "suspected"})
_OUTSIDE = frozenset({"prep", "rel", "mark", "conj", "pron", "aux", "v", "adv", "det", "time"})
_CALLED = frozenset({"title", "n.role", "n.person"})
_BELONGING = frozenset({"noun", "adj", "actor", "place", "n.role", "title", "cap"})
_HIT = frozenset({"n.thing", "n.org", "n.craft", "n.place", "cap", "actor", "new", "upper"})


def fillers(claim: Claim, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the slot and the bare mention of each of a claim's values that the task has a slot for."""
    for actor in claim.actors:
        yield from _perpetrators(actor, reading)
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
    called = isinstance(target, Actor) and target.refers is not None and core(target.text)[-1:]
    if target.name and (".person" in target.rule or (called and called[0].classes & _PEOPLE and target.id is None)):
        yield "Victim", _full_name(target.name.casefold(), reading)
        return
    if not nodes or nodes[-1].classes & _NOTHING or all(node.classes & {"adj", "number"} for node in nodes):
        return
    if nodes[-1].classes & _HIT and not nodes[-1].classes & (_PEOPLE | _GROUND):
        yield "Target", _whole(target, nodes, reading)


def _full_name(name: str, reading: Reading) -> str:
    """Return the longest name that a text has of the person whose name this is, or ends, without what he is."""
    names = {_bare_name(value.name) for value in reading.values if ".person" in value.rule and value.name}
    own = _bare_name(name)
    return max((full for full in names if full.endswith(" " + own)), key=len, default=own)


def _bare_name(name: str) -> str:
    """Return a person's name without the titles and callings before it."""
    nodes = words_of(name.casefold(), _english())
    while len(nodes) > 1 and nodes[0].classes & _CALLED:
        nodes = nodes[1:]
    return text_of(nodes)


def _whole(target: Value, nodes: Sequence[Node], reading: Reading) -> str:
    """Return the words for a thing with whose it is, where that tells it from others ("house of Judge …")."""
    text, end = reading.document.text, target.span.end
    if nodes[-1].form in _SEATS:
        return f"{text_of(nodes)}{_of_whom(text, end)}"
    follows = _OF.match(text, end)
    start = follows.end() if follows else -1
    owner = next(
        (value for value in reading.values if value.kind in {"actor", "place"} and value.span.start == start), None
    )
    return text_of(nodes) if owner is None else f"{text_of(nodes)} {text[end : owner.span.end].strip().casefold()}"


def _of_whom(text: str, end: int) -> str:
    """Return what stands behind some words with "of", up to whatever is no part of a name or a noun group."""
    follows = _OF.match(text, end)
    if follows is None:
        return ""
    out: list[Node] = []
    for node in words_of(text[follows.end() : follows.end() + _FAR], _english()):
        if node.form != "of" and (not node.classes & _BELONGING or (node.classes & _OUTSIDE and not node.has("noun"))):
            break
        out.append(node)
    while out and out[-1].has("prep"):
        out.pop()
    return f" {follows.group().strip().casefold()} {text_of(out)}" if out else ""


def _perpetrators(actor: Value, reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield who did it: a body by its name, people by what they are; the members of a body are both."""
    nodes = core(_said(actor))
    if not nodes or nodes[-1].has("pron"):
        return
    body = [node for node in nodes if node.has("actor")]
    head = nodes[-1]
    unnamed = all(node.classes - _SHAPES for node in nodes)
    if body and head is not body[-1] and head.classes & _MEN:
        yield "PerpInd", _people(actor, reading)
        yield "PerpOrg", text_of(body)
    elif head.has("adj"):
        return
    elif ".person" in actor.rule or (unnamed and not body and head.classes & _MEN):
        yield "PerpInd", _people(actor, reading)
    elif body and head is body[-1] and actor.id is not None:
        yield "PerpOrg", text_of(body[-1:])
    elif body or head.classes & {"n.org"} or actor.id is not None:
        yield "PerpOrg", text_of(nodes)


def _people(actor: Value, reading: Reading) -> str:
    """Return the words for people, with how many they are, and whose where that alone tells them from others."""
    words = list(words_of(_said(actor), _english()))
    while words and (words[0].has("det") or words[0].form in _DOUBTED):
        words = words[1:]
    of = _of_whom(reading.document.text, actor.span.end) if words and words[-1].form in _PARTS else ""
    return f"{text_of(words)}{of}"


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
