"""What is gathered of places before the index of them is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corrobora.read.gazetteer import Entry, place_key

ACRONYM = 6  # letters and full stops: "USA", "U.A.E."
ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ash", "adh", "ath"})
_WITH_ARTICLES = frozenset(
    {"AE", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA"}
    | {"SA", "SD", "SO", "SS", "SY", "TD", "TN", "YE"}
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """What is gathered before it is written: places by id, and the keys of each."""

    places: dict[str, Entry] = field(default_factory=dict)
    keys: dict[str, set[str]] = field(default_factory=dict)

    def add(self, place: Entry, names: Iterable[str]) -> None:
        """Add a place, or more names to one that stands there."""
        self.places.setdefault(place.id, place)
        keys = self.keys.setdefault(place.id, set())
        for name in names:
            keys.update(keys_of(name, place.country))


def keys_of(name: str, country: str | None) -> Iterator[str]:
    """Yield the keys of a name; in Arabic-speaking countries also the one without its article."""
    if name.isupper() and name.isascii() and len(name) <= ACRONYM:
        yield "=" + name.replace(".", "")
        return
    key = place_key(name)
    if len(key) < 2 or key.isdigit():  # noqa: PLR2004 - a letter is no name
        return
    yield key
    first, _, rest = key.partition(" ")
    if first in ARTICLES and len(rest) > 3 and country in _WITH_ARTICLES:  # noqa: PLR2004
        yield rest
