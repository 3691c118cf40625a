"""Ultimatums: who set which date for whom, who agrees on it, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from corrobora.codebook import compatible
from corrobora.link.days import Days, days
from corrobora.link.identity import actor_key, holder_key, keys_of, outlet_key, sides_of
from corrobora.link.names import display
from corrobora.reckon.scope import countries_of
from corrobora.types import Claim, Deadline, Document, Incident, Reading, Time, Value

State = Literal["open", "moved", "met", "passed", "overtaken"]

_DEMANDING = {"demands", "threatens"}
_FORCE = ("attack", "takeover")
_YIELDING = {"withdrawal", "agreement"}
_WORDS = 240
MONTH = 30
_HALF = 15  # days
_MOST_HALVES = 26
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


@dataclass(frozen=True, slots=True)
class Agreement:
    """A claim of an agreement: the days that are named in it, its parties by key, and where it is set."""

    named: frozenset[Days]
    parties: Mapping[str, str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What an ultimatum is held against: the incidents of its parties up to now, who agreed on its day, and its moves."""

    incidents: Sequence[Incident]
    agreed: Mapping[str, str]
    now: Days | None
    moved_to: Demand | None = None
    moved_from: Demand | None = None


def deadlines(
    readings: Iterable[Reading], incidents: Sequence[Incident], as_of: str | None = None
) -> tuple[Deadline, ...]:
    """Return the ultimatums by due date with their states as of a day (EDTF), by default the last day of publication.

    moved: its holder later set another date. met: by then the addressee did what was demanded, and it was not demanded
    again. overtaken: the threat was carried out before. passed: the day is over and nothing of this is known. open: it
    is not over yet, or the article doesn't let one know when it is; these come last.
    """
    readings = [reading for reading in readings if reading.error is None]
    groups = grouped(each for reading in readings for each in demands(reading))
    now = days(as_of) or _last_day(readings)
    near = _acting([i for i in incidents if (when := days(i.when)) and now and when.first <= now.last])
    agreed = [each for reading in readings for each in agreements(reading)]
    moves = moves_of(groups, now)
    every = [each for reading in readings for each in undated(reading)]
    for group, (to, from_) in zip(groups, moves, strict=True):
        lead = lead_of(group)
        past = Past(near(group), agreeing(lead, agreed), now, to, from_)
        every.append(outcome(group, past))
    return tuple(sorted(every, key=lambda found: (found.due or "~", found.claims)))


