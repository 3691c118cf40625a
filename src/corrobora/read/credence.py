"""Names that may be places -> those that are: what stands around them, and what else the document names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corrobora.codebook import actors_by_id
from corrobora.read.gazetteer import Entry
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms, stop_words
from corrobora.read.toponyms import Mention, is_shouted

_BIG = 5_000  # inhabitants from which a capitalised name needs no other sign
_FAMOUS = 500_000
_CONTENT = ("n.", "f.", "ev.", "say.", "m.", "harm.", "month.", "weekday.", "num.")
_CLOSED = frozenset({"det", "prep", "conj", "pron", "aux", "adv", "rel", "neg", "adj"})
_OPENING = frozenset({"«", "“", '"', ":", "-", "–", "—", "•"})
_WRITTEN_ON = frozenset({"ب", "ل"})  # Arabic prepositions of place that are part of the word
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "gen.", "lt.", "col.", "maj.", "capt.", "sgt.", "brig.", "m.", "mme.", "mme", "د."}
)


@dataclass(slots=True)
class Scene:
    """What a document says about where it plays.

    `countries` are those that it names, `lower` its words in lower case; `people` are keys that stand in names of
    people, `guided` those that stand after a preposition of place somewhere: what they are once they are throughout.
    """

    text: str
    language: Language
    countries: frozenset[str]
    lower: frozenset[str]
    people: set[str] = field(default_factory=set)
    guided: set[str] = field(default_factory=set)


def survey(text: str, found: Sequence[Mention], words: Iterable[Node], language: Language) -> Scene:
    """Return the scene of a document from its candidate names and its words."""
    named = {e.country for m in found for e in m.entries if e.kind == "country" and e.country}
    peoples, known = demonyms(language.code), actors_by_id()
    lower: set[str] = set()
    for node in words:
        if node.form in peoples:
            named.add(peoples[node.form])
        if node.id in known:
            named.add(known[node.id].country)
        if "cap" not in node.classes:
            lower.add(node.form)
    scene = Scene(text, language, frozenset(named), frozenset(lower))
    for mention in found:
        if _is_guided(mention, scene):
            scene.guided.add(mention.key)
        elif len(mention.nodes) == 1 and not _stands_alone(mention, scene):
            scene.people.add(mention.key)
    return scene


def _is_guided(mention: Mention, scene: Scene) -> bool:
    return _after_preposition(mention, scene) or _has_parent(mention)


def is_place(mention: Mention, scene: Scene) -> bool:
    """Return whether a name may be taken for a place where it stands."""
    latin = scene.language.script == "latin"
    if not latin and _describes(mention):
        return False
    grade = stop_words(scene.language.code).get(mention.key, "")
    if _after_trigger(mention, placewords_only=grade == "never"):
        return True
    if grade == "never" or latin and _is_titled(mention):
        return False
    guided = _is_guided(mention, scene)
    if latin and not _stands_alone(mention, scene) and not (guided and _is_known(mention)):
        return False
    guided = guided or latin and mention.key in scene.guided
    if grade or mention.key in scene.people and not _is_famous(mention):
        return guided
    if _is_ordinary(mention, scene) and not (guided and _is_known(mention)):
        return False
    if _is_known(mention) or len(mention.nodes) > 1 and latin:
        return True
    if latin and _biggest(mention) >= _BIG:
        return True
    at_home = any(e.country in scene.countries for e in mention.entries)
    if latin:
        return guided or at_home
    return guided and (at_home or _biggest(mention) >= _FAMOUS)


def _describes(mention: Mention) -> bool:
    """Return whether a single word is an adjective of the noun before it: "القنصلية الجديدة", not a town of that name."""
    before = _before(mention)
    is_adjective = len(mention.nodes) == 1 and mention.nodes[0].has("adj")
    return is_adjective and before is not None and bool(before.classes & {"noun", "adj"}) and not before.has("pl.in")


def _is_known(mention: Mention) -> bool:
    return any(entry.known or entry.kind != "town" for entry in mention.entries)


def _is_famous(mention: Mention) -> bool:
    return any(e.kind == "country" or e.population > _FAMOUS for e in mention.entries)


def _biggest(mention: Mention) -> int:
    return max((entry.population for entry in mention.entries), default=0)


def _is_ordinary(mention: Mention, scene: Scene) -> bool:
    """Return whether a single word is rather a common one: the lexicon or the document has it, or a sentence begins with it."""
    if len(mention.nodes) > 1:
        return False
    node = mention.nodes[0]
    if any(name.startswith(_CONTENT) for name in node.classes) or node.classes & _CLOSED:
        return True
    if scene.language.script != "latin":
        return False
    if node.form in scene.lower and "actor" not in node.classes:
        return True
    if _is_known(mention):
        return False
    if is_shouted(scene.text, mention.sentence):
        return _biggest(mention) < _FAMOUS
    before = mention.sentence.nodes[: mention.first]
    begins = not any("word" in each.classes for each in before) or before[-1].form in _OPENING
    return begins and _biggest(mention) < _FAMOUS / 10


def _before(mention: Mention, skip: frozenset[str] = frozenset()) -> Node | None:
    """Return the node before a name, passing over those of the classes `skip`."""
    index = mention.first - 1
    nodes = mention.sentence.nodes
    while index >= 0 and nodes[index].classes & skip:
        index -= 1
    return nodes[index] if index >= 0 else None


def _after_trigger(mention: Mention, *, placewords_only: bool) -> bool:
    """Return whether a common noun of place leads to the name: "town of X", "X province", "مدينة X"."""
    before = _before(mention, frozenset({"pl.of"}))
    if before is not None and (before.has("placeword") or before.has("pl.site") and not placewords_only):
        touches = mention.sentence.nodes[mention.first - 1] is before
        caseless = "cap" not in mention.nodes[0].classes
        if touches == caseless:  # "town of X", but "مدينة X"; "the mayor X" and "المدينة X" lead to no place
            return not before.has("def")
    nodes = mention.sentence.nodes
    after = nodes[mention.last] if mention.last < len(nodes) else None
    return after is not None and "cap" in mention.nodes[0].classes and after.has("placeword") and not placewords_only


def _is_titled(mention: Mention) -> bool:
    """Return whether a person's role stands right before the name: "president X"."""
    before = _before(mention)
    return before is not None and before.has("n.role") and not before.has("pl.site") and not _is_famous(mention)


