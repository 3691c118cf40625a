"""Texts all in capitals are read as if written small, and their words are given back as they stand."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.read.capitals import calm, is_shouted
from corrobora.read.language import load_language
from corrobora.types import Document

SHOUTED = (
    "THE ARMY SAID THAT ABOUT 30 FARMERS WERE KIDNAPPED BY GUERRILLAS OF THE NEW DAWN FRONT (NDF) IN SAN MIGUEL "
    "ON SUNDAY. COL ISAACS DENIED IT. NDF FIGHTERS FLED."
)


@pytest.mark.parametrize(
    ("code", "text", "written"),
    [
        ("en", "COL ISAACS MET THE NDF (NDF) IN PARIS.", "Col Isaacs met the NDF (NDF) in Paris."),
        ("en", "WHO IS THE MINISTER? HE CAME IN MAY.", "Who is the minister? He came in May."),
        ("en", "THE UNITED NATIONS MAY LEAVE ON SUNDAY.", "The United Nations may leave on Sunday."),
        ("en", "The mayor of RAMADI LEFT.", "The mayor of Ramadi left."),
        ("fr", "L'ARMÉE A QUITTÉ BASSORAH SAMEDI.", "L'armée a quitté Bassorah samedi."),
    ],
)
def test_names_keep_capitals_and_words_lose_them(code: str, text: str, written: str) -> None:
    assert calm(text, load_language(code)) == written


@pytest.mark.parametrize(
    "text", ["İSTANBUL'DA SALDIRI ẞ ŉ ǰ", "TWO KILLED\r\n\r\nIN MOPTI…", "", "A" * 5000, '"' * 500]
)
def test_no_letter_moves(text: str) -> None:
    calmed = calm(text, load_language("en"))
    assert len(calmed) == len(text)
    assert calmed.casefold() == text.casefold() or not text.isascii()


def test_only_a_text_of_capitals_is_shouted() -> None:
    assert is_shouted(SHOUTED)
    assert not is_shouted("The ARMY said that the NDF had left.")
    assert not is_shouted("NDF")
    assert not is_shouted(SHOUTED + " and all the rest of this long report is written small, as reports are," * 9)


def test_values_of_a_shouted_text_are_its_own_words() -> None:
    reading = read_document(Document("d", "d.txt", SHOUTED, "", language="en"))
    assert reading.document.text == SHOUTED
    claim, denied = (c for c in reading.claims if c.event == "abduction")
    assert (denied.stance, denied.voice.chain[0].name) == ("denied", "Isaacs")
    assert [v.text for v in claim.actors] == ["GUERRILLAS"]
    assert [h.text for h in claim.voice.chain] == ["THE ARMY"]
    assert claim.voice.cue is not None
    assert claim.voice.cue.text == "SAID"
    assert all(value.span.of(SHOUTED) == value.text for value in reading.values)
    assert claim.places[0].name == "San Miguel"
