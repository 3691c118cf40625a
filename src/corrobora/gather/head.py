"""A page's tree -> what it says of its article: title, outlet, date, author, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from corrobora.gather.dates import read_published
from corrobora.gather.linked import linked_article, name_in, words_in
from corrobora.gather.spoken import read_spoken_date

_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title", "publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
    "article.published", "cxenseparse:recs:publishtime", "citation_publication_date", "publication_date",
)  # fmt: skip
_PARTED = re.compile(r"\s+[|–—·•»-]\s+|\s*[|]\s*|:\s+")
_DATED = re.compile(
    r"(?<!up)dates?(?:$|[\s_-])|(?:^|[\s_-])(?:publish(?:ed)?|pubdate|posted|submitted|time|publication|created)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:author|byline|auteur|signature|createdby|writer)s?(?:$|[\s_-])", re.IGNORECASE)
_STATED = '//*[@itemprop="datePublished"] | //*[contains(@class, "published")] | //time[@pubdate]'
_MOST_PARTS = 9
_SHORT, _NAME = 12, 6  # words of a line with a date, of a name
_MOST_LOOKED_AT = 3_000
_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of its article; `locked` that it is for subscribers, `body` its text in the linked data.

    `linked` is all that the linked data says of it.
    """

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    author: str | None = None
    canonical: str | None = None
    language: str | None = None
    locked: bool = False
    body: str = ""
    linked: Mapping[str, Any] = field(default_factory=dict)


def read_head(tree: HtmlElement) -> Head:
    """Return what a page says of its article.

    >>> from corrobora.gather.tree import parse_html
    >>> head = read_head(parse_html("<html lang=fr><title>Poste attaqué - Le Fleuve</title><h1>Poste attaqué</h1>"))
    >>> head.title, head.outlet, head.language
    ('Poste attaqué', 'Le Fleuve', 'fr')
    """
    linked = linked_article(tree)
    told = _metadata(tree)
    whole = " ".join((tree.findtext(".//title") or "").split())
    headline = words_in(linked.get("headline")) or next((told[name] for name in _TITLES if name in told), None)
    title, rest = _title(tree, whole, headline)
    body = linked.get("articleBody")
    return Head(
        title,
        name_in(linked.get("publisher")) or _first(told, _OUTLETS) or _publisher(tree) or rest,
        _published(tree, linked, told),
        name_in(linked.get("author")) or _author(tree, told),
        _canonical(tree, told),
        words_in(linked.get("inLanguage")) or tree.get("lang") or tree.get("xml:lang") or told.get("og:locale"),
        str(linked.get("isAccessibleForFree", "")).lower() in {"false", "no", "https://schema.org/false"},
        body if isinstance(body, str) else "",
        linked,
    )


def _metadata(tree: HtmlElement) -> dict[str, str]:
    """Return what the page's meta elements say, the first of each name."""
    told: dict[str, str] = {}
    for each in tree.iter("meta"):
        content = " ".join((each.get("content") or "").split())
        for name in (each.get("property"), each.get("name"), each.get("itemprop")):
            if name and content:
                told.setdefault(name.strip().lower(), content)
    return told


def _first(told: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if name in told), None)


def _title(tree: HtmlElement, whole: str, headline: str | None) -> tuple[str | None, str | None]:
    """Return the title, and the outlet's name where the page's own title has both and says which is which."""
    parts = [part for part in _PARTED.split(whole) if part]
    found = headline if headline and not (len(parts) > 1 and _same(headline, whole)) else None
    found = found or next((text for text in _headings(tree) if _is_part(text, parts)), None)
    if found is None:
        lines = {_bare(part): part for part in parts if len(part.split()) > 2} if len(parts) > 1 else {}  # noqa: PLR2004
        found = next((lines[_bare(text)] for text in _short(tree) if _bare(text) in lines), None)
    if found is None:
        return (headline or whole or next(_headings(tree), None)), None
    others = [part for part in parts if _bare(part) not in _bare(found)]
    named = others[-1] if len(others) == 1 and len(parts) > 1 and len(others[0].split()) <= _NAME else None
    return found, named if named and _bare(found) in _bare(whole) else None


