"""Ultimatums as articles tell of them: who names which day, to whom, and which name one day in one matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from corrobora.codebook import actors_by_id, compatible
from corrobora.link.days import Days, days
from corrobora.link.identity import actor_key, holder_key, is_proper, keys_of, meet, outlet_key, sides_of
from corrobora.link.names import display
from corrobora.link.telling import stems
from corrobora.reckon.scope import countries_of
from corrobora.types import Claim, Deadline, Document, Reading, Value

DEMANDING = frozenset({"demands", "threatens"})
_WORDS = 240
_HALF = 15  # days
_MOST_HALVES = 26
GRACE = 2  # days
_LONG = -1


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A deadline claim in its document: who names the date, whom it is for, and when it was published.

    `words` are those of the demand, `threatened` the kinds of events that its document threatens.
    """

    claim: Claim
    document: Document
    due: Days
    holder: str
    name: str
    addressees: frozenset[str]
    published: Days | None
    countries: frozenset[str]
    words: str | None
    threatened: tuple[str, ...]


def demands(reading: Reading) -> list[Demand]:
    """Return the ultimatums of a reading whose day is known."""
    if all(claim.kind != "deadline" for claim in reading.claims):
        return []
    claims = _one_setter(reading)
    threats = (c for c in reading.claims if c.kind == "incident" and c.stance == "anticipated")
    rests = countries_of(reading), tuple(claim.event or "" for claim in threats)
    found = (demand_of(c, reading.document, _words(c, reading.document), *rests) for c in claims)
    return [each for each in found if each]


def _one_setter(reading: Reading) -> list[Claim]:
    """Return the deadlines of a reading; "the bloc" that moves one is who alone sets some there, if it asks nobody."""
    claims = [claim for claim in reading.claims if claim.kind == "deadline"]
    setters = {actor.id: actor for claim in claims for actor in claim.actors[:1] if actor.id}
    if len(setters) != 1:
        return claims
    known = tuple(setters.values())
    return [replace(claim, actors=known) if _sets_for_another(claim) else claim for claim in claims]


def _sets_for_another(claim: Claim) -> bool:
    """Return whether nobody is named who sets a date, nor for whom."""
    somebody = any(holder_key(holder) for holder in claim.voice.chain)
    actor = next(iter(claim.actors), None)
    return actor is not None and not (somebody or claim.addressees or actor.id or is_proper(actor.text))


def demand_of(
    claim: Claim, document: Document, words: str | None, countries: frozenset[str], threatened: tuple[str, ...]
) -> Demand | None:
    """Return a claim as an ultimatum; null where it is none, or its day isn't known."""
    due = days(claim.due.edtf) if claim.kind == "deadline" and claim.due else None
    if due is None or claim.stance in {"denied", "questioned"}:
        return None
    holder, name = _holder(claim, document)
    published = days(document.published.edtf) if document.published else None
    to = keys_of(claim.addressees)
    return Demand(claim, document, due, holder, name, to, published, countries, words, threatened)


def grouped(found: Iterable[Demand]) -> list[list[Demand]]:
    """Return ultimatums in groups, each of one date and matter, in the order in which they were published.

    Each joins all groups that have one like it, and makes them one. Those that are like no others may be left out.
    """
    groups: list[list[Demand]] = []
    by_day: dict[int, set[int]] = defaultdict(set)
    for each in sorted(found, key=order):
        about = _about(each)
        near = sorted({n for day in (*about, _LONG) for n in by_day.get(day, ())})
        near = list(range(len(groups))) if about == [_LONG] else near
        number, *more = [n for n in near if any(same(each, other) for other in groups[n])] or [len(groups)]
        if number == len(groups):
            groups.append([])
        groups[number] = sorted([*groups[number], each, *(other for n in more for other in groups[n])], key=order)
        for n in more:
            groups[n] = []
        for day in {day for other in groups[number] for day in _about(other)}:
            by_day[day].add(number)
    return [group for group in groups if group]


