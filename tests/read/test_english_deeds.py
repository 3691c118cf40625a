"""What English dispatches ask for: who lay in wait for whom, and what is told of gunmen before their verb."""

from __future__ import annotations

import pytest

from tests.read.english import Told, check, claims

_MEN = ["Gunmen"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A patrol ran into an ambush laid by gunmen near Goma.", {"actors": ["gunmen"], "targets": ["A patrol"]}),
        ("A bus was caught in an ambush near Goma.", {"event": "ambush", "actors": [], "targets": ["A bus"]}),
        ("Gunmen laid an ambush for a convoy near Goma.", {"actors": ["Gunmen"], "targets": ["a convoy"]}),
        ("Gunmen lay in wait for a convoy near Goma.", {"event": "ambush", "targets": ["a convoy"]}),
        ("A convoy came under heavy fire from gunmen near Goma.", {"actors": ["gunmen"], "targets": ["A convoy"]}),
        ("The mayor blamed gunmen for attacking a bus.", {"actors": ["gunmen"], "targets": ["a bus"]}),
        ("An attack which targeted a convoy in Goma failed.", {"event": "attack", "targets": ["a convoy"]}),
        ("Sunday's attack on a bus was claimed by the M23.", {"actors": ["the M23"], "targets": ["a bus"]}),
        ("A mine exploded as a bus was passing in Goma.", {"event": "bombing", "targets": ["a bus"]}),
        ("A bomb attached to a bus exploded in Goma.", {"event": "bombing", "targets": ["a bus"]}),
        ("A bus detonated a mine in Goma.", {"event": "bombing", "actors": [], "targets": ["A bus"]}),
        ("A suicide bomber blew himself up next to a bus.", {"event": "suicide-bombing", "targets": ["a bus"]}),
        ("A suicide bomber rammed his car into a bus.", {"event": "suicide-bombing", "targets": ["a bus"]}),
        ("Rebels set the village of Sake ablaze on Sunday.", {"event": "arson", "targets": ["the village of Sake"]}),
        ("Rebels fired at the village of Sake.", {"event": "shooting", "targets": ["the village of Sake"]}),
        ("Soldiers surrounded the village of Sake.", {"event": "attack", "targets": ["the village of Sake"]}),
        ("Fighters of the M23 rebel group attacked a base.", {"actors": ["Fighters", "the M23 rebel group"]}),
        ("Gunmen launched a pre-dawn assault on a base.", {"actors": ["Gunmen"], "targets": ["a base"]}),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "before",
    [
        "arrived on motorbikes and",
        "emerged from the bush on Sunday,",
        "crossed the river and",
        "wearing uniforms and riding motorbikes",
        "suspected to be loyal to the governor",
        "in large numbers",
    ],
)
def test_what_is_told_of_gunmen_before_their_verb_leaves_them_its_doers(before: str) -> None:
    verb = "attacking" if before.endswith(",") else "attacked"
    check(f"Gunmen {before} {verb} a convoy near Goma.", {"actors": ["Gunmen"], "targets": ["a convoy"]})


def test_a_village_entered_on_the_way_to_a_deed_is_not_taken_by_it() -> None:
    assert [claim.event for claim in claims("Gunmen entered the village and attacked a clinic.")] == ["attack"]
    assert [claim.event for claim in claims("Rebels entered the village on Sunday.")] == ["takeover"]


def test_whoever_is_on_the_road_is_hit_and_not_where_he_came_from() -> None:
    check("A convoy travelling from Goma to Sake was attacked by rebels.", {"targets": ["A convoy"]})


