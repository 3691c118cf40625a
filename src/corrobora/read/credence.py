"""Names that may be places -> those that are: what stands around them, and what else the document names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placewords import countries_of, demonyms, stop_words
from corrobora.read.surroundings import (
    CLOSED,
    CONTENT,
    begins,
    is_adjective,
    is_led,
    is_listed,
    is_quoted,
    is_titled,
    is_triggered,
    stands_alone,
)
from corrobora.read.toponyms import Mention

_BIG = 5_000  # inhabitants from which a capitalised name needs no other sign
_EMINENT = 50_000  # … from which it needs none where every word has a capital by its place


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


def survey(text: str, found: Sequence[Mention], words: Sequence[Node], language: Language) -> Scene:
    """Return the scene of a document from its candidate names and its words."""
    named = {e.country for m in found for e in m.entries if e.kind == "country" and e.country}
    lower = frozenset([node.form for node in words if "cap" not in node.classes])
    scene = Scene(text, language, frozenset(named) | countries_of(words, language).keys(), lower)
    for mention in found:
        if is_led(text, mention) or is_listed(mention):
            scene.guided.add(mention.key)
        elif len(mention.nodes) == 1 and not stands_alone(mention, scene.lower):
            scene.people.add(mention.key)
    return scene


def is_place(mention: Mention, scene: Scene) -> bool:
    """Return whether a name may be taken for a place where it stands."""
    grade = stop_words(scene.language.code).get(mention.key, "")
    cased = scene.language.script == "latin"
    if not cased and is_adjective(mention):
        return False
    if is_triggered(mention, placewords_only=grade == "never"):
        return True
    people = demonyms(scene.language.code)  # "in English"; a country may sound like its people: "جيبوتي"
    is_people = not mention.known and len(mention.nodes) == 1 and mention.nodes[0].form in people
    if is_people or grade == "never" or is_quoted(mention) or (cased and _is_of_a_person(mention, scene)):
        return False
    led = is_led(scene.text, mention) or is_listed(mention) or (cased and mention.key in scene.guided)
    if grade == "weak" and cased and not led and _is_named_country(mention, scene):
        led = not begins(mention) and not mention.shouted
    if grade or (mention.key in scene.people and not mention.famous):
        return led
    if _is_ordinary(mention, scene, cased=cased) and not (led and mention.known):
        return False
    return mention.known or (_is_likely(mention, scene, led=led) if cased else _is_certain(mention, scene, led=led))


def _is_of_a_person(mention: Mention, scene: Scene) -> bool:
    """Return whether the name is part of a person's: after a role, or beside an unknown capitalised word."""
    if is_titled(mention):
        return True
    if mention.known and (len(mention.nodes) > 1 or is_led(scene.text, mention)):
        return False
    return not stands_alone(mention, scene.lower)


def _is_likely(mention: Mention, scene: Scene, *, led: bool) -> bool:
    """Return whether a capitalised name has one sign that it is a place: its size, a preposition, its country."""
    return led or len(mention.nodes) > 1 or mention.biggest >= _BIG or _is_at_home(mention, scene)


def _is_certain(mention: Mention, scene: Scene, *, led: bool) -> bool:
    """Return whether a name without capitals has two signs: a preposition, and its country or its size."""
    return led and (mention.famous or _is_at_home(mention, scene))


def _is_at_home(mention: Mention, scene: Scene) -> bool:
    return any(entry.country in scene.countries for entry in mention.entries)


def _is_named_country(mention: Mention, scene: Scene) -> bool:
    """Return whether a listed place of a country that the document names bears the name, which it writes only large."""
    listed = any(entry.known and entry.country in scene.countries for entry in mention.entries)
    return listed and not any(node.form in scene.lower for node in mention.nodes)


def _is_ordinary(mention: Mention, scene: Scene, *, cased: bool) -> bool:
    """Return whether a single word is rather a common one, since the lexicon or the document has it as such."""
    if len(mention.nodes) > 1:
        return cased and all(_is_common(node) for node in mention.nodes)
    node = mention.nodes[0]
    if any(name.startswith(CONTENT) for name in node.classes) or node.classes & CLOSED:
        return True
    if not cased:
        return False
    if node.form in scene.lower and "actor" not in node.classes:
        return True
    if mention.shouted:
        return not (mention.known or mention.famous)
    return begins(mention) and not mention.known and mention.biggest < _EMINENT


def _is_common(node: Node) -> bool:
    """Return whether the lexicon has a word as a common one."""
    return bool(node.classes & CLOSED) or any(name.startswith(CONTENT) for name in node.classes)


def mark_known(found: Sequence[Mention], language: Language) -> None:
    """Note on the nodes which names are known, of larger places or borne by people, to judge their neighbours by."""
    stops = stop_words(language.code)
    for mention in found:
        larger = any(entry.kind in {"country", "province", "region"} for entry in mention.entries)
        for node in mention.nodes:
            if mention.known:
                node.note("known", mention.key)
            if larger:
                node.note("larger", mention.key)
            if stops.get(mention.key) == "name":
                node.note("borne", mention.key)
