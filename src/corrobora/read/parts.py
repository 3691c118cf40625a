"""Part and whole: "53 dead, including 49 gendarmes" -> 49 of the 53, beside the 53 and never added to them.

Rules of the level `parts` see a sentence as its numbers and words: whatever counts is one node of class `counts`
(`many` where it is more than one), everything else lies open, whichever group or clause it stood in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corrobora.read.grammar import Match
from corrobora.read.language import Language
from corrobora.read.node import Node, shared
from corrobora.read.sentence import Sentence
from corrobora.read.values import quantity
from corrobora.types import Quantity, Span

_COUNTABLE = frozenset({"num", "one", "person", "dual"})
_GROUPS = frozenset({"num", "ng", "toll", "person"})


def _countable(node: Node) -> int:
    """Return how many numbers may stand in a node at most."""
    below = sum([_countable(part) for part in node.parts]) if node.parts else 0
    return below or not _COUNTABLE.isdisjoint(node.classes)


def open_row(nodes: Iterable[Node], text: str) -> list[Node]:
    """Return the row of nodes that the rules of parts see."""
    row: list[Node] = []
    _open_into(row, nodes, text)
    return row


def _open_into(row: list[Node], nodes: Iterable[Node], text: str) -> None:
    for node in nodes:
        read = _number_of(node, text)
        if read is not None:
            many = {"many"} if (_best(read) or 0) > 1 else set()
            classes = shared(node.classes | {"counts"} | many)
            row.append(Node(node.start, node.end, classes, rule=node.rule, parts=(node,)))
        elif node.parts and node.value is None:
            _open_into(row, node.parts, text)
        else:
            row.append(node)


def _number_of(node: Node, text: str) -> Quantity | None:
    if node.value is not None or _GROUPS.isdisjoint(node.classes) or node.slots.get("item"):
        return None
    return quantity(node, "", text)


def parts_of(
    wholes: Sequence[Quantity], sentence: Sentence, language: Language, text: str
) -> dict[Span, list[Quantity]]:
    """Return the parts that a sentence gives of each of these numbers, by the number's span."""
    out: dict[Span, list[Quantity]] = {}
    told = {whole.span for whole in wholes}
    spans = {whole.span: whole for whole in wholes if (whole.best or 0) > 1}
    if not spans or sum(map(_countable, sentence.nodes)) < 2:  # noqa: PLR2004 - a whole and a part
        return out
    for match in language.grammars["parts"].matches([open_row(sentence.nodes, text)])[0]:
        whole = spans.get(_read(match.slots["whole"][0], text).span)
        names = [node for node in match.slots.get("part", ()) if node.has("person")]
        if whole is None or (match.rule.features.get("sum") and len(names) == len(match.slots.get("part", ()))):
            continue  # of "three men: A, B and C" the names count nothing
        every = [_part(node, whole, match, text) for node in match.slots.get("part", ())]
        parts = [part for part in every if part.span not in told]  # "12 killed, among them a boy, and 3 injured"
        if _fits(whole, parts, match.rule.features) and len(parts) > len(out.get(whole.span, ())):
            out[whole.span] = parts
    return out


def with_parts(
    numbers: Iterable[Quantity], parts: Mapping[Span, Sequence[Quantity]], speaker: Span | None = None
) -> tuple[Quantity, ...]:
    """Return a claim's numbers, the parts of each behind all of them; who tells it is none: "…, one of them said"."""
    whole = tuple(numbers)
    taken = {number.span for number in whole}
    found = (replace(part, measure=each.measure) for each in whole for part in parts.get(each.span, ()))
    heard = speaker.start if speaker is not None else None
    return (*whole, *(part for part in found if part.span not in taken and part.span.start != heard))


def _part(node: Node, whole: Quantity, match: Match, text: str) -> Quantity:
    return replace(_read(node, text), rule=match.rule.id, measure=whole.measure, of=whole.best)


def _read(node: Node, text: str) -> Quantity:
    read = quantity(node, "", text)
    if read is None:  # no node of class `counts` is without a number
        raise ValueError(node)
    return read


def _fits(whole: Quantity, parts: Sequence[Quantity], features: Mapping[str, str]) -> bool:
    """Return whether these can be parts of the whole; where only a colon says so, they must make all of it."""
    numbers = [_best(part) or 0 for part in parts]
    best = whole.best or 0
    if features.get("sum"):
        return len(numbers) > 1 and sum(numbers) == best
    return 0 < max(numbers, default=0) <= best


def _best(number: Quantity) -> int | None:
    return number.best if number.best is not None else number.low
