"""Claims of incidents as PLOVER events, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from corrobora.codebook import events
from corrobora.keep.export.account import day_of, finest, kind_of, name_of, published_day
from corrobora.keep.export.form import Format, Lines
from corrobora.keep.export.shown import Shown
from corrobora.schema import json_line
from corrobora.types import Claim, Document, Value

LOSES = (
    "Tallies, deadlines and statements: PLOVER leaves out words that are no deeds.",
    "Which claims tell of one incident, and how well it stands.",
    "The chain of voices but for the innermost, in `reporter`; the stance but for PLOVER's contexts.",
    "Ranges of numbers, and that one is a least or a most: `killed` and `injured` are the number in a claim's words.",
    "Kinds of event that PLOVER has no type for are left out. Its codes of actors and magnitudes aren't known here.",
)
_CONTEXTS = {"anticipated": "future", "questioned": "hypothetical", "hedged": "hypothetical"}


def write(shown: Shown) -> Lines:
    """Yield one event a line."""
    return (json_line(event) + "\n" for event in _events(shown))


def _events(shown: Shown) -> Iterator[dict[str, Any]]:
    for reading in shown.readings():
        for claim in reading.claims:
            entry = events().get(claim.event or "") if claim.kind == "incident" else None
            if entry is not None and entry.codes.get("plover") and claim.stance != "denied":
                yield _event(claim, reading.document, entry.codes["plover"])


def _event(claim: Claim, document: Document, event: str) -> dict[str, Any]:
    place = finest(claim.places)
    numbers = {q.measure: q.best for q in claim.quantities if q.measure in {"killed", "injured"} and q.best is not None}
    return {
        "id": claim.id,
        "date": day_of(claim.when.edtf if claim.when else None),
        "event": event,
        "mode": claim.event,
        "context": [_CONTEXTS[claim.stance]] if claim.stance in _CONTEXTS else [],
        "source": _parties(claim.actors),
        "target": _parties(claim.targets),
        "reporter": next((holder.name or holder.text for holder in claim.voice.chain), None),
        **numbers,
        "geoname": (place.name or place.text) if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "text": claim.span.of(document.text),
        "language": document.language,
        "publication": document.outlet,
        "publicationDate": published_day(document),
        "url": document.uri,
    }


def _parties(values: Sequence[Value]) -> list[dict[str, str | None]]:
    return [{"name": name_of(value), "sector": kind_of(value) or None, "text": value.text} for value in values]


FORMAT = Format("plover", "claims of incidents as PLOVER events", ".jsonl", write, LOSES)
