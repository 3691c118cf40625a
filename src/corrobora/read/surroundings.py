"""What stands around a name that may be a place: a noun of place, a preposition, a larger place, a person's role."""

from __future__ import annotations

from functools import lru_cache

from corrobora.read.node import Node
from corrobora.read.toponyms import Mention

_CONTENT = ("n.", "f.", "ev.", "say.", "m.", "harm.", "month.", "weekday.", "num.")
_CLOSED = frozenset({"det", "prep", "conj", "pron", "aux", "adv", "rel", "neg", "adj"})
_OPENING = frozenset({"«", "“", '"', ":", "-", "–", "—", "•"})
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "gen.", "lt.", "col.", "maj.", "capt.", "sgt.", "brig.", "m.", "mme.", "mme", "د."}
)
_WRITTEN_ON = frozenset({"ب", "ل"})  # Arabic prepositions of place that are part of the word
_APOSTROPHES = frozenset({"'", "’"})
_QUOTE = frozenset({"«", "“"})
_UNQUOTE = frozenset({"»", "”"})
_MARKS = _QUOTE | _UNQUOTE | {'"'}
_NUMBER = frozenset({"num", "number"})
_PARENT_MARKS = frozenset({",", "("})
_LEADING = frozenset({"pl.in", "pl.direction"})
_PARTS = frozenset({"pl.near", "quarter"})  # of a town: behind one, "the city" is no name
_THE = frozenset({"det", "def"})
_PLACE_MEANT = frozenset({"n.place", "noun", "def"})
_DESCRIBED = frozenset({"noun", "adj"})
_HER_VERB = frozenset({"past", "fem"})  # "قالت مالي": a state, and no adjective
_CAPITALISED = frozenset({"cap", "word"})
_STATE_IN_THE_ACCUSATIVE = frozenset({"acc", "kind.state", "nation"})
_STRIKING = frozenset({"f.strike", "f.take"})
_WARLIKE = frozenset({"v.war", "v.bomb", "f.take"})
_CAPITALISED_ROLE = frozenset({"cap", "n.role"})


@lru_cache(maxsize=1 << 12)
def is_common(classes: frozenset[str]) -> bool:
    """Return whether the lexicon has a word of these classes as a common one."""
    return not classes.isdisjoint(_CLOSED) or any(name.startswith(_CONTENT) for name in classes)


@lru_cache(maxsize=1 << 12)
def _may_be_a_name(classes: frozenset[str]) -> bool:
    """Return whether a word has a capital, and the lexicon nothing that would explain it."""
    return (
        classes >= _CAPITALISED
        and not is_common(classes)
        and not any(name.startswith(("pl.", "site.")) for name in classes)
    )


def is_triggered(mention: Mention, *, placewords_only: bool) -> bool:
    """Return whether a common noun of place leads to the name: "town of X", "X province", "مدينة X"."""
    if (mention.bearers.known or mention.bearers.states) and _heads_item(mention):
        return True
    before = mention.before
    if before is not None and "pl.of" in before.classes:
        before = _before(mention, "pl.of")
    caseless = "cap" not in mention.nodes[0].classes
    if before is not None and ("placeword" in before.classes or ("pl.site" in before.classes and not placewords_only)):
        touches = mention.before is before
        if touches == caseless:  # "town of X", but "مدينة X"; "the mayor X" and "المدينة X" lead to no place
            first = mention.nodes[0].classes
            of_a_person = caseless and "n.given" in first and "placeword" not in before.classes
            unnamed = not before.classes.isdisjoint(_PARTS) and first >= _PLACE_MEANT  # "محيط المدينة"
            return "def" not in before.classes and not (of_a_person or unnamed)  # "مستشفى ناصر"
    after = mention.after
    return not (caseless or placewords_only) and after is not None and "placeword" in after.classes


def is_led(text: str, mention: Mention) -> bool:
    """Return whether a word that leads to places stands before the name ("in X"), or a larger place after it."""
    if mention.led is None:
        mention.led = _is_led(text, mention)
    return mention.led


def _is_led(text: str, mention: Mention) -> bool:
    if mention.split:
        return mention.nodes[0].form[: mention.split] in _WRITTEN_ON or _has_parent(mention)
    before, further = mention.before, mention.further
    if before is None:
        return _has_parent(mention) or _heads_item(mention)
    by_verb = bool(mention.bearers.states) and before.classes >= _HER_VERB
    if by_verb or not before.classes.isdisjoint(_LEADING) or _has_parent(mention):
        return True
    if further is None:
        return False
    if "pl.in" in further.classes:
        is_article = "le-la" in before.classes or text[before.end - 1] in _APOSTROPHES  # "dans l'Anbar", "en la Savane"
        if is_article or (mention.bearers.known and before.classes >= _THE):  # "in the Sahel"
            return True
    return "pl.side" in further.classes and "pl.of" in before.classes


