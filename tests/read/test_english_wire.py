"""What dispatches in English ask for: towns called like common words, releases, mutinies, boats, background."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document
from tests.read.english import Told, check, claims, told_by


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Jets bombed Tyre at dawn.", ["Tyre"]),
        ("Rebels seized Man and Bouake.", ["Man", "Bouake"]),
        ("Islamic State captured Hit in 2014.", ["Hit"]),
        ("Militants attacked Ber and Kidal.", ["Ber", "Kidal"]),
        ("Militants attacked the tyre factory.", []),
    ],
)
def test_a_common_word_that_is_bombed_or_taken_is_a_town(text: str, places: list[str]) -> None:
    assert [place.text for place in claims(text)[0].places] == places


def test_two_towns_struck_in_two_sentences_are_two_incidents() -> None:
    text = "Israel bombed Tyre on Monday. Israeli jets also struck Nabatieh on Tuesday."
    assert [[place.text for place in claim.places] for claim in claims(text)] == [["Tyre"], ["Nabatieh"]]


@pytest.mark.parametrize(
    "text", ["Critics attacked Justice over it.", "The storm hit Nice.", "The senator attacked Bush over tax."]
)
def test_a_name_that_words_attack_is_no_town(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army shelled Goma with mortars as well as rockets.", {"means": ["mortars", "rockets"]}),
        ("Gunmen killed a guard as well as two drivers.", {"targets": ["a guard", "two drivers"], "killed": 3}),
        ("Troops fired nine drones and two shells at Goma.", {"means": ["nine drones", "two shells"], "munitions": 11}),
        ("Militants attacked Goma with knives and rifles.", {"event": "attack", "means": ["knives", "rifles"]}),
    ],
)  # fmt: skip
def test_what_is_joined_on_is_told_as_well(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between the army (FARDC) and the M23 (March 23 Movement) has displaced 900 people.",
        "Fighting between the army and the M23 has forced 900 people from their homes.",
    ],
)
def test_both_who_fight_drive_people_out(text: str) -> None:
    told = [told_by(claim) for claim in claims(text) if claim.event == "displacement"]
    assert [(each["actors"], each["displaced"]) for each in told] == [(["the army", "the M23"], 900)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ali Demir, head of the region: "A mine went off in Goma. Two people died."', "Ali Demir, head of the region"),
        ("Police: A mine went off in Goma. Two people died.", "Police"),
        ("The mayor said: 'A mine went off in Goma. Two people died.'", "The mayor"),
        ("‘A mine went off in Goma. Two people died,’ the mayor said.", "the mayor"),
    ],
)
def test_whoever_speaks_before_a_colon_or_in_single_marks_says_it_all(text: str, speaker: str) -> None:
    check(text, {"event": "bombing", "killed": 2, "speaker": speaker})


def test_an_apostrophe_opens_no_quotation() -> None:
    text = "In Goma, rebels' shells hit the officers' mess. Two of the army's men died, officials said."
    assert [claim.voice.manner for claim in claims(text)] == ["narrator", "indirect"]


@pytest.mark.parametrize(
    "text",
    [
        "A ferry sank on Lake Kivu, killing 40 people.",
        "Forty people died when a boat sank off Libya.",
        "A ferry sank on Lake Kivu. Forty people died, officials said.",
        "A plane crashed near Goma, killing all 19 on board.",
        "A fire in a camp killed 12 people.",
    ],
)
def test_a_boat_that_sinks_is_nobodys_deed(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels sank a ship, killing four sailors.", {"actors": ["Rebels"], "killed": 4}),
        ("A ship sank after a missile hit it, killing 12 sailors.", {"event": "shelling", "killed": 12}),
        ("A ferry sank on Lake Kivu. Rebels attacked Sake. Two people died.", {"event": "attack", "killed": 2}),
    ],
)
def test_what_somebody_sinks_is_a_deed(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The two sides completed an exchange of 90 prisoners.", {"event": "agreement", "actors": ["The two sides"]}),
        ("Forty detainees were exchanged on Friday.", {"event": "agreement", "when": "2024-05-10"}),
        ("The swap was agreed in Bern in March.", {"event": "agreement", "places": ["Bern"], "when": "2024-03"}),
        ("The two sides exchanged the bodies of 40 soldiers.", {"event": "agreement", "killed": None}),
        ("Hamas freed three men in exchange for 90 prisoners.", {"event": "agreement", "actors": ["Hamas"]}),
        ("Soldiers mutinied in Kati.", {"event": "coup", "actors": ["Soldiers"], "places": ["Kati"]}),
        ("Soldiers mutinied over unpaid bonuses.", {"event": "riot", "actors": ["Soldiers"]}),
        ("Inmates mutinied in a prison in Goma.", {"event": "riot", "places": ["Goma"]}),
        ("A mutiny in the army broke out in Kati.", {"event": "coup", "targets": []}),
        ("There was a coup that toppled President Ali Demir.", {"event": "coup", "targets": ["President Ali Demir"]}),
    ],
)  # fmt: skip
def test_swaps_and_mutinies(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "text", ["The firms swapped shares.", "They agreed a currency swap.", "Israel released 90 prisoners on Sunday."]
)
def test_no_swap_of_people(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "when", "killed"),
    [
        (
            "A bomb hit a market in Goma on Monday. In January, bombs killed 32 people. Nine people died, medics said.",
            "2024-05-13",
            9,
        ),
        (
            "A car bomb went off in Goma on Friday. In 2017 a truck bomb killed 80. The toll rose to nine, he said.",
            "2024-05-10",
            9,
        ),
        (
            "Gunmen attacked Gao on Sunday. In 2022, gunmen attacked Ansongo. At least nine people were killed.",
            "2022",
            9,
        ),
    ],
)
def test_a_toll_is_of_what_the_article_is_about(text: str, when: str, killed: int) -> None:
    claim = next(each for each in map(told_by, claims(text)) if each.get("killed") == killed)
    assert claim["when"] == when


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Israel also struck Nabatieh, where a raid on the town hall last month killed 16 people.",
            [(["Nabatieh"], None), (["the town hall"], "2024-04")],
        ),
        (
            "A bomb hit a bus on Monday. It was the first attack since January, when a mine killed two men.",
            [(["a bus"], "2024-05-13"), (["two men"], "2024-01")],
        ),
        (
            "The army retook Palma, which militants had attacked on 24 March, the mayor said.",
            [(["Palma"], None), ([], "2024-03-24")],
        ),
        ("Nine people died on Monday, when gunmen attacked a market.", [(["Nine people", "a market"], "2024-05-13")]),
    ],
)
def test_a_clause_about_another_time_tells_another_event(text: str, told: list[tuple[list[str], str | None]]) -> None:
    assert [(claim["targets"], claim["when"]) for claim in map(told_by, claims(text))] == told


def test_a_new_paragraph_goes_on_from_no_background() -> None:
    text = "A bomb hit Baghdad on Monday. In April, a bomb killed four people.\n\nGunmen ambushed a patrol near Kirkuk."
    assert [claim.when and claim.when.edtf for claim in claims(text)] == ["2024-05-13", "2024-04", None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels seized three trucks near Gao.", {"event": "seizure", "targets": ["three trucks"]}),
        ("Two trucks were seized by gunmen.", {"event": "seizure", "actors": ["gunmen"]}),
        ("His forces had left the town.", {"event": "withdrawal", "actors": ["His forces"]}),
        ("The clinic closed after it was looted by gunmen.", {"targets": ["The clinic"], "actors": ["gunmen"]}),
        ("The clinic was stormed and looted by gunmen.", {"targets": ["The clinic"], "actors": ["gunmen"]}),
        ("The army pushed back the rebels near Goma.", {"event": "armed-clash", "targets": ["the rebels"]}),
        ("The army responded with artillery from Goma.", {"event": "shelling", "actors": ["The army"]}),
        ("Israel retaliated with air strikes on Gaza.", {"event": "airstrike", "targets": ["Gaza"]}),
        ("A married couple was killed in Goma.", {"killed": 2}),
        ("The commander in charge of the area has been arrested.", {"event": "arrest", "arrested": 1}),
        ("The toll was put at 14 dead by the local chief.", {"killed": 14, "speaker": "the local chief"}),
        ("Two drivers were abducted and released the next day.", {"event": "abduction", "when": None}),
        ("An air strike killed two children and at least one caregiver.", {"killed": 3, "event": "airstrike"}),
        ("An air strike made the roof of a ward collapse, killing two.", {"actors": [], "killed": 2}),
        ("Hezbollah, for its part, said it had shelled Nirit.", {"speaker": "Hezbollah", "event": "shelling"}),
        ("Ukraine destroyed the landing ship Novocherkassk in Feodosia.", {"places": ["Feodosia"]}),
        ("The war has killed 40,000 people.", {"actors": [], "places": [], "when": None}),
    ],
)  # fmt: skip
def test_ways_of_seizing_leaving_and_answering(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "told", ["Nine years of war have killed 900 people.", "Since the war began, strikes have killed 900."]
)
def test_a_war_is_no_part_of_the_shelling_before_it(told: str) -> None:
    raid, war = claims(f"Rebels shelled Marib on Monday, killing two soldiers. {told}")
    assert (raid.when is not None, war.when, war.places) == (True, None, ())


@pytest.mark.parametrize(
    "text", ["The army responded with a statement.", "The firm hit back with a lawsuit.", "It will take three days."]
)
def test_answers_in_words_and_what_takes_time_are_no_events(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "If rebels attacked Goma, the villagers would leave it, the envoy said.",
        "In case rebels attack Goma, staff have been moved.",
        "Fears of a mutiny grew in Kati.",
        "An exercise simulated an attack on the port of Goma.",
        "The governor launched a blistering attack on the mayor.",
        "A gas explosion in a house killed three people in Goma.",
        "Doctors are battling to save the child.",
        "The government will fight corruption, the minister said.",
        "Two trains collided near Goma, killing nine people.",
        "Fans surrounded the village.",
    ],
)
def test_what_is_supposed_feared_rehearsed_or_no_violence_is_no_event(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is not clear if rebels attacked Goma.", {"event": "attack", "stance": "questioned"}),
        ("The mayor said it was untrue that rebels had seized Goma.", {"event": "takeover", "stance": "denied"}),
        ("Rebels fled after seizing a town near Goma.", {"event": "takeover", "actors": ["Rebels"]}),
        ("Rebels moved on after shooting down nine drones.", {"event": "interception", "actors": ["Rebels"]}),
        ("Rebels fled after torching two houses.", {"event": "arson", "actors": ["Rebels"]}),
        ("Soldiers fled the town on Monday.", {"event": "withdrawal", "actors": ["Soldiers"]}),
        ("Residents fled the town on Monday.", {"event": "displacement", "targets": ["Residents"]}),
        ("Soldiers surrounded a village near Goma.", {"event": "attack", "targets": ["a village"]}),
        ("Ambush kills six soldiers near Goma", {"event": "ambush", "killed": 6}),
        ("Shelling kills six in Goma", {"event": "shelling", "killed": 6}),
    ],
)
def test_a_table_of_verbs(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A rocket fired from the Gaza Strip hit a house in Mishmeret.", {"targets": ["a house"], "event": "shelling"}),
        ("Gunmen killed nine men in the deadliest attack seen here since 2015.", {"killed": 9, "when": None}),
        ("The assailants struck on Saturday.", {"event": "attack", "actors": ["The assailants"], "targets": []}),
        ("Two journalists and an Irish bellmaker were kidnapped.", {"event": "abduction", "abducted": 3}),
        ("10:40 Fire brigade: Nine people died in Goma. Two are missing.", {"killed": 9, "speaker": "Fire brigade"}),
        ("A convoy of eight buses came under fire.", {"event": "attack", "incidents": None}),
        ("Troops claim to have captured the town.", {"actors": ["Troops"], "speaker": "Troops"}),
        ("Troops repulsed an attack on Goma.", {"event": "armed-clash", "actors": ["Troops"]}),
        ("The army, in support of the people, bombed a ship.", {"event": "airstrike", "actors": ["The army"]}),
        ("A raid on Goma led to the martyrdom of five soldiers.", {"killed": 5, "places": ["Goma"]}),
    ],
)  # fmt: skip
def test_rockets_from_afar_attackers_and_communiques(text: str, told: Told) -> None:
    check(text, told)


def test_who_accuses_of_breaking_a_truce_tells_one_thing() -> None:
    check(
        "The mayor accused the rebels of violating a truce.", {"event": "ceasefire-violation", "speaker": "The mayor"}
    )


def test_who_answers_with_rockets_says_nothing() -> None:
    read = read_document(
        Document("d", "u", "Militants answered with 30 rockets, which were shot down.", "", language="en")
    )
    assert {claim.voice.manner for claim in read.claims} == {"narrator"}


@pytest.mark.parametrize(
    "text",
    [
        "Militants have stepped up raids in the Sahel.",
        "Soldiers stationed 15 km away had not come.",
        "A ground offensive is believed to be imminent.",
    ],
)
def test_what_goes_on_or_may_come_is_no_event(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The death toll in fighting that broke out around Goma on Friday stood at 90.", {"killed": 90}),
        ("The toll of the raid is ten guards and nine civilians killed.", {"killed": 19}),
        ("Reinforcements dispatched to the scene came under fire.", {"targets": ["Reinforcements"]}),
        ("An airstrike enabled the neutralisation of thirty terrorists.", {"killed": 30, "event": "airstrike"}),
        ("Four soldiers were killed in a gunfight with militants in nearby Zumbarra.", {"places": ["Zumbarra"]}),
        ("A suicide bomber rammed an SUV laden with explosives into a bus.", {"targets": ["a bus"]}),
        ("Fighters who pledged allegiance to IS attacked Goma.", {"stance": "asserted", "actors": ["Fighters"]}),
        ("Rebels of another group, the M23, had laid siege to Goma.", {"actors": ["Rebels"], "targets": ["Goma"]}),
        ("Police killed Ali Demir, a youth who joined the group last year.", {"when": None, "killed": 1}),
    ],
)  # fmt: skip
def test_a_fourth_sweep(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize("denial", ["denies it", "denied the charge", "rejected the charge as baseless"])
def test_whom_somebody_blames_denies_it_himself(denial: str) -> None:
    _, blame, denied = claims(f"A bomb hit a bus in Goma on Monday. Kigali blamed the rebels, who {denial}.")
    assert (blame.act, blame.stance, [h.text for h in blame.voice.chain]) == ("accuses", "asserted", ["Kigali"])
    assert (denied.act, denied.stance, [h.text for h in denied.voice.chain]) == ("denies", "denied", ["who"])


@pytest.mark.parametrize(
    "text",
    [
        "Three wounded men were evacuated to Goma.",
        "The chief thanked the units engaged.",
        "Guards posted at the gate left.",
    ],
)
def test_who_is_evacuated_engaged_or_posted_tells_no_event(text: str) -> None:
    assert "displacement" not in {claim.event for claim in claims(text.replace("wounded men", "wounded"))}
    assert "armed-clash" not in {claim.event for claim in claims(text)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Regime air strikes killed ten civilians in Idlib.", {"event": "airstrike", "actors": ["Regime"]}),
        ("Junta jets bombed Lashio.", {"event": "airstrike", "actors": ["Junta"]}),
        ("Three battalions surrendered without firing a shot.", {"event": "agreement", "actors": ["Three battalions"]}),
        ("At least 120 people are now known to have died.", {"killed": 120}),
        ("The army has retaken full control of Palma.", {"event": "takeover", "targets": ["Palma"]}),
    ],
)
def test_who_rules_acts_and_battalions_give_up(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "text",
    ["The militia promised not to attack Gao.", "The UN urged the rebels not to shell Gao."],
)
def test_what_shall_not_be_done_is_no_claim(text: str) -> None:
    assert claims(text) == []


def test_who_is_ordered_would_do_it() -> None:
    check("The king ordered the army to shell Gao.", {"actors": ["the army"], "stance": "anticipated"})


def test_an_attack_that_may_have_killed_is_one_claim() -> None:
    check("An attack may have killed ten people in Gao.", {"stance": "hedged", "killed": 10})
