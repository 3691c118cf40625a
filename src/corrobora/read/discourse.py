"""Mentions, sentence after sentence -> incidents told: what earlier words they go with, and what these leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from corrobora.codebook import compatible, events
from corrobora.read.asides import VIOLENT, is_aside, is_toll_of, main_of
from corrobora.read.carryover import go_on, set_scene
from corrobora.read.joining import (
    BY_FIRE,
    GENERIC,
    LESSER,
    Told,
    absorb,
    accuse_apart,
    by_other_means,
    clash,
    differ,
    fell_in_a_town,
    fought_apart,
    fought_beside,
    hurt_apart,
    is_robbed_then_killed,
    is_taken_and_killed,
    is_then_burnt,
    killed_by_others,
    latest_places,
    names_doers,
    newly_accuses,
    numbers_clash,
    other_hands,
    places_clash,
    raided_and_taken,
    stops,
    strike_apart,
    targets_left,
    times_clash,
)
from corrobora.read.mention import Mention
from corrobora.read.since import is_overall
from corrobora.types import Actor, Place

_CLASH = "armed-clash"
_FLIGHT = "displacement"
_STRIKES = {"airstrike", "drone-strike"}
_BY_OTHERS = {*_STRIKES, "crackdown", "shelling"}  # which others did than those who killed
_FAR_BACK = 60  # incidents told before: of what was told further back no reader thinks
_SPARING = {"interception", "takeover", "seizure", "withdrawal", "deployment", "agreement", "mobilisation"}
_NEAR = 3
_CASUALTIES = {"killed", "injured"}


def understand(told: Sequence[Told]) -> list[Told]:
    """Return the article's claims: each mention with what it leaves to be understood, repeats put together."""
    out: list[Told] = []
    named_before: dict[str, list[Place]] = {}
    for each in told:
        mention = each.mention
        if mention.for_years and not any(quantity.best is not None for quantity in mention.quantities):
            continue
        if mention.there and not mention.places:
            latest = latest_places(out[-_FAR_BACK:])
            mention.places = named_before.setdefault(mention.there, latest) if latest else []
        before = None if _is_new(mention) else _antecedent(each, _told_there(mention, out))
        if before is None:
            if not _harms_nobody(mention) and (not mention.weak or _is_worth_telling(mention)):
                set_scene(mention, out)
                out.append(each)
            continue
        _date_at_last(before.mention, mention, out)
        agree = before.mention.stance == mention.stance or _harms_nobody(mention)
        if before.who == each.who and agree and _adds_nothing_new(before, each):
            absorb(before.mention, mention)
            continue
        repeats = mention.weak and before.who == each.who and not mention.quantities
        if repeats and not newly_accuses(before.mention, mention):
            continue
        if _only_refers(each):
            continue
        if mention.act == "claims-responsibility" and mention.weak and not before.mention.actors and not before.who:
            before.mention.actors = list(mention.actors)
        go_on(each, before, out)
        _inherit(mention, before.mention)
        out.append(each)
    heads = {each.mention.heading.sentence for each in out if each.mention.heading is not None}
    return [each for each in out if each.mention.sentence not in heads or _tells_more(each.mention)]


def _told_there(mention: Mention, out: Sequence[Told]) -> Sequence[Told]:
    """Return what a mention may be about: in an item of a list that says where, only what that item told."""
    if mention.heading is None or not (mention.places or mention.labelled):
        return out
    item = list(takewhile(lambda each: each.mention.paragraph == mention.paragraph, reversed(out)))
    return item[::-1]


def _tells_more(mention: Mention) -> bool:
    """Return whether what stands above a list names more than the kind of what its items tell."""
    return bool(mention.actors or mention.targets or mention.places or mention.quantities or mention.act)


def _harms_nobody(mention: Mention) -> bool:
    """Return whether words only say that nobody was hurt, and nothing was told that could have hurt them."""
    none = bool(mention.quantities) and all(quantity.best == 0 for quantity in mention.quantities)
    return mention.harm and mention.event == GENERIC and none and not (mention.actors or mention.targets)


def _is_new(mention: Mention) -> bool:
    """Return whether what is told was not told before: "after the death of two men", "has lost 60 men since May"."""
    told_aside = (mention.background and mention.when is None) or (mention.beside and not mention.weak)
    return told_aside or bool(mention.apart and mention.harm and mention.quantities)


