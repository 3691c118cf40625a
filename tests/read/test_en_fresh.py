"""Joints of reports that were read in the wrong voice, on the wrong side or on the wrong day."""

from __future__ import annotations

import pytest

from tests.read.english import check

PUT = [
    ("the ministry put its losses at nine dead", "the ministry", "killed", 9),
    ("the civil relief service put the death toll at nine", "the civil relief service", "killed", 9),
    ("the district council gave a toll of nine dead", "the district council", "killed", 9),
    ("the mayor gave a figure of nine wounded", "the mayor", "injured", 9),
]
TAILS = [
    "the coalition said in a statement signed by its spokesman, Colonel Karim Haddad",
    "the coalition said in a brief statement carried by local media",
    "the coalition said in a message posted on Telegram, a social network",
    "according to the coalition, which clears mines",
]


@pytest.mark.parametrize(("second", "speaker", "measure", "number"), PUT)
def test_whoever_puts_a_toll_speaks(second: str, speaker: str, measure: str, number: int) -> None:
    first: dict[str, object] = {"killed": 14, "speaker": "residents"}
    check(
        f"A raid killed 14 people in Derna on Sunday, residents said, while {second}.",
        first,
        {"speaker": speaker, measure: number, "places": ["Derna"], "when": "2024-05-12"},
    )


def test_whoever_puts_the_number_of_those_taken_speaks() -> None:
    check(
        "Gunmen abducted 30 pupils in Zurmi on Monday, residents said. Police put the number of those taken at 18.",
        {"event": "abduction", "abducted": 30, "speaker": "residents"},
        {"event": "abduction", "abducted": 18, "speaker": "Police", "places": ["Zurmi"], "when": "2024-05-13"},
    )


@pytest.mark.parametrize("tail", TAILS)
def test_what_is_told_of_a_statement_or_a_source_ends_no_voice(tail: str) -> None:
    check(
        f"Rebels burned a market in Derna on Saturday, {tail}.",
        {"event": "arson", "actors": ["Rebels"], "speaker": "the coalition"},
    )


def test_a_source_with_a_word_for_a_thing_speaks_too() -> None:
    check(
        "A mine killed two herders in Derna on Saturday, according to the project Lumo, which clears mines.",
        {"killed": 2, "speaker": "the project Lumo"},
    )
