"""Which documents carry the same words, which the same story in another language, and which cite one source."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corrobora.link.align import Shared, Text, align, sentences
from corrobora.link.changes import changes
from corrobora.link.citation import citations
from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.sharing import candidates
from corrobora.link.shingle import sample, split
from corrobora.link.telling import told_in
from corrobora.link.translation import translations
from corrobora.types import Document, Lineage, Reading

_COPY = 0.8
_PART = 0.25
_BLOCK = 25
_PART_WORDS = 12
_STORY = 100
_HELD = 4096
_NEVER = 10_000_000


def lineages(readings: Iterable[Reading]) -> tuple[Lineage, ...]:
    """Return the copies, half-copies, proposed translations and citations, whatever the order of `readings`.

    `origin` is the document that was published first; `members` has all, the origin first. `changes` says what each
    member changed. A translation is a proposal: no words were compared. The origin of a citation whose dispatch is not
    in the ledger is the name of the one that is cited.
    """
    known = sorted((r for r in readings if r.error is None), key=lambda r: published(r.document))
    found = list(_copies(known))
    copied = {member for each in found for member in each.members[1:]}
    told = told_in(known)
    translated = translations([r for r in known if r.document.uri not in copied], told)
    out = [*found, *translated, *citations(known, told)]
    return tuple(sorted(out, key=lambda lineage: (lineage.origin, lineage.kind, lineage.members)))


def ties(origin: Document, members: Iterable[Document]) -> Iterator[str]:
    """Yield of which documents it is open whether they were published before the one that is taken for the origin."""
    day, clock, _ = published(origin)
    for each in members:
        other, later, _ = published(each)
        if other == day and not (clock and later > clock):
            why = "has no date either" if day == _NEVER else "is of the same day"
            yield f"{each.outlet or each.uri}: {why}, so that which was first is open"


def published(document: Document) -> tuple[int, str, str]:
    """Return the place of a document in time: its day, the time where that is known, its uri; last without a date."""
    edtf = document.published.edtf if document.published else ""
    day = days(edtf)
    return day.first if day else _NEVER, edtf.partition("T")[2], document.uri


def lineage_id(kind: str, origin: str) -> str:
    """Return the id of a lineage, which stays when others join it."""
    return "l-" + hashlib.sha256(f"{kind}\0{origin}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a document's words come from: a copy or a part of another, and what it made of them."""

    kind: Literal["copy", "partial"]
    document: int
    changes: tuple[str, ...]


def _copies(readings: Sequence[Reading]) -> Iterator[Lineage]:
    """Yield one lineage for each document that was copied, and one for each that was taken over in part."""
    documents = [reading.document for reading in readings]
    kept, shingles = sample(documents)
    found, aside = candidates(kept, shingles, documents)
    del shingles

    @lru_cache(maxsize=_HELD)
    def text(index: int) -> Text:
        own = split(documents[index], kept, index)
        return Text(readings[index], sentences(readings[index], own, aside[kept.first[index] :]))

    source: dict[int, _Source] = {}
    for two, before in found:
        best = _best(text(two), [(one, text(one)) for one in before], lambda one: documents[_first(source, one)])
        if best is not None:
            source[two] = best
    grouped: dict[tuple[Literal["copy", "partial"], int], list[int]] = defaultdict(list)
    for member, each in sorted(source.items()):
        grouped[each.kind, _first(source, each.document) if each.kind == "copy" else each.document].append(member)
    for (kind, first), members in grouped.items():
        notes = [
            note
            for member in members
            for note in (
                source[member].changes
                if source[member].document == first
                else changes(text(first), text(member), align(text(first).sentences, text(member).sentences))
            )
        ]
        tied = ties(documents[first], [documents[member] for member in members])
        yield _lineage(kind, [documents[each].uri for each in (first, *members)], [*tied, *notes])


def _best(two: Text, before: Sequence[tuple[int, Text]], origin: Callable[[int], Document]) -> _Source | None:
    """Return from which of some texts another was taken: the first that it copies, else the one it has most of."""
    best: tuple[Literal["copy", "partial"], int, Text, Shared] | None = None
    for number, one in before:
        shared = align(one.sentences, two.sentences)
        if best is not None and shared.copied < _COPY and shared.words <= best[3].words:
            continue
        same_outlet = outlet_key(origin(number)) == outlet_key(two.reading.document)
        kind = None if _idle(shared, one.reading, two.reading) else _kind(shared, same_outlet=same_outlet)
        if kind is not None:
            best = kind, number, one, shared
        if kind == "copy":
            break
    if best is None:
        return None
    kind, number, one, shared = best
    return _Source(kind, number, tuple(changes(one, two, shared)))


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


def _first(source: Mapping[int, _Source], index: int) -> int:
    """Return the document at the start of a chain of copies."""
    while index in source and source[index].kind == "copy":
        index = source[index].document
    return index


def _lineage(kind: Literal["copy", "partial"], members: Sequence[str], notes: Iterable[str]) -> Lineage:
    return Lineage(lineage_id(kind, members[0]), kind, members[0], tuple(members), tuple(notes))
