"""Names that may be places -> those that are: what stands around them, and what else the document names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corrobora.read.commonnames import is_described, is_done_to, is_witness, only_home
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms, stop_words
from corrobora.read.surroundings import (
    begins,
    is_adjective,
    is_common,
    is_led,
    is_listed,
    is_quoted,
    is_struck,
    is_titled,
    is_triggered,
    sounds_like_its_people,
    stands_alone,
)
from corrobora.read.toponyms import Mention

_OF_PLACES = {"state", "government"}
_SITES = frozenset({"site.ends", "n.thing"})
_BIG = 5_000  # inhabitants from which a capitalised name needs no other sign
_EMINENT = 50_000  # … from which it needs none where every word has a capital by its place


@dataclass(slots=True)
class Scene:
    """What a document says about where it plays.

    `countries` are those that it names, `lower` its words in lower case; `people` are keys that stand in names of
    people, `guided` those that stand after a preposition of place somewhere: what they are once they are throughout.
    `homes` are `countries` and those in which a place named lies for certain.
    """

    text: str
    language: Language
    countries: frozenset[str]
    lower: frozenset[str]
    people: set[str] = field(default_factory=set)
    guided: set[str] = field(default_factory=set)
    homes: frozenset[str] = frozenset()


def survey(
    text: str, found: Sequence[Mention], words: Sequence[Node], spoken_of: Iterable[str], language: Language
) -> Scene:
    """Return the scene of a document from its candidate names, its words and the countries that these speak of."""
    countries = set(spoken_of)
    for states in {mention.bearers.states for mention in found}:
        countries |= states
    cased = language.script == "latin"
    lower = frozenset([node.form for node in words if "cap" not in node.classes] if cased else ())
    stops = stop_words(language.code)
    homes = only_home([mention for mention in found if mention.key not in stops]) | countries
    scene = Scene(text, language, frozenset(countries), lower, homes=homes)
    for mention in found:
        if is_led(text, mention) or is_listed(mention):
            scene.guided.add(mention.key)
        elif len(mention.nodes) == 1 and not stands_alone(mention, lower):
            scene.people.add(mention.key)
    return scene


def is_place(mention: Mention, scene: Scene) -> bool:
    """Return whether a name may be taken for a place where it stands."""
    bearers, language = mention.bearers, scene.language
    grade = stop_words(language.code).get(mention.key, "")
    cased = language.script == "latin"
    if grade == "home":
        return _is_at_its_home(mention, scene)
    if not cased and is_adjective(mention):
        return False
    if sounds_like_its_people(mention) or is_triggered(mention, placewords_only=grade == "never"):
        return True
    if (
        grade == "never"
        or is_quoted(mention)
        or _is_somebody(mention, scene)
        or _names_a_site_elsewhere(mention, scene)
    ):
        return False
    led = is_led(scene.text, mention) or is_listed(mention) or (cased and mention.key in scene.guided)
    common = grade == "weak" or (not grade and is_common(mention.nodes[0].classes))
    mention.struck = not led and cased and common and _is_under_attack(mention, scene)
    led = led or mention.struck
    if grade == "weak" and cased and not led and _is_named_country(mention, scene):
        led = not begins(mention) and not mention.shouted
    if grade == "weak" and not cased and not led:
        led = _is_home(mention, scene) and is_done_to(mention) and not is_described(mention)
    if grade or _is_party(mention) or (mention.key in scene.people and not bearers.famous):
        return led
    ordinary = not (led and bearers.known) and _is_ordinary(mention, scene, cased=cased)
    likely = bearers.known or (_is_likely(mention, scene, led=led) if cased else _is_certain(mention, scene, led=led))
    return likely and not ordinary


def _names_a_site_elsewhere(mention: Mention, scene: Scene) -> bool:
    """Return whether a house bears a name of places in none of the article's countries: "Medina Mosque"."""
    after, behind = mention.after, mention.sentence.nodes[mention.last + 1 : mention.last + 3]
    if after is None or "cap" not in after.classes or _SITES.isdisjoint(after.classes):
        return False
    elsewhere = (
        len(behind) > 1 and "pl.in" in behind[0].classes and "cap" in behind[1].classes
    )  # "Medina Mosque in Gao"
    return (elsewhere or bool(scene.homes)) and mention.bearers.countries.isdisjoint(scene.homes)


