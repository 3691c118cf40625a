"""Decisions by commands: about what is gone, about what can't be any more, and how far two people agree."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import corrobora as co
from corrobora.errors import LedgerError, UsageError
from corrobora.keep import Ledger, open_ledger
from corrobora.show.formats import Format
from corrobora.show.review import decide, print_agreement, print_log, print_queue
from corrobora.show.run import books_of, explain_and_print
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


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("kiled=4", "'kiled' is no field of a claim; there are event, "),
        ("place=Gao", "places are called so; give one of them whole:\n  place='Gao, ML-7, 16.27167"),
        ("place=Nullepart", "no place is called so"),
    ],
)
def test_a_slip_of_the_pen_is_told_and_not_kept(path: str, value: str, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        decide("correct", [ONE], path, "ann", "because", value)
    with open_ledger(path) as ledger:
        assert ledger.decisions() == []


@pytest.mark.parametrize(
    "name", ["Kharkiv, UA", "خاركيف, UA", "Kharkiv, UA-63, 49.98177, 36.25475, town, geonames:706483"]
)
def test_a_place_is_put_right_by_its_name_in_any_language(path: str, name: str) -> None:
    decide("correct", [ONE], path, "ann", "the video shows it", f"place={name}")
    (place,) = next(each for each in books_of(path).incidents if each.event == "attack" and each.places).places
    assert (place.name, place.country, place.id) == ("Kharkiv", "UA", "geonames:706483")


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


def test_python_decides_as_the_commands_do(path: str, tmp_path: Path) -> None:
    with co.open_ledger(path) as ledger:
        first, second = ledger.queue()["id"].to_pylist()
        assert ledger.queue(limit=1)["why"].to_pylist() == ["3 killed"]
        assert ledger.review("grade", second, value="B2", by="ann").value == "B2"
        merged = ledger.review("merge", first, second, why="one fire", by="ann")
        (one,) = ledger.incidents()["id"].to_pylist()
        ledger.review("split", one, TWO, why="two fires", by="bo")
        (found,) = [each for each in ledger.agreement() if each.field == "one incident"]
        assert (found.reviewers, found.units, found.agreed) == (2, 1, 0)
        ledger.review("withdraw", merged.id, by="ann")
        assert ledger.incidents().num_rows == 2
        with pytest.raises(UsageError, match="say why"):
            ledger.review("reject", ONE)
        with pytest.raises(UsageError, match="no such claim"):
            ledger.review("accept", "c-gone")
        assert ledger.diff() == []
        table, losses = ledger.export("acled", tmp_path / "a.csv")
        assert (table.name, losses.name) == ("a.csv", "a.csv.losses.json")
        assert [each.format for each in ledger.handlings()] == ["acled"]
        assert ledger.verify() == []


@pytest.mark.parametrize("command", [print_queue, print_log, print_agreement])
def test_the_review_can_be_asked_as_of_a_day(
    path: str, command: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = datetime.now(UTC).date() - timedelta(days=2)
    for author in ("ann", "bo"):
        decide("accept", [ONE], path, author, "seen")
    capsys.readouterr()
    command(path, Format.jsonl)
    now = capsys.readouterr().out
    command(path, Format.jsonl, before.isoformat())
    assert capsys.readouterr().out != now
    with pytest.raises(UsageError, match="no date"):
        command(path, Format.jsonl, "yesterday")


def test_an_incident_that_another_has_taken_in_is_found_there(path: str) -> None:
    one, two = (each.id for each in books_of(path).incidents)
    decide("merge", [one, two], path, "ann", "one fire")
    (kept,) = (each.id for each in books_of(path).incidents)
    gone = two if kept == one else one
    with pytest.raises(UsageError, match=f"{gone}: it is a part of {kept} now"):
        decide("accept", [gone], path, "ann", "")
    with pytest.raises(UsageError, match=f"it is a part of {kept} now"):
        explain_and_print(gone, path, Format.table)