def _about(each: Demand) -> list[int]:
    """Return the halves of months about a date, in which others that may be the same are due; of a long time one."""
    halves = range((each.due.first - 1) // _HALF, (each.due.last + 1) // _HALF + 1)
    return list(halves) if len(halves) <= _MOST_HALVES else [_LONG]


def order(each: Demand) -> tuple[int, str, int, str]:
    """Return the place of an ultimatum among all."""
    return (
        each.published.first if each.published else 10_000_000,
        each.document.uri,
        each.claim.span.start,
        each.claim.id,
    )


def same(one: Demand, two: Demand) -> bool:
    """Return whether two claims name the same date for the same matter."""
    if one.due.apart(two.due) > 1 or max(one.due.length, two.due.length) > min(one.due.length, two.due.length) * 31:
        return False
    return _same_matter(one, two)


def _same_matter(one: Demand, two: Demand) -> bool:
    if one.claim.event and two.claim.event and not compatible(one.claim.event, two.claim.event):
        return False
    if one.addressees and two.addressees:
        return meet(one.addressees, two.addressees) or _may_mean_one(one, two)
    if one.document.id == two.document.id:
        return True
    if one.due == two.due and one.countries & two.countries:
        return True
    return meet({one.holder, *one.addressees}, {two.holder, *two.addressees})


def _may_mean_one(one: Demand, two: Demand) -> bool:
    """Return whether one holder's words for whom it asks may mean one party: "the junta", "la junte", "Niger's junta".

    Words of two languages can't be held against each other. For one day the holder too may be told in other words: "the
    region's leaders".
    """
    known = {one.holder, two.holder} & actors_by_id().keys()
    one_holder = one.holder == two.holder or (len(known) == 1 and one.due == two.due)
    if not one_holder or not one.countries & two.countries:
        return False
    if sides_of(one.addressees) and sides_of(two.addressees):
        return False
    shared = stems(one.claim.addressees) & stems(two.claim.addressees)
    return bool(shared) or one.document.language != two.document.language


def _is_undated(claim: Claim) -> bool:
    """Return whether an ultimatum names a day that its article doesn't let one know: "until Friday", of no date."""
    known = claim.due is not None and days(claim.due.edtf) is not None
    return claim.kind == "deadline" and not known and claim.stance not in {"denied", "questioned"}


def undated(reading: Reading) -> list[Deadline]:
    """Return the ultimatums of a reading of which only the words are known; nobody can say that their day is over."""
    out = []
    for claim in reading.claims if reading.error is None else ():
        if _is_undated(claim):
            addressee, (key, name) = next(iter(claim.addressees), None), _holder(claim, reading.document)
            words = _words(claim, reading.document)
            out.append(Deadline((claim.id,), None, display(key, name), name_of(addressee), words, "open", ()))
    return out


def _holder(claim: Claim, document: Document) -> tuple[str, str]:
    """Return the key and the name of whoever names the date: the actor who sets it, else the voice."""
    if claim.actors:
        first = claim.actors[0]
        return actor_key(first.id, first.name, first.text), first.name or first.text
    for holder in claim.voice.chain:
        return holder_key(holder) or f"said:{holder.text.casefold()}", holder.name or holder.text
    return outlet_key(document), document.outlet or document.uri


def name_of(value: Value | None) -> str | None:
    """Return what a party is called, null for none."""
    return None if value is None else value.name or value.text


def _words(claim: Claim, document: Document) -> str | None:
    """Return the words of the demand, on one line, cut where they are long."""
    words = " ".join(claim.span.of(document.text).split())
    return (words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …") or claim.event


def lead_of(group: Sequence[Demand]) -> Demand:
    """Return the claim that an ultimatum is known by: the first that demands or threatens, else the first."""
    return next((each for each in group if each.claim.act in DEMANDING), group[0])


def moves_of(groups: Sequence[Sequence[Demand]], now: Days | None) -> list[tuple[Demand | None, Demand | None]]:
    """Return for each group to which claim it was moved, and from which: the first that names another day, the last.

    A claim moves a date where its holder set it. Groups of other holders may be left out.
    """
    by_holder: dict[str, list[tuple[int, Demand]]] = defaultdict(list)
    home: dict[str, int] = {}
    for place, group in enumerate(groups):
        for each in group:
            by_holder[each.holder].append((place, each))
            home[each.claim.id] = place
    to: list[Demand | None] = []
    for place, group in enumerate(groups):
        lead = lead_of(group)
        others = (o for at, o in by_holder[lead.holder] if at != place and _moves(o, lead) and _by(o.published, now))
        to.append(min(others, key=order, default=None))
    before: dict[int, Demand] = {}
    for place, moved in enumerate(to):
        if moved is not None:
            lead, at = lead_of(groups[place]), home[moved.claim.id]
            before[at] = max(before.get(at, lead), lead, key=order)
    return [(moved, before.get(place)) for place, moved in enumerate(to)]


def _by(published: Days | None, now: Days | None) -> bool:
    return published is None or now is None or published.first <= now.last


def _moves(later: Demand, lead: Demand) -> bool:
    """Return whether a later claim of the same holder, on the same matter, names another date.

    Who lets a date pass may tell a little later that it was moved.
    """
    if later.published is None or lead.published is None or later.published.first <= lead.published.last:
        return False
    if later.due == lead.due:
        return False
    return later.holder == lead.holder and _same_matter(later, lead) and later.published.first <= lead.due.last + GRACE


def parties_of(group: Sequence[Demand]) -> frozenset[str]:
    """Return the parties to an ultimatum, and their sides."""
    return with_sides({key for each in group for key in (each.holder, *each.addressees)})


def with_sides(keys: AbstractSet[str]) -> frozenset[str]:
    """Return the keys of actors with what stands for the sides that they are on."""
    return frozenset({*keys, *(f"side:{side}" for side in sides_of(keys))})
