"""Lists of articles that have addresses and no text -> the pages, if their servers may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Source, refuse
from corrobora.gather.lines import parse_json
from corrobora.gather.listing import Fetching, Listed, listed
from corrobora.gather.web.errands import Errand, Errands, Outcome, PutOffError

_WEEK = 7 * 86_400.0
_DIGEST = 16


def read_articles(raw: bytes, source: Source) -> Iterator[Gathered | Listed]:
    """Yield the articles of a list as GDELT's interface gives it, as one JSON object."""
    try:
        given = parse_json(raw)
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=raw)
        return
    rows = given.get("articles") if isinstance(given, dict) else None
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        url = row.get("url") if isinstance(row, dict) else None
        if isinstance(url, str):
            yield listed(url, row.get("title"), row.get("domain"), row.get("seendate"), f"article {number}")
        else:
            yield refuse(source, "no-text", "has no `url`; give one as a string", at=f"article {number}")


def follow(rows: Iterable[Gathered | Listed], source: Source) -> Iterator[Gathered]:
    """Yield what rows hold, then the pages that they list, each once; one error where nobody may be asked for them."""
    wanted: dict[str, Listed] = {}
    for each in rows:
        if isinstance(each, Gathered):
            yield each
        else:
            wanted.setdefault(each.url, each)
    if not wanted:
        return
    if source.fetching is None:
        hosts = {urlsplit(url).netloc for url in wanted if "[" not in url}
        count = f"{len(wanted):,} address{'' if len(wanted) == 1 else 'es'}"
        message = f"lists {count} at {len(hosts):,} host{'' if len(hosts) == 1 else 's'}, and no text"
        yield refuse(source, "to-fetch", f"{message}; `--fetch` asks for the pages")
        return
    yield from _fetch(wanted, source, source.fetching)


def _fetch(wanted: dict[str, Listed], source: Source, fetching: Fetching) -> Iterator[Gathered]:
    """Yield the pages; each is noted once it was dealt with, so that a list goes on where it was stopped."""
    errands = Errands(source.settings, fetching.manners, fetching.seen, _WEEK)
    known = 0
    for url, each in wanted.items():
        if fetching.seen.settled(_digest(url)):
            known += 1
        elif (wrong := _wrong(url)) is not None:
            yield refuse(source, "bad-address", wrong, at=each.at)
        else:
            errands.add(Errand(url, each))
    if known:
        source.diary.tell(f"{source.name}: {known:,} of {len(wanted):,} pages were fetched before")
    for errand, outcome in errands:
        yield from _settled(errand, outcome, source, fetching)


def _settled(errand: Errand, outcome: Outcome, source: Source, fetching: Fetching) -> Iterator[Gathered]:
    from corrobora.gather.feeds.entry import Entry
    from corrobora.gather.watch.links import page_of  # which needs the sources, which need this

    each = errand.about
    if isinstance(outcome, PutOffError):
        yield refuse(source, "later", f"{errand.url}: {outcome}; give the list again then")
        return
    if not isinstance(each, Listed):
        return
    entry = Entry(link=each.url, title=each.title, published=each.published, outlet=each.outlet)
    found, passing = page_of(each.url, entry, outcome, source.settings)
    yield from found
    if passing:
        fetching.seen.put_off(_digest(each.url))
    else:
        fetching.seen.settle([_digest(each.url)])


def _digest(url: str) -> bytes:
    return sha256(f"list\0{url}".encode()).digest()[:_DIGEST]


def _wrong(url: str) -> str | None:
    """Return what is wrong with an address, or null."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return f"{url[:80]!r} is no address"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"{url[:80]!r} is no address that starts with http:// or https://"
    return None
