"""Sentences that go on from what was told: with a deed done as well, or with whom the one before harmed."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence

_LIKEWISE = 4  # words with which what was done as well begins
_ENDING = frozenset({"mark", "conj", "stop", "that"})


def is_likewise(sentence: Sentence, first: Mention) -> bool:
    """Return whether a sentence begins with what was done, or is said, as well: "كما استهدفوا", "he also said that"."""
    words = sentence.words[: _LIKEWISE + 1]
    at = next((at for at, word in enumerate(words[:-2]) if word.has("likewise")), None)
    if at is None or not first.targets or first.harm:
        return False
    if words[at].has("conj"):
        return first.trigger.start <= words[:_LIKEWISE][-1].start
    return bool(words[at + 1].family("say"))  # "he also said that they had hit"


def is_done_by(nodes: Sequence[Node], event: Mention, harm: Mention) -> bool:
    """Return whether harm is what an event did by a relative clause: "after the strike that killed seven"."""
    between = [node for node in nodes if event.trigger.end <= node.start and node.end <= harm.trigger.start]
    return (
        harm.harm and any(node.has("rel") for node in between) and not any(node.classes & _ENDING for node in between)
    )
