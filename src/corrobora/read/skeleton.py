"""Names spelled another way -> places of a country already known, by their consonants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corrobora.read.gazetteer import Entry, Gazetteer, place_key
from corrobora.read.geoindex import ARTICLES

_SOUNDS = (
    (re.compile(r"tch|ch|sch|sh|sz"), "S"),
    (re.compile(r"dj|gh|g|j"), "G"),
    (re.compile(r"kh|ck|q|k|c|x"), "K"),
    (re.compile(r"dh|th|z"), "D"),
    (re.compile(r"ph|f|v"), "F"),
    (re.compile(r"s"), "S"),
    (re.compile(r"d|t"), "D"),
    (re.compile(r"b|p"), "B"),
    (re.compile(r"[aeiouywh]|[اويهءئؤ]"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 2


def skeleton(key: str) -> str:
    """Return the consonants of a name's key, those that transliterations mix up as one.

    >>> skeleton("boulkessi") == skeleton("boulikessi"), skeleton("dhi qar") == skeleton("thi qar")
    (True, True)
    """
    words = key.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    text = "".join(words).removeprefix("ال")
    for sound, letter in _SOUNDS:
        text = sound.sub(letter, text)
    return _DOUBLED.sub(r"\1", text)


def in_country(gazetteer: Gazetteer, key: str, countries: Iterable[str]) -> list[Entry]:
    """Return the places of the named countries whose consonants are those of `key`."""
    wanted = skeleton(place_key(key))
    if len(wanted) < _SHORTEST:
        return []
    found = {entry.id: entry for country in sorted(countries) for entry in _skeletons(gazetteer, country).get(wanted, ())}
    return list(found.values())


@lru_cache(maxsize=64)
def _skeletons(gazetteer: Gazetteer, country: str) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, tuple[Entry, ...]] = {}
    for key, entry in gazetteer.within(country):
        bones = skeleton(key)
        out[bones] = (*out.get(bones, ()), entry)
    return out
