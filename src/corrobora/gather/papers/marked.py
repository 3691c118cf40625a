"""A mail's HTML -> its lines, in which each link that is a headline bears a mark that says where it leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from corrobora.gather.tree import parse_html, plain_lines

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d{{1,4}}){_CLOSE}")
_OWN = re.compile(f"[{_OPEN}{_CLOSE}]")
_LEAST_WORDS = 4
_MOST_LINKS = 1_000
_LONGEST = 2_000
_ONWARD = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}$")


@dataclass(frozen=True, slots=True)
class Marked:
    """Lines of text with marks, and the address behind each mark."""

    lines: tuple[str, ...]
    links: Mapping[int, str]


def mark_links(html: str) -> Marked:
    """Return the lines of a mail's HTML with its headlines marked.

    >>> marked = mark_links("<p><a href='https://a.example/1'>Post hit near Gao</a></p><p>Two died.</p>")
    >>> marked.lines[1], marked.links
    ('Two died.', {0: 'https://a.example/1'})
    """
    tree = parse_html(_OWN.sub("", html))
    if tree is None:
        return Marked((), {})
    links: dict[int, str] = {}
    for link in tree.iter("a"):
        href = (link.get("href") or "").strip()
        words = " ".join(link.text_content().split())
        told = len(words.split()) >= _LEAST_WORDS and len(words) <= _LONGEST
        if told and href.lower().startswith(("http://", "https://")) and len(links) < _MOST_LINKS:
            _set_mark(link, f"{_OPEN}{len(links)}{_CLOSE}")
            links[len(links)] = leads_to(href)
    return Marked(tuple(plain_lines(tree, main=False)), links)


def mark_in(line: str) -> tuple[int | None, str]:
    """Return which link a line is the headline of, or null, and the line without marks.

    >>> mark_in("Two died.")
    (None, 'Two died.')
    """
    found = _MARK.match(line)
    return (int(found[1]) if found else None), " ".join(_MARK.sub("", line).split())


def leads_to(href: str) -> str:
    """Return where a link of an alert leads, without what only counts who followed it.

    >>> leads_to("https://www.google.com/url?rct=j&url=https://a.example/1%3Futm_source%3Dx&ct=ga")
    'https://a.example/1'
    """
    try:
        parts = urlsplit(href)
        if parts.path == "/url" and _ONWARD.fullmatch(parts.hostname or ""):
            inner = parse_qs(parts.query)
            href = next((inner[key][0] for key in ("url", "q") if key in inner), href)
            parts = urlsplit(href)
        if "utm_" in parts.query:
            kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith("utm_")]
            return urlunsplit(parts._replace(query=urlencode(kept)))
    except ValueError:
        return href
    return href


def _set_mark(link: HtmlElement, mark: str) -> None:
    """Put a mark before the first word of a link."""
    for each in link.iter():
        if isinstance(each.tag, str) and (each.text or "").strip():
            each.text = mark + each.text.lstrip()
            return