def demands(reading: Reading) -> list[Demand]:
    """Return the ultimatums of a reading whose day is known."""
    if all(claim.kind != "deadline" for claim in reading.claims):
        return []
    threats = (c for c in reading.claims if c.kind == "incident" and c.stance == "anticipated")
    rests = countries_of(reading), tuple(claim.event or "" for claim in threats)
    found = (demand_of(c, reading.document, _words(c, reading.document), *rests) for c in reading.claims)
    return [each for each in found if each]


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

    Each joins the first group that has one like it. Where some are like no others, they may be left out.
    """
    groups: list[list[Demand]] = []
    by_day: dict[int, set[int]] = defaultdict(set)
    for each in sorted(found, key=order):
        about = _about(each)
        whole = range(len(groups)) if about == [_LONG] else {n for day in (*about, _LONG) for n in by_day.get(day, ())}
        near = sorted(whole)
        number = next((n for n in near if any(same(each, other) for other in groups[n])), len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(each)
        for day in about:
            by_day[day].add(number)
    return groups


def _about(each: Demand) -> list[int]:
    """Return the halves of months about a date, in which others that may be the same are due; of a long time one."""
    halves = range((each.due.first - 1) // _HALF, (each.due.last + 1) // _HALF + 1)
    return list(halves) if len(halves) <= _MOST_HALVES else [_LONG]


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
            out.append(Deadline((claim.id,), None, display(key, name), _name(addressee), words, "open", ()))
    return out


def _holder(claim: Claim, document: Document) -> tuple[str, str]:
    """Return the key and the name of whoever names the date: the actor who sets it, else the voice."""
    if claim.actors:
        first = claim.actors[0]
        return actor_key(first.id, first.name, first.text), first.name or first.text
    for holder in claim.voice.chain:
        return holder_key(holder) or f"said:{holder.text.casefold()}", holder.name or holder.text
    return outlet_key(document), document.outlet or document.uri


def order(each: Demand) -> tuple[int, str, int, str]:
    """Return the place of an ultimatum among all."""
    return (
        each.published.first if each.published else 10_000_000,
        each.document.uri,
        each.claim.span.start,
        each.claim.id,
    )


def _last_day(readings: Iterable[Reading]) -> Days | None:
    known = [d.last for r in readings if r.document.published and (d := days(r.document.published.edtf))]
    return Days(max(known), max(known)) if known else None


def same(one: Demand, two: Demand) -> bool:
    """Return whether two claims name the same date for the same matter."""
    if one.due.apart(two.due) > 1 or max(one.due.length, two.due.length) > min(one.due.length, two.due.length) * 31:
        return False
    return _same_matter(one, two)


def _same_matter(one: Demand, two: Demand) -> bool:
    if one.claim.event and two.claim.event and not compatible(one.claim.event, two.claim.event):
        return False
    if one.addressees and two.addressees:
        return _meet(one.addressees, two.addressees)
    if one.document.id == two.document.id:
        return True
    if one.due == two.due and one.countries & two.countries:
        return True
    return _meet({one.holder, *one.addressees}, {two.holder, *two.addressees})


def _meet(one: Iterable[str], two: Iterable[str]) -> bool:
    a, b = frozenset(one), frozenset(two)
    return bool(a & b or sides_of(a) & sides_of(b))


def outcome(group: Sequence[Demand], past: Past) -> Deadline:
    """Return what came of an ultimatum, which some claims name."""
    lead = lead_of(group)
    addressee = next((v for each in (lead, *group) for v in each.claim.addressees), None)
    others = {each.holder: _shown(each) for each in group if each.holder != lead.holder and each.claim.voice.chain}
    others |= past.agreed
    return Deadline(
        claims=tuple(each.claim.id for each in group),
        due=lead.claim.due.edtf if lead.claim.due else None,
        holder=_shown(lead),
        addressee=_name(addressee),
        demand=lead.words,
        state=_state(lead, group, past),
        agreed_by=tuple(name for _, name in sorted(others.items())),
        moved_from=_due(past.moved_from),
        moved_to=_due(past.moved_to),
        followed_by=_following(lead, group, past),
    )


def _due(each: Demand | None) -> str | None:
    return each.claim.due.edtf if each and each.claim.due else None


def agreements(reading: Reading) -> list[Agreement]:
    """Return the agreements that a reading tells of."""
    told = [c for c in reading.claims if c.event == "agreement" and c.stance in {"asserted", "hedged"}]
    countries = countries_of(reading) if told else frozenset()
    return [Agreement(frozenset(_named(claim, reading)), _parties(claim), countries) for claim in told]


def _named(claim: Claim, reading: Reading) -> Iterator[Days]:
    told = claim.voice.content or claim.span
    values = (v for v in reading.values if isinstance(v, Time) and told.covers(v.span))
    return (when for value in values if (when := days(value.edtf)))


def _parties(claim: Claim) -> dict[str, str]:
    actors = ((actor_key(actor.id, actor.name, actor.text), actor) for actor in claim.actors)
    return {key: display(key, actor.name or actor.text) for key, actor in actors}


def agreeing(lead: Demand, known: Iterable[Agreement]) -> dict[str, str]:
    """Return the parties to agreements that name the day of an ultimatum, in its country, by key."""
    out: dict[str, str] = {}
    for each in known:
        if lead.due in each.named and lead.countries & each.countries:
            out |= each.parties
    return out


def _shown(each: Demand) -> str:
    return display(each.holder, each.name)


def _name(value: Value | None) -> str | None:
    return None if value is None else value.name or value.text


def _words(claim: Claim, document: Document) -> str | None:
    """Return the words of the demand, on one line, cut where they are long."""
    words = " ".join(claim.span.of(document.text).split())
    return (words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …") or claim.event


def _state(lead: Demand, group: Sequence[Demand], past: Past) -> State:
    addressees = frozenset(key for each in group for key in each.addressees)
    if past.moved_to is not None:
        return "moved"
    done = [when for i in past.incidents if _does(i, lead, addressees) and (when := days(i.when))]
    if any(not _demanded_again(when, group) for when in done):
        return "met"
    if _is_carried_out([i for i in past.incidents if _is_blow(i, lead, addressees)], lead):
        return "overtaken"
    return "passed" if past.now is not None and past.now.first > lead.due.last else "open"


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


def parties_of(group: Sequence[Demand]) -> frozenset[str]:
    """Return the parties to an ultimatum, and their sides."""
    return with_sides({key for each in group for key in (each.holder, *each.addressees)})


def with_sides(keys: AbstractSet[str]) -> frozenset[str]:
    """Return the keys of actors with what stands for the sides that they are on."""
    return frozenset({*keys, *(f"side:{side}" for side in sides_of(keys))})


def _acting(incidents: Sequence[Incident]) -> Callable[[Sequence[Demand]], list[Incident]]:
    """Return what gives the incidents in which a party to an ultimatum, or its side, acts or is hit, in their order."""
    by_party: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(incidents):
        for key in with_sides(keys_of((*each.actors, *each.targets))):
            by_party[key].append(number)

    def of(group: Sequence[Demand]) -> list[Incident]:
        wanted = parties_of(group)
        return [incidents[number] for number in sorted({n for key in wanted for n in by_party.get(key, ())})]

    return of


def lead_of(group: Sequence[Demand]) -> Demand:
    """Return the claim that an ultimatum is known by: the first that demands or threatens, else the first."""
    return next((each for each in group if each.claim.act in _DEMANDING), group[0])


def _following(lead: Demand, group: Sequence[Demand], past: Past) -> tuple[str, ...]:
    """Return the incidents in the month after the day that was set in which its holder or its addressee acts."""
    parties = {lead.holder, *(key for each in group for key in each.addressees)}
    after = ((days(i.when), i) for i in past.incidents if _meet(keys_of(i.actors), parties))
    inside = [(when.first, i.id) for when, i in after if when and 0 < when.first - lead.due.last <= MONTH]
    return tuple(id_ for _, id_ in sorted(inside))


def _by(published: Days | None, now: Days | None) -> bool:
    return published is None or now is None or published.first <= now.last


def _moves(later: Demand, lead: Demand) -> bool:
    """Return whether a later claim of the same holder, on the same matter, names another date."""
    if later.published is None or lead.published is None or later.published.first <= lead.published.last:
        return False
    return later.holder == lead.holder and _same_matter(later, lead) and later.published.first <= lead.due.last


def _does(incident: Incident, lead: Demand, addressees: frozenset[str]) -> bool:
    """Return whether an incident is the addressee doing what was demanded, after the demand and by the due day."""
    when = days(incident.when)
    if when is None or when.last > lead.due.last or not _after(when, lead) or incident.grade == "contested":
        return False
    wanted = lead.claim.event
    fits = compatible(incident.event, wanted) if wanted else incident.event in _YIELDING
    if not fits or incident.event in _FORCE or not addressees:
        return False
    if incident.event == "agreement":
        parties = keys_of((*incident.actors, *incident.targets))
        return _meet(parties, addressees) and _meet(parties, [lead.holder])
    return _meet(keys_of(incident.actors), addressees)


def _demanded_again(when: Days, group: Iterable[Demand]) -> bool:
    """Return whether it was still demanded after it was done: who does so doesn't hold it for done."""
    return any(d.claim.act in _DEMANDING and d.published and d.published.first > when.last for d in group)


def _after(when: Days, lead: Demand) -> bool:
    return lead.published is None or when.first >= lead.published.first


def _is_carried_out(blows: Sequence[Incident], lead: Demand) -> bool:
    """Return whether any of the holder's blows is its threat carried out before the due day.

    A campaign that went on before the demand is none.
    """
    dated = [(when, blow) for blow in blows if (when := days(blow.when))]
    if any(not _after(when, lead) for when, _ in dated):
        return False
    before = [blow for when, blow in dated if when.last < lead.due.first]
    return any(blow.event == "takeover" or any(compatible(kind, blow.event) for kind in lead.threatened) for blow in before)


def _is_blow(incident: Incident, lead: Demand, addressees: frozenset[str]) -> bool:
    """Return whether an incident is the holder's force against the addressee."""
    force = any(compatible(incident.event, kind) for kind in _FORCE)
    return force and _meet(keys_of(incident.actors), [lead.holder]) and _meet(keys_of(incident.targets), addressees)
