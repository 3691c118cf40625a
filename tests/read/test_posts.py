"""Posts of channels, lists of incidents and bare headlines are read as what they tell, in every language."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.read.posts import plain_post
from corrobora.types import Claim, Document

_LISTS = {
    "en": """\
Incidents, 3-9 May 2021

- Gao: two soldiers killed by a mine on 4 May.
- Kyiv: 3 dead.
- Mali: five farmers shot dead.
- Kolokani Haut: gunmen looted a market.""",
    "fr": """\
Incidents du 3 au 9 mai 2021 :
• Gao : deux soldats tués par une mine le 4 mai.
• Kiev : 3 morts.
• Mali : cinq paysans tués.
• Kolokani-le-Haut : des hommes armés ont pillé un marché.""",
    "ar": """\
الحوادث من 3 إلى 9 أيار 2021:
🔹 غاو: مقتل جنديين بانفجار لغم يوم 4 أيار.
🔹 كييف: 3 قتلى.
🔹 الفاشر: مقتل خمسة مزارعين.
🔹 كولوكاني العليا: إحراق سوق.""",
    "es": """\
Incidentes del 3 al 9 de mayo de 2021:
- Gao: dos soldados muertos por una mina el 4 de mayo.
- Kiev: 3 muertos.
- Malí: cinco campesinos muertos.
- Kolokani Alto: hombres armados saquearon un mercado.""",
}


@pytest.mark.parametrize("language", _LISTS)
def test_each_item_of_a_list_has_its_own_place_and_the_days_above_it(language: str) -> None:
    claims = _incidents(_LISTS[language])
    week = "2021-05-03/2021-05-09"
    assert [(_places(c), c.when and c.when.edtf, _killed(c)) for c in claims[:3]] == [
        (["Gao"], "2021-05-04", 2),
        (["Kyiv"], week, 3),
        (["El Fasher" if language == "ar" else "Mali"], week, 5),
    ]
    assert claims[3].event in {"looting", "arson"}
    assert not {"Mali", "El Fasher"} & set(_places(claims[3]))  # where nobody knows, and not where the item above says
    assert {c.voice.manner for c in claims[:3]} == {"narrator"}  # the place before a colon is no voice


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Deadly attack on a military post near Gao", "attack", "Gao"),
        ("Explosion in Gao", "bombing", "Gao"),
        ("Ambush of a convoy near Gao", "ambush", "Gao"),
        ("Attaque contre un poste militaire près de Gao", "attack", "Gao"),
        ("Mali : attaque contre un poste militaire", "attack", "Mali"),
        ("انفجار في غزة", "bombing", "Gaza City"),
        ("قصف مدفعي على مدينة الفاشر", "shelling", "El Fasher"),
    ],
)
def test_a_headline_without_a_verb_tells_what_happened(text: str, event: str, place: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, _places(claim)) == (event, [place])


@pytest.mark.parametrize(
    "text",
    [
        "Heart attack in Gao",
        "Explosion of joy in Gao",
        "Crise cardiaque à Gao",
        "Explosion de joie à Gao",
        "خط الهجوم في المنتخب",
    ],
)
def test_a_headline_about_something_else_tells_nothing(text: str) -> None:
    assert not _incidents(text)


def test_a_post_with_hashtags_and_signs_is_read_as_its_words() -> None:
    text = (
        "🔴 #Mali | *Attaque* ce matin 14/03/2021 contre le poste de Boni.\n➡️ Bilan provisoire : 11 morts, 14 blessés"
    )
    (claim,) = _incidents(text)
    assert (claim.event, _killed(claim), claim.when and claim.when.edtf) == ("attack", 11, "2021-03-14")
    (claim,) = _incidents("قتل 3 أشخاص في #دير_الزور يوم 3 أيار 2021")
    assert _places(claim) == ["Deir ez-Zor"]
    (claim,) = _incidents("⚠️ 3 soldiers were killed in #Gao, #Mali on 3 May 2021 💥")
    assert _places(claim)[0] == "Gao"


def test_what_stands_before_a_bar_announces_what_follows_it() -> None:
    (claim,) = _incidents("عاجل | الإعلام الحربي: استهداف موقع عسكري بقذائف المدفعية")
    assert claim.event == "shelling"
    assert [holder.text for holder in claim.voice.chain] == ["الإعلام الحربي"]


def test_a_line_of_a_post_ends_as_a_sentence_does() -> None:
    (claim,) = _incidents("20 combattants neutralisés selon l'armée malienne")
    assert [holder.name for holder in claim.voice.chain] == ["armée malienne"]


def test_whoever_loses_men_did_not_kill_them() -> None:
    (claim,) = _incidents('"We lost four men near Gao," Colonel Diarra told reporters.')
    assert not claim.actors
    assert _killed(claim) == 4


def test_a_day_that_stays_open_takes_no_other_day() -> None:
    first, second = _incidents(
        "Two soldiers were killed in Gao on 4 May 2021. Gunmen abducted a trader in Mopti on 30 February."
    )
    assert first.when is not None
    assert second.when is None


@pytest.mark.parametrize("text", ["a_b 5*3 #1 snake_case", "C# and F#", "1 * 2 * 3", "plain words"])
def test_other_signs_stay(text: str) -> None:
    assert plain_post(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "River Brigade:\n- We hit a lorry in Gao.\n- We burned a mill in Timbuktu.\n",
        "🔴 *River Brigade:*\n▪️ We hit a lorry in Gao.\n▪️ We burned a mill in Timbuktu.\n",
        "Brigade du Fleuve :\n- Nous avons attaqué un camion à Gao.\n- Nous avons incendié un moulin à Tombouctou.\n",
        "🔴 عاجل | كتائب النهر:\n▪️ استهدفنا شاحنة للعدو في غاو\n▪️ أحرقنا مخزنا في تمبكتو\n",
    ],
)
def test_who_stands_above_a_list_speaks_in_all_of_its_items(text: str) -> None:
    claims = _incidents(text)
    assert [_places(claim) for claim in claims] == [["Gao"], ["Timbuktu"]]
    (spoke,) = {claim.voice.chain[0].text for claim in claims}
    assert spoke in text.split(":", maxsplit=1)[0]
    assert {len(claim.actors) for claim in claims} == {1}


def test_who_stands_above_a_list_says_nothing_behind_it() -> None:
    *listed, last = _incidents("River Brigade:\n- We hit a lorry in Gao.\n\nA mill burned in a raid on Timbuktu.\n")
    assert [claim.voice.manner for claim in (*listed, last)] == ["indirect", "narrator"]


@pytest.mark.parametrize(
    "text", ["The dead:\n- Gao: 12 killed\n", "Bilan :\n- Gao : 12 morts\n", "الحصيلة:\n- غاو: 12 قتيلا\n"]
)
def test_what_is_listed_is_nobodys_word(text: str) -> None:
    assert [claim.voice.manner for claim in _incidents(text)] == ["narrator"]


def _incidents(text: str) -> list[Claim]:
    reading = read_document(Document("d-1", "a.txt", text, ""))
    assert reading.error is None
    assert reading.document.text == text
    assert all(value.text == value.span.of(text) for value in reading.values)
    return [claim for claim in reading.claims if claim.kind == "incident"]


def _places(claim: Claim) -> list[str]:
    return [place.name or place.text for place in claim.places]


def _killed(claim: Claim) -> int | None:
    return next((q.best for q in claim.quantities if q.measure == "killed"), None)


def test_numbers_of_a_thread_are_nobodys_words_and_dates_stay() -> None:
    assert (
        plain_post("1/3 Thread.\n\n2/3 The army left.\n\n3/3 End.") == "    Thread.\n\n    The army left.\n\n    End."
    )
    assert plain_post("3/7 Rebels left.\n4/7 They came back.").startswith("3/7")
