"""Which documents carry the same words, which the same story in another language, and which cite one source."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corrobora.link.changes import changes
from corrobora.link.citation import citations
from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.shingle import Sentence, Shared, align, candidates, sentences
from corrobora.link.translation import translations
from corrobora.types import Document, Lineage, Reading

_COPY = 0.8
_PART = 0.25
_BLOCK = 25
_PART_WORDS = 12


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
    split = sentences(readings)
    source: dict[int, tuple[str, int, Shared]] = {}
    for one, two in candidates(split):
        shared = align(split[one], split[two])
        origin = readings[_first(source, one)].document
        same_outlet = outlet_key(origin) == outlet_key(readings[two].document)
        kind = None if _idle(shared, readings[one], readings[two]) else _kind(shared, same_outlet=same_outlet)
        if kind is not None:
            old = source.get(two)
            if old is None or (old[0] == "partial" and (kind == "copy" or shared.words > old[2].words)):
                source[two] = (kind, one, shared)
    grouped: dict[tuple[str, int], list[int]] = defaultdict(list)
    for member, (kind, first, _) in sorted(source.items()):
        grouped[kind, _first(source, first) if kind == "copy" else first].append(member)
    for (kind, first), members in grouped.items():
        yield _lineage(kind, first, members, readings, split)


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


def _first(source: dict[int, tuple[str, int, Shared]], index: int) -> int:
    """Return the document at the start of a chain of copies."""
    while index in source and source[index][0] == "copy":
        index = source[index][1]
    return index


def _lineage(
    kind: str, first: int, members: Sequence[int], readings: Sequence[Reading], split: Sequence[Sequence[Sentence]]
) -> Lineage:
    origin = readings[first].document.uri
    notes = [
        note for member in members for note in changes(readings[first], readings[member], split[first], split[member])
    ]
    uris = (origin, *(readings[m].document.uri for m in members))
    return Lineage(lineage_id(kind, origin), kind, origin, uris, tuple(notes))  # type: ignore[arg-type]
