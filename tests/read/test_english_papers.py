"""English: local papers, zeros, lists and places of local reporting."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document
from tests.read.english import Told, check, claims


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Gunmen killed a guard, a source told Baghdad Times.", ["a source", "Baghdad Times"]),
        ("Gunmen killed a guard, an officer told Kirkuk Today.", ["an officer", "Kirkuk Today"]),
        ("A medic told the Khartoum Star that gunmen killed a guard.", ["A medic", "the Khartoum Star"]),
        ("Gunmen killed a guard, residents told the Ledger.", ["residents", "the Ledger"]),
        ("Gunmen killed a guard, Sudan Tribune reported.", ["Sudan Tribune"]),
        ("Gunmen killed a guard, local authorities report.", ["local authorities"]),
    ],
)
def test_papers_are_links_of_the_chain_and_no_places(text: str, chain: list[str]) -> None:
    (claim,) = claims(text)
    assert [holder.text for holder in claim.voice.chain] == chain
    assert not claim.places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two rockets hit the base at dawn, causing no casualties, the army said.",
            {"killed": 0, "speaker": "the army"},
        ),
        ("A drone hit Goma. There were no reports of casualties.", {"killed": 0}),
        ("Allied bombers destroyed Caen on 6 June 1944.", {"event": "airstrike", "targets": ["Caen"]}),
        (
            "The guards dropped a grenade from a drone on a bus in Goma.",
            {"event": "drone-strike", "targets": ["a bus"]},
        ),
        ("The army reportedly carried out four strikes on Goma.", {"stance": "hedged"}),
        (
            "A jet dropped two 500-lb bombs on a market in Goma.",
            {"means": ["two 500-lb bombs"], "targets": ["a market"]},
        ),
        ("Rebels killed 49 civilians and 15 guards in Goma.", {"killed": 64}),
        ("The driver sustained minor injuries in an attack in Goma.", {"injured": 1}),
        ("Among the dead were two nurses, the mayor of Goma said.", {"killed": 2, "targets": ["two nurses"]}),
        (
            "Five guards died and six were injured by shelling in Goma.",
            {"event": "shelling", "killed": 5, "injured": 6},
        ),
        ("The rebels targeted, at noon on Sunday, the northern base with rockets.", {"targets": ["the northern base"]}),
        ("The police said a raid on Goma killed six, and four were wounded.", {"killed": 6, "injured": 4}),
        ("The Kachin Independence Army (KIA) and its allies overran the base.", {"event": "takeover"}),
        ("They shot at us from the hill, Ali Demir said.", {"event": "shooting", "speaker": "Ali Demir"}),
        (
            "An air raid on Tefahta killed three medics.",
            {"targets": ["Tefahta", "three medics"]},
        ),
        ("A sniper killed a farmer in Goma.", {"event": "shooting", "killed": 1}),
        ("Lebanon's Hezbollah fired rockets at Haifa.", {"actors": ["Lebanon's Hezbollah"], "event": "shelling"}),
        ("Yemen's Houthi rebels have hijacked a ship.", {"actors": ["Yemen's Houthi rebels"], "targets": ["a ship"]}),
        ("Six women collecting firewood near Kutum were abducted.", {"targets": ["Six women"], "abducted": 6}),
        ("Two guards manning a gate in Goma were killed.", {"targets": ["Two guards"], "killed": 2}),
        ("Three men suspected of spying were shot in Goma.", {"targets": ["Three men"], "event": "shooting"}),
        ("Soldiers patrolling the border shot two men in Goma.", {"actors": ["Soldiers"], "targets": ["two men"]}),
        ("A woman in her seventies was killed in Goma.", {"targets": ["A woman"], "killed": 1}),
        ("A shell killed a child and her grandfather in Goma.", {"killed": 2}),
        ("A US destroyer, the USS Carney, downed a drone.", {"event": "interception", "actors": ["A US destroyer"]}),
        ("At least 14 volunteers fell, the mayor of Goma said.", {"killed": 14}),
        ("The guards' ships will become legitimate targets, rebels in Goma said.", {"stance": "anticipated"}),
        ("In Goma, at least nine people, most of them nurses, were killed when a shell hit a bridge.", {"killed": 9}),
        ("An ammunition depot in Kotluban, Volgograd region, was hit by drones.", {"event": "drone-strike"}),
        ("Jets destroyed a 14-storey tower in Goma.", {"targets": ["a 14-storey tower"], "event": "airstrike"}),
        ("Hamas said it was holding nine hostages.", {"event": "abduction", "targets": ["nine hostages"]}),
        ("An explosion at Madina Mosque in Mastung killed six people.", {"event": "bombing", "killed": 6}),
    ],
)
def test_what_local_papers_tell(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to regional governor Ivan Demir, two people were hurt in Goma.", "regional governor Ivan Demir"),
        ("According to the mayor of Goma, Ali Demir, a guard was killed.", "the mayor of Goma, Ali Demir"),
        (
            '"The soldiers shot everyone," Fatima, 34, a teacher who lost her home, said.',
            "Fatima, 34, a teacher who lost her home",
        ),
    ],
)
def test_who_speaks_is_not_who_is_hurt(text: str, speaker: str) -> None:
    (claim,) = claims(text)
    assert [holder.text for holder in claim.voice.chain] == [speaker]
    assert speaker not in [target.text for target in claim.targets]


def test_the_army_shells_another_place_than_gunmen_kill_in() -> None:
    killed, shelled = claims("Gunmen killed two guards, police said, and the army shelled Gao on Monday.")
    assert [actor.text for actor in killed.actors] == ["Gunmen"]
    assert (shelled.event, [actor.text for actor in shelled.actors]) == ("shelling", ["the army"])
    assert [holder.text for holder in shelled.voice.chain] == ["police"]


def test_strikes_that_are_taken_up_again_hit_something_new() -> None:
    _, again = claims("Jets bombed Hodeidah on Monday. The raids destroyed a radar, the navy said.")
    assert (again.event, [target.text for target in again.targets]) == ("airstrike", ["a radar"])
    assert [holder.text for holder in again.voice.chain] == ["the navy"]


def test_the_city_is_the_one_named_before() -> None:
    _, later = claims("A rocket hit the city of Kharkiv on Monday. Two people were killed in the city on Tuesday.")
    assert [place.text for place in later.places] == ["city of Kharkiv"]


def test_a_condition_with_a_date_is_an_ultimatum() -> None:
    text = "If the siege is not lifted within 48 hours, our fire will reach Goma."
    (deadline,) = read_document(Document("d", "d.txt", text, "", language="en")).claims
    assert deadline.kind == "deadline"


@pytest.mark.parametrize(
    "text",
    [
        "The nurse took her son to school.",
        "They saw a truck of the occupation on the road.",
        "The mayor held two talks with captives.",
        "Prices rose in the seventies.",
        "Baghdad Times is a paper.",
    ],
)
def test_what_only_sounds_like_it_tells_nothing(text: str) -> None:
    assert not claims(text)
