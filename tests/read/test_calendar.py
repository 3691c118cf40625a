"""When a document was written: given, in its address, or made out from its own dates."""

from datetime import date

import pytest
from edtf import parse_edtf

from corrobora.read.article import read_document
from corrobora.read.language import load_language
from corrobora.read.sentence import regroup, split
from corrobora.read.times import set_times
from corrobora.types import Dated, Document, Passage, Role, Span, Time


def read(
    code: str, *paragraphs: tuple[Role, str], published: str | None = None, uri: str = "a.txt"
) -> tuple[Dated | None, list[Time]]:
    text = "\n".join(words for _, words in paragraphs)
    passages, start = [], 0
    for role, words in paragraphs:
        passages.append(Passage(role, Span(start, start + len(words))))
        start += len(words) + 1
    language = load_language(code)
    sentences = split(text, passages, language)
    regroup(sentences, language, "numbers", "times")
    dated = set_times(text, sentences, Dated(published, "stated") if published else None, uri, language)
    return dated, [n.value for s in sentences for n in s.nodes if isinstance(n.value, Time)]


UNDATED = [
    (
        "fr",
        (
            "Un dépôt a été visé mercredi 9 juin au sud de la ville. "
            "Les troupes devront partir avant le 30 septembre 2021. Le 4 mars, un pont avait sauté."
        ),
    ),
    (
        "en",
        (
            "A depot was hit on Wednesday 9 June south of the town. "
            "Troops must leave before 30 September 2021. On 4 March a bridge had been blown up."
        ),
    ),
    (
        "ar",
        (
            "استهدف مستودع يوم الأربعاء 9 حزيران جنوب المدينة. "
            "وسوف تغادر القوات قبل 30 أيلول 2021. وفي 4 آذار الماضي سقط جسر."
        ),
    ),
]


@pytest.mark.parametrize(("code", "text"), UNDATED)
def test_weekday_and_a_named_year_date_an_undated_page(code: str, text: str) -> None:
    dated, times = read(code, ("body", text))
    assert dated == Dated("2021-06-09/2021-09-30", "inferred")
    parse_edtf(dated.edtf)
    assert [time.edtf for time in times] == ["2021-06-09", "2021-09-30", "2021-03-04"]
    assert [time.basis for time in times] == ["inferred", "stated", "inferred"]


@pytest.mark.parametrize(("code", "text"), UNDATED)
def test_a_caption_decides_nothing(code: str, text: str) -> None:
    caption = {"fr": "Le 8 mai 2019 (photo)", "en": "8 May 2019 (photo)", "ar": "8 أيار 2019 (صورة)"}[code]
    dated, times = read(code, ("caption", caption), ("body", text))
    assert dated == Dated("2021-06-09/2021-09-30", "inferred")
    assert times[0].edtf == "2019-05-08"


def test_without_a_year_anywhere_it_abstains() -> None:
    dated, times = read("en", ("body", "A depot was hit on Wednesday 9 June. Yesterday two men fled."))
    assert dated is None
    assert [time.edtf for time in times] == [None, None]


def test_a_year_in_which_the_weekday_is_wrong_is_not_taken() -> None:
    dated, times = read("en", ("body", "He was born in 1962. A depot was hit on Wednesday 9 June."))
    assert dated is None
    assert times[1].edtf is None


def test_the_year_after_the_last_named_one_may_be_meant() -> None:
    dated, _ = read("en", ("body", "A truce was signed in late 2021. It broke on Saturday 8 January."))
    assert dated == Dated("2022-01-08/..", "inferred")


@pytest.mark.parametrize(
    ("uri", "wanted"),
    [
        ("https://a.example/2021/11/28/b.html", "2021-11-28"),
        ("https://a.example/news-2021-11-28-b", "2021-11-28"),
        ("https://a.example/b/28-11-2021", "2021-11-28"),
        ("https://a.example/20211128.html", "2021-11-28"),
        ("https://a.example/b/20211399", None),
        ("https://a.example/id/120211128", None),
    ],
)
def test_the_address_may_hold_the_date(uri: str, wanted: str | None) -> None:
    dated, times = read("fr", ("body", "Un dépôt a été visé hier."), uri=uri)
    assert (dated.edtf if dated else None) == wanted
    assert times[0].edtf == ("2021-11-27" if wanted else None)


