"""Communiqués: whoever issues one says what nobody else in it does; an article about one is no communiqué."""

from __future__ import annotations

import pytest

import corrobora
from corrobora.types import Claim

_DEEDS = """قصف مجاهدونا ثكنة للعدو بعشرين قذيفة هاون.

فجر مقاتلونا عبوة ناسفة بآلية عسكرية قرب القرية.
"""
_ABOVE = "بيان صادر عن كتائب الفجر الأسود\n\n"
_BELOW = "\nكتائب الفجر الأسود\nالإعلام الحربي\n"


def _incidents(text: str) -> list[Claim]:
    return [claim for claim in corrobora.read(text, published="2024-05-06")[0].claims if claim.kind == "incident"]


def _speakers(text: str) -> set[str]:
    return {claim.voice.chain[0].text if claim.voice.chain else "" for claim in _incidents(text)}


@pytest.mark.parametrize(
    "text",
    [
        _ABOVE + _DEEDS,
        "بسم الله الرحمن الرحيم\n\n" + _ABOVE + _DEEDS,
        _ABOVE + _DEEDS + _BELOW,
        "بسم الله الرحمن الرحيم\n\n" + _DEEDS + _BELOW,
        "بلاغ عسكري رقم 7\n\n" + _DEEDS + _BELOW,
    ],
)
def test_its_issuer_speaks_in_a_communique(text: str) -> None:
    assert _speakers(text) == {"كتائب الفجر الأسود"}
    assert all(claim.act == "announces" for claim in _incidents(text))


@pytest.mark.parametrize(
    "text",
    [
        _DEEDS,
        _DEEDS + _BELOW,  # who signs a text may be its source
        "بسم الله الرحمن الرحيم\n\n" + _DEEDS,
        "بلاغ عسكري رقم 7\n\n" + _DEEDS,
        "بيان صادر عن كتائب الفجر الأسود أثار الجدل.\n\n" + _DEEDS,
        "وصل البيان أمس.\n\n" + _DEEDS,
    ],
)
def test_nobody_speaks_in_what_only_looks_like_a_communique(text: str) -> None:
    assert _speakers(text) == {""}


def test_others_speak_for_themselves_in_a_communique() -> None:
    told = "وقال مصدر طبي إن ثلاثة أطفال قتلوا في غارة على القرية.\n"
    assert _speakers(_ABOVE + told) == {"مصدر طبي"}


def test_the_first_person_of_a_communique_is_its_issuer() -> None:
    (claim,) = _incidents(_ABOVE + "قصفنا فجر اليوم القاعدة بالصواريخ.\n")
    assert [actor.text for actor in claim.actors] == ["كتائب الفجر الأسود"]


def test_what_a_communique_stands_by_is_no_place_of_its_deeds() -> None:
    (claim,) = _incidents(_ABOVE + "نصرة لأهلنا في غزة، قصفنا فجر اليوم القاعدة بالصواريخ.\n")
    assert not claim.places
