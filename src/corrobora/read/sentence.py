"""Documents -> sentences of nodes, grouped level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corrobora.read.grammar import group
from corrobora.read.language import Language
from corrobora.read.lexicon import tag
from corrobora.read.node import Node
from corrobora.read.tokens import Token, paragraphs, sentences, tokenize
from corrobora.types import Passage, Role, Span

MOST_TOKENS = 250  # the longest sentence of a news report has about 150


@dataclass(slots=True)
class Sentence:
    """One sentence: its nodes as the cascade has grouped them so far, and the words below them.

    `whole` is the span of a sentence too long to be read as one, at the first of its pieces.
    """

    paragraph: int
    role: Role
    words: tuple[Node, ...]
    nodes: list[Node] = field(default_factory=list)
    whole: Span | None = None

    @property
    def span(self) -> Span:
        """Return the sentence's place in the document."""
        return Span(self.words[0].start, self.words[-1].end)

    def walk(self) -> Iterator[Node]:
        """Yield all nodes and what is below them."""
        for node in self.nodes:
            yield from node.walk()


def split(text: str, passages: Sequence[Passage], language: Language) -> list[Sentence]:
    """Return the sentences of all passages but boilerplate, their words tagged with lexical classes."""
    out: list[Sentence] = []
    number = 0
    for passage in passages:
        if passage.role == "boilerplate":
            continue
        for start, end in paragraphs(text, passage.span.start, passage.span.end):
            number += 1
            for tokens in sentences(tokenize(text, language.orthography, start, end)):
                out += _pieces(text, tokens, number, passage.role, language)
    return out


def _pieces(text: str, tokens: list[Token], paragraph: int, role: Role, language: Language) -> Iterator[Sentence]:
    """Yield a sentence; one without end, such as a table, in pieces, since its cost is the square of its length."""
    whole = Span(tokens[0].start, tokens[-1].end) if len(tokens) > MOST_TOKENS else None
    for first in range(0, len(tokens), MOST_TOKENS):
        words = tag(text, tokens[first : first + MOST_TOKENS], language.lexicon, language.affixes)
        _mark_stops(words)
        yield Sentence(paragraph, role, tuple(words), list(words), whole if first == 0 else None)


def regroup(sentence: Sentence, language: Language, *levels: str) -> None:
    """Put together what the rules of `levels` match, one level after the other."""
    for level in levels:
        sentence.nodes = group(sentence.nodes, language.grammars[level])


def replace_span(sentence: Sentence, span: Span, made: Node) -> bool:
    """Put `made` in the place of the nodes that `span` exactly covers; return whether it did."""
    inside = [i for i, node in enumerate(sentence.nodes) if span.start <= node.start and node.end <= span.end]
    if not inside:
        return False
    first, last = inside[0], inside[-1] + 1
    run = sentence.nodes[first:last]
    if (run[0].start, run[-1].end) != (span.start, span.end):
        return False
    made.parts = tuple(run)
    sentence.nodes[first:last] = [made]
    return True


def _mark_stops(words: list[Node]) -> None:
    for word in words:
        if word.form in {".", "!", "?", "؟"}:
            word.classes |= {"stop"}