def _date_at_last(before: Mention, mention: Mention, out: Sequence[Told]) -> None:
    """Let what so far has only the day on which it was said take the day that a later telling of it names."""
    said = before.when
    if numbers_clash(before, mention):
        return  # seventy dead are not those of whom it was said on Thursday that they were thirty
    if said is None and mention.weak and not (before.background or mention.apart or mention.said_then):
        before.when = mention.when
    if not before.said_then or mention.said_then or mention.when is None or mention.apart:
        return
    same = [other.mention for other in out if other.mention.when is said]
    if said is not None and any(numbers_clash(each, mention) for each in same):
        return
    for each in same:
        each.when, each.said_then = mention.when, False


def _is_worth_telling(mention: Mention) -> bool:
    """Return whether words that refer back tell a day, numbers, whom to blame, or two of who, whom and where."""
    if mention.act == "accuses" and mention.actors:
        return True
    who = bool(mention.actors) + bool(mention.targets) + bool(mention.places)
    return bool(mention.when or mention.quantities or who > (not mention.leads))


def _only_refers(each: Told) -> bool:
    """Return whether somebody merely speaks of what others told ("the mayor condemned the attack")."""
    mention = each.mention
    told_more = mention.actors or mention.quantities or mention.stance != "asserted"
    return mention.weak and not told_more and mention.act not in {"confirms", "claims-responsibility", "denies"}


def _adds_nothing_new(before: Told, each: Told) -> bool:
    one, two = before.mention, each.mention
    killed = one.harm or any(quantity.measure == "killed" for quantity in one.quantities)
    beside = two.event in BY_FIRE and one.event not in LESSER and bool(two.targets) and not two.weak
    held = one.event in BY_FIRE and two.event == "takeover"  # a village that had burnt was taken
    if held or (beside and (killed or differ(one.targets, two.targets))):
        return False  # who killed, or raided a village, and then burnt the market
    if _others_hit_others(one, two) or fell_in_a_town(one, two) or raided_and_taken(one, two):
        return False
    if {one.event, two.event} == BY_FIRE and differ(one.targets, two.targets):
        return False  # who burnt houses and then looted a clinic
    return stops(one) == stops(two) and not (clash(one, two) or _count_clash(one, two) or newly_accuses(one, two))


def _count_clash(one: Mention, two: Mention) -> bool:
    ones, twos = ({q.best for q in each.quantities if q.measure == "incidents"} for each in (one, two))
    new = bool(two.targets) and not one.targets and one.paragraph != two.paragraph  # "106 executions", then one attack
    other = new or differ(one.targets, two.targets)
    several = ones and not twos and ones != {1} and not (two.weak or two.harm) and other
    return bool(several) or len(ones | twos) > 1


def _antecedent(each: Told, before: Sequence[Told]) -> Told | None:
    """Return the latest incident told that this mention can be about, rather one of the same voice."""
    mention, main = each.mention, main_of(before)
    fits = (
        other
        for other in reversed(before[-_FAR_BACK:])
        if _fits(mention, other.mention) and _is_told(mention, other.mention) and not _is_late(mention, other.mention)
        if not (_is_elsewhere(mention, other.mention) and is_aside(each, other, main))
    )
    if mention.answers or (not mention.weak and not (mention.harm and mention.event == GENERIC)):
        return min(fits, key=lambda other: _is_fire(mention, other.mention), default=None)
    if not mention.weak:  # rather of what harms people than of what was shot down, and of what kills than of a fire
        sparing = _SPARING | BY_FIRE if any(q.measure == "killed" for q in mention.quantities) else _SPARING

        def unlikely(other: Told) -> tuple[bool, ...]:
            told = other.mention
            vague = told.harm and not told.quantities  # "executing residents", beside the attack that killed 130
            return told.long_ago, is_aside(each, other, main), told.event in sparing, vague

        found = min(fits, key=unlikely, default=None)
        far = found is not None and mention.sentence - found.mention.sentence > _NEAR
        return None if far and _has_just_fallen(mention, before[-1].mention) else found

    lately = before[-2 * _FAR_BACK :]

    def strange(other: Told) -> tuple[bool, ...]:
        told = other.mention
        kind = compatible(mention.event, told.event)
        fell = is_toll_of(told, lately)
        bare = not (told.targets or told.quantities or told.actors)  # "explosions were heard"
        other_way = mention.strike and not told.strike and told.event not in _STRIKES
        return (
            told.long_ago,
            told.apart,
            fell,
            bare,
            other_way,
            other.who != each.who,
            not kind,
            _is_fire(mention, told),
        )

    # the latest, but rather one's own, and of these rather of the same kind
    return min(fits, key=strange, default=None)


