"""Reading takes a time in proportion to the length: measured in calls made, which no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document, Reading
from tests.hostile.prose import LANGUAGES, report

_TIMES = 4
_MOST = 1.25  # of what is in proportion

_SHAPES: dict[str, Callable[[int], str]] = {
    "short-paragraphs": lambda n: "\n\n".join(f"Gunmen killed {2 + i % 90} soldiers near Mosul." for i in range(n)),
    "one-sentence": lambda n: "the army said that gunmen had attacked Mosul and " * n,
    "quotations": lambda n: "“We attacked Mosul,” the army said. " * n,
    "names": lambda n: "Karim Hadi Omar " * n,
    "numbers": lambda n: "two hundred " * n,
    "tallies": lambda n: "It was the 9th attack this year in Mosul. " * n,
    "ranges": lambda n: "between 10 and 15 or 20 to 30 or " * n,
    "parts": lambda n: "The raid killed 53 people, including " + "one guard, " * n + "and a driver.",
    "wholes": lambda n: "The raid killed 53 people, including 9 guards, and hurt 12, " * n,
    "fractions": lambda n: "half of the third of a quarter of the " * n,
    "long-number": lambda n: "Gunmen killed " + "9" * 9 * n + " soldiers.",
    "dates": lambda n: "On Monday gunmen attacked Mosul. " * n,
    "retold": lambda n: "".join(f"{_new(i)} fighters attacked {_new(i + 7)}. " for i in range(n)),
    "new-groups": lambda n: "".join(f"The {_new(i)} Brigades attacked Mosul. " for i in range(n)),
    "new-people": lambda n: "".join(f"Colonel {_new(i)} {_new(3 * i)} said gunmen attacked. " for i in range(n)),
    "roads": lambda n: "on the " + "Mosul–Tikrit–" * n + "Gao road",
    "apart": lambda n: "150 km north of " * n,
    "pronouns": lambda n: "The army attacked. " + "They said that it had attacked them. " * n,
    "armies": lambda n: "The army attacked the group again. " * n,
    "denials": lambda n: "The army denied the attack. " * n,
    "counted": lambda n: "This brings to 40 the number of attacks this year. " * n,
    "one-day-each": lambda n: " ".join(f"Gunmen attacked Gao on {1 + i % 28} March {1990 + i % 30}." for i in range(n)),
    "items": lambda n: "Attacks on Monday in Mali:\n" + "\n".join(f"- Gao: {2 + i % 50} killed" for i in range(n)),
    "towns": lambda n: "\n".join(f"Gunmen attacked {'Mosul' if i % 2 else 'Gao'}, Iraq." for i in range(n)),
    "brackets": lambda n: "The army (" * n + "said" + ")" * n,
}


def _new(number: int) -> str:
    """Return a name that no list has, another for each number."""
    return "Zq" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "o"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_four_times_as_long_takes_four_times_the_work(language: str) -> None:
    read(report(language, 20), language)  # what is loaded once is no part of it
    _check(report(language, 60), report(language, 60 * _TIMES), language)


@pytest.mark.parametrize("shape", _SHAPES)
def test_odd_shapes_take_no_more(shape: str) -> None:
    make = _SHAPES[shape]
    read(make(70 * _TIMES), "en")  # what long rows compile, once
    _check(make(80), make(80 * _TIMES), "en")


def _check(short: str, long: str, language: str) -> None:
    calls = [_calls(text, language) for text in (short, long)]
    share = len(long) / len(short)
    assert calls[1] < _MOST * share * calls[0], (
        f"{share:.1f} times as long took {calls[1] / calls[0]:.1f} times the calls"
    )


def _calls(text: str, language: str) -> int:
    count = 0

    def note(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read(text, language)
    finally:
        sys.setprofile(before)
    return count


def read(text: str, language: str) -> Reading:
    reading = read_document(Document("d-1", "a.txt", text, "", language=language))
    assert reading.error is None
    return reading
