"""Whether an incident lies in what a tally counts: surely, perhaps or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from corrobora.codebook import compatible
from corrobora.link.days import Days, days
from corrobora.link.identity import keys_of, meet, sides_of
from corrobora.link.near import lies_in
from corrobora.link.telling import stems
from corrobora.types import Claim, Incident, Place, Reading, Scope, Value

_OF_TIME = ("day", "day or place")


def at_that_time(incident: Incident, time: bool | None, rest: bool | None) -> bool | None:  # noqa: FBT001 - verdicts
    """Return whether an incident lies in a scope, by whether its time does and whether it does `otherwise`.

    One without day and place is not counted.
    """
    return together((time, time is not None or bool(incident.places), rest))


def otherwise(incident: Incident, claim: Claim, about: frozenset[str]) -> bool | None:
    """Return whether an incident lies in the scope of a tally, its time aside; null where it may.

    `about` are the main countries of the tally's article, where it names no place. A contested incident only ever may.
    """
    if _kind(incident, (claim.scope or Scope()).event or claim.event) is False:
        return False  # most often, and soon known
    found = conditions(incident, claim, None, about)
    return together([verdict for name, verdict in found.items() if name not in _OF_TIME])


def conditions(
    incident: Incident, claim: Claim, until: Days | None, about: frozenset[str]
) -> Mapping[str, bool | None]:
    """Return whether an incident has what a tally counts, point by point; null where that is open."""
    scope = claim.scope or Scope()
    time = in_time(incident, scope, until)
    parties = bool(scope.targets or claim.targets or claim.actors)
    anywhere = True if parties and not about else _country(incident.places, about)
    place = _place(incident.places, scope.places) if scope.places else anywhere
    return {
        "kind": _kind(incident, scope.event or claim.event),
        "day": time,
        "place": place,
        "day or place": time is not None or bool(incident.places),
        "targets": _party(incident.targets, scope.targets or claim.targets, said_by_words=True),
        "actors": _party(incident.actors, claim.actors, said_by_words=False),
        "whether it happened": None if incident.grade == "contested" else True,
    }


def countries_of(reading: Reading) -> frozenset[str]:
    """Return the countries in which the claims of an article are set, or else all that it names."""
    scopes = [claim.scope.places if claim.scope else () for claim in reading.claims]
    told = [claim.places for claim in reading.claims]
    set_in = frozenset(place.country for places in (*told, *scopes) for place in places if place.country)
    return set_in or frozenset(v.country for v in reading.values if isinstance(v, Place) and v.country)


def main_countries(reading: Reading) -> frozenset[str]:
    """Return the country of most claims of an article; several where they tie, all that it names where none has one."""
    places = [p for c in reading.claims for p in (*c.places, *(c.scope.places if c.scope else ()))]
    told = Counter(place.country for place in places if place.country)
    most = max(told.values(), default=0)
    return frozenset(country for country, times in told.items() if times == most) or countries_of(reading)


def _country(places: Sequence[Place], about: frozenset[str]) -> bool | None:
    """Return whether an incident is in a country that an article is about; an article about none may be about any."""
    known = {place.country for place in places if place.country}
    if not about or not known:
        return None
    return bool(known & about)


def together(verdicts: Collection[bool | None]) -> bool | None:
    """Return whether all hold; null where that is open.

    >>> together([True, None]), together([None, False])
    (None, False)
    """
    return False if False in verdicts else None if None in verdicts else True


def _kind(incident: Incident, event: str | None) -> bool | None:
    """Return whether an incident is of a kind that is counted; what was stopped may have been counted as an attack."""
    if event is None or not compatible(incident.event, event):
        return event is None
    return None if "interception" in (incident.event, event) and incident.event != event else True


def in_time(incident: Incident, scope: Scope, until: Days | None) -> bool | None:
    """Return whether an incident happened in the time of a scope; nothing after the tally was published can have."""
    period, when = days(scope.period), may_be_of(incident)
    if when is None:
        return None
    if until is not None and when.first > until.last:
        return False
    if period is None:
        return None
    if when.apart(period) > 0:
        return False
    return True if incident.when and when.sharp and when.within(period) else None


def may_be_of(incident: Incident) -> Days | None:
    """Return the days of which an incident may be: where nobody tells any, those of the month before it was first told.

    What is told without a day is news; without this all that is undated might lie in each tally of the ledger.
    """
    own, told = days(incident.when), days(incident.told)
    return own or (Days(told.first - _MONTH, told.last, about=True) if told else None)


def _place(inside: Sequence[Place], scope: Sequence[Place]) -> bool | None:
    """Return whether any place of an incident lies in a place of the scope; a scope without places is everywhere."""
    if not scope:
        return True
    if not inside:
        return None
    verdicts = [lies_in(place, outer) for place in inside for outer in scope]
    return True if True in verdicts else None if None in verdicts else False


def _party(told: Sequence[Value], wanted: Sequence[Value], *, said_by_words: bool) -> bool | None:
    """Return whether those who are told can be those who are counted."""
    if not wanted:
        return True
    if not told:
        return None
    mine, theirs = keys_of(told), keys_of(wanted)
    if meet(mine, theirs) or (said_by_words and stems(told) & stems(wanted)):
        return True
    return False if sides_of(mine) and sides_of(theirs) else None


def within(inner: Scope, outer: Scope) -> bool:
    """Return whether all that one tally counts is counted by the other, which counts more places."""
    if inner.places and outer.places:
        same = {p.id or p.text for p in inner.places} == {p.id or p.text for p in outer.places}
        inside = all(any(lies_in(place, other) for other in outer.places) for place in inner.places)
        return inside and not same and _alike(inner, outer)
    return bool(inner.places) and not outer.places and _alike(inner, outer)


def _alike(one: Scope, two: Scope) -> bool:
    a, b = days(one.period), days(two.period)
    return (a is None or b is None or a.apart(b) == 0) and _events_fit(one, two)


def _events_fit(one: Scope, two: Scope) -> bool:
    return one.event is None or two.event is None or compatible(one.event, two.event)


def same_scope(one: Claim, two: Claim) -> bool:
    """Return whether two tallies count the same, but for where they do and the day on which they end."""
    a, b = one.scope or Scope(), two.scope or Scope()
    if not _events_fit(a, b) or not (_parties_fit(a.targets, b.targets) and _parties_fit(one.actors, two.actors)):
        return False
    first, second = days(a.period), days(b.period)
    return first is None or second is None or abs(first.first - second.first) <= _TOLERANCE


def counted_in(claim: Claim, about: frozenset[str]) -> frozenset[str]:
    """Return where a tally counts: its places, a country by its code; where it names none, the countries `about`."""
    places = claim.scope.places if claim.scope else ()
    named = {place.country if place.precision == "country" else place.id or place.text for place in places}
    return frozenset(place for place in named if place) or about


_TOLERANCE = 1
_MONTH = 31
_LANGUAGE = re.compile(r"[a-z]{2}(?=\.)")


def _parties_fit(one: Iterable[Value], two: Iterable[Value]) -> bool:
    """Return whether two tallies may count the same parties; words of two languages may be for the same."""
    a, b = tuple(one), tuple(two)
    if not a or not b:
        return True
    mine, theirs = keys_of(a), keys_of(b)
    if meet(mine, theirs) or stems(a) & stems(b):
        return True
    return not (sides_of(mine) and sides_of(theirs)) and _in_two_languages(a, b)


def _in_two_languages(one: Iterable[Value], two: Iterable[Value]) -> bool:
    """Return whether values are told in two scripts, or were read by the rules of two languages."""
    first, second = _written(one), _written(two)
    return first[0] != second[0] or bool(first[1] and second[1] and not first[1] & second[1])


def _written(values: Iterable[Value]) -> tuple[bool, frozenset[str]]:
    values = tuple(values)
    arabic = any("\u0600" <= char <= "\u06ff" for value in values for char in value.text)
    return arabic, frozenset(found[0] for value in values if (found := _LANGUAGE.match(value.rule)))