def _is_elsewhere(mention: Mention, other: Mention) -> bool:
    """Return whether a new paragraph says where something happened, of which an earlier incident tells no place."""
    return mention.paragraph != other.paragraph and bool(mention.places) and not other.places


def _is_fire(mention: Mention, other: Mention) -> bool:
    """Return whether words for an attack would be about a fire or a looting, which are told beside the raid itself."""
    return mention.event == GENERIC and other.event in BY_FIRE


def _is_late(mention: Mention, other: Mention) -> bool:
    """Return whether a denial stands too far off to answer what was told: "the army denies it" is of the last words."""
    return mention.answers and mention.sentence - other.sentence > 1


def _fits(mention: Mention, other: Mention) -> bool:
    later = mention.apart != other.apart and not (other.apart and mention.harm)  # "after fights the toll rose"
    if (later or mention.long_ago != other.long_ago) and mention.sentence == other.sentence:
        return False  # what one sentence tells came after the other
    if (other.harm and is_then_burnt(other, mention)) or (mention.harm and is_robbed_then_killed(other, mention)):
        return False
    if mention.entry != other.entry and mention.harm and not mention.weak and not _same_place(mention, other):
        return False
    if (mention.sentence == other.sentence and _told_beside(mention, other)) or _is_of_others(mention, other):
        return False
    if not mention.answers and _is_misnamed(mention, other):
        return False
    if mention.answers:
        may_be = other.stance != "anticipated"  # nobody denies what is yet to come
    elif mention.harm:
        may_be = mention.event == GENERIC or compatible(mention.event, other.event)
    elif mention.weak:  # whoever took a place and killed for it attacked it
        may_be = _are_kin(mention, other) or (mention.event == GENERIC and other.event == "takeover" and _hurts(other))
        may_be = may_be and not (mention.actors and fought_beside(mention, other))  # "the fighting between A and B"
    else:
        may_be = _is_near(mention, other) and compatible(mention.event, other.event) and _are_kin(mention, other)
        may_be = may_be and not fought_apart(mention, other)
    may_be = may_be or (mention.sentence - other.sentence <= _NEAR and _share_target(mention, other))
    return may_be and not _distinct(mention, other)


def _is_misnamed(mention: Mention, other: Mention) -> bool:
    """Return whether what was told before would not be called so: "the massacre", where nobody was hurt."""
    stopped = mention.event == GENERIC and stops(other)  # "the attack" is not how it was stopped
    return mention.weak and (stopped or (mention.event == "massacre" and not _hurts(other)))


def _is_of_others(mention: Mention, other: Mention) -> bool:
    """Return whether a new paragraph says who fled, or who killed whom where, and what was told before neither."""
    if mention.paragraph == other.paragraph:
        return False
    new = mention.deadly and names_doers(mention) and mention.places and differ(mention.targets, other.targets)
    nameless = other.quantities and not (other.actors or other.places)
    return mention.event == _FLIGHT != other.event or bool(new and nameless)


def _same_place(one: Mention, two: Mention) -> bool:
    """Return whether two mentions name places, and these may be one."""
    return bool(one.places and two.places) and not places_clash(one.places, two.places)


def _told_beside(mention: Mention, other: Mention) -> bool:
    """Return whether one sentence tells of two deeds: by other means or hands; a clinic looted, a school burnt."""
    apart = strike_apart(mention, other) or other_hands(other, mention) or accuse_apart(mention, other)
    apart = apart or hurt_apart(mention, other)
    return apart or (mention.event != other.event and _each_hits(mention, other))


