"""Words for somebody named before are resolved by what they say; each shows its mention; where two fit, none is."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Actor, Claim, Document, Holder


def claims(language: str, text: str) -> tuple[Claim, ...]:
    return read_document(Document("d", "u", text, "", language=language)).claims


def actors(language: str, text: str) -> list[Actor]:
    return [actor for claim in claims(language, text) for actor in claim.actors if isinstance(actor, Actor)]


def speakers(language: str, text: str) -> list[Holder]:
    return [holder for claim in claims(language, text) for holder in claim.voice.chain]


@pytest.mark.parametrize(
    ("language", "text", "words", "id_", "through"),
    [
        (
            "en",
            "JNIM attacked Boni on 3 May 2021. On 5 May 2021 the group burned six houses in Gao.",
            "the group",
            "jnim",
            "JNIM",
        ),
        (
            "en",
            "Boko Haram fighters entered Zarmou on 3 May 2021. On 5 May 2021 they burned six houses.",
            "they",
            "boko-haram",
            "Boko Haram fighters",
        ),
        (
            "fr",
            "Le GSIM a attaqué Boni le 3 mai 2021. Le groupe a incendié six maisons le 5 mai 2021.",
            "Le groupe",
            "jnim",
            "Le GSIM",
        ),
        (
            "fr",
            "L'armée malienne a bombardé Kidal le 3 mai 2021. Elle a tué dix civils à Gao le 5 mai 2021.",
            "Elle",
            "mali-army",
            "L'armée malienne",
        ),
        (
            "ar",
            "هاجمت حركة الشباب بلدة زرمو في 3 مايو 2021. وأحرقت الحركة ستة منازل في 5 مايو 2021.",
            "الحركة",
            "al-shabaab",
            "حركة الشباب",
        ),
        (
            "ar",
            "هاجم مقاتلو بوكو حرام القرية في 3 مايو 2021. وأحرقت الجماعة المسلحة ستة منازل في 5 مايو 2021.",
            "الجماعة المسلحة",
            "boko-haram",
            "مقاتلو بوكو حرام",
        ),
    ],
)
def test_it_is_the_mention_before_that_fits(language: str, text: str, words: str, id_: str, through: str) -> None:
    found = next(actor for actor in actors(language, text) if actor.text == words)
    assert found.id == id_
    assert found.name
    assert found.refers is not None
    assert found.refers.of(text) == through


def test_each_mention_shows_the_one_through_which_it_was_read() -> None:
    text = (
        "The Malian army and JNIM clashed near Kidal on 3 May 2021. On 7 May 2021 the group attacked a convoy. "
        "On 9 May 2021 it killed three soldiers in Mopti."
    )
    chain = {actor.text: actor.refers.of(text) for actor in actors("en", text) if actor.refers is not None}
    assert chain == {"the group": "JNIM", "it": "the group"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Al-Shabaab and Boko Haram are rivals. The group attacked a convoy on Monday."),
        ("en", "The Lebanese army arrested two men. The group attacked a convoy on Monday."),
        ("en", "Hamas attacked a base on 3 May 2021. The rival group attacked a convoy on 5 May 2021."),
        ("en", "Hamas attacked a base on 3 May 2021. An armed group attacked a convoy on 5 May 2021."),
        ("fr", "Les chebabs et Boko Haram sont rivaux. Le groupe a attaqué un convoi lundi."),
        ("ar", "حركة الشباب وبوكو حرام خصمان. هاجمت الجماعة قافلة يوم الاثنين."),
    ],
)
def test_where_two_fit_or_none_it_stays_as_it_is(language: str, text: str) -> None:
    last = actors(language, text)[-1]
    assert last.refers is None
    assert last.id is None


def test_a_pronoun_of_another_gender_is_nobody() -> None:
    text = "Le Hamas a attaqué une base le 3 mai 2021. Elle a tué trois soldats le 5 mai 2021."
    assert all(actor.refers is None for actor in actors("fr", text))


def test_a_pronoun_for_people_without_a_name_stands_for_the_words_that_they_were_called_by() -> None:
    text = "Gunmen stormed Zarmou on 3 May 2021. On 5 May 2021 they burned six houses in Gao."
    they = actors("en", text)[-1]
    assert (they.text, they.name, they.id) == ("they", "Gunmen", None)


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        (
            "en",
            "Navy Capt. Karl Brandt visited the base. Brandt said ten militants were killed in Gao.",
            "Brandt",
            "Karl Brandt",
        ),
        (
            "en",
            "The defence ministry of Mali said a base was attacked. The ministry said ten soldiers were killed.",
            "The ministry",
            "Malian defence ministry",
        ),
        (
            "fr",
            "La ministre Awa Sall a dit que dix civils étaient morts. Elle a ajouté que trois rebelles étaient morts.",
            "Elle",
            "Awa Sall",
        ),
        (
            "ar",
            "قالت وزارة الدفاع الروسية إن جنديا قتل. وأضافت الوزارة أن عشرة جنود أصيبوا.",
            "الوزارة",
            "وزارة الدفاع الروسية",
        ),
        (
            "ar",
            "قال المتحدث باسم الجيش الوطني العميد سالم الهادي إن جنديا قتل. وأضاف المتحدث أن جنديين أصيبا.",
            "المتحدث",
            "سالم الهادي",
        ),
    ],
)
def test_a_speaker_is_known_again(language: str, text: str, words: str, name: str) -> None:
    found = next(holder for holder in speakers(language, text) if holder.text == words)
    assert found.name == name
    assert found.refers is not None


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("en", "Hamas attacked a base. The group's spokesman said five soldiers were killed.", "Hamas"),
        (
            "fr",
            "Le Hamas a attaqué une base. Le porte-parole du groupe a dit que cinq soldats avaient été tués.",
            "Hamas",
        ),
        ("ar", "هاجم تنظيم القاعدة موقعا. وقال المتحدث باسم التنظيم إن خمسة جنود قتلوا.", "تنظيم القاعدة"),
    ],
)
def test_the_body_of_a_role_is_the_one_named_before(language: str, text: str, body: str) -> None:
    assert speakers(language, text)[-1].organisation == body


def test_a_ministry_is_no_he_and_two_ministers_are_not_one() -> None:
    said = "The defence ministry of Mali said a base was attacked. He said ten soldiers were killed."
    assert speakers("en", said)[-1].name is None
    two = (
        "Interior Minister Awa Sall said two men were killed. Foreign Minister Issa Ba said two women were killed. "
        "Mayor Omar Diallo said a house was burned. The minister said three rebels were arrested."
    )
    assert speakers("en", two)[-1].name is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hamas attacked a base on Sunday. The resistance attacked a convoy in Gaza on Monday."),
        ("en", "JNIM attacked a base on Sunday. Terrorists attacked a convoy in Gao on Monday."),
        ("fr", "Le Hezbollah a attaqué une base dimanche. L'entité sioniste a bombardé Saïda lundi."),
        ("fr", "Le Hezbollah a attaqué une base dimanche. Des mercenaires ont attaqué Tyr lundi."),
        ("ar", "هاجمت حماس قاعدة يوم الأحد. واقتحمت قوات الاحتلال جنين يوم الاثنين."),
    ],
)
def test_what_a_party_calls_itself_or_its_enemy_is_nobody_in_particular(language: str, text: str) -> None:
    assert actors(language, text)[-1].id is None
