"""Names spelled another way -> places of a country already known, by their consonants."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from corrobora.read.gazetteer import Entry, Gazetteer
from corrobora.read.placedraft import ARTICLES
from corrobora.read.sounds import consonants

_SHORTEST = 3  # consonants: two are shared by too many names
_ALIKE = 70.0


def skeleton(key: str) -> str:
    """Return the consonants of a name's key, those that transliterations mix up as one.

    >>> skeleton("boulkessi") == skeleton("boulikessi"), skeleton("dhi qar") == skeleton("thi qar")
    (True, True)
    """
    words = key.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return consonants("".join(words).removeprefix("ال")).replace("Q", "K")


def in_country(gazetteer: Gazetteer, key: str, countries: Iterable[str], precision: str) -> list[Entry]:
    """Return the places of the named countries that are spelled much like `key` and have its consonants.

    `precision` is what the words say the place is: a province is looked for among provinces, a town among towns.
    """
    wanted = skeleton(key)
    if len(wanted) < _SHORTEST:
        return []
    provinces = precision in {"province", "region"}
    found: dict[str, Entry] = {}
    for country in sorted(countries):
        for name, entry in _skeletons(gazetteer, country).get(wanted, ()):
            if (entry.kind == "province") == provinces and entry.kind != "country" and _is_alike(key, name):
                found[entry.id] = entry
    return list(found.values())


def _is_alike(key: str, name: str) -> bool:
    return key[:1] == name[:1] and fuzz.ratio(key, name) >= _ALIKE


@lru_cache(maxsize=64)
def _skeletons(gazetteer: Gazetteer, country: str) -> dict[str, list[tuple[str, Entry]]]:
    out: dict[str, list[tuple[str, Entry]]] = {}
    for key, entry in gazetteer.within(country):
        out.setdefault(skeleton(key), []).append((key, entry))
    return out
