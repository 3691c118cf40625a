"""Documents in two languages that tell the same in the same order: proposed as one being the other's translation."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby

from rapidfuzz.distance import LCSseq

from corrobora.codebook import actors_by_id
from corrobora.link.days import days
from corrobora.link.identity import holder_key
from corrobora.link.score import apart, total
from corrobora.link.telling import Telling, tellings
from corrobora.types import Lineage, Quantity, Reading

_CLOSE_DAYS = 3
_LENGTH = 0.55
_AGREE = 3
_MATCHED = 0.6
_SAME = 0.8
_SOMEBODY = "somebody"
_LINKED = 2.5

Facts = frozenset[tuple[str, object]]


def translations(readings: Sequence[Reading]) -> Iterator[Lineage]:
    """Yield proposed translations among readings sorted by publication: each document follows the first it fits."""
    told: dict[str, list[Telling]] = defaultdict(list)
    for each in tellings(readings):
        told[each.document.id].append(each)
    by_source: dict[int, list[int]] = {}
    for one, two in sorted(_candidates(readings, told), key=lambda pair: (pair[1], pair[0])):
        followers = {m for members in by_source.values() for m in members}
        if two in followers or one in followers or not _fits(readings[one], readings[two], told):
            continue
        by_source.setdefault(one, []).append(two)
    for first, members in sorted(by_source.items()):
        yield _lineage(readings[first], [readings[m] for m in members])


def _candidates(readings: Sequence[Reading], told: Mapping[str, Sequence[Telling]]) -> set[tuple[int, int]]:
    """Return the pairs that share a day and a fact about it."""
    groups: dict[object, list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        for each in told.get(reading.document.id, ()):
            if each.days is not None and each.days.sharp:
                for fact in sorted(_facts([each]), key=repr):
                    groups[each.days.first, fact].append(index)
    return {(a, b) for group in groups.values() for a, b in combinations(sorted(set(group))[:200], 2)}


def _fits(one: Reading, two: Reading, told: Mapping[str, Sequence[Telling]]) -> bool:
    """Return whether two documents have the same speakers, numbers and claims, each in the same order."""
    if one.document.language == two.document.language or not _close(one, two):
        return False
    lengths = sorted(len(reading.document.text) for reading in (one, two))
    if lengths[0] < _LENGTH * lengths[1]:
        return False
    spoken, counted = ((marks(one), marks(two)) for marks in (_speakers, _numbers))
    named = [[key for key in keys if key != _SOMEBODY] for keys in spoken]
    if LCSseq.similarity(*named) + LCSseq.similarity(*counted) < _AGREE:
        return False
    if any(LCSseq.similarity(a, b) < _SAME * max(len(a), len(b)) for a, b in (spoken, counted)):
        return False
    a, b = told[one.document.id], told[two.document.id]
    return _in_order(a, b) >= _MATCHED * max(len(a), len(b))


def _close(one: Reading, two: Reading) -> bool:
    dates = [days(r.document.published.edtf) if r.document.published else None for r in (one, two)]
    return dates[0] is not None and dates[1] is not None and dates[0].apart(dates[1]) <= _CLOSE_DAYS


def _facts(told: Sequence[Telling]) -> Facts:
    """Return what has the same form in every language: numbers and known actors."""
    numbers = {(m, _best(q)) for each in told for m, q in each.numbers.items()}
    actors = {("actor", key) for each in told for key in each.actors if not key.startswith("name:")}
    return frozenset(numbers | actors)


def _speakers(reading: Reading) -> list[str]:
    """Return those who speak, in order, each once in a row; unnamed sources are somebody."""
    outer = {claim.voice.chain[-1].span: claim.voice.chain[-1] for claim in reading.claims if claim.voice.chain}
    keys = [holder_key(outer[span]) or _SOMEBODY for span in sorted(outer)]
    return [key for key, _ in groupby(keys)]


def _numbers(reading: Reading) -> list[tuple[str, int | None]]:
    """Return the numbers in the claims, in order."""
    found = {
        (q.span if q.span.start < q.span.end else claim.span, q.measure or "", _best(q))
        for claim in reading.claims
        for q in claim.quantities
    }
    return [(measure, best) for _, measure, best in sorted(found, key=lambda each: (each[0], each[1], each[2] or 0))]


def _best(quantity: Quantity) -> int | None:
    return quantity.best if quantity.best is not None else quantity.low


def _in_order(one: Sequence[Telling], two: Sequence[Telling]) -> int:
    """Return how many claims of the one match claims of the other in the same order."""
    row = [0] * (len(two) + 1)
    for a in sorted(one, key=lambda t: t.claim.span):
        before = row[:]
        for index, b in enumerate(sorted(two, key=lambda t: t.claim.span)):
            match = _said_alike(a, b) and apart(a, b) is None and total(a, b) >= _LINKED
            row[index + 1] = max(before[index] + 1 if match else 0, before[index + 1], row[index])
    return row[-1]


def _said_alike(a: Telling, b: Telling) -> bool:
    """Return whether both are a narrator's, or both a speaker's, and the same one's where both are in the codebook."""
    if bool(a.claim.voice.chain) != bool(b.claim.voice.chain):
        return False
    known = [each.speaker in actors_by_id() for each in (a, b)]
    return not all(known) or a.speaker == b.speaker


def _lineage(first: Reading, members: Sequence[Reading]) -> Lineage:
    origin = first.document.uri
    notes = tuple(
        f"{m.document.outlet or m.document.uri}: proposed, from the same facts in {m.document.language}; "
        "no words were compared"
        for m in members
    )
    id_ = "l-" + hashlib.sha256(f"translation\0{origin}".encode()).hexdigest()[:12]
    return Lineage(id_, "translation", origin, (origin, *(m.document.uri for m in members)), notes)
