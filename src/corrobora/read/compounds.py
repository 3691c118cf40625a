"""Names of places inside longer words and names: "Kabul-Jalalabad", "UK-funded", "the Government of Iraq"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corrobora.read.gazetteer import Gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.node import Node, shared
from corrobora.read.placewords import stop_words
from corrobora.read.sentence import Sentence

_BARE = frozenset({"cap", "word"})
_JOINED = shared(frozenset({"word", "adj", "joined"}))
_NEW = frozenset({"new", "word"})  # … in a script without capitals
_NO_BODY = frozenset({"place", "kind.armed-group"})  # "the Islamic State of Iraq" is none of Iraq's
_MARK = shared(frozenset({"mark"}))
_NAMED = shared(frozenset({"place", "word"}))
_PLACE = 5_000  # inhabitants that a town has which may be half of a pair
_MOST_PARTS = 3
_BEFORE = 2  # words before a pair that may say that it is a road's
_NAME = re.compile(r"[^\W\d_][\w'’-]{2,}")


def part_pairs(text: str, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> None:
    """Part the words of a sentence that join two names of places, or one to a small word ("UK-funded")."""
    bare = _BARE if language.script == "latin" else _NEW
    joined = [i for i, node in enumerate(sentence.nodes) if node.classes == bare and "-" in node.form]
    for index in reversed(joined):
        on_road = any("pl.road" in node.classes for node in sentence.nodes[max(0, index - _BEFORE) : index])
        parts = list(_parts(text, sentence.nodes[index], language, gazetteer, on_road=on_road))
        if parts:
            sentence.nodes[index : index + 1] = parts


def _parts(text: str, node: Node, language: Language, gazetteer: Gazetteer, *, on_road: bool) -> Iterator[Node]:
    """Yield the parts of a word at its hyphens, or nothing where they are no places; a road joins nothing else."""
    words = re.split(r"[-‐‑]", text[node.start : node.end])
    large = [word for word in words if word[:1].isupper() or (word and language.script != "latin")]
    if len(large) < len(words):
        if len(words) == 2 and len(large) == 1 and words[0][:1].isupper() and _is_country(words[0], gazetteer):  # noqa: PLR2004
            middle = node.start + len(words[0])
            yield Node(node.start, middle, _BARE, node.form[: len(words[0])])
            yield Node(middle, node.end, _JOINED, node.form[len(words[0]) :])
        return
    if len(words) > _MOST_PARTS or gazetteer.look_up(place_key(text[node.start : node.end])):
        return
    if not (on_road or all(_is_half(word, language, gazetteer) for word in words)):
        return
    start = node.start
    for word in words:
        if start > node.start:
            yield Node(start - 1, start, _MARK, "-")
        yield Node(start, start + len(word), node.classes, place_key(word))
        start += len(word) + 1


def _is_country(word: str, gazetteer: Gazetteer) -> bool:
    keys = ("=" + word.replace(".", ""), place_key(word)) if word.replace(".", "").isupper() else (place_key(word),)
    return any(entry.kind == "country" for key in keys for entry in gazetteer.look_up(key))


def _is_half(word: str, language: Language, gazetteer: Gazetteer) -> bool:
    """Return whether a word may be one of two joined places: a country, or a town that nobody is called after."""
    if _is_country(word, gazetteer):
        return True
    key = place_key(word)
    if key in stop_words(language.code):
        return False
    return any(entry.known or entry.population >= _PLACE for entry in gazetteer.look_up(key))


def name_countries(text: str, sentence: Sentence, gazetteer: Gazetteer) -> None:
    """Put a `place` node below the bodies that a country is named in: "the Government of Iraq"."""
    for node in [node for node in sentence.nodes if "actor" in node.classes]:
        if " " in node.form and node.classes.isdisjoint(_NO_BODY) and not node.parts:
            node.parts = tuple(_countries_in(text, node, gazetteer))


def _countries_in(text: str, node: Node, gazetteer: Gazetteer) -> Iterator[Node]:
    for start, end, key in _countries_named(text[node.start : node.end], gazetteer):
        first, last = node.start + start, node.start + end
        features = {"key": key, "use": "name"}
        yield Node(first, last, _NAMED, key, rule="name", features=features)


@lru_cache(maxsize=1 << 12)
def _countries_named(name: str, gazetteer: Gazetteer) -> tuple[tuple[int, int, str], ...]:
    """Return where in a name of several words a country is named, and under what key."""
    out = []
    for found in _NAME.finditer(name):
        key = place_key(found.group())
        if any(entry.kind == "country" for entry in gazetteer.look_up(key)):
            out.append((*found.span(), key))
    return tuple(out)
