"""Times in three languages, read against a publication date; periods and deadlines counted from a day."""

from datetime import date

import pytest
from edtf import parse_edtf

from corrobora.read.language import load_language
from corrobora.read.node import Node
from corrobora.read.periods import due_of, period_of
from corrobora.read.rangeends import ends_of
from corrobora.read.sentence import regroup, split
from corrobora.read.times import set_times
from corrobora.types import Dated, Passage, Span, Time

SUNDAY = "2021-11-28"


def nodes(code: str, text: str, published: str | None = SUNDAY) -> list[Node]:
    language = load_language(code)
    sentences = split(text, [Passage("body", Span(0, len(text)))], language)
    regroup(sentences, language, "numbers", "times")
    set_times(text, sentences, Dated(published, "stated") if published else None, "a", language)
    return [node for sentence in sentences for node in sentence.nodes if node.has("time")]


def read(code: str, text: str, published: str | None = SUNDAY) -> list[tuple[str | None, str | None]]:
    values = [node.value for node in nodes(code, text, published)]
    for value in values:
        assert isinstance(value, Time)
        assert value.span.of(text) == value.text
        if value.edtf:
            parse_edtf(value.edtf)
    return [(value.edtf, value.precision) for value in values if isinstance(value, Time)]


@pytest.mark.parametrize(
    ("code", "text", "edtf", "precision"),
    [
        ("en", "It came in the early hours of Saturday.", "2021-11-27", "part"),
        ("en", "It came overnight Friday to Saturday.", "2021-11-26/2021-11-27", "part"),
        ("en", "He left in the 1990s.", "1990/1999", "decade"),
        ("en", "It fell on the 27th of November.", "2021-11-27", "day"),
        ("en", "It fell on Nov. 27, 2021.", "2021-11-27", "day"),
        ("en", "A 2008 raid failed.", "2008", "year"),
        ("en", "It rained over the weekend.", "2021-11-27/2021-11-28", "week"),
        ("en", "It came in the early hours of Sunday morning.", "2021-11-28", "part"),
        ("ar", "سقط العام الماضي.", "2020", "year"),
        ("fr", "Il est tombé dans la nuit de vendredi à samedi.", "2021-11-26/2021-11-27", "part"),
        ("fr", "Ils ont jusqu'au 6 décembre à minuit.", "2021-12-06", "until"),
        ("fr", "Il est tombé le 27 nov. 2021.", "2021-11-27", "day"),
        ("fr", "Il est venu le 8 mars dernier.", "2021-03-08", "day"),
        ("ar", "سقط في 27 نوفمبر (تشرين الثاني) 2021.", "2021-11-27", "day"),
        ("ar", "سقط في 3 غشت.", "2021-08-03", "day"),
        ("ar", "سقط في 3 جويلية.", "2021-07-03", "day"),
        ("ar", "سقط أول من أمس.", "2021-11-26", "day"),
        ("ar", "سقط في السابع من أيار.", "2021-05-07", "day"),
        ("ar", "سقط ليل الجمعة ـ السبت.", "2021-11-26/2021-11-27", "part"),
        ("ar", "سقط في رمضان.", "2021-04-13~/2021-05-12~", "interval"),
        ("ar", "سقط في 12 شوال 1442.", "2021-05-24~", "day"),
        ("ar", "نزحوا في ثمانينيات القرن الماضي.", "1980/1989", "decade"),
        ("ar", "بدأت في تشرين 1984.", "1984-10-01/1984-11-30", "interval"),
        ("fr", "Ils ont tiré dans la nuit du 6 au 7 novembre.", "2021-11-06/2021-11-07", "interval"),
        ("fr", "Le 24 au petit matin, un pont a sauté.", "2021-11-24", "part"),
        ("fr", "Au lendemain de la défaite, ils ont fui.", None, "event"),
        ("en", "The truck was hit on New Year's Day.", "2021-01-01", "day"),
        ("es", "Cayó en la noche del viernes al sábado.", "2021-11-26/2021-11-27", "part"),
        ("es", "Cayó el pasado martes.", "2021-11-23", "day"),
        ("es", "Cayó la madrugada del domingo.", "2021-11-28", "part"),
        ("es", "Cayó el 27 de noviembre de 2021.", "2021-11-27", "day"),
        ("es", "Dispararon en la noche del 6 al 7 de noviembre.", "2021-11-06/2021-11-07", "interval"),
        ("es", "Cayó hace tres días.", "2021-11-25", "day"),
        ("es", "Cayó el año pasado.", "2020", "year"),
        ("es", "Cayó a principios de mayo.", "2021-05", "month"),
    ],
)
def test_ways_of_one_language(code: str, text: str, edtf: str | None, precision: str) -> None:
    assert read(code, text) == [(edtf, precision)]


