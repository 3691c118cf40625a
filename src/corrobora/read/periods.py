"""What a count runs over, and when a time that was set is up: EDTF, counted from a day."""

from __future__ import annotations

from datetime import date, timedelta

from corrobora.read.days import bounds, moved
from corrobora.read.expressions import Expression, read_expression
from corrobora.read.meaning import Context, Meaning
from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.read.resolve import resolve
from corrobora.types import Time

_CURRENT = {"", "this"}
_ENDS = {"until", "before", "by", "after"}


def period_of(node: Node, anchor: date | None) -> str | None:
    """Return the EDTF interval that a tally counts over, up to `anchor`, or null where it can't be known.

    "This year" and "since the start of the year" begin on 1 January, "this week" on its Monday; "in 11 weeks" is the
    77 days up to `anchor`, "within one month" begins on the day after that day of the month before; "in 2021" is the
    whole year, cut at `anchor`.

    >>> from datetime import date
    >>> slots = {"unit": (Node(5, 9, frozenset({"unit.year"})),)}
    >>> period_of(Node(0, 9, frozenset({"time"}), features={"kind": "unit"}, slots=slots), date(2021, 11, 27))
    '2021-01-01/2021-11-27'
    """
    said = _said(node)
    length = _length(node, said)
    if _is_spell(said) and anchor is not None and length is not None:
        return _interval(_back(anchor, length, said.unit), anchor)
    meaning = _meaning(node, said, anchor)
    if _is_current(said) and anchor is not None and meaning is not None:
        if meaning.first is not None and meaning.first > anchor:  # told on a Monday, "this week" is that of the events
            meaning = resolve(said, Context(anchor))
        return _interval(meaning.first, anchor)
    if meaning is None or meaning.first is None or meaning.last is None:
        return None
    if said.prep == "since":
        return _interval(meaning.first, anchor)
    if said.prep in _ENDS:
        return None
    last = meaning.last if anchor is None or anchor < meaning.first else min(meaning.last, anchor)
    return _interval(meaning.first, last)


def spell_to(anchor: date | None, n: int | None, unit: str) -> str | None:
    """Return the EDTF interval of the `n` units that end with `anchor`.

    >>> spell_to(date(2021, 11, 27), 2, "week")
    '2021-11-14/2021-11-27'
    """
    return _interval(_back(anchor, n, unit), anchor) if anchor is not None and n is not None else None


def _is_current(said: Expression) -> bool:
    """Return whether a time is the year, month or week that runs now, from its start."""
    return said.kind == "unit" and said.rel in _CURRENT and said.edge in {"", "start"}


def _is_spell(said: Expression) -> bool:
    """Return whether a time is a length that ends with the day it is counted from ("in a week", "the past hour")."""
    if said.kind == "recent":
        return said.rel not in {"next", "following"}
    return said.kind in {"duration", "ago"} and said.prep in {"", "since"}


def _length(node: Node, said: Expression) -> int | None:
    """Return how many units a spell has; of "less than three months" the three."""
    if said.n is not None:
        return said.n
    numbers = [amount(n) for n in node.slots.get("n", ()) if n.has("num")]
    return next((number.high or number.low for number in numbers), None)


def _back(anchor: date, n: int, unit: str) -> date | None:
    """Return the first day of a spell that ends with `anchor`: "a week" is seven days, `anchor` among them."""
    first = moved(anchor, -n, unit)
    return first + timedelta(days=1) if first is not None and unit != "hour" else first


def due_of(node: Node, anchor: date | None) -> str | None:
    """Return the EDTF day by which a time that was set is up, or null where it can't be known.

    A length of time runs from `anchor` ("within 72 hours", "a week"); a date is itself, a range its last day.

    >>> slots = {"n": (Node(0, 2, frozenset({"number"}), "72"),), "unit": (Node(3, 8, frozenset({"unit.hour"})),)}
    >>> due_of(Node(0, 8, frozenset({"time"}), features={"kind": "duration"}, slots=slots), date(2022, 3, 13))
    '2022-03-16'
    """
    said = _said(node)
    if said.kind in {"duration", "recent"} and said.n is not None:
        end = moved(anchor, said.n, said.unit) if anchor is not None else None
        return end.isoformat() if end is not None else None
    meaning = _meaning(node, said, anchor)
    if meaning is None or meaning.last is None:
        return None
    return meaning.edtf if meaning.precision in {"year", "month"} else meaning.last.isoformat()


def _said(node: Node) -> Expression:
    """Return what a node says; `set_times` has kept its kind apart from the feature that rules ask for."""
    said = read_expression(node)
    return said._replace(kind=node.features.get("kind", said.kind))


def _meaning(node: Node, said: Expression, anchor: date | None) -> Meaning | None:
    """Return the days of a node: those it was given, or else, counted from `anchor`."""
    value = node.value
    known = bounds(value.edtf) if isinstance(value, Time) and value.edtf else None
    if known is not None and isinstance(value, Time):
        return Meaning(*known, value.precision or "", value.basis or "relative")
    return resolve(said, Context(anchor)) if anchor is not None else None


def _interval(first: date | None, last: date | None) -> str | None:
    return (
        f"{first.isoformat()}/{last.isoformat()}" if first is not None and last is not None and first <= last else None
    )
