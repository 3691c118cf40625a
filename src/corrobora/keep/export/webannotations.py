"""Claims as W3C Web Annotations: each on its words in its document, by quote and by position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corrobora.keep.export.account import iri, name_of
from corrobora.keep.export.form import Format, Lines, listed
from corrobora.keep.export.shown import Shown
from corrobora.link.days import days
from corrobora.schema import json_line
from corrobora.types import Claim, Document, Span

LOSES = (
    "Incidents, tallies' balances, deadlines' outcomes and lineages: an annotation knows its own words alone.",
    "The spans of the single values of a claim; their names stand in its body.",
    "Positions count characters of the text as the ledger froze it, which may not be those of the page.",
)
_BESIDE = 32  # characters before and behind, so that a quote that comes twice is found


def write(shown: Shown) -> Lines:
    """Yield one page of annotations, an annotation a line."""
    head = '{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:corrobora:claims", "type": "AnnotationPage", '
    return listed(head + '"items": [', map(json_line, _annotations(shown)), "\n]}\n")


def _annotations(shown: Shown) -> Iterator[dict[str, Any]]:
    for reading in shown.readings():
        for claim in reading.claims:
            yield _annotation(claim, reading.document)


def _annotation(claim: Claim, document: Document) -> dict[str, Any]:
    return {
        "id": f"urn:corrobora:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": list(_bodies(claim)),
        "target": {"source": iri(document.uri), "selector": _selectors(claim.span, document.text)},
    }


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - _BESIDE) : span.start],
        "suffix": text[span.end : span.end + _BESIDE],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _bodies(claim: Claim) -> Iterator[dict[str, str]]:
    """Yield what is said of a claim's words, each with its purpose; what can be a tag is one."""
    voice = ", via ".join(holder.name or holder.text for holder in claim.voice.chain) or "narrator"
    yield _body("classifying", claim.kind)
    if claim.event:
        yield _body("classifying", claim.event)
    yield _body("tagging", f"voice: {voice}")
    yield _body("tagging", f"stance: {claim.stance}")
    yield _body("tagging", f"act: {claim.act}")
    for name, values in (("actor", claim.actors), ("target", claim.targets), ("place", claim.places)):
        for value in values:
            yield _body("identifying", f"{name}: {name_of(value)}")
    if claim.when is not None and days(claim.when.edtf):
        yield _body("tagging", f"when: {claim.when.edtf}")
    for number in claim.quantities:
        yield _body("tagging", f"{number.measure or 'number'}: {number.text}")


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


FORMAT = Format("annotations", "claims as W3C Web Annotations", ".jsonld", write, LOSES)
