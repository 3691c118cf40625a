"""How likely two claims are about one incident: named evidence with weights, and what rules it out, in words.

`compare` finds the same for a million pairs at once. The weights, and what each level is called, stand in `evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.codebook import compatible
from corrobora.link.bounds import best, fits
from corrobora.link.evidence import FAR, FIXED, LARGE, LATER, LEVELS, SOON, Weights, level
from corrobora.link.identity import sides_of
from corrobora.link.near import nearness
from corrobora.link.telling import Telling, answers
from corrobora.link.weeks import is_vague, told_to_the_day

ENOUGH = FIXED.enough

_LONG_AGO = 60
_ANSWER = "interception"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against two claims being about one incident."""

    name: str
    weight: float
    note: str


def score(a: Telling, b: Telling, weights: Weights = FIXED) -> tuple[Evidence, ...]:
    """Return the evidence on whether two claims are about one incident; their weights add up."""
    found = ((name, look(a, b)) for name, look in _LOOKS.items())
    return tuple(_evidence(name, *each, weights) for name, each in found if each is not None)


def _evidence(name: str, of: str, note: str, weights: Weights) -> Evidence:
    at = level(name, of)
    return Evidence(name, weights.table[name][at], note or LEVELS[name][at][2])


def total(a: Telling, b: Telling, weights: Weights = FIXED) -> float:
    """Return the weight of all evidence on two claims, rounded so that sums compare alike."""
    return round(sum(each.weight for each in score(a, b, weights)), 6)


def apart(a: Telling, b: Telling) -> str | None:
    """Return why two claims can't be about one incident, or null where they can."""
    return cannot_be(a, b) or told_apart(a, b) or _told_long_after(a, b) or _told_long_after(b, a)


def cannot_be(a: Telling, b: Telling) -> str | None:
    """Return why what two claims tell can't be one incident, whoever tells it; looks only at what `frame` holds."""
    if not compatible(a.claim.event or "", b.claim.event or ""):
        return f"{a.claim.event} and {b.claim.event} are different things"
    if _ANSWER in (a.claim.event, b.claim.event) and a.claim.event != b.claim.event:
        return "an interception and the attack that it answers are two incidents"
    if a.days and b.days and a.days.apart(b.days) > 1:
        return "days apart"
    if nearness(a.places, b.places) == "apart":
        return "places apart"
    if a.several != b.several and (1 in (a.several, b.several) or _wider(a, b)):
        return "one tells of more incidents, of which the other may be some"
    return _told_before(a, b) or _told_before(b, a)


def _wider(a: Telling, b: Telling) -> bool:
    """Return whether two claims name no place in common, and the one perhaps a part of the other's."""
    shared = {place.id for place in a.places if place.id} & {place.id for place in b.places}
    return not shared and nearness(a.places, b.places) in {"inside", "country"}


def _told_before(undated: Telling, dated: Telling) -> str | None:
    """Return that a claim without a date was published before the other's day."""
    if undated.days or not undated.published or not dated.days:
        return None
    return "told before it happened" if dated.days.first > undated.published.last + 1 else None


def _told_long_after(undated: Telling, dated: Telling) -> str | None:
    """Return that a claim without a date was published long after the other's day, in another article."""
    if undated.days or not undated.published or not dated.days or undated.document.id == dated.document.id:
        return None
    old = undated.published.first - dated.days.last > _LONG_AGO
    return "told long after, without a date" if old else None


def told_apart(a: Telling, b: Telling) -> str | None:
    """Return why one voice that tells two things in one document means two things.

    A changed toll alone is a correction.
    """
    if a.document.id != b.document.id or a.speaker != b.speaker or answers(a) or answers(b):
        return None
    differs = {
        "days": bool(a.days and b.days and a.days.apart(b.days) > 0),
        "places": nearness(a.places, b.places) == "near",
        "numbers of incidents": a.several != b.several,
        "actors": bool(a.actors and b.actors and not _one_party(a.actors, b.actors)),
    }
    return next((f"one voice gives them different {what}" for what, is_so in differs.items() if is_so), None)


def _one_party(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one & two or sides_of(one) & sides_of(two))


Found = tuple[str, str] | None  # the level of an evidence, and a note of its own


def _kind(a: Telling, b: Telling) -> Found:
    if a.claim.event == b.claim.event:
        return "same", f"both tell of {a.claim.event}"
    if compatible(a.claim.event or "", b.claim.event or "") and _ANSWER not in (a.claim.event, b.claim.event):
        return "may-be", f"{a.claim.event} may be {b.claim.event}"
    return "never", f"{a.claim.event} and {b.claim.event} are two things"


def _day(a: Telling, b: Telling) -> Found:
    if a.days is None or b.days is None:
        return _told_day(a, b)
    gap = a.days.apart(b.days)
    if gap > 1:
        return "apart", f"{gap} days apart"
    if a.days.sharp and b.days.sharp:
        return ("next" if gap else "same"), ""
    return "overlap", ""


def _told_day(a: Telling, b: Telling) -> Found:
    """Return how far apart two claims were told, the day of which one doesn't say; of the other its day counts."""
    if not (_moment(a) and _moment(b)):
        return None
    ago = abs(_moment(a) - _moment(b))
    return ("soon" if ago <= SOON else "later" if ago <= LATER else "much-later"), ""


def _moment(a: Telling) -> int:
    """Return the day of a claim, or on which it was told where it says none; 0 where that is not known."""
    if a.days:
        return 0 if is_vague(a.days.length) else a.days.last
    return a.published.first if a.published and told_to_the_day(a.published.length) else 0


def _place(a: Telling, b: Telling) -> Found:
    near = nearness(a.places, b.places)
    return (near, "") if near else None


def _actors(a: Telling, b: Telling) -> Found:
    if not (a.actors and b.actors):
        return None
    if a.actors & b.actors:
        return "same", ""
    return ("side" if sides_of(a.actors) & sides_of(b.actors) else "different"), ""


def _targets(a: Telling, b: Telling) -> Found:
    if not (a.targets and b.targets):
        return None
    if a.targets & b.targets:
        return "same", ""
    if a.words & b.words or sides_of(a.targets) & sides_of(b.targets):
        return "alike", ""
    return ("different", "") if a.document.language == b.document.language else None


def _numbers(a: Telling, b: Telling) -> Found:
    shared = sorted(a.numbers.keys() & b.numbers.keys())
    same = [m for m in shared if best(a.numbers[m]) and best(a.numbers[m]) == best(b.numbers[m])]
    if same:
        what = " and ".join(f"{best(a.numbers[m])} {m}" for m in same)
        large = any((best(a.numbers[m]) or 0) >= LARGE for m in same)
        return ("several" if len(same) > 1 else "large" if large else "same"), f"the same number: {what}"
    if any(fits(a.numbers[m], b.numbers[m]) for m in shared):
        return "fit", ""
    far = all(_far(best(a.numbers[m]) or 0, best(b.numbers[m]) or 0) for m in shared)
    return (("far" if far else "different"), "") if shared else None


def _far(one: int, two: int) -> bool:
    return max(one, two) > FAR * min(one, two)


def _means(a: Telling, b: Telling) -> Found:
    if not (a.means and b.means):
        return None
    return ("same" if a.means & b.means else "different"), ""


def _article(a: Telling, b: Telling) -> Found:
    if a.document.id != b.document.id:
        return None
    return ("one" if a.places and b.places and a.days and b.days else "gaps"), ""


_LOOKS = {
    "kind": _kind,
    "day": _day,
    "place": _place,
    "actors": _actors,
    "targets": _targets,
    "numbers": _numbers,
    "means": _means,
    "article": _article,
}