KINDS = [
    ("fr", "Ils ont tiré dans la nuit du lundi 22 au mardi 23 novembre.", "2021-11-22/2021-11-23"),
    ("en", "They fired overnight from Monday to Tuesday, 23 November.", "2021-11-22/2021-11-23"),
    ("ar", "قصفوا ليل الاثنين الثلاثاء 23 تشرين الثاني.", "2021-11-22/2021-11-23"),
    ("fr", "Ils ont tiré dans la nuit du 31 octobre au 1er novembre.", "2021-10-31/2021-11-01"),
    ("en", "They fired overnight on October 31-November 1.", "2021-10-31/2021-11-01"),
    ("ar", "قصفوا ليل 31 تشرين الأول - 1 تشرين الثاني.", "2021-10-31/2021-11-01"),
    ("fr", "Ils ont fui le 11 de ce mois.", "2021-11-11"),
    ("en", "They fled on the 11th of this month.", "2021-11-11"),
    ("ar", "فروا في الحادي عشر من الشهر الجاري.", "2021-11-11"),
    ("fr", "Ils ont tiré les 12 et 13 novembre.", "2021-11-12/2021-11-13"),
    ("en", "They fired on 12 and 13 November.", "2021-11-12/2021-11-13"),
    ("ar", "قصفوا يومي 12 و13 تشرين الثاني.", "2021-11-12/2021-11-13"),
    ("fr", "La date limite est vendredi.", "2021-12-03"),
    ("en", "The deadline is Friday.", "2021-12-03"),
    ("ar", "يجب أن يرحلوا الجمعة.", "2021-12-03"),
    ("fr", "L'ultimatum lancé vendredi court.", "2021-11-26"),
    ("en", "The ultimatum issued on Friday stands.", "2021-11-26"),
    ("ar", "وعد الرئيس الجمعة بإصلاحات.", "2021-11-26"),
    ("fr", "Le vote est prévu pour octobre.", "2022-10"),
    ("en", "The vote is planned for October.", "2022-10"),
    ("ar", "التصويت مقرر في تشرين الأول المقبل.", "2022-10"),
    ("fr", "La route est coupée depuis plus d'un mois.", "2021-10-28/2021-11-28"),
    ("ar", "الطريق مقطوعة منذ أكثر من شهر.", "2021-10-28/2021-11-28"),
    ("en", "Three posts fell over the past week.", "2021-11-21/2021-11-28"),
    ("en", "He died a year ago today.", "2020-11-28"),
    ("fr", "Ils ont tenu pendant l'hiver 2019-2020.", "2019-12-01/2020-02-29"),
    ("ar", "صمدوا في شتاء 2019-2020.", "2019-12-01/2020-02-29"),
    ("fr", "Ils attaqueront cet hiver.", "2021-12-01/2022-02-28"),
    ("en", "They will attack this winter.", "2021-12-01/2022-02-28"),
    ("ar", "سوف يهاجمون هذا الشتاء.", "2021-12-01/2022-02-28"),
    ("fr", "Il est mort le 12 ramadan.", "2021-04-24~"),
    ("en", "He died on the 12th of Ramadan.", "2021-04-24~"),
    ("ar", "مات يوم 12 رمضان.", "2021-04-24~"),
    ("fr", "Il est mort pendant le ramadan 2020.", "2020-04-24~/2020-05-23~"),
    ("en", "He died in Ramadan 2020.", "2020-04-24~/2020-05-23~"),
    ("ar", "مات في رمضان 2020.", "2020-04-24~/2020-05-23~"),
    ("ar", "ازدهرت في القرن العشرين.", "1900/1999"),
    ("fr", "Ils se sont rendus le lundi de Pâques.", "2021-04-05"),
    ("en", "They surrendered on Good Friday.", "2021-04-02"),
    ("ar", "استسلموا في عيد الفصح.", "2021-04-04"),
    ("en", "They surrendered on Orthodox Easter.", "2021-05-02"),
    ("fr", "La trêve de l'Aïd al-Fitr a tenu.", "2021-05-13~"),
    ("en", "The truce will begin on Eid al-Adha.", "2022-07-09~"),
    ("ar", "صمتت المدافع في عيد الفطر.", "2021-05-13~"),
    ("fr", "Le budget 2020 a été rejeté.", "2020"),
]


