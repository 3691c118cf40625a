"""Joints of reports that were read in the wrong voice, on the wrong side or on the wrong day."""

from __future__ import annotations

import pytest

from tests.read.english import check, claims

PUT = [
    ("the ministry put its losses at nine dead", "the ministry", "killed", 9),
    ("the civil relief service put the death toll at nine", "the civil relief service", "killed", 9),
    ("the district council gave a toll of nine dead", "the district council", "killed", 9),
    ("the mayor gave a figure of nine wounded", "the mayor", "injured", 9),
]
TAILS = [
    "the coalition said in a statement signed by its spokesman, Colonel Karim Haddad",
    "the coalition said in a brief statement carried by local media",
    "the coalition said in a message posted on Telegram, a social network",
    "according to the coalition, which clears mines",
]


@pytest.mark.parametrize(("second", "speaker", "measure", "number"), PUT)
def test_whoever_puts_a_toll_speaks(second: str, speaker: str, measure: str, number: int) -> None:
    first: dict[str, object] = {"killed": 14, "speaker": "residents"}
    check(
        f"A raid killed 14 people in Derna on Sunday, residents said, while {second}.",
        first,
        {"speaker": speaker, measure: number, "places": ["Derna"], "when": "2024-05-12"},
    )


def test_whoever_puts_the_number_of_those_taken_speaks() -> None:
    check(
        "Gunmen abducted 30 pupils in Zurmi on Monday, residents said. Police put the number of those taken at 18.",
        {"event": "abduction", "abducted": 30, "speaker": "residents"},
        {"event": "abduction", "abducted": 18, "speaker": "Police", "places": ["Zurmi"], "when": "2024-05-13"},
    )


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_told_of_a_statement_or_a_source_ends_no_voice(tail: str) -> None:
    check(
        f"Rebels burned a market in Derna on Saturday, {tail}.",
        {"event": "arson", "actors": ["Rebels"], "speaker": "the coalition"},
    )


def test_a_source_with_a_word_for_a_thing_speaks_too() -> None:
    check(
        "A mine killed two herders in Derna on Saturday, according to the project Lumo, which clears mines.",
        {"killed": 2, "speaker": "the project Lumo"},
    )


CHARGED = [
    "The army denied allegations by Amnesty International that soldiers killed 12 villagers in Moura on Monday.",
    "The army rejected accusations from Amnesty International that soldiers killed 12 villagers in Moura on Monday.",
]
UNTRUE = [
    "Reports that soldiers shelled the clinic in Derna on Monday are baseless, the army said.",
    "Claims by the mayor that soldiers shelled the clinic in Derna on Monday are incorrect, the army said.",
    "There is no truth to reports that soldiers shelled the clinic in Derna on Monday, the army said.",
]


@pytest.mark.parametrize("text", CHARGED)
def test_whoever_lays_a_deed_to_others_is_not_its_victim(text: str) -> None:
    check(
        text,
        {
            "stance": "denied",
            "speaker": "The army",
            "actors": ["soldiers"],
            "targets": ["12 villagers"],
            "killed": 12,
            "when": "2024-05-13",
        },
    )


@pytest.mark.parametrize("text", UNTRUE)
def test_a_report_that_is_untrue_is_denied(text: str) -> None:
    check(
        text,
        {
            "event": "shelling",
            "stance": "denied",
            "speaker": "the army",
            "actors": ["soldiers"],
            "targets": ["the clinic"],
        },
    )


def test_a_document_denies_a_report_without_a_voice_of_its_own() -> None:
    check(
        "Rumours that our fighters torched homes in Derna are unfounded.",
        {"event": "arson", "stance": "denied", "actors": ["our fighters"], "targets": ["homes"]},
    )


def test_what_is_denied_between_commas_ends_before_the_main_verb() -> None:
    check(
        "The army, which denies using gas, shelled Mellit on Monday.",
        {"event": "shelling", "stance": "asserted", "actors": ["The army"], "targets": ["Mellit"], "speaker": None},
    )
    check(
        "The militia, which has denied attacking civilians, stormed the village of Wad Noura on Monday.",
        {"event": "attack", "stance": "denied", "targets": ["civilians"], "speaker": "which"},
        {"event": "attack", "stance": "asserted", "targets": ["the village of Wad Noura"], "speaker": None},
    )
    check(
        "Moscow, which denies deliberately targeting civilians, said its forces had struck a depot in Odesa.",
        {"stance": "denied", "actors": ["Moscow"], "targets": ["civilians"], "speaker": "which"},
        {"stance": "asserted", "targets": ["a depot"], "places": ["Odesa"]},
    )


