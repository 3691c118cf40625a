"""Number words and digits -> how many: low, best and high, and the rank that an ordinal names.

Sums work alike in all languages: a word has its value as class `num.<n>` (an ordinal `ord.<n>`), `scale` words
multiply what stands before them ("two hundred"), `several` and `twofold` words are worth two of what they name
("dozens", Arabic ألفا) unless a number stands before them ("ثلاثة آلاف"), and French `vigesimal` twenty
multiplies a four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corrobora.read.node import Node

_THOUSAND = 1000
_FOUR = 4
_HALF = 0.5
_MOST_DIGITS = 15
_TWICE = frozenset({"several", "twofold"})
_MULTIPLIES = frozenset({"scale", "collective"})
_CLOSES = _TWICE | {"scale", "thousand", "million"}


@dataclass(frozen=True, slots=True)
class Amount:
    """How many: `low` ≤ `best` ≤ `high` where known; "17 of the 21" has best 17, `of` 21."""

    low: int | None
    best: int | None
    high: int | None
    of: int | None = None


def amount(node: Node) -> Amount:
    """Return how many a `num` node, a number in digits or a number word says.

    "At least 13" and "more than 13" are low and best 13 with no high; "up to 20" is high 20; "about 30" is best 30;
    "nearly 100" is best and high 100; "10 to 15" is low 10, high 15; "dozens" is low 24 with no best.

    >>> amount(Node(0, 2, frozenset({"number"}), "13"))
    Amount(low=13, best=13, high=13, of=None)
    """
    n = _sum(node.slots.get("n") or (node,))
    m = _sum(node.slots.get("m") or ())
    of = _sum(node.slots.get("of") or ())
    bound = node.features.get("bound", "")
    if node.features.get("of") == "all":
        of = n
    if node.features.get("round") == "several":
        return Amount(None, None, n, of) if bound in {"most", "under"} else Amount(n, None, None, of)
    if bound == "range" and n is not None and m is not None:
        return Amount(min(n, m), None, max(n, m), of)
    if bound in {"least", "over"}:
        return Amount(n, n, None, of)
    if bound in {"most", "under"}:
        return Amount(None, None, n, of)
    if bound == "about":
        return Amount(None, n, None, of)
    return Amount(None, n, n, of) if bound == "nearly" else Amount(n, n, n, of)


def ordinal(node: Node) -> int | None:
    """Return the rank that a node of class `ordinal` names, or null where it names none ("the umpteenth").

    >>> ordinal(Node(0, 4, frozenset({"ordinal", "like.day"}), "8"))
    8
    """
    rank, hundreds = _sum(node.slots.get("n") or (node,)), _sum(node.slots.get("m") or ())
    return rank + hundreds if rank is not None and hundreds is not None else rank


def whole(nodes: Iterable[Node]) -> int | None:
    """Return the number that digits or number words make together, or null where they make none.

    >>> forty, nine = Node(0, 5, frozenset({"num.40"}), "forty"), Node(6, 10, frozenset({"num.9"}), "nine")
    >>> whole([forty, nine])
    49
    """
    return _sum(tuple(nodes))


def _sum(nodes: tuple[Node, ...]) -> int | None:
    total, current, found, closed = 0.0, 0.0, False, 1.0
    for leaf, value in _values(nodes):
        found = True
        if leaf.classes & _TWICE:
            current = current * (value // 2) if current else value
        elif leaf.classes & _MULTIPLIES:
            current = (current or 1) * value
        elif leaf.has("vigesimal") and current % 100 == _FOUR:
            current += _FOUR * value - _FOUR
        else:
            current += value
        if value >= _THOUSAND and leaf.classes & _CLOSES:
            total, current, closed = total + current, 0.0, value
    if current == _HALF:  # "a million and a half"
        current *= closed
    return round(total + current) if found else None


def _values(nodes: Iterable[Node]) -> Iterator[tuple[Node, float]]:
    for node in nodes:
        if node.parts:
            yield from _values(node.parts)
            continue
        if node.has("number") or (node.has("ordinal") and node.form[:1].isdigit()):
            if len(node.form) <= _MOST_DIGITS:
                yield node, float(node.form)
            continue
        if node.has("half"):
            yield node, _HALF
            continue
        named = node.family("num") or node.family("ord")
        if named is not None:
            yield node, float(named)
