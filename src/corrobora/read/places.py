"""Sentences -> places: names found in the row of words, then told apart by what the document says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corrobora.read.credence import is_place, mark_known, survey
from corrobora.read.gazetteer import open_gazetteer
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placenames import Named, name_of
from corrobora.read.sentence import Sentence
from corrobora.read.toponyms import Mention, mentions
from corrobora.read.whereabouts import resolve


def find_places(text: str, sentences: Sequence[Sentence], language: Language) -> None:
    """Put a `place` node in the rows of `sentences` for every name that may be one; no meaning is set yet."""
    gazetteer = open_gazetteer()
    found = [mention for sentence in sentences for mention in mentions(text, sentence, language, gazetteer)]
    mark_known(found, language)
    scene = survey(text, found, (node for s in sentences for node in s.words), language)
    kept = [mention for mention in found if is_place(mention, scene)]
    for mention in reversed(kept):  # from the right, so that earlier positions stay true
        _put(mention)


def _put(mention: Mention) -> None:
    nodes = mention.nodes
    first, last = nodes[0], nodes[-1]
    if mention.split:
        first = _tail(first, mention.split)
    if len(nodes) == 1:
        first.classes |= {"place"}
        first.rule = first.rule or "gazetteer"
        made = first
    else:
        classes = frozenset({"place", "word"}) | (first.classes & {"cap"})
        parts = (first, *nodes[1:])
        form = " ".join(part.form for part in parts)
        made = Node(first.start, last.end, classes, form, rule="gazetteer", parts=tuple(parts))
    made.note("key", mention.key)
    row = [made] if not mention.split else [_head(nodes[0], mention.split), made]
    mention.sentence.nodes[mention.first : mention.last] = row


def _head(node: Node, letters: int) -> Node:
    """Return the prefix of a word as a node of its own."""
    form = node.form[:letters]
    classes = {"و": {"word", "conj"}, "ف": {"word", "conj"}}.get(form, {"word", "prep", "pl.in"})
    return Node(node.start, node.start + letters, frozenset(classes | {"=" + form}), form)


def _tail(node: Node, letters: int) -> Node:
    return Node(node.start + letters, node.end, node.classes, node.form[letters:])


def resolve_places(text: str, sentences: Sequence[Sentence], language: Language) -> None:
    """Set the value of the outermost place nodes; where nothing can be known of one, it is a place no more.

    The feature `use` of a place says that nothing happened there: "modifier" of a country that only says whose ("US
    troops"), "reference" of one from which a distance is measured ("40 km south of X").
    """
    named = [each for sentence in sentences for each in _outermost(text, sentence)]
    values = resolve(text, named, [node for s in sentences for node in s.words], language)
    for each, value in zip(named, values, strict=True):
        each.node.value = value
        if value is None:
            each.node.classes -= {"place"}
        elif each.far:
            each.node.note("use", "reference")
        elif each.whose and value.precision == "country":  # "Kabul airport" is in Kabul
            each.node.note("use", "modifier")


def _outermost(text: str, sentence: Sentence) -> Iterator[Named]:
    """Yield what a sentence names as places, in order, with the nodes beside each."""
    row = sentence.nodes
    for index, node in enumerate(row):
        for place in _tops(node):
            named = name_of(text, place, row[:index], row[index + 1 :])
            yield replace(named, whose=_is_modifier(named, row[index + 1 :]))


def _is_modifier(named: Named, after: Sequence[Node]) -> bool:
    """Return whether a name only says whose the next noun is: "US troops", "Russia's army" is not."""
    if not after or named.precision or named.part:
        return False
    following = after[0]
    is_noun = any(name.startswith(("n.person", "n.org", "n.role", "n.thing", "m.")) for name in following.classes)
    return (
        is_noun and "cap" in named.node.classes and "cap" not in following.classes and named.node.end < following.start
    )


def _tops(node: Node) -> Iterator[Node]:
    if node.has("place"):
        yield node
        return
    for part in node.parts:
        yield from _tops(part)