@pytest.mark.parametrize(
    ("verb", "event"),
    [
        ("launched 20 drones at Odesa", "drone-strike"),
        ("captured the town of Sake", "takeover"),
        ("killed nine farmers in Barka", "attack"),
    ],
)
def test_a_clause_between_commas_hides_no_doer(verb: str, event: str) -> None:
    check(
        f"The rebels, who deny receiving help from abroad, {verb} on Monday.",
        {"event": event, "stance": "asserted", "actors": ["The rebels"], "when": "2024-05-13", "speaker": None},
    )


def test_what_somebody_called_for_did_not_speak() -> None:
    check(
        "The governor, who accused the army of killing nine farmers in Barka, called for an inquiry.",
        {"killed": 9, "actors": ["the army"], "speaker": "who"},
    )


@pytest.mark.parametrize(
    ("text", "measure", "stance"),
    [
        ("The mayor accused the rebels of executing nine men in Barka on Monday.", "killed", "asserted"),
        ("The rebels were accused by the mayor of killing nine men in Barka on Monday.", "killed", "asserted"),
        ("The rebels denied abducting nine men in Barka on Monday.", "abducted", "denied"),
    ],
)
def test_those_whom_a_charge_is_about_are_counted(text: str, measure: str, stance: str) -> None:
    check(text, {measure: 9, "stance": stance, "targets": ["nine men"], "when": "2024-05-13"})


def test_what_is_also_said_is_another_deed() -> None:
    check(
        "Saree said the group had attacked a tanker on Monday. He also said that it had hit the destroyer Mason, "
        "a claim that US officials denied.",
        {"targets": ["a tanker"], "stance": "asserted"},
        {"targets": ["the destroyer Mason"], "stance": "asserted"},
        {"targets": ["the destroyer Mason"], "stance": "denied", "speaker": "US officials"},
    )


def test_what_a_deed_answers_has_its_own_day() -> None:
    check(
        "The army shelled Mellit in retaliation for an ambush that killed nine soldiers in Kutum on Friday.",
        {"event": "shelling", "places": ["Mellit"], "when": None},
        {"event": "ambush", "places": ["Kutum"], "when": "2024-05-10", "killed": 9},
    )
    check(
        "Iran fired missiles at Israel on Saturday in retaliation for a strike on its base in Damascus on April 1.",
        {"event": "shelling", "targets": ["Israel"], "when": "2024-05-11"},
        {"event": "airstrike", "targets": ["its base"], "places": ["Damascus"], "when": "2024-04-01"},
    )
    check(
        "In revenge for the killing of two policemen in Derna on Friday, soldiers burned homes in Barka.",
        {"killed": 2, "places": ["Derna"], "when": "2024-05-10"},
        {"event": "arson", "places": ["Barka"], "when": None},
    )


def test_what_a_killing_answers_is_not_joined_to_it() -> None:
    check(
        "Soldiers killed 12 villagers in Barka on Monday in reprisal for an attack on their convoy.",
        {"killed": 12, "targets": ["12 villagers"], "when": "2024-05-13"},
        {"targets": ["their convoy"], "actors": []},
    )


def test_what_was_shot_down_elsewhere_is_counted_there() -> None:
    check(
        "Air defences shot down 23 drones over Bryansk, five over Kursk and two rockets over Belgorod on Monday.",
        {"event": "interception", "intercepted": 23, "places": ["Bryansk"], "when": "2024-05-13"},
        {"event": "interception", "intercepted": 5, "places": ["Kursk"], "when": "2024-05-13"},
        {"event": "interception", "intercepted": 2, "places": ["Belgorod"], "when": "2024-05-13"},
    )


@pytest.mark.parametrize("means", ["12 Ukrainian rockets", "nine shells", "three uncrewed aerial systems"])
def test_air_defences_shoot_down_what_they_destroy(means: str) -> None:
    check(
        f"The ministry said air defences destroyed {means} over Belgorod on Monday.",
        {"event": "interception", "actors": ["air defences"], "targets": [means], "places": ["Belgorod"]},
    )


