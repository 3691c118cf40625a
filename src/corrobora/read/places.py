"""Sentences -> places: names found in the row of words, then told apart by what the document says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from corrobora.read.compounds import name_countries, part_pairs
from corrobora.read.credence import is_place, mark_known, survey
from corrobora.read.degrees import coordinates
from corrobora.read.gazetteer import open_gazetteer
from corrobora.read.language import Language
from corrobora.read.node import Node, shared
from corrobora.read.placenames import Named, name_of
from corrobora.read.placewords import countries_of, demonyms, stop_words
from corrobora.read.relations import is_only_bordered
from corrobora.read.sentence import Sentence, replace_span
from corrobora.read.toponyms import Mention, mentions
from corrobora.read.unheard import unheard_names
from corrobora.read.whereabouts import resolve

_PLACE = frozenset({"place"})
_GROUP = frozenset({"place", "word"})
_CAP = frozenset({"cap"})
_SHAPE = frozenset({"cap", "word"})
_OF_A_PEOPLE = frozenset({"nation", "adj", "noun", "n.person", "acc", "sg", "fem"})  # "سوريا", a Syrian or Syria
_STATE_OR_PEOPLE = frozenset({"nation", "kind.state"})
_REACH = 24  # nodes beside a place that may say something of it: a list of provinces is long


_SOLD = frozenset({"AI", "CC", "CO", "FM", "IO", "LY", "ME", "TO", "TV", "WS"})  # domains that anybody may have


def find_places(text: str, sentences: Sequence[Sentence], language: Language) -> Counter[str]:
    """Put a `place` node in the rows of `sentences` for every name that may be one; no meaning is set yet.

    Returned is how often the words speak of each country (see `countries_of`).
    """
    gazetteer = open_gazetteer()
    cased = language.script == "latin"
    for sentence in sentences:
        name_countries(text, sentence, gazetteer)
        if text.find("-", sentence.words[0].start, sentence.words[-1].end) >= 0:
            part_pairs(text, sentence, language, gazetteer)
    found = [mention for sentence in sentences for mention in mentions(text, sentence, language, gazetteer)]
    mark_known(found, language)
    words = [node for sentence in sentences for node in sentence.words]
    spoken_of = countries_of(words, language)
    scene = survey(text, found, words, spoken_of, language)
    kept = [mention for mention in found if is_place(mention, scene)]
    if cased:
        people = scene.people | demonyms(language.code).keys()
        unheard = unheard_names(text, sentences, kept, frozenset(people), scene.lower)
        longer = {(id(mention.sentence), mention.first) for mention in unheard}
        kept = [mention for mention in kept if (id(mention.sentence), mention.first) not in longer] + unheard
    stops = stop_words(language.code)
    for mention in sorted(kept, key=lambda m: -m.first):  # from the right, so that earlier positions stay true
        _put(mention, means_it_alone=mention.struck or stops.get(mention.key) == "home")
    return spoken_of


def _put(mention: Mention, *, means_it_alone: bool) -> None:
    """Put a place in the row; one that `means_it_alone` is no longer the word that it looks like ("they took Hit")."""
    nodes = mention.nodes
    first, last = nodes[0], nodes[-1]
    if mention.split:
        first = _tail(first, mention.split)
    if len(nodes) == 1:
        of_a_people = _OF_A_PEOPLE if first.classes >= _STATE_OR_PEOPLE else frozenset()
        known = first.classes & _SHAPE if means_it_alone else first.classes
        first.classes = shared((known | _PLACE) - of_a_people)
        first.rule = first.rule or "gazetteer"
        made = first
    else:
        parts = (first, *nodes[1:])
        form = " ".join([part.form for part in parts])
        classes = shared(_GROUP | (first.classes & _CAP))
        made = Node(first.start, last.end, classes, form, rule="gazetteer", parts=parts)
    if mention.unheard:
        made.features = {**made.features, "key": mention.key, "unheard": "yes"}
        made.rule = "surroundings"
    else:
        made.note("key", mention.key)
    if mention.split:
        mention.sentence.nodes[mention.first : mention.last] = [_head(nodes[0], mention.split), made]
    elif len(nodes) > 1:
        mention.sentence.nodes[mention.first : mention.last] = [made]


def _head(node: Node, letters: int) -> Node:
    """Return the prefix of a word as a node of its own."""
    form = node.form[:letters]
    classes = {"و": {"word", "conj"}, "ف": {"word", "conj"}}.get(form, {"word", "prep", "pl.in"})
    return Node(node.start, node.start + letters, shared(frozenset(classes | {"=" + form})), form)


def _tail(node: Node, letters: int) -> Node:
    return Node(node.start + letters, node.end, node.classes, node.form[letters:])


def outlet_country(uri: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) of the domain that a document is from, or null where that tells none.

    >>> outlet_country("https://news.example.ml/2021/a"), outlet_country("https://example.com/a"), outlet_country("//[")
    ('ML', None, None)
    """
    try:
        host = urlsplit(uri).hostname or ""
    except ValueError:  # what looks like an address and is none
        return None
    ending = host.rpartition(".")[2].upper()
    ending = "GB" if ending == "UK" else ending
    known = len(ending) == 2 and ending not in _SOLD and open_gazetteer().by_id(f"iso:{ending}")  # noqa: PLR2004
    return ending if known else None


def resolve_places(
    text: str,
    sentences: Sequence[Sentence],
    language: Language,
    outlet: str | None = None,
    spoken_of: Counter[str] | None = None,
) -> None:
    """Set the value of the outermost place nodes; where nothing can be known of one, it is a place no more.

    The feature `use` of a place says that nothing happened there: "modifier" of a country that only says whose ("US
    troops"), "name" of one in a body's name, "reference" of one from which a distance is measured ("40 km south of X").
    `outlet` is the country of who published it (see `outlet_country`), `spoken_of` what `find_places` returned.
    """
    named = [each for sentence in sentences for each in _outermost(text, sentence)]
    if spoken_of is None:
        spoken_of = countries_of([node for sentence in sentences for node in sentence.words], language)
    values = resolve(text, named, spoken_of, language, outlet)
    _put_points(text, sentences)
    for each, value in zip(named, values, strict=True):
        each.node.value = value
        if value is None:
            each.node.classes = shared(each.node.classes - _PLACE)
        elif value.relation == "from" and value.km is not None:
            each.node.note("use", "reference")
        elif value.relation == "whose" or (value.precision == "country" and is_only_bordered(each.node)):
            each.node.note("use", "modifier")


def _put_points(text: str, sentences: Sequence[Sentence]) -> None:
    """Put the points that are given in degrees in the rows of their sentences."""
    for point in coordinates(text):
        made = Node(point.span.start, point.span.end, frozenset({"place", "word"}), rule=point.rule, value=point)
        any(replace_span(sentence, point.span, made) for sentence in sentences if sentence.span.covers(point.span))


def _outermost(text: str, sentence: Sentence) -> list[Named]:
    """Return what a sentence names as places, in order, with the nodes beside each."""
    row = sentence.nodes
    return [
        name_of(text, place, row[max(0, index - _REACH) : index], row[index + 1 : index + 1 + _REACH])
        for index, node in enumerate(row)
        if "place" in node.classes or node.parts
        for place in _tops(node)
    ]


def _tops(node: Node) -> Sequence[Node]:
    if "place" in node.classes:
        return (node,)
    return [place for part in node.parts if part.parts or "place" in part.classes for place in _tops(part)]
