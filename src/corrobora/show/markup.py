"""An article's text with its values and claims marked, split where they overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.types import AnyValue, Claim, Reading, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that lies in the same values and claims all along."""

    text: str
    kinds: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def paragraphs_marked(reading: Reading) -> Iterator[tuple[str, list[Stretch]]]:
    """Yield each passage's role with its text in stretches, in the order of the text.

    >>> from corrobora.types import Document, Passage
    >>> text = "A convoy was hit."
    >>> bare = Reading(Document("d", "u", text, "", passages=(Passage("body", Span(0, 17)),)))
    >>> [(role, [s.text for s in stretches]) for role, stretches in paragraphs_marked(bare)]
    [('body', ['A convoy was hit.'])]
    """
    text = reading.document.text
    marks = list(_marks(reading))
    for passage in reading.document.passages:
        yield passage.role, _stretches(text, passage.span, [m for m in marks if _meet(m[0], passage.span)])


_Mark = tuple[Span, str, str]


def _marks(reading: Reading) -> Iterator[_Mark]:
    for claim in reading.claims:
        yield claim.span, "claim", claim.id
        for value in slot_values(claim):
            yield value.span, value.kind, claim.id
        for holder in claim.voice.chain:
            yield holder.span, "holder", claim.id
        if claim.voice.cue is not None:
            yield claim.voice.cue.span, "cue", claim.id
    for value in reading.values:
        yield value.span, value.kind, ""


def slot_values(claim: Claim) -> Iterator[AnyValue]:
    """Yield every value that a claim's slots hold."""
    for name in ("actors", "targets", "places", "means", "quantities", "addressees"):
        yield from getattr(claim, name)
    for value in (claim.when, claim.due):
        if value is not None:
            yield value


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _stretches(text: str, whole: Span, marks: list[_Mark]) -> list[Stretch]:
    cuts = {whole.start, whole.end}
    for span, _, _ in marks:
        cuts |= {min(max(span.start, whole.start), whole.end), min(max(span.end, whole.start), whole.end)}
    edges = sorted(cuts)
    out = []
    for start, end in zip(edges, edges[1:], strict=False):
        here = Span(start, end)
        over = [mark for mark in marks if mark[0].covers(here)]
        kinds = tuple(dict.fromkeys(kind for _, kind, _ in over))
        claims = tuple(dict.fromkeys(claim for _, _, claim in over if claim))
        begins = tuple(claim for span, kind, claim in over if kind == "claim" and max(span.start, whole.start) == start)
        out.append(Stretch(text[start:end], kinds, claims, begins))
    return out
