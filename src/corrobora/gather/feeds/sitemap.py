"""A news sitemap -> entries: addresses with their titles and times, whose texts stand only behind the links."""

from __future__ import annotations

from collections.abc import Iterator

from corrobora.errors import SourceError
from corrobora.gather.feeds.entry import Entry
from corrobora.gather.feeds.markup import name_of, parse_markup, pieces_of, text_of


def sitemap_entries(markup: str) -> Iterator[Entry | SourceError]:
    """Yield the articles of a news sitemap; SourceError where it lists none."""
    found = False
    for url in pieces_of(markup):
        fields = {name_of(each): text_of(each) for each in url.iter()}
        if name_of(url) != "url" or "news:news" not in fields:
            continue  # a page of the site, and no news
        found = True
        link = fields.get("loc")
        if link is None:
            yield SourceError("no-text", "names no address (loc)")
            continue
        yield Entry(
            id=link,
            link=link,
            title=fields.get("news:title"),
            published=fields.get("news:publication_date") or fields.get("lastmod"),
            outlet=fields.get("news:name"),
            language=fields.get("news:language"),
        )
    if not found:
        raise SourceError("no-article", "a sitemap without news; give the site's news sitemap or feed")


def refuse_index(markup: str) -> SourceError:
    """Return the error for a list of sitemaps, which names the first."""
    root = parse_markup(markup)
    first = None if root is None else next((text_of(each) for each in root.iter() if name_of(each) == "loc"), None)
    return SourceError("no-article", f"a list of sitemaps; give those that you want, such as {first}")
