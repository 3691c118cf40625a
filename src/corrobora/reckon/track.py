"""Each voice's record: how what it claimed fared. It counts; it does not judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from corrobora.codebook import actors_by_id
from corrobora.link.bounds import fits
from corrobora.link.harm import standing
from corrobora.link.identity import holder_key, outlet_key
from corrobora.link.names import display
from corrobora.link.origin import Descent, descent, origins
from corrobora.link.telling import Telling, telling
from corrobora.link.victims import by_victims
from corrobora.types import Claim, Document, Incident, Lineage, Reading, Record, Share

_Z = 1.96
_ENOUGH = 10
_COPIED = {"copy", "partial", "translation", "citation"}


@dataclass(slots=True)
class Track:
    """What is counted of a voice: claims, its names and kinds, how what it `told` fared, and from whom it `copied`."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    told: Counter[str] = field(default_factory=Counter)
    copied: Counter[str] = field(default_factory=Counter)


def records(
    readings: Iterable[Reading], incidents: Sequence[Incident], lineages: Sequence[Lineage]
) -> tuple[Record, ...]:
    """Return the record of each voice, named speakers and outlets alike, the one with the most claims first.

    corroborated: claims that an independent origin tells too. contradicted: claims with a number or an actor that
    another voice gives differently. denied: claims that another voice denies. revised: numbers that it changed itself.
    copied_from: how many documents of an outlet were taken over from, or cite, which other. shares: of the claims that
    tell of an incident, with intervals.
    """
    readings = [reading for reading in readings if reading.error is None]
    book: dict[str, Track] = defaultdict(Track)
    for reading in readings:
        for key, name, kind in spoken(reading):
            book[key].claims += 1
            book[key].names[name] += 1
            book[key].kinds[kind] += 1
    known = descent(readings, lineages)
    found = {c.id: (c, r.document) for r in readings for c in r.claims}
    for incident in incidents:
        for key, fate in fates(incident, found, known).items():
            book[key].told.update(fate)
    documents = {reading.document.uri: reading.document for reading in readings}
    for lineage in lineages:
        for key, name, source in taken(lineage, documents):
            book[key].names[name] += 1
            book[key].copied[source] += 1
    outlets = {outlet_key(reading.document) for reading in readings}
    out = [(record_of(key, track, is_outlet=key in outlets), key) for key, track in book.items()]
    return tuple(record for record, _ in sorted(out, key=lambda pair: (*place_of(pair[0]), pair[1])))


def place_of(record: Record) -> tuple[int, str, str]:
    """Return the place of a record among all: the voice with the most claims is first."""
    return -record.claims, record.name, record.kind or ""


def spoken(reading: Reading) -> list[tuple[str, str, str]]:
    """Return key, name and kind ("" for none) of the voice of each claim of a reading."""
    voices = (voice_of(claim, reading.document) for claim in reading.claims)
    return [(key, name, kind or "") for key, name, kind in voices]


def fates(
    incident: Incident, found: Mapping[str, tuple[Claim, Document]], known: Descent
) -> Mapping[str, Mapping[str, int]]:
    """Return by voice (key) how the claims of an incident fared; `found` has these with their documents."""
    told = by_victims([telling(*found[claim]) for claim in incident.claims if claim in found])
    backing = {claim: key for key, claims in origins(_asserted(told), known).items() for claim in claims}
    book: dict[str, Counter[str]] = defaultdict(Counter)
    _mark(told, backing, book)
    return book


def voice_of(claim: Claim, document: Document) -> tuple[str, str, str | None]:
    """Return key, name and kind of the one on whose word a claim is; an unnamed source is kept with its outlet."""
    outlet = outlet_key(document)
    if not claim.voice.chain:
        return outlet, document.outlet or document.uri, "outlet"
    inner = claim.voice.chain[0]
    key = holder_key(inner)
    if key is None:
        words = inner.name or inner.text
        return f"{words.casefold()}@{outlet}", f"{words} ({document.outlet or document.uri})", inner.kind
    return key, inner.name or inner.organisation or inner.text, inner.kind


def _asserted(told: Iterable[Telling]) -> list[Telling]:
    return [each for each in told if each.claim.stance != "denied" and each.claim.act != "neither"]


