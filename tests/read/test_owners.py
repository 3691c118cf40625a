"""Whose men act: of whoever speaks, or of whom the sentence before names."""

from __future__ import annotations

import pytest

from corrobora import read
from corrobora.types import Claim


def told(text: str) -> list[Claim]:
    """Return the incidents that a text tells of."""
    (reading,) = read(text, published="2024-05-07")
    return [claim for claim in reading.claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Israeli army said its forces had struck a depot.", "israel-army"),
        ("L'armée israélienne a affirmé que ses troupes avaient frappé un dépôt.", "israel-army"),
        ("El ejército israelí afirmó que sus tropas habían atacado un depósito.", "israel-army"),
        ("قال الجيش الإسرائيلي إن قواته قصفت مستودعا.", "israel-army"),
        ("“Our soldiers destroyed a depot near Gao,” the Malian army said.", "mali-army"),
    ],
)
def test_the_men_of_who_speaks_are_his(text: str, actor: str) -> None:
    (claim,) = told(text)
    assert [each.id for each in claim.actors] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "The M23 entered Rutshuru. Its fighters killed nine villagers, according to the UN.",
        "Le M23 est entré dans Rutshuru. Ses combattants ont tué neuf villageois, selon l'ONU.",
        "El M23 entró en Rutshuru. Sus combatientes mataron a nueve aldeanos, según la ONU.",
        "دخلت حركة إم 23 روتشورو. وقتل مقاتلوها تسعة قرويين، بحسب الأمم المتحدة.",
    ],
)
def test_the_men_of_another_are_not_those_of_who_speaks(text: str) -> None:
    claim = told(text)[-1]
    assert claim.voice.chain[0].id == "un"
    assert [each.id for each in claim.actors] == ["m23"]
