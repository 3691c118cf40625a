"""By what each thing of the books is filtered: where, when, what, whose side, in which language, how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from corrobora.codebook import side_of
from corrobora.link.days import days
from corrobora.link.identity import holder_key, keys_of, sides_of
from corrobora.read.fold import plain
from corrobora.show.said import Said
from corrobora.show.web.filters import Filter
from corrobora.show.web.held import Held
from corrobora.types import Balance, Deadline, Incident, Lineage, Place, Reading, Record


@dataclass(frozen=True, slots=True)
class Facets:
    """What a thing of the books is filtered by."""

    places: frozenset[str] = frozenset()
    when: str | None = None
    events: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    grades: frozenset[str] = frozenset()

    def passes(self, wanted: Filter) -> bool:
        """Return whether this is among what is wanted."""
        return (
            (not wanted.place or any(plain(wanted.place) in name for name in self.places))
            and (not wanted.event or wanted.event in self.events)
            and (not wanted.side or wanted.side in self.sides)
            and (not wanted.language or wanted.language in self.languages)
            and (not wanted.grade or wanted.grade in self.grades)
            and _within(self.when, wanted)
        )


def _within(edtf: str | None, wanted: Filter) -> bool:
    when, first, last = days(edtf), days(wanted.start), days(wanted.end)
    if first is None and last is None:
        return True
    if when is None:
        return False
    return (first is None or when.last >= first.first) and (last is None or when.first <= last.last)


@singledispatch
def facets(thing: object, held: Held) -> Facets:
    """Return what a thing of the books is filtered by."""
    del held
    raise TypeError(f"{type(thing).__name__} is in no table")


@facets.register
def _(thing: Incident, held: Held) -> Facets:
    told = _said(thing.claims, held)
    sides = sides_of(keys_of((*thing.actors, *thing.targets))) | _speakers(told)
    events, grades = frozenset([thing.event]), frozenset([thing.grade])
    return Facets(_places(thing.places), thing.when, events, sides, _languages(told), grades)


@facets.register
def _(thing: Said, held: Held) -> Facets:
    del held
    claim = thing.claim
    when = claim.when or claim.due
    day = when.edtf if when else claim.scope.period if claim.scope else None
    sides = sides_of(keys_of((*claim.actors, *claim.targets))) | _speakers([thing])
    events, grades = frozenset([claim.event or claim.kind]), frozenset[str]([claim.kind, claim.stance])
    return Facets(_places(claim.places), day, events, sides, _languages([thing]), grades)


@facets.register
def _(thing: Balance, held: Held) -> Facets:
    told, scope = _said([thing.claim], held), thing.scope
    events, grades = frozenset(filter(None, [scope.event])), frozenset([thing.verdict.partition(":")[0]])
    return Facets(_places(scope.places), scope.period, events, _speakers(told), _languages(told), grades)


@facets.register
def _(thing: Deadline, held: Held) -> Facets:
    told = _said(thing.claims, held)
    events, grades = frozenset(["deadline"]), frozenset[str]([thing.state])
    return Facets(_of_claims(told), thing.due, events, _speakers(told), _languages(told), grades)


@facets.register
def _(thing: Record, held: Held) -> Facets:
    told = held.voices.get(thing.name, (thing, []))[1]
    events = frozenset(one.claim.event or one.claim.kind for one in told)
    return Facets(
        _of_claims(told), None, events, _speakers(told), _languages(told), frozenset(filter(None, [thing.kind]))
    )


@facets.register
def _(thing: Lineage, held: Held) -> Facets:
    members = [held.by_uri[uri] for uri in {thing.origin, *thing.members} if uri in held.by_uri]
    when = min((r.document.published.edtf for r in members if r.document.published), default=None)
    languages, grades = frozenset(r.document.language or "" for r in members), frozenset[str]([thing.kind])
    return Facets(_read_places(members), when, languages=languages, grades=grades)


@facets.register
def _(thing: Reading, held: Held) -> Facets:
    document = thing.document
    when = document.published.edtf if document.published else None
    events = frozenset(claim.event or claim.kind for claim in thing.claims)
    speakers = _speakers(_said([claim.id for claim in thing.claims], held))
    return Facets(_read_places([thing]), when, events, speakers, frozenset([document.language or ""]))


def _said(claims: Iterable[str], held: Held) -> list[Said]:
    return [held.said[claim] for claim in claims if claim in held.said]


def _of_claims(told: Iterable[Said]) -> frozenset[str]:
    return _places(place for one in told for place in one.claim.places)


def _places(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(plain(name) for place in places for name in _names(place))


def _names(place: Place) -> Iterator[str]:
    yield from filter(None, (place.name, place.text, place.country, place.admin1))


def _read_places(readings: Iterable[Reading]) -> frozenset[str]:
    return _places(place for reading in readings for claim in reading.claims for place in claim.places)


def _languages(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(one.reading.document.language or "" for one in said)


def _speakers(said: Iterable[Said]) -> frozenset[str]:
    """Return the sides on whose word something is."""
    keys = (holder_key(holder) for one in said for holder in one.claim.voice.chain[:1])
    return frozenset(filter(None, map(side_of, keys)))
