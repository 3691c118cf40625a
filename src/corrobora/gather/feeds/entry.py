"""One entry of a feed -> a document."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from urllib.parse import urljoin

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Piece, Source, attempt
from corrobora.gather.tree import read_fragment

_TAGS = re.compile(r"<[^>]*+>|\s+")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S")
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; `html` is as much of its text as the feed gives, which may be nothing.

    `outlet` is whose article it is: the entry's own source where it names one, else the feed.
    """

    id: str | None = None
    link: str | None = None
    title: str | None = None
    published: str | None = None
    html: str = ""
    outlet: str | None = None
    outlet_url: str | None = None
    language: str | None = None


def document_of(entry: Entry, source: Source, at: str) -> Gathered:
    """Return an entry as a document of the text that the feed gives; SourceError's row, no-text, where that is none."""
    raw = json.dumps(asdict(entry), ensure_ascii=True, sort_keys=True).encode()
    return attempt(source, raw, lambda: _piece(entry), uri=address_of(entry, source.name), at=at)


def address_of(entry: Entry, feed: str) -> str:
    """Return an entry's own address; an id that is none ("17") is one of its feed's alone, and stands behind that.

    >>> address_of(Entry("17", "https://a.example/17"), "f.xml"), address_of(Entry("urn:17"), "f.xml")
    ('https://a.example/17', 'urn:17')
    >>> address_of(Entry("17"), "f.xml"), address_of(Entry(link="/17"), "https://a.example/f.xml")
    ('f.xml#17', 'https://a.example/17')
    """
    if entry.link:
        with suppress(ValueError):  # "http://[" is no address, and stays as it is
            return urljoin(feed, entry.link) if feed.startswith(("http://", "https://")) else entry.link
        return entry.link
    if not entry.id or _ABSOLUTE.match(entry.id):
        return entry.id or ""
    return f"{feed}#{entry.id}"


def _piece(entry: Entry) -> Piece:
    text = read_fragment(entry.html)
    if not text:
        raise SourceError("no-text", "the entry has no text; give its link instead")
    return Piece(text, plain(entry.title), plain(entry.outlet), entry.language, entry.published)


def plain(words: str | None) -> str | None:
    """Return a title without its markup, or null.

    >>> plain("Post &amp; camp <b>hit</b>")
    'Post & camp hit'
    """
    if words and ("<" in words or "&" in words):
        words = read_fragment(words)
    return " ".join(words.split()) or None if words else None


def digest_of(entry: Entry, feed: str) -> bytes:
    """Return what an entry is known by: its words and its id in its feed, whatever pictures and links move about them.

    >>> one = Entry("1", html="<p>Two died.</p>")
    >>> digest_of(one, "u:f") == digest_of(Entry("1", html='<p class="x">Two  died.'), "u:f")
    True
    """
    words = _TAGS.sub(" ", entry.html).split()
    told = [feed, entry.id or entry.link, entry.title, " ".join(words)]
    return sha256(json.dumps(told).encode()).digest()[:_DIGEST]
