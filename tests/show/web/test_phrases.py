"""The sentences of the books in other languages: each form is found, and what it can't be is left as it is."""

from __future__ import annotations

import re

import pytest

from corrobora.reckon.books import Books
from corrobora.show.web.phrases import FORMS, phrases

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
