"""JSON Feed 1.0 and 1.1 -> entries."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from corrobora.errors import SourceError
from corrobora.gather.feeds.entry import Entry
from corrobora.gather.lines import parse_json


def json_entries(raw: bytes) -> Iterator[Entry | SourceError]:
    """Yield the items of a JSON Feed, and an error for each that is none.

    >>> [each.html for each in json_entries(b'{"title": "A", "items": [{"id": 1, "content_text": "Two < three"}]}')]
    ['Two &lt; three']
    """
    feed = parse_json(raw)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise SourceError("bad-json", "not a JSON Feed: it has no list of `items`")
    if not items:
        raise SourceError("no-article", "a feed without entries; ask it again another day")
    for item in items:
        if isinstance(item, dict):
            yield _entry(item, feed)
        else:
            yield SourceError("bad-json", 'not an object; an item is {"id": …, "content_html": …}')


def _entry(item: Mapping[str, object], feed: Mapping[str, object]) -> Entry:
    given = {key: value for key, value in item.items() if isinstance(value, str) and value.strip()}
    text = given.get("content_text") or given.get("summary") or ""
    number = item.get("id")
    return Entry(
        id=given.get("id") or (str(number) if isinstance(number, int) else None),
        link=given.get("url") or given.get("external_url"),
        title=given.get("title"),
        published=given.get("date_published") or given.get("date_modified"),
        html=given.get("content_html") or html.escape(text, quote=False).replace("\n", "<br>"),
        outlet=_string(feed.get("title")),
        outlet_url=_string(feed.get("home_page_url")),
        language=given.get("language") or _string(feed.get("language")),
    )


def _string(given: object) -> str | None:
    return given if isinstance(given, str) and given.strip() else None
