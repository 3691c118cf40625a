"""Names of places that are common words as well -> whether the place is meant where they stand: "قصف الطيران صور"."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.toponyms import Mention

_REACH = 6  # nodes between a deed and the place where it was done: its subject, and what describes that
_DONE = frozenset({"f.strike", "f.take", "f.move", "f.fire", "f.blast", "f.post"})
_ENDS = frozenset({"mark", "stop", "rel", "that", "conj"})
_SUBJECT = frozenset({"actor", "org", "noun", "adj", "new", "prep"})
_BESIDE = frozenset({"noun", "adj", "num", "number"})  # behind one of these, an adjective describes it
_DESCRIBING = frozenset({"adj", "noun"})
_TELLING = frozenset({"past", "impf"})  # a verb behind an indefinite noun says what it did: "صور نشرتها"
_LEADING_ON = frozenset({"prep", "adv", "pl.direction", "part.dawn", "part.night", "unit.day"})  # behind the object


def is_done_to(mention: Mention) -> bool:
    """Return whether a name is what a deed before it was done to, or where: "سيطر الجيش على X", "قصف X"."""
    row, index = mention.sentence.nodes, mention.first - 1
    if index >= 0 and "prep" in row[index].classes:
        index -= 1
    for node in reversed(row[max(0, index - _REACH + 1) : index + 1]):
        if not node.classes.isdisjoint(_DONE):
            return True
        if not node.classes.isdisjoint(_ENDS) or node.classes.isdisjoint(_SUBJECT):
            return False
    return False


def is_witness(mention: Mention) -> bool:
    """Return whether a name is what saw something happen: "شهدت X"."""
    return mention.before is not None and "lv.undergo" in mention.before.classes


def is_described(mention: Mention) -> bool:
    """Return whether the words beside a name make it the common word: "صور جوية", "صور الضحايا", "الباب الرئيسي"."""
    first = mention.nodes[0]
    definite = "def" in first.classes
    before, after = mention.before, mention.after
    may_describe = "adj" in first.classes and before is not None and "actor" not in before.classes
    if may_describe and before is not None and not before.classes.isdisjoint(_BESIDE):
        return True
    if after is None or not after.classes.isdisjoint(_LEADING_ON):
        return False
    if definite:
        return "adj" in after.classes and "def" in after.classes
    if not after.classes.isdisjoint(_TELLING):
        return True
    if after.classes.isdisjoint(_DESCRIBING):
        return False
    return not ("adj" in after.classes and "def" in after.classes)  # "صور الساحلية" is a town, "صور الضحايا" is none


def only_home(found: Sequence[Mention]) -> frozenset[str]:
    """Return the countries of known places that can lie nowhere else."""
    return frozenset(
        home
        for each in found
        if each.bearers.known and len(each.bearers.countries) == 1
        for home in each.bearers.countries
    )
