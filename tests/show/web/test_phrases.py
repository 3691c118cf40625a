"""The sentences of the books in other languages: each form is found, and what it can't be is left as it is."""

from __future__ import annotations

import re

import pytest

from corrobora.link.lineage import lineages
from corrobora.read.article import read_document
from corrobora.reckon.books import Books
from corrobora.show.web.phrases import FORMS, phrases
from corrobora.types import Dated, Document

_GAP = re.compile(r"%\((\w+)\)s")
_FILL = {
    "since": "60 by Tigris Wire 6 days before",
    "language": "fr",
    "day": "2021-08-21",
    "rest": "one origin: Gao Post",
}
_NUMBERS = {"number", "count", "days", "more", "between", "missing"}


def filled(form: str) -> str:
    return _GAP.sub(lambda gap: _FILL.get(gap[1], "7" if gap[1] in _NUMBERS else "Gao Post"), form)


@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_found_again(form: str, code: str) -> None:
    said = filled(form)
    assert phrases(code)(said) != said
    assert phrases("en")(said) == said


def test_an_articles_own_words_are_kept_apart_from_those_around() -> None:
    said = phrases("ar")("Gao Post: dates changed: 4 May 2021 → 5 May 2021")
    assert said.endswith("\u20684 May 2021\u2069 ← \u20685 May 2021\u2069")


def test_names_of_the_codebook_are_put_into_the_language() -> None:
    said = "Operation Inherent Resolve denies it"
    assert phrases("ar")(said) == "عملية العزم الصلب: ينفي ذلك"
    assert phrases("fr")("al-Hashd al-Shaabi and others") == "al-Hashd al-Shaabi and others"


@pytest.mark.slow
def test_the_reasons_and_checks_of_the_demo_are_all_known(demo_books: Books) -> None:
    said = {incident.reason for incident in demo_books.incidents}
    said |= {check.note for balance in demo_books.balances for check in balance.checks}
    said |= {change for lineage in demo_books.lineages for change in lineage.changes}
    said |= {flag.note for reading in demo_books.readings for flag in reading.flags}
    assert [each for each in sorted(said) if phrases("ar")(each) == each] == []


STORY = (
    "Gunmen attacked an army post near Gao on {day} May 2021, killing {dead} soldiers{said}. {open}The river road stays"
    " closed until the patrols are back in their camps{close}, the governor of the region told reporters in the town."
)
TOLD = (
    {"day": 3, "dead": 4, "said": ", the army said", "open": "“", "close": "”"},
    {"day": 3, "dead": 9, "said": ", the army said", "open": "", "close": ""},
    {"day": 4, "dead": 4, "said": ", witnesses said", "open": "“", "close": "”"},
    {"day": 3, "dead": 4, "said": "", "open": "“", "close": "”"},
)


def test_whatever_a_copy_changes_is_said_in_each_language() -> None:
    first, *others = (
        read_document(
            Document(
                f"d-{at}", f"{at}.txt", STORY.format(**told), f"{at}", published=Dated(f"2021-05-0{4 + at}", "stated")
            )
        )
        for at, told in enumerate(TOLD)
    )
    notes = [note for other in others for found in lineages([first, other]) for note in found.changes]
    kinds = {re.sub(r"^\S+: ", "", note).partition(":")[0] for note in notes}
    assert kinds >= {"numbers changed", "dates changed", "attribution changed", "attribution dropped"}
    for code in ("fr", "ar"):
        assert [note for note in notes if phrases(code)(note) == note] == []
