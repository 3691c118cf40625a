"""Who a headline or a post names before a colon, behind a dash or in brackets speaks; labels speak for nobody."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document


def speakers(text: str) -> list[str]:
    """Return who speaks for each incident of a text, "" for its narrator."""
    claims = read_document(Document("d", "d.txt", f"{text}\n", "")).claims
    return [claim.voice.chain[0].text if claim.voice.chain else "" for claim in claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Four killed in strike on Gao - mayor", "mayor"),
        ("Rockets hit the market of Gao – Mayor Sall", "Mayor Sall"),
        ("Four killed in attack on Gao: health ministry", "health ministry"),
        ("Quatre morts dans une frappe à Gao - ministère de la Santé", "ministère de la Santé"),
        ("Quatre soldats tués dans une embuscade à Gao (armée)", "armée"),
        ("Quatre morts dans un bombardement à Gao (sources locales)", "sources locales"),
        ("Porte-parole de la police : quatre morts dans une attaque à Gao", "Porte-parole de la police"),
        ("مقتل 4 في غارة على غاو - وزارة الصحة", "وزارة الصحة"),
        ("Cuatro muertos en un ataque en Gao - Ministerio de Salud", "Ministerio de Salud"),
    ],
)
def test_who_stands_at_the_end_of_a_headline_speaks(text: str, speaker: str) -> None:
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Correction: four people were killed in the attack on Gao.",
        "UPDATE 2: Bomb kills four in Gao",
        "Analysis: the army shelled Gao, killing four.",
        "Four killed in attack on Gao - the second this week",
        "Quatre morts dans une attaque à Gao (Mali)",
        "Armée malienne : quatre terroristes tués à Gao",
        "مقتل 4 في غارة على نيالا - السودان",
    ],
)
def test_labels_places_and_what_follows_speak_for_nobody(text: str) -> None:
    assert set(speakers(text)) == {""}
