"""One person under several spellings: "Yaya Sangaré" and "يايا سنغاري", by the consonants of the name.

This is a proposal, for counting: two who are taken for one only ever lower the number of origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corrobora.codebook import actors_by_id
from corrobora.link.identity import bare, holder_key
from corrobora.read.skeleton import skeleton
from corrobora.types import Claim, Holder, Reading

_SHORTEST = 3  # consonants

Sound = tuple[str, int]


def united(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings with each named person under one name and speaking for one body.

    Persons are one where articles in different languages give a name of the same consonants, each language one only.
    The body of the codebook for which one article says that they speak is theirs wherever none is given.
    """
    names: dict[Sound, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    bodies: dict[Sound, dict[str, str]] = defaultdict(dict)
    for reading in readings:
        for holder in _persons(reading):
            key = sound(holder.name or "")
            names[key][reading.document.language or ""].setdefault(bare(holder.name or ""), holder.name or "")
            body = holder_key(holder)
            if body in actors_by_id():
                bodies[key][body or ""] = actors_by_id()[body or ""].names["en"]
    one = {key: spelled for key, spelled in names.items() if all(len(each) == 1 for each in spelled.values())}
    name = {key: _shown(name for each in spelled.values() for name in each.values()) for key, spelled in one.items()}
    body_of = {key: next(iter(found.values())) for key, found in bodies.items() if len(found) == 1 and key in one}
    return [_united(reading, name, body_of) for reading in readings]


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


def _united(reading: Reading, names: Mapping[Sound, str], bodies: Mapping[Sound, str]) -> Reading:
    def known(holder: Holder) -> Holder:
        if not _is_person(holder):
            return holder
        key = sound(holder.name or "")
        return replace(holder, name=names.get(key, holder.name), organisation=holder.organisation or bodies.get(key))

    return replace(reading, claims=tuple(_with_chain(claim, map(known, claim.voice.chain)) for claim in reading.claims))


def _with_chain(claim: Claim, chain: Iterable[Holder]) -> Claim:
    found = tuple(chain)
    return claim if found == claim.voice.chain else replace(claim, voice=replace(claim.voice, chain=found))