def test_the_given_date_stays_as_it_is() -> None:
    dated, times = read("fr", ("body", "Un dépôt a été visé hier."), published="2021-11-28T10:00:00Z")
    assert dated == Dated("2021-11-28T10:00:00Z", "stated")
    assert times[0].edtf == "2021-11-27"


def test_a_month_as_date_narrows_the_year_only() -> None:
    dated, times = read("fr", ("body", "Un dépôt a été visé le 9 juin. Hier il a plu."), published="2021-06")
    assert dated == Dated("2021-06", "stated")
    assert [time.edtf for time in times] == ["2021-06-09", None]


@pytest.mark.parametrize("published", ["", "soon", "2021-13-45", "99999"])
def test_a_broken_date_breaks_nothing(published: str) -> None:
    _, times = read("en", ("body", "It fell yesterday."), published=published)
    assert times[0].edtf is None


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(day: date) -> None:
    text = "It fell yesterday, last century, 40 weeks ago, on Monday, next month and in the next ten years. "
    text += "They will leave tomorrow, next week."
    dated, _ = read("en", ("body", text), published=day.isoformat())
    assert dated is not None


DATELINED = [
    ("fr", "BAGDAD, 12 mai 2023 (AFP) - Un dépôt a été visé mercredi. Hier, deux hommes ont fui."),
    ("en", "BAGHDAD, May 12, 2023 (Reuters) - A depot was hit on Wednesday. Two men fled yesterday."),
    ("ar", "بغداد 12 أيار 2023 (رويترز) - استُهدف مستودع يوم الأربعاء. وفر رجلان أمس."),
]


@pytest.mark.parametrize(("code", "text"), DATELINED)
def test_a_dateline_dates_the_text(code: str, text: str) -> None:
    dated, times = read(code, ("body", text))
    assert dated == Dated("2023-05-12", "inferred")
    assert [time.edtf for time in times] == ["2023-05-12", "2023-05-10", "2023-05-11"]


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    dated, times = read("en", ("body", "A depot hit on May 12, 2023 (a Friday) was empty. Two men fled yesterday."))
    assert dated == Dated("2023-05-12/..", "inferred")
    assert [time.edtf for time in times][-1] is None


TODAY = [
    (
        "fr",
        "Jeudi 11 mai, un pont a sauté. Aujourd'hui vendredi, l'armée riposte. Elle était là en 2023. Hier, il a plu.",
    ),
    (
        "en",
        "On Thursday 11 May a bridge fell. Today, Friday, the army hits. It was there in 2023. It fell yesterday.",
    ),
    ("ar", "سقط جسر يوم الخميس 11 أيار. واليوم الجمعة رد الجيش. وكان هناك في عام 2023. وأمطرت أمس."),
]


@pytest.mark.parametrize(("code", "text"), TODAY)
def test_the_weekday_of_today_fixes_the_day_of_writing(code: str, text: str) -> None:
    dated, times = read(code, ("body", text))
    assert dated == Dated("2023-05-12", "inferred")
    assert [time.edtf for time in times] == ["2023-05-11", "2023-05-12", "2023", "2023-05-11"]


YESTERDAY = [
    ("fr", "Hier, samedi 27 novembre 2021, un dépôt a été visé. Aujourd'hui, tout est calme."),
    ("en", "Yesterday, 27 November 2021, a depot was hit. Today all is calm."),
    ("ar", "أمس السبت 27 تشرين الثاني 2021 استُهدف مستودع. واليوم يسود الهدوء."),
]


@pytest.mark.parametrize(("code", "text"), YESTERDAY)
def test_the_date_of_yesterday_fixes_the_day_of_writing(code: str, text: str) -> None:
    dated, times = read(code, ("body", text))
    assert dated == Dated("2021-11-28", "inferred")
    assert [time.edtf for time in times] == ["2021-11-27", "2021-11-28"]


WEEK = [
    (
        "fr",
        (
            "Jeudi 11 mai, un pont a sauté. Dimanche, l'armée a riposté. Le lendemain, elle a fui. En avril, rien. "
            "Hier, il a plu. L'an dernier, rien. Le mandat expire le 31 décembre 2023."
        ),
    ),
    (
        "en",
        (
            "On Thursday 11 May a bridge fell. On Sunday the army hit back. The next day it fled. In April, nothing. "
            "It rained yesterday. Last year, nothing. The mandate expires on 31 December 2023."
        ),
    ),
    (
        "ar",
        (
            "سقط جسر يوم الخميس 11 أيار. والأحد رد الجيش. وفي اليوم التالي انسحب. وفي نيسان ساد الهدوء. "
            "وأمطرت أمس. ولم يحدث شيء العام الماضي. تنتهي الولاية في 31 كانون الأول 2023."
        ),
    ),
]


