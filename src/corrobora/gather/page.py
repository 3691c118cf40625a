"""A web page -> its article: title, date, outlet, text with one paragraph a line, and captions."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement

from corrobora.errors import SourceError
from corrobora.gather.furniture import clear, named
from corrobora.gather.gathered import Piece
from corrobora.gather.head import Head, read_head
from corrobora.gather.laid import lay_out
from corrobora.gather.spoken import read_spoken_date
from corrobora.gather.teaser import teaser, walls_in
from corrobora.gather.tree import lines_in, parse_html, plain_lines

_BOUNDS = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2099-12-31"}
_SENTENCE = re.compile(r"[.!?؟…۔][\"'»”’)\]]*$")
_SHORTEST = "100"
_MOST_GONE = 0.5  # of the words, where no article is left
_FEW_WORDS = 6
_MANY_WORDS = 15
_MOST_ELEMENTS = 30_000  # a long page has 5,000; trafilatura's time grows with the square
_CAPTION = re.compile(r"(?:\S+[-_])?(?:captions?|caption-text|legende?|wp-caption-text)", re.IGNORECASE)
_LONGEST_CAPTION = 120  # words
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s", re.IGNORECASE)
_DATELINE = 10  # words of a line that says when and by whom a page was written


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds."""

    lines: tuple[str, ...]
    captions: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    by: str = "trafilatura"


def read_page(html: str, uri: str | None = None) -> Piece:
    """Return a page's article; SourceError no-article where the page has none. Captions stand after the text.

    >>> page = "<title>Post hit</title><article><p>A post was hit near Gao on Sunday, the army said.</p></article>"
    >>> read_page(page).text
    'A post was hit near Gao on Sunday, the army said.'
    """
    tree = parse_html(html)
    return read_tree(tree, Head() if tree is None else read_head(tree), html, uri)


def read_tree(tree: HtmlElement | None, head: Head, html: str | None, uri: str | None) -> Piece:
    """Return the article in a page's tree, which is spent by that; `html` is for a second try by another reader.

    >>> tree = parse_html("<p>A post was hit near Gao on Sunday, the army said.</p>")
    >>> read_tree(tree, Head(title="Hit"), None, None).title
    'Hit'
    """
    walls = [] if tree is None else walls_in(tree)
    article = None if tree is None else _found(tree, html, head, uri)
    if article is None:
        raise SourceError("no-article", "no article was found in the page; save its text as .txt if there is one")
    lines = _trimmed(article.lines, head)
    text, captions, _ = lay_out(lines, article.captions)
    told = {"author": head.author, "canonical": head.canonical, "language": head.language}
    flag = teaser(walls, head, lines)
    return Piece(
        text,
        head.title or article.title,
        head.outlet or article.outlet,
        None,
        head.published or article.published,
        captions,
        extractor=extractor_of(article.by),
        about=tuple((name, words) for name, words in told.items() if words),
        flags=(flag,) if flag else (),
    )


@cache
def extractor_of(name: str) -> str:
    """Return a parser with its version: asking for that reads files, and every page would.

    >>> extractor_of("lxml").partition(" ")[0]
    'lxml'
    """
    return f"{name} {version(name)}"


def _found(tree: HtmlElement, html: str | None, head: Head, uri: str | None) -> Article | None:
    """Return the article of a page by the first way that finds one."""
    gone = clear(tree) if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS else 0.0
    article = _extract(tree, uri)
    if article is None and gone > _MOST_GONE and html is not None and (whole := parse_html(html)) is not None:
        article = _extract(whole, uri)  # what was called a comment was the article
    shown = "".join(article.lines) if article else ""
    if head.body and (2 * len(shown) < len(head.body) or _same(shown, head.body)):
        lines = _body_lines(head.body)
        if _is_prose(lines):  # the page is drawn by a program, and its words stand in the linked data alone
            return Article(lines, article.captions if article else (), by="lxml")
    return article or (None if html is None else _fall_back(html))


def _body_lines(body: str) -> tuple[str, ...]:
    """Return the lines of a text as linked data has it: with or without marks."""
    tree = parse_html(body.replace("\n", "<br>")) if "<" not in body else parse_html(body)
    return tuple(plain_lines(tree, main=False)) if tree is not None else ()


