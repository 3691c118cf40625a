"""Paragraphs, captions and what is set aside -> one text, with the spans of what is no body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corrobora.types import Span


def lay_out(
    paragraphs: Iterable[str], captions: Sequence[str] = (), aside: Sequence[str] = ()
) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    r"""Return the paragraphs one a line, with captions and what is set aside behind them, and the spans of these.

    >>> lay_out(["Two died."], ["A road."])
    ('Two died.\nA road.', (Span(start=10, end=17),), ())
    """
    text = "\n".join(paragraphs)
    spans: list[Span] = []
    for line in (*captions, *aside):
        text += "\n" * bool(text) + line
        spans.append(Span(len(text) - len(line), len(text)))
    return text, tuple(spans[: len(captions)]), tuple(spans[len(captions) :])
