"""The date that a page gives itself: a line above the article that holds a full date and little else, or a dateline."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.days import day_of
from corrobora.read.expressions import read_expression
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import regroup, split
from corrobora.types import Dated, Passage, Span

_MOST_WORDS = 10
_MOST_LINES = 8
_MOST_BEFORE = 6  # words and marks of the place in a dateline
_AFTER = frozenset({"(", "-", "–", "—", "/", ":"})
_NO_PLACE = frozenset({"past", "impf", "perf", "pres", "fut", "aux", "pp", "stop", "time"})


def find_dateline(text: str, passages: Sequence[Passage], language: Language) -> Dated | None:
    r"""Return the first full date of the furniture above an article, or null; a caption's date is none.

    >>> from corrobora.read.language import load_language
    >>> text = "River News\n18 May 2023\nA convoy was hit."
    >>> lines = [Passage("boilerplate", Span(11, 22)), Passage("body", Span(23, 40))]
    >>> find_dateline(text, lines, load_language("en"))
    Dated(edtf='2023-05-18', basis='stated')
    """
    for passage in passages[:_MOST_LINES]:
        if passage.role == "body":
            return None
        if passage.role == "boilerplate" and len(passage.span.of(text).split()) <= _MOST_WORDS:
            day = _full_date(text, passage.span, language)
            if day is not None:
                return Dated(day, "stated")
    return None


def _full_date(text: str, span: Span, language: Language) -> str | None:
    for sentence in split(text, [Passage("body", span)], language):
        regroup([sentence], language, "numbers", "times")
        for node in sentence.nodes:
            if not node.has("time"):
                continue
            what = read_expression(node)
            if what.year and what.month and what.day and what.end is None:
                day = day_of(what.year, what.month, what.day)
                return day.isoformat() if day is not None else None
    return None


def is_dateline(nodes: Sequence[Node], index: int) -> bool:
    """Return whether a date is that of a dateline: only a place before it, and a mark behind it.

    >>> place, mark = Node(0, 5, frozenset({"cap"})), Node(13, 14, frozenset(), "(")
    >>> date = Node(7, 12, frozenset({"time"}))
    >>> is_dateline([place, date, mark], 1), is_dateline([place, date], 1)
    (True, False)
    """
    before, after = nodes[:index], nodes[index + 1 : index + 2]
    if not 1 <= len(before) <= _MOST_BEFORE or not after:
        return False
    if after[0].form not in _AFTER and not after[0].has("paren"):
        return False
    return all(_NO_PLACE.isdisjoint(node.classes) for node in before)
