"""A country's forces are its army, in each language; a people is not."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document


@pytest.mark.parametrize(
    ("language", "text", "army"),
    [
        ("en", "US combat forces have withdrawn from Iraq.", "us-forces"),
        ("en", "Malian soldiers attacked a village.", "mali-army"),
        ("fr", "Des soldats maliens ont attaqué un village.", "mali-army"),
        ("ar", "انسحبت القوات القتالية الأمريكية من العراق.", "us-forces"),
    ],
)
def test_a_countrys_forces_are_its_army(language: str, text: str, army: str) -> None:
    claims = read_document(Document("d", "u", text, "", language=language)).claims
    assert army in {actor.id for claim in claims for actor in claim.actors}


def test_a_people_is_no_army() -> None:
    claims = read_document(Document("d", "u", "Malian farmers attacked a village.", "", language="en")).claims
    assert {actor.id for claim in claims for actor in claim.actors} == {None}
