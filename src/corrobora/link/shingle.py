"""The sentences of documents, without what an outlet prints under everything, and which of them are nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq
from rensa import RMinHash, RMinHashLSH

from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.read.fold import plain
from corrobora.types import Document, Reading, Span

_SENTENCE = re.compile(r"\S(?:.*?)(?:[.!?؟…]+[»”\"')\]]*(?=\s|$)|$)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_SHORTEST = 6
_SHINGLE = 3
_PERMUTATIONS = 64
_BANDS = 16
_SEED = 42
_STOCK = 3
_FORTNIGHT = 14
_ANYWHERE = ""
_SAME = 0.75
_CROWD = 50
_FIRST = 20


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of a body: its words folded; `quoted` where it is a named voice's in quotation marks."""

    document: int
    span: Span
    words: tuple[str, ...]
    quoted: bool


def sentences(readings: Sequence[Reading]) -> list[list[Sentence]]:
    """Return for each reading the sentences of its body, without what recurs in three articles of one outlet."""
    split = [_split(index, reading) for index, reading in enumerate(readings)]
    stock = _stock(readings, split)
    return [
        [s for s in each if (outlet_key(reading.document), s.words) not in stock]
        for reading, each in zip(readings, split, strict=True)
    ]


def _split(index: int, reading: Reading) -> list[Sentence]:
    document = reading.document
    direct = [
        c.voice.content for c in reading.claims if c.voice.manner == "direct" and c.voice.content and c.voice.chain
    ]
    out = []
    for span in _body(document):
        for found in _SENTENCE.finditer(span.of(document.text)):
            words = tuple(_WORD.findall(plain(found[0])))
            where = Span(span.start + found.start(), span.start + found.end())
            if words:
                out.append(Sentence(index, where, words, any(_mostly(where, content) for content in direct)))
    return out


def _body(document: Document) -> list[Span]:
    body = [passage.span for passage in document.passages if passage.role == "body"]
    return body if document.passages else [Span(0, len(document.text))]


def _mostly(span: Span, content: Span) -> bool:
    return min(span.end, content.end) - max(span.start, content.start) > _SAME * (span.end - span.start)


def _stock(readings: Sequence[Reading], split: Iterable[Sequence[Sentence]]) -> set[tuple[str, tuple[str, ...]]]:
    """Return the sentences that an outlet prints in three articles, not all of one day, or anybody over a fortnight."""
    seen: dict[tuple[str, tuple[str, ...]], dict[int, int | None]] = defaultdict(dict)
    for each in split:
        for sentence in each:
            document = readings[sentence.document].document
            when = days(document.published.edtf) if document.published else None
            for where in (outlet_key(document), _ANYWHERE):
                seen[where, sentence.words][sentence.document] = when.first if when else None
    everywhere = {words for (key, words), found in seen.items() if key == _ANYWHERE and _lasting(found.values())}
    own = {key for key, found in seen.items() if len(found) >= _STOCK and _over_days(found.values())}
    return own | {(outlet, words) for outlet, words in seen if words in everywhere}


def _over_days(when: Collection[int | None]) -> bool:
    """Return whether these are several days, or unknown: what stands thrice on one day may be one rolling story."""
    return len(set(when)) > 1 or None in when


def _lasting(when: Collection[int | None]) -> bool:
    """Return whether these are three days or more over more than a fortnight: no dispatch is printed for so long."""
    known = [day for day in when if day is not None]
    return len(known) >= _STOCK and max(known) - min(known) > _FORTNIGHT


def candidates(split: Sequence[Sequence[Sentence]]) -> list[tuple[int, int]]:
    """Return the pairs of documents, lower first, that have a sentence which is probably the same.

    What hundreds of documents share pairs each with the first of them and its own neighbours, not with all.
    """
    where: dict[tuple[str, ...], list[int]] = {}
    for document, each in enumerate(split):
        for sentence in each:
            holders = where.setdefault(sentence.words, []) if len(sentence.words) >= _SHORTEST else [document]
            if not holders or holders[-1] != document:
                holders.append(document)
    long = list(where)
    pairs: set[tuple[int, int]] = set()
    for one, similar in enumerate(_similar(long)):
        holders = sorted({document for other in (one, *similar) for document in where[long[other]]})
        for place, later in enumerate(holders):
            earlier = holders[: min(place, _FIRST)] + holders[max(_FIRST, place - _FIRST) : place]
            pairs.update((document, later) for document in earlier)
    return sorted(pairs)


def _similar(sentences_: Sequence[tuple[str, ...]]) -> Iterator[list[int]]:
    """Yield for each sentence those before it (by index) that are probably nearly the same; of very many only some."""
    if not sentences_:
        return
    sets = [{" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)} for words in sentences_]
    index = RMinHashLSH(0.5, _PERMUTATIONS, _BANDS)
    sketches = RMinHash.from_token_sets([sorted(each) for each in sets], num_perm=_PERMUTATIONS, seed=_SEED)
    for number, sketch in enumerate(sketches):
        found = sorted(index.query(sketch))
        if len(found) < _CROWD:
            index.insert(number, sketch)
        yield found


@dataclass(frozen=True, slots=True)
class Shared:
    """The sentences that two documents have in common, and how many words of theirs are the same."""

    pairs: tuple[tuple[Sentence, Sentence], ...]
    words: int
    block: int
    copied: float
    part: float


def align(one: Sequence[Sentence], two: Sequence[Sentence]) -> Shared:
    """Return what two documents share: `copied` is the share of all their words, `part` that of the shorter one's.

    A sentence that is a named voice's quotation in both is no sign of copying: both may have heard it. It counts only
    beside words of the writers' own.
    """
    pairs: list[tuple[Sentence, Sentence]] = []
    same = own = block = run = 0
    taken: set[int] = set()
    before = -2
    for sentence in one:
        best, where = _best(sentence, two, taken)
        if where is None:
            run = 0
            continue
        taken.add(where)
        pairs.append((sentence, two[where]))
        same += best
        own += best if not (sentence.quoted and two[where].quoted) else 0
        run = run + best if where == before + 1 else best
        before, block = where, max(block, run)
    if not own:
        return Shared((), 0, 0, 0.0, 0.0)
    lengths = [sum(len(s.words) for s in each) for each in (one, two)]
    return Shared(tuple(pairs), same, block, 2 * same / sum(lengths), same / min(lengths))


def _best(sentence: Sentence, others: Sequence[Sentence], taken: set[int]) -> tuple[int, int | None]:
    """Return how many words the most alike other sentence shares, and its index; null where none is alike enough."""
    best, where = 0, None
    for index, other in enumerate(others):
        if index in taken or not len(sentence.words) * 0.5 <= len(other.words) <= len(sentence.words) * 2:
            continue
        shared = LCSseq.similarity(sentence.words, other.words)
        if (
            shared > best
            and shared >= _SAME * min(len(sentence.words), len(other.words))
            and _alike(sentence, other, shared)
        ):
            best, where = shared, index
    return best, where


def _alike(one: Sentence, two: Sentence, shared: int) -> bool:
    """Return whether the shared words are half of the longer one too, and not just a word or two."""
    return shared >= 0.5 * max(len(one.words), len(two.words)) and shared >= min(4, len(one.words))
