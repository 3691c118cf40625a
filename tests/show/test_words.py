"""Text and dates as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.show.words import isolated, printable, spoken, visible


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2021", "2021"),
        ("2021-11", "Nov 2021"),
        ("2021-11-27T10:00:00Z", "27 Nov 2021"),
        ("2020-12-30/2021-01-02", "30 Dec 2020 to 2 Jan 2021"),
        ("2021/2021-03", "2021 to Mar 2021"),
        ("2021-11-27/..", "since 27 Nov 2021"),
        ("../2021-11-27", "until 27 Nov 2021"),
        ("2021-11-27~", "about 27 Nov 2021"),
        ("2021-11-27/2021-11-27", "27 Nov 2021"),
        ("2021-99", "2021-99"),
        ("", "no date"),
        ("once", "once"),
    ],
)
def test_a_date_is_said_plainly(edtf: str, said: str) -> None:
    assert spoken(edtf) == said


@given(st.text())
def test_a_date_is_said_whatever_it_is(text: str) -> None:
    assert isinstance(spoken(text), str)


@given(st.text())
def test_no_control_character_reaches_a_terminal(text: str) -> None:
    assert all(char.isprintable() or char == "\n" for char in printable(text))


@given(st.text(alphabet=st.sampled_from("ab \t\x1b\u202e\u202d\u0007قال")))
def test_a_page_shows_overrides_as_what_they_are(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\x1b\u202e\u202d\u0007")
    assert shown.count("U+202E") == text.count("\u202e")


@given(st.text(alphabet=st.sampled_from("ab  12،.قالفي")))
def test_isolates_are_paired_and_take_nothing_away(line: str) -> None:
    out = isolated(line)
    assert out.count("\u2068") == out.count("\u2069")
    assert out.replace("\u2068", "").replace("\u2069", "") == line


def test_words_of_one_phrase_stay_together() -> None:
    assert isolated("c-1  وزارة الدفاع  12") == "c-1  \u2068وزارة الدفاع\u2069  12"


def test_words_of_two_columns_are_kept_apart() -> None:
    assert isolated("مصدر أمني  قتل خمسة") == "\u2068مصدر أمني\u2069  \u2068قتل خمسة\u2069"


def test_a_number_inside_a_phrase_stays_at_its_place() -> None:
    assert isolated("c-1  حتى 31 كانون الأول  open") == "c-1  \u2068حتى 31 كانون الأول\u2069  open"


def test_latin_words_beside_others_keep_their_side() -> None:
    assert isolated("قال Reuters إن") == "\u2068قال\u2069 Reuters \u2068إن\u2069"
