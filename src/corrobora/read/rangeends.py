"""A range of days, months or years -> the two ends that it names, as times of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corrobora.read.node import Node
from corrobora.types import Span, Time

_RANGES = frozenset({"range", "weekdays"})
_YEAR, _MONTH, _DAY = 4, 7, 10  # characters of EDTF that say the year, the month and the day
_NAMED = ("day", "month", "year", "weekday")


def ends_of(node: Node, text: str) -> list[Time]:
    """Return the first and the last day, month or year that a range names; none where its days aren't known.

    In "between 1990 and 1999" the years 1990 and 1999 are times in their own right, besides the years between them.

    >>> from corrobora.types import Span
    >>> slots = {"month": (Node(5, 9, frozenset()),), "month_to": (Node(13, 17, frozenset()),)}
    >>> value = Time("time", "from June to July", Span(0, 17), "en.time.range", edtf="2021-06-01/2021-07-31")
    >>> node = Node(0, 17, frozenset({"time"}), slots=slots, features={"kind": "range"}, value=value)
    >>> [(end.text, end.edtf) for end in ends_of(node, "from June to July")]
    [('June', '2021-06'), ('July', '2021-07')]
    """
    value = node.value
    if not isinstance(value, Time) or not value.edtf or node.features.get("kind") not in _RANGES:
        return []
    low, _, high = value.edtf.partition("/")
    first, last = _named(node)
    if not first or not last or len(high) < _DAY:
        return []
    length = _precision(node.slots)
    return [_end(value, part, edtf[:length], text) for part, edtf in ((first, low), (last, high))]


def _named(node: Node) -> tuple[list[Node], list[Node]]:
    """Return what names the first end and what names the last."""
    slots = node.slots
    pair = next((each for name in ("years", "days") for each in slots.get(name, ())), None)
    if pair is None:
        return _all(slots.get(name, ()) for name in _NAMED), _all(slots.get(f"{name}_to", ()) for name in _NAMED)
    one, other = pair.slots.get("n", ()), pair.slots.get("m", ())
    if not one or not other:
        return [], []
    parts = [*one, *other, *_all(slots.get(name, ()) for name in _NAMED)]
    return [part for part in parts if part.start < other[0].start], [p for p in parts if p.start >= other[0].start]


def _all(groups: Iterable[Sequence[Node]]) -> list[Node]:
    return [node for group in groups for node in group]


def _precision(slots: Mapping[str, tuple[Node, ...]]) -> int:
    if {"day", "days", "weekday"} & slots.keys():
        return _DAY
    return _MONTH if "month" in slots else _YEAR


def _end(value: Time, parts: Sequence[Node], edtf: str, text: str) -> Time:
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    precision = {_YEAR: "year", _MONTH: "month"}.get(len(edtf), "day")
    return Time(
        "time", text[start:end], Span(start, end), value.rule, edtf=edtf, precision=precision, basis=value.basis
    )
