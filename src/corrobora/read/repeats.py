"""Sentences that stand more than once in an article, and under whose voice they stand each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from corrobora.read.byclasses import ByClasses
from corrobora.read.parsed import Parsed
from corrobora.read.sentence import Sentence
from corrobora.types import Repeat, Span

_WRITTEN = frozenset({"word", "number"})
_IS_WRITTEN = ByClasses(lambda classes: not _WRITTEN.isdisjoint(classes))
_LEAST_WORDS = 10
_SHINGLE = 4
_SAME = 0.85


def find_repeats(parsed: Parsed) -> tuple[Repeat, ...]:
    """Return the longer sentences that stand twice or more, almost word for word, with their voices."""
    long = [s for _, s in parsed.body() if len(s.words) >= _LEAST_WORDS]
    groups: list[list[int]] = []
    placed: dict[int, int] = {}
    forms = [_forms(sentence) for sentence in long]
    for one, two in _candidates(forms):
        if two in placed or _similarity(forms[one], forms[two]) < _SAME:
            continue
        if one not in placed:
            placed[one] = len(groups)
            groups.append([one])
        groups[placed[one]].append(two)
        placed[two] = placed[one]
    return tuple(_repeat(parsed, [(long[i], forms[i]) for i in sorted(group)]) for group in groups)


def _forms(sentence: Sentence) -> list[str]:
    return [word.form for word in sentence.words if _IS_WRITTEN[word.classes]]


def _candidates(sentences: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs that share a run of words, the earlier first; runs that many share say nothing."""
    runs = [_runs(forms) for forms in sentences]
    seen: set[tuple[str, ...]] = set()
    shared: set[tuple[str, ...]] = set()
    for each in runs:
        shared |= seen & each
        seen |= each
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, each in enumerate(runs) if shared else ():
        for run in shared & each:
            where[run].append(index)
    pairs: set[tuple[int, int]] = set()
    for indices in where.values():
        first = indices[0]
        pairs.update((first, other) for other in indices[1:])
        pairs.update(pairwise(indices))
    return sorted(pairs)


def _runs(forms: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the runs of words of a sentence."""
    return set(zip(*(forms[first:] for first in range(_SHINGLE)), strict=False))


def _similarity(one: Sequence[str], two: Sequence[str]) -> float:
    """Return the share of words, in order, that two sentences have in common: 0 to 1."""
    return float(Indel.normalized_similarity(one, two))


def _repeat(parsed: Parsed, group: Sequence[tuple[Sentence, Sequence[str]]]) -> Repeat:
    spans = tuple(sentence.span for sentence, _ in group)
    similarity = min(_similarity(group[0][1], forms) for _, forms in group[1:])
    return Repeat(spans, round(similarity, 3), tuple(_voice_of(parsed, span) for span in spans))


def _voice_of(parsed: Parsed, span: Span) -> str:
    """Return who says most of the words at `span`: a holder's words, or "narrator"."""
    middle = (span.start + span.end) // 2
    voice, _ = parsed.voice(Span(middle, middle + 1))
    if not voice.chain:
        return "narrator"
    holder = voice.chain[0]
    return holder.name or holder.span.of(parsed.text)
