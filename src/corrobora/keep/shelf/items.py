"""Books -> the rows of each listing, with what puts them in their order and what they are looked for by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from corrobora.link.days import Days, days
from corrobora.link.identity import actor_key, bare, keys_of, outlet_key, sides_of
from corrobora.link.telling import answers, order, speaker, telling
from corrobora.reckon.track import place_of, voice_of
from corrobora.schema import json_line, to_json
from corrobora.types import Balance, Claim, Deadline, Document, Incident, Lineage, Place, Reading, Record

LATE = "~"  # where an item without a date stands among others
UNDATED = {"incidents": 10_000_000, "tallies": 10_000_000}
_BETWEEN = "\x01"
_BY_CLAIMS = ("event:", "place:", "side:", "voice:")  # what a document is found by where a claim of it is

Told = dict[str, tuple[Claim, Document]]


class Item(NamedTuple):
    """One row of a listing: its place in the order, the days that it is about, its tags, and the row itself.

    A claim's row is read from its document, at `place` among its claims.
    """

    listing: str
    id: str
    order: tuple[object, ...]
    first: int | None
    last: int | None
    tags: str
    text: str | None
    document: str | None = None
    place: int | None = None

    def columns(self) -> tuple[Any, ...]:
        """Return the values of its row in the table of items."""
        order = (*self.order, "", "", "", "", "")[:5]
        return (self.listing, self.id, *order, self.first, self.last, self.tags, self.document, self.place)


def claims(reading: Reading, heard: Reading) -> Iterator[Item]:
    """Yield the claims of a reading; `heard` has each voice under the name by which it is counted."""
    document = reading.document
    published = document.published.edtf if document.published else None
    seen: set[str] = set()
    for place, (claim, spoken) in enumerate(zip(reading.claims, heard.claims, strict=True)):
        own = claim.id if claim.id not in seen else f"{claim.id}{_BETWEEN}{place}"
        seen.add(own)
        when = days((claim.when.edtf if claim.when else None) or published)
        parties = {speaker(claim, document), *keys_of((*claim.actors, *claim.targets))}
        scope = claim.scope.places if claim.scope else ()
        own_voice = voice_of(spoken, document)[0]
        fields = [("kind", claim.kind), ("stance", claim.stance), ("voice", own_voice)]
        tags = tagged(
            [("event", claim.event), ("language", document.language), *fields],
            (*claim.places, *scope),
            parties,
        )
        first, last = (when.first, when.last) if when else (None, None)
        order = (published or LATE, document.uri, place)
        yield Item("claims", own, order, first, last, tags, None, document.uri, place)


def incident(each: Incident, told: Told) -> Item:
    """Return an incident as an item; `told` has its claims with their documents."""
    tellings = [telling(*told[claim]) for claim in each.claims if claim in told]
    first = next((one for one in tellings if not answers(one)), tellings[0])
    when = days(each.when)
    parties = {*keys_of((*each.actors, *each.targets)), *(one.speaker for one in tellings)}
    spoken = sorted({one.document.language or "" for one in tellings})
    tags = tagged(
        [
            ("event", each.event),
            ("grade", each.grade),
            *(("language", language) for language in spoken),
        ],
        each.places,
        parties,
    )
    return Item("incidents", each.id, order(first), *_ends(when), tags, to_json(each))


def waiting(each: Incident) -> Item:
    """Return the place of an incident in the queue: contested ones first, then by how many died, then by day."""
    order = (each.grade != "contested", -killed(each), each.when or "~")
    return Item("queue", each.id, order, None, None, "", None)


def killed(incident: Incident) -> int:
    """Return how many were killed in an incident at most, 0 where nobody says so."""
    harm = incident.harm.get("killed")
    return max((number for number in (harm.low, harm.best, harm.high) if number is not None), default=0) if harm else 0


def balance(each: Balance, claim: Claim, document: Document) -> Item:
    """Return a tally as an item."""
    published = days(document.published.edtf) if document.published else None
    when = days(each.scope.period) or published
    tags = tagged(
        [
            ("event", each.scope.event or claim.event),
            ("language", document.language),
            ("verdict", each.verdict.partition(":")[0]),
        ],
        each.scope.places,
        {speaker(claim, document)},
    )
    order = (published.first if published else UNDATED["tallies"], document.uri, *claim.span, claim.id)
    return Item("tallies", each.claim, order, *_ends(when), tags, to_json(each))


def deadline(each: Deadline, told: Told) -> Item:
    """Return a deadline as an item."""
    due = days(each.due)
    own = [told[claim] for claim in each.claims]
    spoken = sorted({document.language or "" for _, document in own})
    parties = {key for claim, _ in own for key in keys_of((*claim.actors, *claim.addressees))}
    tags = tagged(
        [
            ("event", own[0][0].event),
            ("state", each.state),
            *(("language", language) for language in spoken),
        ],
        [place for claim, _ in own for place in claim.places],
        {*parties, *(speaker(*one) for one in own)},
    )
    order = (each.due or LATE, _BETWEEN.join(each.claims))
    return Item("deadlines", each.claims[0], order, *_ends(due), tags, to_json(each))


def record(key: str, each: Record) -> Item:
    """Return the record of the voice with a key as an item."""
    tags = tagged([("kind", each.kind)], (), {key})
    return Item("voices", key, (*place_of(each), key), None, None, tags, to_json(each))


def lineage(each: Lineage, documents: Iterable[Document]) -> Item:
    """Return a lineage as an item; `documents` are those of its members that the ledger holds."""
    documents = list(documents)
    dates = [when for one in documents if one.published and (when := days(one.published.edtf))]
    spoken = sorted({one.language or "" for one in documents})
    tags = tagged(
        [("kind", each.kind), *(("language", language) for language in spoken)], (), {outlet_key(d) for d in documents}
    )
    first, last = (min(d.first for d in dates), max(d.last for d in dates)) if dates else (None, None)
    return Item(
        "copies",
        each.id,
        (each.origin, each.kind, _BETWEEN.join(each.members), each.id),
        first,
        last,
        tags,
        to_json(each),
    )


def document(reading: Reading, told: Iterable[Item]) -> Item:
    """Return a document as an item, under its place; it is found by what its claims are of, which are `told`."""
    own = reading.document
    published = own.published.edtf if own.published else None
    flags = sorted({flag.kind for flag in reading.flags})
    head = {
        "id": own.id,
        "uri": own.uri,
        "outlet": own.outlet,
        "title": own.title,
        "language": own.language,
        "published": published,
        "basis": own.published.basis if own.published else None,
        "claims": len(reading.claims),
        "flags": flags,
        "sha256": own.sha256,
    }
    tags = tagged([("language", own.language), *(("kind", flag) for flag in flags)], (), {outlet_key(own)})
    more = {name for claim in told for name in claim.tags.split("|") if name.startswith(_BY_CLAIMS)}
    found = "|".join(("", *sorted({*tags.strip("|").split("|"), *more}), ""))
    order = (published or LATE, own.uri)
    return Item("documents", own.uri, order, *_ends(days(published)), found, json_line(head))


def _ends(when: Days | None) -> tuple[int | None, int | None]:
    return (when.first, when.last) if when else (None, None)


def tagged(fields: Iterable[tuple[str, str | None]], places: Iterable[Place], parties: Iterable[str]) -> str:
    """Return all that an item is looked for by, such as "|event:attack|place:gao|", each once and in order.

    >>> tagged([("event", "attack"), ("grade", None)], [], [])
    '|event:attack|'
    """
    found = {tag(name, value) for name, value in fields if value}
    for place in places:
        names = (place.id, bare(place.name or ""), bare(place.text), place.country, place.admin1)
        found.update(tag("place", name) for name in names if name)
    found.update(tag("side", side) for side in (*sides_of(parties), *parties))
    return f"|{'|'.join(sorted(found))}|" if found else ""


def tag(name: str, value: str) -> str:
    """Return what stands for one value of a field.

    >>> tag("place", "Gao|Mali")
    'place:gao mali'
    """
    return f"{name}:{' '.join(value.casefold().replace('|', ' ').split())}"


def party(name: str) -> str:
    """Return the key by which a party is known, of its id or its name."""
    return actor_key(None, name, name)
