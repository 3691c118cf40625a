"""Feeds of every kind -> entries -> documents; lists of feeds, and what was seen of them."""

from __future__ import annotations

from collections.abc import Iterator

from corrobora.errors import SourceError
from corrobora.gather.feeds.entry import Entry, document_of
from corrobora.gather.feeds.jsonfeed import json_entries
from corrobora.gather.feeds.markup import markup_of
from corrobora.gather.feeds.sitemap import refuse_index, sitemap_entries
from corrobora.gather.feeds.syndicated import syndicated_entries
from corrobora.gather.gathered import Gathered, Source, refuse

__all__ = ["Entry", "document_of", "entries_of", "read_feed"]


def read_feed(raw: bytes, source: Source) -> Iterator[Gathered]:
    """Return the entries of a feed; each keeps its own fields as raw bytes, since a feed changes by the hour.

    >>> from corrobora.settings import Settings
    >>> raw = b"<rss><channel><item><title>T</title><description>Two died.</description></item></channel></rss>"
    >>> [each.document.text for each in read_feed(raw, Source("a.xml", "file", Settings()))]
    ['Two died.']
    """
    number = 0
    try:
        for number, entry in enumerate(entries_of(raw, source.charset), 1):
            at = f"entry {number}"
            if isinstance(entry, SourceError):
                yield refuse(source, entry.code, str(entry), at=at)
            else:
                yield document_of(entry, source, at)
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=b"" if number else raw)


def entries_of(raw: bytes, charset: str | None = None) -> Iterator[Entry | SourceError]:
    """Yield the entries of RSS, Atom, JSON Feed or a news sitemap, and an error for each that can't be read.

    SourceError where it is none of them, or breaks off.
    """
    try:
        yield from _entries(raw, charset)
    except (SourceError, MemoryError):
        raise
    except Exception as error:  # one feed must not stop the hundred that are asked after it
        fault = f"a fault in corrobora: {type(error).__name__}: {error}; please report it with the feed"
        raise SourceError("fault", fault) from error


def _entries(raw: bytes, charset: str | None) -> Iterator[Entry | SourceError]:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        yield from json_entries(raw)
        return
    markup, kind = markup_of(raw, charset)
    match kind:
        case "urlset":
            yield from sitemap_entries(markup)
        case "sitemapindex":
            raise refuse_index(markup)
        case "opml":
            raise SourceError("no-article", "a list of feeds, and no feed; `corrobora watch` asks the feeds of a list")
        case _:
            yield from syndicated_entries(markup)
