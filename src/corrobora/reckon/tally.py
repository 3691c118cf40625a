"""Reported tallies beside what the ledger counts: the gap, the checks and a verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from corrobora.link.days import Days, days
from corrobora.link.names import names_in
from corrobora.link.telling import speaker
from corrobora.reckon.checks import checks, continues
from corrobora.reckon.coverage import coverage, told_days
from corrobora.reckon.peers import nearby, peers
from corrobora.reckon.scope import at_that_time, counted_in, in_time, main_countries, otherwise
from corrobora.types import Balance, Check, Claim, Counted, Covered, Document, Incident, Reading, Scope


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """A tally claim in its document: its number, the day up to which it counts, whose it is, and where it counts."""

    claim: Claim
    document: Document
    number: int
    day: Days | None
    speaker: str
    name: str
    about: frozenset[str]
    where: frozenset[str]

    @property
    def scope(self) -> Scope:
        """Return what it counts over."""
        return self.claim.scope or Scope()


class Wide(NamedTuple):
    """As how many an incident is told, and which are parts of it."""

    room: int
    parts: tuple[str, ...]


def balances(readings: Iterable[Reading], incidents: Sequence[Incident]) -> tuple[Balance, ...]:
    """Return each tally beside the count of the ledger, in the order in which they were published.

    `certain` counts the incidents that surely lie in the scope, `possible` those that may and are not in `certain`.
    What is told as several incidents counts as so many, with those of them that are told singly. What is missing is
    said, never invented.
    """
    readings = list(readings)
    all_ = tallies(readings)
    told = told_days(readings)
    inside, others = nearby(incidents), peers(all_)
    return tuple(balance(tally, others(tally), Ledgered(inside(tally), told)) for tally in all_)


@dataclass(frozen=True, slots=True, eq=False)
class Ledgered:
    """What tallies are held against: incidents, and the days told of by country."""

    incidents: Sequence[Incident]
    told: Mapping[str, Sequence[int]]


def tallies(readings: Iterable[Reading]) -> list[Tally]:
    """Return every tally with a number, in the order in which they were published."""
    out = []
    for reading in readings:
        if reading.error is None and any(claim.kind == "tally" for claim in reading.claims):
            about = main_countries(reading)
            out += [tally for claim in reading.claims if (tally := tally_of(claim, reading.document, about))]
    return sorted(out, key=place_of)


def place_of(tally: Tally) -> tuple[object, ...]:
    """Return the place of a tally among all: by publication, then by where it stands."""
    return (_published(tally.document), tally.document.uri, tally.claim.span, tally.claim.id)


def tally_of(claim: Claim, document: Document, about: frozenset[str]) -> Tally | None:
    """Return a claim as a tally, null where it is none; `about` are the main countries of its article."""
    number = _number(claim) if claim.kind == "tally" and claim.stance in {"asserted", "hedged"} else None
    if number is None:
        return None
    key = speaker(claim, document)
    name = names_in([(claim, document)])[key]
    return Tally(claim, document, number, _day(claim, document), key, name, about, counted_in(claim, about))


def _number(claim: Claim) -> int | None:
    counted = [q for q in claim.quantities if q.measure == "incidents"] or list(claim.quantities)
    return next(
        (q.best if q.best is not None else q.low for q in counted if q.best is not None or q.low is not None), None
    )


def _published(document: Document) -> int:
    when = days(document.published.edtf) if document.published else None
    return when.first if when else 10_000_000


def _day(claim: Claim, document: Document) -> Days | None:
    """Return the day up to which a tally counts: the end of its period, its own date, or its publication."""
    period = days(claim.scope.period) if claim.scope else None
    if period is not None:
        return Days(period.last, period.last)
    when = days(claim.when.edtf) if claim.when else None
    return when or (days(document.published.edtf) if document.published else None)


def balance(tally: Tally, others: Sequence[Tally], ledger: Ledgered) -> Balance:
    """Return one tally beside the count of incidents among which are all in its scope, and beside its `peers`."""
    sure, maybe = within_scope(tally, ledger.incidents)
    return balanced(tally, others, _counted(sure, maybe), lambda last: between(last, tally, sure), ledger.told)


def balanced(
    tally: Tally,
    others: Sequence[Tally],
    counted: Counted,
    since: Callable[[Tally], int],
    told: Mapping[str, Sequence[int]],
) -> Balance:
    """Return one tally beside what is counted; `since` gives how many of it lie between an earlier tally and it."""
    covered = coverage(tally.claim, tally.about, told)
    found = tuple(checks(tally, others, counted, since))
    return Balance(
        claim=tally.claim.id,
        document=tally.document.uri,
        number=tally.number,
        ordinal=tally.scope.ordinal,
        scope=tally.scope,
        voice=tally.claim.voice,
        counted=counted,
        gap=tally.number - counted.certain,
        checks=found,
        verdict=verdict(tally, counted, found, covered, continued=continues(tally, others)),
        covered=covered,
    )


def within_scope(
    tally: Tally, incidents: Sequence[Incident], known: dict[str, bool | None] | None = None
) -> tuple[list[Incident], list[Incident]]:
    """Return the incidents that surely lie in the scope of a tally, and the others that may.

    `known` is filled with whether each does its time aside, by its id, for the next tally that counts the same.
    """
    until = days(tally.document.published.edtf) if tally.document.published else None
    known = {} if known is None else known
    sure: list[Incident] = []
    maybe: list[Incident] = []
    for incident in incidents:
        time = in_time(incident, tally.scope, until)
        if time is False:
            continue
        if incident.id not in known:
            known[incident.id] = otherwise(incident, tally.claim, tally.about)
        verdict_ = at_that_time(incident, time, known[incident.id])
        if verdict_ is not False:
            (sure if verdict_ else maybe).append(incident)
    return sure, maybe


def counts(tally: Tally) -> tuple[object, ...]:
    """Return what a tally counts, its time aside; of two that are equal the same incidents can be inside."""
    scope, claim = tally.scope, tally.claim
    where = [(p.id, p.name, p.text, p.country, p.admin1, p.precision, p.lat, p.lon) for p in scope.places]
    whom = [[(v.id, v.name, v.text) for v in values] for values in (scope.targets or claim.targets, claim.actors)]
    return (scope.event or claim.event, tally.about, tuple(where), *map(tuple, whom))


def _counted(sure: Sequence[Incident], maybe: Sequence[Incident]) -> Counted:
    certain = how_many(sure)
    possible = how_many([*sure, *maybe]) - certain
    return Counted(certain, possible, tuple(i.id for i in sure), tuple(i.id for i in maybe))


def between(last: Tally, tally: Tally, sure: Sequence[Incident]) -> int:
    """Return how many incidents the ledger holds between two that are numbered, the later of them aside."""
    after, upto = (each.day.last if each.day else 0 for each in (last, tally))
    inside = [i for i in sure if (when := days(i.when)) and after < when.first and when.last <= upto]
    return max(0, how_many(inside) - 1)


def how_many(incidents: Sequence[Incident]) -> int:
    """Return how many incidents these are: each as many as it is told as, those that are parts of others among them."""
    wide = {incident.id: Wide(incident.room, incident.parts) for incident in incidents if incident.room > 1}
    return as_many({incident.id for incident in incidents}, wide)


def as_many(ids: AbstractSet[str], wide: Mapping[str, Wide]) -> int:
    """Return how many incidents some are, of which those that are `wide` are told as several.

    >>> as_many({"a", "b", "c"}, {"a": Wide(6, ("b",))})
    7
    """
    several = wide.keys() & ids
    held = {part for id_ in several for part in wide[id_].parts} & ids
    return len(ids - held) + sum(wide[id_].room - 1 for id_ in several - held)


def verdict(tally: Tally, counted: Counted, found: Sequence[Check], covered: Covered | None, *, continued: bool) -> str:
    """Return in words whether a tally holds, why, and what the ledger lacks.

    One that continues its voice's own series holds, whatever a rival gives; one below what two voices had before can't.
    """
    failed = [check for check in found if not check.ok and not (continued and check.kind == "rival")]
    impossible = any(check.kind in {"parts", "count"} or check.note.startswith("impossible") for check in failed)
    tested = any(check.kind != "count" for check in found)
    head = "does not hold" if impossible else "disputed" if failed else "holds" if tested else "nothing against it"
    return f"{head}: " + "; ".join(_sentences(tally, counted, found, covered))


def _sentences(tally: Tally, counted: Counted, found: Sequence[Check], covered: Covered | None) -> Iterator[str]:
    yield from (
        check.note for check in sorted(found, key=lambda check: check.ok) if check.kind != "count" or not check.ok
    )
    more = f" and perhaps {counted.possible} more" if counted.possible else ""
    lacking = max(0, tally.number - counted.certain - counted.possible)
    rest = f", {lacking} not in it" if lacking else ""
    yield f"the ledger counts {counted.certain} of {tally.number}{more}{rest}"
    if covered is not None:
        yield f"its articles could tell of {covered.days} of the {covered.of} days"
    if tally.scope.period is None:
        yield "its period is not given, so that nothing is surely in it"
