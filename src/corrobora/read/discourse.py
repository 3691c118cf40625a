"""Mentions -> incidents told: what belongs together, and what a sentence leaves to be understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.codebook import compatible, events
from corrobora.read.events import Mention
from corrobora.types import Actor, AnyValue, Place, Span, Time, Value, Voice

_GENERIC = "attack"
_FAR_BACK = 60  # incidents told before: of what was told further back no reader thinks
_MOST = 60  # values of one kind that an incident takes over from its retellings
_BY_FIRE = {"arson", "looting"}
_LESSER = _BY_FIRE | {"seizure", "arrest"}
_SPARING = {"interception", "takeover", "seizure", "withdrawal", "deployment", "agreement", "mobilisation"}
_NEAR = 3
_YEAR = 4  # the length of a year as EDTF
_CASUALTIES = {"killed", "injured"}
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
    for each in told:
        partner = next((other for other in out if _same_event(other, each)), None)
        if partner is None:
            out.append(each)
        else:
            absorb(partner.mention, each.mention)
    return out


def _same_event(a: Told, b: Told) -> bool:
    one, two = a.mention, b.mention
    if a.who != b.who or one.apart != two.apart or not _stances_agree(one, two):
        return False
    if _clash(one, two) or _newly_accuses(one, two):
        return False
    if one.harm or two.harm:
        return _harm_fits(one, two)
    if _stops(one) != _stops(two):
        return False  # what was fired, and what of it was shot down
    if _strike_apart(one, two):
        return False
    return compatible(one.event, two.event) and (one.weak or two.weak or not (one.targets and two.targets))


def _strike_apart(one: Mention, two: Mention) -> bool:
    """Return whether two mentions tell of other means and other places or hands: "jets bombed X, and shells hit Y"."""
    if one.weak or two.weak or not _differ(one.means, two.means):
        return False
    return _differ(one.places, two.places) or _differ(one.actors, two.actors)


def _differ(some: Sequence[AnyValue], others: Sequence[AnyValue]) -> bool:
    """Return whether both lists name something, and nothing the same."""
    return bool(some and others) and {_named(value) for value in some}.isdisjoint(map(_named, others))


def _stances_agree(one: Mention, two: Mention) -> bool:
    """Return whether two mentions may tell one event; some may be feared dead in an attack that is sure."""
    unsaid = two.weak or not (two.targets or two.actors or two.quantities)  # "ten are said to have died in an attack"
    feared = one.harm and one.stance == "hedged" and unsaid and two.stance == "asserted"
    follows = one.stance == "hedged" and not one.harm and two.harm and two.stance == "asserted"  # "…, killing 51"
    return feared or follows or one.stance == two.stance


def _stops(mention: Mention) -> bool:
    """Return whether a mention tells of what was stopped on its way."""
    return any(quantity.measure == "intercepted" for quantity in mention.quantities)


def _harm_fits(one: Mention, two: Mention) -> bool:
    if one.harm and two.harm:
        if _is_taken_and_killed(one, two) or _is_taken_and_killed(two, one):
            return False  # 44 killed and 20 taken away, or one first taken away and then killed
        return one.event == two.event or compatible(one.event, two.event)
    event = two if one.harm else one
    harm = one if one.harm else two
    if _is_then_burnt(harm, event):
        return False
    return compatible(harm.event, event.event) or harm.event == _GENERIC


def _is_then_burnt(harm: Mention, event: Mention) -> bool:
    """Return whether somebody first killed and then, in the same sentence, burnt or seized something."""
    later = harm.sentence == event.sentence and harm.trigger.start < event.trigger.start
    return later and event.event in _LESSER and bool(event.targets and harm.targets)


def _is_taken_and_killed(one: Mention, two: Mention) -> bool:
    """Return whether one mention tells of people who were taken away, the other of a killing with its own word."""
    return one.event == "abduction" != two.event and (two.deadly or bool(one.quantities and two.quantities))


def absorb(into: Mention, other: Mention) -> None:
    """Add what `other` tells to `into`; the more exact event wins."""
    told = into.harm or (into.event == _GENERIC and not into.weak)
    burnt = told and other.event in _LESSER  # of those who killed and burnt, the fire is the lesser deed
    exact = not burnt and (into.event == _GENERIC or not (other.weak or other.event == _GENERIC))
    if into.harm and not other.harm and exact:
        into.event, into.rule, into.harm, into.trigger = other.event, other.rule, other.harm, other.trigger
    elif into.event == _GENERIC and not (burnt or other.harm or other.apart):
        into.event = other.event
    into.weak = into.weak and other.weak
    if into.when is None:
        into.when, into.said_then = other.when, other.said_then
    for role in _ROLES:
        have = getattr(into, role)
        if len(have) >= _MOST:
            continue
        named = {_named(value) for value in have}
        new = [v for v in getattr(other, role) if _named(v) not in named]
        more = [v for v in new if not any(_overlap(v.span, known.span) for known in have)]
        if role == "targets" and have and (other.harm or other.weak):
            more = [value for value in more if ".person" in value.rule]  # of people only counted so far, their names
        have += more
    measures = {q.measure for q in into.quantities}
    into.quantities += [q for q in other.quantities if q.measure not in measures]


def _named(value: AnyValue) -> str:
    return value.id or value.text.casefold()


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _newly_accuses(one: Mention, two: Mention) -> bool:
    """Return whether the later of two mentions lays on somebody what the earlier tells of nobody: two claims."""
    return two.act == "accuses" != one.act and bool(two.actors) and not one.actors


def _clash(one: Mention, two: Mention) -> bool:
    return times_clash(one.when, two.when) or places_clash(one.places, two.places) or _numbers_clash(one, two)


def times_clash(one: Time | None, two: Time | None) -> bool:
    """Return whether two times can't be the same."""
    if one is None or two is None or not one.edtf or not two.edtf or one.edtf == two.edtf:
        return False
    a, b = one.edtf.rstrip("~?"), two.edtf.rstrip("~?")
    return not (a.startswith(b) or b.startswith(a) or "/" in a or "/" in b)


