"""What English war reporting asks for: helpers before a verb, things that burn after a strike, tolls with parts."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document
from tests.read.english import Told, check, claims


@pytest.mark.parametrize(
    ("text", "event", "stance", "actors", "targets"),
    [
        ("Rebels managed to retake the village.", "takeover", "asserted", ["Rebels"], ["the village"]),
        ("Rebels began shelling the town.", "shelling", "asserted", ["Rebels"], ["the town"]),
        ("Troops continued to bomb the harbour.", "bombing", "asserted", ["Troops"], ["the harbour"]),
        ("Troops were forced to withdraw from Aleppo.", "withdrawal", "asserted", ["Troops"], []),
        ("Rebels tried to storm the base.", "attack", "asserted", ["Rebels"], ["the base"]),
        ("Rebels tried to capture the bridge.", "attack", "asserted", ["Rebels"], ["the bridge"]),
        ("Rebels vowed to storm the base.", "attack", "anticipated", ["Rebels"], ["the base"]),
        ("Soldiers abandoned the base on Monday.", "withdrawal", "asserted", ["Soldiers"], ["the base"]),
        ("Rebels seized Tal Zarnov from Kurdish fighters.", "takeover", "asserted", ["Rebels"], ["Tal Zarnov"]),
        ("Gunners knocked out a bridge.", "attack", "asserted", ["Gunners"], ["a bridge"]),
        ("Rebels sent drones against a depot.", "drone-strike", "asserted", ["Rebels"], ["a depot"]),
        ("Rebels fired rockets at a base near Aleppo.", "shelling", "asserted", ["Rebels"], ["a base"]),
        ("A tanker reported being hit by a missile.", "shelling", "asserted", [], ["A tanker"]),
        ("Rebels, officials said, shelled a market.", "shelling", "asserted", ["Rebels"], ["a market"]),
        ("Rebels, according to residents, shelled a market.", "shelling", "asserted", ["Rebels"], ["a market"]),
        ("Rebels never shelled the market.", "shelling", "denied", ["Rebels"], ["the market"]),
        ("Rebels loyal to the old mayor shelled a market.", "shelling", "asserted", ["Rebels"], ["a market"]),
        ("Gunmen in army fatigues raided a village.", "attack", "asserted", ["Gunmen"], ["a village"]),
        ("Gunmen armed with rifles raided a village.", "shooting", "asserted", ["Gunmen"], ["a village"]),
        ("A market was on Monday shelled by rebels.", "shelling", "asserted", ["rebels"], ["A market"]),
        ("A market, shelled by rebels, is in ruins.", "shelling", "asserted", ["rebels"], ["A market"]),
        ("A market that rebels shelled is in ruins.", "shelling", "asserted", ["rebels"], ["A market"]),
        ("Rebels attack base in Aleppo", "attack", "asserted", ["Rebels"], ["base"]),
        ("Rebels capture key town in Syria", "takeover", "asserted", ["Rebels"], ["key town"]),
        ("Russia shells Kherson", "shelling", "asserted", ["Russia"], ["Kherson"]),
    ],
)  # fmt: skip
def test_who_did_what(text: str, event: str, stance: str, actors: list[str], targets: list[str]) -> None:
    check(text, {"event": event, "stance": stance, "actors": actors, "targets": targets})


def test_what_burns_after_a_strike_was_its_target() -> None:
    fire = {"event": "drone-strike", "targets": ["a refinery"], "places": ["Ryazan"]}
    check("A fire broke out at a refinery in Ryazan after a drone attack.", fire)
    check("A depot in Kursk caught fire after a drone attack.", {"event": "drone-strike", "targets": ["A depot"]})


def test_a_bomber_at_the_gate_of_what_he_strikes() -> None:
    bomber = {"event": "suicide-bombing", "actors": ["A suicide bomber"], "targets": ["a mosque"], "killed": 6}
    check("A suicide bomber detonated his vest at the gate of a mosque, killing six.", bomber)


def test_tolls_with_what_stands_inside_them() -> None:
    most = {"killed": 23, "injured": 40}
    check("At least 23 people, most of them women and children, were killed and 40 wounded in an air strike.", most)
    check("Two guards were killed and another wounded in an ambush.", {"killed": 2, "injured": 1})
    check("The raid killed two guards and injured a third.", {"killed": 2, "injured": 1})
    check("The men shot 12 people dead.", {"event": "shooting", "killed": 12})
    check("Gunmen raid a market, kill 12, wound 30", {"actors": ["Gunmen"], "killed": 12, "injured": 30})
    check("Two brothers aged 4 and 7 were killed in a bombing.", {"event": "bombing", "killed": 2})


def test_what_is_only_measured_from_a_place_happened_there_where_no_other_is_named() -> None:
    (claim,) = claims("Two soldiers were killed in an ambush 12 km south of Djibo.")
    assert [(place.text, place.relation, place.km) for place in claim.places] == [("Djibo", "from", 12.0)]
    check("Two soldiers were killed in Kidal, 12 km south of Djibo.", {"places": ["Kidal"]})


def test_a_name_behind_in_is_a_place_though_it_looks_like_somebody() -> None:
    check("Troops raided a hideout in Mir Ali on Monday.", {"places": ["Mir Ali"], "actors": ["Troops"]})
    check("Gunmen attacked the village of Dan Kade.", {"places": ["village of Dan Kade"]})
    check("He has faith in Mir Ali. Mir Ali said rebels shelled a school.", {"speaker": "Mir Ali", "places": []})


def test_those_told_apart_by_a_comma_are_no_aside() -> None:
    both = {"event": "ambush", "actors": ["rebels"], "killed": 3, "injured": 14}
    check("Three soldiers killed, 14 wounded, two of them critically, in an ambush by rebels.", both)


def test_they_are_who_was_called_otherwise() -> None:
    burnt, stolen = claims("The gunmen reached Goma, where they burned shops and stole cattle.")
    assert [actor.name for claim in (burnt, stolen) for actor in claim.actors] == ["The gunmen", "The gunmen"]


def test_by_a_day_on_which_it_had_happened() -> None:
    taken = {"event": "takeover", "actors": ["rebels"], "when": "2024-05-13"}
    check("By Monday rebels had captured Goma.", taken)
    assert not claims("The army ordered residents of Goma to leave by Monday.")


def test_months_in_small_letters() -> None:
    check("On 14 march 2021 gunmen attacked a market.", {"actors": ["gunmen"], "when": "2021-03-14"})


def test_what_was_destroyed_in_flight() -> None:
    fired, stopped = claims("The army said 15 missiles were fired at Kerch and that 13 of them were destroyed.")
    assert (fired.event, stopped.event) == ("shelling", "interception")
    assert [(each.measure, each.best) for each in stopped.quantities] == [("intercepted", 13)]


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Ida struck Louisiana on Sunday, leaving 20 dead and destroying hundreds of homes.",
        "Flu has killed 120 people in Ohio, the health department said.",
        "A bus plunged into a ravine near Lima, killing 24 passengers.",
        "Firefighters battled a blaze at a warehouse.",
        "Retailers battled supply problems and slashed prices.",
        "The strike by nurses hit two hospitals.",
        "Tech shares came under attack from short sellers.",
        "The senator attacked the plan and was forced to withdraw it.",
        "Hackers targeted the voting system.",
    ],
)
def test_no_violence(text: str) -> None:
    assert not claims(text)


def test_an_accident_beside_an_arrest_harmed_by_nobody() -> None:
    check("A man was arrested in Leeds; two passengers were injured in the crash.", {"event": "arrest"})


def test_parties_to_a_fight() -> None:
    check("Troops battled rebels near Aleppo.", {"event": "armed-clash", "actors": ["Troops", "rebels"]})


def test_one_person_behind_that_is_counted() -> None:
    check("The mayor said that one person was killed by shelling.", {"event": "shelling", "killed": 1})


def test_another_incident_takes_nothing_of_the_one_before() -> None:
    first = "Four soldiers died when a landmine exploded in Gao on Sunday. "
    mine = {"event": "bombing", "killed": 4}
    check(first + "Separately, gunmen killed a mayor in Timbuktu.", mine, {"event": "attack", "killed": 1})
    check(first + "In a separate incident gunmen killed a mayor.", mine, {"event": "attack", "killed": 1})


def test_what_was_damaged_killed_nobody() -> None:
    strike, *_ = claims(
        "A children's hospital was damaged when an airstrike hit a building nearby, killing two children."
    )
    assert (strike.event, strike.actors) == ("airstrike", ())


def test_a_weapon_before_a_comma_is_no_part_of_killing() -> None:
    check("A house fell after being struck by a missile, killing 14.", {"event": "shelling", "killed": 14})
    check("A strike on a vehicle in Tyre killed two people.", {"targets": ["a vehicle"], "killed": 2})


def test_whoever_was_killed_in_his_turn() -> None:
    shot = {"actors": ["A gunman"], "targets": ["a bus"], "injured": 3}
    check(
        "A gunman opened fire on a bus, wounding three people, before being shot dead by soldiers.",
        shot,
        {"actors": ["soldiers"], "targets": ["A gunman"], "killed": 1},
    )


def test_what_came_after_somebody_was_killed_killed_nobody() -> None:
    check(
        "Troops raided a village after two guards were killed in Aleppo on Monday.",
        {"event": "attack", "actors": ["Troops"], "killed": None},
        {"event": "attack", "actors": [], "killed": 2},
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("As per the army, gunmen killed six civilians.", "the army"),
        ("As confirmed by the mayor, gunmen killed six civilians.", "the mayor"),
        ("According to figures from the army, gunmen killed six civilians.", "the army"),
        ("Gunmen killed six civilians, as the mayor told AFP.", "the mayor"),
        ("Gunmen killed six civilians, says the mayor.", "the mayor"),
        ("Gunmen killed six civilians, Reuters quoted the mayor as saying.", "the mayor"),
        ("The army said in its daily bulletin that gunmen killed six civilians.", "The army"),
    ],
)
def test_who_said_it(text: str, speaker: str) -> None:
    check(text, {"speaker": speaker, "killed": 6})


@pytest.mark.parametrize(
    ("text", "event", "actors"),
    [
        ("Hamas and Hezbollah have agreed to exchange prisoners.", "agreement", ["Hamas", "Hezbollah"]),
        ("More than 270 soldiers surrendered to the rebels.", "agreement", ["More than 270 soldiers"]),
        ("The EU and the UK slapped sanctions on six commanders.", "sanction", ["The EU", "the UK"]),
        ("Thousands of people took to the streets of Tbilisi.", "protest", ["Thousands of people"]),
    ],
)
def test_other_deeds(text: str, event: str, actors: list[str]) -> None:
    check(text, {"event": event, "actors": actors})


def test_whom_a_fire_forced_out() -> None:
    burnt, fled = {"event": "arson", "actors": ["Gangs"]}, {"event": "displacement", "displaced": 200}
    check("Gangs set fire to several homes, forcing 200 families to flee.", burnt, fled)
    check("They stormed a base and set two cars alight.", {"event": "attack"}, {"event": "arson"})


def test_who_was_hurt_seriously_and_what_happened_elsewhere_alike() -> None:
    text = "Two guards were killed by a mine in Garissa on Tuesday. Five others sustained serious injuries."
    mine, attack = {"event": "bombing", "killed": 2, "injured": 5}, {"event": "attack", "killed": 3}
    check(f"{text} A similar attack in Lamu last week left three soldiers dead.", mine, attack)


@pytest.mark.parametrize(
    ("text", "event", "actors", "targets"),
    [
        ("The army said it destroyed a Patriot system.", "attack", ["The army"], ["a Patriot system"]),
        ("Rebels destroyed a Russian S-400 system.", "attack", ["Rebels"], ["a Russian S-400 system"]),
        ("The army destroyed two howitzers near Gao.", "attack", ["The army"], ["two howitzers"]),
        ("A T-72 was hit in an air strike near Gao.", "airstrike", [], ["A T-72"]),
        ("Rebels attacked a drone control post near Gao.", "attack", ["Rebels"], ["a drone control post"]),
        ("The navy sank a patrol boat off Gao.", "attack", ["The navy"], ["a patrol boat"]),
        ("Divers cut an undersea cable in the Baltic Sea.", "sabotage", ["Divers"], ["an undersea cable"]),
        ("Two undersea cables were severed off Finland.", "sabotage", [], ["Two undersea cables"]),
        ("French troops left Niger on Friday.", "withdrawal", ["French troops"], []),
        ("Soldiers have left the country.", "withdrawal", ["Soldiers"], []),
        ("Some 200 Kenyan police officers arrived in Haiti.", "deployment", ["Some 200 Kenyan police officers"], []),
        ("Russian instructors arrived in Niger.", "deployment", ["Russian instructors"], []),
    ],
)
def test_arms_as_targets_lines_that_are_cut_and_forces_that_come_and_go(
    text: str, event: str, actors: list[str], targets: list[str]
) -> None:
    check(text, {"event": event, "actors": actors, "targets": targets})


@pytest.mark.parametrize(
    ("speaker", "answer"),
    [
        ("The army", "denied the claim."),
        ("The army", "rejected the report as false."),
        ("An army spokesman", "said this was not true."),
        ("The army", "said the claim was untrue."),
        ("The army", "called it a fabrication."),
        ("Army spokesman Ali Demir", "denied this on Sunday."),
    ],
)
@pytest.mark.parametrize(
    ("told", "event"),
    [("captured Aleppo", "takeover"), ("shot down a fighter jet over Aleppo", "interception")],
)
def test_a_claim_denied_in_the_next_sentence_is_denied_in_its_own_right(
    speaker: str, answer: str, told: str, event: str
) -> None:
    check(
        f"The rebels said they had {told}. {speaker} {answer}",
        {"event": event, "stance": "asserted", "speaker": "The rebels"},
        {"event": event, "stance": "denied", "speaker": speaker},
    )


@pytest.mark.parametrize(
    "text",
    [
        "The minister came under fire over his handling of the floods.",
        "The mayor came under attack for raising taxes.",
        "The senator attacked the president over the budget.",
        "The governor attacked his rival in a speech on Monday.",
        "Hackers attacked the ministry's website on Monday.",
        "The ferry capsized off Libya, killing 40 people.",
    ],
)
def test_words_of_war_for_politics_networks_and_accidents_tell_no_attack(text: str) -> None:
    check(text)


def test_those_hurt_by_other_means_in_one_sentence_were_hurt_in_another_attack() -> None:
    shelled = {"event": "shelling", "killed": 3, "injured": None}
    check(
        "Three people were killed by shelling in Kherson, while two were wounded by a drone.",
        shelled,
        {"event": "drone-strike", "injured": 2, "killed": None},
    )
    check(
        "Three people were killed by shelling in Nikopol, while a drone attack wounded two in Marhanets.",
        {**shelled, "places": ["Nikopol"]},
        {"event": "drone-strike", "injured": 2, "places": ["Marhanets"]},
    )
    check("A missile strike in Kherson killed three people and wounded two.", {"event": "shelling", "killed": 3})


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("An air strike on a school sheltering displaced families in Aleppo killed 18 people.", 18),
        ("An air strike on a school housing displaced people in Aleppo killed nine.", 9),
    ],
)
def test_those_whom_a_school_shelters_killed_nobody(text: str, killed: int) -> None:
    check(text, {"event": "airstrike", "actors": [], "targets": ["a school"], "places": ["Aleppo"], "killed": killed})


def test_what_is_shot_down_over_a_capital_is_shot_down_there() -> None:
    check("Soldiers shot down two missiles over Kyiv, its mayor said.", {"event": "interception", "places": ["Kyiv"]})


@pytest.mark.parametrize(
    ("text", "event", "actors", "targets"),
    [
        ("A drone crashed into a fuel storage site.", "drone-strike", [], ["a fuel storage site"]),
        ("A shell landed in a yard.", "shelling", [], ["a yard"]),
        ("Air strikes on Monday and Tuesday targeted militia depots.", "airstrike", [], ["militia depots"]),
        ("Soldiers returned fire at the gunmen.", "shooting", ["Soldiers"], ["the gunmen"]),
        ("The rebels broke through government lines.", "attack", ["The rebels"], ["government lines"]),
        ("Fighting raged in Goma.", "armed-clash", [], []),
        ("Protesters blocked roads in Beirut.", "protest", ["Protesters"], []),
        ("The two sides agreed to halt fighting.", "agreement", ["The two sides"], []),
    ],
)
def test_ways_of_falling_answering_breaking_through_and_blocking(
    text: str, event: str, actors: list[str], targets: list[str]
) -> None:
    check(text, {"event": event, "actors": actors, "targets": targets})


def test_who_claims_an_attack_in_the_passive_claims_it() -> None:
    text = "Twelve soldiers were killed in Gao on Friday. The attack was claimed on Sunday by Ansaru."
    assert [(claim.act, claim.when and claim.when.edtf) for claim in claims(text)] == [
        ("states", "2024-05-10"),
        ("claims-responsibility", "2024-05-10"),
    ]


def test_a_comma_joins_two_parties_in_a_heading() -> None:
    check("Israel, Hamas agree ceasefire.", {"event": "agreement", "actors": ["Israel", "Hamas"]})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Car bomb wounds mayor in Idlib.", {"event": "bombing", "places": ["Idlib"]}),
        ("Russia and Ukraine swap 200 prisoners.", {"event": "agreement", "actors": ["Russia", "Ukraine"]}),
        ("With the help of God, our fighters shelled the base.", {"event": "shelling", "places": []}),
    ],
)
def test_headings_of_harm_swaps_and_communiques(text: str, told: Told) -> None:
    check(text, told)


def test_a_place_before_what_resulted_is_where_it_happened() -> None:
    text = "Clashes between SAF and RSF were reported in El Fasher, resulting in the displacement of 500 families."
    assert [place.text for place in claims(text)[0].places] == ["El Fasher"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Rebels killed nine men at Zumbarra.", {"places": ["Zumbarra"]}),
        ("Residents of Zum Barra fled on Sunday.", {"places": ["Zum Barra"], "event": "displacement"}),
        ("Two boats were attacked in the Shatt al-Zorvak.", {"places": ["Shatt al-Zorvak"]}),
        ("Militants hit a convoy in the Zorvak camp.", {"places": ["Zorvak camp"], "targets": ["a convoy"]}),
        ("Police shot a man in the Zorvak neighbourhood.", {"places": ["Zorvak neighbourhood"]}),
        ("Aleppo – Rebels shelled a base in Idlib on Sunday.", {"places": ["Idlib"]}),
        ("The army bombed a depot.", {"event": "airstrike", "actors": ["The army"]}),
        ("Army aircraft bombed a depot.", {"event": "airstrike", "targets": ["a depot"]}),
        ("Tanks pushed deeper into Idlib.", {"event": "attack"}),
        ("Rebels closed in on Idlib.", {"event": "attack", "places": ["Idlib"]}),
        ("The truce came into force on Friday.", {"event": "agreement", "when": "2024-05-10"}),
        ("The government and the rebels sign peace deal in Doha", {"event": "agreement"}),
        ("The two sides accused each other of violating the truce.", {"event": "ceasefire-violation"}),
        ("Fighting is under way between two militias in Idlib.", {"event": "armed-clash", "actors": ["two militias"]}),
        ("US strikes killed nine men in Idlib.", {"actors": ["US"], "killed": 9}),
        ("Rebels claim drone attack on US base in Idlib", {"targets": ["US base"]}),
        ("Taliban arrest women's rights activist", {"event": "arrest", "targets": ["women's rights activist"]}),
        ("Gunmen killed an old bellringer.", {"targets": ["an old bellringer"]}),
        ("Nine nurses were among those killed in Idlib.", {"killed": 9}),
        ("The toll of the raid was revised down from 12 to nine.", {"killed": 9}),
        ("A mine left behind by rebels exploded in Idlib.", {"event": "bombing", "means": None}),
        ("Rebels took Idlib: monitor", {"speaker": "monitor"}),
        ("The observatory documented the death of five men in Idlib.", {"speaker": "The observatory", "killed": 5}),
        ("The office verified the killing of nine men by rebels in Idlib.", {"killed": 9, "actors": ["rebels"]}),
        ("Rebels raided Idlib, killing nine men, two guards and a nurse told AFP.", {"killed": 9}),
        ("A bomb went off in Idlib, killing a guard and wounding six men.", {"actors": []}),
        ("He was freed ten days after he was abducted in Idlib.", {"when": "2024-05-05"}),
        ("The militia shelled Idlib, wounding army officer Ali Demir.", {"injured": 1, "event": "shelling"}),
        ("Gunmen riding a motorcycle shot dead a nurse.", {"actors": ["Gunmen"], "killed": 1}),
        ("Troops completed their withdrawal from Idlib.", {"event": "withdrawal", "places": ["Idlib"]}),
        ("The mine, which was laid near a school, killed two men.", {"event": "bombing", "killed": 2}),
        ("A drone carrying a grenade exploded near a school.", {"event": "drone-strike"}),
        ("The Lorvan Air Force bombed a village.", {"event": "airstrike"}),
        ("Soldiers foiled an attack on a village.", {"event": "armed-clash", "actors": ["Soldiers"]}),
        ("Two other drones were shot down.", {"event": "interception", "intercepted": 2}),
        ("A declared US airstrike hit a house.", {"actors": ["US"], "event": "airstrike"}),
        ("A suicide bomber detonated a vest in a shop.", {"event": "suicide-bombing"}),
        ("A bridge was hit by a rocket on April 15 last year.", {"when": "2023-04-15"}),
        ("Jets hit rebel weapons depots.", {"targets": ["rebel weapons depots"]}),
        ("The officers placed the mayor under house arrest.", {"event": "arrest", "targets": ["the mayor"]}),
        ("Rebels shot and killed a pilot.", {"event": "shooting", "actors": ["Rebels"], "killed": 1}),
        ("State media reported explosions near an air base in Idlib.", {"event": "bombing", "places": ["Idlib"]}),
        ("The two countries agreed to a ceasefire.", {"event": "agreement", "actors": ["The two countries"]}),
        ("Some 900 people, half of them children, were displaced.", {"event": "displacement", "displaced": 900}),
        ("A bomb planted at a house went off in Idlib.", {"event": "bombing", "places": ["Idlib"]}),
    ],
)  # fmt: skip
def test_a_third_sweep(text: str, wanted: Told) -> None:
    check(text, {key: value for key, value in wanted.items() if value is not None})


def test_a_whole_war_is_no_part_of_an_attack() -> None:
    raid, war = claims("Rebels killed nine men in Idlib on Sunday. About 40,000 people have died in the conflict.")
    assert (raid.when is not None, war.when, war.places) == (True, None, ())


def test_names_of_nigeria_make_no_pidgin() -> None:
    read = read_document(Document("d", "u", "Gunmen kidnapped 90 pupils in Kaduna state.", ""))
    assert [claim.event for claim in read.claims] == ["abduction"]
