"""Whether the words around a time tell the future or the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.read.expressions import Expression
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence

_AHEAD = frozenset({"fut", "will", "future"})
_OPEN = "nonpast"
_BACK = frozenset({"past", "impf", "perf"})
_TERM = frozenset({"term", "n.deadline"})
_VERBAL = _AHEAD | _BACK | _TERM | {"pp", _OPEN}
_REACH = 4
_COMMA = 40  # characters of distance that a comma is worth
_BARE = {"weekday", "weekdays", "duration"}


@dataclass(frozen=True, slots=True)
class Tense:
    """The verbs of a sentence, with up to four words before each, and where its commas stand."""

    verbs: tuple[tuple[Node, Sequence[Node]], ...]
    commas: tuple[int, ...]

    def at(self, node: Node, what: Expression, before: Node | None) -> bool | None:
        """Return whether the verb nearest to a time tells the future (true) or the past (false)."""
        toward = before is not None and before.has("toward")
        nearest: tuple[int, bool] | None = None
        for word, leading in self.verbs:
            if node.start <= word.start < node.end:
                continue
            low, high = (word.end, node.start) if word.end <= node.start else (node.end, word.start)
            distance = high - low + _COMMA * sum(low <= comma < high for comma in self.commas)
            if nearest is None or distance < nearest[0]:
                ahead = True if toward and word.has("pp") else _tells(leading, word, what)
                nearest = nearest if ahead is None else (distance, ahead)
        return nearest[1] if nearest is not None else None


def tense_of(sentence: Sentence) -> Tense:
    """Return the verbs of a sentence that tell when.

    >>> tense_of(Sentence(1, "body", (Node(0, 3, frozenset({"past"}), "ran"), Node(3, 4, frozenset(), ",")))).commas
    (3,)
    """
    words = sentence.words
    verbs = [
        (word, words[max(0, index - _REACH) : index])
        for index, word in enumerate(words)
        if not _VERBAL.isdisjoint(word.classes)
    ]
    return Tense(tuple(verbs), tuple(word.start for word in words if word.form == ","))


def _tells(before: Sequence[Node], word: Node, what: Expression) -> bool | None:
    """Return whether a verb tells the future or the past; a participle tells the past only after its auxiliary.

    A form that leaves it open ("nonpast") tells the future of a bare weekday and of a length of time, unless an
    auxiliary or a negation has put it in the past; so does a word that sets a term ("must", "expires").
    """
    if word.has("will") and before and before[-1].has("aux") and not before[-1].has("pres"):
        return None  # "was due on Sunday": on either side of the day of speaking
    if word.classes & _TERM and what.kind in _BARE:
        return True
    if word.classes & _AHEAD or any(other.classes & _AHEAD for other in before):
        return True
    if word.has(_OPEN):
        if any(other.has("aux") or other.has("neg-past") for other in before):
            return False
        return True if what.kind in _BARE and not word.family("say") else None
    if what.prep == "within" and word.has("say.threatens"):
        return True
    is_back = word.classes & _BACK or any(other.has("aux") for other in before)
    return False if is_back else None
