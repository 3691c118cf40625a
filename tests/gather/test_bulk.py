"""Pages of archives that are turned away by their words, before anything else is done to them."""

from __future__ import annotations

import pytest

from corrobora.gather.bulk import is_turned_away
from corrobora.read.gate import may_report

_OTHER = "<p>The market opened again on Monday, and the traders were pleased with what they sold.</p>"
_REPORT = "<p>Gunmen killed two soldiers near the bridge on Monday, a spokesman of the army said.</p>"


def _turned_away(html: str) -> bool:
    return is_turned_away(may_report, html.encode(), "utf-8", plain=False)


def test_a_page_without_telling_words_is_turned_away() -> None:
    assert _turned_away(f"<title>Market</title><article>{_OTHER * 9}</article>")
    assert not _turned_away(f"<title>Bridge</title><article>{_REPORT * 3}</article>")


def test_words_beside_the_article_are_none_of_it() -> None:
    beside = "<nav><ul><li><a href=/1>Mortars fell on a village</a><li><a href=/2>Drones</a></ul></nav>"
    assert _turned_away(f"<title>Market</title>{beside}<article>{_OTHER * 9}</article>")


@pytest.mark.parametrize(
    "told",
    [
        "<h2>Mortars</h2><p>fell</p>",  # no blank between two lines
        "<table><tr><td>Village<td>Mortars<td>3</table>",
        "It was calm.<br>Mortars<br>fell.",
        "<p>Une &eacute;meute</p>",
        "<p>&#1602;&#1589;&#1601;&#1578; البلدة</p>",
        '<script type="application/ld+json">{"articleBody" : "\\u0642\\u0635\\u0641\\u062a"}</script>',
    ],
)
def test_a_telling_word_is_found_however_it_is_written(told: str) -> None:
    asked: list[str] = []

    def gate(text: str, *, any_part: bool = False) -> bool:
        asked.append(text)
        return may_report(text, any_part=any_part)

    is_turned_away(gate, f"<body><div>{told}</div></body>".encode(), "utf-8", plain=False)
    assert len(asked) != 1 or may_report(asked[0], any_part=True)  # it wasn't turned away at first sight


def test_tags_that_never_end_are_gone_through_once() -> None:
    assert _turned_away("<a" * 400_000)  # by the square of its length it would take hours
