"""Nodes -> values: what a slot of a claim holds, with the span that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from corrobora.codebook import actors_by_id, name_of
from corrobora.read.fold import fold
from corrobora.read.national import body_of, country_of
from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.types import Actor, Place, Quantity, Span, Time, Value

SUM = "sum"  # the rule of a number that the text doesn't give, but its parts do
_OPENS, _CLOSES = frozenset('«“"'), frozenset('»”"')
TOLLS = frozenset({"n.toll", "n.tollword", "tollword"})  # what a count of the dead is called
_ANYONE = frozenset({"n.anyone", "f.toll"})


def named(node: Node, text: str, kind: Literal["actor", "target"], language: str) -> Actor:
    """Return the node as an actor or a target; a name of the codebook brings its id, a people or body its country."""
    known = node.id or body_of(node, language)
    entry = actors_by_id().get(known or "")
    inner = next(iter(node.slots.get("head", ())), node) if node.has("named") else node  # "the Northern Front"
    span = _written(node, text)
    return Actor(
        kind=kind,
        text=span.of(text),
        span=span,
        rule=inner.rule or node.rule or ("codebook" if known else "lexicon"),
        name=name_of(entry, language) if entry is not None else _own_name(inner, text),
        id=known,
        country=(entry.country or None) if entry is not None else country_of(node, language),
    )


def _written(node: Node, text: str) -> Span:
    """Return where a node is written, with the preposition into which its article is contracted: "للمجلس"."""
    first = node.leaves()[0] if node.parts else node
    before, at = fold(text[max(0, node.start - 1) : node.start + 1])[:1], fold(text[node.start : node.start + 1])
    contracted = before == at and not first.form.startswith(at) and node.start > 0
    quoted = text[node.start] in _OPENS and text[node.end - 1] in _CLOSES
    if quoted:  # "« dix rebelles » ont été tués"
        inside = text[node.start + 1 : node.end - 1]
        return Span(node.end - 1 - len(inside.lstrip()), node.start + 1 + len(inside.rstrip()))
    return Span(node.start - 1, node.end) if contracted else node.span


def _own_name(node: Node, text: str) -> str | None:
    """Return a person's name without the role, where the words are a person's."""
    name = node.slots.get("name") if node.has("person") else None
    return text[name[0].start : name[-1].end] if name else None


def means_named(node: Node, text: str) -> Value:
    """Return the node as a means, with the kind that it is for its name."""
    words = text[node.start : node.end]
    return Value("means", words, node.span, node.rule or "lexicon", name=node.family("m"), id=node.id)


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


def quantity(node: Node, measure: str | None, text: str) -> Quantity | None:
    """Return how many a group of people or things counts, or null where it gives no number.

    A group with an indefinite article, or a person by name, counts as one.
    """
    if node.slots.get("item"):
        return _sum(node, measure, text)
    inside = node.walk() if node.parts else [node]
    number = next((n for n in inside if "num" in n.classes), None)  # the node itself is the first
    if number is not None:
        read = amount(number)
        if read.low is read.best is read.high is None or _is_code(number, text):
            return None
        of = read.of if number is node else read.of or _out_of(inside)
        return Quantity(
            "quantity", text[number.start : number.end], number.span, number.rule or "lexicon",
            measure=measure, low=read.low, best=read.best, high=read.high, of=of,
        )  # fmt: skip
    one = node.has("one") and not node.has("n.many")  # "une famille" is more than one
    if one or node.has("single") or node.has("person") or node.has("dual"):
        count = 2 if node.has("dual") else 1
        words = text[node.start : node.end]
        return Quantity(
            "quantity", words, node.span, node.rule or "lexicon", measure=measure, low=count, best=count, high=count
        )
    return None


def _is_code(number: Node, text: str) -> bool:
    """Return whether a number is written on to other signs: the name of a weapon ("9M133"), an item ("Act.3")."""
    before = text[max(0, number.start - 2) : number.start]
    if len(before) > 1 and before[1] == "." and before[0].isalpha():
        return True
    behind = text[number.end : number.end + 1]
    return behind.isascii() and behind.isalpha() and text[number.end - 1].isdigit()


def _out_of(nodes: Iterable[Node]) -> int | None:
    """Return of how many a group tells behind its head: "17 missiles out of 21"."""
    total = next((n for n in nodes if "total" in n.classes), None)
    return amount(total).best if total is not None else None


def _sum(node: Node, measure: str | None, text: str) -> Quantity | None:
    """Return what the members of a list count together ("two soldiers and a child"): those that say how many."""
    counted = [(n, each) for n in members(node) if (each := _member(n, measure, text)) is not None]
    read = [each for _, each in counted]
    if len(read) < 2 or _is_whole(*counted[0], read[1:]):  # noqa: PLR2004 - one number is that number
        return read[0] if read else None
    low, best, high = (_total([getattr(each, name) for each in read]) for name in ("low", "best", "high"))
    words = text[node.start : node.end]
    return Quantity("quantity", words, node.span, SUM, measure=measure, low=low, best=best, high=high)


def _member(node: Node, measure: str | None, text: str) -> Quantity | None:
    """Return how many a member of a list counts; "her grandfather" beside others is one."""
    read = quantity(node, measure, text)
    if read is None and node.has("owned") and node.has("n.kin") and not node.has("pl"):
        words = text[node.start : node.end]
        rule = node.rule or "lexicon"
        return Quantity("quantity", words, node.span, rule, measure=measure, low=1, best=1, high=1)
    return read


def _is_whole(first: Node, number: Quantity, others: Sequence[Quantity]) -> bool:
    """Return whether the rest of a list makes up its first member: "five people, two soldiers and three children"."""
    return first.classes & _ANYONE != set() and number.best == _total([each.best for each in others])


def _total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def nothing(span: Span, rule: str, measure: str, text: str) -> Quantity:
    """Return the quantity of "no casualties": none at all."""
    return Quantity("quantity", span.of(text), span, rule, measure=measure, low=0, best=0, high=0)
