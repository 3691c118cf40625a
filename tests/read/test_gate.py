"""The gate lets through what reports a conflict, and tells words from parts of other words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corrobora.gather import gather
from corrobora.read.gate import may_report, weight
from corrobora.settings import Settings

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src" / "corrobora" / "data" / "demo"
OTHER = ROOT / "bench" / "other_news.toml"


def test_every_article_that_ships_is_let_through() -> None:
    texts = [each.document.text for each in gather([str(DEMO)], Settings()) if each.document is not None]
    assert len(texts) > 40
    assert all(map(may_report, texts))


def test_most_of_other_news_is_passed_over_in_every_language() -> None:
    for texts in tomllib.loads(OTHER.read_text(encoding="utf-8")).values():
        assert sum(map(may_report, texts)) <= len(texts) / 4


@pytest.mark.parametrize(
    "text",
    [
        "Mortars fell on the village.",
        "MORTARS FELL ON THE VILLAGE.",
        "“Mortars” fell",
        "L’embuscade a fait deux morts.",
        "Émeute au marché",
        "وقصفت الطائرات البلدة",
        "«الإرهاب» في المدينة",
        "بالمدفعية، ليلا",
    ],
)
def test_words_are_found_whatever_stands_around_them(text: str) -> None:
    assert weight(text) >= 1


@pytest.mark.parametrize("text", ["An award for software", "skills", "Le guerrier-né", "Warwick", "قصفور"])
def test_parts_of_other_words_weigh_nothing(text: str) -> None:
    assert weight(text) == 0


def test_forms_of_one_word_weigh_once() -> None:
    assert weight("attack attacks attacked") == weight("attack")


def test_half_characters_are_no_error() -> None:
    assert not may_report("\ud800 \udfff")
