"""Whether the words around a time tell the future or the past."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.read.byclasses import ByClasses
from corrobora.read.expressions import Expression
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence

_AHEAD = frozenset({"fut", "will", "future"})
_OPEN = "nonpast"
_BACK = frozenset({"past", "impf", "perf"})
_TERM = frozenset({"term", "n.deadline"})
_PLEDGES = frozenset({"pledge", "say.threatens"})
_TELLING = _AHEAD | _BACK | _TERM | {"pp", "pledge", _OPEN}
_NO_TENSE = frozenset({"n.given", "v.mark"})  # a name, and a verb that only says which: "drones belonging to the army"
_VERBAL = ByClasses(lambda classes: classes.isdisjoint(_NO_TENSE) and not _TELLING.isdisjoint(classes))
_REACH = 4
_FAR = 16  # words behind a time in which a verb may hang on "before"
_BESIDE = 15  # characters within which a deadline says what it is ("the deadline is Friday")
_COMMA = 40  # characters of distance that a comma is worth
_BARE = {"weekday", "weekdays", "duration"}


def had_happened(sentence: Sentence, node: Node) -> bool:
    """Return whether what a time bounds was over by then: "by Monday they had taken it", "had taken it by Monday"."""
    verbs = [word for word in sentence.words if word.has("v") or word.has("aux")]
    before = [word for word in verbs if word.end <= node.start][-2:]
    beside = before or [word for word in verbs if word.start >= node.end][:1]
    return any(word.has("pluperf") for word in beside) and not any(word.has("inf") for word in beside)


@dataclass(frozen=True, slots=True)
class Tense:
    """The words of a sentence, which of them are verbs that tell when, and where its commas stand."""

    words: Sequence[Node]
    verbs: Sequence[int]
    commas: Sequence[int]

    def at(self, node: Node, what: Expression, before: Node | None) -> bool | None:
        """Return whether the verb nearest to a time tells the future (true) or the past (false)."""
        toward = before is not None and before.has("toward")
        words = self.words
        apart = [index for index in self.verbs if not node.start <= words[index].start < node.end]
        for distance, index in sorted([(self._distance(words[index], node), index) for index in apart]):
            word = words[index]
            if _OPEN in word.classes and self._hangs_on_another(node, index):
                continue
            if "n.deadline" in word.classes and distance > _BESIDE:
                continue
            if what.kind in _BARE and self._is_pledged(node, index):
                return True
            if toward and word.has("pp") and not word.has("say.accuses"):  # "blamed for Monday's raid"
                return True
            ahead = _tells(words[max(0, index - _REACH) : index], word, what)
            if ahead is not None:
                return ahead
        return None

    def _is_pledged(self, node: Node, index: int) -> bool:
        """Return whether a deed that a verb threatens or pledges stands before a time: "vowed to strike on Monday"."""
        if _PLEDGES.isdisjoint(self.words[index].classes):
            return False
        behind = self.words[index + 1 : index + 1 + _REACH]
        return any(word.end <= node.start and (word.has("inf") or word.has("evn")) for word in behind)

    def _hangs_on_another(self, node: Node, index: int) -> bool:
        """Return whether a verb only goes with another: "before men stormed it", "the devices that they use"."""
        between = [word for word in self.words[max(0, index - _FAR) : index] if word.start >= node.end]
        aside = index > 0 and "rel" in self.words[index - 1].classes
        return aside or self._tells_of_noun(index) or any("untimed" in word.classes for word in between)

    def _tells_of_noun(self, index: int) -> bool:
        """Return whether a verb only says which, behind a past one: "hit a convent (that) shelters", "دير يؤوي"."""
        word = self.words[index - 1] if index else None
        bare = word is not None and word.has("noun") and not word.has("def")
        return bare and any(self.words[at].has("past") for at in self.verbs if at < index)

    def _distance(self, word: Node, node: Node) -> int:
        low, high = (word.end, node.start) if word.end <= node.start else (node.end, word.start)
        if not self.commas:
            return high - low
        return high - low + _COMMA * (bisect_left(self.commas, high) - bisect_left(self.commas, low))


def tense_of(sentence: Sentence) -> Tense:
    """Return the verbs of a sentence that tell when.

    >>> tense_of(Sentence(1, "body", (Node(0, 3, frozenset({"past"}), "ran"), Node(3, 4, frozenset(), ",")))).commas
    [3]
    """
    words = sentence.words
    verbs = [index for index, word in enumerate(words) if _VERBAL[word.classes]]
    return Tense(words, verbs, [word.start for word in words if word.form == ","])


def _tells(before: Sequence[Node], word: Node, what: Expression) -> bool | None:
    """Return whether a verb tells the future or the past; a participle tells the past only after its auxiliary.

    A form that leaves it open ("nonpast") tells the future of a bare weekday and of a length of time, unless an
    auxiliary or a negation has put it in the past; so does a word that sets a term ("must", "expires").
    """
    classes, is_bare = word.classes, what.kind in _BARE
    if (is_bare and not _TERM.isdisjoint(classes)) or (what.prep == "within" and not _PLEDGES.isdisjoint(classes)):
        return True
    leading = frozenset[str]().union(*(other.classes for other in before))
    if "will" in classes and before and before[-1].has("aux") and not before[-1].has("pres"):
        return None  # "was due on Sunday": on either side of the day of speaking
    if not (_AHEAD.isdisjoint(classes) and _AHEAD.isdisjoint(leading)):
        return True
    if _OPEN in classes:
        if "aux" in leading or "neg-past" in leading:
            return False
        return True if is_bare and not word.family("say") else None
    return False if "aux" in leading or not _BACK.isdisjoint(classes) else None
