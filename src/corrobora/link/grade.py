"""How well an incident stands, after Airwars: confirmed, fair, weak or contested. Only a person may discount one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from corrobora.link.identity import sides_of
from corrobora.link.names import names_in
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
    names = {**known.outlets, **names_in((each.claim, each.document) for each in group)}
    reason = _contested(group, told, known, names)
    if reason:
        return "contested", reason
    reason = _confirmed(told, names)
    if reason:
        return "confirmed", reason
    head = "one origin" if len(backing) == 1 else f"{len(backing)} independent origins"
    return "fair" if len(backing) > 1 else "weak", f"{head}: {_list(backing, names)}{_aside(told, known)}"


def _contested(
    group: Sequence[Telling], told: Sequence[Telling], known: Descent, names: Mapping[str, str]
) -> str | None:
    for each in group:
        if each.claim.stance == "denied" and denied_by_another(each, told, known):
            return f"{names[each.speaker]} denies it"
    by_actors: dict[frozenset[str], dict[str, Telling]] = {}
    for each in told:
        if each.actors:
            by_actors.setdefault(each.actors, {}).setdefault(origin_key(each, known), each)
    for one, two in combinations(by_actors, 2):
        if one & two or sides_of(one) & sides_of(two) or by_actors[one].keys() == by_actors[two].keys():
            continue
        tellers = (_teller(by_actors[a], by_actors[b]) for a, b in ((one, two), (two, one)))
        return "attributions compete: " + ", ".join(
            f"{names[t.speaker]} names {_list(t.actors, names)}" for t in tellers
        )
    return None


def _teller(those: Mapping[str, Telling], others: Mapping[str, Telling]) -> Telling:
    """Return the first who names these actors and not the others, else the first."""
    return next((each for key, each in those.items() if key not in others), next(iter(those.values())))


def _confirmed(told: Sequence[Telling], names: Mapping[str, str]) -> str | None:
    doers = frozenset(actor for each in told for actor in each.actors)
    suffered = sides_of(target for each in told for target in each.targets)
    for each in told:
        key = named_origin(each.claim)
        own = key in doers or bool(key and sides_of([key]) & sides_of(doers))
        if own and each.claim.act in _SPEAKS and each.claim.stance == "asserted":
            return f"{names[key or '']} takes responsibility for its own deed"
    did = sides_of(doers) - suffered
    speakers = {
        key: sides_of([key]) for each in told if (key := named_origin(each.claim)) and each.claim.stance == "asserted"
    }
    ours = sorted(key for key, sides in speakers.items() if sides & did)
    theirs = sorted(key for key, sides in speakers.items() if sides & (suffered - sides_of(doers)))
    if ours and theirs:
        return f"adversaries agree: {names[ours[0]]} and {names[theirs[0]]}"
    return None


def _aside(told: Sequence[Telling], known: Descent) -> str:
    """Return how many documents only repeat another."""
    copies = {each.document.uri for each in told if each.document.uri in known.roots}
    return "" if not copies else f"; {len(copies)} cop{'y adds' if len(copies) == 1 else 'ies add'} nothing"


def _list(keys: Mapping[str, object] | frozenset[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(key, key) for key in keys))
