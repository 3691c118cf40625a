"""What came of ultimatums: who agrees on the day, and what their parties did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corrobora.codebook import compatible
from corrobora.link.days import Days, days
from corrobora.link.identity import actor_key
from corrobora.link.names import display
from corrobora.reckon.act import Act, act_of
from corrobora.reckon.demand import (
    DEMANDING,
    Demand,
    demands,
    grouped,
    lead_of,
    moves_of,
    name_of,
    parties_of,
    undated,
    with_sides,
)
from corrobora.reckon.scope import countries_of
from corrobora.types import Claim, Deadline, Incident, Reading, Time

State = Literal["open", "moved", "met", "passed", "overtaken"]

MONTH = 30
_FORCE = ("attack", "takeover")
_YIELDING = {"withdrawal", "agreement"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """A claim of an agreement: the days that are named in it, its parties by key, and where it is set."""

    named: frozenset[Days]
    parties: Mapping[str, str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What an ultimatum is held against: what its parties did up to now, who agreed on its day, and its moves."""

    acts: Sequence[Act]
    agreed: Mapping[str, str]
    now: Days | None
    moved_to: Demand | None = None
    moved_from: Demand | None = None


def deadlines(
    readings: Iterable[Reading], incidents: Sequence[Incident], as_of: str | None = None
) -> tuple[Deadline, ...]:
    """Return the ultimatums by due date with their states as of a day (EDTF), by default the last day of publication.

    moved: its holder later set another date. met: by then the addressee did what was demanded, and it was not demanded
    again. overtaken: the threat was carried out before both. passed: the day is over and nothing of this is known.
    open: it is not over yet, or the article doesn't let one know when it is; these come last.
    """
    readings = [reading for reading in readings if reading.error is None]
    groups = grouped(each for reading in readings for each in demands(reading))
    now = days(as_of) or _last_day(readings)
    near = _acting([act for i in incidents if (act := act_of(i)) and now and act.when.first <= now.last])
    agreed = [each for reading in readings for each in agreements(reading)]
    moves = moves_of(groups, now)
    every = [each for reading in readings for each in undated(reading)]
    for group, (to, from_) in zip(groups, moves, strict=True):
        lead = lead_of(group)
        past = Past(near(group), agreeing(lead, agreed), now, to, from_)
        every.append(outcome(group, past))
    return tuple(sorted(every, key=lambda found: (found.due or "~", found.claims)))


def _last_day(readings: Iterable[Reading]) -> Days | None:
    known = [d.last for r in readings if r.document.published and (d := days(r.document.published.edtf))]
    return Days(max(known), max(known)) if known else None


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
        addressee=name_of(addressee),
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


def _state(lead: Demand, group: Sequence[Demand], past: Past) -> State:
    if past.moved_to is not None:
        return "moved"
    holder, addressees = with_sides({lead.holder}), _addressees(group)
    done = [act.when for act in past.acts if _does(act, lead, holder, addressees)]
    met = min((when.first for when in done if not _demanded_again(when, group)), default=None)
    struck = _carried_out([act for act in past.acts if _is_blow(act, holder, addressees)], lead)
    if met is not None and (struck is None or met <= struck):
        return "met"
    if struck is not None:
        return "overtaken"
    return "passed" if past.now is not None and past.now.first > lead.due.last else "open"


def _addressees(group: Sequence[Demand]) -> frozenset[str]:
    return with_sides({key for each in group for key in each.addressees})


def _acting(acts: Sequence[Act]) -> Callable[[Sequence[Demand]], list[Act]]:
    """Return what gives the acts in which a party to an ultimatum, or its side, acts or is hit, in their order."""
    by_party: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(acts):
        for key in each.parties:
            by_party[key].append(number)

    def of(group: Sequence[Demand]) -> list[Act]:
        wanted = parties_of(group)
        return [acts[number] for number in sorted({n for key in wanted for n in by_party.get(key, ())})]

    return of


def _following(lead: Demand, group: Sequence[Demand], past: Past) -> tuple[str, ...]:
    """Return the incidents in the month after the day that was set in which its holder or its addressee acts."""
    parties = parties_of(group)
    after = [act for act in past.acts if 0 < act.when.first - lead.due.last <= MONTH]
    return tuple(id_ for _, id_ in sorted((act.when.first, act.id) for act in after if act.actors & parties))


def _does(act: Act, lead: Demand, holder: frozenset[str], addressees: frozenset[str]) -> bool:
    """Return whether it is the addressee doing what was demanded, after the demand and by the due day."""
    if act.when.last > lead.due.last or not _after(act.when, lead) or act.grade == "contested":
        return False
    wanted = lead.claim.event
    fits = compatible(act.event, wanted) if wanted else act.event in _YIELDING
    if not fits or act.event in _FORCE:
        return False
    if act.event == "agreement":
        return bool(act.parties & addressees and act.parties & holder)
    return bool(act.actors & addressees)


def _demanded_again(when: Days, group: Iterable[Demand]) -> bool:
    """Return whether it was still demanded after it was done: who does so doesn't hold it for done."""
    return any(d.claim.act in DEMANDING and d.published and d.published.first > when.last for d in group)


def _after(when: Days, lead: Demand) -> bool:
    return lead.published is None or when.first >= lead.published.first


def _carried_out(blows: Sequence[Act], lead: Demand) -> int | None:
    """Return the first day on which one of the holder's blows is its threat carried out before the due day.

    A campaign that went on before the demand is none.
    """
    if any(not _after(blow.when, lead) for blow in blows):
        return None
    before = [(blow.when.last, blow) for blow in blows if blow.when.last < lead.due.first]
    carried = (
        day
        for day, blow in before
        if blow.event == "takeover" or any(compatible(kind, blow.event) for kind in lead.threatened)
    )
    return min(carried, default=None)


def _is_blow(act: Act, holder: frozenset[str], addressees: frozenset[str]) -> bool:
    """Return whether it is the holder's force against the addressee."""
    struck = bool(act.actors & holder and act.targets & addressees)
    return struck and any(compatible(act.event, kind) for kind in _FORCE)
