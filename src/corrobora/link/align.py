"""What two documents share, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from rapidfuzz.distance import LCSseq

from corrobora.link.shingle import Words, split
from corrobora.link.standing import Flags
from corrobora.types import Claim, Reading, Span

_SAME = 0.75
_FEWEST = 4
_MARKS = frozenset("\"'«»“”„‟‘’‹›")

Bag = tuple[Words, frozenset[int], int]


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of a body: its words by number; `quoted` where it is a named voice's in quotation marks."""

    span: Span
    words: Words
    quoted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A reading with the sentences of its body that are its own, or some of them; `words` counts those of all."""

    reading: Reading
    sentences: Sequence[Sentence]
    words: int


def text_of(reading: Reading, numbers: Sequence[int], aside: Flags) -> Text:
    """Return a reading as it is compared, by the numbers of its words: without the sentences to be set aside."""
    own = _sentences(reading, split(reading.document, numbers), aside)
    return Text(reading, own, sum(len(each.words) for each in own))


def _sentences(reading: Reading, parts: Iterable[tuple[int, Span, Words]], aside: Flags) -> list[Sentence]:
    """Return the sentences of a reading's body but those to be set aside, which `aside` tells by their places."""
    text = reading.document.text
    direct = [_quoted(c, text) for c in reading.claims if c.voice.manner == "direct" and c.voice.chain]
    return [
        Sentence(span, words, bool(direct) and any(_mostly(span, content) for content in direct))
        for place, span, words in parts
        if not aside[place]
    ]


def _quoted(claim: Claim, text: str) -> Span:
    """Return what of a claim stands in quotation marks: all that its voice says, if that begins with one."""
    said = claim.voice.content or claim.span
    return said if _MARKS & {*text[max(0, said.start - 1) : said.start + 1]} else claim.span


def _mostly(span: Span, content: Span) -> bool:
    return min(span.end, content.end) - max(span.start, content.start) > _SAME * (span.end - span.start)


@dataclass(frozen=True, slots=True)
class Shared:
    """The sentences that two documents have in common, and how many words of theirs are the same."""

    pairs: tuple[tuple[Sentence, Sentence], ...]
    words: int
    block: int
    copied: float
    part: float


def align(one: Text, two: Text) -> Shared:
    """Return what two documents share: `copied` is the share of all their words, `part` that of the shorter one's.

    A sentence that is a named voice's quotation in both is no sign of copying: both may have heard it. It counts only
    beside words of the writers' own.
    """
    pairs: list[tuple[Sentence, Sentence]] = []
    same = own = block = run = 0
    before = -2
    matches = _matches(one.sentences, two.sentences)
    for sentence, (best, where) in zip(one.sentences, matches, strict=True):
        if where is None:
            run = 0
            continue
        match = two.sentences[where]
        pairs.append((sentence, match))
        same += best
        own += best if not (sentence.quoted and match.quoted) else 0
        run = run + best if where == before + 1 else best
        before, block = where, max(block, run)
    if not own:
        return Shared((), 0, 0, 0.0, 0.0)
    return Shared(tuple(pairs), same, block, 2 * same / (one.words + two.words), same / min(one.words, two.words))


def _matches(one: Sequence[Sentence], two: Sequence[Sentence]) -> list[tuple[int, int | None]]:
    """Return for each sentence how many words it shares with its match and where that is, the same ones first."""
    places: dict[Words, list[int]] = {}
    for index in range(len(two) - 1, -1, -1):
        places.setdefault(two[index].words, []).append(index)
    out: list[tuple[int, int | None]] = []
    taken = set()
    for sentence in one:
        same = places.get(sentence.words)
        where = same.pop() if same else None
        out.append((len(sentence.words) if where is not None else 0, where))
        taken.add(where)
    rest = {index: _bag(two[index].words) for index in range(len(two)) if index not in taken}
    for index, (_, where) in enumerate(out):
        if where is None and rest:
            shared, place = _best(_bag(one[index].words), rest)
            out[index] = shared, place
            rest.pop(-1 if place is None else place, None)
    return out


def _bag(words: Words) -> Bag:
    once = frozenset(words)
    return words, once, len(words) - len(once)


def _best(sentence: Bag, others: dict[int, Bag]) -> tuple[int, int | None]:
    """Return how many words the most alike other sentence shares, and its index; null where none is alike enough.

    What is alike shares three quarters of the shorter's words and half of the longer's, in order.
    """
    best, where = 0, None
    mine, once, again = sentence
    length = len(mine)
    fewest = min(_FEWEST, length)
    for index, (other, other_once, other_again) in others.items():
        size = len(other)
        shorter, longer = (size, length) if size < length else (length, size)
        if 2 * shorter < longer or shorter < fewest or shorter <= best:
            continue
        least = max(best + 1, _SAME * shorter, longer / 2, fewest)
        if len(once & other_once) + (min(other_again, again)) < least:
            continue
        shared = LCSseq.similarity(mine, other, score_cutoff=ceil(least))
        if shared >= least:
            best, where = shared, index
    return best, where
