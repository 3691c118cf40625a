"""HTML -> its tree, whatever is wrong with it, and the words of a tree, one paragraph a line."""

from __future__ import annotations

import re

from lxml.etree import LxmlError, strip_elements
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring
from resiliparse.extract.html2text import extract_plain_text

_UNFIT = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no text of a tree may hold these
_FEEDS = re.compile("[\x0b\x0c]")
_TAG = re.compile(r"""<([a-zA-Z][\w:-]*+)((?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+)""")
_BETWEEN = re.compile(r"""[\s/]++|"[^"]*+"|'[^']*+'""")
_DEEP = re.compile(  # elements within each other that hold nothing else: the parser gives up 256 down
    r"(?:<(?:div|span|section|article|blockquote|center|font|b|i|em|strong)\b[^<>]*+>\s*+){64,}+", re.IGNORECASE
)
_MOST_ATTRIBUTES = 500  # a tag has a dozen; the parser's time grows with the square


def parse_html(html: str) -> HtmlElement | None:
    """Return the tree of a page, at most 256 elements deep however it was made; null where it holds nothing.

    >>> parse_html("<p>One<p>Two").findall(".//p")[1].text
    'Two'
    """
    clean = _TAG.sub(_bare, _UNFIT.sub("\ufffd", _FEEDS.sub(" ", _DEEP.sub("<div>", html))))
    try:
        tree = document_fromstring(clean.encode(), parser=HTMLParser(encoding="utf-8"))
    except LxmlError:
        return None
    strip_elements(tree, "template", "textarea", with_tail=False)  # no reader is shown the one, and writes in the other
    return tree


def read_fragment(html: str) -> str:
    r"""Return the text of a piece of HTML, such as a feed's entry, one paragraph a line.

    >>> read_fragment("<p>One.</p><p>Two &amp; three.</p>")
    'One.\nTwo & three.'
    """
    tree = parse_html(html)
    return "" if tree is None else "\n".join(plain_lines(tree, main=False))


def plain_lines(tree: HtmlElement, *, main: bool) -> list[str]:
    """Return the paragraphs of a tree; with `main` those alone that don't look like menus and the like.

    >>> plain_lines(parse_html("<ul><li>One<li>Two</ul>"), main=False)
    ['One', 'Two']
    """
    html = tostring(tree, encoding="unicode")
    return lines_in(extract_plain_text(html, main_content=main, list_bullets=False, alt_texts=False))


def lines_in(text: str) -> list[str]:
    r"""Return the lines that hold anything, without the marks that stand for list items.

    >>> lines_in("One\n\n - Two")
    ['One', 'Two']
    """
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line.removeprefix("- ") for line in lines if line]


def _bare(tag: re.Match[str]) -> str:
    """Return a tag as it stands, or without its attributes where there are too many."""
    if len(tag[2]) < _MOST_ATTRIBUTES or sum(1 for _ in _BETWEEN.finditer(tag[2])) < _MOST_ATTRIBUTES:
        return tag[0]
    return f"<{tag[1]}"
