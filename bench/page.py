"""An article as a news site serves it: menus, lists of other stories, comments, scripts and styles around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

_TEMPLATE = "page.html"
_WORD = re.compile(r"(\S+)")
_LINKED, _STRESSED = 40, 55  # every so many words of a paragraph one is a link, or stressed


def page(title: str, paragraphs: Sequence[str], language: str) -> str:
    """Return the page of an article of several paragraphs.

    >>> '<p class="story__lead">A town was hit.</p>' in page("Town hit", ["A town was hit."], "en")
    True
    """
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    environment.filters["linked"] = _linked
    return environment.get_template(_TEMPLATE).render(title=title, paragraphs=paragraphs, language=language)


def record(uri: str, html: bytes, captured: str) -> bytes:
    """Return the record of a page in a web archive, captured at a moment."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {captured}\r\n"
    told += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return told.encode() + http + b"\r\n\r\n"


def _linked(paragraph: str) -> Markup:
    """Return a paragraph with some of its words as links, and some stressed, as sites mark them."""
    out = []
    for number, word in enumerate(_WORD.split(paragraph), 1):
        if number % (2 * _LINKED) == 0:
            out.append(Markup('<a href="/topic/{}">{}</a>').format(number, word))
        elif number % (2 * _STRESSED) == 0:
            out.append(Markup("<strong>{}</strong>").format(word))
        else:
            out.append(escape(word))
    return Markup("").join(out)
