"""The lines of a page get the roles that a person would give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.read.passages import find_passages, outlet_named
from corrobora.types import Passage, Span

PAGES = {
    "fr": [
        ("boilerplate", "Monde"),
        ("title", "Deux convois visés dans le sud"),
        ("caption", "Un convoi près de Bassora en 2019. (Photo d’archives)"),
        ("body", "Deux convois ont été visés dimanche, a indiqué la police. Il n'y a pas eu de blessés."),
        ("caption", "Un policier sur les lieux de l'attaque. (AFP)"),
        ("body", "« Nous avons entendu deux explosions », a dit un témoin."),
        ("body", "L'armée a ouvert une enquête. (AFP)"),
        ("boilerplate", "Lire aussi : ce que l'on sait"),
        ("boilerplate", "Partager cet article"),
        ("boilerplate", "SOURCE : LE COURRIER DU NORD"),
    ],
    "en": [
        ("boilerplate", "Published: 14 March 2022 at 09:00"),
        ("title", "Sources say two convoys were hit in the south"),
        ("body", "Two convoys were hit on Sunday, police said. Nobody was hurt."),
        ("caption", "A policeman at the scene. Photo: Reuters"),
        ("body", "Share prices fell in the capital after the attack."),
        ("boilerplate", "Read more: what we know so far"),
        ("boilerplate", "© River News"),
    ],
    "ar": [
        ("title", "استهداف رتلين في جنوب البلاد"),
        ("caption", "رتل قرب البصرة (صورة أرشيفية)"),
        ("body", "قالت الشرطة إن رتلين استهدفا يوم الأحد. ولم تقع إصابات."),
        ("body", "وقال شاهد عيان إنه سمع دوي انفجارين. (رويترز)"),
        ("boilerplate", "اقرأ أيضًا: ما نعرفه حتى الآن"),
        ("boilerplate", "المصدر: صوت النهر"),
    ],
}


@pytest.mark.parametrize("code", PAGES)
def test_lines_have_their_roles(code: str) -> None:
    text = "\n\n".join(line for _, line in PAGES[code])
    found = [(passage.role, passage.span.of(text)) for passage in find_passages(text, titled=False)]
    assert found == PAGES[code]


@pytest.mark.parametrize(("code", "outlet"), [("fr", "Le Courrier du Nord"), ("ar", "صوت النهر"), ("en", None)])
def test_the_source_line_names_the_outlet(code: str, outlet: str | None) -> None:
    text = "\n".join(line for _, line in PAGES[code])
    assert outlet_named(text, find_passages(text, titled=False)) == outlet


def test_a_title_given_apart_leaves_no_title_in_the_text() -> None:
    text = "A line that does not end\nTwo convoys were hit on Sunday."
    assert [passage.role for passage in find_passages(text, titled=True)] == ["body", "body"]
    assert [passage.role for passage in find_passages(text, titled=False)] == ["title", "body"]


def test_what_is_known_is_kept() -> None:
    text = "Two convoys were hit on Sunday.\nA convoy in 2019, seen by a passer-by."
    known = Passage("caption", Span(32, len(text)))
    assert find_passages(text, titled=True, known=[known])[1] == known


def test_the_name_of_the_outlet_is_no_title() -> None:
    text = "The Voice of the River\nConvoys under fire again\nTwo were hit on Sunday.\nSource: The Voice of the River"
    roles = [passage.role for passage in find_passages(text, titled=False)]
    assert roles == ["boilerplate", "title", "body", "boilerplate"]


@given(st.text(), st.booleans())
def test_every_character_that_is_no_space_is_in_one_passage(text: str, titled: bool) -> None:  # noqa: FBT001
    passages = find_passages(text, titled=titled)
    covered = [index for passage in passages for index in range(passage.span.start, passage.span.end)]
    assert len(covered) == len(set(covered))
    assert {index for index, char in enumerate(text) if not char.isspace()} <= set(covered)
