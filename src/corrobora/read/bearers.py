"""Names -> all the places that bear them, and what these say of a name together: asked once for each name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corrobora.read.gazetteer import Entry, Gazetteer

_FAMOUS = 500_000  # inhabitants
_LARGER = frozenset({"country", "province", "region"})


@dataclass(frozen=True, slots=True)
class Bearers:
    """The places that bear a name, and what they say of it together.

    `known`: one of them is of a hand-made list or more than a town; `listed`: of such a list; `famous`: a country or a
    large town; `larger`: a country, province or region. `biggest` is how many live in the largest; `countries` are
    where they lie, `states` those that they are, `provinces` too.
    """

    entries: tuple[Entry, ...] = ()
    known: bool = False
    listed: bool = False
    famous: bool = False
    larger: bool = False
    biggest: int = 0
    countries: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()


NOBODY = Bearers()


@lru_cache(maxsize=1 << 12)
def bearers_of(key: str, gazetteer: Gazetteer) -> Bearers:
    """Return the places that bear the name `key`."""
    entries = gazetteer.look_up(key)
    if not entries:
        return NOBODY
    return Bearers(
        entries,
        known=any(entry.known or entry.kind != "town" for entry in entries),
        listed=any(entry.known for entry in entries),
        famous=any(entry.kind == "country" or entry.population > _FAMOUS for entry in entries),
        larger=any(entry.kind in _LARGER for entry in entries),
        biggest=max(entry.population for entry in entries),
        countries=frozenset(entry.country for entry in entries if entry.country),
        states=frozenset(entry.country for entry in entries if entry.kind == "country" and entry.country),
        provinces=frozenset(entry.admin1 for entry in entries if entry.kind == "province" and entry.admin1),
    )