def _mark(told: Sequence[Telling], backing: Mapping[str, str], book: Mapping[str, Counter[str]]) -> None:
    """Add to the books how the claims of one incident fared."""
    asserted = _asserted(told)
    deniers = {_key(each) for each in told if each.claim.stance == "denied"}
    numbers = _numbers(asserted)
    once = {(_key(each), repr(sorted(each.numbers.items())), each.actors): each for each in asserted}
    for each in asserted:
        mine = _key(each)
        book[mine]["told"] += 1
        own = backing.get(each.claim.id)
        if any(key != own and own is not None for key in backing.values()):
            book[mine]["corroborated"] += 1
        if any(_contradicts(each, other) for (key, *_), other in once.items() if key != mine):
            book[mine]["contradicted"] += 1
        if deniers - {mine}:
            book[mine]["denied"] += 1
    for (key, _), given in numbers.items():
        book[key]["revised"] += sum(one != two for one, two in pairwise(given))


def _key(each: Telling) -> str:
    return voice_of(each.claim, each.document)[0]


def _numbers(told: Sequence[Telling]) -> Mapping[tuple[str, str], list[tuple[int | None, int | None]]]:
    """Return by voice and measure the numbers that it stood by, in order."""
    out: dict[tuple[str, str], list[tuple[int | None, int | None]]] = defaultdict(list)
    for measure in sorted({measure for each in told for measure in each.numbers}):
        for each in (each for each in standing(told, measure) if measure in each.numbers):
            quantity = each.numbers[measure]
            out[_key(each), measure].append((quantity.low, quantity.best))
    return out


def _contradicts(one: Telling, two: Telling) -> bool:
    shared = one.numbers.keys() & two.numbers.keys()
    if any(not fits(one.numbers[m], two.numbers[m]) for m in shared):
        return True
    return bool(one.actors and two.actors and not one.actors & two.actors)


def taken(lineage: Lineage, documents: Mapping[str, Document]) -> Iterator[tuple[str, str, str]]:
    """Yield for each document that takes over or cites another key and name of its outlet, and the other's name.

    An outlet that prints its own words again has them from nobody.
    """
    if lineage.kind not in _COPIED:
        return
    origin = documents.get(lineage.origin)
    source = (origin.outlet or origin.uri) if origin else lineage.origin
    for uri in lineage.members:
        if uri == lineage.origin or uri not in documents:
            continue
        key = outlet_key(documents[uri])
        if origin is None or key != outlet_key(origin):
            yield key, documents[uri].outlet or uri, source


def record_of(key: str, tally: Track, *, is_outlet: bool) -> Record:
    """Return the record of a voice; its kind is the codebook's, that of an outlet, or what most claims say."""
    kind = "outlet" if is_outlet else None
    name = display(key, min(tally.names, key=lambda n: (-tally.names[n], n)))
    if key in actors_by_id():
        kind = actors_by_id()[key].kind
    fared = {name: tally.told[name] for name in ("corroborated", "contradicted", "denied", "revised")}
    told = tally.told["told"]
    kind = kind or min(tally.kinds, key=lambda k: (-tally.kinds[k], k), default=None)
    return Record(
        name=name,
        kind=kind or None,
        claims=tally.claims,
        corroborated=fared["corroborated"],
        contradicted=fared["contradicted"],
        denied=fared["denied"],
        revised=fared["revised"],
        copied_from=dict(sorted(tally.copied.items())),
        shares={name: wilson(min(count, told), told) for name, count in fared.items()},
        note=_few(told),
    )


def wilson(number: int, of: int) -> Share:
    """Return a share with its 95 % interval after Wilson, which holds for small numbers too; of none it may be any.

    >>> wilson(8, 10)
    Share(number=8, of=10, low=0.49, best=0.8, high=0.943)
    >>> wilson(0, 0)
    Share(number=0, of=0, low=0.0, best=0.0, high=1.0)
    """
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    share, tail = number / of, _Z * _Z / of
    middle = share + tail / 2
    reach = _Z * sqrt(share * (1 - share) / of + tail / (4 * of))
    low, high = ((middle + side * reach) / (1 + tail) for side in (-1, 1))
    return Share(number, of, round(max(0.0, low), 3), round(share, 3), round(min(1.0, high), 3))


def _few(told: int) -> str | None:
    """Return that so few claims tell little, where they do."""
    if told >= _ENOUGH:
        return None
    return f"{told or 'no'} claim{'s' if told != 1 else ''} of incidents: too few to tell much"
