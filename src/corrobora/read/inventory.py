"""Sentences and claims -> every value of a document, each mention of somebody or something once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corrobora.read.byclasses import ByClasses
from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.rangeends import ends_of
from corrobora.read.sentence import Sentence
from corrobora.read.values import means_named, named, quantity
from corrobora.types import Actor, AnyValue, Claim, Place, Span

_COUNTED_IN_TWO = frozenset({"n.person", "n.thing", "n.force", "n.weapon", "f.toll"})  # of which a dual is a count
_SEVERAL = frozenset({"pl", "plur", "plural"})
_NAMES = frozenset({"actor", "org", "person"})


class _Role(NamedTuple):
    """What nodes of the same classes may be, for all that their classes tell."""

    number: bool  # says how many
    two: bool  # a group of two by its form
    person: bool
    actor: bool
    body: bool  # a group that is a body, or a band of fighters with a number
    people: bool  # a group of people: somebody where they are several
    titled: bool  # a word that is a body by its capital ("Coalition aircraft")
    means: bool  # a word for what it is done with
    named: bool  # a group whose head is no mention of its own
    name: bool  # a group whose words are none, unless the codebook knows them


_NOTHING = _Role(*[False] * len(_Role._fields))


def all_values(
    text: str, sentences: Iterable[Sentence], language: Language, claims: Iterable[Claim] = ()
) -> tuple[AnyValue, ...]:
    """Return every value of a document, used by a claim or not, in the order of the text.

    What a claim uses stands as the claim has it: its numbers know what they count.
    """
    used: list[AnyValue] = []
    for claim in claims:
        used += (*claim.actors, *claim.addressees, *claim.means, *claim.quantities)
    spotted: list[AnyValue] = []
    for sentence in sentences:
        telling: list[Node] = []
        _add_telling(sentence.nodes, telling)
        if telling:
            _add_values(sentence, telling, text, language, spotted)
        if text.find("-", sentence.words[0].start, sentence.words[-1].end) >= 0:
            for word in sentence.words:
                if "-" in word.form and not word.id:
                    spotted += _compounded(word, text, language)
    return _each_once(used, spotted)


def _each_once(used: Iterable[AnyValue], spotted: Iterable[AnyValue]) -> tuple[AnyValue, ...]:
    """Return the values in the order of the text, those that claims use first among those of the same words."""
    found: dict[tuple[int, int, str], AnyValue] = {}
    for value in used:
        found.setdefault((*value.span, value.kind), value)
    told: dict[str, list[Span]] = {}
    for value in found.values():
        if value.kind == "actor" and value.id:
            told.setdefault(value.id, []).append(value.span)
    for value in spotted:
        if value.kind != "actor" or not value.id or not _is_told(value, told):
            found.setdefault((*value.span, value.kind), value)
    return tuple([found[key] for key in sorted(found)])


def _is_told(actor: AnyValue, told: Mapping[str, Sequence[Span]]) -> bool:
    """Return whether a claim has an actor already, with or without its article ("the Malian army")."""
    start, end = actor.span
    return any(start < other.end and other.start < end for other in told.get(actor.id or "", ()))


def _add_telling(nodes: Sequence[Node], out: list[Node]) -> None:
    """Add those of the nodes and of all below them that may hold a value: most words hold none."""
    for node in nodes:
        if node.parts:
            if node.value is not None or _ROLES[node.classes] is not _NOTHING:
                out.append(node)
            _add_telling(node.parts, out)
        elif _ROLES[node.classes] is not _NOTHING or node.value is not None:
            out.append(node)


def _role_of(classes: frozenset[str]) -> _Role:
    """Return what nodes of these classes may be."""
    group, numbered = "ng" in classes, "n.unit" in classes and "ordinal" in classes
    role = _Role(
        number="num" in classes,
        two="dual" in classes and not classes.isdisjoint(_COUNTED_IN_TWO),
        person="person" in classes,
        actor="actor" in classes,
        body=group and ("n.org" in classes or numbered),
        people=group and "n.person" in classes,
        titled="cap" in classes and "n.org" in classes,
        means=any(name.startswith("m.") for name in classes),
        named="named" in classes,
        name=not classes.isdisjoint(_NAMES),
    )
    return role if any(role) else _NOTHING


_ROLES = ByClasses(_role_of)


def _add_values(sentence: Sentence, nodes: Sequence[Node], text: str, language: Language, out: list[AnyValue]) -> None:
    """Add the values of the nodes of a sentence; a part of a name, or a land that doesn't act, is no actor."""
    first = sentence.words[0]
    within = set[Node]() if first.has("actor") else {first}  # there a capital says nothing
    for node in nodes:
        role = _ROLES[node.classes]
        if node.parts:
            _add_parts_named(node, role, within)
        if node.value is not None:
            out.append(node.value)
            if "kind" in node.features:
                out += ends_of(node, text)
        elif role.number or (role.two and node.parts):
            counted = quantity(node, None, text)
            if counted is not None and (role.number or counted.span == node.span):  # else it is a number's of its own
                out.append(counted)
        if _is_somebody(node, role):
            if node not in within and not (_is_land(node) and not _acts(node, sentence.nodes)):
                out.append(named(node, text, "actor", language.code))
        elif role.means and not node.parts:
            out.append(means_named(node, text))


def _add_parts_named(node: Node, role: _Role, within: set[Node]) -> None:
    """Add what below a group is no mention of its own: the head of "the army", the words of an unknown name."""
    if "head" in node.slots and (role.named or _is_body(node, role)):
        within.update(node.slots["head"])
    if role.name:
        within.update([word for word in node.leaves() if not word.id])


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
    return isinstance(node.value, Place) or any(isinstance(each.value, Place) for each in node.slots.get("head", ()))


def _acts(node: Node, nodes: Sequence[Node]) -> bool:
    behind = nodes.index(node) + 1 if node in nodes else len(nodes)
    return behind < len(nodes) and "vg" in nodes[behind].classes


def _is_somebody(node: Node, role: _Role) -> bool:
    """Return whether words are somebody who may act; a list is nobody, but its members are."""
    if role.person or (role.titled and not node.parts):
        return True
    return (role.actor and "item" not in node.slots) or _is_body(node, role)


def _is_body(node: Node, role: _Role) -> bool:
    """Return whether words are a body, or people, that may act: "the regime", "la 9e brigade", "several families"."""
    if not (role.body or role.people) or "item" in node.slots:
        return False
    return role.body or any(part.classes & _SEVERAL for part in (node, *node.slots.get("head", ())))