@pytest.mark.parametrize(
    "text",
    [
        "The party fell into a trap laid by its rivals.",
        "Reporters lay in bed for a week.",
        "The minister came under fire from critics over the floods.",
        "The mayor blamed the weather for closing the school.",
        "A note attached to a bus was read aloud.",
        "A company attacked its rival on price as a bus was passing.",
    ],
)
def test_what_only_sounds_alike_tells_nothing(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Israel carried out a strike on a house in Tyre.", "airstrike"),
        ("An airstrike hit Tyre. A strike also hit a house in Sidon.", "airstrike"),
        ("A drone strike hit Tyre. A second strike hit a house in Sidon.", "drone-strike"),
        ("A missile strike hit Tyre. A second strike hit a house in Sidon.", "shelling"),
        ("Hezbollah rockets hit Haifa. A strike hit a house in Sidon.", "airstrike"),
        ("Hezbollah launched a strike on a base in Haifa.", "attack"),
        ("Fighter jets dropped bombs on a house in Tyre.", "airstrike"),
        ("A helicopter fired rockets at a house in Tyre.", "airstrike"),
        ("A drone dropped a bomb on a house in Tyre.", "drone-strike"),
        ("Tyre came under heavy shelling on Sunday.", "shelling"),
        ("A van was on patrol in Bannu when it was targeted with a bomb.", "bombing"),
    ],
)
def test_what_kind_of_strike_it_was(text: str, event: str) -> None:
    assert claims(text)[-1].event == event


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five people were fatally shot in Goma.", {"event": "shooting", "killed": 5}),
        ("Six people were confirmed dead in Goma.", {"killed": 6}),
        ("Six died in an attack in Goma, with injuries to nine others.", {"killed": 6, "injured": 9}),
        ("The army put its losses at 16 soldiers.", {"killed": 16}),
        ("A drone strike hit Goma: 2 KIA and 7 WIA.", {"killed": 2, "injured": 7}),
        ("Eleven soldiers are missing after an attack in Goma.", {"missing": 11}),
        ("Nine people suffered burns in a blast in Goma.", {"injured": 9}),
        ("Doctors treated nine people for gunshot wounds.", {"injured": 9}),
        ("The army clashed with rebels in Goma and neutralised four of them.", {"killed": 4}),
        ("The five were seized by gunmen in Goma.", {"event": "abduction", "actors": ["gunmen"], "abducted": 5}),
        ("Police took two students into custody in Goma.", {"event": "arrest", "arrested": 2}),
        ("Police made five arrests in Goma.", {"event": "arrest", "arrested": 5}),
        ("Fighting drove 900 people from their homes.", {"event": "displacement", "displaced": 900}),
        ("Nine hundred families took refuge in a church.", {"event": "displacement", "displaced": 900}),
    ],
)
def test_how_many_came_to_harm(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "text",
    [
        "The firm put its losses at 40 euros.",
        "Drivers held a one-day strike over pay.",
        "The poet took refuge in verse.",
        "Eleven files are missing from the archive.",
        "Doctors treated nine people for flu.",
        "The officers took two students into the hall.",
    ],
)
def test_what_harms_nobody_tells_nothing(text: str) -> None:
    assert not claims(text)


def test_whoever_claims_to_have_killed_behind_another_saying_says_so() -> None:
    told = claims("The army said it was far away and claimed to have killed 17 rebels.")
    assert [(each.voice.chain[0].text, each.actors[0].text) for each in told] == [("The army", "The army")]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Since the start of the conflict in April 2023, rebels have killed nine nurses.", "2023-04-01/2024-05-15"),
        ("Rebels have killed nine nurses since the war began in April 2023.", "2023-04-01/2024-05-15"),
        ("Rebels have killed nine nurses since fighting broke out on 15 April 2023.", "2023-04-15/2024-05-15"),
        ("Since the outbreak of war in April 2023, rebels have killed nine nurses.", "2023-04-01/2024-05-15"),
        ("Since the 2021 coup, soldiers have killed nine nurses.", "2021-01-01/2024-05-15"),
        ("Since the gala in April 2023, rebels have killed nine nurses.", "2023-04"),
    ],
)
def test_since_a_war_began_is_from_then_on(text: str, when: str | None) -> None:
    check(text, {"killed": 9, "when": when})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels seized two rifles. Police in Sake recovered nine bombs.", [["two rifles"], ["nine bombs"]]),
        ("Rebels looted a shop in Goma. Soldiers looted a school.", [["a shop"], ["a school"]]),
        ("Rebels looted a shop in Goma. They also looted a school.", [["a shop", "a school"]]),
    ],
)
def test_others_who_take_other_things_are_told_apart(text: str, told: list[list[str]]) -> None:
    assert [[target.text for target in claim.targets] for claim in claims(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Troops raided a shrine, held 15 men and beat a monk to death.", [("attack", ["Troops"])]),
        ("Gunmen shot dead a nurse, hurt two guards and abducted a judge.", [("shooting", _MEN), ("abduction", _MEN)]),
        ("Gunmen stopped a bus, pulled out passengers and shot them.", [("shooting", ["Gunmen"])]),
        ("Protests and clashes took place in Goma.", [("protest", []), ("armed-clash", [])]),
        ("Police fired on protesters trying to storm the gate, killing five.", [("shooting", ["Police"])]),
        ("Missile launched from Yemen intercepted by the army near Eilat.", [("interception", ["the army"])]),
        ("The rebels had mined two roads near Goma.", [("bombing", ["The rebels"])]),
        ("The rebels ended a ceasefire with the army in 2022.", []),
        ("Police foiled a bomb attack on a market.", [("armed-clash", ["Police"])]),
        ("Hezbollah (HZ) fighters raided a base.", [("attack", ["Hezbollah (HZ) fighters"])]),
    ],
)  # fmt: skip
def test_each_deed_has_its_doers(text: str, told: list[tuple[str, list[str]]]) -> None:
    assert [(claim.event, [actor.text for actor in claim.actors]) for claim in claims(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gunmen shot villagers near Goma.", {"event": "shooting", "targets": ["villagers"]}),
        ("Gunmen shot villagers dead near Goma.", {"event": "shooting", "actors": ["Gunmen"]}),
        ("Two died in US and British strikes on Sanaa.", {"actors": ["US", "British"], "places": ["Sanaa"]}),
        ("Rebels attacked police and army posts.", {"targets": ["police and army posts"]}),
        ("The army carried out three apparently unlawful drone strikes.", {"actors": ["The army"], "incidents": 3}),
        ("Gangs overran Haiti's National Penitentiary.", {"targets": ["Haiti's National Penitentiary"]}),
        ("The group took responsibility for the attack in Goma.", {"speaker": "The group"}),
        ("Soldiers were themselves ambushed in Goma.", {"event": "ambush", "targets": ["Soldiers"]}),
        ("Some 900 people have had to flee their homes.", {"displaced": 900, "stance": "asserted"}),
        ('A bus was attacked by "terrorists".', {"actors": ["terrorists"]}),
        ("Gunmen entered Goma and began shooting.", {"event": "shooting", "actors": ["Gunmen"]}),
        ("The gunmen, believed to be two in number, fired on a guard.", {"actors": ["The gunmen"]}),
    ],
)
def test_what_reports_put_in_longer_words(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "text",
    [
        "The director shot films near Goma.",
        "He shot pictures of villagers.",
        "She took responsibility for the delay.",
        "The surgeons carried out the operation.",
        "He was shopping when it began.",
        "Staff will have had to leave early.",
        "The less valuable mines would be placed in a trust.",
    ],
)
def test_what_only_sounds_like_a_deed_is_none(text: str) -> None:
    assert not claims(text)