def test_others_who_were_captured_are_counted_beside_the_dead() -> None:
    check(
        "The rebels said they had killed 32 soldiers, captured four others and destroyed two tanks in Djibo.",
        {"killed": 32, "captured": 4, "places": ["Djibo"]},
    )


def test_a_short_name_in_brackets_leaves_a_thing_its_owner() -> None:
    check(
        "Armed men looted a World Food Programme (WFP) warehouse in Wad Madani on Monday.",
        {"event": "looting", "targets": ["a World Food Programme (WFP) warehouse"], "places": ["Wad Madani"]},
    )


@pytest.mark.parametrize("land", ["Houthi-controlled Yemen", "Houthi-held Yemen", "Houthi-run Yemen"])
def test_who_holds_a_land_is_no_place(land: str) -> None:
    check(f"Jets bombed a depot in {land} on Monday.", {"event": "airstrike", "places": ["Yemen"]})


def test_whoever_killed_in_an_attack_did_it() -> None:
    check(
        "The raid came three days after an attack in which gunmen killed nine people in Barka on Friday.",
        {"actors": ["gunmen"], "targets": ["nine people"], "killed": 9, "places": ["Barka"], "when": "2024-05-10"},
    )


SUSPECTED = [
    ("No one claimed it, but local officials suspect al-Qaeda.", "local officials", "hedged"),
    ("Police suspect al-Qaeda was behind the attack.", "Police", "asserted"),
    ("The mayor suspects al-Qaeda.", "The mayor", "hedged"),
]


@pytest.mark.parametrize(("suspicion", "speaker", "stance"), SUSPECTED)
def test_whom_somebody_suspects_is_laid_to_them(suspicion: str, speaker: str, stance: str) -> None:
    check(
        f"A bomb wounded a commander in Lawdar on Monday. {suspicion}",
        {"event": "bombing", "actors": [], "injured": 1, "speaker": None},
        {"event": "bombing", "actors": ["al-Qaeda"], "speaker": speaker, "stance": stance},
    )


def test_whoever_was_hit_blames_nobody() -> None:
    check(
        "Two girls were shot in Taiz on Monday, Saba reported, blaming the Houthis.",
        {"event": "shooting", "actors": [], "speaker": "Saba"},
        {"event": "shooting", "actors": ["the Houthis"], "speaker": "Saba"},
    )


def test_nothing_happened_where_somebody_is_from_or_was_taken() -> None:
    check(
        "Seven barbers hailing from Punjab were shot dead in Gwadar on Thursday.",
        {"killed": 7, "places": ["Gwadar"]},
    )
    check(
        "A bomb hit a market in Sake on Saturday. Nine people were injured and rushed to the Lorvan hospital.",
        {"injured": 9, "targets": ["a market"], "places": ["Sake"]},
    )
    check(
        "The mayor said gunmen looted a shop in Pibor on Monday and fled toward Lekuangole.",
        {"event": "looting", "places": ["Pibor"]},
    )


def test_what_a_deed_answers_lends_it_no_place() -> None:
    check(
        "Rockets hit a base in Erbil on Monday. The group claimed the attack, saying it came in response to "
        '"the crimes of the enemy in Gaza".',
        {"event": "shelling", "places": ["Erbil"]},
        {"act": None, "actors": ["The group"], "places": ["Erbil"]},
    )


def test_those_told_among_the_dead_may_be_described() -> None:
    check(
        "Five people, including two drivers hired by an agency, were shot dead on Wednesday when gunmen ambushed "
        "a convoy near Pibor.",
        {"event": "ambush", "killed": 5, "actors": ["gunmen"], "places": ["Pibor"], "when": "2024-05-15"},
    )


@pytest.mark.parametrize("verb", ["commented on", "mentioned", "announced"])
def test_whoever_is_silent_on_casualties_counts_none(verb: str) -> None:
    check(f"The defence ministry has not {verb} any casualties.")


def test_attacks_of_the_past_are_none_of_today() -> None:
    check(
        "Seven men were shot dead in Gwadar on Monday. The militia has carried out similar attacks in the past.",
        {"killed": 7, "actors": []},
    )