@pytest.mark.parametrize(("code", "text"), WEEK)
def test_a_week_that_is_known_tells_weekdays_months_and_years_but_not_yesterday(code: str, text: str) -> None:
    dated, times = read(code, ("body", text))
    assert dated == Dated("2023-05-11/2023-12-31", "inferred")
    assert [time.edtf for time in times] == [
        "2023-05-11", "2023-05-14", "2023-05-15", "2023-04", None, "2022", "2023-12-31",
    ]  # fmt: skip


STORY = [
    ("fr", "Le 3 mars 2017, la garnison est tombée. Le 9 mars, des renforts sont arrivés. Jeudi, le chef a parlé."),
    ("en", "On 3 March 2017 the garrison fell. On 9 March help arrived. On Thursday the chief spoke."),
    ("ar", "سقطت الحامية في 3 آذار 2017. وفي 9 آذار وصلت التعزيزات. وتحدث القائد الخميس."),
]


@pytest.mark.parametrize(("code", "text"), STORY)
@pytest.mark.parametrize("published", [None, "2023-11-02"])
def test_a_story_goes_on_in_the_year_it_named(code: str, text: str, published: str | None) -> None:
    _, times = read(code, ("body", text), published=published)
    assert [time.edtf for time in times] == ["2017-03-03", "2017-03-09", "2023-11-02" if published else None]


def test_near_the_day_of_writing_a_story_of_long_ago_does_not_count() -> None:
    _, times = read("en", ("body", "It began on 24 February 2022. On 9 March a depot was hit."), published="2023-03-12")
    assert times[1].edtf == "2023-03-09"


def test_old_dates_do_not_date_a_text() -> None:
    text = "Married on 1 May 1962, he died on 13 February. The burial will be on Monday 17 February, at 2 p.m."
    dated, times = read("en", ("body", text))
    assert dated == Dated("1962-05-01/..", "inferred")
    assert [time.edtf for time in times] == ["1962-05-01", None, None, None]


def test_what_follows_a_day_that_is_not_known_is_not_known() -> None:
    _, times = read("en", ("body", "A post fell on 3 March 2017. Yesterday two men fled. The next day one came back."))
    assert [time.edtf for time in times] == ["2017-03-03", None, None]


_BELOW = {
    "janvier": "Le pont de la ville a été attaqué.",
    "يناير": "تعرض جسر قرب المدينة لهجوم.",
    "enero": "El puente de la ciudad fue atacado.",
}


@pytest.mark.parametrize(
    "line",
    [
        "As of 27 January 2025",
        "Gao, 27 January 2025",
        "Update no 4, 27 January 2025",
        "Bamako, le 27 janvier 2025",
        "Situation au 27 janvier 2025",
        "الخرطوم - 27 يناير 2025",
        "Bogotá, 27 de enero de 2025",
        "Le Journal du Nil, 27 janvier 2025",
        "Journal of the Nile, 27 January 2025",
        "El Diario de la Costa, 27 de enero de 2025",
        "صحيفة الشرق، 27 يناير 2025",
    ],
)
def test_a_line_that_is_a_date_and_little_else_dates_the_text(line: str) -> None:
    told = next((told for word, told in _BELOW.items() if word in line), "The bridge near the town was hit.")
    for title in ("", "COMMUNIQUE 17\n\n"):
        document = read_document(Document("d", "d.txt", f"{title}{line}\n\n{told}\n", "")).document
        assert document.published == Dated("2025-01-27", "stated"), title


@pytest.mark.parametrize(
    "line",
    [
        "On 27 January 2025",
        "A bridge was hit on 27 January 2025",
        "Attack on Gao, 27 January 2025",
        "Journal of the attack on Gao, 27 January 2025",
        "Fall of Goma, 27 January 2025",
    ],
)
def test_a_line_that_tells_when_something_happened_dates_no_text(line: str) -> None:
    document = read_document(
        Document("d", "d.txt", f"{line}\n\nThe bridge near the town was hit again.\n", "")
    ).document
    assert document.published != Dated("2025-01-27", "stated")
