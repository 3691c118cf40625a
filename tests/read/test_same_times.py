"""Times that English, French and Arabic tell in words of their own, and that are one."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Dated, Document
from tests.read.test_times import read

SAME = [
    (
        "It fell on 27 November 2021.",
        "Il est tombé le 27 novembre 2021.",
        "سقط في 27 تشرين الثاني 2021.",
        "2021-11-27",
        "day",
    ),
    (
        "It fell on 27/11/2021.",
        "Il est tombé le 27/11/2021.",
        "سقط في 27/11/2021.",
        "2021-11-27",
        "day",
    ),
    (
        "It fell on 2021-11-27.",
        "Il est tombé le 2021-11-27.",
        "سقط في 2021-11-27.",
        "2021-11-27",
        "day",
    ),
    (
        "It fell on October 11.",
        "Il est tombé le 11 octobre.",
        "سقط في 11 أكتوبر.",
        "2021-10-11",
        "day",
    ),
    (
        "It fell on Thursday.",
        "Il est tombé jeudi.",
        "سقط يوم الخميس.",
        "2021-11-25",
        "day",
    ),
    (
        "It fell last Friday.",
        "Il est tombé vendredi dernier.",
        "سقط الجمعة الماضي.",
        "2021-11-26",
        "day",
    ),
    (
        "They will leave next Friday.",
        "Ils partiront vendredi prochain.",
        "سوف يرحلون الجمعة المقبل.",
        "2021-12-03",
        "day",
    ),
    (
        "It fell yesterday.",
        "Il est tombé hier.",
        "سقط أمس.",
        "2021-11-27",
        "day",
    ),
    (
        "It fell today.",
        "Il est tombé aujourd'hui.",
        "سقط اليوم.",
        "2021-11-28",
        "day",
    ),
    (
        "They will leave tomorrow.",
        "Ils partiront demain.",
        "يرحلون غدا.",
        "2021-11-29",
        "day",
    ),
    (
        "It fell three days ago.",
        "Il est tombé il y a trois jours.",
        "سقط قبل ثلاثة أيام.",
        "2021-11-25",
        "day",
    ),
    (
        "It fell two days ago.",
        "Il est tombé il y a deux jours.",
        "سقط قبل يومين.",
        "2021-11-26",
        "day",
    ),
    (
        "It fell last week.",
        "Il est tombé la semaine dernière.",
        "سقط الأسبوع الماضي.",
        "2021-11-15/2021-11-21",
        "week",
    ),
    (
        "It fell last month.",
        "Il est tombé le mois dernier.",
        "سقط الشهر الماضي.",
        "2021-10",
        "month",
    ),
    (
        "It fell last year.",
        "Il est tombé l'an dernier.",
        "سقط العام الماضي.",
        "2020",
        "year",
    ),
    (
        "It fell in May 2021.",
        "Il est tombé en mai 2021.",
        "سقط في أيار 2021.",
        "2021-05",
        "month",
    ),
    (
        "It fell in October.",
        "Il est tombé en octobre.",
        "سقط في أكتوبر.",
        "2021-10",
        "month",
    ),
    (
        "It fell in 2014.",
        "Il est tombé en 2014.",
        "سقط عام 2014.",
        "2014",
        "year",
    ),
    (
        "It fell at dawn on Tuesday.",
        "Il est tombé à l'aube de mardi.",
        "سقط فجر الثلاثاء.",
        "2021-11-23",
        "part",
    ),
    (
        "It fell on Thursday evening.",
        "Il est tombé jeudi soir.",
        "سقط مساء الخميس.",
        "2021-11-25",
        "part",
    ),
    (
        "It fell yesterday evening.",
        "Il est tombé hier soir.",
        "سقط مساء أمس.",
        "2021-11-27",
        "part",
    ),
    (
        "They fought from 3 to 7 March.",
        "Ils ont tiré du 3 au 7 mars.",
        "قاتلوا بين 3 و7 مارس.",
        "2021-03-03/2021-03-07",
        "interval",
    ),
    (
        "It fell in May of last year.",
        "Il est tombé en mai de l'an dernier.",
        "سقط في أيار من العام الماضي.",
        "2020-05",
        "month",
    ),
    (
        "They will leave by 31 December.",
        "Ils partiront d'ici le 31 décembre.",
        "سوف يرحلون بحلول 31 كانون الأول.",
        "2021-12-31",
        "day",
    ),
    (
        "It is calm since Saturday.",
        "Tout est calme depuis samedi.",
        "يسود الهدوء منذ السبت.",
        "2021-11-27/2021-11-28",
        "since",
    ),
    (
        "They waited 72 hours.",
        "Ils ont attendu 72 heures.",
        "انتظروا 72 ساعة.",
        None,
        "duration",
    ),
    (
        "They meet every Friday.",
        "Ils viennent chaque vendredi.",
        "يجتمعون كل أسبوع.",
        None,
        "set",
    ),
]


@pytest.mark.parametrize(("english", "french", "arabic", "edtf", "precision"), SAME)
def test_times_are_one_in_all_languages(
    english: str, french: str, arabic: str, edtf: str | None, precision: str
) -> None:
    for code, text in (("en", english), ("fr", french), ("ar", arabic)):
        assert read(code, text) == [(edtf, precision)], text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The junta gave French troops until mid-April to leave the country."),
        ("fr", "La junte a donné aux troupes françaises jusqu'à la mi-avril pour quitter le pays."),
        ("ar", "ومنحت الجماعة القوات الأمريكية مهلة حتى منتصف أبريل لمغادرة البلاد."),
    ],
)
def test_mid_april_told_in_november_is_the_fifteenth_to_come(code: str, text: str) -> None:
    document = Document("d", "d", text, "", language=code, published=Dated("2021-11-28", "stated"))
    (claim,) = (claim for claim in read_document(document).claims if claim.kind == "deadline")
    assert claim.due is not None
    assert claim.due.edtf == "2022-04-15"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The group threatened to attack Kirkuk on Sunday.", "2021-06-06"),
        ("fr", "Le groupe a menacé d'attaquer Kirkouk dimanche.", "2021-06-06"),
        ("ar", "هدد التنظيم بمهاجمة كركوك يوم الأحد.", "2021-06-06"),
        ("es", "El grupo amenazó con atacar Kirkuk el domingo.", "2021-06-06"),
        ("en", "On Sunday the group vowed to attack Kirkuk.", None),
        ("fr", "Le groupe a menacé dimanche d'attaquer Kirkouk.", None),
        ("ar", "هدد التنظيم يوم الأحد بمهاجمة كركوك.", None),
    ],
)
def test_what_is_threatened_lies_ahead_and_not_on_the_day_of_the_threat(
    language: str, text: str, day: str | None
) -> None:
    document = Document("d", "d.txt", text, "", language=language, published=Dated("2021-06-05", "stated"))
    (claim,) = (each for each in read_document(document).claims if each.kind == "incident")
    assert (claim.stance, claim.when and claim.when.edtf) == ("anticipated", day)