def places_clash(one: Sequence[Place], two: Sequence[Place]) -> bool:
    """Return whether two lists of places name nothing that could be the same or lie in one another."""
    if not one or not two:
        return False
    return not any(_may_be_one(a, b) for a in one for b in two)


def _may_be_one(a: Place, b: Place) -> bool:
    if (a.id and a.id == b.id) or a.text == b.text:
        return True
    if not a.country or not b.country:
        return not (a.id and b.id) or "region" in (a.precision, b.precision)
    if a.country != b.country:
        return False
    if "country" in (a.precision, b.precision) or a.precision is None or b.precision is None:
        return True
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return False
    return bool({"province", "region"} & {a.precision, b.precision})


def _numbers_clash(one: Mention, two: Mention) -> bool:
    first = {q.measure: q for q in one.quantities}
    return any(
        q.measure in first and (first[q.measure].best, first[q.measure].low) != (q.best, q.low) for q in two.quantities
    )


def understand(told: Sequence[Told]) -> list[Told]:
    """Return the article's claims: each mention with what it leaves to be understood, repeats put together."""
    out: list[Told] = []
    named_before: dict[str, list[Place]] = {}
    for each in told:
        mention = each.mention
        if mention.there and not mention.places:
            latest = _latest_places(out[-_FAR_BACK:])
            mention.places = named_before.setdefault(mention.there, latest) if latest else []
        before = None if _is_new(mention) else _antecedent(each, out)
        if before is None:
            if not _harms_nobody(mention) and (not mention.weak or _is_worth_telling(mention)):
                _set_scene(mention, out)
                out.append(each)
            continue
        _date_at_last(before.mention, mention, out)
        if before.who == each.who and before.mention.stance == mention.stance and _adds_nothing_new(before, each):
            absorb(before.mention, mention)
            continue
        if mention.weak and before.who == each.who and not mention.quantities:
            continue
        if _only_refers(each):
            continue
        if mention.act == "claims-responsibility" and mention.weak and not before.mention.actors and not before.who:
            before.mention.actors = list(mention.actors)
        _inherit(mention, before.mention)
        out.append(each)
    return out


def _harms_nobody(mention: Mention) -> bool:
    """Return whether words only say that nobody was hurt, and nothing was told that could have hurt them."""
    none = bool(mention.quantities) and all(quantity.best == 0 for quantity in mention.quantities)
    return mention.harm and mention.event == _GENERIC and none and not (mention.actors or mention.targets)


