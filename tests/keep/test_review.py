"""Decisions are kept like readings: appended, proved, asked as of a day; what holds is told by one function."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from corrobora.errors import LedgerError
from corrobora.keep import open_ledger
from corrobora.keep.review import standing
from corrobora.types import Decision, Verdict
from tests.keep.test_ledger import change, let_change


def decided(
    verdict: Verdict, subject: str = "c-1", author: str = "ann", at: str = "2021-11-28", why: str = "x"
) -> Decision:
    return Decision("", verdict, subject, (subject,), author, f"{at}T08:00:00+00:00", why)


def test_decisions_come_back_in_their_order_with_ids_of_their_own(path: str) -> None:
    with open_ledger(path) as ledger:
        first, second = (ledger.decide(decided("comment")) for _ in range(2))
        assert first.id != second.id
    with open_ledger(path) as ledger:
        assert ledger.decisions() == [first, second]
        assert ledger.verify() == []


def test_decisions_can_be_asked_as_of_a_day(path: str) -> None:
    with open_ledger(path) as ledger:
        early = ledger.decide(decided("reject", at="2021-11-01"))
        late = ledger.decide(decided("accept", at="2021-12-01"))
        assert ledger.decisions("2021-10-31") == []
        assert ledger.decisions("2021-11-15") == [early]
        assert ledger.decisions("2021-12-01") == [early, late]


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE decisions SET decision = replace(decision, 'ann', 'eve') WHERE seq = 1", "decision 1: it was changed"),
        ("DELETE FROM decisions WHERE seq = 1", "decision 2: one before it"),
    ],
)
def test_a_decision_that_was_changed_is_found(path: str, statement: str, fault: str) -> None:
    with open_ledger(path) as ledger:
        for _ in range(3):
            ledger.decide(decided("reject"))
    with pytest.raises(DBAPIError, match="append-only"):
        change(path, statement)
    let_change(path, "decisions")
    change(path, statement)
    with open_ledger(path) as ledger:
        assert any(line.startswith(fault) for line in ledger.verify())


def test_a_ledger_from_the_future_is_left_alone(path: str) -> None:
    with open_ledger(path):
        pass
    change(path, "INSERT INTO corrobora_ledger (format) VALUES ('corrobora-ledger/9')")
    with pytest.raises(LedgerError, match="install a newer one"):
        open_ledger(path)


def numbered(*made: Decision) -> list[Decision]:
    return [replace(each, id=f"r-{number}") for number, each in enumerate(made)]


def test_accepting_takes_the_place_of_rejecting_until_it_is_withdrawn() -> None:
    made = numbered(decided("reject"), decided("accept"))
    assert [each.verdict for each in standing(made)] == ["accept"]
    undone = replace(decided("withdraw", "r-1"), id="r-2")
    assert [each.verdict for each in standing([*made, undone])] == ["reject"]


def test_two_signatures_are_of_two_people() -> None:
    twice = numbered(decided("reject"), decided("reject"))
    assert standing(twice, 2) == ()
    both = numbered(decided("reject"), decided("reject", author="bo"), decided("comment"))
    assert {each.verdict for each in standing(both, 2)} == {"reject", "comment"}
    assert len(standing(both, 2)) == 3


@given(
    st.lists(st.tuples(st.sampled_from(["accept", "reject", "comment"]), st.sampled_from("ab"), st.sampled_from("xy")))
)
def test_of_each_author_and_matter_one_decision_holds(rows: list[tuple[Verdict, str, str]]) -> None:
    made = numbered(*(decided(verdict, subject, author) for verdict, subject, author in rows))
    holding = standing(made)
    verdicts = [(each.author, each.subject) for each in holding if each.verdict != "comment"]
    assert len(verdicts) == len(set(verdicts))
    assert {each.id for each in standing(made, 2)} <= {each.id for each in holding}
