"""The mentions of one sentence -> what each tells, those put together that tell one event; and what can't be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.codebook import compatible
from corrobora.read.days import bounds
from corrobora.read.mention import Mention
from corrobora.types import Actor, AnyValue, Place, Span, Time, Value, Voice

BY_FIRE = {"arson", "looting"}
GENERIC = "attack"
_CLASH = "armed-clash"
_CROWD = "protest"  # rather than there, people are hurt where it is broken up
_BESIDE = {_CROWD, *BY_FIRE}  # whom an attack killed, no fire or looting beside it did
_STOPPED = "interception"
_MASSACRE = "massacre"  # of all that harms people, the one that is an attack of its own
_PEACEFUL = {"deployment", "mobilisation", "agreement", "sanction", "withdrawal"}
_WAYS = {"airstrike", "drone-strike", "shelling"}  # no two words for one of these
_GUNS = {"artillery", "mortar"}  # of which none flies
_CLOSE = 12  # characters between two words that tell one thing: "a drone attack on Monday hurt"
_VERB = 32  # between what may have been and whom it hurt: "is said to have killed at least"
_MOST = 60  # values of one kind that an incident takes over from its retellings
LESSER = BY_FIRE | {"seizure", "arrest", "sexual-violence"}
_SETTLED = {"town", "village"}
_TOWNS = {"town", "point"}
_ROLES = ("actors", "targets", "places", "means")


@dataclass(slots=True, eq=False)
class Told:
    """One mention in the voice that tells it."""

    mention: Mention
    voice: Voice
    rule: str

    @property
    def who(self) -> tuple[str, ...]:
        """Return the key of the voice: its holders' names, or nothing for the narrator."""
        return tuple((h.id or h.name or h.text).casefold() for h in self.voice.chain)


def join_sentence(told: Sequence[Told]) -> list[Told]:
    """Return the mentions of one sentence with those put together that tell one event in one voice."""
    out: list[Told] = []
    for number, each in enumerate(told):
        if any(_is_its_aim(other.mention, each.mention) for other in out):
            continue
        pair = [other.mention for other in told[number : number + 2]]
        fitting = (o for o in reversed(out) if _same_event(o, each) and not _hurts_in_another_way(o.mention, pair))
        partner = min(fitting, key=lambda other: each.mention.harm and other.mention.event in _BESIDE, default=None)
        if partner is None:
            out.append(each)
        else:
            absorb(partner.mention, each.mention)
    return out


def _hurts_in_another_way(before: Mention, pair: Sequence[Mention]) -> bool:
    """Return whether two mentions side by side tell of other dead, by other means: "…, and a drone attack hurt two"."""
    here, follows = pair[0], pair[-1]
    if hurt_apart(before, here):
        return True
    close = here.harm != follows.harm and follows.trigger.start - here.span.end <= _CLOSE
    harm, event = (here, follows) if here.harm else (follows, here)
    return close and _counts(before) and _counts(harm) and _in_other_ways(before, event)


def hurt_apart(one: Mention, two: Mention) -> bool:
    """Return whether two mentions each count those whom it hurt, and by other means: a shell, and a drone."""
    return _in_other_ways(one, two) and _counts(one) and _counts(two)


def _in_other_ways(one: Mention, two: Mention) -> bool:
    return one.event != two.event and {one.event, two.event} <= _WAYS


def _counts(mention: Mention) -> bool:
    """Return whether a mention counts people who were killed or hurt."""
    return any(quantity.measure in {"killed", "injured"} and quantity.best != 0 for quantity in mention.quantities)


def _is_its_aim(one: Mention, two: Mention) -> bool:
    """Return whether the later of two is only what the earlier was done for: "fired tear gas to disperse the crowd"."""
    same = {value.span for value in one.targets} & {value.span for value in two.targets}
    return one.event == two.event and one.stance == "asserted" and two.stance == "anticipated" and bool(same)


def _same_event(a: Told, b: Told) -> bool:
    one, two = a.mention, b.mention
    if a.who != b.who or (one.apart, one.long_ago) != (two.apart, two.long_ago) or not _stances_agree(one, two):
        return False
    if clash(one, two) or newly_accuses(one, two) or accuse_apart(one, two):
        return False
    if one.harm or two.harm:
        return _harm_fits(one, two)
    burnt = {one.event, two.event} == BY_FIRE and one.targets and two.targets  # what was carried off, what was burnt
    if burnt or stops(one) != stops(two) or strike_apart(one, two):  # what was fired, and what of it was shot down
        return False
    return compatible(one.event, two.event) and (one.weak or two.weak or not (one.targets and two.targets))