def _is_at_its_home(mention: Mention, scene: Scene) -> bool:
    """Return whether a common word is a place: after its kind, or in its country after "in" or a deed done to it."""
    if is_triggered(mention, placewords_only=True):
        return True
    if not _is_home(mention, scene) or (is_described(mention) and not is_witness(mention)):
        return False
    return is_witness(mention) or is_led(scene.text, mention) or is_listed(mention) or is_done_to(mention)


def _is_home(mention: Mention, scene: Scene) -> bool:
    return any(entry.known and entry.country in scene.homes for entry in mention.bearers.entries)


def _is_somebody(mention: Mention, scene: Scene) -> bool:
    return _is_people(mention, scene.language) or _is_of_a_person(mention, scene)


def _is_people(mention: Mention, language: Language) -> bool:
    """Return whether a name is rather of a people ("in English"); a country may sound like its people: "جيبوتي"."""
    return not mention.bearers.known and len(mention.nodes) == 1 and mention.nodes[0].form in demonyms(language.code)


def _is_party(mention: Mention) -> bool:
    """Return whether the name is that of a group or body of the codebook, and of no country or capital."""
    kind = mention.nodes[0].family("kind") if len(mention.nodes) == 1 else None
    return kind is not None and kind not in _OF_PLACES


def _is_of_a_person(mention: Mention, scene: Scene) -> bool:
    """Return whether the name is part of a person's: after a role, or beside an unknown capitalised word."""
    if scene.language.script != "latin":
        return False
    if is_titled(mention):
        return True
    if mention.bearers.known and (len(mention.nodes) > 1 or is_led(scene.text, mention)):
        return False
    return not stands_alone(mention, scene.lower)


def _is_likely(mention: Mention, scene: Scene, *, led: bool) -> bool:
    """Return whether a capitalised name has one sign that it is a place: its size, a preposition, its country."""
    return led or len(mention.nodes) > 1 or mention.bearers.biggest >= _BIG or _is_at_home(mention, scene)


def _is_certain(mention: Mention, scene: Scene, *, led: bool) -> bool:
    """Return whether a name without capitals has two signs: a preposition, and its country or its size."""
    return led and (mention.bearers.famous or _is_at_home(mention, scene))


def _is_at_home(mention: Mention, scene: Scene) -> bool:
    return not mention.bearers.countries.isdisjoint(scene.countries)


def _is_named_country(mention: Mention, scene: Scene) -> bool:
    """Return whether a listed place of a country that the document names bears the name, which it writes only large."""
    listed = any(entry.known and entry.country in scene.countries for entry in mention.bearers.entries)
    return listed and not any(node.form in scene.lower for node in mention.nodes)


def _is_under_attack(mention: Mention, scene: Scene) -> bool:
    """Return whether a name that is a common word too can only be what was struck or taken: "they bombed Tyre"."""
    if mention.shouted:
        return False
    if any(node.form in scene.lower for node in mention.nodes):
        return False
    by_war = is_struck(mention, in_war=True)
    return by_war or (is_struck(mention, in_war=False) and (mention.bearers.listed or _is_at_home(mention, scene)))


def _is_ordinary(mention: Mention, scene: Scene, *, cased: bool) -> bool:
    """Return whether a single word is rather a common one, since the lexicon or the document has it as such."""
    if len(mention.nodes) > 1:
        return cased and all(is_common(node.classes) for node in mention.nodes)
    node, bearers = mention.nodes[0], mention.bearers
    if is_common(node.classes):
        return True
    if not cased:
        return False
    if node.form in scene.lower and "actor" not in node.classes:
        return True
    if mention.shouted:
        return not (bearers.known or bearers.famous)
    return not bearers.known and bearers.biggest < _EMINENT and begins(mention)


def mark_known(found: Sequence[Mention], language: Language) -> None:
    """Note on the nodes which names are known, of larger places or borne by people, to judge their neighbours by."""
    stops = stop_words(language.code)
    for mention in found:
        key, notes = mention.key, {}
        if mention.bearers.known:
            notes["known"] = key
            if mention.bearers.larger:
                notes["larger"] = key
        if stops.get(key) == "name":
            notes["borne"] = key
        if notes:
            for node in mention.nodes:
                node.features = {**node.features, **notes}
