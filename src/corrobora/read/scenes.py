"""Headings -> scenes: where and when what stands below them happened ("06h42 — Zarnovo.", "3 May – Tel Aran.")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.read.values import below, places_in, times_in
from corrobora.types import Place, Span, Time

_CLOSING = frozenset({"–", "—", "-", "|", ":"})
_BETWEEN = _CLOSING | {",", "/", "(", ")", "[", "]", "·", "•"}
_VERBS = frozenset({"vg", "aux"})
_NAME = frozenset({"cap", "word"})  # a word of which nothing is known
_TOLD = frozenset({"n.event", "f.toll", "counted", "neg"})
_DAYS = frozenset({"day", "interval", "part"})
_CLOCKS = frozenset({"hour", "minute"})
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d")
_MOST_ITEMS = 6
_MOST_WORDS = 8  # in a line that heads others


@dataclass(frozen=True, slots=True)
class Scene:
    """The places and the day that a heading gives to what follows it; `entry` numbers what headings keep apart.

    `heading` is where the heading stands in a sentence that goes on behind it; `hour` says that it told the hour alone.
    """

    entry: int = 0
    places: tuple[Place, ...] = ()
    when: Time | None = None
    hour: bool = False
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The times and names of a heading, each of one node or more; `closed` says that a sentence ends with it."""

    items: Sequence[Sequence[Node]]
    closed: bool

    def is_dateline(self) -> bool:
        """Return whether a heading is that of an article: a place, and then a day or a mark."""
        first, *others = map(_is_time, self.items)
        return not first and (any(others) or not self.closed)

    def places(self, text: str) -> tuple[Place, ...]:
        """Return its places; behind a time any name is one, known or not."""
        timed = any(map(_is_time, self.items))
        out: list[Place] = []
        for item in self.items:
            span = Span(item[0].start, item[-1].end)
            unknown = [Place("place", span.of(text), span, "heading")] if timed and not _is_time(item) else []
            out += places_in(item) or unknown
        return tuple(out)


def scenes(text: str, body: Iterable[tuple[int, Sentence]], day: date | None) -> dict[int, Scene]:
    """Return the scene in which each sentence of a text's body is set, by the number of the sentence.

    `day` is that of publication, on which an entry that tells the hour alone was made.
    """
    out: dict[int, Scene] = {}
    section = entry = Scene()
    paragraphs = [list(group) for _, group in groupby(body, lambda pair: pair[1].paragraph)]
    clocked = sum(_is_clock(text, paragraph[0][1].nodes[0]) for paragraph in paragraphs) > 1
    for order, paragraph in enumerate(paragraphs):
        first = paragraph[0][1]
        found = _heading(first.nodes)
        if found is None and clocked and _is_clock(text, first.nodes[0]):
            found = _Heading([first.nodes[:1]], closed=False)  # an entry of a diary: "14:05 Two dead in Sarn"
        if found is not None and not order and found.is_dateline():
            found = None
        here = _set(text, found, entry.entry + 1, day) if found is not None else entry
        if found is not None and found.closed and len(paragraph) == 1 and not here.when:
            section = entry = here  # a line that heads all until the next
        elif found is not None and (here.when is not None or not found.closed):
            entry = here
        elif found is not None:
            here = replace(here, entry=entry.entry)
        elif _heads_others(paragraph):
            section = entry = Scene(entry.entry)
        here = replace(here, places=here.places or section.places, when=here.when or section.when)
        for number, sentence in paragraph:
            out[number] = here if sentence is first else replace(here, heading=None)
            here = replace(here, places=_fragment(sentence) or here.places)
    return out


def _is_clock(text: str, node: Node) -> bool:
    """Return whether a word is the hour, in figures."""
    return _is_time([node]) and _CLOCK.match(text, node.start, node.end) is not None


def _set(text: str, heading: _Heading, entry: int, day: date | None) -> Scene:
    """Return the scene that a heading sets."""
    times = [
        time
        for time in times_in([n for item in heading.items for n in item])
        if time.edtf and time.precision in _DAYS | _CLOCKS
    ]
    hour = bool(times) and all(time.precision in _CLOCKS for time in times)
    days = [time for time in times if time.precision in _DAYS] or times
    when = days[0] if days else None
    if when is not None and hour:
        made_on = day.isoformat() if day is not None else (when.edtf or "")[:10]
        when = replace(when, edtf=made_on, precision="day", basis="inferred")
    words = Span(heading.items[0][0].start, heading.items[-1][-1].end)
    return Scene(entry, heading.places(text), when, hour, words)


def _heading(nodes: Sequence[Node]) -> _Heading | None:
    """Return the times and places, and nothing else, with which a row begins, up to a mark or a full stop.

    A line that tells of nothing has not been put together in groups: there a name is as many words as it has.
    """
    items: list[list[Node]] = []
    apart, told = True, 0
    for node in nodes:
        if node.form == ".":
            break
        if node.form in _BETWEEN or not any(map(str.isalnum, node.form or "a")):
            told = len(items) if node.form in _CLOSING and items and _closes(node, items) else told
            apart = True
        elif apart and len(items) < _MOST_ITEMS and _may_head(node):
            items.append([node])
            apart = False
        elif not apart and _may_head(node) and not (node.parts or items[-1][-1].parts):
            items[-1].append(node)
        else:
            return _as_heading(items[:told], closed=False)
    return _as_heading(items, closed=True)


def _as_heading(items: Sequence[Sequence[Node]], *, closed: bool) -> _Heading | None:
    telling = any(_is_time(item) or places_in(item) for item in items)
    return _Heading(items, closed) if telling else None


def _closes(mark: Node, items: Sequence[Sequence[Node]]) -> bool:
    """Return whether a mark ends a heading; a place before a colon may be who speaks ("Kabul: no talks")."""
    return mark.form != ":" or any(map(_is_time, items)) or not any(n.has("actor") for i in items for n in below(i))


def _is_time(item: Sequence[Node]) -> bool:
    return any(node.has("on") or node.has("time") for node in item)


def _may_head(node: Node) -> bool:
    if node.classes & (_VERBS | _TOLD):
        return False
    named = node.has("place") or node.has("name") or node.has("n.place") or node.classes == _NAME
    return named or _is_time([node])


def _heads_others(paragraph: Sequence[tuple[int, Sentence]]) -> bool:
    """Return whether a paragraph is a line that only says what follows it is about."""
    words, nodes = paragraph[0][1].words, paragraph[0][1].nodes
    short = len(paragraph) == 1 and len(words) <= _MOST_WORDS
    return short and not words[-1].has("stop") and not any(node.classes & _VERBS for node in nodes)


def _fragment(sentence: Sentence) -> tuple[Place, ...]:
    """Return where a sentence without a verb says that it is: "Sirens in Tel Aran."."""
    if any(node.classes & _VERBS or _is_finite(node) for node in sentence.nodes):
        return ()
    return tuple(places_in(sentence.nodes))


def _is_finite(node: Node) -> bool:
    """Return whether a word is a verb and nothing else, in a form that makes a sentence."""
    return node.has("v") and not node.has("noun") and bool(node.classes & {"past", "pres", "impf", "perf"})
