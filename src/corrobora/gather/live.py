"""A live blog -> its entries, by its linked data (LiveBlogPosting) or by the markup that such pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from lxml.html import HtmlElement

from corrobora.gather.furniture import clear, named, take_out
from corrobora.gather.head import Head
from corrobora.gather.linked import kinds_of, name_in, words_in
from corrobora.gather.tree import parse_html, plain_lines

_LEAST = 2  # entries
_LEAST_WORDS = 5
_LIVE = re.compile(
    r"(?:\S*[-_])?live(?:[-_]?\w+)*|(?:\S*[-_])?(?:liveblog|tickers?|suivi-direct|direct)(?:[-_]\w+)*", re.IGNORECASE
)
_ENTRY = re.compile(
    r"(?:\S+[-_]{1,2})?(?:block|post|entry|item|update|event|message|liveblog-\w+|key-moment|timeline-item)s?",
    re.IGNORECASE,
)
_ARTICLES = {"blogposting", "article", "newsarticle"}
_IDS = ("data-post-id", "data-entry-id", "data-block-id", "data-update-id", "data-id", "id")
_STAMPS = ("data-timestamp", "data-time", "data-published", "data-date", "data-created")
_HOUR = re.compile(r"\s*(?:\d{1,2}\s?[:hH.]\s?\d{2}|\d{1,2}\s?[hH])(?:\s?[APap]\.?[Mm]\.?)?(?:\s?[A-Z]{2,4})?\s*")
_SECONDS = re.compile(r"\d{10}|\d{13}")


@dataclass(frozen=True, slots=True)
class Update:
    """An entry of a live blog: `fragment` ends its address, `at` is its time as ISO 8601 where that is told."""

    fragment: str
    lines: tuple[str, ...]
    title: str | None = None
    at: str | None = None
    author: str | None = None


def take_updates(tree: HtmlElement, head: Head) -> list[Update]:
    """Return the entries of a live blog as they stand, and take them out of its tree; none where it is none.

    >>> from corrobora.gather.head import read_head
    >>> entry = '<div class="live-post" id=p{0}><time datetime=2021-03-14T08:0{0}Z></time><p>Post {0} was hit at dawn.'
    >>> tree = parse_html("<div class=live-feed>" + "".join(entry.format(n) + "</div>" for n in (1, 2)) + "</div>")
    >>> [(each.fragment, each.lines) for each in take_updates(tree, read_head(tree))]
    [('p1', ('Post 1 was hit at dawn.',)), ('p2', ('Post 2 was hit at dawn.',))]
    """
    marked = _marked(tree)
    found = list(_linked(head))
    if len(found) >= _LEAST:
        told = {each.fragment for each in found}
        take_out([*marked, *(each for each in tree.iter() if each.get("id") in told)])
        return found
    shown = [_update(deepcopy(each)) for each in marked]
    shown = [each for each in shown if sum(len(line.split()) for line in each.lines) >= _LEAST_WORDS]
    if len(shown) < _LEAST:
        return []
    take_out(marked)
    return _unlike(shown)


def _linked(head: Head) -> Iterator[Update]:
    """Yield the entries that the linked data tells."""
    given = head.linked.get("liveBlogUpdate")
    for each in given if isinstance(given, list) else ():
        if not isinstance(each, dict) or (
            kinds_of(each) and not kinds_of(each) & {"blogposting", "article", "newsarticle"}
        ):
            continue
        body = each.get("articleBody") or each.get("text") or each.get("description")
        tree = parse_html(body.replace("\n", "<br>")) if isinstance(body, str) else None
        lines = tuple(plain_lines(tree, main=False)) if tree is not None else ()
        title = words_in(each.get("headline") or each.get("name"))
        if lines:
            at = words_in(each.get("datePublished"))
            address = words_in(each.get("url")) or words_in(each.get("@id")) or ""
            yield Update(
                address.partition("#")[2] or _known_by(title, at, lines), lines, title, at, name_in(each.get("author"))
            )


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that are entries: several of one kind, each with a time, in what is called live."""
    groups: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for each in tree.iter("div", "article", "li", "section"):
        around = each.getparent()
        if (
            around is None
            or around.getparent() is None
            or not any(map(_ENTRY.fullmatch, each.get("class", "").split()))
        ):
            continue
        if _time(each) and _is_live(each):
            groups.setdefault((around, each.tag, each.get("class", "").split()[0]), []).append(each)
    best = max(groups.values(), key=len, default=[])
    return best if len(best) >= _LEAST else []


def _is_live(element: HtmlElement) -> bool:
    lives = (name for each in (element, *element.iterancestors()) if each.tag != "html" for name in named(each))
    return any(_LIVE.fullmatch(name) for name in lives)


def _time(element: HtmlElement) -> str | None:
    """Return the time of an entry: whole where its markup has that, else the hour that it shows."""
    for name in _STAMPS:
        given = (element.get(name) or "").strip()
        if _SECONDS.fullmatch(given):
            return datetime.fromtimestamp(int(given[:10]), UTC).isoformat()
        if given:
            return given
    hour = None
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        if each.tag == "time" and each.get("datetime"):
            return str(each.get("datetime")).strip()
        if hour is None and _HOUR.fullmatch(each.text or ""):
            hour = (each.text or "").strip()
    return hour


def _update(element: HtmlElement) -> Update:
    at = _time(element)
    fragment = next((element.get(name) for name in _IDS if element.get(name)), None)
    heading = next(iter(element.iter("h1", "h2", "h3", "h4", "h5")), None)
    title = " ".join(heading.text_content().split()) or None if heading is not None else None
    hours = (each for each in element.iter("*") if len(each) == 0 and _HOUR.fullmatch(each.text or ""))
    take_out([*element.iter("time", "button", "form"), *hours, *(() if heading is None else (heading,))])
    clear(element)
    lines = tuple(plain_lines(element, main=False))
    return Update(str(fragment) if fragment else _known_by(title, at, lines), lines, title, at)


def _unlike(updates: list[Update]) -> list[Update]:
    """Return the entries, each with an end of its address that no other has."""
    seen: dict[str, int] = {}
    out = []
    for each in updates:
        seen[each.fragment] = seen.get(each.fragment, 0) + 1
        count = seen[each.fragment]
        out.append(each if count == 1 else replace(each, fragment=f"{each.fragment}-{count}"))
    return out


def _known_by(title: str | None, at: str | None, lines: tuple[str, ...]) -> str:
    """Return an end of an address that stays the same however many entries are put above this one."""
    return "entry-" + sha256("\n".join([title or "", at or "", *lines[:1]]).encode("utf-8", "replace")).hexdigest()[:10]
