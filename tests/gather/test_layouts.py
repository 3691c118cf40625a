"""Of each layout of a page, in each language, comes what its reader is shown as the article, and nothing around it."""

from __future__ import annotations

import json

import pytest

from bench.layouts import Shown, pages, taken, told_of
from corrobora.gather.page import read_page
from corrobora.read.identify import identify
from corrobora.read.language import languages
from corrobora.types import Document

PAGES = list(pages())


def _named(page: Shown) -> str:
    return f"{page.layout}-{page.language}"


def test_there_are_layouts_enough() -> None:
    assert len({page.layout for page in PAGES}) >= 25
    assert {page.language for page in PAGES} == {"ar", "en", "fr"}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if not page.entries], ids=lambda page: f"{page.layout}-{page.language}"
)
def test_a_layout_gives_its_article(page: Shown) -> None:
    (found,) = taken(page)
    document = found.document
    assert document is not None, found.error
    captions = [each.span.of(document.text) for each in document.passages if each.role == "caption"]
    assert captions == list(page.captions)
    assert document.text.split("\n")[: len(page.lines)] == list(page.lines)
    assert document.text.split("\n")[len(page.lines) :] == captions
    read = told_of(found)
    assert {name: read[name] for name in page.told} == page.told
    assert all(value in {None, page.known[name]} for name, value in read.items())
    assert [flag.kind for flag in found.flags] == list(page.flags)
    assert not [each for each in page.unwanted if each in document.text]
    assert identify(document.text, languages())[0] == page.language


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.entries], ids=lambda page: f"{page.layout}-{page.language}"
)
def test_a_live_blog_gives_its_entries(page: Shown) -> None:
    lead, *entries = taken(page)
    assert lead.document is not None
    assert lead.document.text == "\n".join(page.lines)
    assert len(entries) == len(page.entries)
    for found, (end, at, title, lines) in zip(entries, page.entries, strict=True):
        document: Document | None = found.document
        assert document is not None
        assert (found.uri.startswith("-#"), found.uri.endswith(end)) == (True, True)
        assert (document.title, document.text) == (title, "\n".join(lines))
        assert document.published is not None
        assert document.published.edtf == at[:10]
        assert dict(found.about)["time"][:16] == at[:16]
        assert found.raw == lead.raw == page.html.encode(), "the page's own bytes are the evidence of each"
    assert len({found.uri for found in entries}) == len(entries)


TEXT = "<p>" + "</p><p>".join(PAGES[0].lines[:3]) + "</p>"


def shown(html: str) -> Shown:
    return Shown("own", "en", f"<html><h1>Hit</h1>{html}", (), (), {}, {}, (), (), ())


def test_comments_with_times_are_no_live_blog() -> None:
    comment = (
        "<li class='comment-item' id=c{}><time datetime=2021-03-14></time><p>I have been there, and saw it.</p></li>"
    )
    comments = "".join(comment.format(number) for number in range(9))
    (found,) = taken(shown(f"<article>{TEXT}</article><ol class=comments>{comments}</ol>"))
    assert found.document is not None
    assert found.document.text == "\n".join(PAGES[0].lines[:3])


def test_an_article_that_is_called_a_comment_is_read() -> None:
    (found,) = taken(
        shown(f"<div class='article--comment'>{TEXT}</div><div class=cookie-bar><p>We use cookies.</p></div>")
    )
    assert found.document is not None
    assert found.document.text.startswith("\n".join(PAGES[0].lines[:3]))


def test_an_entry_keeps_its_address_when_others_are_put_above_it() -> None:
    entry = "<div class=live-post><span>{0}:15</span><p>The army said that post number {0} was hit at dawn.</p></div>"

    def addresses(*numbers: int) -> list[str]:
        feed = "".join(entry.format(number) for number in numbers)
        return [each.uri for each in taken(shown(f"<div class=live-feed>{feed}</div>"))]

    assert addresses(12, 11, 10)[1:] == addresses(11, 10)


@pytest.mark.parametrize(
    "data",
    [
        "", "[", "null", "[[[[[[[[[]]]]]]]]]", '{"@type": 5}', '{"@type": "NewsArticle", "author": [[["x"]]]}',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": [5, {}, {"articleBody": 7}]}', "[" * 100_000,
        '{"@type": "NewsArticle", "headline": {"a": 1}, "datePublished": ["x"], "wordCount": "many"}',
    ],
)  # fmt: skip
def test_linked_data_of_any_shape_is_taken_or_left(data: str) -> None:
    (found,) = taken(shown(f'<article>{TEXT}</article><script type="application/ld+json">{data}</script>'))
    assert found.document is not None
    assert found.document.text == "\n".join(PAGES[0].lines[:3])


@pytest.mark.parametrize(
    ("wall", "ends", "count", "flagged"),
    [
        ("<div class=paywall>Subscribe</div>", " …", None, True),
        ("<div class='regwall-offer'>Register</div>", " [...]", None, True),
        ("<div class=paywall>Subscribe</div>", "", None, False),
        ("", " …", None, False),
        ("", "", 900, True),
        ("", "", 100, False),
    ],
)
def test_only_the_beginning_is_flagged(wall: str, ends: str, count: int | None, *, flagged: bool) -> None:
    data = {"@type": "NewsArticle", "isAccessibleForFree": False, "wordCount": count} if count else {}
    html = f"<h1>Hit</h1><article>{TEXT}<p>The governor said{ends}</p></article>{wall}"
    piece = read_page(html + f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert [flag.kind for flag in piece.flags] == ["teaser"] * flagged


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("<div class=comment>c</div> tail {} ", 4_000),
        ("<span class=ad>x</span> tail {} ", 4_000),
        ("<div class=caption>c {}</div>", 4_000),
        ("<div class='live-post'><time datetime=2021-03-14></time><p>Post {} was hit at dawn.</p></div>", 2_000),
        ("<p><a href=x>a headline of several words {}</a></p>", 4_000),
        ("<div class=date>{} words</div>", 4_000),
        ("<h1>title {}</h1>", 4_000),
        ('<script type="application/ld+json">{{"@type": "NewsArticle", "a{}": 1}}</script>', 4_000),
        ("<div class='a{0}-b{0} comment-list'>", 300),
    ],
)
def test_very_many_of_anything_are_read(piece: str, count: int) -> None:
    found = taken(shown(f"<article>{TEXT}{''.join(piece.format(number) for number in range(count))}</article>"))
    assert all(each.document for each in found), found[0].error
    assert PAGES[0].lines[0] in (found[0].document or Document("", "", "", "")).text
