"""Ultimatums: who set which date for whom, who agrees on it, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
_MONTH = 30


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A deadline claim in its document: who names the date, whom it is for, and when it was published."""

    claim: Claim
    document: Document
    due: Days
    holder: str
    name: str
    addressees: frozenset[str]
    published: Days | None
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What is known up to a day: all ultimatums in groups, what happened, and what was threatened in which document."""

    groups: Sequence[Sequence[Demand]]
    agreements: Sequence[tuple[Claim, Reading]]
    incidents: Sequence[Incident]
    threats: Sequence[tuple[Claim, Document]]
    now: Days | None
    moves: Mapping[int, Demand] = field(default_factory=dict)  # to what a group of `groups`, by its place, was moved


def deadlines(
    readings: Iterable[Reading], incidents: Sequence[Incident], as_of: str | None = None
) -> tuple[Deadline, ...]:
    """Return the ultimatums by due date with their states as of a day (EDTF), by default the last day of publication.

    moved: its holder later set another date. met: by then the addressee did what was demanded, and it was not demanded
    again. overtaken: the threat was carried out before. passed: the day is over and nothing of this is known. open: it
    is not over yet, or the article doesn't let one know when it is; these come last.
    """
    readings = [reading for reading in readings if reading.error is None]
    found = sorted((d for r in readings for c in r.claims if (d := _demand(c, r))), key=_order)
    groups: list[list[Demand]] = []
    for each in found:
        group = next((g for g in groups if any(_same(each, other) for other in g)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    now = days(as_of) or _last_day(readings)
    happened = [i for i in incidents if (when := days(i.when)) and now and when.first <= now.last]
    threats = [
        (c, r.document) for r in readings for c in r.claims if c.kind == "incident" and c.stance == "anticipated"
    ]
    agreed = [
        (c, r) for r in readings for c in r.claims if c.event == "agreement" and c.stance in {"asserted", "hedged"}
    ]
    past = Past(groups, agreed, happened, threats, now)
    past = replace(past, moves=_moves_of(past))
    near = _acting(happened)
    undated = (_undated(c, r.document) for r in readings for c in r.claims if _is_undated(c))
    every = [*(_deadline(group, replace(past, incidents=near(group))) for group in groups), *undated]
    return tuple(sorted(every, key=lambda found: (found.due or "~", found.claims)))


def _is_undated(claim: Claim) -> bool:
    """Return whether an ultimatum names a day that its article doesn't let one know: "until Friday", of no date."""
    known = claim.due is not None and days(claim.due.edtf) is not None
    return claim.kind == "deadline" and not known and claim.stance not in {"denied", "questioned"}


def _undated(claim: Claim, document: Document) -> Deadline:
    """Return an ultimatum of which only the words are known; nobody can say that its day is over."""
    addressee, (key, name) = next(iter(claim.addressees), None), _holder(claim, document)
    return Deadline((claim.id,), None, display(key, name), _name(addressee), _words(claim, document), "open", ())


def _demand(claim: Claim, reading: Reading) -> Demand | None:
    document = reading.document
    due = days(claim.due.edtf) if claim.kind == "deadline" and claim.due else None
    if due is None or claim.stance in {"denied", "questioned"}:
        return None
    holder, name = _holder(claim, document)
    published = days(document.published.edtf) if document.published else None
    return Demand(claim, document, due, holder, name, keys_of(claim.addressees), published, countries_of(reading))


def _holder(claim: Claim, document: Document) -> tuple[str, str]:
    """Return the key and the name of whoever names the date: the actor who sets it, else the voice."""
    if claim.actors:
        first = claim.actors[0]
        return actor_key(first.id, first.name, first.text), first.name or first.text
    for holder in claim.voice.chain:
        return holder_key(holder) or f"said:{holder.text.casefold()}", holder.name or holder.text
    return outlet_key(document), document.outlet or document.uri


def _order(each: Demand) -> tuple[int, str, int, str]:
    return (
        each.published.first if each.published else 10_000_000,
        each.document.uri,
        each.claim.span.start,
        each.claim.id,
    )


def _last_day(readings: Iterable[Reading]) -> Days | None:
    known = [d.last for r in readings if r.document.published and (d := days(r.document.published.edtf))]
    return Days(max(known), max(known)) if known else None


def _same(one: Demand, two: Demand) -> bool:
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


def _deadline(group: Sequence[Demand], past: Past) -> Deadline:
    lead = _lead(group)
    addressee = next((v for each in (lead, *group) for v in each.claim.addressees), None)
    others = {each.holder: _shown(each) for each in group if each.holder != lead.holder and each.claim.voice.chain}
    others |= _agreeing(lead, past)
    state, moved_to = _state(lead, group, past), _moved_to(group, past)
    return Deadline(
        claims=tuple(each.claim.id for each in group),
        due=lead.claim.due.edtf if lead.claim.due else None,
        holder=_shown(lead),
        addressee=_name(addressee),
        demand=_words(lead.claim, lead.document),
        state=state,
        agreed_by=tuple(name for _, name in sorted(others.items())),
        moved_from=_moved_from(group, past),
        moved_to=moved_to.claim.due.edtf if moved_to and moved_to.claim.due else None,
        followed_by=_following(lead, group, past),
    )


