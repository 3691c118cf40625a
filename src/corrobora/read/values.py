"""Nodes -> values: what a slot of a claim holds, with the span that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from corrobora.codebook import actors
from corrobora.read.language import Language
from corrobora.read.national import national_force
from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.read.sentence import Sentence
from corrobora.types import AnyValue, Claim, Place, Quantity, Span, Time, Value


@cache
def _preferred() -> dict[str, Mapping[str, str]]:
    return {actor.id: actor.names for actor in actors()}


def named(node: Node, text: str, kind: Literal["actor", "target", "means"], language: str) -> Value:
    """Return the node as an actor, a target or a means; a name of the codebook brings its id."""
    known = node.id or (national_force(node, language) if kind != "means" else None)
    names = _preferred().get(known or "", {})
    return Value(
        kind=kind,
        text=text[node.start : node.end],
        span=node.span,
        rule=node.rule or ("codebook" if known else "lexicon"),
        name=names.get(language) or names.get("en") or _means_name(node, kind),
        id=known,
    )


def _means_name(node: Node, kind: str) -> str | None:
    return node.family("m") if kind == "means" else None


def members(node: Node) -> Iterator[Node]:
    """Yield the parts of a list ("A, B and C"), or the node itself."""
    items = node.slots.get("item")
    if items:
        for item in items:
            yield from members(item)
    else:
        yield node


def below(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes and everything under them."""
    for node in nodes:
        yield from node.walk()


def places_in(nodes: Sequence[Node]) -> list[Place]:
    """Return the places at and below the nodes, each once, in the order of the text."""
    found = {n.start: n.value for n in below(nodes) if isinstance(n.value, Place) and n.value.relation != "name"}
    return [found[start] for start in sorted(found)]


def times_in(nodes: Sequence[Node]) -> list[Time]:
    """Return the times at and below the nodes, each once, in the order of the text."""
    found = {n.start: n.value for n in below(nodes) if isinstance(n.value, Time)}
    return [found[start] for start in sorted(found)]


def quantity(node: Node, measure: str, text: str) -> Quantity | None:
    """Return how many a group of people or things counts, or null where it gives no number.

    A group with an indefinite article, or a person by name, counts as one.
    """
    if node.slots.get("item"):
        return _sum(node, measure, text)
    number = next((n for n in node.walk() if n.has("num")), None)
    if number is not None:
        read = amount(number)
        return Quantity(
            "quantity", text[number.start : number.end], number.span, number.rule,
            measure=measure, low=read.low, best=read.best, high=read.high, of=read.of,
        )  # fmt: skip
    if node.has("one") or node.has("person") or node.has("dual"):
        count = 2 if node.has("dual") else 1
        words = text[node.start : node.end]
        return Quantity("quantity", words, node.span, node.rule, measure=measure, low=count, best=count, high=count)
    return None


def _sum(node: Node, measure: str, text: str) -> Quantity | None:
    """Return what the members of a list count together ("two soldiers and a child"): those that say how many."""
    read = [each for each in (quantity(n, measure, text) for n in members(node)) if each is not None]
    if len(read) < 2:  # noqa: PLR2004 - one number is that number
        return read[0] if read else None
    low, best, high = (_total([getattr(each, name) for each in read]) for name in ("low", "best", "high"))
    words = text[node.start : node.end]
    return Quantity("quantity", words, node.span, node.rule, measure=measure, low=low, best=best, high=high)


def _total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def nothing(span: Span, rule: str, measure: str, text: str) -> Quantity:
    """Return the quantity of "no casualties": none at all."""
    return Quantity("quantity", span.of(text), span, rule, measure=measure, low=0, best=0, high=0)


def all_values(
    text: str, sentences: Iterable[Sentence], language: Language, claims: Iterable[Claim] = ()
) -> tuple[AnyValue, ...]:
    """Return every value of a document, used by a claim or not, in the order of the text.

    What a claim uses stands as the claim has it: its numbers know what they count.
    """
    out: dict[tuple[str, Span], AnyValue] = {}
    for claim in claims:
        for value in (*claim.actors, *claim.addressees, *claim.means, *claim.quantities):
            out.setdefault((value.kind, value.span), value)
    for sentence in sentences:
        for node in sentence.walk():
            for value in _values_of(node, text, language):
                out.setdefault((value.kind, value.span), value)
    return tuple(out[key] for key in sorted(out, key=lambda key: (key[1], key[0])))


def _values_of(node: Node, text: str, language: Language) -> Iterator[AnyValue]:
    if node.value is not None:
        yield node.value
    elif node.has("num"):
        counted = quantity(node, "", text)
        if counted is not None:
            yield replace(counted, measure=None)
    if node.has("person") or (node.has("actor") and not node.slots.get("item")) or _is_body(node):
        yield named(node, text, "actor", language.code)
    elif node.family("m") and not node.parts:
        yield named(node, text, "means", language.code)


def _is_body(node: Node) -> bool:
    """Return whether a group of words is a body that acts: "the regime", "two ministries"."""
    return node.has("ng") and node.has("n.org") and not node.slots.get("item")
