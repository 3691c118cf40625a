"""When a document was written: given, in its address, or made out from its own dates."""

from datetime import date

import pytest
from edtf import parse_edtf

from corrobora.read.language import load_language
from corrobora.read.sentence import regroup, split
from corrobora.read.times import set_times
from corrobora.types import Dated, Passage, Role, Span, Time


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
    for sentence in sentences:
        regroup([sentence], language, "numbers", "times")
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
