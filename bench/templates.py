"""A reading -> the templates that MUC-4 asks for: one a kind of attack and day, its slots filled with bare names.

The task's own bounds are kept: a victim counts by name only, a target is a thing, and who fights on the state's side
against armed men is no perpetrator of terror.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from bench.common import words_of
from corrobora.codebook import actors_by_id
from corrobora.read.language import Language, load_language
from corrobora.read.node import Node
from corrobora.types import Claim, Reading, Value

_TYPES = {
    "attack": "attack", "ambush": "attack", "armed-clash": "attack", "shooting": "attack", "massacre": "attack",
    "execution": "attack", "shelling": "attack", "airstrike": "bombing", "sabotage": "attack", "bombing": "bombing",
    "suicide-bombing": "bombing", "abduction": "kidnapping", "arson": "arson", "looting": "robbery",
}  # fmt: skip
_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_EXPLOSIVES = frozenset({"bomb", "ied", "car-bomb", "explosive"})
_OFFICIAL = frozenset({"armed-forces", "police", "security-forces", "government", "ministry", "authority", "state"})
_SHAPES = frozenset({"cap", "word", "upper"})
_LEADING = frozenset({"det", "number", "num", "prep", "conj", "adv", "mark", "pron", "rel"})
_ENDING = frozenset({"prep", "rel", "mark", "conj", "pron", "aux"})
_PEOPLE = frozenset({"n.person", "n.role", "title"})
_AUTHORITY_WORDS = frozenset({"army", "police", "government", "military", "authorities", "minister", "ministry", "president", "armed", "command", "colonel", "general", "official", "officials", "battalion", "brigade", "captain", "major", "troops"})
Slots = dict[str, dict[str, str]]


def templates(reading: Reading) -> list[dict[str, Any]]:
    """Return the templates of a reading, in the order of the text."""
    out: dict[str, Slots] = {}
    words: dict[str, dict[str, str]] = {}
    for claim in reading.claims:
        kind = kind_of(claim)
        if kind is None or _is_warfare(claim):
            continue
        slots = out.setdefault(kind, {role: {} for role in _ROLES})
        for role, mention in _fillers(claim):
            slots[role].setdefault(_key(mention), mention)
        for role, mention in _fillers(claim):
            if role == "PerpOrg":
                words.setdefault(kind, {}).setdefault(mention, confidence(claim))
    return [
        {
            "incident_type": kind,
            **{role: [[mention] for mention in slots[role].values()] for role in _ROLES},
            "Confidence": [[name, label] for name, label in words.get(kind, {}).items()],
        }
        for kind, slots in out.items()
    ]


def kind_of(claim: Claim) -> str | None:
    """Return the task's type of what a claim tells, or null where it is none or did not take place."""
    if claim.kind != "incident" or claim.stance not in {"asserted", "hedged"}:
        return None
    kind = _TYPES.get(claim.event or "")
    return "bombing" if kind == "attack" and any(means.name in _EXPLOSIVES for means in claim.means) else kind


def confidence(claim: Claim) -> str:
    """Return on whose word an organisation is a claim's perpetrator, in the task's terms."""
    official = any(_is_official(f"{h.text} {h.organisation or ''}", h.id) for h in claim.voice.chain)
    if claim.act == "claims-responsibility":
        return "CLAIMED OR ADMITTED"
    if claim.act == "accuses" or (official and claim.act in {"states", "confirms", "announces"}):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
    return "POSSIBLE" if claim.stance == "hedged" else "REPORTED AS FACT"


def _is_official(words: str, identifier: str | None) -> bool:
    entry = actors_by_id().get(identifier or "")
    return bool(_AUTHORITY_WORDS & set(words.casefold().split())) or (entry is not None and entry.kind in _OFFICIAL)


def _is_warfare(claim: Claim) -> bool:
    """Return whether a claim tells of soldiers at work: the task leaves out what an army does to armed men."""
    return claim.event == "armed-clash" and not claim.targets


def _fillers(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the slot and the bare mention of each of a claim's values that the task has a slot for."""
    for actor in claim.actors:
        yield from _perpetrators(actor)
    for target in claim.targets:
        nodes = _core(target.text)
        if any(node.classes & _PEOPLE for node in nodes) or _name(nodes):
            if _name(nodes):
                yield "Victim", _name(nodes)
        elif nodes:
            yield "Target", _text(nodes)
    for means in claim.means:
        nodes = _core(means.text)
        if nodes:
            yield "Weapon", _text(nodes)


def _perpetrators(actor: Value) -> Iterator[tuple[str, str]]:
    nodes = _core(actor.text)
    if not nodes:
        return
    if actor.id is not None:
        yield "PerpOrg", _text(nodes)
    elif any(node.has("n.person") for node in nodes):
        yield "PerpInd", _text(nodes)
    elif any(node.has("n.org") for node in nodes) or len(nodes) == 1:
        yield "PerpOrg", _text(nodes)
    else:
        yield "PerpInd", _text(nodes)


def _core(phrase: str) -> Sequence[Node]:
    """Return the words of a phrase from behind its articles and numbers up to what qualifies it."""
    nodes = words_of(phrase, _english())
    while nodes and (nodes[0].classes & _LEADING and not nodes[0].classes & {"actor"}):
        nodes = nodes[1:]
    end = next((i for i, node in enumerate(nodes) if node.classes & _ENDING and not node.has("actor")), len(nodes))
    return nodes[:end]


def _name(nodes: Sequence[Node]) -> str:
    """Return the name at the end of a person's title and name, or nothing."""
    start = len(nodes)
    while start and nodes[start - 1].classes <= _SHAPES:
        start -= 1
    return _text(nodes[start:]) if start < len(nodes) else ""


def _text(nodes: Iterable[Node]) -> str:
    return " ".join(node.form for node in nodes)


def _key(mention: str) -> str:
    """Return what two mentions of one thing share: their last word, without the ending of a plural."""
    return mention.split()[-1].removesuffix("s") if mention else ""


@cache
def _english() -> Language:
    return load_language("en")
