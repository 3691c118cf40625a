"""Names under other spellings: one actor inside an article, a proposal against the codebook, never a merge with it."""

from __future__ import annotations

import pytest

from corrobora.codebook import actors_by_id
from corrobora.read.article import read_document
from corrobora.read.namesakes import proposals
from corrobora.types import Actor, Document


def read(language: str, text: str) -> list[Actor]:
    values = read_document(Document("d", "u", text, "", language=language)).values
    return [value for value in values if isinstance(value, Actor)]


@pytest.mark.parametrize(
    ("language", "text", "candidate"),
    [
        ("en", "The Katayeb Sayed al-Chouhada attacked a base on Monday.", "kataib-sayyid-al-shuhada"),
        ("en", "Hizbolla fighters attacked a base on Monday.", "hezbollah"),
        ("fr", "Les Kataëb Sayed al-Chouhada ont attaqué une base lundi.", "kataib-sayyid-al-shuhada"),
        ("fr", "La Jabha al-Nosra a attaqué une base lundi.", "nusra-front"),
        ("ar", "هاجمت كتائب سيد الشهدا القاعدة يوم الاثنين.", "kataib-sayyid-al-shuhada"),
    ],
)
def test_a_spelling_that_is_no_alias_is_proposed_and_no_more(language: str, text: str, candidate: str) -> None:
    found = [value for value in read(language, text) if value.candidates]
    assert [each.id for value in found for each in value.candidates] == [candidate]
    assert all(value.id is None for value in found)
    assert all(each.reason and each.id in actors_by_id() for value in found for each in value.candidates)


def test_two_spellings_in_one_article_are_one_actor() -> None:
    text = "Hezbollah attacked a base on 3 May 2021. On 5 May 2021 Hizbolah killed three soldiers in Gao."
    other = next(value for value in read("en", text) if value.text == "Hizbolah")
    assert (other.id, other.name) == ("hezbollah", "Hezbollah")
    assert other.refers is not None
    assert other.refers.of(text) == "Hezbollah"


def test_two_spellings_of_a_name_that_nobody_knows_are_one_too() -> None:
    text = "The Liwa al-Zarqan attacked a base on 3 May 2021. On 5 May 2021 the Liwa Al Zarkan killed three soldiers."
    first, other = (value for value in read("en", text) if "Liwa" in value.text)
    assert other.name == first.text
    assert first.id is other.id is None


@pytest.mark.parametrize("name", ["Ahmed al-Jabouri", "Northern Rescue Front", "Gao", "", "x"])
def test_what_sounds_like_no_known_actor_has_no_candidates(name: str) -> None:
    assert proposals(name) == ()


def test_a_group_is_not_another_that_has_its_name_in_its_own() -> None:
    assert [each.id for each in proposals("Hizbolla")] == ["hezbollah"]
    assert "hezbollah" not in {each.id for each in proposals("Katayeb Hizbolla")}
