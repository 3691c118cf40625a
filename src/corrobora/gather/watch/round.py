"""One round over feeds: those that are due are asked, and what is new in them is taken, each once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from corrobora.errors import SourceError
from corrobora.gather.feeds import Entry, document_of, entries_of
from corrobora.gather.feeds.entry import digest_of
from corrobora.gather.feeds.opml import Feed
from corrobora.gather.gathered import Gathered, Source, refuse
from corrobora.gather.watch.links import page_of
from corrobora.gather.watch.seen import Seen, State
from corrobora.gather.web.errands import Errand, Errands, Manners, Outcome, PutOffError, retry_after
from corrobora.gather.web.fetch import Fetched, is_success
from corrobora.settings import Settings

_UNCHANGED, _GONE = 304, 410
_SHORTEST = 600.0  # that a round may take: what one host keeps waiting must not keep the others
_LONGEST = 86_400.0  # between two tries of a feed that fails
_MOST_HELD = 100_000  # entries that are looked at in one answer
_MOST_LINKS = 100  # that are fetched of one feed in one round
_MOST = 1_000  # entries that are taken of one feed in one round; the rest has its turn in the next


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms feeds are watched: the seconds from one asking to the next, manners, whether links are fetched."""

    every: float = 900.0
    manners: Manners = field(default_factory=Manners)
    articles: bool = False


@dataclass(slots=True)
class Round:
    """What a round came to, in numbers: feeds, then entries."""

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    resting: int = 0
    new: int = 0
    known: int = 0
    put_off: int = 0


@dataclass(slots=True)
class _Answer:
    """What a feed answered, until all of its entries are settled."""

    feed: Feed
    state: State
    left: int = 0
    whole: bool = True


def poll(
    feeds: Iterable[Feed], seen: Seen, settings: Settings, terms: Terms, settle: Callable[[], None], counts: Round
) -> Iterator[Gathered]:
    """Yield what is new in the feeds that are due: the text that an entry gives, or the page that it links to.

    `settle` is called before anything is noted as seen, and must keep what was yielded so far: what is cut off comes
    again. A feed whose entries were not all settled is asked for all of them again, and so are links that failed,
    five times.
    """
    errands = Errands(settings, terms.manners, seen, max(terms.every, _SHORTEST))
    polling = _Poll(seen, settings, terms, settle, counts, errands)
    for feed in feeds:
        state = seen.state(feed.url)
        if state.gone or state.due > time.time():
            counts.resting += 1
            continue
        conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
        errands.add(Errand(feed.url, feed, {name: value for name, value in conditions.items() if value}))
    for errand, outcome in errands:
        if isinstance(errand.about, Feed):
            counts.asked += not isinstance(outcome, PutOffError)
            yield from polling.take_feed(errand.about, outcome)
        elif isinstance(errand.about, _Link):
            yield from polling.take_article(errand.url, errand.about, outcome)