@pytest.mark.parametrize(("code", "text", "edtf"), KINDS)
def test_kinds_of_times(code: str, text: str, edtf: str) -> None:
    assert [found for found, _ in read(code, text)] == [edtf]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Ils se réunissent les jeudis."),
        ("es", "Se reúnen los jueves."),
        ("fr", "Le mercredi, ils se reposent."),
        ("en", "They meet on Fridays."),
        ("en", "He died two weeks before the vote."),
        ("fr", "Il est mort deux semaines avant le vote."),
        ("ar", "مات قبل أسبوعين من التصويت."),
    ],
)
def test_what_comes_again_and_what_hangs_on_an_event_have_no_day(code: str, text: str) -> None:
    assert {found for found, _ in read(code, text)} <= {None}


@pytest.mark.parametrize(
    ("code", "text", "years"),
    [
        ("fr", "Ils ont tiré le 3 mai et le 7 juin 2019.", ["2019-05-03", "2019-06-07"]),
        ("en", "They fired on 3 May and 7 June 2019.", ["2019-05-03", "2019-06-07"]),
        ("ar", "قصفوا في 3 أيار و7 حزيران 2019.", ["2019-05-03", "2019-06-07"]),
        ("en", "They fired in May and June 2019.", ["2019-05", "2019-06"]),
    ],
)
def test_joined_dates_share_their_year(code: str, text: str, years: list[str]) -> None:
    assert [found for found, _ in read(code, text)] == years


@pytest.mark.parametrize(
    ("code", "text", "ends"),
    [
        ("fr", "Il l'a dirigé entre 2015 et 2018.", [("2015", "2015"), ("2018", "2018")]),
        ("fr", "Ils ont tiré du 3 au 7 mars 2020.", [("3", "2020-03-03"), ("7 mars 2020", "2020-03-07")]),
        ("en", "They met from April 28 to May 3, 2021.", [("April 28", "2021-04-28"), ("May 3, 2021", "2021-05-03")]),
        ("en", "It lasted from March to June 2021.", [("March", "2021-03"), ("June 2021", "2021-06")]),
        ("ar", "تفاوضوا من الخميس إلى السبت.", [("الخميس", "2021-11-25"), ("السبت", "2021-11-27")]),
        ("ar", "قادها بين عامي 2015 و2018.", [("2015", "2015"), ("2018", "2018")]),
        ("fr", "Ils ont tiré dans la nuit du 6 au 7 mars.", []),
        ("en", "They fired on 7 March.", []),
    ],
)
def test_the_ends_of_a_range_are_times_too(code: str, text: str, ends: list[tuple[str, str]]) -> None:
    found = [end for node in nodes(code, text) for end in ends_of(node, text)]
    assert [(end.text, end.edtf) for end in found] == ends
    assert all(end.span.of(text) == end.text for end in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "They may march on the town."),
        ("en", "The second convoy left."),
        ("en", "The Sunday Times said so."),
        ("fr", "Il a été tué sur la planète Mars."),
        ("fr", "La seconde attaque a échoué."),
        ("ar", "قرأ الكتاب الثاني قبل الحرب."),
        ("ar", "مارس الرجل عمله."),
        ("ar", "قالت قوى 8 نيسان إنها ترفض."),
        ("ar", "قالت قوى «8 نيسان» إنها ترفض."),
        ("ar", "قال المدعي العام السابق ذلك."),
    ],
)
def test_false_friends(code: str, text: str) -> None:
    assert read(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "It fell on 20 November. He died two days later."),
        ("fr", "Il est tombé le 20 novembre. Il est mort deux jours plus tard."),
        ("ar", "سقط في 20 نوفمبر. ومات بعد يومين."),
    ],
)
def test_later_counts_from_the_day_named_last(code: str, text: str) -> None:
    assert read(code, text)[-1] == ("2021-11-22", "day")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "It fell on 20 November. He died the next day."),
        ("fr", "Il est tombé le 20 novembre. Il est mort le lendemain."),
        ("ar", "سقط في 20 نوفمبر. ومات في اليوم التالي."),
    ],
)
def test_the_next_day(code: str, text: str) -> None:
    assert read(code, text)[-1] == ("2021-11-21", "day")


