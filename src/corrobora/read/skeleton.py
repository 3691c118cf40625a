"""Names spelled another way -> places of a country already known, by their consonants."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from corrobora.read.gazetteer import Entry, Gazetteer
from corrobora.read.placedraft import ARTICLES

_PAIRS = (("tch", "S"), ("ch", "S"), ("sz", "S"), ("dj", "G"), ("ph", "F"))  # two letters that sound as another one
_SOUNDS = str.maketrans(
    {"g": "G", "j": "G", "k": "K", "q": "K", "c": "K", "x": "K", "f": "F", "v": "F", "s": "S"}
    | {"d": "D", "t": "D", "z": "D", "b": "B", "p": "B"}
    | dict.fromkeys("aeiouywhاويهءئؤ", None)
)
_DOUBLED = re.compile(r"(.)\1+")
_SHORTEST = 3  # consonants: two are shared by too many names
_ALIKE = 70.0
_SETTLED = frozenset({"town", "village", "district", "area"})
_FITTING = {
    "province": frozenset({"province", "district"}),  # what one state calls so may be another's second level
    "region": frozenset({"region", "province"}),
    "camp": frozenset({"camp", "base"}),
    "point": frozenset({"point", "base"}),
}


def skeleton(key: str) -> str:
    """Return the consonants of a name's key, those that transliterations mix up as one.

    >>> skeleton("boulkessi") == skeleton("boulikessi"), skeleton("dhi qar") == skeleton("thi qar")
    (True, True)
    """
    words = key.split(" ")
    text = "".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words).removeprefix("ال")
    for letters, sound in _PAIRS:
        text = text.replace(letters, sound)
    return _DOUBLED.sub(r"\1", text.translate(_SOUNDS))


def in_country(gazetteer: Gazetteer, key: str, countries: Iterable[str], precision: str) -> list[Entry]:
    """Return the places of the named countries that `key`, which alone names none, may mean there.

    They are those too small to be read by their name alone, or else those that are spelled much like it and have its
    consonants. `precision` is what the words say the place is: a province is looked for among provinces.
    """
    homes = sorted(countries)
    fitting = _FITTING.get(precision, _SETTLED)
    small = {e.id: e for home in homes for e in gazetteer.small(home, key) if e.kind in fitting}
    wanted = skeleton(key)
    if small or len(wanted) < _SHORTEST:
        return list(small.values())
    provinces = precision in {"province", "region"}
    found: dict[str, Entry] = {}
    for home in homes:
        for name, entry in gazetteer.near(home, wanted):
            if (entry.kind == "province") == provinces and entry.kind != "country" and is_alike(key, name):
                found[entry.id] = entry
    return list(found.values())


def is_alike(key: str, name: str) -> bool:
    """Return whether two names of the same consonants are spelled much alike."""
    return key[:1] == name[:1] and fuzz.ratio(key, name) >= _ALIKE
