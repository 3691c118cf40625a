"""Time nodes -> what their words say, before anybody knows when the document was written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from corrobora.read.node import Node
from corrobora.read.numbers import amount, ordinal

Slots: TypeAlias = Mapping[str, tuple[Node, ...]]
_DIGITS = re.compile(r"\d+")
_PREPS = {
    "since": "since",
    "from-time": "from",
    "until": "until",
    "by-time": "by",
    "before-time": "before",
    "after-time": "after",
}
_RELS = {f"rel-{name}": name for name in ("last", "next", "this", "following", "previous", "same")}
_EDGES = {f"edge-{name}": name for name in ("start", "mid", "end")}
_MONTHS = (("month", "month"), ("hijri", "hijri"), ("pair", "month-pair"))  # slots, and classes of what stands there
_OF_DATES = frozenset({"numeric", "fixed", "year", "decade", "years", "month", "hijri", "lunar", "pair", "day", "days"})
_OF_ENDS = frozenset({"pair", "days", "years", "day_to", "month_to", "year_to"})
_OF_LENGTHS = frozenset({"n", "unit", "season", "century", "decade"})
_PARTS = ("part", "shift", "skip")
_OF_PARTS = frozenset(_PARTS)
_NUMBERED = {  # slots, what they say, and the classes that say it
    "skip": ("shift", "skip"),
    "shift": ("shift", "shift"),
    "beyond": ("shift", "beyond"),
    "feast": ("feast", "easter"),
    "weekday": ("weekday", "weekday"),
    "weekday_to": ("weekday_to", "weekday"),
}
_NAMED: dict[str, Mapping[str, str]] = {"rel": _RELS, "year_rel": _RELS, "edge": _EDGES, "prep": _PREPS}
_CENTURY = 100
_SHORT_YEAR = 50
_LAST_MONTH = 12
_LAST_DAY = 31


class Expression(NamedTuple):
    """What a time says: `kind` is the rule's feature `time`; months and days count from 1, weekday 0 is Monday.

    `end` is the year, month and day that a range ends with; `shift` counts days from the day of speaking, or those
    beyond the next such weekday ("lundi en huit"),
    `n` and `unit` are a length of time; `rel` is last, next, this, following, previous or same; `edge` start, mid, end;
    `prep` since, from, until, by, before or after, or how a length of time is led to: `in` ("in 11 weeks") or `within`.
    `year_rel` is that of the year in "May of last year"; `hijri` says that year, month and day are of that calendar.
    `feast` counts days from Easter, that of the `eastern` churches or of the western.
    `article` says that one stands before a bare weekday, as before a day that comes again ("le mercredi").
    It is a named tuple because a frozen dataclass sets twenty fields one by one, and each time of a text makes one.
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
    feast: int | None = None
    eastern: bool = False


def read_expression(node: Node, *, day_first: bool = True) -> Expression:
    """Return what a `time` node says; `day_first` settles "05/06/2021".

    >>> node = Node(0, 8, frozenset({"time"}), slots={"weekday": (Node(0, 8, frozenset({"weekday.3"})),)})
    >>> read_expression(node).weekday
    3
    """
    slots, features = node.slots, node.features
    year, month, day = (None, None, None) if _OF_DATES.isdisjoint(slots) else _date(node, day_first=day_first)
    said: dict[str, Any] = {}
    for slot, nodes in slots.items():
        if slot in _NUMBERED:
            field, prefix = _NUMBERED[slot]
            found = _name(nodes, prefix)
            if found is not None:
                said[field] = int(found)
        elif slot in _NAMED:
            said[slot] = _which(nodes, _NAMED[slot])
    if not _OF_PARTS.isdisjoint(slots):
        said["part"] = next((found for slot in _PARTS if (found := _name(slots.get(slot), "part"))), "")
    if not _OF_LENGTHS.isdisjoint(slots) or "unit" in features:
        said["n"], said["unit"] = _count(slots), _unit(slots, features.get("unit", ""))
    if not _OF_ENDS.isdisjoint(slots):
        said["end"] = _end(node)
    if "feast" in slots:
        said["eastern"] = _first_has(slots["feast"], "eastern")
    if "later" in slots or "dir" in features:
        said["back"] = features.get("dir") != "ahead" and not _first_has(slots.get("later"), "later", "after-time")
    return Expression(
        features.get("time", ""), year, month, day, clock="clock" in slots, hijri="hijri" in slots or "lunar" in slots,
        article="art" in slots, **said,
    )  # fmt: skip


def _which(nodes: Sequence[Node], names: Mapping[str, str]) -> str:
    """Return what the first of some classes stands for that one of the nodes has."""
    for cls, name in names.items():
        for node in nodes:
            if cls in node.classes:
                return name
    return ""


def _first_has(nodes: Sequence[Node] | None, *classes: str) -> bool:
    return bool(nodes) and any(node.has(name) for node in nodes or () for name in classes)


def _name(nodes: Sequence[Node] | None, prefix: str) -> str | None:
    """Return the first class of the nodes that lies below `prefix`."""
    for node in nodes or ():
        name = node.family(prefix)
        if name is not None:
            return name
    return None


def _family(nodes: Sequence[Node] | None, prefix: str) -> int | None:
    found = _name(nodes, prefix) if nodes else None
    return int(found) if found is not None else None


def _unit(slots: Slots, unit: str) -> str:
    for slot in ("unit", "season"):
        nodes = slots.get(slot)
        found = (_name(nodes, "unit") or _name(nodes, "season")) if nodes else None
        if found:
            return found
    return unit or ("century" if "century" in slots else "decade" if "decade" in slots else "")


def _count(slots: Slots) -> int | None:
    """Return how many units: "two", "a" (one), a dual; null where the words leave it open ("a few days")."""
    for node in slots.get("n", ()):
        if node.has("ordinal"):
            return ordinal(node)
        read = amount(node)
        return next((each for each in (read.best, read.low, read.high) if each is not None), None)
    for node in slots.get("century", ()):
        return ordinal(node)
    if _first_has(slots.get("unit"), "dual"):
        return 2
    return None if "few" in slots or _first_has(slots.get("unit"), "many") else 1


def _date(node: Node, *, day_first: bool) -> tuple[int | None, int | None, int | None]:
    slots = node.slots
    if "numeric" in slots:
        return _numeric(slots["numeric"][0], day_first=day_first)
    if "fixed" in slots or "lunar" in slots:
        # a feast that keeps its day in the common calendar or in the Hijri one: month and day as one number
        fixed = _family(slots.get("fixed"), "fixed") or _family(slots.get("lunar"), "lunar")
        if fixed is not None:
            return _number(slots.get("year")), fixed // _CENTURY, fixed % _CENTURY
    year = (_family(slots["decade"], "decade") if "decade" in slots else None) or _number(
        slots.get("year") or slots.get("decade") or slots.get("years")
    )
    month = None
    for slot, prefix in _MONTHS:
        if month is None and slot in slots:
            month = _family(slots[slot], prefix)
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
