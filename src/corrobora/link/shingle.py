"""Documents -> their words and a sample of their shingles as numbers, small enough to hold for a whole ledger.

A shingle is four words in a row inside a sentence, folded. Kept are a quarter of all, chosen by their own value, and of
each sentence the least: what two documents share then shows in both samples, and a sentence that is the same in both
always does (Manber 1994; Schleimer, Wilkerson and Aiken 2003).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from corrobora.link.spread import spread
from corrobora.read.fold import plain
from corrobora.types import Document, Span

_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_STOP = re.compile(r"[\n.!?؟…](?:(?<=\n)|[.!?؟…]*+[»”\"')\]]*+(?=\s|$))")
_TOKEN = re.compile(rf"\w[\w{_MARKS}]*+|{_STOP.pattern}")
_WORDS = 4
_SAMPLE = np.uint64(3)
_CHUNK = 1000
_HELD = 300_000
_END = 0
_ENDED = bytes(4)
_ENDING = ".!?؟…\n"
_MIX = tuple(
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)

Words = tuple[int, ...]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.uint32]


class _Numbers(dict[str, bytes]):
    """The number of each word by its folded form, above 0 and the same on every machine; 0 for what ends a sentence."""

    def __missing__(self, word: str) -> bytes:
        """Return the number of a word that is met for the first time."""
        digest = blake2b(plain(word).encode(errors="replace"), digest_size=4).digest()
        number = 0 if word[0] in _ENDING else int.from_bytes(digest, "big") or 1
        self[word] = out = number.to_bytes(4, sys.byteorder)
        return out


class Vocabulary(dict[str, bytes]):
    """The numbers of the words and ends of sentences in what stands between two blanks."""

    def __init__(self) -> None:
        """Know no words yet."""
        super().__init__()
        self._numbers = _Numbers()

    def __missing__(self, token: str) -> bytes:
        """Return the numbers of what is met for the first time."""
        if len(self) > _HELD:
            self.clear()
            self._numbers.clear()
        self[token] = out = b"".join(map(self._numbers.__getitem__, _TOKEN.findall(token)))
        return out

    def numbers(self, document: Document) -> list[int]:
        """Return the numbers of a document's words, as `numbers_of` packs them."""
        return memoryview(numbers_of(document, self)).cast("I").tolist()


@dataclass(frozen=True, slots=True)
class Sample:
    """The words of all documents by number, a thousand documents together.

    Document `d` has the words `starts[k][i]` to `starts[k][i + 1] - 1` of `words[k]`, where `d` is `1000 * k + i`, and
    0 ends a sentence or a passage; its sentences, empty ones among them, are `first[d]` to `first[d + 1] - 1`.
    """

    words: tuple[Counts, ...]
    starts: tuple[Numbers, ...]
    first: Numbers

    def documents(self) -> Counts:
        """Return for each sentence the number of its document."""
        return np.repeat(np.arange(len(self.first) - 1, dtype=np.uint32), np.diff(self.first))

    def sums(self, of: Numbers) -> Numbers:
        """Return for each document the sum of what its sentences have."""
        upto = np.concatenate([np.zeros(1, np.int64), np.cumsum(of)])
        return np.asarray(upto[self.first[1:]] - upto[self.first[:-1]])

    def numbers(self, document: int) -> list[int]:
        """Return the numbers of a document's words."""
        part, at = divmod(document, _CHUNK)
        start, end = self.starts[part][at : at + 2]
        numbers: list[int] = self.words[part][start:end].tolist()
        return numbers


@dataclass(frozen=True, slots=True)
class _Part:
    """What a thousand documents have, counted from the first of their sentences; `ends` are those up to each."""

    words: Counts
    upto: Numbers
    ends: Numbers
    hashes: Hashes
    sentences: Counts


def sample(documents: Sequence[Document], workers: int = 1) -> tuple[Sample, Hashes, Counts]:
    """Return the words of each document's body, the shingles that are kept of it, and the sentence of each."""
    vocabulary = Vocabulary()

    def part(at: int) -> _Part:
        return _part([numbers_of(each, vocabulary) for each in documents[at : at + _CHUNK]])

    return _together(spread(part, range(0, len(documents), _CHUNK), workers))


