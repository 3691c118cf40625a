"""Where everything comes from, as PROV-JSON: documents, readings, claims and incidents, and who vouches for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Any, TypeAlias

from corrobora.keep.export.account import published_day
from corrobora.keep.export.form import Format, Lines
from corrobora.keep.export.shown import Shown
from corrobora.keep.masks import BLOCK
from corrobora.schema import json_line
from corrobora.types import Claim, Document, Incident, Lineage

LOSES = (
    "What the claims say: an entity has its kind and its words, not its actors, places and numbers.",
    "Times of capture and who captured: they are in the ledger's custody log.",
    "The order of a chain of voices: a claim is attributed to each of them.",
)
_PREFIX = {"c": "urn:corrobora:", "schema": "https://schema.org/"}
_SECTIONS = (
    *("entity", "activity", "agent", "wasGeneratedBy", "used", "wasAssociatedWith", "wasDerivedFrom"),
    "wasAttributedTo",
)
_Record: TypeAlias = tuple[str, str, dict[str, Any]]  # its section, its key, what it says


def write(shown: Shown) -> Lines:
    """Yield one PROV-JSON document, a record a line; each section is gathered in a file of its own meanwhile."""
    with ExitStack() as stack:
        files = {name: stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="")) for name in _SECTIONS}
        for section, key, record in _records(shown):
            file = files[section]
            file.write(f"{',' if file.tell() else ''}\n{json_line({key: record})[1:-1]}")
        yield f'{{"prefix": {json_line(_PREFIX)}'
        for name, file in files.items():
            yield f',\n"{name}": {{'
            file.seek(0)
            yield from file
            yield "\n}"
    yield "\n}\n"


def _records(shown: Shown) -> Iterator[_Record]:
    """Yield all records, those of a section in its order."""
    named: set[str] = set()
    yield "agent", "c:corrobora", {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}}
    for reading in shown.readings():
        yield from _document(reading.document)
        outlets = [reading.document.outlet] if reading.document.outlet else []
        for name in (*outlets, *(name for claim in reading.claims for name in _voices(claim))):
            if (agent := _agent(name, reading.document)) not in named:
                named.add(agent)
                yield "agent", agent, {"prov:label": name}
        for claim in {claim.id: claim for claim in reading.claims}.values():
            yield from _claim(claim, reading.document)
    for incident in shown.things(Incident):
        yield from _incident(incident)
    for lineage, ids in shown.copied():
        yield from _copies(lineage, ids)
    yield "activity", "c:linking", {"prov:type": "c:linking"}
    yield "wasAssociatedWith", "_:w-linking", {"prov:activity": "c:linking", "prov:agent": "c:corrobora"}


def _document(document: Document) -> Iterator[_Record]:
    about = {
        "prov:type": "schema:Article",
        "prov:label": document.title,
        "prov:location": document.uri,
        "schema:sha256": document.sha256 or None,
        "schema:datePublished": published_day(document),
        "schema:inLanguage": document.language,
    }
    own, reading = f"c:{document.id}", f"c:reading-{document.id}"
    yield "entity", own, _known(about)
    yield "activity", reading, {"prov:type": "c:reading"}
    yield "used", f"_:u-{document.id}", {"prov:activity": reading, "prov:entity": own}
    yield "wasAssociatedWith", f"_:w-reading-{document.id}", {"prov:activity": reading, "prov:agent": "c:corrobora"}
    if document.outlet:
        yield (
            "wasAttributedTo",
            f"_:a-{document.id}",
            {"prov:entity": own, "prov:agent": _agent(document.outlet, document)},
        )


def _claim(claim: Claim, document: Document) -> Iterator[_Record]:
    """Yield a claim, which quotes its document, and is attributed to each of its voices."""
    own, words = f"c:{claim.id}", claim.span.of(document.text)
    yield "entity", own, _known({"prov:type": "schema:Claim", "prov:label": words, "c:kind": claim.kind})
    made = {"prov:entity": own, "prov:activity": f"c:reading-{document.id}"}
    yield "wasGeneratedBy", f"_:g-{claim.id}", made
    yield "wasDerivedFrom", f"_:d-{claim.id}", _from(claim.id, document.id, "prov:Quotation")
    for number, name in enumerate(_voices(claim)):
        yield "wasAttributedTo", f"_:a-{claim.id}-{number}", {"prov:entity": own, "prov:agent": _agent(name, document)}


def _incident(incident: Incident) -> Iterator[_Record]:
    about = {"prov:type": "schema:Event", "prov:label": incident.event, "c:grade": incident.grade}
    yield "entity", f"c:{incident.id}", _known({**about, "c:when": incident.when})
    made = {"prov:entity": f"c:{incident.id}", "prov:activity": "c:linking"}
    yield "wasGeneratedBy", f"_:g-{incident.id}", made
    for claim in incident.claims:
        yield "wasDerivedFrom", f"_:d-{incident.id}-{claim}", _from(incident.id, claim, None)


def _copies(lineage: Lineage, ids: Mapping[str, str]) -> Iterator[_Record]:
    for member in lineage.members:
        if member != lineage.origin and member in ids and lineage.origin in ids:
            made = {**_from(ids[member], ids[lineage.origin], None), "c:lineage": lineage.kind}
            yield "wasDerivedFrom", f"_:d-{lineage.id}-{ids[member]}", made


def _from(made: str, source: str, kind: str | None) -> dict[str, Any]:
    record: dict[str, Any] = {"prov:generatedEntity": f"c:{made}", "prov:usedEntity": f"c:{source}"}
    return {**record, "prov:type": {"$": kind, "type": "prov:QUALIFIED_NAME"}} if kind else record


def _voices(claim: Claim) -> list[str]:
    return [holder.name or holder.text for holder in claim.voice.chain]


def _agent(name: str, document: Document) -> str:
    """Return the key of an agent: its name with what no qualified name may hold written as code points.

    Of a name that is hidden, which others may look like, it is one agent a document.
    """
    key = "".join(char if char.isalnum() else f"-{ord(char):x}-" for char in " ".join(name.split()))
    return f"c:agent-{key}-{document.id}" if BLOCK in name else f"c:agent-{key}"


def _known(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None}


FORMAT = Format("prov", "where everything comes from, as PROV-JSON", ".json", write, LOSES)
