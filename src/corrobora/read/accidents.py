"""Floods, storms and crashes: their dead and their damage are nobody's deed."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.codebook import events
from corrobora.read.grammar import Match
from corrobora.read.mention import Mention
from corrobora.read.sentence import Sentence

_OF_NATURE = frozenset({"attack", "displacement"})  # what a flood or a crash can do


def is_accident(sentence: Sentence) -> bool:
    """Return whether a sentence tells of the dead of a flood or a crash, and names no weapon that brought it about."""
    armed = {word.family("m") for word in sentence.words} - {None, "mine", "fire"}
    return not armed and any(word.has("n.accident") or word.has("v.accident") for word in sentence.words)


def without_its_dead(found: Sequence[Match], made: Sequence[Mention]) -> tuple[list[Match], list[Mention]]:
    """Return what is left of a sentence with an accident: no dead or damage, where it tells of no other violence."""
    hurt = [
        each.event in _OF_NATURE and (each.harm or _is_struck(match, each))
        for match, each in zip(found, made, strict=True)
    ]
    if any(events()[each.event].family == "violence" for each, its in zip(made, hurt, strict=True) if not its):
        return list(found), list(made)
    kept = [pair for pair, its in zip(zip(found, made, strict=True), hurt, strict=True) if not its]
    return [match for match, _ in kept], [each for _, each in kept]


def _is_struck(match: Match, mention: Mention) -> bool:
    """Return whether a thing was hit or ruined by nobody, or by a storm."""
    trigger = match.slots.get("trigger", ())
    hits = any((node.has("f.hit") or node.has("v.soft")) and not node.has("n.event") for node in trigger)
    return hits and (not mention.actors or any(node.has("n.accident") for node in match.slots.get("actor", ())))
