"""What an entry of a feed links to -> the page, as a document."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from corrobora.errors import SourceError
from corrobora.gather.dates import read_published
from corrobora.gather.feeds.entry import Entry, plain
from corrobora.gather.gathered import Gathered, Source, refuse
from corrobora.gather.sources import take_fetched
from corrobora.gather.web.errands import Outcome, PutOffError
from corrobora.gather.web.fetch import is_success
from corrobora.settings import Settings

_PASSING = {"slow", "unreadable"}  # another day may bring what these didn't


def page_of(url: str, entry: Entry, outcome: Outcome, settings: Settings) -> tuple[list[Gathered], bool]:
    """Return what an entry's link brings, and whether it brought nothing now but may another day."""
    source = Source(url, "http", settings)
    if isinstance(outcome, PutOffError):
        return [], True
    if isinstance(outcome, SourceError):
        return [refuse(source, outcome.code, str(outcome))], outcome.code in _PASSING
    status = outcome.exchange.status
    if not is_success(status):
        passing = status in {408, 425, 429} or status >= 500  # noqa: PLR2004 - the server's own faults
        return [refuse(source, "unreadable" if passing else "missing", f"the server answered {status}")], passing
    return [_named(each, entry) for each in take_fetched(outcome, source)], False


def _named(gathered: Gathered, entry: Entry) -> Gathered:
    """Return a page with what its feed says of it, where it says nothing itself: a host's name is no outlet."""
    document = gathered.document
    if document is None:
        return gathered
    host = urlsplit(gathered.uri).netloc.removeprefix("www.")
    named = document.outlet if document.outlet not in {None, host, f"www.{host}"} else plain(entry.outlet)
    return replace(
        gathered,
        document=replace(
            document,
            title=document.title or plain(entry.title),
            outlet=named or document.outlet,
            published=document.published or read_published(entry.published),
        ),
    )