def test_they_who_were_shot_are_those_who_were_taken() -> None:
    check(
        "Gunmen offloaded nine passengers from a bus near Noshki on Monday and shot them.",
        {"event": "shooting", "actors": ["Gunmen"], "targets": ["nine passengers"], "places": ["Noshki"]},
    )
    check(
        "The rebels led nine guards away in Barka on Monday and killed them.",
        {"actors": ["The rebels"], "targets": ["nine guards"], "killed": 9},
    )


def test_whoever_fled_somewhere_speaks_and_not_the_place() -> None:
    check(
        "Residents who fled into the bush said that gunmen burned the village of Barka on Monday.",
        {"event": "displacement"},
        {"event": "arson", "actors": ["gunmen"], "speaker": "Residents who fled into the bush"},
    )


def test_a_mine_that_somebody_laid_is_the_means() -> None:
    check(
        "A landmine planted by militants killed three herders in Barka on Monday.",
        {"event": "bombing", "killed": 3, "actors": ["militants"], "means": ["A landmine"]},
    )


def test_we_of_a_document_is_nobody_who_spoke_in_it() -> None:
    check(
        "Residents of Derna said that drones struck a school on Monday. We reject the accusation that our fighters "
        "abducted nine men in Sake.",
        {"event": "drone-strike", "speaker": "Residents of Derna"},
        {"event": "abduction", "stance": "denied", "actors": ["our fighters"], "speaker": "We"},
    )


def test_we_in_a_quotation_is_whoever_is_quoted() -> None:
    check(
        'The mayor left, a nurse said. "We reject the claim that our men burned homes in Derna," the commander said.',
        {"event": "arson", "stance": "denied", "targets": ["homes"], "speaker": "the commander"},
    )


def test_a_clause_before_a_denial_hides_no_charge() -> None:
    check(
        "The junta, which seized power last July, has denied accusations by Amnesty International that its troops "
        "executed 25 herders in Derna on April 21.",
        {"event": "execution", "stance": "denied", "targets": ["25 herders"], "killed": 25, "when": "2024-04-21"},
    )


@pytest.mark.parametrize("who", ["Residents of Derna", "Witnesses in Derna", "Medics at Derna"])
def test_those_of_a_place_report(who: str) -> None:
    check(
        f"{who} report that rebels burned nine houses on Friday.",
        {"event": "arson", "actors": ["rebels"], "speaker": who},
    )


def test_it_is_the_body_whose_sentence_it_stands_in() -> None:
    check(
        "The militia said it took Sake on Monday. The ministry did not give a toll, though it denied that the town "
        "had fallen.",
        {"event": "takeover", "stance": "denied", "speaker": "it", "targets": ["the town"]},
    )
    (claim,) = claims(
        "The militia said it had left Sake. The ministry gave no toll, but it confirmed that rebels shelled a clinic."
    )
    assert [holder.name for holder in claim.voice.chain] == ["The ministry"]


def test_they_of_whom_somebody_tells_are_not_heard_after_him() -> None:
    text = (
        "Armed men stormed a mosque in Zamfara on Monday, residents said. A farmer, Sani Bello, said two men were "
        'killed. "They are asking for ransom. They burned nine houses," he added.'
    )
    *_, last = claims(text)
    assert [holder.name for holder in last.voice.chain] == ["Sani Bello"]


@pytest.mark.parametrize("command", ["their command", "the command of Karim Haddad"])
def test_those_under_a_command_did_it(command: str) -> None:
    check(
        f"It was the soldiers and the militias under {command} who set the town of Derna on fire.",
        {"event": "arson", "actors": ["the soldiers", "the militias"], "targets": ["the town of Derna"]},
    )


def test_whoever_comes_and_sets_things_ablaze_burns_them() -> None:
    check(
        "The rebels stormed the village of Barka on Monday, setting crops ablaze.",
        {"event": "attack", "actors": ["The rebels"], "targets": ["the village of Barka"]},
        {"event": "arson", "actors": ["The rebels"], "targets": ["crops"], "when": "2024-05-13"},
    )


@pytest.mark.parametrize(
    "fallen", ["Four of our comrades fell in the fighting", "Four soldiers fell during the battle"]
)
def test_those_who_fell_in_a_fight_are_dead(fallen: str) -> None:
    check(f"{fallen} in Sake on Monday.", {"killed": 4, "places": ["Sake"], "when": "2024-05-13"})
