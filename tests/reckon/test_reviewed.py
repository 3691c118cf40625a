"""What people decide changes the books as they meant it, and only that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corrobora.errors import UsageError
from corrobora.keep.review import standing
from corrobora.reckon.books import books
from corrobora.reckon.correction import correct
from corrobora.types import Claim, Decision, Reading, Verdict
from tests.factory import incident, reading

TEXT = "Three soldiers died in Boni."


def made() -> list[Reading]:
    return [
        reading("a", incident(TEXT, where=("boni",), when="2021-11-01", killed=3), published="2021-11-02"),
        reading("b", incident(TEXT, where=("boni",), when="2021-11-01", killed=5), published="2021-11-03"),
    ]


def decision(verdict: Verdict, claim: Claim, field: str | None = None, value: str | None = None) -> Decision:
    return Decision("r-1", verdict, claim.id, (claim.id,), "ann", "2021-11-09T08:00:00+00:00", "seen", field, value)


def test_a_rejected_claim_is_in_no_book() -> None:
    one, two = made()
    known = books([one, two], decisions=[decision("reject", one.claims[0])])
    assert [incident.claims for incident in known.incidents] == [(two.claims[0].id,)]
    assert known.readings[0].document == one.document


def test_a_corrected_number_is_reckoned_with_and_keeps_its_words() -> None:
    one, two = made()
    known = books([one, two], decisions=[decision("correct", one.claims[0], "killed", "5")])
    (found,) = known.incidents
    assert (found.harm["killed"].low, found.harm["killed"].high) == (5, 5)
    number = known.readings[0].claims[0].quantities[0]
    assert number.rule == "review.r-1"
    assert number.text == one.claims[0].quantities[0].text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("event", "picnic", "no kind of event"),
        ("stance", "loud", "no stance"),
        ("when", "yesterday", "no date"),
        ("killed", "many", "give a number"),
        ("killed", "5-3", "give a number"),
        ("place", "Gao", "no place"),
        ("place", "Gao, ML, 116.27, -0.04", "no place"),
    ],
)
def test_what_cannot_be_in_a_field_is_refused(field: str, value: str, said: str) -> None:
    (one, _) = made()
    with pytest.raises(UsageError, match=said):
        correct(one.claims[0], decision("correct", one.claims[0], field, value), one.document)


def test_a_corrected_place_takes_the_incident_with_it() -> None:
    one, two = made()
    value = "Gao, ML-7, 16.27167, -0.04472, town, geonames:2457163"
    known = books([one, two], decisions=[decision("correct", one.claims[0], "place", value)])
    assert len(known.incidents) == 2
    (place,) = known.readings[0].claims[0].places
    assert (place.name, place.country, place.admin1, place.lat, place.id) == (
        "Gao", "ML", "ML-7", 16.27167, "geonames:2457163",
    )  # fmt: skip
    assert place.span == one.claims[0].places[0].span


@pytest.mark.parametrize(("value", "ends"), [("4", (4, 4, 4)), ("4-6", (4, None, 6)), ("4+", (4, 4, None))])
def test_a_number_is_written_as_people_do(value: str, ends: tuple[int | None, ...]) -> None:
    (one, _) = made()
    found = correct(one.claims[0], decision("correct", one.claims[0], "injured", value), one.document)
    number = next(q for q in found.quantities if q.measure == "injured")
    assert (number.low, number.best, number.high) == ends
    assert number.span.of(one.document.text) == number.text


def test_discounting_holds_however_incidents_are_linked_anew() -> None:
    one, two = made()
    (before,) = books([one, two]).incidents
    discount = replace(decision("discount", one.claims[0]), subject=before.id, claims=before.claims)
    (after,) = books([one, two], decisions=[discount]).incidents
    assert (after.grade, after.reason) == ("discounted", "discounted by ann: seen")
    third = reading("c", incident(TEXT, where=("boni",), when="2021-11-01", killed=4), published="2021-10-30")
    (moved,) = books([one, two, third], decisions=[discount]).incidents
    assert moved.id != before.id
    assert moved.grade == "discounted"


def test_merging_and_splitting_hold_however_claims_are_linked_anew() -> None:
    one, two = made()
    far = reading("c", incident("Nine died.", where=("hilla",), when="2020-02-01", killed=9), published="2020-02-02")
    (joint, apart) = sorted(books([one, two, far]).incidents, key=lambda each: -len(each.claims))
    base = decision("merge", one.claims[0])
    merge = replace(base, subject=joint.id, claims=joint.claims, others=apart.claims)
    (merged,) = books([one, two, far], decisions=[merge]).incidents
    assert set(merged.claims) == {*joint.claims, *apart.claims}
    assert merged.review
    split = replace(base, id="r-2", verdict="split", claims=joint.claims[:1], others=joint.claims[1:])
    found = books([one, two, far], decisions=[split]).incidents
    assert sorted(len(each.claims) for each in found) == [1, 1, 1]
    both = books([one, two, far], decisions=[merge, replace(split, at="2021-12-01T08:00:00+00:00")]).incidents
    assert len(both) == 2, "the later decision parts what the earlier put together"


@pytest.mark.parametrize("ids", [("r-1", "r-2"), ("r-2", "r-1")])
def test_what_was_decided_in_one_second_counts_in_its_order(ids: tuple[str, str]) -> None:
    one, two = made()
    split = replace(decision("split", one.claims[0]), id=ids[0], others=(two.claims[0].id,))
    merge = replace(split, id=ids[1], verdict="merge")
    assert len(books([one, two], decisions=[split, merge]).incidents) == 1
    assert len(books([one, two], decisions=[merge, split]).incidents) == 2
    (found,) = books([one, two], decisions=[split, merge]).incidents
    assert ["split" in line for line in found.review] == [True, False]


def test_who_corrects_again_has_the_last_word() -> None:
    (one, _), kept = made(), []
    for number, (author, value) in enumerate((("ann", "4"), ("bo", "5"), ("ann", "6"))):
        kept.append(replace(decision("correct", one.claims[0], "killed", value), id=f"r-{number}", author=author))
    (found,) = books([one], decisions=standing(kept)).incidents
    assert found.harm["killed"].best == 6
