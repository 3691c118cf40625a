"""Who did what to whom, where a sentence is built in an uncommon way."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document


def _incidents(text: str) -> list[Claim]:
    reading = read_document(Document("d", "d.txt", text, "", language="en"))
    return [claim for claim in reading.claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "event", "actors", "targets"),
    [
        ("Five people, three soldiers and two nurses, were killed.", "attack", [], ["Five people"]),
        ("Ali Demir and Sara Kaya were abducted by armed men.", "abduction", ["armed men"], ["Ali Demir", "Sara Kaya"]),
        ("A convoy of the 444th Brigade was hit by a bomb.", "bombing", [], ["A convoy"]),
        ("A drone hit Osman Tarik air base on Sunday.", "drone-strike", [], ["Osman Tarik air base"]),
        ("In 2015 gunmen killed a priest in the town.", "attack", ["gunmen"], ["a priest"]),
        ("The general left. He was shot four times by two men.", "shooting", ["two men"], []),
        ("The mayor was shot on Monday, apparently by rebels.", "shooting", ["rebels"], ["The mayor"]),
        ("Two men planted a bomb under a bridge.", "bombing", ["Two men"], ["a bridge"]),
        ("The bomber targeted a base on Monday.", "suicide-bombing", ["The bomber"], ["a base"]),
        ("The army used chlorine gas in a raid on the town.", "chemical-attack", ["The army"], ["the town"]),
        ("The minister survived an assassination attempt.", "attack", [], ["The minister"]),
        ("The offices were the target of a bomb attack.", "bombing", [], ["The offices"]),
        ("Gunmen attacked an old glasshouse.", "attack", ["Gunmen"], ["an old glasshouse"]),
        ('The group said it had hit "a camp of traitors".', "attack", ["The group"], ["a camp"]),
        ("Russia denied the strike on Tartus.", "airstrike", ["Russia"], []),
        ("Army jets bombed a bridge.", "airstrike", ["Army"], ["a bridge"]),
        ("Two guards were killed in a gun battle.", "armed-clash", [], ["Two guards"]),
    ],
)
def test_who_did_what_to_whom(text: str, event: str, actors: list[str], targets: list[str]) -> None:
    (claim,) = _incidents(text)
    assert claim.event == event
    assert [value.text for value in claim.actors] == actors
    assert [value.text for value in claim.targets] == targets


def test_who_is_taken_away_and_then_killed_is_told_of_twice() -> None:
    taken, killed = _incidents("The nurse was kidnapped on Monday and later killed by her captors.")
    assert (taken.event, killed.event) == ("abduction", "attack")
    assert [value.text for value in killed.targets] == ["The nurse"]
    assert [value.text for value in killed.actors] == ["her captors"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Gunmen raided a village, abducted 20 people and killed four.", 20),
        ("Bandits invaded Goma and made off with 136 pupils.", 136),
        ("Militants attacked the Jaffar Express and took 40 men hostage.", 40),
        ("Gunmen stormed a church near Goma and kidnapped a priest and four nuns.", 5),
    ],
)
def test_people_who_are_taken_away_are_told_apart_from_the_place_that_was_raided(text: str, taken: int) -> None:
    raid, abduction = _incidents(text)
    assert (raid.event, abduction.event) == ("attack", "abduction")
    assert [(number.measure, number.best) for number in abduction.quantities] == [("abducted", taken)]
    assert [actor.text for actor in raid.actors] == [actor.text for actor in abduction.actors]


def test_an_arrest_for_an_attack_accuses_those_who_are_arrested() -> None:
    claims = _incidents("Three men were arrested in connection with the attack on Senator Ali Demir.")
    (accused,) = (claim for claim in claims if claim.event == "attack")
    assert accused.act == "accuses"
    assert [value.text for value in accused.actors] == ["Three men"]


def test_names_behind_a_colon_are_those_who_were_counted() -> None:
    (claim,) = _incidents("Soldiers killed three journalists: Ali Demir, Sara Kaya and Omar Talib.")
    assert [(number.measure, number.best) for number in claim.quantities] == [("killed", 3)]
    assert [value.text for value in claim.targets][1:] == ["Ali Demir", "Sara Kaya", "Omar Talib"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Two were killed in a raid on a camp, the army said on Monday. The raid on Sunday began early.",
            ["2024-06-09"],
        ),
        ("A mine killed two men on Monday, the army said in a statement released on Tuesday.", ["2024-06-10"]),
        ("The group, which seized the town of Zarnovo in May, shelled a camp.", ["2024-05", None]),
        ("The group claimed responsibility on Monday for a raid on a camp last month.", ["2024-05"]),
        ("The group claimed responsibility on Monday for a raid on a camp and said it had killed ten men.", [None]),
        ("On Monday the group claimed responsibility for a raid on a camp, saying it killed ten men.", [None]),
        ("Officials blamed the group for Monday's raid on a camp.", ["2024-06-10"]),
    ],
)
def test_which_day_it_happened_on(text: str, days: list[str | None]) -> None:
    reading = read_document(Document("d", "d.txt", text, "", language="en", published=Dated("2024-06-13", "stated")))
    claims = [claim for claim in reading.claims if claim.kind == "incident"]
    assert list(dict.fromkeys(claim.when.edtf if claim.when else None for claim in claims)) == days


def test_what_came_hours_before_is_told_apart() -> None:
    after, before = _incidents("Jets bombed a bridge, hours after gunmen shot at a bus, wounding six.")
    assert (after.event, [value.text for value in after.targets]) == ("airstrike", ["a bridge"])
    assert [(number.measure, number.best) for number in before.quantities] == [("injured", 6)]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Ten men left on 5 March 2024, two days after gunmen attacked a school in Beni.", "en", "2024-03-03"),
        ("Ten men left on 5 March 2024. It was three weeks after rebels killed nine guards in Beni.", "en", None),
        ("Dix hommes sont partis le 5 mars 2024, deux jours après l'attaque d'une école à Beni.", "fr", "2024-03-03"),
    ],
)
def test_how_long_after_an_event_a_sentence_came_dates_the_event(text: str, language: str, day: str | None) -> None:
    document = Document("d-1", "a.txt", text, "", language=language)
    (claim,) = [each for each in read_document(document).claims if each.kind == "incident"]
    assert (claim.when.edtf if claim.when else None) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rockets hit Gaza on Monday.", "en"),
        ("Une roquette est tombée sur Gaza lundi.", "fr"),
        ("قصف الجيش غزة يوم الاثنين.", "ar"),
    ],
)
def test_gaza_is_a_place(text: str, language: str) -> None:
    claims = read_document(Document("d-1", "a.txt", text, "", language=language)).claims
    assert {place.country for claim in claims for place in claim.places} == {"PS"}


def test_a_verb_is_no_part_of_the_name_behind_it() -> None:
    text = "A suicide bomber struck Quetta railway station."
    (claim,) = [c for c in read_document(Document("d-1", "a.txt", text, "")).claims if c.kind == "incident"]
    assert (claim.event, claim.actors[0].text) == ("suicide-bombing", "A suicide bomber")


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("The army shelled a school, a market, a mosque and two houses.", "en", 4),
        ("L'armée a bombardé une école, un marché, une mosquée et deux maisons.", "fr", 4),
        ("El ejército bombardeó una escuela, un mercado, una mezquita y dos casas.", "es", 4),
        ("قصف الجيش مدرسة وسوقا ومسجدا ومنزلين.", "ar", 4),
    ],
)
def test_a_list_is_kept_whole(text: str, language: str, count: int) -> None:
    (claim,) = read_document(Document("d-1", "a.txt", text, "", language=language)).claims
    assert len(claim.targets) == count
