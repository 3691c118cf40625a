"""What the adapters share: reading a text, counting what is right, words of the lexicon, clear ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corrobora.read.article import read_document
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.types import Dated, Document, Reading, Span


@dataclass(slots=True)
class Counts:
    """How many are right of those that were read and of those that are there."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def add(self, right: int, read: int, gold: int) -> None:
        """Count some more."""
        self.right += right
        self.read += read
        self.gold += gold

    @property
    def f1(self) -> float:
        """Return the balanced mean of precision and recall, 0 where nothing was read or there."""
        return 2 * self.right / (self.read + self.gold) if self.right else 0.0

    def __str__(self) -> str:
        """Return precision, recall and F1 as a line shows them."""
        precision, recall = self.right / max(1, self.read), self.right / max(1, self.gold)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({self.right}/{self.read}/{self.gold})"


def read_text(
    uri: str, text: str, language: str, *, outlet: str | None = None, published: str | None = None
) -> Reading:
    """Return the reading of a text in a known language; `published` is an ISO date."""
    dated = Dated(published, "stated") if published else None
    return read_document(Document(uri, uri, text, "", outlet, None, language, dated))


def needed(path: Path, *, what: str) -> Path:
    """Return `path` where it is there; end the run and say what was wanted where it isn't."""
    if not path.exists():
        raise SystemExit(f"{path}: not there; {what}")
    return path


def words_of(phrase: str, language: Language) -> list[Node]:
    """Return the words of a phrase with their lexical classes.

    >>> from corrobora.read.language import load_language
    >>> [word.form for word in words_of("the tank truck", load_language("en"))]
    ['the', 'tank', 'truck']
    """
    return language.vocabulary.words(phrase)


def overlaps(one: Span, two: Span) -> bool:
    """Return whether two spans share a letter.

    >>> overlaps(Span(0, 4), Span(3, 9)), overlaps(Span(0, 4), Span(4, 9))
    (True, False)
    """
    return one.start < two.end and two.start < one.end
