"""Documents in two languages that tell the same in the same order: proposed as one being the other's translation."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from rapidfuzz.distance import LCSseq

from corrobora.codebook import actors_by_id
from corrobora.link.arrays import Numbers
from corrobora.link.bounds import best
from corrobora.link.columns import columns
from corrobora.link.days import days
from corrobora.link.identity import holder_key
from corrobora.link.pairs import across, fitting
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, Told, tells
from corrobora.types import Lineage, Reading

CLOSE_DAYS = 3
_LENGTH = 0.55
_AGREE = 3
_MATCHED = 0.6
_SAME = 0.8
_SOMEBODY = "somebody"
_LINKED = 2.5

Marks = tuple[list[str], list[tuple[str, int | None]]]


def translations(readings: Sequence[Reading], told: Told) -> Iterator[Lineage]:
    """Yield proposed translations among readings sorted by publication: each document follows the first it fits."""
    return followed(readings, sources(readings, told, {}))


def sources(readings: Sequence[Reading], told: Told, settled: Mapping[str, str | None]) -> Mapping[int, int]:
    """Return which of the readings, by number, is a translation of which; `settled` has those known, by their uris."""
    sought = [index for index, reading in enumerate(readings) if any(map(tells, reading.claims))]
    place = {readings[index].document.uri: index for index in sought}
    marks = {index: (_speakers(readings[index]), _numbers(readings[index])) for index in sought}
    pairs = [(one, two) for two, before in _candidates(readings, marks) for one in before]
    pairs = [(one, two) for one, two in pairs if readings[two].document.uri not in settled]
    pairs = [(one, two) for one, two in pairs if _agree(marks[one], marks[two])]
    both = sorted({number for pair in pairs for number in pair})
    own = {n: sorted(told(readings[n].document.uri), key=lambda each: each.claim.span) for n in both}
    source = {place[uri]: place[one] for uri, one in settled.items() if one in place and uri in place}
    for (one, two), matches in zip(pairs, _matches(own, pairs), strict=True):
        if one not in source and two not in source and _in_order(matches) >= _MATCHED * max(matches.shape):
            source[two] = one
    return source


def followed(readings: Sequence[Reading], source: Mapping[int, int]) -> Iterator[Lineage]:
    """Yield a lineage for each of the readings, by number, that others are translations of."""
    followers: dict[int, list[int]] = defaultdict(list)
    for member, first in sorted(source.items()):
        followers[first].append(member)
    for first, members in sorted(followers.items()):
        yield lineage_of(readings[first], [readings[m] for m in members])


def _candidates(readings: Sequence[Reading], marks: Mapping[int, Marks]) -> Iterator[tuple[int, list[int]]]:
    """Yield each document with those before it that may be its source: they share a day and a fact about it.

    What was not published within a few days of it is not even looked at.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    for two in marks:
        published = days(dated.edtf) if (dated := readings[two].document.published) else None
        if published is None:
            continue
        when = (days(claim.when.edtf) for claim in readings[two].claims if claim.when and tells(claim))
        sharp = {day.first for day in when if day and day.sharp}
        keys = {(day, fact) for day in sharp for fact in _facts(marks[two])}
        lately = (None, *range(published.first - 2 * CLOSE_DAYS, published.first + 1))
        near = {one for key in keys for day in lately for one in groups.get((key, day), ())}
        before = sorted(one for one in near if _may_be(readings[one], readings[two]))
        if before:
            yield two, before
        own = published.first if published.length <= CLOSE_DAYS else None
        for key in keys:
            groups[key, own].append(two)


def _may_be(one: Reading, two: Reading) -> bool:
    """Return whether two documents are in two languages, of about one length, and published within a few days."""
    if one.document.language == two.document.language:
        return False
    lengths = sorted(len(reading.document.text) for reading in (one, two))
    return lengths[0] >= _LENGTH * lengths[1] and _close(one, two)