def test_a_protest_against_what_was_done_does_not_tell_it_again() -> None:
    assert [claim.event for claim in claims("Students staged a protest against the shelling on Monday.")] == ["protest"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Troops deployed under the mission came under attack in Goma.", {"event": "attack", "targets": ["Troops"]}),
        ("The driver and eight others died in a blast in Goma.", {"targets": ["The driver", "eight others"]}),
        ("Six guards from Malawi, Chad and Togo were killed in Goma.", {"targets": ["Six guards"], "killed": 6}),
        ("A guard lost a leg when he stepped on a mine in Goma.", {"event": "bombing", "targets": ["A guard"]}),
        ("The mine had been laid recently by rebels in Goma.", {"event": "bombing", "actors": ["rebels"]}),
        ("A boy was among those killed in Goma.", {"targets": ["A boy"], "killed": 1}),
        ("A clinic was damaged by shelling in Goma.", {"event": "shelling", "targets": ["A clinic"]}),
        ("Rebels came to Goma and later fired rockets at a base.", {"actors": ["Rebels"], "targets": ["a base"]}),
        ("The legion has entered Goma and is fighting there.", {"event": "takeover", "targets": ["Goma"]}),
    ],
)
def test_who_is_hit_and_by_whom_in_longer_sentences(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A blast killed Ali Demir, a judge, and two guards in Goma.", {"targets": ["Ali Demir", "two guards"]}),
        ("A blast killed Ali Demir, a judge and two guards in Goma.", {"killed": 4}),
        ("Police used tear gas and batons to disperse students on Tuesday.", {"when": "2024-05-14"}),
        ("Rebels besieging Goma shelled its airport.", {"event": "shelling", "actors": ["Rebels"]}),
        ("Gunmen freed 12 inmates in an attack on a prison in Goma.", {"actors": ["Gunmen"], "targets": ["a prison"]}),
    ],
)
def test_commas_and_participles_do_not_hide_who_did_what(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize("text", ["He saw wounded people in Goma.", "Police launched a manhunt to arrest the gunmen."])
def test_the_wounded_seen_and_the_hunted_tell_no_deed(text: str) -> None:
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Strikes in the capital's Bani Matar district killed seven people.", {"actors": [], "killed": 7}),
        ("It recaptured most of Goma.", {"event": "takeover", "targets": ["Goma"]}),
        ("Seven people were seized in Goma.", {"event": "abduction", "abducted": 7}),
        ("Seven rifles were seized in Goma.", {"event": "seizure", "targets": ["Seven rifles"]}),
        ("India struck a camp of men linked to last month's massacre of nuns.", {"event": "attack", "when": None}),
    ],
)
def test_parts_of_a_town_and_days_of_other_deeds(text: str, told: Told) -> None:
    check(text, told)


def test_whom_gunmen_killed_and_whom_a_crackdown_held_are_two() -> None:
    text = "Gunmen killed 26 people near Pahalgam. India arrested 900 people in a crackdown after the attack."
    assert [claim.event for claim in claims(text)] == ["attack", "crackdown"]
