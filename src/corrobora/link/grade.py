"""How well an incident stands, after Airwars: confirmed, fair, weak or contested. Only a person may discount one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from corrobora.codebook import compatible
from corrobora.link.identity import meet, sides_of, word_key
from corrobora.link.names import names_in
from corrobora.link.near import nearness
from corrobora.link.origin import Descent, forwarded, named_origin
from corrobora.link.telling import Telling
from corrobora.link.values import denied_by_another, origin_key

_STOPPED = "interception"
_SPEAKS = {"claims-responsibility", "confirms"}


def grade(group: Sequence[Telling], backing: Mapping[str, frozenset[str]], known: Descent) -> tuple[str, str]:
    """Return the grade of an incident and the reason in words.

    contested: somebody else denies it, or attributions compete. confirmed: an actor takes responsibility for its own
    deed that others, not of its side, report too, or the side that did it and the side that suffered it tell the same
    act, day and place. fair: two or more independent origins. weak: one origin.
    """
    told = [each for each in group if each.claim.stance != "denied" and each.claim.act != "neither"]
    names = {**forwarded(group, known), **known.outlets, **names_in((each.claim, each.document) for each in group)}
    reason = _contested(group, told, known, names)
    if reason:
        return "contested", reason
    reason = _confirmed(told, backing, names)
    if reason:
        return "confirmed", reason
    head = "one origin" if len(backing) == 1 else f"{len(backing)} independent origins"
    shown = _with_sources(told, backing, names)
    return "fair" if len(backing) > 1 else "weak", f"{head}: {_list(backing, shown)}{_aside(told, known)}"


def _with_sources(
    told: Sequence[Telling], backing: Mapping[str, frozenset[str]], names: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the names with those of outlets that pass on somebody unnamed told so: "A local official (Sahel Post)"."""
    shown: dict[str, str] = {}
    for each in told:
        outlet = word_key(each.document)
        if each.claim.id not in backing.get(outlet, ()) or not each.claim.voice.chain:
            continue
        words = " ".join(each.claim.voice.chain[0].text.split())
        shown.setdefault(outlet, f"{words[:1].upper()}{words[1:]} ({names.get(outlet, outlet)})")
    return {**names, **shown}


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
        if meet(one, two) or by_actors[one].keys() == by_actors[two].keys():
            continue
        tellers = (_teller(by_actors[a], by_actors[b]) for a, b in ((one, two), (two, one)))
        return "attributions compete: " + ", ".join(
            f"{names[t.speaker]} names {_list(t.actors, names)}" for t in tellers
        )
    return None


def _teller(those: Mapping[str, Telling], others: Mapping[str, Telling]) -> Telling:
    """Return the first who names these actors and not the others, else the first."""
    return next((each for key, each in those.items() if key not in others), next(iter(those.values())))


def _confirmed(told: Sequence[Telling], backing: Mapping[str, frozenset[str]], names: Mapping[str, str]) -> str | None:
    doers = frozenset(actor for each in told for actor in each.actors)
    suffered = sides_of(target for each in told for target in each.targets)
    for each in told:
        key = named_origin(each.claim)
        if key is None or each.claim.act not in _SPEAKS or each.claim.stance != "asserted" or not _is_harm(each):
            continue
        others = frozenset(origin for origin in backing if not meet([origin], [key]))
        if others and meet([key], doers):
            return f"{names[key]} takes responsibility for its own deed, and others report it: {_list(others, names)}"
    did = sides_of(doers) - suffered
    speak = [(key, each) for each in told if each.claim.stance == "asserted" and (key := named_origin(each.claim))]
    ours = [(key, each) for key, each in speak if sides_of([key]) & did]
    theirs = [(key, each) for key, each in speak if sides_of([key]) & (suffered - sides_of(doers))]
    agreed = ((one, two) for one, a in ours for two, b in theirs if _same_act(a, b))
    return next((f"adversaries agree: {names[one]} and {names[two]}" for one, two in agreed), None)


def _is_harm(each: Telling) -> bool:
    """Return whether to have done it is to answer for it: to have stopped another's attack is a boast."""
    return each.claim.event != _STOPPED


def _same_act(one: Telling, two: Telling) -> bool:
    """Return whether two claims tell the same act on the same day in the same place."""
    if one.days is None or two.days is None or one.days.apart(two.days) or not (one.places and two.places):
        return False
    kinds = one.claim.event or "", two.claim.event or ""
    if not compatible(*kinds) or (_STOPPED in kinds and kinds[0] != kinds[1]) or one.several != two.several:
        return False
    return nearness(one.places, two.places) not in {"country", "unlike", "apart"}


def _aside(told: Sequence[Telling], known: Descent) -> str:
    """Return how many documents only repeat another."""
    copies = {each.document.uri for each in told if each.document.uri in known.roots}
    return "" if not copies else f"; {len(copies)} cop{'y adds' if len(copies) == 1 else 'ies add'} nothing"


def _list(keys: Mapping[str, object] | frozenset[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(key, key) for key in keys))
