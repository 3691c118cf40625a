"""Which documents carry the same words, which the same story in another language, and which cite one source."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from corrobora.link.align import Sentence, Shared, align, sentences
from corrobora.link.changes import changes
from corrobora.link.citation import citations
from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.pairs import candidates
from corrobora.link.shingle import Vocabulary, sample
from corrobora.link.translation import translations
from corrobora.types import Document, Lineage, Reading

_COPY = 0.8
_PART = 0.25
_BLOCK = 25
_PART_WORDS = 12
_HELD = 4096


def lineages(readings: Iterable[Reading]) -> tuple[Lineage, ...]:
    """Return the copies, half-copies, proposed translations and citations, whatever the order of `readings`.

    `origin` is the document that was published first; `members` has all, the origin first. `changes` says what each
    member changed. A translation is a proposal: no words were compared. The origin of a citation whose dispatch is not
    in the ledger is the name of the one that is cited.
    """
    known = sorted((r for r in readings if r.error is None), key=lambda r: published(r.document))
    found = list(_copies(known))
    copied = {member for each in found for member in each.members[1:]}
    translated = translations([r for r in known if r.document.uri not in copied])
    out = [*found, *translated, *citations(known)]
    return tuple(sorted(out, key=lambda lineage: (lineage.origin, lineage.kind, lineage.members)))


def published(document: Document) -> tuple[int, str]:
    """Return the place of a document in time, ties by uri; one without a date comes last."""
    when = days(document.published.edtf) if document.published else None
    return (when.first if when else 10_000_000, document.uri)


def lineage_id(kind: str, origin: str) -> str:
    """Return the id of a lineage, which stays when others join it."""
    return "l-" + hashlib.sha256(f"{kind}\0{origin}".encode()).hexdigest()[:12]


def _copies(readings: Sequence[Reading]) -> Iterator[Lineage]:
    """Yield one lineage for each document that was copied, and one for each that was taken over in part."""
    vocabulary = Vocabulary()
    documents = [reading.document for reading in readings]
    kept = sample(documents, vocabulary)
    found, aside = candidates(kept, documents)

    @lru_cache(maxsize=_HELD)
    def text(index: int) -> list[Sentence]:
        return sentences(readings[index], vocabulary, aside[kept.first[index] : kept.first[index + 1]])

    source: dict[int, tuple[str, int]] = {}
    for two, before in found:
        most = 0
        for one in before:
            shared = align(text(one), text(two))
            origin = documents[_first(source, one)]
            kind = _kind(shared, same_outlet=outlet_key(origin) == outlet_key(documents[two]))
            if kind is None or _idle(shared, readings[one], readings[two]):
                continue
            if kind == "copy" or shared.words > most:
                source[two], most = (kind, one), shared.words
            if kind == "copy":
                break
    grouped: dict[tuple[str, int], list[int]] = defaultdict(list)
    for member, (kind, first) in sorted(source.items()):
        grouped[kind, _first(source, first) if kind == "copy" else first].append(member)
    for (kind, first), members in grouped.items():
        yield _lineage(kind, first, members, readings, text)


def _idle(shared: Shared, one: Reading, two: Reading) -> bool:
    """Return whether nothing was read in what two documents share, though it was elsewhere: a notice, not a story."""
    for reading, place in ((one, 0), (two, 1)):
        spans = [pair[place].span for pair in shared.pairs]
        inside = any(s.start < claim.span.end and claim.span.start < s.end for s in spans for claim in reading.claims)
        if reading.claims and not inside:
            return True
    return False


def _kind(shared: Shared, *, same_outlet: bool) -> str | None:
    """Return copy, partial or null; one sentence that an outlet has used before is only its way of putting things."""
    if shared.copied >= _COPY:
        return "copy"
    if same_outlet and len(shared.pairs) == 1:
        return None
    if shared.block >= _BLOCK or (shared.part >= _PART and shared.words >= _PART_WORDS):
        return "partial"
    return None


def _first(source: dict[int, tuple[str, int]], index: int) -> int:
    """Return the document at the start of a chain of copies."""
    while index in source and source[index][0] == "copy":
        index = source[index][1]
    return index


def _lineage(
    kind: str, first: int, members: Sequence[int], readings: Sequence[Reading], text: Callable[[int], list[Sentence]]
) -> Lineage:
    origin = readings[first].document.uri
    notes = [
        note for member in members for note in changes(readings[first], readings[member], text(first), text(member))
    ]
    uris = (origin, *(readings[m].document.uri for m in members))
    return Lineage(lineage_id(kind, origin), kind, origin, uris, tuple(notes))  # type: ignore[arg-type]
