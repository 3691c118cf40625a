"""One person under several spellings: "Yaya Sangaré" and "يايا سنغاري", by the consonants of the name.

This is a proposal, for counting: two who are taken for one only ever lower the number of origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corrobora.codebook import actors_by_id
from corrobora.link.identity import bare, holder_key
from corrobora.read.skeleton import skeleton
from corrobora.types import Claim, Holder, Reading

_SHORTEST = 3  # consonants

Sound = tuple[str, int]


class Spelling(NamedTuple):
    """How an article writes the name of a person who speaks in it, and the body of the codebook that it gives."""

    sound: Sound
    language: str
    folded: str
    name: str
    body: str | None


def united(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings with each named person under one name and speaking for one body.

    Persons are one where articles in different languages give a name of the same consonants, each language one only.
    The body of the codebook for which one article says that they speak is theirs wherever none is given.
    """
    spelled: dict[Sound, list[Spelling]] = defaultdict(list)
    for reading in readings:
        for each in spellings(reading):
            spelled[each.sound].append(each)
    known = {sound: meant_by(found) for sound, found in spelled.items()}
    return [renamed(reading, known) for reading in readings]


def in_full(reading: Reading) -> Reading:
    """Return a reading with persons whom it calls by their surname alone under the full name that it gives of one."""
    full: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        for holder in claim.voice.chain:
            if holder.kind == "person" and len(words := bare(holder.name or "").split()) > 1:
                full[words[-1]].add(holder.name or "")

    def known(holder: Holder) -> Holder:
        names = full.get(bare(holder.name or "")) if holder.kind == "person" and not holder.id else None
        return replace(holder, name=min(names)) if names and len({bare(name) for name in names}) == 1 else holder

    if not full:
        return reading
    return replace(reading, claims=tuple(_with_chain(claim, map(known, claim.voice.chain)) for claim in reading.claims))


def spellings(reading: Reading) -> Iterator[Spelling]:
    """Yield how a reading writes the persons who speak in it, in its order."""
    for holder in _persons(reading):
        name, body = holder.name or "", holder_key(holder)
        known = body if body in actors_by_id() else None
        yield Spelling(sound(name), reading.document.language or "", bare(name), name, known)


def meant_by(spelled: Sequence[Spelling]) -> tuple[str | None, str | None]:
    """Return the name and the body of a person who is spelled so, in the order of the articles; null where unclear."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    bodies: dict[str, str] = {}
    for each in spelled:
        names[each.language].setdefault(each.folded, each.name)
        if each.body:
            bodies[each.body] = actors_by_id()[each.body].names["en"]
    if any(len(each) != 1 for each in names.values()):
        return None, None
    name = _shown(name for each in names.values() for name in each.values())
    return name, next(iter(bodies.values())) if len(bodies) == 1 else None


def _shown(names: Iterable[str]) -> str:
    """Return the spelling to show: in plain letters where there is one."""
    return min(names, key=lambda name: (not name.isascii(), name))


def sound(name: str) -> Sound:
    """Return the consonants of a name, whatever its script, and how many words it has.

    >>> sound("Yaya Sangaré") == sound("يايا سنغاري")
    True
    """
    folded = bare(name)
    return skeleton(folded), len(folded.split())


def _persons(reading: Reading) -> Iterator[Holder]:
    """Yield the persons who speak in an article and whose name has two words or more and enough consonants."""
    for claim in reading.claims:
        for holder in claim.voice.chain:
            if _is_person(holder):
                yield holder


def _is_person(holder: Holder) -> bool:
    if holder.kind != "person" or not holder.name or holder.id:
        return False
    consonants, words = sound(holder.name)
    return words > 1 and len(consonants) >= _SHORTEST


def renamed(reading: Reading, persons: Mapping[Sound, tuple[str | None, str | None]]) -> Reading:
    """Return a reading with its persons under the names and speaking for the bodies that are given by sound."""

    def known(holder: Holder) -> Holder:
        if not _is_person(holder):
            return holder
        name, body = persons.get(sound(holder.name or ""), (None, None))
        return replace(holder, name=name or holder.name, organisation=holder.organisation or body)

    if reading.error is not None:
        return reading
    return replace(reading, claims=tuple(_with_chain(claim, map(known, claim.voice.chain)) for claim in reading.claims))


def _with_chain(claim: Claim, chain: Iterable[Holder]) -> Claim:
    found = tuple(chain)
    return claim if found == claim.voice.chain else replace(claim, voice=replace(claim.voice, chain=found))