def _each_hits(one: Mention, two: Mention) -> bool:
    """Return whether two deeds have each its own target: a fire and a looting, or those of two hands or means."""
    fires = {one.event, two.event} == BY_FIRE
    told = not (one.harm or two.harm) and (fires or not (one.weak or two.weak))
    if not (told and one.targets and two.targets):
        return False
    hands = [(*each.actors, *each.means) for each in (one, two)]
    return fires or (differ(*hands) and differ(one.targets, two.targets))


def _others_hit_others(one: Mention, two: Mention) -> bool:
    """Return whether others, or other arms, hit something else: "rebels hit a post; the army shelled two villages"."""
    lesser = one.event != two.event and {one.event, two.event} & LESSER
    told = not (one.weak or two.weak or two.harm or lesser or (one.harm and two.event not in _BY_OTHERS))
    hands = (differ(one.actors, two.actors) and names_doers(one) and names_doers(two)) or by_other_means(one, two)
    arms = one.paragraph != two.paragraph and differ(one.means, two.means)  # a bomb in a car, and in Taiz a mine
    far = two.pronoun is not None and bool(one.actors) and two.sentence - one.sentence > 1  # of somebody named between
    return told and (hands or arms or far) and differ(one.targets, two.targets)


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
    if mention.harm and mention.event == GENERIC and events()[other.event].family not in VIOLENT:
        return False
    apart = mention.sentence == other.sentence or (mention.paragraph != other.paragraph and names_doers(mention))
    if is_taken_and_killed(other, mention) or (apart and is_taken_and_killed(mention, other)):
        return False
    return not (
        mention.harm
        and mention.event == GENERIC
        and mention.stance != other.stance
        and other.stance in {"denied", "anticipated"}
    )


def _has_just_fallen(mention: Mention, other: Mention) -> bool:
    """Return whether the sentence before tells of a place taken, in the fight for which people may have died."""
    return other.event == "takeover" and mention.sentence - other.sentence == 1


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
    if _outlasts(one, two) or (is_overall(two) and (one.quantities or one.targets) and not one.weak):
        return True
    if one.weak or not one.actors or not two.actors:
        return False
    actors_one, actors_two = {a.id for a in one.actors if a.id}, {a.id for a in two.actors if a.id}
    return bool(actors_one and actors_two and not actors_one & actors_two)


def _outlasts(one: Mention, two: Mention) -> bool:
    """Return whether one counts all that fell since some day before the other's: "since 8 October, 390 have died"."""
    start, interval, end = ((one.when.edtf if one.when else None) or "").partition("/")
    if not (one.background and interval):
        return False
    day = (two.when.edtf if two.when else None) or ""
    return start < day[:10] if day and "/" not in day else start[:7] < end[:7] and start != day.partition("/")[0]


def _may_date(one: Mention, two: Mention) -> bool:
    """Return whether a mention may tell the day of an earlier one that has only the day on which it was said."""
    if one.said_then or not two.said_then or one.when is None or two.when is None or one.event == "takeover":
        return False
    earlier = (one.when.edtf or "") < (two.when.edtf or "")
    same = {actor.refers or actor.span for actor in one.actors if isinstance(actor, Actor)}
    told = any(actor.span in same for actor in two.actors)  # "The attackers", who were named there
    return earlier and (one.weak or one.recalls or one.hurt is not None or told or _share_target(one, two))


def _inherit(mention: Mention, before: Mention) -> None:
    if mention.stance != "anticipated" or before.stance == "anticipated":  # a threat is not of that day
        if mention.when is None and not mention.unresolved:
            mention.when, mention.said_then = before.when, before.said_then
        mention.places = mention.places or list(before.places)
    may_be_told = (
        mention.weak and before.event not in {GENERIC, _CLASH, *LESSER} and compatible(mention.event, before.event)
    )
    may_be_told = may_be_told and not stops(mention)  # what was shot down is no strike
    unnamed = mention.event == GENERIC and (mention.weak or mention.harm or mention.recalls)
    unnamed = unnamed and not killed_by_others(mention, before)
    if may_be_told or (unnamed and before.event not in LESSER and not stops(before)):
        mention.event = before.event
    if mention.answers:
        mention.event, mention.actors = before.event, mention.actors or list(before.actors)
    if mention.weak or (mention.event == before.event and not mention.harm):
        mention.targets = mention.targets or targets_left(mention, before)
