"""Claims as schema.org's Claim, in JSON-LD: who made it, in which article, about which event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corrobora.keep.export.account import day_of, finest, iri, published_day
from corrobora.keep.export.form import Format, Lines, listed
from corrobora.keep.export.shown import Shown
from corrobora.schema import json_line
from corrobora.types import Claim, Document, Holder

LOSES = (
    "Manner, stance and act: a denied or hedged claim is a Claim like any other, but for `disambiguatingDescription`.",
    "The chain of voices but for the innermost; a narrator's claim has its outlet as author.",
    "Numbers of dead and injured: schema.org has no place for them.",
    "Grades and incidents: the ledger rates no claim true or false, so that there is no ClaimReview.",
)
_PERSON = {"person", "role"}


def write(shown: Shown) -> Lines:
    """Yield one JSON-LD document, a claim a line."""
    return listed('{"@context": "https://schema.org", "@graph": [', map(json_line, _claims(shown)), "\n]}\n")


def _claims(shown: Shown) -> Iterator[dict[str, Any]]:
    for reading in shown.readings():
        for claim in reading.claims:
            yield _known(_claim(claim, reading.document))


def _claim(claim: Claim, document: Document) -> dict[str, Any]:
    voice = claim.voice
    outlet = {"@type": "Organization", "name": document.outlet} if document.outlet else None
    notes = [note for note in (claim.kind, claim.stance, claim.act) if note not in {"asserted", "states"}]
    return {
        "@type": "Claim",
        "@id": f"urn:corrobora:{claim.id}",
        "text": claim.span.of(document.text),
        "disambiguatingDescription": ", ".join(notes),
        "author": _author(voice.chain[0]) if voice.chain else outlet,
        "about": _event(claim),
        "appearance": _known(
            {
                "@type": "NewsArticle",
                "url": iri(document.uri),
                "headline": document.title,
                "datePublished": published_day(document),
                "inLanguage": document.language,
                "publisher": outlet,
            }
        ),
    }


def _author(holder: Holder) -> dict[str, Any]:
    kind = "Person" if holder.kind in _PERSON else "Organization"
    author: dict[str, Any] = {"@type": kind, "name": holder.name or holder.text}
    if holder.kind in _PERSON and holder.role:
        author["jobTitle"] = holder.role
    if holder.kind in _PERSON and holder.organisation:
        author["affiliation"] = {"@type": "Organization", "name": holder.organisation}
    return author


def _event(claim: Claim) -> dict[str, Any] | None:
    if claim.kind != "incident":
        return None
    place, day = finest(claim.places), day_of(claim.when.edtf if claim.when else None)
    event: dict[str, Any] = {"@type": "Event", "name": claim.event}
    if day is not None:
        event["startDate"] = day
    if place is not None:
        event["location"] = {"@type": "Place", "name": place.name or place.text}
        if place.lat is not None:
            event["location"]["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return event


def _known(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value not in (None, "")}


FORMAT = Format("schemaorg", "claims as schema.org Claim, in JSON-LD", ".jsonld", write, LOSES)