def sampled(texts: Sequence[bytes]) -> tuple[Sample, Hashes, Counts]:
    """Return what `sample` does, for documents whose words were numbered elsewhere (`numbers_of`)."""
    return _together([_part(texts[at : at + _CHUNK]) for at in range(0, len(texts), _CHUNK)])


def _together(parts: Sequence[_Part]) -> tuple[Sample, Hashes, Counts]:
    nothing = np.zeros(1, np.int64)
    before = np.cumsum([0, *(part.ends[-1] for part in parts)])
    first = [nothing, *(part.ends + start for part, start in zip(parts, before, strict=False))]
    starts = tuple(np.concatenate([nothing, part.upto]) for part in parts)
    kept = Sample(tuple(part.words for part in parts), starts, np.concatenate(first))
    hashes = np.concatenate([np.zeros(0, np.uint64), *(part.hashes for part in parts)])
    sentences = [part.sentences + np.uint32(start) for part, start in zip(parts, before, strict=False)]
    return kept, hashes, np.concatenate([np.zeros(0, np.uint32), *sentences])


def _part(texts: Sequence[bytes]) -> _Part:
    """Return the words and shingles of some documents, whose words are numbered."""
    words = np.frombuffer(b"".join(texts), np.uint32)
    upto = np.cumsum([len(text) // words.itemsize for text in texts])
    ends = np.cumsum(words == _END)
    hashes, where = _chosen(words.astype(np.uint64), ends)
    return _Part(words, upto, ends[upto - 1], hashes, where.astype(np.uint32))


def numbers_of(document: Document, vocabulary: Vocabulary) -> bytes:
    """Return the numbers of a body's words, with 0 behind each sentence, each line and each passage."""
    out: list[bytes] = []
    for span in body(document):
        for line in document.text[span.start : span.end].split("\n"):
            out += map(vocabulary.__getitem__, line.split())
            out.append(_ENDED)
    return b"".join(out) or _ENDED


def body(document: Document) -> list[Span]:
    """Return the passages of a document that are its body; all of it where no passages are known."""
    if not document.passages:
        return [Span(0, len(document.text))]
    return [passage.span for passage in document.passages if passage.role == "body"]


def _chosen(words: Hashes, ends: Numbers) -> tuple[Hashes, Numbers]:
    """Return the shingles that are kept and the number of the sentence of each, counted by the ends before it."""
    length = len(words) - _WORDS + 1
    if length < 1:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    rows = [words[at : at + length] for at in range(_WORDS)]
    inside = np.flatnonzero(np.all([row != _END for row in rows], axis=0))
    mixed = np.zeros(len(inside), np.uint64)
    for row, factor in zip(rows, _MIX, strict=True):
        mixed = (mixed ^ row[inside]) * factor
        mixed ^= mixed >> np.uint64(29)
    where = ends[inside]
    least = _least(mixed, where)
    keep = ((mixed & _SAMPLE) == 0) | least
    return mixed[keep], where[keep]


def _least(hashes: Hashes, where: Numbers) -> npt.NDArray[np.bool_]:
    """Return which shingles are the least of their sentence."""
    if not len(hashes):
        return np.zeros(0, bool)
    starts = np.flatnonzero(np.diff(where, prepend=where[0] - 1))
    least = np.minimum.reduceat(hashes, starts)
    return np.asarray(hashes == np.repeat(least, np.diff(starts, append=len(hashes))))


def split(document: Document, numbers: Sequence[int]) -> Iterator[tuple[int, Span, Words]]:
    """Yield each sentence of a document's body that has words: its place among all, its span, and its words' numbers.

    `numbers` are those of all its words, by a `Sample` or a `Vocabulary`.

    >>> from corrobora.types import Document
    >>> one = Document("d", "u", "Two died. Nobody knows why", "")
    >>> [(place, span.of(one.text)) for place, span, _ in split(one, Vocabulary().numbers(one))]
    [(0, 'Two died.'), (1, 'Nobody knows why')]
    """
    place = at = 0
    for passage in body(document):
        start = passage.start
        for end in (*(mark.end() for mark in _STOP.finditer(document.text, *passage)), passage.end):
            upto = numbers.index(_END, at)
            if upto > at:
                yield place, _trimmed(document.text, start, end), tuple(numbers[at:upto])
            start, at, place = end, upto + 1, place + 1


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a span without the blanks around it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
