"""Part and whole: the number of a claim stays the whole, and its parts stand beside it."""

from __future__ import annotations

import pytest

from corrobora.link.telling import telling, wholes
from corrobora.link.victims import by_victims
from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document, Quantity, Reading

Numbers = list[tuple[str | None, int | None, int | None]]

BROKEN_DOWN = [
    ("en", "The raid left 53 dead, including 49 guards and four drivers."),
    ("en", "The raid killed 53 people, among them 49 guards and four drivers."),
    ("en", "Fifty-three people, including 49 guards and four drivers, were killed."),
    ("en", "The raid killed 53 people: 49 guards and four drivers."),
    ("en", "The raid killed 53 people (49 guards and four drivers)."),
    ("fr", "Le raid a fait 53 morts, dont 49 gardes et quatre chauffeurs."),
    ("fr", "53 personnes, dont 49 gardes et quatre chauffeurs, ont été tuées."),
    ("fr", "Le raid a tué 53 personnes : 49 gardes et quatre chauffeurs."),
    ("ar", "أسفر الهجوم عن 53 قتيلا بينهم 49 حارسا وأربعة سائقين."),
    ("ar", "قتل 53 شخصا، من بينهم 49 حارسا وأربعة سائقين، في الهجوم."),
    ("ar", "قتل 53 شخصا هم 49 حارسا وأربعة سائقين."),
]


def read(language: str, text: str) -> Reading:
    reading = read_document(Document("d", "u", text, "", language=language, published=Dated("2021-11-28", "stated")))
    assert reading.error is None
    return reading


def numbers(claim: Claim) -> Numbers:
    return [(number.measure, number.best, number.of) for number in claim.quantities]


def told(language: str, text: str) -> list[Numbers]:
    return [numbers(claim) for claim in read(language, text).claims if claim.quantities]


@pytest.mark.parametrize(("language", "text"), BROKEN_DOWN)
def test_parts_stand_behind_their_whole(language: str, text: str) -> None:
    assert told(language, text) == [[("killed", 53, None), ("killed", 49, 53), ("killed", 4, 53)]]


@pytest.mark.parametrize(("language", "text"), BROKEN_DOWN)
def test_a_part_is_a_value_that_says_of_what(language: str, text: str) -> None:
    values = [v for v in read(language, text).values if isinstance(v, Quantity)]
    assert sorted((v.best or 0, v.of or 0) for v in values) == [(4, 53), (49, 53), (53, 0)]
    assert all(v.text == v.span.of(text) for v in values)


@pytest.mark.parametrize(("language", "text"), BROKEN_DOWN)
def test_linking_sees_the_whole_alone(language: str, text: str) -> None:
    reading = read(language, text)
    (claim,) = (each for each in reading.claims if each.quantities)
    assert [number.best for number in wholes(claim)] == [53]
    (seen,) = by_victims([telling(claim, reading.document)])
    assert {measure: number.best for measure, number in seen.numbers.items()} == {"killed": 53}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Gunmen killed two guards and a child.", [[("killed", 3, None)]]),
        ("fr", "Deux gardes et un enfant ont été tués.", [[("killed", 3, None)]]),
        ("ar", "قتل حارسان وطفل.", [[("killed", 3, None)]]),
        ("en", "Two guards, a driver and a child were killed.", [[("killed", 4, None)]]),
        ("ar", "قتل ثلاثة حراس ومدنيان.", [[("killed", 5, None)]]),
    ],
)
def test_a_sum_says_that_it_is_one(language: str, text: str, wanted: list[Numbers]) -> None:
    assert told(language, text) == wanted
    rules = [number.rule for claim in read(language, text).claims for number in claim.quantities]
    assert rules == ["sum"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "The raid killed 12 people and wounded 30, including five children.",
            [("killed", 12, None), ("injured", 30, None), ("injured", 5, 30)],
        ),
        (
            "fr",
            "Treize soldats ont été tués et vingt blessés, dont deux grièvement.",
            [("killed", 13, None), ("injured", 20, None), ("injured", 2, 20)],
        ),
        ("ar", "قتل خمسة أشخاص، ثلاثة جنود ومدنيان.", [("killed", 5, None), ("killed", 3, 5), ("killed", 2, 5)]),
        ("en", "17 of the 21 hostages were killed.", [("killed", 17, 21)]),
        ("en", "The raid killed three people, including 40 trucks.", [("killed", 3, None)]),
        ("en", "The raid killed 53 people: 49 guards and three drivers.", [("killed", 53, None)]),
    ],
)
def test_of_which_number_a_part_is(language: str, text: str, wanted: Numbers) -> None:
    assert told(language, text)[:1] == [wanted]


def test_what_is_told_for_itself_is_no_part() -> None:
    text = "The army said 40 fighters had been killed, among them a commander, and 12 arrested."
    assert told("en", text) == [[("killed", 40, None), ("killed", 1, 40)], [("arrested", 12, None)]]
