"""Quotation marks of every script -> the stretches of text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corrobora.read.stretches import Stretches
from corrobora.read.tokens import paragraphs
from corrobora.types import Span

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›", "「": "」"}
_SINGLE = re.compile(  # behind the start, a colon or a comma, up to a mark: an apostrophe stands in neither place
    r"(?:^|(?<=[.!?:,—–-] )|(?<=[\"”(]))['‘](?=[^\W_])"
    r"(?:[^‘’'\n]|(?<![^\Ws])['’](?=\s)|['’](?=[^\W_])){1,900}"
    r"(?:(?<=[.,!?…])['’](?!\w)|(?<=\w)['’](?=[.,;:!?)]))",
    re.MULTILINE,
)
_MARKS = re.compile(f'["{"".join(_PAIRS)}{"".join(_PAIRS.values())}]')


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between quotation marks; `outer` includes the marks, `open` says that the next paragraph goes on."""

    inner: Span
    outer: Span
    open: bool = False


def find_quotes(text: str) -> Stretches[Quote]:
    """Return the outermost quotations of a text, in order; one that no mark closes ends with its paragraph.

    >>> [q.inner.of("Il dit : « Oui, “vite” ». Fin.") for q in find_quotes("Il dit : « Oui, “vite” ». Fin.")]
    ['Oui, “vite”']
    """
    found = (quote for start, end in paragraphs(text) for quote in _in_paragraph(text, start, end))
    return Stretches(found, lambda quote: quote.outer)


def is_quoted(span: Span, quotes: Stretches[Quote]) -> bool:
    """Return whether words stand inside a quotation."""
    return any(quote.inner.covers(span) for quote in quotes.near(span))


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    closers: list[str] = []
    opened = start
    last = {mark: text.rfind(mark, start, end) for mark in {*_PAIRS.values(), '"'}}  # behind it a typewriter's closes
    for found in _MARKS.finditer(text, start, end):
        position, char = found.start(), found.group()
        if closers and (char == closers[-1] or (char == '"' and position > last[closers[-1]])):
            closers.pop()
            if not closers:
                out.append(_quote(text, opened, position + 1))
        elif char in _PAIRS or (char == '"' and '"' not in closers):
            if not closers:
                opened = position
            closers.append(_PAIRS.get(char, char))
    if closers and opened == start:
        out.append(_quote(text, opened, end, unclosed=True))
    single = [_quote(text, *found.span()) for found in _SINGLE.finditer(text, start, end)]
    out += [
        each
        for each in single
        if not any(each.outer.start < q.outer.end and q.outer.start < each.outer.end for q in out)
    ]
    return sorted([quote for quote in out if quote.inner.end > quote.inner.start], key=lambda quote: quote.outer.start)


def _quote(text: str, start: int, end: int, *, unclosed: bool = False) -> Quote:
    inner_end = end if unclosed else end - 1
    inner = text[start + 1 : inner_end]
    left = start + 1 + len(inner) - len(inner.lstrip())
    right = left + len(inner.strip())
    return Quote(Span(left, right), Span(start, end), unclosed)