def strike_apart(one: Mention, two: Mention) -> bool:
    """Return whether two mentions differ in two of means, place and hand: "jets bombed X, and shells hit Y"."""
    if one.weak or two.weak:
        return False
    pairs = ((one.means, two.means), (one.places, two.places), (one.actors, two.actors))
    return sum(differ(*pair) for pair in pairs) > 1


def fought_beside(one: Mention, two: Mention) -> bool:
    """Return whether two sides fight where one shells the place: "The army shelled it. Fighting broke out"."""
    ways = {one.event, two.event}
    return not two.weak and one.sentence != two.sentence and _CLASH in ways and bool(ways & _WAYS)


def fought_by_others(one: Mention, two: Mention) -> bool:
    """Return whether a new paragraph tells of a fight between others: "an attack by gunmen", "clashes of A and B"."""
    fight = one.event == _CLASH != two.event and len(one.actors) > 1 and one.paragraph != two.paragraph
    return fight and names_doers(one) and names_doers(two) and differ(one.actors, two.actors)


def fell_in_a_town(one: Mention, two: Mention) -> bool:
    """Return whether a new paragraph tells of the dead of a town, where before a whole province was fought over."""
    wide = one.event == _CLASH and bool(one.places) and not any(place.precision in _TOWNS for place in one.places)
    named = two.harm and any(place.precision in _TOWNS for place in two.places)
    return wide and named and one.paragraph != two.paragraph


def fought_apart(one: Mention, two: Mention) -> bool:
    """Return whether the later of two tells of another fight than the earlier, or of other arms."""
    return fought_beside(one, two) or fought_by_others(one, two) or by_other_means(two, one)


def by_other_means(one: Mention, two: Mention) -> bool:
    """Return whether one was shelled, and the other bombed from the air, by means that are named."""
    ways = {one.event, two.event}
    if len(ways) < 2 or not ways <= _WAYS:  # noqa: PLR2004 - one way alone
        return False
    guns = [any(value.name in _GUNS for value in each.means) for each in (one, two)]
    return differ(one.means, two.means) or guns[0] != guns[1]


def differ(some: Sequence[AnyValue], others: Sequence[AnyValue]) -> bool:
    """Return whether both lists name something, and nothing the same."""
    return bool(some and others) and {_named(value) for value in some}.isdisjoint(map(_named, others))


def _stances_agree(one: Mention, two: Mention) -> bool:
    """Return whether two mentions may tell one event; some may be feared dead in an attack that is sure."""
    unsaid = two.weak or not (two.targets or two.actors or two.quantities)  # "ten are said to have died in an attack"
    feared = one.harm and one.stance == "hedged" and unsaid and two.stance == "asserted"
    bare = not (one.harm or one.targets or one.actors or one.quantities)  # "an attack may have killed ten"
    if bare and two.harm and two.stance == "hedged" and 0 <= two.trigger.start - one.span.end <= _VERB:
        return one.stance == "asserted"
    follows = one.stance == "hedged" and not one.harm and two.harm and two.stance == "asserted"  # "…, killing 51"
    return feared or follows or one.stance == two.stance


def stops(mention: Mention) -> bool:
    """Return whether a mention tells of what was stopped on its way."""
    return mention.event == _STOPPED or any(quantity.measure == "intercepted" for quantity in mention.quantities)


def _harm_fits(one: Mention, two: Mention) -> bool:
    if one.harm and two.harm:
        if is_taken_and_killed(one, two) or is_taken_and_killed(two, one):
            return False  # 44 killed and 20 taken away, or one first taken away and then killed
        return one.event == two.event or compatible(one.event, two.event)
    event = two if one.harm else one
    harm = one if one.harm else two
    if other_hands(event, harm):
        return False
    if is_then_burnt(harm, event) or is_robbed_then_killed(event, harm) or raided_and_taken(event, harm):
        return False
    if stops(event) and not stops(harm) and any(quantity.best != 0 for quantity in harm.quantities):
        return False  # what was shot down killed nobody
    return compatible(harm.event, event.event) or (harm.event == GENERIC and event.event not in _PEACEFUL)


def other_hands(event: Mention, harm: Mention) -> bool:
    """Return whether others killed than did what was told before: "men burnt a station after guards killed a man"."""
    named_before = any(isinstance(each, Actor) and each.refers is not None for each in harm.actors)
    return harm.deadly and not (event.weak or named_before) and differ(event.actors, harm.actors)


