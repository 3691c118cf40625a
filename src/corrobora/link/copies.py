"""Which documents carry the words of earlier ones, whole or in part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corrobora.link.align import Shared, Text, align, text_of
from corrobora.link.changes import changes
from corrobora.link.first import lineage_id, ties
from corrobora.link.identity import outlet_key
from corrobora.link.sharing import Sought, candidates, families, shared_of
from corrobora.link.shingle import sample
from corrobora.link.spread import processes, spread
from corrobora.link.standing import facts
from corrobora.types import Lineage, Reading

_COPY = 0.8
_PART = 0.25
_BLOCK = 25
_PART_WORDS = 12
_STORY = 100
_HELD = 1024
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a document's words come from: a copy or a part of another, and what it made of them."""

    kind: Literal["copy", "partial"]
    document: int
    changes: tuple[str, ...]


def copies(readings: Sequence[Reading], workers: int | None = None) -> list[Lineage]:
    """Return one lineage for each document that was copied, and one for each that was taken over in part.

    Documents that share nothing, even through others, are compared apart, by as many processes as pay.
    """
    documents = [reading.document for reading in readings]
    workers = workers or processes(len(documents))
    kept, hashes, where = sample(documents, workers)
    shared = shared_of(hashes, where, int(kept.first[-1]))
    del hashes, where
    found = candidates(kept, shared, facts(documents))
    lots, aside = families(found.sought, _TOGETHER), found.standing.aside
    del shared, found

    @lru_cache(maxsize=_HELD)
    def text(index: int) -> Text:
        return text_of(readings[index], kept.numbers(index), aside[kept.first[index] :])

    def compared(together: Sequence[Sought]) -> list[Lineage]:
        return list(copied_among(together, text))

    return [lineage for made in spread(compared, lots, workers) for lineage in made]


def copied_among(sought: Iterable[Sought], text: Callable[[int], Text]) -> Iterator[Lineage]:
    """Yield the lineages of documents whose possible sources are all among them, sought in the order of time."""
    source: dict[int, list[_Source]] = {}

    def outlet(one: int) -> str:
        return outlet_key(text(_first(source, one)).reading.document)

    for two, before in sought:
        found = _sources(text(two), [(one, text(one)) for one in before], outlet)
        if found:
            source[two] = found
    grouped: dict[tuple[Literal["copy", "partial"], int], list[tuple[int, _Source]]] = defaultdict(list)
    for member, sources in source.items():
        for each in sources:
            first = _first(source, each.document) if each.kind == "copy" else each.document
            grouped[each.kind, first].append((member, each))
    for (kind, first), members in grouped.items():
        notes = [
            note
            for member, each in members
            for note in (
                each.changes
                if each.document == first
                else changes(text(first), text(member), align(text(first), text(member)))
            )
        ]
        made = [text(each).reading.document for each in (first, *(member for member, _ in members))]
        yield _lineage(kind, [each.uri for each in made], [*ties(made[0], made[1:]), *notes])


def _sources(two: Text, before: Sequence[tuple[int, Text]], outlet: Callable[[int], str]) -> list[_Source]:
    """Return from which of some texts another was taken: the first that it copies, else each that it has a part of.

    What it has from one is no longer sought in the others, which may be prints of the same.
    """
    out: list[_Source] = []
    rest = two
    while (best := _best(rest, before, outlet)) is not None:
        kind, number, one, shared = best
        out.append(_Source(kind, number, tuple(changes(one, two, shared))))
        if kind == "copy" or len(before) == 1:
            break
        taken = {match for _, match in shared.pairs}
        rest = replace(rest, sentences=[each for each in rest.sentences if each not in taken])
        before = [each for each in before if each[0] != number]
    return out


def _best(
    two: Text, before: Sequence[tuple[int, Text]], outlet: Callable[[int], str]
) -> tuple[Literal["copy", "partial"], int, Text, Shared] | None:
    """Return the first text that another copies, else the one that it has most of."""
    best: tuple[Literal["copy", "partial"], int, Text, Shared] | None = None
    for number, one in before:
        shared = align(one, two)
        if best is not None and shared.copied < _COPY and shared.words <= best[3].words:
            continue
        same_outlet = outlet(number) == outlet_key(two.reading.document)
        kind = None if _idle(shared, one.reading, two.reading) else _kind(shared, same_outlet=same_outlet)
        if kind is not None:
            best = kind, number, one, shared
        if kind == "copy":
            break
    return best


def _idle(shared: Shared, one: Reading, two: Reading) -> bool:
    """Return whether nothing was read in what two documents share, though it was elsewhere: a notice, not a story.

    No notice is as long as a hundred words.
    """
    if shared.words >= _STORY:
        return False
    for reading, place in ((one, 0), (two, 1)):
        spans = [pair[place].span for pair in shared.pairs]
        inside = any(s.start < claim.span.end and claim.span.start < s.end for s in spans for claim in reading.claims)
        if reading.claims and not inside:
            return True
    return False


def _kind(shared: Shared, *, same_outlet: bool) -> Literal["copy", "partial"] | None:
    """Return copy, partial or null; one sentence that an outlet has used before is only its way of putting things."""
    if shared.copied >= _COPY:
        return "copy"
    if same_outlet and len(shared.pairs) == 1:
        return None
    if shared.block >= _BLOCK or (shared.part >= _PART and shared.words >= _PART_WORDS):
        return "partial"
    return None


def _first(source: Mapping[int, Sequence[_Source]], index: int) -> int:
    """Return the document at the start of a chain of copies."""
    while index in source and source[index][0].kind == "copy":
        index = source[index][0].document
    return index


def _lineage(kind: Literal["copy", "partial"], members: Sequence[str], notes: Iterable[str]) -> Lineage:
    return Lineage(lineage_id(kind, members[0]), kind, members[0], tuple(members), tuple(notes))
