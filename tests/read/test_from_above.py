"""A helicopter or a drone that fires strikes from the air, in every language; who fires at one shoots."""

from __future__ import annotations

import pytest

import corrobora as co


@pytest.mark.parametrize(
    ("text", "event", "target"),
    [
        ("An army helicopter fired on the market in Timbuktu on Saturday.", "airstrike", "the market"),
        (
            "Un hélicoptère de l'armée a ouvert le feu sur le marché de Tombouctou samedi.",
            "airstrike",
            "le marché de Tombouctou",
        ),
        ("Un drone a tiré sur un convoi près de Gao samedi.", "drone-strike", "un convoi"),
        ("أطلقت مروحية تابعة للجيش النار على سوق تمبكتو يوم السبت.", "airstrike", "سوق تمبكتو"),
        ("مسيرة أطلقت النار على حافلة قرب غاو.", "drone-strike", "حافلة"),
        ("Gunmen shot at a helicopter near Gao.", "shooting", "a helicopter"),
        ("Des rebelles ont tiré sur un hélicoptère près de Gao.", "shooting", "un hélicoptère"),
        ("أطلق مسلحون النار على مروحية قرب غاو.", "shooting", "مروحية"),
    ],
)
def test_what_fires_from_above_is_a_strike_from_the_air(text: str, event: str, target: str) -> None:
    (claim,) = co.read(text, published="2022-03-06")[0].claims
    assert (claim.event, [each.text for each in claim.targets]) == (event, [target])
