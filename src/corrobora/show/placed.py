"""A place as a person types it for a correction -> the place with all that is kept of it."""

from __future__ import annotations

import re

from corrobora.errors import UsageError
from corrobora.read.gazetteer import Entry, open_gazetteer
from corrobora.read.placesearch import HIDDEN, NAMED, search
from corrobora.reckon.correction import is_whole
from corrobora.show.exits import say

_HOME = re.compile(r"(?P<name>.+), (?P<home>[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?)")
_LISTED = 6


def placed(value: str) -> str:
    """Return a place whole, found by its name, or by its name and the code of its country or province.

    UsageError names those that it may be where there is more than one: which is meant is for a person to say.

    >>> placed("Kharkiv, UA")
    'Kharkiv, UA-63, 49.98177, 36.25475, town, geonames:706483'
    """
    if is_whole(value):
        return value
    found = _HOME.fullmatch(value)
    name, home = (found["name"], found["home"].upper()) if found else (value, "")
    known = {
        _whole(each.entry): each.entry
        for each in search(open_gazetteer(say), name, home[:2] or None)
        if each.match in {NAMED, HIDDEN} and each.entry.lat is not None and each.entry.country
    }
    fitting = [whole for whole, entry in known.items() if home in {"", entry.country, entry.admin1}]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        hint = "`corrobora places find NAME` proposes some; or give it whole: 'Gao, ML-7, 16.27, -0.04, town'"
        raise UsageError(f"place={value!r}: no place is called so; {hint}")
    listed = "".join(f"\n  place={whole!r}" for whole in fitting[:_LISTED])
    raise UsageError(f"place={value!r}: {len(fitting)} places are called so; give one of them whole:{listed}")


def _whole(entry: Entry) -> str:
    return f"{entry.name}, {entry.admin1 or entry.country}, {entry.lat}, {entry.lon}, {entry.kind}, {entry.id}"
