"""Sentences and claims -> every value of a document, each mention of somebody or something once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.rangeends import ends_of
from corrobora.read.sentence import Sentence
from corrobora.read.values import means_named, named, quantity
from corrobora.types import Actor, AnyValue, Claim, Place, Span

_COUNTED_IN_TWO = frozenset({"n.person", "n.thing", "n.force", "n.weapon", "f.toll"})  # of which a dual is a count
_SEVERAL = frozenset({"pl", "plur", "plural"})
_TELLING = frozenset({"num", "person", "actor", "n.org", "n.person", "n.unit", "named", "dual"})
_NAMES = frozenset({"actor", "org", "person"})


def all_values(
    text: str, sentences: Iterable[Sentence], language: Language, claims: Iterable[Claim] = ()
) -> tuple[AnyValue, ...]:
    """Return every value of a document, used by a claim or not, in the order of the text.

    What a claim uses stands as the claim has it: its numbers know what they count.
    """
    used = (v for claim in claims for v in (*claim.actors, *claim.addressees, *claim.means, *claim.quantities))
    found: dict[tuple[str, Span], AnyValue] = {}
    for value in chain(used, _spotted(text, sentences, language)):
        found.setdefault((value.kind, value.span), value)
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[1].start, key[1].end, key[0])))


def _spotted(text: str, sentences: Iterable[Sentence], language: Language) -> Iterator[AnyValue]:
    for sentence in sentences:
        acting = {node for node, after in pairwise(sentence.nodes) if after.has("vg")}
        within = {word for word in sentence.words[:1] if not word.has("actor")}  # there a capital says nothing
        for node in _telling(sentence.nodes):
            if node.parts:
                within |= _parts_named(node)
            for value in _values_of(node, text, language):
                if value.kind != "actor" or not (node in within or (_is_land(node) and node not in acting)):
                    yield value
        for word in sentence.words:
            if "-" in word.form and not word.id:
                yield from _compounded(word, text, language)


def _telling(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield those of the nodes and of all below them that may hold a value: most words hold none."""
    for node in nodes:
        if node.value is not None or _may_tell(node.classes):
            yield node
        if node.parts:
            yield from _telling(node.parts)


@lru_cache(maxsize=1 << 14)
def _may_tell(classes: frozenset[str]) -> bool:
    """Return whether nodes of these classes may be a number, somebody or means."""
    return bool(classes & _TELLING) or any(name.startswith("m.") for name in classes)


def _parts_named(node: Node) -> set[Node]:
    """Return what below a group is no mention of its own: the head of "the army", the words of an unknown name."""
    out: set[Node] = set(node.slots.get("head", ())) if node.has("named") or _is_body(node) else set()
    if node.classes & _NAMES:
        out.update(word for word in node.walk() if not word.parts and not word.id)
    return out


def _compounded(word: Node, text: str, language: Language) -> Iterator[Actor]:
    """Yield the known actors that a word is made with: "US-led", "Houthi-held", "counter-ISIL"."""
    start = word.start
    for piece in text[word.start : word.end].split("-"):
        known = language.lexicon.cased.get(piece) or language.lexicon.entries.get((fold(piece),))
        if known is not None and known.id is not None:
            made = Node(start, start + len(piece), known.classes, rule="codebook", id=known.id)
            yield named(made, text, "actor", language.code)
        start += len(piece) + 1


def _is_land(node: Node) -> bool:
    """Return whether a name is also a place's, and an actor only where it acts: a state, a capital."""
    return any(isinstance(each.value, Place) for each in (node, *node.slots.get("head", ())))


def _values_of(node: Node, text: str, language: Language) -> Iterator[AnyValue]:
    if node.value is not None:
        yield node.value
        yield from ends_of(node, text)
    elif node.has("num"):
        counted = quantity(node, "", text)
        if counted is not None:
            yield replace(counted, measure=None)
    elif node.has("dual") and node.parts and node.classes & _COUNTED_IN_TWO:
        two = quantity(node, "", text)
        if two is not None and two.span == node.span:  # no number word of its own
            yield replace(two, measure=None)
    if node.has("person") or (node.has("actor") and not node.slots.get("item")) or _is_body(node) or _is_title(node):
        yield named(node, text, "actor", language.code)
    elif not node.parts and node.family("m"):
        yield means_named(node, text)


def _is_title(node: Node) -> bool:
    """Return whether a word is a body by the capital that it is written with: "Coalition aircraft"."""
    return not node.parts and node.has("cap") and node.has("n.org")


def _is_body(node: Node) -> bool:
    """Return whether words are a body, or people, that may act: "the regime", "la 9e brigade", "several families"."""
    if not node.has("ng") or node.slots.get("item"):
        return False
    if node.has("n.org") or (node.has("n.unit") and node.has("ordinal")):
        return True
    return node.has("n.person") and any(part.classes & _SEVERAL for part in (node, *node.slots.get("head", ())))
