"""A document that is itself a communiqué -> whoever issues it, in whose voice it tells what nobody else does.

"Statement issued by X" stands alone above it, or an invocation or a numbered title does and X signs it below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from corrobora.read.attribution import Attribution
from corrobora.read.holders import Holders
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence, regroup, split
from corrobora.types import Cue, Passage, Span, Voice

ISSUED = "communique"  # the rule of what is read so
_ABOVE = 5  # sentences among which the title stands
_BELOW = 3  # ... and those among which the signature does
_BLANK = " \t\r\n.»\"'"
_MOST = 14  # nodes of a title
_FEW = 7  # ... and of a signature
_TELLING = frozenset({"vg", "past", "impf", "that"})
_BODY = frozenset({"n.group", "n.force", "n.command", "kind.armed-group", "kind.armed-forces", "kind.ministry"})
_TITLES = frozenset({"n.statement", "invocation"})


def communique(
    text: str, sentences: Sequence[Sentence], language: Language, holders: Holders
) -> tuple[Attribution, ...]:
    """Return the voice of whoever issues the document, over all of it, where it is a communiqué."""
    titles = [at for at, each in enumerate(sentences[:_ABOVE]) if _is_title(text, each)]
    if not titles:
        return ()
    title = titles[-1]
    end = _signature(text, sentences, title)
    signed = next(filter(None, map(_signatory, [*sentences[end:], *_left_out(text, sentences, language)])), ())
    source = next(filter(None, (_issuer(sentences[at]) for at in titles)), None) or signed
    first = title + 1
    if not source or first >= end:
        return ()
    content = Span(sentences[first].span.start, sentences[end - 1].span.end)
    match = sentences[title].span
    voice = Voice("indirect", (holders.make(source),), Cue(match.of(text), match), content)
    return (Attribution(voice, content, match, title, ISSUED, "announces"),)


def _is_title(text: str, sentence: Sentence) -> bool:
    """Return whether a line is the title of a communiqué: "Statement no. 3", with or without who issues it."""
    opens = next((node for node in sentence.nodes if not node.has("mark")), None)
    if opens is None or len(sentence.nodes) > _MOST or _tells(text, sentence):
        return False
    return any(leaf.classes & _TITLES for leaf in opens.leaves()[:1])


def _issuer(sentence: Sentence) -> Sequence[Node]:
    """Return who issues it by its title: "statement issued by X", "statement of X", but not "on X"."""
    at = next((at for at, node in enumerate(sentence.nodes) if node.has("issuedby")), None)
    return _body_of(sentence.nodes[at + 1 :]) if at is not None else ()


def _signature(text: str, sentences: Sequence[Sentence], title: int) -> int:
    """Return the index of the sentence with which the signature begins; of none where there is no signature."""
    end = len(sentences)
    while end > title + 1 and len(sentences) - end < _BELOW and not _tells(text, sentences[end - 1]):
        end -= 1
    return end


def _left_out(text: str, sentences: Sequence[Sentence], language: Language) -> list[Sentence]:
    """Return the lines below the last sentence, which pass for no part of an article, as sentences."""
    start, lines = sentences[-1].span.end, []
    for line in text[start:].splitlines(keepends=True)[: _BELOW + 2]:
        if line.strip(_BLANK):
            lines.append(Passage("body", Span(start, start + len(line.rstrip()))))
        start += len(line)
    below = split(text, lines, language)
    regroup(below, language, "numbers", "times", "names")
    return below


def _signatory(sentence: Sentence) -> Sequence[Node]:
    """Return the body whose name a line is, with little beside it."""
    return _body_of(sentence.nodes) if len(sentence.nodes) <= _FEW else ()


def _body_of(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the words up to a mark, where the first of them names a body."""
    behind = dropwhile(_is_mark, nodes)
    named = tuple(takewhile(lambda node: not _is_mark(node), behind))
    return named if named and any(node.classes & _BODY for node in named[0].walk()) else ()


def _is_mark(node: Node) -> bool:
    return node.has("mark")


def _tells(text: str, sentence: Sentence) -> bool:
    """Return whether a line is a sentence: it has a verb, or a mark ends it."""
    marked = [node for node in sentence.nodes if node.has("stop") and text[node.start : node.end].strip()]
    return bool(marked) or any(node.classes & _TELLING for node in sentence.nodes)
