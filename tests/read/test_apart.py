"""What is kept apart: two deeds of one sentence, days of telling and of doing, speakers and the places they live in."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document


def _incidents(text: str, language: str = "en") -> list[Claim]:
    published = Dated("2024-06-13", "stated")  # a Thursday
    reading = read_document(Document("d", "d.txt", text, "", language=language, published=published))
    return [claim for claim in reading.claims if claim.kind == "incident"]


def _told(claims: list[Claim]) -> list[tuple[str | None, list[str], list[str]]]:
    return [(c.event, [v.text for v in c.actors], [v.text for v in c.targets]) for c in claims]


def _dead(claim: Claim) -> list[tuple[str | None, int | None]]:
    return [(number.measure, number.best) for number in claim.quantities]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "Residents of Khartoum said shells hit a market.", "Residents of Khartoum"),
        ("en", "A doctor in Kyiv said shells hit a market.", "A doctor in Kyiv"),
        (
            "fr",
            "Des habitants de Khartoum ont affirmé que des obus avaient touché un marché.",
            "Des habitants de Khartoum",
        ),
        ("ar", "قال سكان في الخرطوم إن قذائف أصابت سوقا.", "سكان في الخرطوم"),
    ],
)
def test_who_lives_in_a_capital_is_no_government(language: str, text: str, speaker: str) -> None:
    (claim,) = _incidents(text, language)
    (holder,) = claim.voice.chain
    assert (holder.text, holder.id) == (speaker, None)
    assert (holder.name or speaker) == speaker


def test_one_who_passes_on_what_he_says_himself_speaks_once() -> None:
    (claim,) = _incidents("The army said on Monday it had confirmed the death of two soldiers.")
    assert len(claim.voice.chain) == 1


def test_they_in_a_quotation_are_not_who_speaks() -> None:
    (claim,) = _incidents('"They burned our houses," said Halima Adam, a farmer.')
    assert _told([claim]) == [("arson", [], ["our houses"])]


def test_what_one_of_them_said_has_a_voice() -> None:
    claims = _incidents("Armed men attacked a post near Gao. They killed eleven guards, one of them said.")
    assert [[holder.text for holder in claim.voice.chain] for claim in claims] == [[], ["one of them"]]


def test_two_strikes_of_one_sentence_keep_their_hands_means_and_harm() -> None:
    one, two = _incidents(
        "Jets bombed a bridge in Gao, and shells fired by rebels hit a school in Mopti, killing a guard."
    )
    assert [value.name for value in one.means] == ["aircraft"]
    assert [value.name for value in two.means] == ["shell"]
    assert ([value.text for value in two.actors], _dead(one), _dead(two)) == (["rebels"], [], [("killed", 1)])


def test_others_who_killed_before_did_not_burn() -> None:
    burnt, killed = _incidents("Protesters set fire to a police station after guards killed a young man.")
    assert [value.text for value in burnt.actors] == ["Protesters"]
    assert [value.text for value in killed.actors] == ["guards"]


def test_who_stormed_it_is_who_seized_and_burned() -> None:
    claims = _incidents("Militants overran a base near Gao, seizing weapons and torching vehicles.")
    assert [(claim.event, claim.actors[0].text) for claim in claims] == [
        ("takeover", "Militants"),
        ("seizure", "Militants"),
        ("arson", "Militants"),
    ]


def test_that_since_which_it_is_the_worst_is_not_the_scene() -> None:
    text = (
        "Gunmen stormed a school in Gao on Monday, killing ten people in the worst attack since a bank was bombed "
        "in 1998. Four attackers were killed, the minister said."
    )
    stormed, bombed, killed = _incidents(text)
    assert [claim.when and claim.when.edtf for claim in (stormed, bombed, killed)] == [
        "2024-06-10",
        "1998",
        "2024-06-10",
    ]
    assert not bombed.places
    assert killed.event == "attack"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "As of 13:00 on 12 June, 25 people had been killed in the raid.", None),
        ("en", "Gunmen killed ten men in one of the deadliest attacks on a camp this year.", None),
        ("en", "GENEVA (12 June 2024) – Gunmen attacked a camp in Gao on Monday.", "2024-06-10"),
        ("en", "Rebels entered the town of Zarnovo on Monday after heavy fighting.", "2024-06-10"),
        ("fr", "Des hommes ont attaqué un camp lundi. Mercredi, le Front a revendiqué l'attaque.", "2024-06-10"),
        (
            "fr",
            "Un camp a été attaqué lundi. Le Front l'a revendiqué dans un communiqué publié mercredi soir.",
            "2024-06-10",
        ),
        (
            "en",
            "A camp was attacked on Monday. The Front claimed the raid in a statement released on Tuesday.",
            "2024-06-10",
        ),
        (
            "ar",
            "تعرض معسكر لهجوم يوم الاثنين. وأعلنت الجبهة مسؤوليتها عن الهجوم في بيان نشر مساء الثلاثاء.",
            "2024-06-10",
        ),
    ],
)
def test_the_day_of_telling_counting_or_ranking_is_not_that_of_the_deed(
    language: str, text: str, day: str | None
) -> None:
    claims = _incidents(text, language)
    assert claims
    assert {claim.when.edtf if claim.when else None for claim in claims} == {day}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A missile attack on a camp killed two men.", "missile"),
        ("en", "A truck packed with explosives was driven into a base.", "car-bomb"),
        ("fr", "Une frappe de drone a tué trois civils.", "drone"),
    ],
)
def test_a_means_inside_the_words_for_an_attack_is_read(language: str, text: str, name: str) -> None:
    (claim,) = _incidents(text, language)
    assert [value.name for value in claim.means] == [name]


@pytest.mark.parametrize(
    "text", ["The group was suspending all its military operations.", "A school for displaced families was shut."]
)
def test_what_stops_or_only_describes_is_no_incident(text: str) -> None:
    assert not _incidents(text)


def test_verbs_in_scare_quotes_and_the_army_that_uses_them_are_read() -> None:
    (claim,) = _incidents('The ministry said its forces had "neutralised" nine PKK militants.')
    assert (_dead(claim), claim.voice.chain[0].text) == ([("killed", 9)], "The ministry")


def test_a_takeover_that_somebody_denies_is_denied_as_such() -> None:
    claims = _incidents("Moscow said its forces had taken the village of Zarnovo, a claim that Kyiv denied.")
    assert [(claim.event, claim.stance) for claim in claims] == [("takeover", "asserted"), ("takeover", "denied")]


def test_the_name_of_a_group_is_no_town_of_that_name() -> None:
    reading = read_document(
        Document("d", "d.txt", "Jets hit a Hamas command centre inside a school in Gaza.", "", language="en")
    )
    assert [value.text for value in reading.values if value.kind == "place"] == ["Gaza"]


def test_the_wounded_who_die_are_counted() -> None:
    (claim,) = _incidents("The wounded were taken to a hospital. Seven of them later died, a nurse said.")
    assert _dead(claim) == [("killed", 7)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army shelled Khiam on Monday. Since 8 October, 390 people have been killed in Lebanon."),
        ("fr", "L'armée a bombardé Khiam lundi. Depuis le 8 octobre, 390 personnes ont été tuées au Liban."),
        ("ar", "قصف الجيش بلدة الخيام الاثنين. ومنذ 8 تشرين الأول، قتل 390 شخصا في لبنان."),
    ],
)
def test_all_who_died_since_some_earlier_day_died_in_no_one_attack(language: str, text: str) -> None:
    struck, fallen = _incidents(text, language)
    assert (struck.event, fallen.event) == ("shelling", "attack")
    assert fallen.when is not None
    assert fallen.when.edtf == "2023-10-08/2024-06-13"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The attack came two days after the death of five soldiers in a mine blast near Kidal."),
        (
            "fr",
            "L'attaque survient deux jours après la mort de cinq soldats dans l'explosion d'une mine près de Kidal.",
        ),
        ("ar", "وقع الهجوم بعد يومين من مقتل خمسة جنود في انفجار لغم قرب كيدال."),
    ],
)
def test_what_an_attack_came_after_keeps_its_own_event(language: str, text: str) -> None:
    told = next(claim for claim in _incidents(text, language) if claim.quantities)
    assert (told.event, told.when.edtf if told.when else None) == ("bombing", "2024-06-11")


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "Drones struck the city of Kyiv on Monday.", "the city of Kyiv"),
        ("fr", "Des drones ont visé Kiev lundi.", "Kiev"),
        ("ar", "استهدفت غارات العاصمة دمشق.", "العاصمة دمشق"),
    ],
)
def test_a_capital_that_is_hit_is_no_government(language: str, text: str, town: str) -> None:
    (claim,) = _incidents(text, language)
    assert [(target.text, target.id) for target in claim.targets] == [(town, None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Gunmen attacked a base in Gao. Four guards died. Nine attackers were killed. JNIM claimed responsibility.",
        ),
        ("en", "A base in Gao was attacked. Four soldiers died. Nine attackers were killed. JNIM claimed the attack."),
        (
            "fr",
            "Un camp a été attaqué. Dix gardes sont morts. Neuf assaillants ont péri. Le GSIM a revendiqué l'attaque.",
        ),
        (
            "ar",
            "تعرضت قاعدة في غاو لهجوم. وقتل أربعة جنود. وقتل تسعة من المهاجمين. وتبنى داعش الهجوم.",
        ),
    ],
)
def test_who_claims_an_attack_did_not_kill_the_attackers(language: str, text: str) -> None:
    first, fallen, claimed = _incidents(text, language)
    assert (fallen.actors, _dead(fallen)) == ((), [("killed", 9)])
    assert (claimed.act, [v.text for v in claimed.targets]) == (
        "claims-responsibility",
        [v.text for v in first.targets],
    )
