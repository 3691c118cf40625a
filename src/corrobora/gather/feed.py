"""An RSS or Atom feed -> one document an entry."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse
from corrobora.gather.page import read_fragment

_CLOSED = re.compile(rb"\]\s*>")


def read_feed(raw: bytes, source: Source) -> Iterator[Gathered]:
    """Return the entries of a feed; each keeps its own fields as raw bytes, since a feed changes by the hour.

    >>> from corrobora.settings import Settings
    >>> raw = b"<rss><channel><item><title>T</title><description>Two died.</description></item></channel></rss>"
    >>> [each.document.text for each in read_feed(raw, Source("a.xml", "file", Settings()))]
    ['Two died.']
    """
    import feedparser

    try:
        stream = io.BytesIO(_without_entities(raw))  # of a stream nothing is fetched
        feed: Any = feedparser.parse(stream, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - a feed can break a parser in any way
        yield refuse(source, "unreadable", f"not a feed that can be read ({type(error).__name__})", raw=raw)
        return
    if not feed.entries:
        yield refuse(source, "no-article", "not a feed, or one without entries; give RSS or Atom", raw=raw)
    for number, entry in enumerate(feed.entries, 1):
        yield _read(entry, feed.feed.get("title"), source, f"entry {number}")


def _without_entities(raw: bytes) -> bytes:
    """Return a feed without what it declares before its first element: a kilobyte there can swell to ten megabytes."""
    start = raw.find(b"<!DOCTYPE")
    opened = raw.find(b"[", start, raw.find(b">", start)) if start >= 0 else -1
    closed = _CLOSED.search(raw, opened) if opened >= 0 else None
    return raw[:start] + raw[closed.end() :] if closed is not None else raw


def _read(entry: Any, outlet: str | None, source: Source, at: str) -> Gathered:  # noqa: ANN401 - feedparser's entry
    contents = [part.get("value", "") for part in entry.get("content", [])]
    html = max([*contents, entry.get("summary", "")], key=len)
    row = {
        "link": entry.get("link"),
        "title": entry.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "html": html,
    }
    raw = json.dumps(row, ensure_ascii=True, sort_keys=True).encode()
    return attempt(source, raw, lambda: _piece(row, outlet), uri=str(row["link"] or entry.get("id") or ""), at=at)


def _piece(row: dict[str, Any], outlet: str | None) -> Piece:
    text = read_fragment(row["html"])
    if not text:
        raise SourceError("no-text", "the entry has no text; give its link instead")
    title = read_fragment(row["title"] or "") or None
    return Piece(text, title, outlet, None, row["published"])