def _after_preposition(mention: Mention, scene: Scene) -> bool:
    """Return whether a word that leads to places stands before the name: "in X", "près de X", "in Ramadi and X"."""
    nodes, first = mention.sentence.nodes, mention.first
    if mention.split:
        return nodes[first].form[: mention.split] in _WRITTEN_ON
    if first == 0:
        return False
    before, further = nodes[first - 1], nodes[first - 2] if first > 1 else None
    if before.has("pl.in") or before.has("pl.direction"):
        return True
    if further is None:
        return False
    if before.has("conj") or before.form == ",":
        return "known" in further.features
    if before.has("pl.of") and further.has("pl.side"):
        return True
    elided = scene.text[before.end - 1] in {"'", "’"}
    return scene.language.code == "fr" and (before.has("det") or elided) and further.has("pl.in")


def _has_parent(mention: Mention) -> bool:
    """Return whether a larger place follows at once: "X, Iraq", "X (Mali)", "X en Syrie"."""
    nodes = mention.sentence.nodes
    index = mention.last
    if index + 1 >= len(nodes) or not (nodes[index].form in {",", "("} or nodes[index].has("pl.in")):
        return False
    return any(part.features.get("larger") for part in nodes[index + 1 : index + 3])


def _stands_alone(mention: Mention, scene: Scene) -> bool:
    """Return whether no unknown capitalised word touches the name, as one does in "Paris Hilton"."""
    return not (_is_name(mention, mention.first - 1, scene) or _is_name(mention, mention.last, scene))


def _is_name(mention: Mention, index: int, scene: Scene) -> bool:
    nodes = mention.sentence.nodes
    if not 0 <= index < len(nodes):
        return False
    node = nodes[index]
    if node.form in _TITLES and index < mention.first:
        return True
    if not {"cap", "word"} <= node.classes or node.features.get("larger") or "actor" in node.classes:
        return False
    if index < mention.first and node.has("n.role"):
        return True
    known = any(name.startswith((*_CONTENT, "pl.")) for name in node.classes) or node.classes & _CLOSED
    if known or is_shouted(scene.text, mention.sentence) or node.form in scene.lower:
        return False
    return not (index < mention.first and index == 0 and _is_famous(mention))


def mark_larger(found: Sequence[Mention]) -> None:
    """Note on the nodes which names are known, and which of countries and provinces: their neighbours are judged by it."""
    for mention in found:
        for node in mention.nodes:
            if _is_known(mention):
                node.features["known"] = mention.key
            if _is_larger(mention.entries):
                node.features["larger"] = mention.key


def _is_larger(entries: Sequence[Entry]) -> bool:
    return any(entry.kind in {"country", "province", "region"} for entry in entries)
