"""What kind of event an attack is by its means: the codebook's `means.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from corrobora.tsv import rows

_FROM_ABOVE = frozenset({"airstrike", "shelling", "shooting"})  # "the raid of a drone", "a helicopter fired on it"
_FLYING = ({"drone"}, {"aircraft"}, {"air"})
_DROPPED = frozenset({"", "bomb"})
_CARRYING, _CARRIED = frozenset({"aircraft", "air"}), frozenset({"", "bomb", "rocket", "missile"})
_MOST_KINDS = 2


def event_by_means(event: str, means: Sequence[str]) -> str:
    """Return the more exact event where an attack's means tells it, or `event` as it was.

    >>> event_by_means("attack", ["drone"]), event_by_means("ambush", ["drone"])
    ('drone-strike', 'ambush')
    >>> event_by_means("attack", ["drone", "mortar", "car-bomb"])
    'attack'
    >>> event_by_means("shelling", ["chemical"]), event_by_means("airstrike", ["drone", ""])
    ('chemical-attack', 'drone-strike')
    >>> event_by_means("airstrike", ["bomb", "drone"])
    'drone-strike'
    >>> event_by_means("shelling", ["aircraft"]), event_by_means("shelling", ["artillery"])
    ('airstrike', 'shelling')
    >>> event_by_means("attack", ["bomb", "aircraft"]), event_by_means("shelling", ["rocket", "air"])
    ('airstrike', 'airstrike')
    >>> event_by_means("shooting", ["aircraft"]), event_by_means("shooting", ["small-arms"])
    ('airstrike', 'shooting')
    """
    if {*means} & _CARRYING and {*means} <= _CARRYING | _CARRIED and event in {"attack", "bombing", "shelling"}:
        return _table()["aircraft", "attack"]  # jets that dropped bombs, a helicopter that fired rockets
    flying = [each for each in means if each not in _DROPPED]
    if event in _FROM_ABOVE and {*flying} in _FLYING:
        return event_by_means("attack", flying)
    table = _table()
    told = [table[each, event] for each in means if (each, event) in table]
    if len(set(told)) > _MOST_KINDS:
        return event  # with drones, mortars and car bombs: by no one of them
    return next(iter(told), event)


@cache
def _table() -> dict[tuple[str, str], str]:
    lines = (files("corrobora") / "data" / "codebook" / "means.tsv").read_text(encoding="utf-8").splitlines()
    found = [cells for _, cells in rows("means.tsv", lines, 3)]
    return {(means, event): made for means, made, more in found for event in ("attack", *more.split())}