def _is_new(mention: Mention) -> bool:
    """Return whether what is told was not told before: "after the death of two men", "has lost 60 men since May"."""
    told_aside = mention.background and mention.when is None
    return told_aside or bool(mention.apart and mention.harm and mention.quantities)


def _date_at_last(before: Mention, mention: Mention, out: Sequence[Told]) -> None:
    """Let what so far has only the day on which it was said take the day that a later telling of it names."""
    said = before.when
    if not before.said_then or mention.said_then or mention.when is None or mention.apart:
        return
    for other in out:
        if other.mention.when is said:
            other.mention.when, other.mention.said_then = mention.when, False


def _is_worth_telling(mention: Mention) -> bool:
    """Return whether words that refer back tell a day, numbers, whom to blame, or two of who, whom and where."""
    if mention.act == "accuses" and mention.actors:
        return True
    who = bool(mention.actors) + bool(mention.targets) + bool(mention.places)
    return bool(mention.when or mention.quantities or who > 1)


def _set_scene(mention: Mention, out: Sequence[Told]) -> None:
    """Let what the next sentence tells happen where and when the last one did, if it names no day and place itself."""
    last = next((each.mention for each in reversed(out) if not each.mention.background), None)
    if last is None or mention.background or mention.sentence - last.sentence > 1:
        return
    if "anticipated" in (mention.stance, last.stance):
        return
    if not mention.places and (mention.when is None or not times_clash(mention.when, last.when)):
        mention.places = list(last.places)
    background = last.when is not None and len(last.when.edtf or "") == _YEAR  # "bombed in 1998" tells of long ago
    if mention.when is None and not background and not places_clash(mention.places, last.places):
        mention.when, mention.said_then = last.when, last.said_then


def _latest_places(out: Sequence[Told]) -> list[Place]:
    """Return the town of the incident told last that names one, or else whatever place was named last."""
    places = [[p for p in other.mention.places if p.precision in _TOWNS] for other in reversed(out)]
    places += [list(other.mention.places) for other in reversed(out)]
    return next((each for each in places if each), [])


def _only_refers(each: Told) -> bool:
    """Return whether somebody merely speaks of what others told ("the mayor condemned the attack")."""
    mention = each.mention
    told_more = mention.actors or mention.quantities or mention.stance != "asserted"
    return mention.weak and not told_more and mention.act not in {"confirms", "claims-responsibility", "denies"}


def _adds_nothing_new(before: Told, each: Told) -> bool:
    one, two = before.mention, each.mention
    return _stops(one) == _stops(two) and not (_clash(one, two) or _count_clash(one, two) or _newly_accuses(one, two))


def _count_clash(one: Mention, two: Mention) -> bool:
    several = {q.best for q in (*one.quantities, *two.quantities) if q.measure == "incidents"}
    return len(several) > 1


def _antecedent(each: Told, before: Sequence[Told]) -> Told | None:
    """Return the latest incident told that this mention can be about, rather one of the same voice."""
    mention = each.mention
    fits = (
        other
        for other in reversed(before[-_FAR_BACK:])
        if _fits(mention, other.mention) and _is_told(mention, other.mention)
    )
    if not mention.weak and not (mention.harm and mention.event == _GENERIC):
        return next(fits, None)
    if not mention.weak:  # rather of what harms people than of what was shot down or taken
        return min(fits, key=lambda other: other.mention.event in _SPARING, default=None)
    who, event = each.who, mention.event  # the latest, but rather one's own, and of these rather of the same kind
    return min(fits, key=lambda other: (other.who != who, not compatible(event, other.mention.event)), default=None)


def _fits(mention: Mention, other: Mention) -> bool:
    if mention.apart and not other.apart and mention.sentence == other.sentence:
        return False  # what one sentence tells came after the other
    if other.harm and _is_then_burnt(other, mention):
        return False
    if mention.sentence == other.sentence and mention.event != other.event and _each_hits(mention, other):
        return False  # a clinic was looted and a school burnt
    if mention.harm:
        may_be = mention.event == _GENERIC or compatible(mention.event, other.event)
    elif mention.weak:  # whoever took a place and killed for it attacked it
        may_be = _are_kin(mention, other) or (mention.event == _GENERIC and other.event == "takeover" and _hurts(other))
    else:
        may_be = _is_near(mention, other) and compatible(mention.event, other.event) and _are_kin(mention, other)
    may_be = may_be or (mention.sentence - other.sentence <= _NEAR and _share_target(mention, other))
    return may_be and not _distinct(mention, other)


