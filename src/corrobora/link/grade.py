"""How well an incident stands, after Airwars: confirmed, fair, weak or contested. Only a person may discount one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from corrobora.codebook import actors_by_id
from corrobora.link.identity import sides_of
from corrobora.link.origin import Descent, named_origin
from corrobora.link.telling import Telling
from corrobora.link.values import denied_by_another, origin_key

_SPEAKS = {"claims-responsibility", "confirms"}


def grade(group: Sequence[Telling], backing: Mapping[str, frozenset[str]], known: Descent) -> tuple[str, str]:
    """Return the grade of an incident and the reason in words.

    contested: somebody else denies it, or attributions compete. confirmed: an actor takes responsibility for its own
    deed, or the side that did it and the side that suffered it both tell it. fair: two or more independent origins.
    weak: one origin.
    """
    told = [each for each in group if each.claim.stance != "denied" and each.claim.act != "neither"]
    reason = _contested(group, told, known)
    if reason:
        return "contested", reason
    reason = _confirmed(told)
    if reason:
        return "confirmed", reason
    if len(backing) > 1:
        return "fair", f"{len(backing)} independent origins: {_list(backing)}{_aside(told, known)}"
    return "weak", f"one origin: {_list(backing)}{_aside(told, known)}"


def _contested(group: Sequence[Telling], told: Sequence[Telling], known: Descent) -> str | None:
    for each in group:
        if each.claim.stance == "denied" and denied_by_another(each, told, known):
            return f"{display(each.speaker)} denies it"
    by_actors: dict[frozenset[str], dict[str, Telling]] = {}
    for each in told:
        if each.actors:
            by_actors.setdefault(each.actors, {}).setdefault(origin_key(each, known), each)
    for one, two in combinations(by_actors, 2):
        if one & two or sides_of(one) & sides_of(two) or by_actors[one].keys() == by_actors[two].keys():
            continue
        says = [f"{display(_teller(by_actors[a], by_actors[b]).speaker)} names {_list(a)}" for a, b in ((one, two), (two, one))]
        return f"attributions compete: {says[0]}, {says[1]}"
    return None


def _teller(those: Mapping[str, Telling], others: Mapping[str, Telling]) -> Telling:
    """Return the first who names these actors and not the others, else the first."""
    return next((each for key, each in those.items() if key not in others), next(iter(those.values())))


def _confirmed(told: Sequence[Telling]) -> str | None:
    doers = frozenset(actor for each in told for actor in each.actors)
    suffered = sides_of(target for each in told for target in each.targets)
    for each in told:
        key = named_origin(each.claim)
        own = key in doers or bool(key and sides_of([key]) & sides_of(doers))
        if own and each.claim.act in _SPEAKS and each.claim.stance == "asserted":
            return f"{display(key or '')} takes responsibility for its own deed"
    did = sides_of(doers) - suffered
    speakers = {key: sides_of([key]) for each in told if (key := named_origin(each.claim)) and each.claim.stance == "asserted"}
    ours = sorted(key for key, sides in speakers.items() if sides & did)
    theirs = sorted(key for key, sides in speakers.items() if sides & (suffered - sides_of(doers)))
    if ours and theirs:
        return f"adversaries agree: {display(ours[0])} and {display(theirs[0])}"
    return None


def _aside(told: Sequence[Telling], known: Descent) -> str:
    """Return how many documents only repeat another."""
    copies = {each.document.uri for each in told if each.document.uri in known.roots}
    return "" if not copies else f"; {len(copies)} cop{'y adds' if len(copies) == 1 else 'ies add'} nothing"


def _list(keys: Mapping[str, object] | frozenset[str]) -> str:
    return ", ".join(display(key) for key in sorted(keys))


def display(key: str) -> str:
    """Return the name that stands for a key.

    >>> display("name:sall")
    'Sall'
    """
    entry = actors_by_id().get(key)
    if entry is not None:
        return entry.names["en"]
    bare = key.removeprefix("name:").removeprefix("said:")
    return bare if key.startswith("uri:") else bare.title()