def test_an_hour_takes_its_day_from_its_own_sentence() -> None:
    assert read("fr", "Vers 15h30, jeudi, un obus est tombé.") == [("2021-11-25", "minute"), ("2021-11-25", "day")]


def test_tense_turns_a_weekday() -> None:
    assert read("en", "They left on Tuesday.")[0][0] == "2021-11-23"
    assert read("en", "They will leave on Tuesday.")[0][0] == "2021-11-30"


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Ten towns fell in three weeks.", "2021-11-08/2021-11-28"),
        ("fr", "Dix villes sont tombées en trois semaines.", "2021-11-08/2021-11-28"),
        ("ar", "سقطت عشر بلدات خلال ثلاثة أسابيع.", "2021-11-08/2021-11-28"),
        ("en", "Aid will run out within 48 hours.", "2021-11-28/2021-11-30"),
        ("en", "They fought for three weeks.", None),
        ("en", "It lasted three hours.", None),
        ("en", "They have held it since 2019.", "2019-01-01/2021-11-28"),
        ("en", "They have held it since mid-March.", "2021-03-15/2021-11-28"),
        ("fr", "Ils la tiennent depuis six jours.", "2021-11-22/2021-11-28"),
        ("ar", "يقصفون المدينة منذ الاثنين.", "2021-11-22/2021-11-28"),
        ("en", "It rained from Monday to Wednesday.", "2021-11-22/2021-11-24"),
        ("en", "They will meet from Monday to Wednesday.", "2021-11-29/2021-12-01"),
        ("fr", "Il a plu du lundi au mercredi.", "2021-11-22/2021-11-24"),
        ("ar", "أمطرت من الاثنين إلى الأربعاء.", "2021-11-22/2021-11-24"),
        ("en", "Raids doubled in the second quarter of 2020.", "2020-04-01/2020-06-30"),
        ("fr", "Cela a doublé au quatrième trimestre.", "2021-10-01/2021-12-31"),
        ("ar", "تراجعت في النصف الأول من عام 2019.", "2019-01-01/2019-06-30"),
    ],
)
def test_lengths_of_time_lie_where_they_are_led_to(code: str, text: str, wanted: str | None) -> None:
    assert [edtf for edtf, _ in read(code, text)] == [wanted]


def test_since_has_no_end_where_the_day_of_speaking_is_unknown() -> None:
    assert ("2019-03-04/..", "since") in read("en", "They have held it since 4 March 2019.", None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("يزور الوزير المدينة الأربعاء.", "2021-12-01"),
        ("زار الوزير المدينة الأربعاء.", "2021-11-24"),
        ("لم يزر الوزير المدينة الأربعاء.", "2021-11-24"),
        ("كان الوزير يزور المدينة الأربعاء.", "2021-11-24"),
    ],
)
def test_an_arabic_imperfect_turns_a_weekday(text: str, wanted: str) -> None:
    assert read("ar", text)[0][0] == wanted


def test_a_name_that_sounds_like_a_day_is_none() -> None:
    assert read("fr", "Le chef, dit Mardi, a fui.") == read("en", "The MV Sunday Pearl sank.") == []


def test_numbers_inside_a_time_count_nothing() -> None:
    node = nodes("en", "They fought for 72 hours.")[0]
    assert not any(part.has("num") for part in node.walk())
    assert node.features["time"] == "duration"


