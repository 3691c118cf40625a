"""How likely two claims are about one incident: named evidence with weights, and what rules it out.

Weights are added; two claims are linked from `ENOUGH` up. Same kind, day and town (5.0) are enough alone; a
province on the same day needs the same kind; a country needs a party or a number that agrees as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.codebook import compatible
from corrobora.link.identity import sides_of
from corrobora.link.near import Nearness, nearness
from corrobora.link.telling import Telling
from corrobora.types import Quantity

ENOUGH = 3.5

_PLACE: dict[Nearness, tuple[float, str]] = {
    "same": (2.0, "the same place"),
    "near": (1.5, "places within 30 km"),
    "province": (1.2, "the same province"),
    "inside": (1.0, "one place lies in the other"),
    "country": (0.3, "the same country"),
    "apart": (-9.0, "places apart"),
}
_LONG_AGO = 60
_ANSWER = "interception"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against two claims being about one incident."""

    name: str
    weight: float
    note: str


def score(a: Telling, b: Telling) -> tuple[Evidence, ...]:
    """Return the evidence on whether two claims are about one incident; their weights add up."""
    looks = (_kind, _day, _place, _actors, _targets, _numbers, _means, _article)
    found = (look(a, b) for look in looks)
    return tuple(each for each in found if each is not None)


def total(a: Telling, b: Telling) -> float:
    """Return the weight of all evidence on two claims, rounded so that sums compare alike."""
    return round(sum(each.weight for each in score(a, b)), 6)


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
    if a.several != b.several and 1 in (a.several, b.several):
        return "one tells of several incidents, the other of one"
    return _told_before(a, b) or _told_before(b, a)


def frame(a: Telling) -> tuple[object, ...]:
    """Return all that can rule out that two claims tell of one incident, whoever tells it."""
    told = None if a.days else a.published
    places = frozenset(place.id or (place.text, place.lat, place.lon) for place in a.places)
    return a.claim.event, a.days, told, places, a.several


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
    if a.document.id != b.document.id or a.speaker != b.speaker or "denied" in (a.claim.stance, b.claim.stance):
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


def _kind(a: Telling, b: Telling) -> Evidence | None:
    if a.claim.event == b.claim.event:
        return Evidence("kind", 1.0, f"both tell of {a.claim.event}")
    if compatible(a.claim.event or "", b.claim.event or ""):
        return Evidence("kind", 0.5, f"{a.claim.event} may be {b.claim.event}")
    return None


def _day(a: Telling, b: Telling) -> Evidence | None:
    if a.days is None or b.days is None:
        return None
    gap = a.days.apart(b.days)
    if gap > 1:
        return Evidence("day", -9.0, f"{gap} days apart")
    if a.days.sharp and b.days.sharp:
        return Evidence("day", 1.0, "one day apart") if gap else Evidence("day", 2.0, "the same day")
    return Evidence("day", 0.5, "their dates overlap")


def _place(a: Telling, b: Telling) -> Evidence | None:
    near = nearness(a.places, b.places)
    return Evidence("place", *_PLACE[near]) if near else None


def _actors(a: Telling, b: Telling) -> Evidence | None:
    if not (a.actors and b.actors):
        return None
    if a.actors & b.actors:
        return Evidence("actors", 1.0, "the same actor")
    if sides_of(a.actors) & sides_of(b.actors):
        return Evidence("actors", 0.5, "actors of one side")
    return Evidence("actors", -1.5, "different actors")


def _targets(a: Telling, b: Telling) -> Evidence | None:
    if not (a.targets and b.targets):
        return None
    if a.targets & b.targets:
        return Evidence("targets", 1.0, "the same target")
    if a.words & b.words or sides_of(a.targets) & sides_of(b.targets):
        return Evidence("targets", 0.6, "targets alike")
    if a.document.language != b.document.language:
        return None
    return Evidence("targets", -0.5, "different targets")


def _numbers(a: Telling, b: Telling) -> Evidence | None:
    shared = sorted(a.numbers.keys() & b.numbers.keys())
    same = [m for m in shared if _best(a.numbers[m]) and _best(a.numbers[m]) == _best(b.numbers[m])]
    if same:
        what = " and ".join(f"{_best(a.numbers[m])} {m}" for m in same)
        return Evidence("numbers", 1.0 if len(same) == 1 else 1.5, f"the same number: {what}")
    if any(fits(a.numbers[m], b.numbers[m]) for m in shared):
        return Evidence("numbers", 0.2, "numbers that can agree")
    return Evidence("numbers", -0.3, "different numbers") if shared else None


def _means(a: Telling, b: Telling) -> Evidence | None:
    return Evidence("means", 0.5, "the same means") if a.means & b.means else None


def _article(a: Telling, b: Telling) -> Evidence | None:
    if a.document.id != b.document.id:
        return None
    if not (a.places and b.places and a.days and b.days):
        return Evidence("article", 1.0, "told in one article, that leaves day or place to be understood")
    return Evidence("article", 0.5, "told in one article")


def _best(quantity: Quantity) -> int | None:
    return quantity.best if quantity.best is not None else quantity.low


def bounds(quantity: Quantity) -> tuple[int, int | None]:
    """Return the least and the most that a quantity can mean; null where it has no upper bound.

    >>> from corrobora.types import Span
    >>> bounds(Quantity("quantity", "at least 13", Span(0, 11), "en.numbers.least", low=13, best=13))
    (13, None)
    """
    best = quantity.best
    low = quantity.low if quantity.low is not None else best if best is not None else 0
    open_ended = quantity.high is None and quantity.low is not None
    high = None if open_ended else quantity.high if quantity.high is not None else best
    return low, high


def fits(a: Quantity, b: Quantity) -> bool:
    """Return whether two numbers can both be right."""
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    return (high is None or other_low <= high) and (other_high is None or low <= other_high)