def _is_part(text: str, parts: list[str]) -> bool:
    """Return whether a text is the better half of a title's parts, or some of them together."""
    bare, whole = _bare(text), len(_bare("".join(parts)))
    runs = (
        _bare("".join(parts[start:end]))
        for start in range(min(len(parts), _MOST_PARTS))
        for end in range(start + 1, min(len(parts), _MOST_PARTS) + 1)
    )
    return bool(bare) and any(run == bare and 2 * len(run) >= whole for run in runs)


def _headings(tree: HtmlElement) -> Iterator[str]:
    for name in _HEADINGS:
        for each in tree.iter(name):
            text = " ".join(each.text_content().split())
            if text:
                yield text


def _short(tree: HtmlElement) -> Iterator[str]:
    """Yield the texts of elements that hold nothing but a short text, as old pages have their titles."""
    for at, each in enumerate(tree.iter("div", "b", "strong", "font", "span", "td", "p", "center")):
        if at > _MOST_LOOKED_AT:
            return
        if len(each) == 0 and each.text and len(each.text) < 300:  # noqa: PLR2004 - letters
            yield each.text


def _publisher(tree: HtmlElement) -> str | None:
    return next((_content(each) for each in tree.xpath('//*[@itemprop="publisher"]//*[@itemprop="name"]')), None)


def _published(tree: HtmlElement, linked: Mapping[str, Any], told: Mapping[str, str]) -> str | None:
    """Return the date of publication: where several places give one, the most deliberate of them."""
    for given in _dates(tree, linked, told):
        if given and read_published(given):
            return given
        if given and len(given.split()) <= _SHORT and (spoken := read_spoken_date(given)):
            return spoken
    return None


def _dates(tree: HtmlElement, linked: Mapping[str, Any], told: Mapping[str, str]) -> Iterator[str | None]:
    yield words_in(linked.get("datePublished")) or words_in(linked.get("dateCreated"))
    yield from (told.get(name) for name in _DATES)
    for each in tree.xpath(_STATED)[:9]:
        yield each.get("datetime") or each.get("content") or each.get("title") or " ".join(each.text_content().split())
    times = [each for each in tree.iter("time") if not _is_outside(each)]
    yield from (each.get("datetime") for each in times[:1])
    for at, each in enumerate(tree.iter("div", "span", "p", "time", "li", "dd", "small", "h2", "h6")):
        if at > _MOST_LOOKED_AT:
            return
        named = f"{each.get('class') or ''} {each.get('id') or ''}"
        if _DATED.search(named) and not _is_outside(each):
            words = " ".join(each.text_content().split()) if len(each) < _SHORT else ""
            yield words if 0 < len(words) < 120 else None  # noqa: PLR2004 - letters


def _author(tree: HtmlElement, told: Mapping[str, str]) -> str | None:
    given = _first(told, _AUTHORS)
    if given and "://" not in given:
        return given
    for query in ('//*[@itemprop="author"]//*[@itemprop="name"]', '//*[@itemprop="author"]', '//a[@rel="author"]'):
        for each in tree.xpath(query)[:1]:
            if name := _content(each):
                return name
    for at, each in enumerate(tree.iter("span", "a", "p", "div")):
        if at > _MOST_LOOKED_AT:
            break
        if _BYLINE.search(each.get("class") or "") and not _is_outside(each):
            inner = next((link for link in each.iter("a", "b", "span") if link is not each), each)
            words = " ".join(inner.text_content().split())
            if 1 < len(words.split()) <= _NAME and not any(map(str.isdigit, words)):
                return words
    return None


def _is_outside(element: HtmlElement) -> bool:
    """Return whether an element stands among comments, other stories, or the page's own head and foot."""
    for each in (element, *element.iterancestors()):
        around = each.getparent()
        if each.tag in {"aside", "footer", "nav"} and around is not None and around.tag != "article":
            return True
        if "comment" in f"{each.get('class') or ''} {each.get('id') or ''}".lower():
            return True
    return False


def _content(element: HtmlElement) -> str | None:
    words = " ".join((element.get("content") or element.text_content()).split())
    return words if 0 < len(words.split()) <= _SHORT else None


def _canonical(tree: HtmlElement, told: Mapping[str, str]) -> str | None:
    for each in tree.iter("link"):
        if (each.get("rel") or "").lower() == "canonical" and (each.get("href") or "").startswith("http"):
            return str(each.get("href"))
    url = told.get("og:url", "")
    return url if url.startswith("http") else None


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
