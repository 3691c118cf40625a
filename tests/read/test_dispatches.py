"""How agencies write: a day and a place before the first sentence, who a group is in brackets, who blames whom."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document
from tests.read.deeds import claims, incidents

LINKED = [
    (
        "en",
        "The Group to Support Islam and Muslims (JNIM, linked to al-Qaeda) claimed the raid on Léré.",
    ),
    (
        "fr",
        "Le Groupe de soutien à l'islam et aux musulmans (GSIM, affilié à Al-Qaïda) a revendiqué l'attaque de Léré.",
    ),
    ("fr", "Le GSIM (lié à Al-Qaïda) a revendiqué l'attaque de Léré."),
    ("es", "El Ejército de Liberación Nacional (ELN, vinculado a Cuba) reivindicó el ataque en Arauca."),
    ("ar", "أعلنت جماعة نصرة الإسلام والمسلمين (المرتبطة بالقاعدة) مسؤوليتها عن الهجوم في ليري."),
]
DATED = [
    ("en", "Kampala, 20 November 2025. Gunmen attacked a village on Tuesday, killing nine people."),
    ("fr", "Butembo, le 20 novembre 2025. Des hommes armés ont attaqué un village mardi, tuant neuf personnes."),
    ("es", "Bogotá, 20 de noviembre de 2025. Hombres armados atacaron un pueblo el martes."),
    ("ar", "بورتسودان، 20 نوفمبر 2025. هاجم مسلحون قرية يوم الثلاثاء وقتلوا تسعة أشخاص."),
]
BLAMED = [
    ("en", "Ten people were shot in Gao, said the union, which blamed JNIM.", "the union"),
    ("en", "Ten people were shot in Gao, said the mayor, who blamed JNIM.", "the mayor"),
    ("en", "Ten people were shot in Gao, said the union. It blamed JNIM.", "the union"),
    ("en", "Ten people were shot in Gao, the union said, blaming JNIM.", "the union"),
    ("fr", "Dix civils ont été tués à Gao, a dit le syndicat, qui accuse le GSIM.", "le syndicat"),
    ("fr", "Dix civils ont été tués à Gao, a dit le syndicat, accusant le GSIM.", "le syndicat"),
]
UNNAMED = [
    '"They came at night," a nurse said by phone, asking not to be named for her safety.',
    '"They came at night," a nurse said. She asked not to be identified.',
]

WHENCE = [
    ("en", "Rebels based in Bunia attacked Beni on Friday."),
    ("en", "Soldiers stationed in Bunia opened fire on a crowd in Beni on Friday."),
    ("en", "Bandits driven out of Bunia attacked a village in Beni on Friday."),
    ("en", "The governor blamed bandits driven out of Bunia for the attack on a village in Beni on Friday."),
    ("fr", "Des rebelles basés à Bunia ont attaqué Beni vendredi."),
    ("fr", "Des soldats stationnés à Bunia ont ouvert le feu sur une foule à Beni vendredi."),
    ("fr", "Le gouverneur accuse des bandits chassés de Bunia d'avoir attaqué un village à Beni vendredi."),
]
BEHIND = [
    ("A mine blew up under a bus near Beni. It killed eleven people, a drivers' union said.", []),
    ("A drone struck a market in Beni. It wounded nine traders, residents said.", []),
    ("Hezbollah issued a statement on Friday. It had shelled a base near Metula, Hezbollah said.", ["hezbollah"]),
]
CHANNELS = [
    ("In a statement posted on Telegram the group said gunmen killed four men in Beni.", "the group"),
    ("In a message on WhatsApp a teacher said gunmen killed four men in Beni.", "a teacher"),
    ("Half the residents said gunmen killed four men in Beni.", "Half the residents"),
    ("Families displaced from Goma told reporters that gunmen killed four men in Beni.", "Families"),
]

TAKEN = [
    ("en", "Rebels seized ten vehicles and dozens of weapons in Beni on Friday."),
    ("fr", "Les rebelles se sont emparés de dix véhicules et de dizaines d'armes vendredi à Beni."),
    ("ar", "غنم المتمردون عشر سيارات وعشرات البنادق في بيني يوم الجمعة."),
]


@pytest.mark.parametrize(("language", "text"), LINKED)
def test_what_a_group_is_linked_to_stands_between_it_and_what_it_did(language: str, text: str) -> None:
    (claimed,) = incidents(text, language)
    assert claimed.act == "claims-responsibility"
    assert [each.id for each in claimed.actors] == [each.id for each in claimed.voice.chain]
    assert {each.id for each in claimed.actors} <= {"jnim", "eln-colombia"}


@pytest.mark.parametrize(("language", "text"), DATED)
def test_a_place_and_a_day_before_a_full_stop_date_an_article(language: str, text: str) -> None:
    document = Document("d", "a.txt", text, "", language=language)
    reading = read_document(document)
    assert reading.document.published is not None
    assert reading.document.published.edtf == "2025-11-20"
    assert [claim.when.edtf for claim in reading.claims if claim.when is not None][:1] == ["2025-11-18"]


def test_a_day_before_a_full_stop_is_no_dateline_where_more_is_told() -> None:
    text = "The mill of Gao closed on 20 November 2025. Gunmen attacked a village on Tuesday."
    published = read_document(Document("d", "a.txt", text, "", language="en")).document.published
    assert published is None or published.edtf != "2025-11-20"


@pytest.mark.parametrize(("language", "text", "speaker"), BLAMED)
def test_who_tells_of_a_deed_and_lays_it_to_somebody_says_both(language: str, text: str, speaker: str) -> None:
    told, laid = incidents(text, language)
    assert (told.act, told.actors, told.voice.chain[0].text) == ("states", (), speaker)
    assert (laid.act, [each.id for each in laid.actors]) == ("accuses", ["jnim"])
    assert speaker in {laid.voice.chain[0].text, laid.voice.chain[0].name}


@pytest.mark.parametrize("text", UNNAMED)
def test_who_asks_not_to_be_named_demands_nothing(text: str) -> None:
    assert [claim.act for claim in claims(text, "en")] == ["states"]


def test_an_office_behind_the_name_of_who_was_killed_is_his_own() -> None:
    (killed,) = incidents(
        "قتل العميد صالح الحميدي، قائد اللواء الثالث، واثنان من مرافقيه بانفجار لغم أرضي في مأرب.", "ar"
    )
    assert [each.text for each in killed.targets] == ["العميد صالح الحميدي", "اثنان من مرافقيه"]
    assert killed.actors == ()


@pytest.mark.parametrize("text", ["اتهم المبعوث الأممي الطرفين بارتكاب انتهاكات.", "اتهم الحاكم الشرطة بارتكاب إبادة."])
def test_who_is_accused_of_committing_something_is_accused(text: str) -> None:
    assert [claim.act for claim in claims(text, "ar")] == ["accuses"]


@pytest.mark.parametrize(("language", "text"), WHENCE)
def test_where_somebody_is_based_is_not_where_he_strikes(language: str, text: str) -> None:
    (struck,) = incidents(text, language)
    assert struck.actors
    assert [place.text for place in struck.places] == ["Beni"]


@pytest.mark.parametrize(("text", "doers"), BEHIND)
def test_who_speaks_behind_it_has_not_done_it(text: str, doers: list[str]) -> None:
    assert [each.id for each in incidents(text, "en")[-1].actors] == doers


@pytest.mark.parametrize(("text", "speaker"), CHANNELS)
def test_a_channel_or_a_place_before_the_verb_does_not_speak(text: str, speaker: str) -> None:
    (told,) = incidents(text, "en")
    assert [holder.text for holder in told.voice.chain] == [speaker]


@pytest.mark.parametrize(("language", "text"), TAKEN)
def test_of_what_was_taken_vehicles_are_counted_by_themselves(language: str, text: str) -> None:
    (taken,) = incidents(text, language)
    assert [(number.measure, number.best) for number in taken.quantities] == [("vehicles", 10)]


def test_a_unit_that_is_attacked_has_not_attacked() -> None:
    (attack,) = incidents("Six soldats ont été tués vendredi dans l'attaque d'un détachement militaire à Beni.", "fr")
    assert attack.actors == ()
    (strike,) = incidents("Une frappe d'une unité de drones a visé un camp vendredi à Beni.", "fr")
    assert [actor.text for actor in strike.actors] == ["une unité de drones"]


def test_vehicles_that_were_hit_are_no_attacks() -> None:
    (hit,) = incidents("Six vehicles were hit in the attack on Beni on Friday.", "en")
    assert [number.measure for number in hit.quantities] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The attack, blamed on JNIM, killed nine people in Beni on Friday."),
        ("en", "The massacre, attributed to JNIM, killed 130 people in Beni on Friday."),
        ("fr", "L'attentat, attribué au JNIM, a fait neuf morts vendredi à Beni."),
        ("fr", "L'attaque de Beni, attribuée au JNIM, a fait neuf morts vendredi."),
    ],
)
def test_to_whom_a_deed_is_laid_between_commas_has_done_it(language: str, text: str) -> None:
    (deed,) = incidents(text, language)
    assert [actor.id for actor in deed.actors] == ["jnim"]


def test_a_name_that_is_also_a_peoples_is_whole() -> None:
    (told,) = incidents("UN human rights chief Volker Turk said shells killed nine people in Beni.", "en")
    assert [holder.name for holder in told.voice.chain] == ["Volker Turk"]


WARNINGS = [
    ("en", "The UN warned that an attack on Goma would be catastrophic.", "states"),
    ("en", "Doctors warned that the hospital would run out of fuel.", "states"),
    ("en", "ECOWAS warned that it would use force against the junta.", "threatens"),
    ("en", "The rebels warned that they would shell Goma.", "threatens"),
    ("fr", "L'ONU a averti qu'une attaque contre Goma serait catastrophique.", "states"),
    ("fr", "Les rebelles ont averti qu'ils attaqueraient Goma.", "threatens"),
    ("ar", "حذرت الأمم المتحدة من أن هجوما على غوما سيكون كارثيا.", "states"),
    ("ar", "هدد المتمردون بقصف غوما.", "threatens"),
]


@pytest.mark.parametrize(("language", "text", "act"), WARNINGS)
def test_who_has_no_arms_warns_and_does_not_threaten(language: str, text: str, act: str) -> None:
    found = claims(text, language)
    assert found
    assert {(claim.act, claim.stance) for claim in found} == {(act, "anticipated")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army shelled a post in Gao and attacked a camp in Mopti on Friday."),
        ("fr", "L'armée a bombardé un poste à Gao et attaqué un camp à Mopti vendredi."),
        ("ar", "قصف الجيش قوة حدودية في غاو وهاجم معسكرا في موبتي يوم الجمعة."),
    ],
)
def test_what_is_told_behind_and_has_its_own_place(language: str, text: str) -> None:
    places = [[place.name for place in claim.places] for claim in incidents(text, language)]
    assert places == [["Gao"], ["Mopti"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The raid on Beni killed 53 people: 49 guards and four drivers."),
        ("fr", "Le raid sur Beni a tué 53 personnes : 49 gardes et quatre chauffeurs."),
        ("es", "El ataque en Beni mató a 53 personas: 49 guardias y cuatro conductores."),
        ("ar", "أدى القصف على بيني إلى مقتل 53 شخصا: 49 حارسا وأربعة سائقين."),
    ],
)
def test_who_the_dead_were_behind_a_colon_does_not_speak(language: str, text: str) -> None:
    (raid,) = claims(text, language)
    assert raid.voice.chain == ()
    assert [number.best for number in raid.quantities] == [53, 49, 4]


def test_one_of_them_who_tells_of_the_dead_is_none() -> None:
    told = incidents("At least nine militiamen died in Beni, one of them said.", "en")
    assert [[number.best for number in claim.quantities] for claim in told] == [[9]]


def test_a_sentence_may_end_with_the_hour() -> None:
    text = "Two bombs struck a camp in Beni at 10 a.m. Most of the dead were women, a spokesman said."
    struck = incidents(text, "en")[0]
    assert (struck.span.of(text), struck.voice.chain) == ("Two bombs struck a camp", ())
    (shelled,) = incidents("Shells hit a camp in Kharkiv at 9 p.m. Kyiv time, a spokesman said.", "en")
    assert [holder.text for holder in shelled.voice.chain] == ["a spokesman"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A drone strike hit a market in Gao on Friday. The death toll rose to 17 on Sunday, the ministry said."),
        (
            "fr",
            "Une frappe a visé un marché à Gao vendredi. Le bilan est passé à 17 morts dimanche, selon le ministère.",
        ),
        ("es", "Un ataque alcanzó un mercado en Gao el viernes. El balance subió a 17 muertos el domingo."),
        ("ar", "استهدفت غارة سوقا في غاو يوم الجمعة. وارتفعت حصيلة القتلى إلى 17 يوم الأحد، بحسب الوزارة."),
    ],
)
def test_the_day_on_which_a_toll_rose_is_not_that_of_the_deed(language: str, text: str) -> None:
    *_, risen = incidents(text, language)
    assert [number.best for number in risen.quantities] == [17]
    assert (risen.when.edtf if risen.when else None, [place.name for place in risen.places]) == ("2025-03-07", ["Gao"])


def test_a_toll_is_of_what_its_paragraph_told_last() -> None:
    text = (
        "Rebels attacked a base near Gao on Friday, killing nine soldiers.\n\nA drone strike hit a market in Mopti on "
        "Thursday. The death toll rose to 17 on Sunday, the ministry said."
    )
    *_, risen = incidents(text, "en")
    assert (risen.event, [place.name for place in risen.places]) == ("drone-strike", ["Mopti"])
