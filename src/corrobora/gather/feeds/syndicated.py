"""RSS 0.9 to 2.0, RDF and Atom -> entries."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from lxml.etree import _Element, tostring

from corrobora.errors import SourceError
from corrobora.gather.feeds.entry import Entry
from corrobora.gather.feeds.markup import name_of, pieces_of, text_of

_Fields = Mapping[str, list[_Element]]
_TEXTS = ("content:encoded", "content", "description", "summary")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_DATES = ("published", "pubDate", "dc:date", "issued", "dcterms:issued", "dcterms:created", "updated", "modified")
_WORDS = {"text", "html", "xhtml", "text/html", "text/plain", "application/xhtml+xml"}


def syndicated_entries(markup: str) -> Iterator[Entry]:
    """Yield the entries of a feed in its order; SourceError where it has none."""
    title = language = None
    found = False
    for piece in pieces_of(markup):
        if name_of(piece) in {"item", "entry"}:
            found = True
            yield _entry(piece, title, language)
        else:
            title, language = _about(piece, "title"), _about(piece, "language")
    if not found:
        raise SourceError("no-article", "a feed without entries; ask it again another day")


def _about(head: _Element, name: str) -> str | None:
    """Return what a feed says of itself."""
    above = [head, *(each for each in head if name_of(each) == "channel")]
    return next(
        (words for each in above for child in each if name_of(child) == name and (words := text_of(child))), None
    )


def _entry(item: _Element, title: str | None, language: str | None) -> Entry:
    fields: dict[str, list[_Element]] = {}
    for child in item:
        fields.setdefault(name_of(child), []).append(child)
    outlet, outlet_url = _source(fields)
    return Entry(
        id=_first(fields, "guid", "id"),
        link=_link(item, fields),
        title=_first(fields, "title", "dc:title"),
        published=_first(fields, *_DATES),
        html=max((_markup(each) for name in _TEXTS for each in fields.get(name, ())), key=len, default=""),
        outlet=outlet or title,
        outlet_url=outlet_url,
        language=_first(fields, "dc:language") or language,
    )


def _first(fields: _Fields, *names: str) -> str | None:
    """Return the words of the first field that has any."""
    return next((words for name in names for each in fields.get(name, ()) if (words := text_of(each))), None)


def _link(item: _Element, fields: _Fields) -> str | None:
    """Return the address of the article: Atom's alternate, RSS's link, or an id that is an address."""
    for each in fields.get("link", ()):
        address = each.get("href") if each.get("rel", "alternate") == "alternate" else None
        if address or (address := text_of(each) if each.get("href") is None else None):
            return address.strip()
    lasting = [each for each in fields.get("guid", ()) if each.get("isPermaLink", "true").lower() != "false"]
    known = [*map(text_of, [*lasting, *fields.get("id", ())]), item.get(_ABOUT)]
    return next((each for each in known if each and each.startswith(("http://", "https://"))), None)


def _source(fields: _Fields) -> tuple[str | None, str | None]:
    """Return the name and address of whose article it is, where another's feed carries it."""
    for each in fields.get("source", ()):
        inner = {name_of(child): child for child in each}
        if "title" in inner:
            link = inner.get("link")
            return text_of(inner["title"]), None if link is None else link.get("href")
        if name := text_of(each):
            return name, each.get("url")
    return None, None


def _markup(element: _Element) -> str:
    """Return what an element says as HTML: escaped once as most do, as elements, or as Atom's plain text."""
    kind = (element.get("type") or "html").lower()
    if kind not in _WORDS:
        return ""  # a picture in letters
    if len(element):
        inner = "".join(tostring(child, encoding="unicode") for child in element)
        return html.escape(element.text or "", quote=False) + inner
    return html.escape(element.text or "", quote=False) if kind == "text" else element.text or ""