def killed_by_others(harm: Mention, before: Mention) -> bool:
    """Return whether a killing is laid to others than what was told before: not by a bomb of theirs."""
    if before.event == _CLASH or not harm.harm or not differ(harm.actors, before.actors):
        return False
    known = {each.refers or each.span for each in before.actors if isinstance(each, Actor)}
    return not any(isinstance(each, Actor) and each.refers in known for each in harm.actors)


def is_then_burnt(harm: Mention, event: Mention) -> bool:
    """Return whether somebody first killed and then, in the same sentence, burnt or seized something."""
    later = harm.sentence == event.sentence and harm.trigger.start < event.trigger.start
    return later and event.event in LESSER and bool(event.targets and harm.targets)


def is_robbed_then_killed(event: Mention, harm: Mention) -> bool:
    """Return whether something was first taken and then, in the same sentence, somebody killed."""
    later = harm.sentence == event.sentence and event.trigger.start < harm.trigger.start
    return later and event.event in {"looting", "seizure"} and harm.deadly and bool(event.targets and harm.targets)


def raided_and_taken(event: Mention, harm: Mention) -> bool:
    """Return whether a place or thing was attacked, and people taken away: "raided a church and kidnapped a priest"."""
    taken = harm.event == "abduction" != event.event and not event.weak
    return taken and bool(event.targets and harm.targets) and event.trigger.start < harm.trigger.start


def is_taken_and_killed(one: Mention, two: Mention) -> bool:
    """Return whether one mention tells of people who were taken away, the other of a killing with its own word."""
    return one.event == "abduction" != two.event and (two.deadly or bool(one.quantities and two.quantities))


def absorb(into: Mention, other: Mention) -> None:
    """Add what `other` tells to `into`; the more exact event wins."""
    told = into.harm or (into.event == GENERIC and not into.weak)
    burnt = told and other.event in LESSER  # of those who killed and burnt, the fire is the lesser deed
    exact = not burnt and (into.event == GENERIC or not (other.weak or other.event == GENERIC))
    if into.harm and not other.harm and exact:
        into.event, into.rule, into.harm, into.trigger = other.event, other.rule, other.harm, other.trigger
    elif into.event == GENERIC and not (burnt or other.apart or (other.harm and other.event != _MASSACRE)):
        into.event = other.event
    if other.harm and other.stance == "hedged" and not into.harm:
        into.stance = other.stance
    into.strike = into.strike or (other.strike and into.event == GENERIC)
    into.weak = into.weak and other.weak
    if into.when is None:
        into.when, into.said_then = other.when, other.said_then
    for role in _ROLES:
        have = getattr(into, role)
        if len(have) >= _MOST or (role == "actors" and have and _are_no_hands(into, other)):
            continue  # "the army hit back" tells of no more hands in what the rebels did
        named = {_named(value) for value in have}
        new = [v for v in getattr(other, role) if _named(v) not in named]
        more = [v for v in new if not any(overlap(v.span, known.span) for known in have)]
        if role == "targets" and have and (other.harm or other.weak) and not _are_towns(have, into.places):
            more = [value for value in more if ".person" in value.rule]  # of people only counted so far, their names
        have += more
    measures = {q.measure for q in into.quantities}
    into.quantities += [q for q in other.quantities if q.measure not in measures]


def _are_no_hands(into: Mention, other: Mention) -> bool:
    """Return whether whom another mention names had no hand in this: who hit back, or was fought as a place fell."""
    fought = into.event == "takeover" and other.event == _CLASH
    return fought or (other.weak and _CLASH not in (into.event, other.event))


def _are_towns(hit: Sequence[AnyValue], places: Sequence[Place]) -> bool:
    """Return whether all that was hit so far are places, beside which whoever was hurt there is told."""
    return all(any(overlap(value.span, place.span) for place in places) for value in hit)


def _named(value: AnyValue) -> str:
    return value.id or value.text.casefold()


def names_doers(mention: Mention) -> bool:
    """Return whether a mention says itself who did it, in words that stand for nobody named before."""
    return bool(mention.actors) and all(isinstance(each, Actor) and each.refers is None for each in mention.actors)


def latest_places(out: Sequence[Told]) -> list[Place]:
    """Return the town of the incident told last that names one, or else whatever place was named last."""
    places = [[p for p in other.mention.places if p.precision in _TOWNS] for other in reversed(out)]
    places += [list(other.mention.places) for other in reversed(out)]
    return next((each for each in places if each), [])


