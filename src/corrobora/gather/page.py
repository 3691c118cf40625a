"""A web page -> its article: title, date, outlet, text with one paragraph a line, and captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement

from corrobora.errors import SourceError
from corrobora.gather.gathered import Piece
from corrobora.gather.laid import lay_out
from corrobora.gather.tree import lines_in, parse_html, plain_lines

_BOUNDS = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2099-12-31"}
_SENTENCE = re.compile(r"[.!?؟…۔][\"'»”’)\]]*$")
_SHORTEST = "100"
_FEW_WORDS = 6
_MANY_WORDS = 15
_MOST_ELEMENTS = 30_000  # a long page has 5,000; trafilatura's time grows with the square


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
    article = None if tree is None else _extract(tree, uri) or _fall_back(html)
    if article is None:
        raise SourceError("no-article", "no article was found in the page; save its text as .txt if there is one")
    text, captions, _ = lay_out(article.lines, article.captions)
    return Piece(
        text,
        article.title,
        article.outlet,
        None,
        article.published,
        captions,
        extractor=extractor_of(article.by),
    )


@cache
def extractor_of(name: str) -> str:
    """Return a parser with its version: asking for that reads files, and every page would.

    >>> extractor_of("lxml").partition(" ")[0]
    'lxml'
    """
    return f"{name} {version(name)}"


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
    """Return the captions of the article's figures, each once; those of other stories' pictures stand outside it."""
    within = tree.xpath("(//article | //main)[1]") or [tree]
    nodes = within[0].xpath(".//figcaption[not(ancestor::aside or ancestor::nav or ancestor::footer)]")
    captions = (" ".join(node.text_content().split()) for node in nodes)
    return tuple(dict.fromkeys(each for each in captions if each))


def _same(line: str, title: str) -> bool:
    return "".join(filter(str.isalnum, line)).casefold() == "".join(filter(str.isalnum, title)).casefold()


def _is_prose(lines: tuple[str, ...]) -> bool:
    """Return whether any line reads as a sentence: menus have none."""
    sizes = ((len(line.split()), line) for line in lines)
    return any(size >= _MANY_WORDS or (size >= _FEW_WORDS and _SENTENCE.search(line)) for size, line in sizes)
