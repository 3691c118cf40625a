"""A reading -> the templates that MUC-4 asks for: one a kind of attack and day, its slots filled with bare names.

The task's own bounds are kept: a victim counts by name only, a target is a thing, and war among armed
men has no template. The words that tell officials and soldiers apart stand in `muc4.toml`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bench.fillers import core, fillers, text_of, weapon
from corrobora.codebook import actors_by_id
from corrobora.read.joining import times_clash
from corrobora.types import Claim, Reading, Value

_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_EXPLOSIVES = frozenset({"bomb", "ied", "car-bomb", "explosive"})
_HAPPENED = frozenset({"asserted", "hedged", "anticipated", "denied"})
_OFFICIAL = frozenset({"armed-forces", "police", "security-forces", "government", "ministry", "authority", "state"})
_CONFIDENCE = (
    "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "SUSPECTED OR ACCUSED",
    "POSSIBLE",
    "REPORTED AS FACT",
)
Slots = dict[str, list[str]]


def templates(reading: Reading) -> list[dict[str, Any]]:
    """Return the templates of a reading, in the order of the text."""
    group = _main_group(reading)
    labels = _labels(reading, group)
    incidents = [(kind, claims) for kind, claims in _incidents(reading) if _is_told(kind, claims)]
    return [_template(kind, claims, reading, group, labels) for kind, claims in incidents]


def _is_told(kind: str, claims: Sequence[Claim]) -> bool:
    """Return whether something took place for all that is told of it, and an attack hit somebody or something."""
    hit = kind != "attack" or any(claim.targets for claim in claims)
    return hit and any(claim.stance != "denied" for claim in claims)


def _incidents(reading: Reading) -> list[tuple[str, list[Claim]]]:
    """Return the claims that tell of each incident: one kind, and no other day or place."""
    out: list[tuple[str, list[Claim]]] = []
    for claim in reading.claims:
        kind = kind_of(claim)
        if kind is None or _is_left_out(claim):
            continue
        same = [claims for other, claims in out if other == kind]
        known = next((claims for claims in reversed(same) if not any(_are_two(claim, each) for each in claims)), None)
        if known is None:
            out.append((kind, [claim]))
        else:
            known.append(claim)
    return out


def _are_two(one: Claim, two: Claim) -> bool:
    """Return whether two claims must tell of different incidents."""
    return times_clash(one.when, two.when)


def _labels(reading: Reading, group: Value | None) -> dict[str, str]:
    """Return on whose word each organisation did anything that a message tells, the weightiest word of all."""
    out: dict[str, str] = {}
    for claim in reading.claims:
        label = confidence(claim)
        for role, mention in fillers(claim, reading):
            if role == "PerpOrg" and _CONFIDENCE.index(label) < _CONFIDENCE.index(out.get(mention, _CONFIDENCE[-1])):
                out[mention] = label
    if group is not None and any(_is_claimed_by(group, claim) for claim in reading.claims):
        out[text_of(core(group.text))] = _CONFIDENCE[0]
    return out


def _is_claimed_by(group: Value, claim: Claim) -> bool:
    """Return whether a group says of something that it did it."""
    ids = {actor.id for actor in claim.actors} | {holder.id for holder in claim.voice.chain}
    return claim.act == "claims-responsibility" and group.id in ids


def _template(
    kind: str, claims: Sequence[Claim], reading: Reading, group: Value | None, labels: Mapping[str, str]
) -> dict[str, Any]:
    slots: Slots = {role: [] for role in _ROLES}
    for claim in claims:
        for role, mention in fillers(claim, reading):
            _add(slots[role], mention)
    if kind == "bombing":
        for means in reading.values:
            if means.kind == "means" and means.name in _EXPLOSIVES:
                _add(slots["Weapon"], weapon(means))
    if group is not None and _may_be_by_the_main_group(kind, slots):
        slots["PerpOrg"].append(text_of(core(group.text)))
    return {
        "incident_type": kind,
        **{role: [[mention] for mention in mentions] for role, mentions in slots.items()},
        "Confidence": [[name, labels.get(name, _CONFIDENCE[-1])] for name in slots["PerpOrg"]],
    }


def _may_be_by_the_main_group(kind: str, slots: Slots) -> bool:
    """Return whether the group that a message is about may have done what nobody is said to have done."""
    if slots["PerpOrg"] or not any(slots.values()):
        return False
    if slots["PerpInd"]:
        return any(_words("band") & set(mention.split()) for mention in slots["PerpInd"])
    return kind != "attack" or bool(slots["Target"])


def _add(mentions: list[str], mention: str) -> None:
    """Add a mention; of two that name one thing, one by fewer words, the longer stays."""
    words = set(mention.split())
    for index, known in enumerate(mentions):
        have = set(known.split())
        if words <= have or _key(mention) == _key(known):
            return
        if have < words:
            mentions[index] = mention
            return
    if mention:
        mentions.append(mention)


def kind_of(claim: Claim) -> str | None:
    """Return the task's type of what a claim tells, or null where it is none or did not take place."""
    if claim.kind != "incident" or claim.stance not in _HAPPENED:
        return None
    kind = _table()["types"].get(claim.event or "")
    return "bombing" if kind == "attack" and any(means.name in _EXPLOSIVES for means in claim.means) else kind


def confidence(claim: Claim) -> str:
    """Return on whose word an organisation is a claim's perpetrator, in the task's terms."""
    official = any(_is_official(f"{h.text} {h.organisation or ''}", h.id) for h in claim.voice.chain)
    own = {holder.id for holder in claim.voice.chain if holder.id} & {actor.id for actor in claim.actors}
    if claim.act == "claims-responsibility" or own:
        return _CONFIDENCE[0]
    doubted = any(set(actor.text.casefold().split()) & _words("doubted") for actor in claim.actors)
    if claim.act == "accuses" or doubted or (official and claim.act in {"states", "confirms", "announces"}):
        return _CONFIDENCE[1] if official else _CONFIDENCE[2]
    return _CONFIDENCE[3] if claim.stance == "hedged" else _CONFIDENCE[4]


def _is_official(words: str, identifier: str | None) -> bool:
    entry = actors_by_id().get(identifier or "")
    return bool(_words("official") & set(words.casefold().split())) or (entry is not None and entry.kind in _OFFICIAL)


def _is_left_out(claim: Claim) -> bool:
    """Return whether a claim tells of war among armed men, for which the task has no template."""
    targets = [set(target.text.casefold().split()) for target in claim.targets]
    return claim.event == "armed-clash" or bool(targets and all(words & _words("military") for words in targets))


def _main_group(reading: Reading) -> Value | None:
    """Return the armed group that a message names most often, in the words that first name it."""
    named = [value for value in reading.values if _kind(value) == "armed-group"]
    counts = Counter(value.id for value in named)
    return max(named, key=lambda value: (counts[value.id], -value.span.start), default=None)


def _kind(value: Value) -> str | None:
    entry = actors_by_id().get(value.id or "")
    return entry.kind if entry is not None else None


def _key(mention: str) -> str:
    """Return what two mentions of one thing share: their last word, without the ending of a plural."""
    return mention.rsplit(maxsplit=1)[-1].removesuffix("s") if mention else ""


def _words(kind: str) -> frozenset[str]:
    return frozenset(_table()["words"][kind])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("muc4.toml").read_text(encoding="utf-8"))