def _trimmed(lines: tuple[str, ...], head: Head) -> tuple[str, ...]:
    """Return the lines without those around them that only say by whom and when they were written."""
    first, last = 0, len(lines)
    while first < last - 1 and _is_dateline(lines[first], head):
        first += 1
    while last > first + 1 and _is_signature(lines[last - 1], head.author):
        last -= 1
    return lines[first:last]


def _is_signature(line: str, author: str | None) -> bool:
    """Return whether a line at the end only names the author, his address, or whose rights are reserved."""
    if _RIGHTS.match(line) or (" " not in line and "@" in line):
        return True
    short = len(line.split()) < _DATELINE and not _SENTENCE.search(line.rstrip(")"))
    return author is not None and line.startswith(author) and short


def _is_dateline(line: str, head: Head) -> bool:
    if len(line.split()) > _DATELINE or _SENTENCE.search(line):
        return False
    known = [words for words in (head.author, head.outlet, head.title) if words]
    return any(_same(line, words) for words in known) or (
        (head.published is not None and read_spoken_date(line) is not None)
        or (head.author is not None and line.endswith(head.author) and len(line.split()) < _FEW_WORDS)
    )


def _extract(tree: HtmlElement, uri: str | None) -> Article | None:
    """Return trafilatura's article, or null where it finds none; its title is not among its lines."""
    import trafilatura
    from trafilatura.settings import use_config

    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return None
    captions = _captions(tree)
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _SHORTEST  # below its own 250, a brief's paragraphs run into one
    try:
        found: Any = trafilatura.bare_extraction(
            tree,
            url=uri if uri and uri.startswith("http") else None,
            include_comments=False,
            include_tables=False,
            include_formatting=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=dict(_BOUNDS),
            config=config,
        )
    except Exception:  # noqa: BLE001 - a page can break a parser in any way; the other one then reads it
        return None
    if found is None:
        return None
    lines = tuple(line for line in lines_in(found.text or "") if line not in captions)
    if lines and found.title and _same(lines[0], found.title):
        lines = lines[1:]
    return Article(lines, captions, found.title, found.sitename, found.date) if _is_prose(lines) else None


def _fall_back(html: str) -> Article | None:
    """Return resiliparse's main content, or null where it has none."""
    tree = parse_html(html)  # anew, since trafilatura may have pruned the first
    if tree is None:
        return None
    captions = _captions(tree)
    title = " ".join((tree.findtext(".//title") or "").split()) or None
    lines = tuple(line for line in plain_lines(tree, main=True) if line not in captions)
    return Article(lines, captions, title, by="resiliparse") if _is_prose(lines) else None


def _captions(tree: HtmlElement) -> tuple[str, ...]:
    """Return the captions of the article's pictures, each once; those of other stories' pictures stand outside it."""
    within = tree.xpath("(//article | //main)[1]") or [tree]
    nodes = within[0].xpath(".//figcaption[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
    pictured = {
        around
        for each in within[0].iter("img", "picture", "video", "amp-img")
        if (around := each.getparent()) is not None
    }
    nodes += [each for each in within[0].iter("div", "p", "span") if _is_caption(each, pictured)]
    captions = (" ".join(node.text_content().split()) for node in nodes)
    return tuple(dict.fromkeys(each for each in captions if 0 < len(each.split()) <= _LONGEST_CAPTION))


def _is_caption(each: HtmlElement, pictured: AbstractSet[HtmlElement]) -> bool:
    """Return whether an element is called a caption and stands beside a picture; `pictured` hold one."""
    called = each.get("itemprop") == "caption" or any(_CAPTION.fullmatch(name) for name in named(each))
    around = each.getparent()
    if not called or around is None or each.xpath("boolean(ancestor::aside or ancestor::figure)"):
        return False
    return around in pictured or any(beside in pictured for beside in (each.getprevious(), each.getnext()))


def _same(line: str, title: str) -> bool:
    return "".join(filter(str.isalnum, line)).casefold() == "".join(filter(str.isalnum, title)).casefold()


def _is_prose(lines: tuple[str, ...]) -> bool:
    """Return whether any line reads as a sentence: menus have none."""
    sizes = ((len(line.split()), line) for line in lines)
    return any(size >= _MANY_WORDS or (size >= _FEW_WORDS and _SENTENCE.search(line)) for size, line in sizes)
