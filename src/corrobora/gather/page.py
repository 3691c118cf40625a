"""A web page -> its article: title, date, outlet, text with one paragraph a line, and captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from corrobora.errors import SourceError
from corrobora.gather.gathered import Piece
from corrobora.types import Span

_BOUNDS = {"extensive_search": False, "original_date": True, "min_date": "1990-01-01", "max_date": "2099-12-31"}
_SENTENCE = re.compile(r"[.!?؟…۔][\"'»”’)\]]*$")
_SHORTEST = "100"
_FEW_WORDS = 6
_MANY_WORDS = 15
_OUTSIDE = "aside, nav, footer"


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds."""

    lines: tuple[str, ...]
    captions: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


def read_page(html: str, uri: str | None = None) -> Piece:
    """Return a page's article; SourceError no-article where the page has none. Captions stand after the text.

    >>> page = "<title>Post hit</title><article><p>A post was hit near Gao on Sunday, the army said.</p></article>"
    >>> read_page(page).text
    'A post was hit near Gao on Sunday, the army said.'
    """
    article = _extract(html, uri) or _fall_back(html)
    if article is None:
        raise SourceError("no-article", "no article was found in the page; save its text as .txt if there is one")
    text = "\n".join(article.lines)
    spans = []
    for caption in article.captions:
        text += "\n" + caption
        spans.append(Span(len(text) - len(caption), len(text)))
    return Piece(text, article.title, article.outlet, None, article.published, tuple(spans))


def read_fragment(html: str) -> str:
    r"""Return the text of a piece of HTML, such as a feed's entry, one paragraph a line.

    >>> read_fragment("<p>One.</p><p>Two &amp; three.</p>")
    'One.\nTwo & three.'
    """
    text = extract_plain_text(html, main_content=False, list_bullets=False, alt_texts=False)
    return "\n".join(_lines(text))


def _extract(html: str, uri: str | None) -> Article | None:
    """Return trafilatura's article, or null where it finds none; its title is not among its lines."""
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _SHORTEST  # below its own 250, a brief's paragraphs run into one
    try:
        found: Any = trafilatura.bare_extraction(
            html,
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
    captions = _captions(html)
    lines = tuple(line for line in _lines(found.text or "") if line not in captions)
    if lines and found.title and _same(lines[0], found.title):
        lines = lines[1:]
    return Article(lines, captions, found.title, found.sitename, found.date) if _is_prose(lines) else None


def _fall_back(html: str) -> Article | None:
    """Return resiliparse's main content, or null where it has none."""
    tree = HTMLTree.parse(html)
    lines = tuple(_lines(extract_plain_text(tree, main_content=True, list_bullets=False, alt_texts=False)))
    title = " ".join((tree.title or "").split()) or None
    return Article(lines, _captions(html), title) if _is_prose(lines) else None


def _captions(html: str) -> tuple[str, ...]:
    """Return the captions of the article's figures, each once; those of other stories' pictures stand outside it."""
    tree = HTMLTree.parse(html)
    if tree.body is None:
        return ()
    within = tree.body.query_selector("article, main") or tree.body
    outside = {node.text or "" for node in within.query_selector_all(_OUTSIDE)}
    captions = (" ".join((node.text or "").split()) for node in within.query_selector_all("figcaption"))
    return tuple(dict.fromkeys(each for each in captions if each and not any(each in other for other in outside)))


def _lines(text: str) -> list[str]:
    """Return the lines that hold anything, without the marks that stand for list items."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line.removeprefix("- ") for line in lines if line]


def _same(line: str, title: str) -> bool:
    return "".join(filter(str.isalnum, line)).casefold() == "".join(filter(str.isalnum, title)).casefold()


def _is_prose(lines: tuple[str, ...]) -> bool:
    """Return whether any line reads as a sentence: menus have none."""
    sizes = ((len(line.split()), line) for line in lines)
    return any(size >= _MANY_WORDS or (size >= _FEW_WORDS and _SENTENCE.search(line)) for size, line in sizes)
