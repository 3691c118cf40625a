"""How far reviewers agree is what the method's author reckons in his worked examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corrobora.keep.agreement import Level, agreements, alpha
from corrobora.types import Decision, Verdict
from tests.keep.test_review import decided, numbered

# K. Krippendorff (2011), parts B and C: what coders said of each unit, 0 where one said nothing.
FOUR_CODERS = ("1 1 0 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2",
               "0 5 5 5", "0 0 1 1", "0 3 0 0")  # fmt: skip


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_four_coders_with_gaps(level: Level, published: float) -> None:
    units = [[int(value) for value in unit.split() if value != "0"] for unit in FOUR_CODERS]
    assert alpha(units, level) == pytest.approx(published, abs=0.0005)


def test_two_coders_without_gaps() -> None:
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(zip(one, two, strict=True)) == pytest.approx(0.095, abs=0.0005)
    meg = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    owen = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    assert alpha(zip(meg, owen, strict=True)) == pytest.approx(0.692, abs=0.0005)


def test_where_there_is_nothing_to_compare_there_is_no_figure() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1


def of(verdict: Verdict, subject: str, author: str, value: str | None = None, field: str | None = None) -> Decision:
    return replace(decided(verdict, subject, author), value=value, field=field)


def test_each_field_has_its_own_agreement() -> None:
    made = numbered(
        of("accept", "c-1", "ann"), of("reject", "c-1", "bo"), of("accept", "c-2", "ann"), of("accept", "c-2", "bo"),
        of("reject", "c-3", "ann"), of("reject", "c-3", "bo"), of("accept", "c-4", "ann"),
        of("grade", "c-1", "ann", "B2"), of("grade", "c-1", "bo", "C2"), of("grade", "c-2", "ann", "A1"),
        of("grade", "c-2", "bo", "A2"), of("correct", "c-2", "bo", "4", "killed"), of("comment", "c-2", "bo"),
        of("correct", "c-9", "bo", "4", "injured"),
    )  # fmt: skip
    found = {each.field: each for each in agreements(made)}
    assert list(found) == ["verdict", "grade: reliability", "grade: credibility", "corrected: killed"]
    verdict = found["verdict"]
    assert (verdict.reviewers, verdict.units, verdict.agreed) == (2, 3, 2)
    assert verdict.alpha == pytest.approx(alpha([["x", "y"], ["x", "x"], ["y", "y"]]))
    assert found["grade: reliability"].level == "ordinal"
    assert (found["corrected: killed"].units, found["corrected: killed"].agreed) == (1, 0), "ann took it as it was read"


def test_what_was_withdrawn_or_decided_anew_does_not_count() -> None:
    made = numbered(
        of("reject", "c-1", "ann"), of("accept", "c-1", "ann"), of("reject", "c-1", "bo"), of("accept", "c-1", "bo")
    )
    (first,) = agreements(made)
    assert (first.agreed, first.alpha) == (1, None)
    assert (
        agreements(
            [*made, replace(of("withdraw", "r-3", "bo"), id="r-4"), replace(of("withdraw", "r-2", "bo"), id="r-5")]
        )
        == []
    )


def test_merges_and_splits_agree_claim_by_claim() -> None:
    merged = replace(decided("merge", "i-1", "ann"), claims=("c-1", "c-2"), others=("c-3",))
    split = replace(decided("split", "i-2", "bo"), claims=("c-1",), others=("c-3",))
    accepted = replace(decided("accept", "i-2", "cy"), claims=("c-1", "c-2", "c-3"))
    elsewhere = replace(decided("accept", "i-9", "cy"), claims=("c-8", "c-9"))
    found = {each.field: each for each in agreements(numbered(merged, split, accepted, elsewhere))}
    one = found["one incident"]
    assert (one.level, one.reviewers, one.units, one.agreed) == ("nominal", 3, 2, 1)
    assert one.alpha == pytest.approx(alpha([["one", "two", "one"], ["one", "one"]]))
    assert "one incident" not in {each.field for each in agreements(numbered(accepted, elsewhere))}
