"""The XML of feeds and lists, as it is found: which is seldom as it should be, and sometimes made to hurt.

feedparser is not used: 260 KB of attributes keep it busy for a quarter of a minute, growing with the square, and one
byte that is not UTF-8 makes it read a whole feed in another encoding. Here each entry is parsed by itself, so that
whatever is wrong with one ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import pairwise

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from corrobora.errors import SourceError
from corrobora.gather.decode import declared_in, decode

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|RDF|urlset|sitemapindex|opml)(?=[\s>/])")
_AMPERSAND = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{1,40};)?", re.DOTALL)
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAGS = re.compile(rb"<[^>]*+>")
_MOST_BAD = 0.01
_SPACE = re.compile(r"""\bxmlns(:[\w.-]{1,40})?\s*=\s*("[^"<]{0,200}"|'[^'<]{0,200}')""")
_MOST_SPACES = 50
_PIECE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?:[\w.-]{1,40}:)?(?:item|entry|url)(?=[\s>/])", re.DOTALL
)
_CORE = {
    "",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.google.com/schemas/sitemap/0.84",
}
_KNOWN = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}


def markup_of(raw: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the markup of a feed or list from its root on, mended, and the root's name; SourceError where it is none.

    What stands before the root is left out, and with it every entity that the file declares.

    >>> markup_of(b'<!DOCTYPE r [<!ENTITY a "b">]><rss>&a; caf&eacute; & tea</rss>')
    ('<rss>&amp;a; café &amp; tea</rss>', 'rss')
    """
    text = _text(raw, charset)
    start = _ROOT.search(text)
    if start is None:
        raise SourceError("no-article", "not a feed; give RSS, Atom, JSON Feed or a news sitemap")
    return _AMPERSAND.sub(_escaped, _UNFIT.sub("\ufffd", text[start.start() :])), start[1]


def parse_markup(markup: str, parser: XMLParser | None = None) -> _Element | None:
    """Return the element that markup holds, whatever is wrong in it, or null where there is nothing."""
    try:
        return fromstring(markup.encode(), parser or _parser())
    except XMLSyntaxError:
        return None


def _parser() -> XMLParser:
    """Return a parser that mends what it can, fetches nothing and brings nothing in."""
    return XMLParser(
        encoding="utf-8", recover=True, huge_tree=True, resolve_entities=False, load_dtd=False, no_network=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def pieces_of(markup: str) -> Iterator[_Element]:
    """Yield what stands before the first entry of a feed, then each entry, each parsed by itself.

    >>> [each.text for each in pieces_of("<rss>A<item>1<b></item><item>2</item></rss>")]
    ['A', '1', '2']
    """
    starts = [found.start() for found in _PIECE.finditer(markup) if found[0][1] != "!"]
    parser = _parser()
    head = parse_markup(markup[: starts[0]] if starts else markup, parser)
    if head is not None:
        yield head
    opening = f"<x{_spaces(markup[: starts[0]] if starts else '')}>"
    for start, end in pairwise([*starts, len(markup)]):
        around = parse_markup(opening + markup[start:end], parser)
        if around is not None and len(around):
            yield around[0]


def name_of(element: _Element) -> str:
    """Return an element's name: bare in the languages of feeds, with a prefix in what is added to them.

    >>> name_of(fromstring('<x:date xmlns:x="http://purl.org/dc/elements/1.1/"/>'))
    'dc:date'
    """
    space, _, name = str(element.tag).rpartition("}")
    space = space.removeprefix("{")
    return name if space in _CORE else f"{_KNOWN.get(space, space)}:{name}"


def text_of(element: _Element | None) -> str | None:
    """Return the words of an element on one line, or null where it has none."""
    return " ".join("".join(map(str, element.itertext())).split()) or None if element is not None else None


def _spaces(head: str) -> str:
    """Return the prefixes that are declared around the entries, each once."""
    found: dict[str, str] = {}
    for each in _SPACE.finditer(head):
        if len(found) < _MOST_SPACES:
            found.setdefault(each[1] or "", each[2])
    return "".join(f" xmlns{prefix}={space}" for prefix, space in found.items())


def _text(raw: bytes, charset: str | None) -> str:
    """Return the text of a feed; a few bytes that are not its encoding's cost no more than themselves."""
    if raw[:1] in b"<\xef \r\n\t" and raw[1:2] != b"\0":
        raw = raw.replace(b"\0", b"")
    try:
        return decode(raw, charset or declared_in(raw))[0]
    except SourceError as error:
        text = raw.decode("utf-8", "replace")
        if error.code == "encoding" and 0 < text.count("\ufffd") <= _MOST_BAD * len(text):
            return text
        words = _TAGS.sub(b" ", raw)  # names of elements are Latin, whatever the words are
        return raw.decode(decode(words)[1], "replace")


def _escaped(found: re.Match[str]) -> str:
    """Return an ampersand that XML takes: HTML's names mean their letters, and what means nothing is itself."""
    whole, name = found[0], found[1]
    if whole[0] == "<":
        return whole
    if name is not None and name[0] == "#":
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        return whole if code <= 0x10FFFF and not _UNFIT.match(chr(code)) else "\ufffd"  # noqa: PLR2004 - Unicode's last
    return whole if name in _OF_XML else html5[name] if name in html5 else "&amp;" + whole[1:]
