"""A country's forces are its army, in each language; a people is not."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Actor, Document


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


@pytest.mark.parametrize(
    ("language", "text", "words", "id_", "country"),
    [
        ("en", "Iraqi militias attacked a base.", "Iraqi militias", None, "IQ"),
        ("fr", "Des milices irakiennes ont attaqué une base.", "Des milices irakiennes", None, "IQ"),
        ("ar", "هاجمت ميليشيات عراقية قاعدة.", "ميليشيات عراقية", None, "IQ"),
        ("fr", "Des combattants touaregs ont attaqué Ménaka.", "Des combattants touaregs", None, None),
        ("en", "Syrian fighters attacked a convoy.", "Syrian fighters", None, "SY"),
        ("en", "On Monday fighters of Boko Haram attacked a convoy.", "fighters", "boko-haram", "NG"),
        ("en", "Fighters of Boko Haram attacked a convoy.", "Fighters of Boko Haram", "boko-haram", "NG"),
        ("fr", "Des combattants du GSIM ont attaqué un convoi.", "Des combattants du GSIM", "jnim", "ML"),
        ("ar", "هاجم مقاتلو بوكو حرام القرية.", "مقاتلو بوكو حرام", "boko-haram", "NG"),
        ("en", "A Russian strike hit Kharkiv on Monday.", "Russian", "russia", "RU"),
        ("fr", "Une frappe russe a visé Kharkiv lundi.", "russe", "russia", "RU"),
        ("ar", "استهدفت غارة إسرائيلية بلدة عيتا.", "إسرائيلية", "israel", "IL"),
    ],
)
def test_a_group_has_its_country_and_its_men_are_the_group(
    language: str, text: str, words: str, id_: str | None, country: str | None
) -> None:
    claims = read_document(Document("d", "u", text, "", language=language)).claims
    found = {a.text: (a.id, a.country) for claim in claims for a in claim.actors if isinstance(a, Actor)}
    assert found[words] == (id_, country)


def test_a_people_is_no_army() -> None:
    claims = read_document(Document("d", "u", "Malian farmers attacked a village.", "", language="en")).claims
    assert {actor.id for claim in claims for actor in claim.actors} == {None}
