"""Number words and digits -> how many: low, best and high, and the rank that an ordinal names.

Sums work alike in all languages: a word has its value as class `num.<n>` (an ordinal `ord.<n>`), `scale` words
multiply what stands before them ("two hundred"), `several` and `twofold` words are worth two of what they name
("dozens", Arabic ألفا) unless a number stands before them ("ثلاثة آلاف"), French `vigesimal` twenty
multiplies a four, and a part of a whole has its share as class `frac.<n>-<m>` ("a third", ثلثا).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrobora.read.node import Node

_THOUSAND = 1000
_FOUR = 4
_HALF = 0.5
_TINY = 1e-6
_MOST_DIGITS = 15
_TWICE = frozenset({"several", "twofold"})
_MULTIPLIES = frozenset({"scale", "collective"})
_CLOSES = _TWICE | {"scale", "thousand", "million"}
_SHARED = frozenset({"hundred", "thousand", "million"})
_SCORE = frozenset({"-", "–"})
_CODE = re.compile(r"0\d{2}")  # "007", "0044": written so, digits are no count; "03 morts" is how staffs write three


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
    slots, features = node.slots, node.features
    n = _count(slots.get("n", ()) if slots else (node,))
    of = _count(slots["of"]) if "of" in slots else None
    if "share" in slots:
        return _share(_total(slots["share"]), of)
    if "count" in features:  # "l'un des cinq"
        n = int(features["count"])
    if features.get("of") == "all":
        of = n
    bound = features.get("bound", "")
    if bound == "range":
        return _range(node, n, _count(slots.get("m", ())), of)
    return _bounded(n, of, bound, several=features.get("round") == "several")


@lru_cache(maxsize=1 << 12)
def _bounded(n: int | None, of: int | None, bound: str, *, several: bool) -> Amount:
    if bound in {"most", "under"}:
        return Amount(None, None, n, of)
    if several:
        return Amount(n, None, None, of)
    if bound in {"least", "over"}:
        return Amount(n, n, None, of)
    if bound == "about":
        return Amount(None, n, None, of)
    return Amount(None, n, n, of) if bound == "nearly" else Amount(n, n, n, of)


def _range(node: Node, n: int | None, m: int | None, of: int | None) -> Amount:
    """Return the range from one number to another; "3-1" is the score of a match or a vote, and no amount."""
    if n is None or m is None or (n > m and any(part.form in _SCORE for part in node.parts)):
        return Amount(None, None, None)
    n = _of_one_scale(n, node.slots["n"], node.slots["m"])
    return Amount(min(n, m), None, max(n, m), of)


def _of_one_scale(n: int, first: Sequence[Node], second: Sequence[Node]) -> int:
    """Return the first number of a range, in the scale that stands behind the second alone ("two to three hundred")."""
    last = second[-1]
    if last.form.endswith("000") and last.form.isdecimal() and n < _THOUSAND:  # "20-25,000"
        return n * _THOUSAND if n * _THOUSAND < int(last.form) else n
    if not last.classes & _SHARED or any(leaf.classes & _SHARED for leaf in first):
        return n
    above = _count(second) or 0
    scale = int(float(last.family("num") or 1)) // (2 if last.classes & _TWICE else 1)
    return n * scale if n * scale < above else n


def _share(share: float | None, of: int | None) -> Amount:
    """Return how many a part of a whole is: "half of the 40"; of 41 it is about 20."""
    if share is None or of is None:
        return Amount(None, None, None)
    exact = share * of
    best = round(exact)
    return Amount(best, best, best, of) if abs(exact - best) < _TINY else Amount(None, best, None, of)


def _count(nodes: Sequence[Node]) -> int | None:
    """Return what number words or digits make together, but for what is written like a code ("007")."""
    if len(nodes) == 1 and not nodes[0].parts:
        return _count_of_word(nodes[0].classes, nodes[0].form)
    return None if nodes and _CODE.match(nodes[0].form) else whole(nodes)


@lru_cache(maxsize=1 << 12)
def _count_of_word(classes: frozenset[str], form: str) -> int | None:
    """Return what `_count` does for one word; most numbers are of one, and the same come again and again."""
    return None if _CODE.match(form) else whole((Node(0, 0, classes, form),))


def ordinal(node: Node) -> int | None:
    """Return the rank that a node of class `ordinal` names, or null where it names none ("the umpteenth").

    >>> ordinal(Node(0, 4, frozenset({"ordinal", "like.day"}), "8"))
    8
    """
    rank, hundreds = _rank(node.slots.get("n") or (node,)), _rank(node.slots.get("m") or ())
    return rank + hundreds if rank is not None and hundreds is not None else rank


def _rank(nodes: Iterable[Node]) -> int | None:
    total = _total(nodes, ranks=True)
    return None if total is None else round(total)


def whole(nodes: Iterable[Node]) -> int | None:
    """Return the number that digits or number words make together, or null where they make none.

    >>> forty, nine = Node(0, 5, frozenset({"num.40"}), "forty"), Node(6, 10, frozenset({"num.9"}), "nine")
    >>> whole([forty, nine])
    49
    """
    total = _total(nodes)
    return None if total is None else round(total)


def _total(nodes: Iterable[Node], *, ranks: bool = False) -> float | None:
    """Return what the nodes make together; "third" is the third where they are `ranks`, else a third part."""
    total, current, found, closed = 0.0, 0.0, False, 1.0
    for leaf, value in _values(nodes, ranks=ranks):
        found = True
        if leaf.classes & _TWICE:
            current = current * (value // 2) if current else value
        elif leaf.classes & _MULTIPLIES or (leaf.family("frac") and not ranks):
            current = (current or 1) * value
        elif leaf.has("vigesimal") and current % 100 == _FOUR:
            current += _FOUR * value - _FOUR
        else:
            current += value
        if value >= _THOUSAND and leaf.classes & _CLOSES:
            total, current, closed = total + current, 0.0, value
    if current == _HALF:  # "a million and a half"
        current *= closed
    return total + current if found else None


def _values(nodes: Iterable[Node], *, ranks: bool) -> Iterator[tuple[Node, float]]:
    for node in nodes:
        if node.parts:
            yield from _values(node.parts, ranks=ranks)
            continue
        if node.has("number") or (node.has("ordinal") and node.form[:1].isdigit()):
            if len(node.form) <= _MOST_DIGITS:
                yield node, float(node.form)
            continue
        value = _HALF if node.has("half") and not node.family("frac") else _named(node, ranks=ranks)
        if value is not None:
            yield node, value


def _named(node: Node, *, ranks: bool) -> float | None:
    share = None if ranks else node.family("frac")
    if share is not None:
        parts, of = share.split("-")
        return int(parts) / int(of)
    named = node.family("num") or node.family("ord")
    return None if named is None else float(named)
