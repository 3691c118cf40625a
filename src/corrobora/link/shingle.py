"""Documents -> their words and a sample of their shingles as numbers, small enough to hold for a whole ledger.

A shingle is four words in a row inside a sentence, folded. Kept are a quarter of all, chosen by their own value, and of
each sentence the least: what two documents share then shows in both samples, and a sentence that is the same in both
always does (Manber 1994; Schleimer, Wilkerson and Aiken 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

from corrobora.read.fold import plain
from corrobora.types import Document, Span

_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_STOP = re.compile(r"\n|[.!?؟…]+[»”\"')\]]*(?=\s|$)")
_TOKEN = re.compile(rf"\w++(?:[{_MARKS}]++\w*+)*+|{_STOP.pattern}")
_WORDS = 4
_SAMPLE = np.uint64(3)
_CHUNK = 1000
_END = 0
_ENDING = ".!?؟…\n"
_MIX = tuple(
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
)

Words = tuple[int, ...]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


class Vocabulary(dict[str, int]):
    """The number of each word as it is written: of its folded form, and 0 for what ends a sentence."""

    def __missing__(self, token: str) -> int:
        """Return the number of a word that is met for the first time."""
        number = _END if token[0] in _ENDING else _number(plain(token))
        self[token] = number
        return number


def _number(word: str) -> int:
    """Return the number of a word, above 0, the same on every machine."""
    return int.from_bytes(blake2b(word.encode(errors="replace"), digest_size=4).digest(), "big") or 1


@dataclass(frozen=True, slots=True)
class Sample:
    """The words of all documents by number, and the shingles that are kept: each by value, with its sentence.

    Document `d` has the words `starts[d]` to `starts[d + 1] - 1`, where 0 ends a sentence or a passage; its sentences,
    empty ones among them, are `first[d]` to `first[d + 1] - 1`.
    """

    words: npt.NDArray[np.uint32]
    starts: Numbers
    hashes: Hashes
    sentences: Numbers
    first: Numbers

    def documents(self) -> Numbers:
        """Return for each sentence the number of its document."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))


def sample(documents: Sequence[Document]) -> Sample:
    """Return the words of each document's body, and the shingles that are kept of it."""
    vocabulary = Vocabulary()
    parts: list[tuple[npt.NDArray[np.uint32], Hashes, Numbers]] = []
    starts, first = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    for at in range(0, len(documents), _CHUNK):
        texts = [_numbers(document, vocabulary) for document in documents[at : at + _CHUNK]]
        upto = np.cumsum([len(text) for text in texts])
        words = np.fromiter(chain.from_iterable(texts), np.uint32, upto[-1])
        ends = np.cumsum(words == _END)
        hashes, where = _chosen(words.astype(np.uint64), ends)
        parts.append((words, hashes, where + first[-1][-1]))
        starts.append(upto + starts[-1][-1])
        first.append(ends[upto - 1] + first[-1][-1])
    words, hashes, where = (np.concatenate(each) for each in zip(*parts, strict=True)) if parts else _NOTHING
    return Sample(words, np.concatenate(starts), hashes, where, np.concatenate(first))


_NOTHING = np.zeros(0, np.uint32), np.zeros(0, np.uint64), np.zeros(0, np.int64)


def _numbers(document: Document, vocabulary: Vocabulary) -> list[int]:
    """Return the numbers of a body's words, with 0 behind each sentence and each passage."""
    out: list[int] = []
    for span in body(document):
        out += map(vocabulary.__getitem__, _TOKEN.findall(document.text, *span))
        out.append(_END)
    return out or [_END]


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


def split(document: Document, kept: Sample, number: int) -> Iterator[tuple[int, Span, Words]]:
    """Yield each sentence of a document's body that has words: its place among all, its span, and its words' numbers.

    >>> from corrobora.types import Document
    >>> one = Document("d", "u", "Two died. Nobody knows why", "")
    >>> [(place, span.of(one.text)) for place, span, _ in split(one, sample([one]), 0)]
    [(0, 'Two died.'), (1, 'Nobody knows why')]
    """
    numbers = kept.words[kept.starts[number] : kept.starts[number + 1]].tolist()
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
    words = text[start:end]
    return Span(end - len(words.lstrip()), start + len(words.rstrip()))
