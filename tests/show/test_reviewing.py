"""Decisions by commands: about what is gone, about what can't be any more, and how far two people agree."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corrobora.errors import LedgerError, UsageError
from corrobora.keep import Ledger, open_ledger
from corrobora.show.formats import Format
from corrobora.show.review import decide, print_agreement, print_log
from corrobora.show.run import books_of
from corrobora.types import Decision
from tests.factory import incident, reading
from tests.keep.test_ledger import put
from tests.keep.test_review import decided

MADE = reading("a", incident("A depot burned.", when="2021-11-27", killed=3), incident("A bridge fell."))
ONE, TWO = (claim.id for claim in MADE.claims)


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "books.db")
    with open_ledger(path) as ledger:
        put(ledger, MADE)
    return path


@pytest.mark.parametrize(
    ("verdict", "subjects", "said"),
    [
        ("accept", ["c-gone"], "there is no such claim"),
        ("reject", ["i-gone"], "there is no such incident or claim"),
        ("merge", ["i-gone", "i-also"], "there is no such incident or claim"),
        ("withdraw", ["r-gone"], "there is no such decision; `corrobora review log` lists them"),
    ],
)
def test_a_review_of_what_is_gone_is_refused_and_not_kept(
    path: str, verdict: str, subjects: list[str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        decide(verdict, subjects, path, "ann", "because")
    with open_ledger(path) as ledger:
        assert ledger.decisions() == []


@pytest.mark.parametrize("verdict", ["accept", "reject", "discount", "correct", "merge", "split", "grade"])
def test_a_decision_whose_claims_are_gone_changes_nothing_and_stays_in_the_log(
    path: str, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = books_of(path).incidents
    made = replace(decided(verdict, "c-gone"), others=("c-also",), field="killed", value="4")  # type: ignore[arg-type]
    with open_ledger(path) as ledger:
        ledger.decide(made)
    assert books_of(path).incidents == before
    print_log(path, Format.jsonl)
    assert json.loads(capsys.readouterr().out)["subject"] == "c-gone"


def test_a_correction_that_can_be_no_more_is_named_and_can_be_withdrawn(path: str) -> None:
    def put_by_force(ledger: Ledger) -> Decision:
        return ledger.decide(replace(decided("correct", ONE), field="event", value="jousting"))

    with open_ledger(path) as ledger:
        kept = put_by_force(ledger)
    with pytest.raises(LedgerError, match=f"decision {kept.id} on {ONE} can't be followed.*withdraw {kept.id}"):
        books_of(path)
    decide("withdraw", [kept.id], path, "ann", "")
    assert len(books_of(path).incidents) == 2


def test_agreement_is_printed_field_by_field(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_agreement(path, Format.jsonl)
    assert "Nothing that two reviewers" in capsys.readouterr().err
    for author, verdict in (("ann", "accept"), ("bo", "reject")):
        decide(verdict, [ONE], path, author, "seen")
    for author in ("ann", "bo"):
        decide("comment", [TWO], path, author, "seen")
    capsys.readouterr()
    print_agreement(path, Format.jsonl)
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["field"], found["units"], found["agreed"], found["alpha"]) == ("verdict", 1, 0, 0)