PERIODS = [
    ("It is the worst this year.", "2021-01-01/2021-11-27"),
    ("It is the 4th since the start of May.", "2021-05-01/2021-11-27"),
    ("It is the 4th in 11 weeks.", "2021-09-12/2021-11-27"),
    ("It is the 4th within one month.", "2021-10-28/2021-11-27"),
    ("It is the 4th this week.", "2021-11-22/2021-11-27"),
    ("It is the 4th in 2020.", "2020-01-01/2020-12-31"),
    ("It is the 4th in 2021.", "2021-01-01/2021-11-27"),
    ("It is the 4th since Tuesday.", "2021-11-23/2021-11-27"),
    ("It is the 4th over the past 24 hours.", "2021-11-26/2021-11-27"),
]
OTHERS = [
    ("fr", "C'est la 4e depuis le début de l'année.", "2021-01-01/2021-11-27"),
    ("fr", "C'est la 4e depuis le début de cette année.", "2021-01-01/2021-11-27"),
    ("fr", "C'est la 4e en 11 semaines.", "2021-09-12/2021-11-27"),
    ("fr", "C'est la 4e de cette semaine.", "2021-11-22/2021-11-27"),
    ("ar", "هو الرابع منذ بداية العام.", "2021-01-01/2021-11-27"),
    ("ar", "هو الرابع خلال شهر.", "2021-10-28/2021-11-27"),
    ("ar", "هو الرابع خلال شهر واحد.", "2021-10-28/2021-11-27"),
    ("ar", "هو الرابع خلال 11 أسبوعا.", "2021-09-12/2021-11-27"),
    ("ar", "هو الرابع خلال الـ24 ساعة الماضية.", "2021-11-26/2021-11-27"),
]


@pytest.mark.parametrize(("code", "text", "wanted"), [("en", *each) for each in PERIODS] + OTHERS)
def test_periods_of_tallies(code: str, text: str, wanted: str) -> None:
    assert [period_of(node, date(2021, 11, 27)) for node in nodes(code, text, "2021-11-27")] == [wanted]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "They have 72 hours.", "2021-12-01"),
        ("en", "They have a week.", "2021-12-05"),
        ("en", "They must leave by Thursday.", "2021-12-02"),
        ("fr", "Ils ont une semaine.", "2021-12-05"),
        ("fr", "Ils devront partir avant le 31 décembre.", "2021-12-31"),
        ("ar", "أمامهم مهلة 48 ساعة.", "2021-11-30"),
        ("ar", "أمامهم مهلة أسبوع.", "2021-12-05"),
    ],
)
def test_when_a_time_is_up(code: str, text: str, wanted: str) -> None:
    assert [due_of(node, date(2021, 11, 28)) for node in nodes(code, text)] == [wanted]


def test_a_weekday_is_counted_from_the_full_date_beside_it() -> None:
    text = "Dans la nuit de dimanche à lundi, ils ont pris la ville, a dit lundi 8 mai 2023 le maire."
    assert [edtf for edtf, _ in read("fr", text, None)] == ["2023-05-07/2023-05-08", "2023-05-08"]


def test_without_a_day_to_count_from_nothing_is_known() -> None:
    (node,) = nodes("en", "They have 72 hours.", None)
    assert period_of(node, None) is None
    assert due_of(node, None) is None


def test_absurd_numbers_are_no_times() -> None:
    text = "It fell on 31 February 2021. It fell 99999999999 years ago. It lasted 99999999999999 days."
    assert {edtf for edtf, _ in read("en", text)} <= {None, "2021"}


def test_how_long_something_lasted_before_is_no_day() -> None:
    assert read("en", "The army took the palace after two years of war.")[0][0] is None


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("fr", "Le délai expire lundi en huit.", "2021-12-06"),
        ("fr", "Le délai expire mardi en quinze.", "2021-12-14"),
        ("fr", "Ils ont pris le fort lundi en huit heures.", "2021-11-22"),
        ("es", "El plazo vence el lunes en ocho.", "2021-12-06"),
    ],
)
def test_a_weekday_of_the_week_after_next(code: str, text: str, wanted: str) -> None:
    assert read(code, text)[0][0] == wanted
