"""Floods, storms and crashes: their dead and their damage are nobody's deed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corrobora.codebook import events
from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence

_UNARMED = frozenset({None, "mine", "fire", "aircraft"})
_ACCIDENTS, _CRASH = frozenset({"n.accident", "v.accident"}), frozenset({"v.crash", "n.craft"})
_OBJECTS = frozenset({"ng", "name", "named", "actor", "person", "org", "num", "place"})
_OF_NATURE = frozenset({"attack", "displacement"})  # what a flood or a crash can do


def is_accident(sentence: Sentence) -> bool:
    """Return whether a sentence tells of the dead of a flood or a crash, and names no weapon that brought it about."""
    armed = {word.family("m") for word in sentence.words} - _UNARMED
    if armed:
        return False
    told = frozenset[str]().union(*[word.classes for word in sentence.words])
    return bool(told & _ACCIDENTS or told >= _CRASH) or any(_goes_down(*pair) for pair in pairwise(sentence.nodes))


def _goes_down(node: Node, behind: Node) -> bool:
    """Return whether a thing sinks or crashes by itself, or a fire broke out: "a ferry sank", and not "sank a ship"."""
    if "ng" in node.classes:
        return "n.fire" in node.classes and node.has("one")
    return "v.sink" in node.classes and node.has("active") and behind.classes.isdisjoint(_OBJECTS)


def without_accidents(
    sentence: Sentence, found: list[Match], made: list[Mention], *, fallen: bool
) -> tuple[list[Match], list[Mention]]:
    """Return what a sentence tells besides an accident, `fallen` if one was told right before it."""
    if is_accident(sentence):
        return _without_its_dead(found, made)
    return _without_those_who_died(found, made) if fallen else (found, made)


def _without_its_dead(found: Sequence[Match], made: Sequence[Mention]) -> tuple[list[Match], list[Mention]]:
    """Return what is left of a sentence with an accident: no dead or damage, where it tells of no other violence."""
    hurt = [
        (each.event in _OF_NATURE and (each.harm or _is_struck(match, each))) or _is_fire(match, each)
        for match, each in zip(found, made, strict=True)
    ]
    if any(events()[each.event].family == "violence" for each, its in zip(made, hurt, strict=True) if not its):
        return list(found), list(made)
    kept = [pair for pair, its in zip(zip(found, made, strict=True), hurt, strict=True) if not its]
    return [match for match, _ in kept], [each for _, each in kept]


def follows_accident(sentences: Sequence[Sentence], index: int) -> bool:
    """Return whether the sentence before, of the same paragraph, tells of a flood or a crash."""
    before, here = sentences[index - 1 : index], sentences[index]
    return any(each.paragraph == here.paragraph and is_accident(each) for each in before)


def _without_those_who_died(found: Sequence[Match], made: Sequence[Mention]) -> tuple[list[Match], list[Mention]]:
    """Return what is left of a sentence that goes on about an accident: "a ferry sank. At least 78 people died"."""
    if any(events()[each.event].family == "violence" and not each.harm for each in made):
        return list(found), list(made)
    kept = [pair for pair in zip(found, made, strict=True) if not _tells_who_died(*pair)]
    return [match for match, _ in kept], [each for _, each in kept]


def _tells_who_died(match: Match, mention: Mention) -> bool:
    died = any(node.has("f.die") or node.has("f.toll") for node in match.slots.get("trigger", ()))
    return died and mention.harm and mention.event in _OF_NATURE and not (mention.actors or mention.means)


def _is_fire(match: Match, mention: Mention) -> bool:
    """Return whether something burnt, and nobody is said to have set it on fire: "a fire destroyed a hotel"."""
    accident = any(node.has("n.accident") for node in match.slots.get("trigger", ()))
    return accident and mention.event == "arson" and not mention.actors


def _is_struck(match: Match, mention: Mention) -> bool:
    """Return whether a thing was hit or ruined by nobody, or by a storm."""
    trigger = match.slots.get("trigger", ())
    hits = any((node.has("f.hit") or node.has("v.soft")) and not node.has("n.event") for node in trigger)
    return hits and (not mention.actors or any(node.has("n.accident") for node in match.slots.get("actor", ())))
