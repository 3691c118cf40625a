"""An article with everything that was read from it marked."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from corrobora.show.markup import paragraphs
from corrobora.show.words import visible
from corrobora.types import Actor, Document, Flag, Passage, Reading, Span

_TEXT = "A <b>convoy</b> & two trucks were hit in Babil."


def html_of(text: str, spans: list[Span], passages: tuple[Passage, ...] = ()) -> str:
    values = tuple(Actor("actor", span.of(text), span, "test") for span in spans)
    reading = Reading(Document("d-1", "u", text, "", passages=passages), values=values)
    return "\n".join(str(each.html) for each in paragraphs(reading))


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT))), max_size=8))
def test_marks_nest_and_the_text_stays(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    html = html_of(_TEXT, spans)
    assert plain(html) == _TEXT
    depth = 0
    for tag in re.findall(r"</?mark", html):
        depth += 1 if tag == "<mark" else -1
        assert depth >= 0
    assert depth == 0


@given(st.lists(st.tuples(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT))), max_size=8))
def test_every_span_has_one_name_and_all_its_words(pairs: list[tuple[int, int]]) -> None:
    spans = {Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    html = html_of(_TEXT, sorted(spans))
    for span in spans:
        name = f"d-1.{span.start}-{span.end}"
        assert html.count(f'id="{name}"') == 1
        assert "".join(_inside(html, name)) == span.of(_TEXT)


def _inside(html: str, name: str) -> list[str]:
    """Return the text of each piece of a mark, in order."""
    out = []
    for found in re.finditer(rf'<mark (?:id|data-of)="{re.escape(name)}"[^>]*>', html):
        depth, at = 1, found.end()
        for tag in re.finditer(r"<(/?)mark[^>]*>", html[found.end() :]):
            depth += -1 if tag[1] else 1
            if depth == 0:
                at = found.end() + tag.start()
                break
        out.append(plain(html[found.end() : at]))
    return out


def test_hostile_text_is_text() -> None:
    text = '</script><img src=x onerror="alert(1)">\u202egnp.exe\x00'
    html = html_of(text, [Span(3, 12)])
    assert "<img" not in html
    assert "</script" not in html
    assert plain(html) == visible(text)


def test_a_span_over_two_passages_is_found_in_both() -> None:
    passages = (Passage("title", Span(0, 8)), Passage("body", Span(9, len(_TEXT))))
    html = html_of(_TEXT, [Span(4, 20)], passages)
    assert html.count('id="d-1.4-20"') == 1
    assert html.count('data-of="d-1.4-20"') == 1


def test_a_long_article_shows_where_something_was_read() -> None:
    text = "\n".join(f"Paragraph {number:03d}." for number in range(100))
    passages = tuple(Passage("body", Span(15 * n, 15 * n + 14)) for n in range(100))
    document = Document("d-1", "u", text, "", passages=passages)
    found = list(paragraphs(Reading(document, flags=(Flag("odd-text", Span(15 * 50, 15 * 50 + 9), ""),))))
    assert [each.left for each in found] == [50, 0, 49]
