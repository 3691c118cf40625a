"""What stands around a name that may be a place: a noun of place, a preposition, a larger place, a person's role."""

from __future__ import annotations

from corrobora.read.node import Node
from corrobora.read.toponyms import Mention

CONTENT = ("n.", "f.", "ev.", "say.", "m.", "harm.", "month.", "weekday.", "num.")
CLOSED = frozenset({"det", "prep", "conj", "pron", "aux", "adv", "rel", "neg", "adj"})
_OPENING = frozenset({"«", "“", '"', ":", "-", "–", "—", "•"})
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "gen.", "lt.", "col.", "maj.", "capt.", "sgt.", "brig.", "m.", "mme.", "mme", "د."}
)
_WRITTEN_ON = frozenset({"ب", "ل"})  # Arabic prepositions of place that are part of the word
_APOSTROPHES = frozenset({"'", "’"})


def is_triggered(mention: Mention, *, placewords_only: bool) -> bool:
    """Return whether a common noun of place leads to the name: "town of X", "X province", "مدينة X"."""
    before = _before(mention, frozenset({"pl.of"}))
    if before is not None and (before.has("placeword") or (before.has("pl.site") and not placewords_only)):
        touches = mention.sentence.nodes[mention.first - 1] is before
        caseless = "cap" not in mention.nodes[0].classes
        if touches == caseless:  # "town of X", but "مدينة X"; "the mayor X" and "المدينة X" lead to no place
            return not before.has("def")
    after = _at(mention, mention.last)
    return after is not None and "cap" in mention.nodes[0].classes and after.has("placeword") and not placewords_only


def is_led(text: str, mention: Mention) -> bool:
    """Return whether a word that leads to places stands before the name ("in X"), or a larger place after it."""
    if mention.led is None:
        mention.led = _is_led(text, mention)
    return mention.led


def _is_led(text: str, mention: Mention) -> bool:
    if mention.split:
        return mention.nodes[0].form[: mention.split] in _WRITTEN_ON or _has_parent(mention)
    before, further = _at(mention, mention.first - 1), _at(mention, mention.first - 2)
    if before is None:
        return _has_parent(mention)
    if before.has("pl.in") or before.has("pl.direction") or _has_parent(mention):
        return True
    if further is None:
        return False
    is_article = before.has("le-la") or text[before.end - 1] in _APOSTROPHES  # "dans l'Anbar", "en la Savane"
    is_article = is_article or (mention.known and before.has("det") and before.has("def"))  # "in the Sahel"
    return (further.has("pl.side") and before.has("pl.of")) or (further.has("pl.in") and is_article)


def is_listed(mention: Mention) -> bool:
    """Return whether the name goes on a list that a known place begins: "in Ramadi and X"."""
    before, further = _at(mention, mention.first - 1), _at(mention, mention.first - 2)
    if before is None or further is None or not (before.has("conj") or before.form == ","):
        return False
    after = _at(mention, mention.last)
    if before.form == "," and after is not None and after.family("say") and not mention.known:
        return False  # "in Sarmada, Syria, Cook said"
    return "known" in further.features


def is_titled(mention: Mention) -> bool:
    """Return whether a person's role, or a noun for what has names of its own, stands before: "president X"."""
    before = _at(mention, mention.first - 1)
    if before is None or mention.famous:
        return False
    return before.has("named") or (before.has("n.role") and not before.has("pl.site"))


def is_adjective(mention: Mention) -> bool:
    """Return whether one word only describes the noun before it: "القنصلية الجديدة", not a town of that name."""
    before = _at(mention, mention.first - 1)
    describes = len(mention.nodes) == 1 and mention.nodes[0].has("adj")
    return describes and before is not None and bool(before.classes & {"noun", "adj"}) and not before.has("pl.in")


def begins(mention: Mention) -> bool:
    """Return whether the name begins its sentence or a quotation, so that its capital says nothing."""
    before = mention.sentence.nodes[: mention.first]
    return not any("word" in each.classes for each in before) or before[-1].form in _OPENING


def stands_alone(mention: Mention, lower: frozenset[str]) -> bool:
    """Return whether no unknown capitalised word touches the name, as one does in "Paris Hilton".

    `lower` are words that the document also writes small.
    """
    if mention.alone is None:
        mention.alone = _stands_alone(mention, lower)
    return mention.alone


def _stands_alone(mention: Mention, lower: frozenset[str]) -> bool:
    before, after = _at(mention, mention.first - 1), _at(mention, mention.last)
    if before is not None and before.form in _TITLES:
        return False
    if before is not None and before.has("n.role") and "cap" in before.classes:
        return False
    first_word = mention.first == 1 and mention.famous
    if before is not None and not first_word and _is_unknown_name(mention, before, lower):
        return False
    return after is None or not _is_unknown_name(mention, after, lower)


def is_quoted(mention: Mention) -> bool:
    """Return whether the name alone stands in quotation marks: men of « Azov »."""
    before, after = _at(mention, mention.first - 1), _at(mention, mention.last)
    return before is not None and before.form in {"«", "“"} and after is not None and after.form in {"»", "”"}


def _is_unknown_name(mention: Mention, node: Node, lower: frozenset[str]) -> bool:
    if not {"cap", "word"} <= node.classes:
        return False
    if "borne" not in node.features and ("larger" in node.features or node.has("actor")):
        return False
    if any(name.startswith((*CONTENT, "pl.", "site.")) for name in node.classes) or node.classes & CLOSED:
        return False
    return node.form not in lower and not mention.shouted


def _has_parent(mention: Mention) -> bool:
    """Return whether a larger place follows at once: "X, Iraq", "X (Mali)", "X en Syrie"."""
    mark = _at(mention, mention.last)
    if mark is None or not (mark.form in {",", "("} or mark.has("pl.in")):
        return False
    following = mention.sentence.nodes[mention.last + 1 : mention.last + 3]
    return any(node.features.get("larger") for node in following)


def _at(mention: Mention, index: int) -> Node | None:
    nodes = mention.sentence.nodes
    return nodes[index] if 0 <= index < len(nodes) else None


def _before(mention: Mention, skip: frozenset[str]) -> Node | None:
    """Return the node before a name, passing over those of the classes `skip`."""
    index = mention.first - 1
    nodes = mention.sentence.nodes
    while index >= 0 and nodes[index].classes & skip:
        index -= 1
    return nodes[index] if index >= 0 else None