def _each_hits(one: Mention, two: Mention) -> bool:
    """Return whether a fire and a looting are told in their own right and have each its own target."""
    told = not (one.weak or two.weak or one.harm or two.harm)
    return told and bool(one.targets and two.targets) and {one.event, two.event} == _BY_FIRE


def _hurts(mention: Mention) -> bool:
    return any(quantity.measure in _CASUALTIES for quantity in mention.quantities)


def _share_target(one: Mention, two: Mention) -> bool:
    """Return whether both name a target by the same last word ("the hospital", "the old hospital")."""
    if not one.targets or not two.targets:
        return False
    heads = {value.text.split()[-1].casefold() for value in one.targets if " " in value.text}
    return any(value.text.split()[-1].casefold() in heads for value in two.targets if " " in value.text)


def _is_told(mention: Mention, other: Mention) -> bool:
    """Return whether an earlier mention can have harmed those for whom no event is named: violence that happened."""
    if mention.harm and mention.event == _GENERIC and events()[other.event].family not in {"violence", "unrest"}:
        return False
    if _is_taken_and_killed(other, mention):
        return False
    return not (
        mention.harm
        and mention.event == _GENERIC
        and mention.stance != other.stance
        and other.stance in {"denied", "anticipated"}
    )


def _are_kin(mention: Mention, other: Mention) -> bool:
    """Return whether two kinds of event are of one family: "the attack" is no mobilisation."""
    known = events()
    return known[mention.event].family == known[other.event].family


def _is_near(mention: Mention, other: Mention) -> bool:
    """Return whether a telling with its own event may be about an earlier one: it is near, or of the same kind."""
    return mention.sentence - other.sentence <= _NEAR or mention.event == other.event


def _distinct(one: Mention, two: Mention) -> bool:
    """Return whether two mentions must be about different incidents: other days, other places, other parties."""
    if (times_clash(one.when, two.when) and not _may_date(one, two)) or places_clash(one.places, two.places):
        return True
    if one.weak or not one.actors or not two.actors:
        return False
    actors_one, actors_two = {a.id for a in one.actors if a.id}, {a.id for a in two.actors if a.id}
    return bool(actors_one and actors_two and not actors_one & actors_two)


def _may_date(one: Mention, two: Mention) -> bool:
    """Return whether a mention may tell the day of an earlier one that has only the day on which it was said."""
    if one.said_then or not two.said_then or one.when is None or two.when is None or one.event == "takeover":
        return False
    earlier = (one.when.edtf or "") < (two.when.edtf or "")
    same = {actor.refers or actor.span for actor in one.actors if isinstance(actor, Actor)}
    told = any(actor.span in same for actor in two.actors)  # "The attackers", who were named there
    return earlier and (one.weak or told or _share_target(one, two))


def _inherit(mention: Mention, before: Mention) -> None:
    if mention.when is None:
        mention.when, mention.said_then = before.when, before.said_then
    mention.places = mention.places or list(before.places)
    may_be_told = mention.weak and before.event not in {_GENERIC, *_LESSER} and compatible(mention.event, before.event)
    may_be_told = may_be_told and not _stops(mention)  # what was shot down is no strike
    if may_be_told or ((mention.weak or mention.harm) and mention.event == _GENERIC and before.event not in _LESSER):
        mention.event = before.event
    if mention.weak or (mention.event == before.event and not mention.harm):
        mention.targets = mention.targets or _targets_left(mention, before)


def _targets_left(mention: Mention, before: Mention) -> list[Value]:
    """Return what a mention takes over as its target: who claims an attack does not say whom it hurt."""
    if mention.act != "claims-responsibility":
        return list(before.targets)
    hurt = [quantity.span for quantity in before.quantities if quantity.measure in _CASUALTIES]
    return [target for target in before.targets if not any(_overlap(span, target.span) for span in hurt)]
