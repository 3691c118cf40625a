"""Documents -> sentences of nodes, grouped level by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.posts import BULLET
from corrobora.read.tokens import paragraphs
from corrobora.types import Passage, Role, Span

MOST_TOKENS = 250  # the longest sentence of a news report has about 150
_BULLETS = frozenset({BULLET, "-", "–", "—", "·"})
_BAR = "|"  # parts the words that announce a post from what it tells
_FINAL = frozenset({".", "!", "?", "؟", "…", "۔"})
_OPENING = {"«": "»", "“": "”", "„": "“", '"': '"'}
_CLOSING = frozenset({"»", "”", '"'})
_HOURS = frozenset({"am", "pm"})  # "at 10 a.m. Most of …", where one full stop serves both
_STARTS = frozenset({"det", "pron", "prep", "conj", "cardinal", "noun"})
_OF_HOURS = frozenset({"zone", "weekday", "month"})
_BREAKS = _FINAL | _CLOSING | _OPENING.keys() | {_BAR}


@dataclass(slots=True)
class Sentence:
    """One sentence: its nodes as the cascade has grouped them so far, the words below them, and where it stands.

    `item` says that its paragraph is one of a list. `whole` is the span of a sentence too long to be read as one, at
    the first of its pieces.
    """

    paragraph: int
    role: Role
    words: tuple[Node, ...]
    nodes: list[Node] = field(default_factory=list)
    whole: Span | None = None
    item: bool = False
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        """Note where the sentence stands, which is asked ten times of each."""
        self.span = Span(self.words[0].start, self.words[-1].end)

    def walk(self) -> list[Node]:
        """Return all nodes and what is below them, in the order of the text."""
        out: list[Node] = []
        for node in self.nodes:
            if node.parts:
                out += node.walk()
            else:
                out.append(node)
        return out


def split(text: str, passages: Sequence[Passage], language: Language) -> list[Sentence]:
    """Return the sentences of all passages but boilerplate, their words tagged with lexical classes."""
    out: list[Sentence] = []
    number = 0
    for passage in passages:
        if passage.role == "boilerplate":
            continue
        for start, end in paragraphs(text, passage.span.start, passage.span.end):
            number += 1
            words = language.vocabulary.words(text, start, end)
            item = words[0].form in _BULLETS
            first = _behind_bullets(words, 0)
            for last in sentence_ends(words):
                if first < last:
                    out += _pieces(words[first:last], number, passage.role, item=item)
                    _end(out[-1], language)
                first = _behind_bullets(words, last)
    return out


def _end(sentence: Sentence, language: Language) -> None:
    """Let a line without a full stop, as of a headline or a post, end as a sentence does; its colon leads elsewhere."""
    last = sentence.words[-1]
    if "mark" not in last.classes:
        stop = language.vocabulary.words(".")[0]
        sentence.nodes = [*sentence.nodes, Node(last.end, last.end, stop.classes, stop.form)]


def _behind_bullets(words: Sequence[Node], first: int) -> int:
    """Return where a sentence begins behind the signs that only show that it is one of a list."""
    while first < len(words) and (words[first].form in _BULLETS or words[first].form == _BAR):
        first += 1
    return first


def _pieces(words: list[Node], paragraph: int, role: Role, *, item: bool) -> Iterator[Sentence]:
    """Yield a sentence; one without end, such as a table, in pieces, since its cost is the square of its length."""
    if len(words) <= MOST_TOKENS:
        yield Sentence(paragraph, role, tuple(words), words, item=item)
        return
    whole: Span | None = Span(words[0].start, words[-1].end)
    for first in range(0, len(words), MOST_TOKENS):
        piece = words[first : first + MOST_TOKENS]
        yield Sentence(paragraph, role, tuple(piece), piece, whole, item=item)
        whole = None


def sentence_ends(words: Sequence[Node]) -> list[int]:
    """Return where the sentences of a paragraph end, as counts of words; no full stop inside a quotation ends one.

    >>> from corrobora.read.language import load_language
    >>> sentence_ends(load_language("fr").vocabulary.words("« Nous partons. Demain », dit-il. Puis rien."))
    [10, 13]
    """
    ends: list[int] = []
    closers: list[str] = []
    for index in [i for i, word in enumerate(words[:-1]) if word.form in _BREAKS or word.classes & _HOURS]:
        form = words[index].form
        if closers and form == closers[-1]:
            closers.pop()
        elif form in _OPENING:
            closers.append(_OPENING[form])
        if not closers and _ends(words, index, ends[-1] if ends else 0):
            ends.append(index + 1)
    return [*ends, len(words)]


def _ends(words: Sequence[Node], index: int, begun: int) -> bool:
    """Return whether a sentence ends at a mark: a final one, perhaps inside a quotation that just closed."""
    mark, following = words[index], words[index + 1]
    is_apart = following.start > mark.end
    if mark.form == _BAR:
        return is_apart
    if mark.classes & _HOURS:
        starts = "cap" in following.classes and bool(following.classes & _STARTS)
        return mark.form.endswith(".") and starts and not following.classes & _OF_HOURS
    if mark.form in _CLOSING:
        before = words[index - 1].form if index > begun else ""
        return before in _FINAL and is_apart and bool(following.classes & {"cap", "number"})
    if mark.form not in _FINAL or following.form in _FINAL or following.form in {"»", "”"}:
        return False
    if mark.form == "." and _is_initial(words, index, begun):
        return False
    is_small = "word" in following.classes and "cap" not in following.classes
    return (is_apart and not is_small) or _is_caseless(following)


def _is_initial(words: Sequence[Node], index: int, begun: int) -> bool:
    """Return whether a full stop ends the initial of a name: "Paul D. Ryan"."""
    letter, name = words[index - 1], words[index - 2] if index - 2 >= begun else None
    if letter.end - letter.start != 1 or letter.end != words[index].start or "cap" not in letter.classes:
        return False
    return name is not None and "cap" in name.classes and name.form[:1].isalpha() and "cap" in words[index + 1].classes


def _is_caseless(word: Node) -> bool:
    return word.form[:1].isalpha() and word.form[:1].upper() == word.form[:1].lower()


def regroup(sentences: Sequence[Sentence], language: Language, *levels: str) -> None:
    """Put together what the rules of `levels` match, one level after the other."""
    for level in levels:
        rows = language.grammars[level].group([sentence.nodes for sentence in sentences])
        for sentence, nodes in zip(sentences, rows, strict=True):
            sentence.nodes = nodes


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
