"""How long after an event the rest of a sentence came: "two days after gunmen shot a guard" -> the day of the shots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corrobora.read.days import moved
from corrobora.read.expressions import read_expression
from corrobora.read.node import Node
from corrobora.read.numbers import amount
from corrobora.types import Span, Time

_REACH = 6  # nodes before an event in which "two days after" may stand
_WHOLE = frozenset({"day", "week", "month", "year"})
_LONG_AGO = frozenset({"month", "year"})


def day_before(text: str, nodes: Sequence[Node], trigger: Span, published: date | None) -> Time | None:
    """Return when something was that came so long before the day of its sentence, or of publication; null if unsaid.

    >>> two = Node(0, 3, frozenset({"number"}), "2")
    >>> words = [Node(0, 3, frozenset({"num"}), parts=(two,), slots={"n": (two,)})]
    >>> words.append(Node(4, 14, frozenset({"after-time", "lapse.day"}), "days after"))
    >>> found = day_before("two days after it fell", words, Span(18, 22), date(2021, 5, 9))
    >>> (found.text, found.edtf) if found else None
    ('two days after', '2021-05-07')
    """
    before = [node for node in nodes if node.end <= trigger.start]
    at = _leading(before)
    if at is None:
        return None
    begins, number, unit = _length(before[at - 1], before[at])
    start = _day(before[:at]) or published
    found = moved(start, -number, unit) if start is not None and number is not None and unit in _WHOLE else None
    if found is None:
        return None
    span = Span(begins, before[at].end)
    edtf = found.isoformat()[:7] if unit in _LONG_AGO else found.isoformat()
    precision = "month" if unit in _LONG_AGO else "day"
    return Time("time", span.of(text), span, "lapse", edtf=edtf, precision=precision, basis="relative")


def is_days_before(nodes: Sequence[Node], trigger: Span) -> bool:
    """Return whether something was days or more before the rest of its sentence, however many: "weeks after it fell".

    >>> words = [Node(0, 11, frozenset({"after-time", "lapse.week"}), "weeks after")]
    >>> is_days_before([Node(0, 0, frozenset()), *words], Span(18, 22))
    True
    """
    before = [node for node in nodes if node.end <= trigger.start]
    at = _leading(before)
    return at is not None and _length(before[at - 1], before[at])[2] in _WHOLE


def _leading(before: Sequence[Node]) -> int | None:
    """Return which node close before an event says that the rest came after it."""
    at = next((i for i in range(len(before) - 1, 0, -1) if before[i].has("after-time")), None)
    return at if at is not None and len(before) - at <= _REACH else None


def _length(first: Node, second: Node) -> tuple[int, int | None, str]:
    """Return where it is said how long it was, and how long: two for "two days after", by any unit."""
    if second.has("next-day"):
        return second.start, 1, "day"
    unit = second.family("lapse")
    if unit is not None:
        return first.start, amount(first).best if first.has("num") else None, unit
    times = [node for node in first.walk() if node.has("time")]
    if not times or times[-1].features.get("kind", times[-1].features.get("time")) != "duration":
        return first.start, None, ""
    said = read_expression(times[-1])
    return times[-1].start, said.n, said.unit


def _day(nodes: Sequence[Node]) -> date | None:
    """Return the day that the sentence names before."""
    values = [node.value for each in nodes for node in each.walk() if isinstance(node.value, Time)]
    for value in values:
        if value.edtf and value.precision in {"day", "part"}:
            try:
                return date.fromisoformat(value.edtf[:10])
            except ValueError:
                continue
    return None
