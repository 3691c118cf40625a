"""The date that a page gives itself: a line above the article that holds a full date and little else."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.days import day_of
from corrobora.read.expressions import read_expression
from corrobora.read.language import Language
from corrobora.read.sentence import regroup, split
from corrobora.types import Dated, Passage, Span

_MOST_WORDS = 10
_MOST_LINES = 8


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
