"""An OPML list -> the feeds that it names."""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.errors import SourceError
from corrobora.gather.feeds.markup import markup_of, name_of, parse_markup


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to ask: its address, and its name in the list, which serves where the feed has none."""

    url: str
    title: str | None = None


def read_opml(raw: bytes) -> tuple[list[Feed], list[SourceError]]:
    """Return the feeds of a list, each address once, folders and all, and an error for each that can't be asked.

    SourceError where it is no list.

    >>> read_opml(b'<opml><body><outline text="A"><outline xmlUrl="https://a.example/f"/></outline></body></opml>')
    ([Feed(url='https://a.example/f', title=None)], [])
    """
    markup, kind = markup_of(raw)
    root = parse_markup(markup) if kind == "opml" else None
    if root is None:
        raise SourceError("no-article", "not a list of feeds; give OPML, or the address of each feed")
    feeds: dict[str, Feed] = {}
    wrong = []
    for each in root.iter():
        url = (each.get("xmlUrl") or each.get("xmlurl") or each.get("xmlURL") or "").strip()
        if name_of(each) != "outline" or not url:
            continue  # a folder
        if url.lower().startswith(("http://", "https://")):
            feeds.setdefault(url, Feed(url, each.get("title") or each.get("text") or None))
        else:
            wrong.append(SourceError("bad-address", f"xmlUrl {url!r} is no http:// or https:// address"))
    return list(feeds.values()), wrong