def _agreeing(lead: Demand, past: Past) -> dict[str, str]:
    """Return the parties to agreements that name the day of a demand, in its country, by key."""
    out: dict[str, str] = {}
    for claim, reading in past.agreements:
        told = claim.voice.content or claim.span
        named = (v for v in reading.values if isinstance(v, Time) and told.covers(v.span))
        if lead.countries & countries_of(reading) and any(days(value.edtf) == lead.due for value in named):
            for actor in claim.actors:
                key = actor_key(actor.id, actor.name, actor.text)
                out[key] = display(key, actor.name or actor.text)
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
    if _moved_to(group, past) is not None:
        return "moved"
    done = [when for i in past.incidents if _does(i, lead, addressees) and (when := days(i.when))]
    if any(not _demanded_again(when, group) for when in done):
        return "met"
    if _is_carried_out([i for i in past.incidents if _is_blow(i, lead, addressees)], lead, past):
        return "overtaken"
    return "passed" if past.now is not None and past.now.first > lead.due.last else "open"


def _moved_to(group: Sequence[Demand], past: Past) -> Demand | None:
    """Return the first claim by which the holder of an ultimatum set another date for it; null where none did."""
    return next((past.moves.get(place) for place, each in enumerate(past.groups) if each is group), None)


def _moves_of(past: Past) -> Mapping[int, Demand]:
    """Return for each group that was moved, by its place, the first claim of its holder that names another date."""
    by_holder: dict[str, list[tuple[int, Demand]]] = defaultdict(list)
    for place, group in enumerate(past.groups):
        for each in group:
            by_holder[each.holder].append((place, each))
    out = {}
    for place, group in enumerate(past.groups):
        lead = _lead(group)
        others = (
            o for at, o in by_holder[lead.holder] if at != place and _moves(o, lead) and _by(o.published, past.now)
        )
        first = min(others, key=_order, default=None)
        if first is not None:
            out[place] = first
    return out


def _acting(incidents: Sequence[Incident]) -> Callable[[Sequence[Demand]], list[Incident]]:
    """Return what gives the incidents in which a party to an ultimatum, or its side, acts or is hit, in their order."""
    by_party: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(incidents):
        keys = keys_of((*each.actors, *each.targets))
        for key in {*keys, *(f"side:{side}" for side in sides_of(keys))}:
            by_party[key].append(number)

    def of(group: Sequence[Demand]) -> list[Incident]:
        parties = {key for each in group for key in (each.holder, *each.addressees)}
        wanted = {*parties, *(f"side:{side}" for side in sides_of(parties))}
        return [incidents[number] for number in sorted({n for key in wanted for n in by_party.get(key, ())})]

    return of


def _moved_from(group: Sequence[Demand], past: Past) -> str | None:
    """Return the date that stood before the one of these claims, the last of them; null where none did."""
    before = [_lead(past.groups[place]) for place, to in past.moves.items() if to in group]
    last = max(before, key=_order, default=None)
    return last.claim.due.edtf if last and last.claim.due else None


def _lead(group: Sequence[Demand]) -> Demand:
    """Return the claim that an ultimatum is known by: the first that demands or threatens, else the first."""
    return next((each for each in group if each.claim.act in _DEMANDING), group[0])


def _following(lead: Demand, group: Sequence[Demand], past: Past) -> tuple[str, ...]:
    """Return the incidents in the month after the day that was set in which its holder or its addressee acts."""
    parties = {lead.holder, *(key for each in group for key in each.addressees)}
    after = ((days(i.when), i) for i in past.incidents if _meet(keys_of(i.actors), parties))
    inside = [(when.first, i.id) for when, i in after if when and 0 < when.first - lead.due.last <= _MONTH]
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


def _is_carried_out(blows: Sequence[Incident], lead: Demand, past: Past) -> bool:
    """Return whether any of the holder's blows is its threat carried out before the due day.

    A campaign that went on before the demand is none.
    """
    dated = [(when, blow) for blow in blows if (when := days(blow.when))]
    if any(not _after(when, lead) for when, _ in dated):
        return False
    kinds = [claim.event or "" for claim, document in past.threats if document.id == lead.document.id]
    before = [blow for when, blow in dated if when.last < lead.due.first]
    return any(blow.event == "takeover" or any(compatible(kind, blow.event) for kind in kinds) for blow in before)


def _is_blow(incident: Incident, lead: Demand, addressees: frozenset[str]) -> bool:
    """Return whether an incident is the holder's force against the addressee."""
    force = any(compatible(incident.event, kind) for kind in _FORCE)
    return force and _meet(keys_of(incident.actors), [lead.holder]) and _meet(keys_of(incident.targets), addressees)
