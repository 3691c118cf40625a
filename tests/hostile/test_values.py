"""Values of any mixture of words, digits and marks: true to the text, in order, in EDTF, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corrobora.read.article import read_document
from corrobora.read.language import languages
from corrobora.types import AnyValue, Claim, Dated, Document, Quantity, Reading, Time

# one piece a line, several lines a kind; `|` parts pieces
_PIECES_OF = {
    "digits": (
        "0|1|7|12|49|007|2300|2,300|2.300|2٬300|1.5|1,5|١٫٥|٤٩|۴۹|４９|3k|1.5m|10-15|10–15|3-1|1/3|17/21|1.2.3.4|12:30",
        "99:99|25h61|100%|$30|30€|155mm|7.62x39|S-300|F-16|9M133|+999|01|23|1e9|½|²|ⅷ|五|१२|-5|0.0|00|000,000",
    ),
    "words": (
        "forty-nine|dozen|half|a|third|thirds|of|hundred|thousand|million|billion|scores|dozens|both|out|quatre|vingt",
        "dix|soixante|et|onze|mille|millions|une|vingtaine|demi|deux|tiers|moitié|des|sur|cent",
        "ثلاثة|وعشرون|أحد|عشر|مئة|مئتان|ألف|آلاف|عشرات|نصف|ربع|بضعة|ونيف|جنديان|الـ21|و15|ب30|مليون|صفر",
    ),
    "bounds": (
        "at least|more than|up to|between|and|to|from|or|including|among them|of them|or more|no",
        "au moins|plus de|entre|et|à|dont|ou plus|environ|jusqu'à|aucun",
        "على الأقل|أكثر من|ما بين|إلى|بينهم|منهم|من أصل|ما يصل إلى|دون",
    ),
    "dates": (
        "2021-11-27|31/02/2021|12/13/2021|00/00/0000|0000|9999|Monday|31 November|February 30|in 11 weeks|by 2400",
        "in 99999 years|99999 years ago|the 2020s|until midnight|12 December 0000|1 January 10000|since 0001",
        "31 février|30 février 2021|29 février 1900|32 mai|samedi 27 novembre|le 31 avril 2021|il y a 9999 ans",
        "depuis 9999|la nuit du 31 au 1er|les années 1990",
        "25 ديسمبر|٣١ شباط ٢٠٢١|الاثنين|منذ 9999 عام|14 رمضان 9999|1 محرم 1|قبل 99999 سنة",
    ),
    "names": (
        "Baghdad|Mosul|Ségou|Colonel|Karim|Hadi|AFP|Washington|army|soldiers|soldats|killed|tués",
        "بغداد|الموصل|الجيش|جنود|قتل",
    ),
}
_PIECE = {kind: [piece for line in lines for piece in line.split("|")] for kind, lines in _PIECES_OF.items()}
_MARKS = [
    *" .,;:!?()[]«»“”\"'’-–—/\\%$€،؛؟ـ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u200b",
    "\u200d",
    "\u200f",
]
_MARKS += ["\u200e", "\u202e", "\u202c", "\u2066", "\u2069", "\ufeff", "\u00ad", "\u0301", "\u064f", "\u0640", "\ud800"]
_MARKS += ["\x00", "\ud83d", "\udca3"]
_LONG = ["9" * 400, "1," * 200 + "000", "1 000" * 80, "1." * 200, "12/" * 150, "٣" * 400, "hundred " * 60, "deux " * 60]
_WORDS = st.sampled_from([piece for pieces in _PIECE.values() for piece in pieces])
_PIECES = st.one_of(_WORDS, _WORDS, st.sampled_from(_MARKS), st.sampled_from(_LONG), st.text(max_size=3))
TEXTS = st.tuples(st.lists(_PIECES, min_size=1, max_size=30), st.sampled_from(["", " ", " ", "\u00a0", " \u200f"])).map(
    lambda drawn: drawn[1].join(drawn[0])
)
LANGUAGES = st.sampled_from(languages())
PUBLISHED = st.sampled_from(
    ["2021-11-28", "0001-01-01", "9999-12-31", "2024-02-29", "2021-11", "2021", "2021/2022", None]
)


def read(text: str, language: str, published: str | None = "2021-11-28") -> Reading:
    dated = Dated(published, "stated") if published else None
    return read_document(Document("d", "u", text, "", language=language, published=dated))


def check(text: str, reading: Reading) -> None:
    """Assert what must hold of every value, whatever the text."""
    for value in values_of(reading):
        assert value.span.of(text) == value.text
        assert value.text or not isinstance(value, Quantity)
        if isinstance(value, Time) and value.edtf:
            parse_edtf(value.edtf)
        if isinstance(value, Quantity):
            known = [each for each in (value.low, value.best, value.high) if each is not None]
            assert known == sorted(known)
            assert all(each >= 0 for each in known)
            assert known, value


def values_of(reading: Reading) -> Iterator[AnyValue]:
    yield from reading.values
    for claim in reading.claims:
        yield from _used(claim)


def _used(claim: Claim) -> Iterator[AnyValue]:
    for name in ("actors", "targets", "places", "means", "quantities", "addressees"):
        yield from getattr(claim, name)
    yield from (value for value in (claim.when, claim.due) if value is not None)
    if claim.scope is not None:
        yield from (*claim.scope.places, *claim.scope.targets)


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES, PUBLISHED)
@example("12 soldiers were killed" + "\u0301" * 50, "en", None)
@example("قُتل " + "9" * 400 + " جنديا", "ar", "9999-12-31")
@example("31 février 0000, 12/13/2021, 1.2.3.4", "fr", "0001-01-01")
def test_values_are_true_and_in_order(text: str, language: str, published: str | None) -> None:
    reading = read(text, language, published)
    if reading.error is None:
        check(text, reading)
    assert read(text, language, published) == reading


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("piece", [*_PIECE["dates"], *_PIECE["digits"], *_LONG])
def test_each_odd_piece_by_itself(piece: str, language: str) -> None:
    frame = {
        "en": "On {} gunmen killed {} soldiers.",
        "fr": "Le {} ils ont tué {} soldats.",
        "es": "El {} mataron a {} soldados.",
        "ar": "في {} قتل {} جنديا.",
    }
    text = frame[language].format(piece, piece)
    for published in ("2021-11-28", "0001-01-01", "9999-12-31"):
        check(text, read(text, language, published))


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Gunmen killed {} soldiers.", 49),
        ("fr", "Ils ont tué {} soldats.", 49),
        ("es", "Mataron a {} soldados.", 49),
        ("ar", "قتل {} جنديا.", 49),
    ],
)
@pytest.mark.parametrize(
    "digits", ["49", "４９", "٤٩", "۴۹", "4\u200d9", "4\u20609", "\u200f49", "49\u200f", "4\u00ad9"]
)
def test_digits_however_written(language: str, text: str, wanted: int, digits: str) -> None:
    reading = read(text.format(digits), language)
    assert [q.best for c in reading.claims for q in c.quantities if q.measure == "killed"] == [wanted]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\u2007"])
def test_thousands_by_any_space(space: str) -> None:
    reading = read(f"Ils ont tué 2{space}300{space}soldats.", "fr")
    assert [q.best for c in reading.claims for q in c.quantities] == [2300]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed {} soldiers, including {} officers."),
        ("fr", "Ils ont tué {} soldats, dont {} officiers."),
        ("ar", "قتل {} جنديا بينهم {} ضابطا."),
    ],
)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(max_examples=40, deadline=None)
def test_a_part_is_never_more_than_its_whole(language: str, text: str, whole: int, part: int) -> None:
    reading = read(text.format(whole, part), language)
    for claim in reading.claims:
        for number in claim.quantities:
            assert number.of is None or (number.best or 0) <= number.of
            assert number.rule != "sum"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels killed 3 billion civilians in Aleppo."),
        ("en", "Gunmen killed 1,000,000,000,000 people in Mopti."),
        ("en", "The army said 10^300 soldiers were killed in Gao."),
        ("en", "A drone strike killed 1e9 people in Kyiv."),
        ("en", "Militants abducted 500 million girls in Jos."),
        ("fr", "L'armée a tué 3 milliards de rebelles à Gao."),
        ("es", "Los rebeldes secuestraron a 800 millones de niñas en Jos."),
        ("es", "El ejército mató a 3.000 millones de rebeldes en Gao."),
        ("ar", "قتل الجيش 3 مليارات مسلح في غاو."),
    ],
)
def test_more_than_there_are_people_is_no_toll(language: str, text: str) -> None:
    claims = read(text, language).claims
    assert [q for claim in claims for q in claim.quantities] == []


def test_the_great_wars_keep_their_tolls() -> None:
    reading = read("Some 60 million people were killed in the war. Six million Jews were killed in camps.", "en")
    assert {q.best for claim in reading.claims for q in claim.quantities} == {60_000_000, 6_000_000}
