"""What was found in the full text of the articles, as the page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from corrobora.keep.search import forms, terms
from corrobora.read.fold import plain
from corrobora.show.web.held import Held
from corrobora.show.words import visible
from corrobora.types import Document, Span

_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670\u0640]+")
_AROUND = 140


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words, with these marked in some of its text."""

    document: Document
    span: Span
    html: Markup


def find(held: Held, words: str, most: int, after: int = 0) -> tuple[int, list[Hit]]:
    """Return how many passages have all of these words (or "phrases"), and some of them, as the index has it."""
    rows = held.shelf.held() if held.day else None
    total, found = held.index.find(visible(words), most, after, rows)
    held.articles.hold(each.uri for each in found)
    begins = {word for term in terms(visible(words)) for form in forms(term) for word in form.split()}
    known = ((held.articles[each.uri], each.span) for each in found if each.uri in held.articles)
    hits = [Hit(each, span, marked(span.of(each.text), begins)) for each, span in known]
    if held.veil is None:
        return total, hits
    shown = [hit for hit in hits if _has(hit.span.of(hit.document.text), terms(visible(words)))]
    return total - len(hits) + len(shown), shown  # a name that is hidden can't be asked for either


def _has(text: str, wanted: Iterable[str]) -> bool:
    folded = " ".join(["", *re.findall(r"[^\W_]+", plain(text))])
    return all(any(f" {form}" in folded for form in forms(term)) for term in wanted)


def marked(text: str, wanted: Iterable[str]) -> Markup:
    """Return some of a text as HTML, from a little before the first word found, with all that were found marked.

    >>> str(marked("Près de <Gao>.", ["gao"]))
    'Près de &lt;<mark>Gao</mark>&gt;.'
    """
    begins = tuple(wanted)
    found = [each for each in _WORD.finditer(text) if plain(each[0]).startswith(begins)]
    start = max(0, found[0].start() - _AROUND) if found else 0
    end = min(len(text), start + 3 * _AROUND)
    out = [Markup("…")] if start else []
    at = start
    for each in found:
        if each.end() <= end:
            marked_word = Markup(f"<mark>{escape(visible(each[0]))}</mark>")  # noqa: S704 - escaped
            out += [escape(visible(text[at : each.start()])), marked_word]
            at = each.end()
    out += [escape(visible(text[at:end])), Markup("…") if end < len(text) else Markup()]
    return Markup().join(out)
