"""Time nodes -> what their words say, before anybody knows when the document was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.read.node import Node
from corrobora.read.numbers import amount, ordinal

_DIGITS = re.compile(r"\d+")
_PREPS = {
    "since": "since",
    "from-time": "from",
    "until": "until",
    "by-time": "by",
    "before-time": "before",
    "after-time": "after",
}
_RELS = ("last", "next", "this", "following", "previous", "same")
_EDGES = ("start", "mid", "end")
_MONTHS = (("month", "month"), ("hijri", "hijri"), ("pair", "month-pair"))  # slots, and classes of what stands there
_CENTURY = 100
_SHORT_YEAR = 50
_LAST_MONTH = 12
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Expression:
    """What a time says: `kind` is the rule's feature `time`; months and days count from 1, weekday 0 is Monday.

    `end` is the year, month and day that a range ends with; `shift` counts days from the day of speaking,
    `n` and `unit` are a length of time; `rel` is last, next, this, following, previous or same; `edge` start, mid, end;
    `prep` since, from, until, by, before or after, or how a length of time is led to: `in` ("in 11 weeks") or `within`.
    `year_rel` is that of the year in "May of last year"; `hijri` says that year, month and day are of that calendar.
    `article` says that one stands before a bare weekday, as before a day that comes again ("le mercredi").
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end: tuple[int | None, int | None, int | None] | None = None
    weekday: int | None = None
    weekday_to: int | None = None
    part: str = ""
    clock: bool = False
    shift: int | None = None
    n: int | None = None
    unit: str = ""
    back: bool = True
    rel: str = ""
    edge: str = ""
    prep: str = ""
    year_rel: str = ""
    hijri: bool = False
    article: bool = False


def read_expression(node: Node, *, day_first: bool = True) -> Expression:
    """Return what a `time` node says; `day_first` settles "05/06/2021".

    >>> node = Node(0, 8, frozenset({"time"}), slots={"weekday": (Node(0, 8, frozenset({"weekday.3"})),)})
    >>> read_expression(node).weekday
    3
    """
    slots = node.slots
    year, month, day = _date(node, day_first=day_first)
    shift = _family(slots.get("shift"), "shift")
    if shift is None:
        shift = _family(slots.get("skip"), "skip")
    return Expression(
        kind=node.features.get("time", ""),
        year=year,
        month=month,
        day=day,
        end=_end(node),
        weekday=_family(slots.get("weekday"), "weekday"),
        weekday_to=_family(slots.get("weekday_to"), "weekday"),
        part=_part(slots),
        clock="clock" in slots,
        shift=shift,
        n=_count(slots),
        unit=_unit(slots, node.features.get("unit", "")),
        back=node.features.get("dir") != "ahead" and not _first_has(slots.get("later"), "later", "after-time"),
        rel=next((r for r in _RELS if _first_has(slots.get("rel"), "rel-" + r)), ""),
        year_rel=next((r for r in _RELS if _first_has(slots.get("year_rel"), "rel-" + r)), ""),
        edge=next((e for e in _EDGES if _first_has(slots.get("edge"), "edge-" + e)), ""),
        prep=next((name for cls, name in _PREPS.items() if _first_has(slots.get("prep"), cls)), ""),
        hijri="hijri" in slots,
        article="art" in slots,
    )


def _first_has(nodes: Sequence[Node] | None, *classes: str) -> bool:
    return bool(nodes) and any(node.has(name) for node in nodes or () for name in classes)


def _family(nodes: Sequence[Node] | None, prefix: str) -> int | None:
    found = next((name for node in nodes or () if (name := node.family(prefix)) is not None), None)
    return int(found) if found is not None else None


def _part(slots: dict[str, tuple[Node, ...]]) -> str:
    nodes = (*slots.get("part", ()), *slots.get("shift", ()))
    return next((name for node in nodes if (name := node.family("part")) is not None), "")


def _unit(slots: dict[str, tuple[Node, ...]], unit: str) -> str:
    nodes = (*slots.get("unit", ()), *slots.get("season", ()))
    found = next((name for node in nodes if (name := node.family("unit") or node.family("season"))), None)
    return found or unit or ("century" if "century" in slots else "decade" if "decade" in slots else "")


def _count(slots: dict[str, tuple[Node, ...]]) -> int | None:
    """Return how many units: "two", "a" (one), a dual; null where the words leave it open ("a few days")."""
    for node in slots.get("n", ()):
        if node.has("ordinal"):
            return ordinal(node)
        read = amount(node)
        return read.best if read.best is not None else read.low
    for node in slots.get("century", ()):
        return ordinal(node)
    if _first_has(slots.get("unit"), "dual"):
        return 2
    return None if "few" in slots or _first_has(slots.get("unit"), "many") else 1


def _date(node: Node, *, day_first: bool) -> tuple[int | None, int | None, int | None]:
    slots = node.slots
    for numeric in slots.get("numeric", ()):
        return _numeric(numeric, day_first=day_first)
    fixed = _family(slots.get("fixed"), "fixed")  # a feast that keeps its day: month and day as one number
    if fixed is not None:
        return _number(slots.get("year")), fixed // _CENTURY, fixed % _CENTURY
    year = _family(slots.get("decade"), "decade") or _number(
        slots.get("year") or slots.get("decade") or slots.get("years")
    )
    month = next((n for each in _MONTHS if (n := _family(slots.get(each[0]), each[1])) is not None), None)
    if year is not None and year < _CENTURY:
        year += 1900 if year >= _SHORT_YEAR or "decade" in slots else 2000
    day = _number(slots.get("day") or slots.get("days"))
    return year, month, day if day is None or 1 <= day <= _LAST_DAY else None


def _number(nodes: Sequence[Node] | None) -> int | None:
    for node in nodes or ():
        if node.has("ordinal"):
            return ordinal(node)
        read = amount(node)
        return read.low if read.low is not None else read.best
    return None


def _end(node: Node) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day of the end of a range."""
    slots = node.slots
    pair = _family(slots.get("pair"), "month-pair")
    if pair is not None:
        return _number(slots.get("year")), pair + 1, None
    for name in ("days", "years"):
        for each in slots.get(name, ()):
            high = amount(each).high
            return (high, None, None) if name == "years" else (_number(slots.get("year")), None, high)
    if not {"day_to", "month_to", "year_to"} & set(slots):
        return None
    return _number(slots.get("year_to")), _family(slots.get("month_to"), "month"), _number(slots.get("day_to"))


def _numeric(node: Node, *, day_first: bool) -> tuple[int | None, int | None, int | None]:
    """Return the parts of "2021-11-27", "27/11/2021" or "2021/11/27"; a part over 12 is the day."""
    words = [leaf.form for leaf in node.walk() if not leaf.parts]
    numbers = [int(found) for form in words for found in _DIGITS.findall(form)]
    if len(numbers) != 3:  # noqa: PLR2004 - a date has three parts
        return None, None, None
    one, two, three = numbers
    if one > _LAST_DAY:
        year, month, day = one, two, three
    else:
        day, month, year = (one, two, three) if day_first else (two, one, three)
        if month > _LAST_MONTH:
            day, month = month, day
    year += 2000 if year < _CENTURY else 0
    return (year, month, day) if 1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY else (None, None, None)