def _heads_item(mention: Mention) -> bool:
    """Return whether the name is all that stands before a colon: "- X: three dead", of a state in any sentence."""
    first = mention.sentence.item or (mention.first == 0 and bool(mention.bearers.states))
    return first and mention.after is not None and mention.after.form == ":"


def is_struck(mention: Mention, *, in_war: bool) -> bool:
    """Return whether a verb of striking or taking stands right before the name, `in_war` one that means no words."""
    before = mention.before
    if before is None or "v" not in before.classes or before.classes.isdisjoint(_STRIKING):
        return False
    return not in_war or not before.classes.isdisjoint(_WARLIKE)


def is_listed(mention: Mention) -> bool:
    """Return whether the name goes on a list that a known place begins: "in Ramadi and X"."""
    before, further = mention.before, mention.further
    if before is None or further is None or "known" not in further.features:
        return False
    if before.form == ",":
        after = mention.after
        return after is None or mention.bearers.known or not after.family("say")  # "in Sarmada, Syria, Cook said"
    return "conj" in before.classes


def is_titled(mention: Mention) -> bool:
    """Return whether a person's role, or a noun for what has names of its own, stands before: "president X"."""
    before = mention.before
    if before is None or mention.bearers.famous:
        return False
    return "named" in before.classes or ("n.role" in before.classes and "pl.site" not in before.classes)


def is_adjective(mention: Mention) -> bool:
    """Return whether one word only describes the noun before it: "القنصلية الجديدة", not a town of that name."""
    before = mention.before
    if before is None or len(mention.nodes) > 1 or "adj" not in mention.nodes[0].classes:
        return False
    if sounds_like_its_people(mention):
        return before.form.endswith("ا") or before.has("num")  # "شابا سوريا", "12 سوريا", but "رئيس سوريا"
    return not before.classes.isdisjoint(_DESCRIBED) and before.classes.isdisjoint(_LEADING)  # but "شمالي مالي"


def sounds_like_its_people(mention: Mention) -> bool:
    """Return whether a state is written as one of its people is in the accusative: "سوريا", Syria or a Syrian."""
    return len(mention.nodes) == 1 and mention.nodes[0].classes >= _STATE_IN_THE_ACCUSATIVE


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
    before, after = mention.before, mention.after
    if before is not None:
        if before.form in _TITLES or before.classes >= _CAPITALISED_ROLE:
            return False
        first_word = mention.first == 1 and mention.bearers.famous
        if not first_word and _is_unknown_name(mention, before, lower):
            return False
    return after is None or not _is_unknown_name(mention, after, lower)


def is_quoted(mention: Mention) -> bool:
    """Return whether the name alone, or with a number, stands in quotation marks: men of « Azov », "قدس 2"."""
    before, after = mention.before, mention.after
    if before is None or after is None:
        return False
    if not after.classes.isdisjoint(_NUMBER):
        behind = mention.sentence.nodes[mention.last + 1 : mention.last + 2]
        return before.form in _MARKS and bool(behind) and behind[0].form in _MARKS
    return before.form in _QUOTE and after.form in _UNQUOTE


def _is_unknown_name(mention: Mention, node: Node, lower: frozenset[str]) -> bool:
    if not _may_be_a_name(node.classes):
        return False
    if "borne" not in node.features and ("larger" in node.features or "actor" in node.classes):
        return False
    return node.form not in lower and not mention.shouted


def _has_parent(mention: Mention) -> bool:
    """Return whether a larger place follows at once: "X, Iraq", "X (Mali)", "X en Syrie"."""
    mark = mention.after
    if mark is None or not (mark.form in _PARENT_MARKS or ("pl.in" in mark.classes and not _is_group(mention))):
        return False
    following = mention.sentence.nodes[mention.last + 1 : mention.last + 3]
    return any(node.features.get("larger") for node in following)


def _is_group(mention: Mention) -> bool:
    """Return whether a name is a group's, and of no place that is known: "du Hamas en Israël" is where it acts."""
    return "actor" in mention.nodes[0].classes and not mention.bearers.known


def _before(mention: Mention, skip: str) -> Node | None:
    """Return the node before a name, passing over those of the class `skip`."""
    index = mention.first - 1
    nodes = mention.sentence.nodes
    while index >= 0 and skip in nodes[index].classes:
        index -= 1
    return nodes[index] if index >= 0 else None
