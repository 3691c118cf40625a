"""A document as the grammars have parsed it: what every step that makes claims looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corrobora.read.grammar import Match
from corrobora.read.language import Language
from corrobora.read.quotes import Quote
from corrobora.read.references import References
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.read.voices import Attribution, voice_at
from corrobora.types import Document, Span, Voice


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its sentences, quotations, voices and names; its language and date are known, if they can be."""

    document: Document
    language: Language
    sentences: Sequence[Sentence]
    quotes: Stretches[Quote]
    voices: Stretches[Attribution]
    references: References

    @property
    def text(self) -> str:
        """Return the document's text."""
        return self.document.text

    @property
    def day(self) -> date | None:
        """Return the day of publication; where only an interval is known there is none."""
        published = self.document.published
        try:
            return date.fromisoformat(published.edtf[:10]) if published and "/" not in published.edtf else None
        except ValueError:
            return None

    def body(self) -> Iterator[tuple[int, Sentence]]:
        """Yield the sentences of the body with their numbers; titles and captions make no claims."""
        return ((index, sentence) for index, sentence in enumerate(self.sentences) if sentence.role == "body")

    def matches(self, level: str) -> Iterator[tuple[int, Sentence, list[Match]]]:
        """Yield the sentences of the body with their numbers, and what the rules of a level match in each."""
        body = list(self.body())
        found = self.language.grammars[level].matches([sentence.nodes for _, sentence in body])
        return ((*each, matches) for each, matches in zip(body, found, strict=True))

    def answering(self, span: Span) -> tuple[Voice, Attribution | None]:
        """Return in whose voice the words of a denial at `span` stand, and what shows it."""
        near = (each for each in self.voices if each.match.covers(span))
        found = min(near, key=lambda each: each.match.end - each.match.start, default=None)
        return (found.voice, found) if found is not None else self.voice(span)

    def voice(self, span: Span) -> tuple[Voice, Attribution | None]:
        """Return in whose voice the words at `span` are said, and what shows it."""
        return voice_at(self.voices, self.quotes, span)
