"""Where everything comes from, as PROV-JSON: documents, readings, claims and incidents, and who vouches for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from corrobora.keep.export.account import published_day
from corrobora.keep.export.form import Format, Lines
from corrobora.reckon.books import Books
from corrobora.schema import json_line
from corrobora.types import Claim

LOSES = (
    "What the claims say: an entity has its kind and its words, not its actors, places and numbers.",
    "Times of capture and who captured: they are in the ledger's custody log.",
    "The order of a chain of voices: a claim is attributed to each of them.",
)
_PREFIX = {"c": "urn:corrobora:", "schema": "https://schema.org/"}
_Records: TypeAlias = Iterator[tuple[str, dict[str, Any]]]


def write(books: Books) -> Lines:
    """Yield one PROV-JSON document, a record a line."""
    yield f'{{"prefix": {json_line(_PREFIX)}'
    for section, records in _SECTIONS.items():
        yield f',\n"{section}": {{'
        seen: set[str] = set()
        for key, record in records(books):
            if key not in seen:
                yield f"{',' if seen else ''}\n{json_line({key: record})[1:-1]}"
                seen.add(key)
        yield "\n}"
    yield "\n}\n"


def _entities(books: Books) -> _Records:
    for reading in books.readings:
        document = reading.document
        yield (
            f"c:{document.id}",
            _known(
                {
                    "prov:type": "schema:Article",
                    "prov:label": document.title,
                    "prov:location": document.uri,
                    "schema:sha256": document.sha256 or None,
                    "schema:datePublished": published_day(document),
                    "schema:inLanguage": document.language,
                }
            ),
        )
        for claim in reading.claims:
            words = claim.span.of(document.text)
            yield f"c:{claim.id}", _known({"prov:type": "schema:Claim", "prov:label": words, "c:kind": claim.kind})
    for incident in books.incidents:
        about = {"prov:type": "schema:Event", "prov:label": incident.event, "c:grade": incident.grade}
        yield f"c:{incident.id}", _known({**about, "c:when": incident.when})


def _activities(books: Books) -> _Records:
    for reading in books.readings:
        yield f"c:reading-{reading.document.id}", {"prov:type": "c:reading"}
    yield "c:linking", {"prov:type": "c:linking"}


def _agents(books: Books) -> _Records:
    yield "c:corrobora", {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}}
    for reading in books.readings:
        if reading.document.outlet:
            yield _agent(reading.document.outlet), {"prov:label": reading.document.outlet}
        for claim in reading.claims:
            for name in _voices(claim):
                yield _agent(name), {"prov:label": name}


def _generated(books: Books) -> _Records:
    for reading in books.readings:
        for claim in reading.claims:
            activity = f"c:reading-{reading.document.id}"
            yield f"_:g-{claim.id}", {"prov:entity": f"c:{claim.id}", "prov:activity": activity}
    for incident in books.incidents:
        yield f"_:g-{incident.id}", {"prov:entity": f"c:{incident.id}", "prov:activity": "c:linking"}


def _used(books: Books) -> _Records:
    for reading in books.readings:
        document = reading.document.id
        yield f"_:u-{document}", {"prov:activity": f"c:reading-{document}", "prov:entity": f"c:{document}"}


def _associated(books: Books) -> _Records:
    for activity in (*(f"reading-{reading.document.id}" for reading in books.readings), "linking"):
        yield f"_:w-{activity}", {"prov:activity": f"c:{activity}", "prov:agent": "c:corrobora"}


def _derived(books: Books) -> _Records:
    """Yield what comes from what: claims quote their document, incidents rest on claims, copies on their origin."""
    for reading in books.readings:
        for claim in reading.claims:
            yield f"_:d-{claim.id}", _from(claim.id, reading.document.id, "prov:Quotation")
    for incident in books.incidents:
        for claim_id in incident.claims:
            yield f"_:d-{incident.id}-{claim_id}", _from(incident.id, claim_id, None)
    ids = {reading.document.uri: reading.document.id for reading in books.readings}
    for lineage in books.lineages:
        for member in lineage.members:
            if member != lineage.origin and member in ids and lineage.origin in ids:
                name = f"_:d-{lineage.id}-{ids[member]}"
                yield name, {**_from(ids[member], ids[lineage.origin], None), "c:lineage": lineage.kind}


def _attributed(books: Books) -> _Records:
    for reading in books.readings:
        document = reading.document
        if document.outlet:
            yield f"_:a-{document.id}", {"prov:entity": f"c:{document.id}", "prov:agent": _agent(document.outlet)}
        for claim in reading.claims:
            for number, name in enumerate(_voices(claim)):
                yield f"_:a-{claim.id}-{number}", {"prov:entity": f"c:{claim.id}", "prov:agent": _agent(name)}


_SECTIONS: dict[str, Callable[[Books], _Records]] = {
    "entity": _entities,
    "activity": _activities,
    "agent": _agents,
    "wasGeneratedBy": _generated,
    "used": _used,
    "wasAssociatedWith": _associated,
    "wasDerivedFrom": _derived,
    "wasAttributedTo": _attributed,
}


def _from(made: str, source: str, kind: str | None) -> dict[str, Any]:
    record: dict[str, Any] = {"prov:generatedEntity": f"c:{made}", "prov:usedEntity": f"c:{source}"}
    return {**record, "prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}} if kind else record


def _voices(claim: Claim) -> list[str]:
    return [holder.name or holder.text for holder in claim.voice.chain]


def _agent(name: str) -> str:
    """Return the key of an agent: its name with what no qualified name may hold written as code points."""
    return "c:agent-" + "".join(char if char.isalnum() else f"-{ord(char):x}-" for char in " ".join(name.split()))


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


FORMAT = Format("prov", "where everything comes from, as PROV-JSON", ".json", write, LOSES)