def _agree(one: Marks, two: Marks) -> bool:
    """Return whether two documents have the same speakers and numbers, each in the same order."""
    named = [[key for key in speakers if key != _SOMEBODY] for speakers, _ in (one, two)]
    if LCSseq.similarity(*named) + LCSseq.similarity(one[1], two[1]) < _AGREE:
        return False
    return all(LCSseq.similarity(a, b) >= _SAME * max(len(a), len(b)) for a, b in ((one[0], two[0]), (one[1], two[1])))


def _close(one: Reading, two: Reading) -> bool:
    dates = [days(r.document.published.edtf) if r.document.published else None for r in (one, two)]
    return dates[0] is not None and dates[1] is not None and dates[0].apart(dates[1]) <= CLOSE_DAYS


def _facts(marks: Marks) -> frozenset[object]:
    """Return what has the same form in every language: numbers, and speakers whom the codebook knows."""
    speakers, numbers = marks
    return frozenset((*numbers, *(key for key in speakers if key in actors_by_id())))


def _speakers(reading: Reading) -> list[str]:
    """Return those who speak, in order, each once in a row; unnamed sources are somebody."""
    outer = {claim.voice.chain[-1].span: claim.voice.chain[-1] for claim in reading.claims if claim.voice.chain}
    keys = [holder_key(outer[span]) or _SOMEBODY for span in sorted(outer)]
    return [key for key, _ in groupby(keys)]


def _numbers(reading: Reading) -> list[tuple[str, int | None]]:
    """Return the numbers in the claims, in order."""
    found = {
        (q.span if q.span.start < q.span.end else claim.span, q.measure or "", best(q))
        for claim in reading.claims
        for q in claim.quantities
    }
    in_order = sorted(found, key=lambda each: (each[0], each[1], each[2] or 0))
    return [(measure, number) for _, measure, number in in_order]


def _matches(own: Mapping[int, Sequence[Telling]], pairs: Sequence[tuple[int, int]]) -> list[Numbers]:
    """Return for each pair of documents which claims of the one match which of the other, as a table."""
    every = [each for told in own.values() for each in told]
    first = dict(zip(own, np.cumsum([0, *(len(told) for told in own.values())]).tolist(), strict=False))
    at = {n: np.arange(first[n], first[n] + len(told)) for n, told in own.items()}
    one, two = across([at[a] for a, _ in pairs], [at[b] for _, b in pairs])
    alike = [_said_alike(every[a], every[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)]
    match = fitting(columns(rows(every)), one, two, _LINKED) & np.array(alike, bool)
    sizes = [(len(own[a]), len(own[b])) for a, b in pairs]
    parts = np.split(match, np.cumsum([a * b for a, b in sizes]))
    return [part.reshape(size) for part, size in zip(parts, sizes, strict=False)]


def _in_order(matches: Numbers) -> int:
    """Return how many claims of the one match claims of the other in the same order."""
    row = [0] * (matches.shape[1] + 1)
    for line in matches.tolist():
        before = row[:]
        for index, match in enumerate(line):
            row[index + 1] = max(before[index] + 1 if match else 0, before[index + 1], row[index])
    return row[-1]


def _said_alike(a: Telling, b: Telling) -> bool:
    """Return whether both are a narrator's, or both a speaker's, and the same one's where both are in the codebook."""
    if bool(a.claim.voice.chain) != bool(b.claim.voice.chain):
        return False
    known = [each.speaker in actors_by_id() for each in (a, b)]
    return not all(known) or a.speaker == b.speaker


def lineage_of(first: Reading, members: Sequence[Reading]) -> Lineage:
    """Return the lineage of a document and its translations."""
    origin = first.document.uri
    notes = tuple(
        f"{m.document.outlet or m.document.uri}: proposed, from the same facts in {m.document.language}; "
        "no words were compared"
        for m in members
    )
    id_ = "l-" + hashlib.sha256(f"translation\0{origin}".encode()).hexdigest()[:12]
    return Lineage(id_, "translation", origin, (origin, *(m.document.uri for m in members)), notes)
