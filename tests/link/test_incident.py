"""Claims become incidents that keep every difference; copies corroborate nothing; groups do not chain."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.link import incidents, lineages, why
from corrobora.link.columns import columns
from corrobora.link.compare import Picked, levels
from corrobora.link.evidence import FIXED, Weights, pattern
from corrobora.link.rows import rows
from corrobora.link.telling import tellings
from corrobora.settings import BestRule
from corrobora.types import Claim, Incident, Range, Reading, Span
from tests.factory import incident, quantity, reading, voice

DAY = "2021-10-01"
RULES: tuple[BestRule, ...] = ("most-origins", "ucdp")


def link(*readings: Reading) -> tuple[Incident, ...]:
    return incidents(readings, lineages(readings))


def only(*readings: Reading) -> Incident:
    (found,) = link(*readings)
    return found


def raid(words: str = "", **changed: Any) -> Claim:  # noqa: ANN401 - whatever the factory takes
    return incident(words, **{"when": DAY, "where": ["boni"], **changed})


def test_two_outlets_that_tell_the_same_are_one_incident_with_two_origins() -> None:
    found = only(reading("a", raid(killed=13)), reading("b", raid(killed=13)))
    assert (found.origins, found.grade, found.documents) == (2, "fair", ("a", "b"))
    assert found.harm == {"killed": Range(13, 13, 13)}
    assert found.values == ()
    assert found.disputed == ()


def test_a_copy_corroborates_nothing() -> None:
    text = "Raiders burned two lorries at the customs post in Boni on Friday morning, and 13 guards were killed there."
    found = only(*(reading(uri, raid(text, killed=13), text=text) for uri in "abcdefgh"))
    assert (found.origins, found.grade, len(found.documents)) == (1, "weak", 8)
    assert "7 copies add nothing" in found.reason


def test_words_taken_over_in_part_corroborate_nothing_but_own_words_do() -> None:
    taken = "Raiders burned two lorries at the customs post in Boni on Friday, and 13 guards died in the fire there."
    own = "The town's mayor later walked through the ruins and counted fourteen graves, dug in haste by the river."
    source = reading("a", raid(taken, killed=13), text=taken, published="2021-10-01")
    half = reading("b", raid(taken, killed=13), text=f"{taken}\n{own}\n{own.upper()}", published="2021-10-02")
    assert only(source, half).origins == 1
    seen = "I saw smoke from the ferry and fourteen bodies under the mango trees, said Mayor Diallo by telephone."
    third = reading(
        "c", raid(seen, killed=14, said=voice("Mayor Diallo")), text=f"{taken}\n{seen}", published="2021-10-03"
    )
    assert only(source, half, third).origins == 2


def test_a_forwarded_message_is_the_word_of_whose_it_was() -> None:
    post = reading("a", raid("Thirteen died at Boni.", killed=13), outlet="River Agency")
    other = "At the post of Boni, 13 guards are dead."
    passed = reading("b", raid(other, killed=13), text=other, outlet="Delta Channel")
    passed = replace(passed, document=replace(passed.document, forwarded_from="River Agency"))
    again = replace(passed, document=replace(passed.document, uri="c", outlet="Sahel Group"))
    assert only(post, passed).origins == 1
    found = only(passed, again)
    assert (found.origins, found.grade) == (1, "weak")
    assert "River Agency" in found.reason
    seen = "I saw thirteen coffins leave Boni for the river, a trader told us by telephone from the ferry."
    own = reading("c", raid(seen, killed=13), text=seen, outlet="Sahel Group")
    assert only(post, passed, own).origins == 2


def test_one_speaker_in_two_outlets_is_one_origin() -> None:
    found = only(reading("a", raid(said=voice("Awa Sall"))), reading("b", raid(said=voice("Awa Sall"))))
    assert (found.origins, found.grade) == (1, "weak")


def test_two_who_cite_one_agency_are_one_origin() -> None:
    found = only(*(reading(uri, raid(said=voice("a police lieutenant", "afp"))) for uri in "ab"))
    assert found.origins == 1


def test_a_narrator_rests_on_the_speaker_that_the_article_quotes() -> None:
    found = only(reading("a", raid(), raid(killed=13, said=voice("Awa Sall"))))
    assert found.origins == 1


def test_contradictory_tolls_stay_visible() -> None:
    found = only(
        reading("a", raid(killed=25, said=voice("Awa Sall"))), reading("b", raid(killed=60, said=voice("Issa Ba")))
    )
    assert found.harm["killed"].low == 25
    assert found.harm["killed"].high == 60
    assert found.disputed == ("killed",)
    assert {(d.value, len(d.claims)) for d in found.values if d.field == "killed"} == {("25", 1), ("60", 1)}


def test_the_best_number_is_that_of_the_most_origins_not_of_the_most_copies() -> None:
    text = "Raiders burned two lorries at the customs post in Boni on Friday morning, and 60 guards were killed there."
    copies = [reading(f"c{n}", raid(text, killed=60), text=text) for n in range(5)]
    others = [reading(f"u{n}", raid(killed=25, said=voice(name))) for n, name in enumerate(["Awa Sall", "Issa Ba"])]
    assert only(*copies, *others).harm["killed"] == Range(25, 25, 60)


def test_a_revision_is_no_dispute_and_keeps_its_dates() -> None:
    found = only(
        reading("a", raid(killed=13, said=voice("Awa Sall")), published="2021-10-02"),
        reading("b", raid(killed=25, said=voice("Awa Sall")), published="2021-10-04"),
    )
    assert found.disputed == ()
    assert [d.value for d in found.values if d.field == "killed"] == ["13, said 2021-10-02", "25, said 2021-10-04"]
    assert found.harm["killed"] == Range(13, 25, 25)


def test_the_story_tells_how_a_number_changed() -> None:
    found = only(
        reading("a", raid(killed=25, injured=4, said=voice("Awa Sall")), published="2021-10-02"),
        reading("b", raid(killed=25), published="2021-10-03"),
        reading("c", raid(killed=89, said=voice("Awa Sall")), published="2021-10-04"),
        reading("d", raid(killed=89), published="2021-10-05"),
    )
    assert [(step.day, step.measure, step.number) for step in found.story] == [
        ("2021-10-02", "killed", 25),
        ("2021-10-04", "killed", 89),
    ]
    assert len(found.story[1].claims) == 1
    assert only(reading("a", raid(killed=25))).story == ()


@pytest.mark.parametrize(
    ("rule", "number"),
    [("most-origins", 25), ("most-recent-official", 40), ("lowest", 7), ("ucdp", 25), ("acled", 7)],
)
def test_the_best_number_is_by_the_rule_that_is_asked_for(rule: BestRule, number: int) -> None:
    made = [
        reading("a", raid(killed=60, said=voice("mali-government")), published="2021-10-01"),
        reading("b", raid(killed=25, said=voice("Awa Sall")), published="2021-10-02"),
        reading("c", raid(killed=25, said=voice("Issa Ba")), published="2021-10-02"),
        reading("d", raid(killed=40, said=voice("mali-government")), published="2021-10-03"),
        reading("e", raid(killed=90, said=voice("a witness")), published="2021-10-04"),
        reading("f", raid(killed=7, said=voice("Moussa Keita")), published="2021-10-04"),
    ]
    (found,) = incidents(made, lineages(made), rule)
    assert found.harm["killed"] == Range(7, number, 90)


def test_of_equally_many_origins_ucdp_takes_the_lower_number() -> None:
    made = [reading("a", raid(killed=25, said=voice("Awa Sall"))), reading("b", raid(killed=60, said=voice("Issa Ba")))]
    numbers = [incidents(made, (), rule)[0].harm["killed"].best for rule in RULES]
    assert numbers == [60, 25]


def test_at_least_and_a_higher_number_are_no_dispute() -> None:
    found = only(reading("a", raid(killed_least=13)), reading("b", raid(killed=20)))
    assert found.disputed == ()
    assert found.harm["killed"].low == 13


def test_no_upper_bound_is_shown_as_none() -> None:
    assert only(reading("a", raid(killed_least=13))).harm["killed"] == Range(13, 13, None)


def test_six_convoys_are_not_one() -> None:
    six = reading("a", incident("Six convoys were hit.", when=DAY, where=["dhi-qar"], incidents=6))
    one = reading("b", incident("A convoy was hit.", when=DAY, where=["nasiriyah"]))
    assert len(link(six, one)) == 2
    again = reading("c", incident("Six convoys.", when=DAY, where=["dhi-qar"], incidents=6))
    assert len(link(six, again)) == 1


def test_one_voice_that_tells_two_things_means_two() -> None:
    made = reading("a", incident("one", when=DAY, where=["dhi-qar"]), incident("two", when=DAY, where=["babil"]))
    assert len(link(made)) == 2
    near = reading("a", incident("one", when=DAY, where=["nasiriyah"]), incident("two", when=DAY, where=["suq"]))
    assert len(link(near)) == 2
    next_day = reading("a", raid("one"), raid("two", when="2021-10-02"))
    assert len(link(next_day)) == 2


def test_two_towns_near_each_other_are_one_place_unless_more_speaks_against_it() -> None:
    first = reading("a", incident(when=DAY, where=["nasiriyah"], killed=4))
    assert len(link(first, reading("b", incident(when=DAY, where=["suq"])))) == 1
    assert len(link(first, reading("b", incident(when=DAY, where=["suq"], killed=9)))) == 2
    assert len(link(first, reading("b", incident(when="2021-10-02", where=["suq"])))) == 2
    same = reading("b", incident(when=DAY, where=["suq"], by=["jnim"], killed=4))
    assert len(link(first, same)) == 1


def test_one_voice_that_corrects_itself_means_one() -> None:
    assert len(link(reading("a", raid("first", killed=13), raid("later", killed=25)))) == 1


def test_a_coarse_claim_does_not_chain_two_provinces() -> None:
    made = [
        reading("a", incident(when=DAY, where=["dhi-qar"], by=["ashab-al-kahf"])),
        reading("b", incident(when=DAY, where=["babil"], by=["ashab-al-kahf"])),
        reading("c", incident(when=DAY, where=["iraq"], by=["ashab-al-kahf"])),
    ]
    found = link(*made)
    assert len(found) == 2
    assert not any({"a", "b"} <= set(each.documents) for each in found)


def test_days_do_not_chain() -> None:
    made = [reading(str(day), raid(when=f"2021-10-0{day}")) for day in range(1, 7)]
    assert all(len(each.documents) <= 2 for each in link(*made))


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2021-10-04"},
        {"where": ["hilla"]},
        {"event": "protest"},
        {"when": None, "where": []},
        {"where": ["mali"]},
    ],
    ids=["days apart", "places apart", "another kind", "nothing known", "only the country"],
)
def test_what_is_not_one(other: dict[str, Any]) -> None:
    assert len(link(reading("a", raid()), reading("b", raid(**other)))) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"where": ["mopti"]},
        {"where": ["mali"], "by": ["jnim"]},
        {"when": "2021-09-28/2021-10-03"},
        {"when": None, "by": ["jnim"]},
        {"where": [], "by": ["jnim"]},
        {"event": "bombing"},
        {"by": ["Some other band"]},
    ],
    ids=[
        "the province",
        "the country and the actor",
        "an interval",
        "no day",
        "no place",
        "kind",
        "attribution",
    ],
)
def test_what_may_be_one(other: dict[str, Any]) -> None:
    first = reading("a", raid(by=["jnim"]), published="2021-10-02")
    assert len(link(first, reading("b", raid(**other), published="2021-10-03"))) == 1


def test_an_undated_claim_is_about_nothing_that_came_later() -> None:
    first = reading("a", raid(by=["jnim"]), published="2021-10-02")
    early = reading("b", raid(when=None, by=["jnim"]), published="2021-09-20")
    assert len(link(first, early)) == 2


def test_the_most_exact_kind_day_and_place_stand_first() -> None:
    found = only(
        reading("a", raid(event="attack", when="2021-10", where=["mopti"], by=["jnim"], killed=3)),
        reading("b", raid(event="bombing", by=["jnim"], killed=3)),
    )
    assert (found.event, found.when, found.places[0].name) == ("bombing", DAY, "boni")


def test_the_id_stays_when_a_later_claim_joins() -> None:
    first = reading("m", raid(), published="2021-10-01")
    later = [reading(uri, raid(killed=n), published=f"2021-10-0{n}") for n, uri in enumerate("zab", 2)]
    assert {only(first, *later[:n]).id for n in range(4)} == {only(first).id}


def test_failed_readings_are_left_aside() -> None:
    from dataclasses import replace

    from corrobora.types import Failure

    assert link(replace(reading("a", raid()), error=Failure("empty", "a: empty"))) == ()


def test_why_names_the_evidence() -> None:
    made = [reading("a", raid(killed=13)), reading("b", raid(killed=13, where=["mopti"]))]
    lines = [line for head, below in why(only(*made), made) for line in (head, *below)]
    assert lines[0].endswith("told it first")
    assert any("one place lies in the other" in line for line in lines)
    assert any("13 killed" in line for line in lines)


def test_why_weighs_as_the_ledger_learned() -> None:
    made = [reading("a", raid(killed=13)), reading("b", raid(killed=13, where=["mopti"]))]
    heavy = Weights(dict(FIXED.table, numbers=(0.0, *[7.25] * (len(FIXED.table["numbers"]) - 1))))
    assert any(line.startswith("+7.2 numbers") for _, below in why(only(*made), made, heavy) for line in below)


def test_told_on_the_day_is_nearer_than_told_weeks_later() -> None:
    told = [raid(when=DAY), raid(when=None), raid(when=None)]
    days = (DAY, DAY, "2021-11-20")
    made = tellings(reading(uri, claim, published=day) for uri, claim, day in zip("abc", told, days, strict=True))
    claims, one, two = columns(rows(made)), np.array([0, 0]), np.array([1, 2])
    soon, late = FIXED.totals()[pattern(levels(Picked(claims, one), Picked(claims, two)))]
    assert soon > late


CLAIMS = st.builds(
    lambda event, when, where, by, killed, many, who, stance: incident(
        event=event,
        when=when,
        where=where,
        by=by,
        said=voice(who) if who else None,
        stance=stance,
        **{measure: number for measure, number in (("killed", killed), ("incidents", many)) if number is not None},
    ),
    st.sampled_from(["attack", "bombing", "protest"]),
    st.sampled_from([DAY, "2021-10-02", "2021-10-04", "2021-10", None]),
    st.sampled_from([["boni"], ["mopti"], ["mali"], ["hilla"], []]),
    st.sampled_from([["jnim"], ["us-forces"], []]),
    st.sampled_from([3, 5, None]),
    st.sampled_from([None, None, 2, 6]),
    st.sampled_from(["Awa Sall", "a witness", "afp", None]),
    st.sampled_from(["asserted", "asserted", "denied", "anticipated"]),
)
READINGS = st.lists(
    st.tuples(st.lists(CLAIMS, max_size=3), st.sampled_from([DAY, "2021-10-03", None])), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(READINGS, st.randoms(use_true_random=False))
def test_order_is_of_no_matter_and_no_claim_is_lost_or_told_twice(made: list, chance: object) -> None:  # type: ignore[type-arg]
    readings = [reading(f"u{n}", *claims, published=published) for n, (claims, published) in enumerate(made)]
    found = link(*readings)
    chance.shuffle(readings)  # type: ignore[attr-defined]
    assert link(*readings) == found
    told = [claim for each in found for claim in each.claims]
    assert len(told) == len(set(told))
    asserted = {c.id for r in readings for c in r.claims if c.stance == "asserted"}
    assert asserted <= set(told)


def test_every_order_of_three() -> None:
    made = [
        reading("a", raid(killed=3)),
        reading("b", raid(killed=5, where=["mopti"])),
        reading("c", raid(when="2021-10-02")),
    ]
    assert len({str(link(*order)) for order in permutations(made)}) == 1


def test_what_one_article_leaves_to_be_understood_joins() -> None:
    made = reading("a", raid(killed=3, said=voice("Awa Sall")), incident(event="attack", when=DAY, missing=60))
    assert only(made).harm.keys() == {"killed", "missing"}


def test_an_interception_and_the_attack_that_it_answers_are_two() -> None:
    fired = raid(event="shelling", by=["russia"], said=voice("ukraine-air-force"), munitions=30)
    downed = raid("downed", event="interception", by=["ukraine-air-force"], said=voice("ukraine-air-force"))
    found = link(reading("a", fired, downed), reading("b", fired, downed, published="2021-11-29"))
    assert sorted((each.event, each.grade) for each in found) == [("interception", "weak"), ("shelling", "weak")]


def test_a_number_that_counts_the_dead_counts_no_incidents() -> None:
    from dataclasses import replace

    many = raid("31 dead", incidents=31, killed=31)
    many = replace(many, quantities=tuple(replace(q, span=Span(0, 2)) for q in many.quantities))
    assert len(link(reading("a", raid(killed=3)), reading("b", many))) == 1


def test_an_attack_that_killed_is_not_named_by_what_was_burned_beside() -> None:
    told = reading("a", raid("They shot nine.", killed=9), raid("They burned granaries.", event="arson"))
    (found,) = link(told)
    assert found.event == "attack"
    assert only(reading("b", raid("They burned granaries.", event="arson"))).event == "arson"


def test_an_article_that_tells_of_two_days_means_two_whoever_tells_them() -> None:
    first = reading("a", raid("The depot burned.", by=["mali-army"], killed=9))
    second = reading("b", raid("The market was hit.", when="2021-10-02", by=["mali-army"], killed_least=7))
    both = reading(
        "c",
        raid("Seven fell in the market.", when="2021-10-02", by=["mali-army"], killed_least=7, said=voice("a medic")),
        raid("Nine had fallen at the depot the day before.", killed=9),
    )
    found = link(first, second, both)
    assert [(each.when, each.documents) for each in found] == [("2021-10-01", ("a", "c")), ("2021-10-02", ("b", "c"))]


def test_two_voices_who_give_one_toll_for_two_days_mean_one() -> None:
    made = reading(
        "a",
        raid("Thirteen fell on Friday.", killed=13, said=voice("a medic")),
        raid("It was on Saturday that the thirteen fell.", when="2021-10-02", killed=13, said=voice("a guard")),
    )
    assert len(link(made)) == 1


def hit(event: str, by: str, on: str, who: str) -> Claim:
    """Return a claim of somebody unnamed who hit something, by who says so."""
    return raid(f"{by} {event} {on}.", event=event, by=[by] if by else [], on=[on], said=voice(who))


@pytest.mark.parametrize(
    ("raiders", "village", "army", "struck"),
    [
        ("Gunmen", "A village", "The army", "Positions of the gunmen"),
        ("Gunmen", "A village", "The army", "A camp in the hills"),
        ("Gunmen", "A village", "", "The gunmen"),
        ("Des hommes armés", "Un village", "Les soldats", "Les positions de ces hommes armés"),
        ("مسلحون", "قرية", "الجيش", "مواقع للمسلحين"),
    ],
)
def test_shelling_those_who_attacked_is_another_thing_than_what_they_did(
    raiders: str, village: str, army: str, struck: str
) -> None:
    attack, answer = hit("attack", raiders, village, "a villager"), hit("shelling", army, struck, "a spokesman")
    assert len(link(reading("a", attack, answer))) == 2
    assert len(link(reading("a", attack, replace(answer, event="attack")))) == 1


@pytest.mark.parametrize(
    ("by", "on"), [("Raiders", "The market hall"), ("The same gunmen", "A market stall"), ("", "A mill")]
)
def test_shelling_by_who_attacked_or_of_what_was_attacked_is_the_attack(by: str, on: str) -> None:
    attack, shelling = hit("attack", "Gunmen", "A market", "a villager"), hit("shelling", by, on, "a spokesman")
    assert len(link(reading("a", attack, shelling))) == 1


def test_a_region_beside_a_province_chains_no_provinces() -> None:
    south = replace(incident("Babil, in the south.", when=DAY, where=["babil"]))
    wide = replace(south.places[0], text="the south", name="the south", id=None, admin1=None, precision="region")
    south = replace(south, places=(*south.places, wide))
    assert len(link(reading("a", south), reading("b", incident(when=DAY, where=["dhi-qar"])))) == 2


def test_nobody_hurt_in_two_provinces_is_told_of_two_incidents() -> None:
    nobody = incident("Nobody was hurt.", when=DAY, where=["babil", "dhi-qar"], killed=0)
    two = incident("Two convoys were hit.", when=DAY, where=["babil", "dhi-qar"], incidents=2, said=voice("a guard"))
    one = reading("b", incident("A convoy was hit.", when=DAY, where=["babil"]))
    other = reading("c", incident("A convoy was hit.", when=DAY, where=["dhi-qar"]))
    found = {each.documents: each for each in link(reading("a", two, nobody), one, other)}
    assert found.keys() == {("a",), ("b",), ("c",)}
    assert found["a",].harm["killed"] == Range(0, 0, 0)


def test_a_denial_answers_what_is_told_as_another_kind_of_blow() -> None:
    strike = reading("a", raid("Aircraft hit the market.", event="airstrike", by=["mali-army"], killed=7))
    denial = raid(event="bombing", by=["mali-army"], said=voice("mali-army"), act="denies", stance="denied")
    found = only(strike, reading("b", denial))
    assert (found.event, found.grade) == ("airstrike", "contested")
    abduction = replace(denial, event="abduction")
    assert only(strike, reading("b", abduction)).grade == "weak"


def test_a_town_that_is_hit_daily_is_hit_as_often_and_one_number_told_of_two_days_is_one() -> None:
    first = reading("a", raid(by=["jnim"], killed=9), published="2021-10-02")
    again = raid(when="2021-10-02", by=["jnim"])
    assert len(link(first, reading("b", again, published="2021-10-03"))) == 2
    more = replace(again, quantities=(quantity("killed", 7, least=True),))
    assert len(link(first, reading("b", more, published="2021-10-03"))) == 2
    same = replace(again, quantities=(quantity("killed", 9),))
    assert len(link(first, reading("b", same, published="2021-10-03"))) == 1
