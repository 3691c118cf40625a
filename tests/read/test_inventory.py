"""Everybody whom an article names is a value, once: bodies, units by number, people, those in compound words."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Actor, Document, Place


def named(language: str, text: str) -> list[str]:
    values = read_document(Document("d", "u", text, "", language=language)).values
    return [value.text for value in values if isinstance(value, Actor)]


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "The 93rd Mechanized Brigade repelled an attack.", "The 93rd Mechanized Brigade"),
        ("fr", "La 93e brigade mécanisée a attaqué une base.", "La 93e brigade mécanisée"),
        ("ar", "هاجم اللواء 42 القاعدة.", "اللواء 42"),
        ("ar", "هاجمت الفرقة الرابعة المدرعة القاعدة.", "الفرقة الرابعة المدرعة"),
    ],
)
def test_a_unit_has_its_number_in_its_name(language: str, text: str, unit: str) -> None:
    assert unit in named(language, text)


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("en", "The shelling killed several young residents.", "several young residents"),
        ("fr", "Les habitants ont fui après une attaque.", "Les habitants"),
        ("ar", "قتل القصف سكان القرية.", "سكان القرية"),
    ],
)
def test_people_are_among_those_who_are_named(language: str, text: str, people: str) -> None:
    assert people in named(language, text)


def test_a_body_with_its_article_is_one_mention() -> None:
    assert named("en", "The Syrian army attacked a base near the SDF.") == ["The Syrian army", "the SDF"]


def test_a_name_inside_a_compound_is_a_mention() -> None:
    assert "Houthi" in named("en", "A drone hit Houthi-held Hodeida on Monday.")


def test_a_capital_is_its_government_only_where_it_acts() -> None:
    text = "Two men were killed in Baghdad on Monday. Baghdad accused the group of an attack."
    values = read_document(Document("d", "u", text, "", language="en")).values
    assert [v.span.start for v in values if isinstance(v, Actor) and v.text == "Baghdad"] == [text.rindex("Baghdad")]
    assert len([v for v in values if isinstance(v, Place) and v.text == "Baghdad"]) == 2