@dataclass(frozen=True, slots=True)
class _Link:
    """An entry whose text stands behind its link."""

    answer: _Answer
    digest: bytes
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Poll:
    """What every step of a round needs."""

    seen: Seen
    settings: Settings
    terms: Terms
    settle: Callable[[], None]
    counts: Round
    errands: Errands

    def take_feed(self, feed: Feed, outcome: Outcome) -> Iterator[Gathered]:
        """Yield what a feed's answer brings, and note how the feed stands."""
        before = self.seen.state(feed.url)
        if isinstance(outcome, Fetched) and outcome.exchange.status == _UNCHANGED:
            self.counts.unchanged += 1
            self.seen.keep_state(feed.url, replace(before, due=time.time() + self.terms.every, failures=0))
            return
        if isinstance(outcome, Fetched) and is_success(outcome.exchange.status):
            yield from self._take_entries(feed, before, outcome)
            return
        if isinstance(outcome, PutOffError):
            self.counts.put_off += 1
            self.seen.keep_state(feed.url, replace(before, due=time.time() + outcome.seconds))
            return
        self.counts.failed += 1
        yield self._failed(feed, before, outcome)

    def _failed(self, feed: Feed, before: State, outcome: Outcome) -> Gathered:
        """Return why a feed gave nothing; the more often it did so, the later it is asked again."""
        source = Source(feed.url, "http", self.settings)
        wait = min(self.terms.every * 2 ** min(before.failures, 9), max(_LONGEST, self.terms.every))
        if isinstance(outcome, SourceError):
            code, message, gone = outcome.code, str(outcome), False
        else:
            status, gone = outcome.exchange.status, outcome.exchange.status == _GONE
            code = "missing" if gone else "unreadable"
            message = f"the server answered {status}" + ("; take it from the list, it is asked no more" if gone else "")
            wait = max(wait, retry_after(outcome))
        state = replace(before, due=time.time() + wait, failures=before.failures + 1, gone=gone)
        self.seen.keep_state(feed.url, state)
        return refuse(source, code, message)

    def _take_entries(self, feed: Feed, before: State, fetched: Fetched) -> Iterator[Gathered]:
        source = Source(feed.url, "http", self.settings, fetched.charset, fetched.exchange)
        headers = dict(fetched.exchange.headers)
        due = time.time() + self.terms.every
        answer = _Answer(feed, State(headers.get("etag"), headers.get("last-modified"), due))
        done: list[bytes] = []
        links: list[_Link] = []
        try:
            for number, digest, entry in self._new_entries(feed, fetched):
                if isinstance(entry, SourceError):
                    yield refuse(source, entry.code, str(entry), at=f"entry {number}")
                elif entry.link and (self.terms.articles or not entry.html.strip()):
                    links.append(_Link(answer, digest, entry))
                elif len(done) < _MOST:
                    done.append(digest)
                    self.counts.new += 1
                    yield document_of(replace(entry, outlet=entry.outlet or feed.title), source, f"entry {number}")
                else:
                    answer.whole = False
                    break
        except SourceError as error:
            self.counts.failed += 1
            yield self._failed(feed, before, error)
            return  # what it gave before it broke off is given again, and known by then
        self.settle()
        self.seen.settle(done)
        answer.whole = answer.whole and len(links) <= _MOST_LINKS
        answer.left = len(links[:_MOST_LINKS])
        for link in links[:_MOST_LINKS]:
            self.errands.add(Errand(link.entry.link or "", link))
        if not links:
            self._finish(answer)

    def _new_entries(self, feed: Feed, fetched: Fetched) -> Iterator[tuple[int, bytes, Entry | SourceError]]:
        """Yield the number, the digest and the entry of what is not settled yet, each once."""
        met: set[bytes] = set()
        for number, entry in enumerate(entries_of(fetched.raw, fetched.charset), 1):
            if number > _MOST_HELD:
                yield number, b"", SourceError("too-large", f"beyond the {_MOST_HELD:,} that are looked at; left out")
                return
            digest = b"" if isinstance(entry, SourceError) else digest_of(entry, feed.url)
            if digest in met or (digest and self.seen.settled(digest)):
                self.counts.known += 1
                continue
            if digest:
                met.add(digest)
            yield number, digest, entry

    def take_article(self, url: str, link: _Link, outcome: Outcome) -> Iterator[Gathered]:
        """Yield the page that an entry links to; what the page doesn't say of itself, the entry says."""
        found, passing = page_of(url, link.entry, outcome, self.settings)
        answer = link.answer
        self.counts.put_off += passing
        self.counts.new += not passing
        yield from found
        self.settle()
        answer.whole = answer.whole and not passing
        if not passing:
            self.seen.settle([link.digest])
        elif not isinstance(outcome, PutOffError):
            self.seen.put_off(link.digest)
        answer.left -= 1
        if not answer.left:
            self._finish(answer)

    def _finish(self, answer: _Answer) -> None:
        """Note how a feed stands once its entries are: what it was known by only if it need not say all that again."""
        known = answer.state if answer.whole else State(due=answer.state.due)
        self.seen.keep_state(answer.feed.url, known)
