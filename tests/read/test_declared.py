"""What is declared to be in one language and written in another is read as what it is, and a flag says so."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document, Reading
from tests.hostile.prose import LANGUAGES, report

_PERSIAN = "افراد مسلح روز یکشنبه به یک کاروان در نزدیکی موصل حمله کردند و سه سرباز را کشتند و ارتش این را گفت."


def read(text: str, declared: str) -> Reading:
    return read_document(Document("d-1", "a.txt", text, "", language=declared))


def told(reading: Reading) -> list[str]:
    return [flag.note for flag in reading.flags if flag.kind == "language"]


@pytest.mark.parametrize("declared", LANGUAGES)
@pytest.mark.parametrize("written", LANGUAGES)
def test_the_words_decide(written: str, declared: str) -> None:
    text = report(written, 5)
    reading = read(text, declared)
    assert reading.document.language == written
    assert any(claim.kind == "incident" for claim in reading.claims)
    assert bool(told(reading)) == (written != declared)
    assert all(repr(declared) in note and repr(written) in note for note in told(reading))


@pytest.mark.parametrize("written", LANGUAGES)
def test_capitals_are_no_other_language(written: str) -> None:
    assert not told(read(report(written, 5).upper(), written))


def test_what_is_in_no_language_that_is_read_is_read_as_declared_and_flagged() -> None:
    reading = read(_PERSIAN, "ar")
    assert reading.document.language == "ar"
    assert ["'fa'" in note for note in told(reading)] == [True]


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Karim Hadi, Ali Omar, Mosul, Baghdad, Tikrit, Ramadi, Kirkuk, Hit, Samarra, Fallujah: trois morts", "fr"),
        ("Attaque à Mossoul", "en"),
        ("Mopti: 3 killed", "fr"),
        ("قتل 3", "en"),
        ("The army said in its statement « nous avons repoussé une attaque contre la base de Ségou ».", "en"),
    ],
)
def test_few_words_and_names_decide_nothing(text: str, declared: str) -> None:
    assert read(text, declared).document.language == declared
