"""Two voices with a semicolon between them: each speaks on its own side, and each side says itself where."""

from __future__ import annotations

import pytest

from tests.read.deeds import incidents

TWO = [
    ("en", "The army said it shot down three drones; a missile killed two people in Odesa, the governor said."),
    ("fr", "L'armée a dit avoir abattu trois drones ; un missile a tué deux civils à Odessa, a dit le gouverneur."),
    ("ar", "قال الجيش إنه أسقط ثلاث مسيرات؛ وقتل صاروخ شخصين في أوديسا، بحسب الحاكم."),
    ("es", "El ejército dijo que derribó tres drones; un misil mató a dos personas en Odesa, según el gobernador."),
]
SPEAKERS = {
    "en": ("The army", "the governor"),
    "fr": ("L'armée", "le gouverneur"),
    "ar": ("الجيش", "الحاكم"),
    "es": ("El ejército", "el gobernador"),
}


@pytest.mark.parametrize(("language", "text"), TWO)
def test_each_voice_speaks_on_its_side(language: str, text: str) -> None:
    downed, killed = incidents(text, language)
    assert [[each.text for each in claim.voice.chain] for claim in (downed, killed)] == [
        [speaker] for speaker in SPEAKERS[language]
    ]
    assert downed.places == ()
    assert [place.name for place in killed.places] == ["Odesa"]


def test_a_semicolon_within_a_quotation_parts_nobody() -> None:
    text = "“They shelled the camp; two men died in Gao,” the mayor said, and the army said that it had hit nobody."
    told = incidents(text, "en")
    assert next(claim.voice.chain[0].text for claim in told if claim.stance == "asserted") == "the mayor"


def test_what_follows_a_semicolon_without_a_voice_of_its_own_is_said_by_the_first() -> None:
    shelled, killed = incidents("The army said rebels shelled Gao; a mine killed two men in Mopti.", "en")
    assert [claim.voice.chain[0].text for claim in (shelled, killed)] == ["The army", "The army"]
    assert [[place.name for place in claim.places] for claim in (shelled, killed)] == [["Gao"], ["Mopti"]]
