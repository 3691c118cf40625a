"""Documents in two languages that tell the same in the same order: proposed as one being the other's translation."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corrobora.codebook import actors_by_id
from corrobora.link.arrays import Numbers
from corrobora.link.columns import columns
from corrobora.link.pairs import across, fitting
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, Told
from corrobora.link.traits import CLOSE_DAYS, Traits, may_follow, traits_of
from corrobora.types import Lineage, Reading

_MATCHED = 0.6
_LINKED = 2.5


def translations(readings: Sequence[Reading], told: Told) -> Iterator[Lineage]:
    """Yield proposed translations among readings sorted by publication: each document follows the first it fits."""
    known = {reading.document.uri: reading for reading in readings}
    every = [own for reading in known.values() if (own := traits_of(reading)) is not None]
    followers: dict[str, list[str]] = defaultdict(list)
    for member, first in sources(every, told, {}).items():
        followers[first].append(member)
    for first in (own.uri for own in every if own.uri in followers):
        yield lineage_of(known[first], [known[member] for member in followers[first]])


def sources(every: Sequence[Traits], told: Told, settled: Mapping[str, str | None]) -> dict[str, str]:
    """Return of which document, in their order, each is a translation, by their uris; `settled` has those known."""
    pairs = [
        (every[one].uri, every[two].uri)
        for two, before in _candidates(every)
        if every[two].uri not in settled
        for one in before
        if may_follow(every[one], every[two])
    ]
    source = {uri: one for uri, one in settled.items() if one is not None}
    for (first, member), fits in zip(pairs, retold(pairs, told), strict=True):
        if first not in source and member not in source and fits:
            source[member] = first
    return source


def _candidates(every: Sequence[Traits]) -> Iterator[tuple[int, list[int]]]:
    """Yield each document, by number, with those before it that may be its source: they share a day and a fact of it.

    What was not published within a few days of it is not even looked at.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    for two, own in enumerate(every):
        lately = (None, *range(own.first - 2 * CLOSE_DAYS, own.first + 1))
        near = {one for key in own.clues() for day in lately for one in groups.get((key, day), ())}
        if near:
            yield two, sorted(near)
        for key in own.clues():
            groups[key, None if own.vague else own.first].append(two)


def retold(pairs: Sequence[tuple[str, str]], told: Told) -> list[bool]:
    """Return for pairs of documents, by their uris, whether most claims of both match in the same order."""
    own = {
        uri: sorted(told(uri), key=lambda each: each.claim.span) for uri in sorted({u for pair in pairs for u in pair})
    }
    return [_in_order(matches) >= _MATCHED * max(matches.shape) for matches in _matches(own, pairs)]


def _matches(own: Mapping[str, Sequence[Telling]], pairs: Sequence[tuple[str, str]]) -> list[Numbers]:
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
