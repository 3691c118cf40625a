"""Names spelled another way -> places of a country already known, by their consonants."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from corrobora.read.gazetteer import Entry, Gazetteer
from corrobora.read.placedraft import ARTICLES
from corrobora.read.sounds import consonants

_SHORTEST = 3  # consonants: two are shared by too many names
_ALIKE = 70.0
_SETTLED = frozenset({"town", "village", "district", "area"})
# The kinds of small places that a noun names outright.
_OUTRIGHT = {
    "province": frozenset({"district"}),  # what one state calls so may be another's second level
    "district": frozenset({"district"}),
    "village": frozenset({"village", "area"}),
    "area": frozenset({"area"}),
    "region": frozenset({"region"}),
    "camp": frozenset({"camp", "base"}),
    "point": frozenset({"point", "base"}),
}
_LOOSE = frozenset({"town", "village", "area"})  # what any settled place may be called


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
    """Return the places of the named countries that `key`, which alone names none, may mean there.

    They are small ones of this name and of the kind that the words say (`precision`); or else larger ones that are
    spelled much like it and have its consonants; or else small ones of this name and a kind near that.
    """
    homes = sorted(countries)
    small = list({e.id: e for home in homes for e in gazetteer.small(home, key)}.values())
    outright = _OUTRIGHT.get(precision, frozenset[str]())
    return (
        [entry for entry in small if entry.kind in outright]
        or _spelled(gazetteer, key, homes, provinces=precision in {"province", "region"})
        or [entry for entry in small if entry.kind in _SETTLED and precision in _LOOSE]
    )


def _spelled(gazetteer: Gazetteer, key: str, homes: Iterable[str], *, provinces: bool) -> list[Entry]:
    """Return the larger places that are spelled much like `key`: provinces, or all but these."""
    wanted = skeleton(key)
    found: dict[str, Entry] = {}
    for home in homes if len(wanted) >= _SHORTEST else ():
        for name, entry in gazetteer.near(home, wanted):
            if (entry.kind == "province") == provinces and entry.kind != "country" and is_alike(key, name):
                found[entry.id] = entry
    return list(found.values())


def is_alike(key: str, name: str) -> bool:
    """Return whether two names of the same consonants are spelled much alike."""
    return key[:1] == name[:1] and fuzz.ratio(key, name) >= _ALIKE
