"""The desk keeps what its keys say, and nothing else: driven by keys, as a person would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, Tree

from corrobora.keep import Ledger, open_ledger
from corrobora.read.article import read_document
from corrobora.show.desk import Desk
from corrobora.types import Dated, Document

TEXTS = (
    "Four soldiers were killed in Gao, Mali, on 3 May 2021, the army said.",
    "قُتل سبعة مدنيين في غارة على الموصل في 9 مايو 2021.",
    "Un convoi a été attaqué à Mopti, au Mali, le 12 mai 2021.",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "books.db")) as opened:
        for number, text in enumerate(TEXTS):
            document = Document(f"d-{number}", f"{number}.txt", text, "", published=Dated("2021-05-20", "stated"))
            opened.record(document, text.encode(), read_document(document))
        yield opened


def drive(ledger: Ledger, *keys: str) -> tuple[int, str, bool]:
    """Return how many incidents are left, the tree's root, and whether a question stands, after the keys."""

    async def work() -> tuple[int, str, bool]:
        desk = Desk(ledger, "ann")
        async with desk.run_test(size=(160, 50)) as pilot:
            await pilot.pause()
            for key in keys:
                await pilot.press(
                    *(key if key.startswith("=") else [key]) if not key.startswith("=") else list(key[1:])
                )
                await pilot.pause()
            asked = desk.query_one(Input).has_class("asking")
            return desk.query_one(DataTable).row_count, str(desk.query_one(Tree).root.label), asked

    return asyncio.run(work())


def test_the_deadliest_comes_first_with_its_words(ledger: Ledger) -> None:
    left, root, asked = drive(ledger)
    assert left == 3
    assert "2021-05-09" in root
    assert not asked


def test_a_decision_with_its_reason_leaves_the_queue(ledger: Ledger) -> None:
    left, root, _ = drive(ledger, "d", "=old", "enter")
    (kept,) = ledger.decisions()
    assert (kept.verdict, kept.author, kept.why) == ("discount", "ann", "old")
    assert left == 2
    assert "2021-05-03" in root


def test_a_reason_that_is_asked_for_is_not_optional(ledger: Ledger) -> None:
    left, _, _ = drive(ledger, "r", "enter")
    assert left == 3
    assert ledger.decisions() == []


def test_a_question_can_be_left(ledger: Ledger) -> None:
    _, _, asked = drive(ledger, "r", "=no", "escape")
    assert not asked
    assert ledger.decisions() == []


def test_a_grade_is_the_first_word(ledger: Ledger) -> None:
    drive(ledger, "g", "=B2", "space", "=seen", "enter")
    (kept,) = ledger.decisions()
    assert (kept.value, kept.why) == ("B2", "seen")


def test_a_value_with_spaces_ends_at_a_semicolon(ledger: Ledger) -> None:
    desk, kept = Desk(ledger, "ann"), []
    desk._asking, desk._claim = "correct", lambda: "c-1"  # type: ignore[method-assign] # noqa: SLF001 - what keys do
    desk.action_cancel = lambda: None  # type: ignore[method-assign]
    desk._keep = lambda *given: kept.append(given)  # type: ignore[method-assign] # noqa: SLF001 - the same
    for typed in ("actor=the army; it says so", "killed=4 it says so"):
        desk.on_input_submitted(Input.Submitted(Input(), typed))
    assert [(why, value) for _, _, why, value in kept] == [("it says so", "actor=the army"), ("it says so", "killed=4")]


def test_undo_withdraws_and_brings_back(ledger: Ledger) -> None:
    left, _, _ = drive(ledger, "a", "enter", "u")
    assert [each.verdict for each in ledger.decisions()] == ["accept", "withdraw"]
    assert left == 3


def test_a_merge_wants_a_mark_and_a_split_a_claim(ledger: Ledger) -> None:
    left, _, asked = drive(ledger, "m", "s")
    assert (left, asked) == (3, False)
    drive(ledger, "x", "down", "m", "=same", "enter")
    (kept,) = ledger.decisions()
    assert kept.verdict == "merge"
    assert kept.claims
    assert kept.others