def overlap(one: Span, two: Span) -> bool:
    """Return whether two spans share a character."""
    return one.start < two.end and two.start < one.end


def newly_accuses(one: Mention, two: Mention) -> bool:
    """Return whether the later of two mentions lays on somebody what the earlier tells of nobody: two claims."""
    return two.act == "accuses" != one.act and bool(two.actors) and not one.actors


def accuse_apart(one: Mention, two: Mention) -> bool:
    """Return whether each of two mentions is laid on somebody else: "blamed the bombing on X and the raid on Y"."""
    return one.act == two.act == "accuses" and differ(one.actors, two.actors)


def clash(one: Mention, two: Mention) -> bool:
    """Return whether two mentions can't tell of one event, by their times, places, numbers or sides."""
    apart = times_clash(one.when, two.when) or places_clash(one.places, two.places) or numbers_clash(one, two)
    return (
        apart
        or _killed_elsewhere(one, two)
        or (_CLASH not in (one.event, two.event) and (_hit_their_own(one, two) or _hit_their_own(two, one)))
    )


def _killed_elsewhere(one: Mention, two: Mention) -> bool:
    """Return whether a new paragraph says who else killed, where and when: "on Sunday residents lynched two in X"."""
    named = two.harm and names_doers(one) and names_doers(two) and one.paragraph != two.paragraph
    day = one.when.edtf if one.when is not None else None
    other_day = two.when is not None and two.when.edtf != day
    elsewhere = bool(two.places) and (not one.places or differ(one.places, two.places))
    return named and other_day and elsewhere and differ(one.actors, two.actors)


def _hit_their_own(one: Mention, two: Mention) -> bool:
    """Return whether those who act in one mention are hit in the other: "the army bombed it", "five soldiers died"."""
    return not {each.id for each in one.actors if each.id}.isdisjoint(each.id for each in two.targets)


def times_clash(one: Time | None, two: Time | None) -> bool:
    """Return whether two times can't be the same."""
    if one is None or two is None or not one.edtf or not two.edtf or one.edtf == two.edtf:
        return False
    a, b = one.edtf.rstrip("~?"), two.edtf.rstrip("~?")
    if "/" in a or "/" in b:  # "il y a trois semaines" is some day of that week
        first, second = bounds(a), bounds(b)
        return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])
    return not (a.startswith(b) or b.startswith(a))


def places_clash(one: Sequence[Place], two: Sequence[Place]) -> bool:
    """Return whether two lists of places name nothing that could be the same or lie in one another."""
    if not one or not two:
        return False
    ours, theirs = ([place for place in places if place.id] for places in (one, two))
    if ours and theirs:  # of a village that nobody knows all that is sure is the province beside it
        one, two = ours, theirs
    return not any(_may_be_one(a, b) for a in one for b in two)


def _may_be_one(a: Place, b: Place) -> bool:
    if (a.id and a.id == b.id) or a.text == b.text:
        return True
    if not a.country or not b.country:
        if not (a.id or b.id) and a.precision == b.precision and a.precision in _SETTLED:
            return _named_alike(a.text.split(), b.text.split())
        return not (a.id and b.id) or "region" in (a.precision, b.precision)
    if a.country != b.country:
        return False
    if "country" in (a.precision, b.precision) or a.precision is None or b.precision is None:
        return True
    same_province = not (a.admin1 and b.admin1) or a.admin1 == b.admin1
    return same_province and bool({"province", "region"} & {a.precision, b.precision})


def _named_alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether two villages of which only the names are known may be one: "Kodna village", "village of Kodna"."""
    return one[-1] == two[-1] or set(one) <= set(two) or set(two) <= set(one)


def numbers_clash(one: Mention, two: Mention) -> bool:
    """Return whether two mentions count other numbers of the same: 34 dead, and 71."""
    first, second = ({q.measure: q for q in reversed(each.quantities)} for each in (one, two))  # wholes, not parts
    same = ((first[measure], second[measure]) for measure in first.keys() & second.keys())
    return any((a.best, a.low) != (b.best, b.low) for a, b in same)


def targets_left(mention: Mention, before: Mention) -> list[Value]:
    """Return what a mention takes over as its target: who claims an attack does not say whom it hurt."""
    if mention.act != "claims-responsibility":
        return list(before.targets)
    hurt = [quantity.span for quantity in before.quantities if quantity.measure in {"killed", "injured"}]
    return [target for target in before.targets if not any(overlap(span, target.span) for span in hurt)]
