"""What places are called in the languages of the interface, by the hand-made lists and Babel's cities."""

from __future__ import annotations

from functools import cache

from babel import Locale

from corrobora.read.placelists import LISTS, lists_folder
from corrobora.tsv import rows

_COLUMNS = {"en": 6, "fr": 7, "ar": 8}
_WIDTH = 10


def toponym(name: str | None, country: str | None, language: str) -> str | None:
    """Return what a language calls a place by its first name in the lists and its country; null where none says.

    >>> toponym("Timbuktu", "ML", "ar"), toponym("Bamako", "ML", "ar"), toponym("Basra", "IQ", "fr")
    ('تمبكتو', 'باماكو', 'Bassorah')
    """
    if not name or language == "en":
        return None
    return _listed(language).get((name, country or "")) or _cities(language).get(name)


@cache
def _listed(language: str) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for file in LISTS:
        for _, cells in rows(file, (lists_folder() / file).read_text(encoding="utf-8").splitlines(), _WIDTH):
            first, local = (cells[_COLUMNS[each]].partition("|")[0].strip() for each in ("en", language))
            if first and local:
                found.setdefault((first, cells[2]), local)
    return found


@cache
def _cities(language: str) -> dict[str, str]:
    """Return the cities after which zones of time are called, by their English names."""
    here, there = Locale("en").time_zones, Locale(language).time_zones
    called = {zone: str(told["city"]) for zone, told in there.items() if told.get("city")}
    own = {zone: zone.rpartition("/")[2].replace("_", " ") for zone in called}
    return {str(here.get(zone, {}).get("city") or own[zone]): called[zone] for zone in sorted(called)}
