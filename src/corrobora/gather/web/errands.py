"""Many addresses, asked politely: a host one thing at a time, with a pause between, and only what robots.txt allows."""

from __future__ import annotations

import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol, TypeAlias
from urllib.parse import urlsplit

from corrobora.errors import SourceError
from corrobora.gather.gathered import Source
from corrobora.gather.web.fetch import Fetched, ask
from corrobora.gather.web.robots import allows, delay_of, fetch_rules, origin_of, parse_rules
from corrobora.settings import Settings

if TYPE_CHECKING:
    from protego import Protego

_AT_ONCE = 8
_WEEK = 7 * 86_400.0


class PutOffError(SourceError):
    """Something that was not asked for, and may be in so many `seconds`."""

    def __init__(self, seconds: float, why: str) -> None:
        super().__init__("later", why)
        self.seconds = seconds


Outcome: TypeAlias = Fetched | SourceError


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely servers are asked: the seconds between two requests to a host, and whether robots.txt counts."""

    delay: float = 2.0
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Errand:
    """An address to ask, the headers to ask it with, and what it is asked for."""

    url: str
    about: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


class Rulebook(Protocol):
    """Where the robots.txt of sites are remembered."""

    def rules(self, origin: str) -> str | None:
        """Return what a site's robots.txt said not long ago, or null."""

    def keep_rules(self, origin: str, text: str) -> None:
        """Remember what a site's robots.txt says."""


class Errands:
    """Addresses to ask within so many `seconds`; more may be added while answers are taken out, as they come."""

    def __init__(self, settings: Settings, manners: Manners, rulebook: Rulebook, seconds: float) -> None:
        self._settings = settings
        self._manners = manners
        self._rulebook = rulebook
        self._waiting: defaultdict[str, deque[Errand]] = defaultdict(deque)
        self._end = time.monotonic() + seconds
        self._ready: dict[str, float] = {}  # when a host may be asked again
        self._busy: set[str] = set()
        self._parsed: dict[str, Protego] = {}
        self._done: SimpleQueue[tuple[str, Errand, Outcome, str | None]] = SimpleQueue()

    def add(self, errand: Errand) -> None:
        """Put an errand behind the others to its host."""
        self._waiting[_host(errand.url)].append(errand)

    def __iter__(self) -> Iterator[tuple[Errand, Outcome]]:
        """Yield each errand with its answer, or why there is none; one host that is slow keeps no other waiting."""
        while self._waiting or self._busy:
            left = self._end - time.monotonic()
            if left <= 0 and self._waiting:
                yield from self._put_off(next(iter(self._waiting)), 0, "the round is over; asked in the next")
                continue
            soonest = self._start()
            try:
                wait = min(left, soonest or left) if self._waiting else None
                host, errand, outcome, rules = self._done.get(timeout=wait)
            except Empty:
                continue
            self._busy.discard(host)
            if rules is not None:
                self._rulebook.keep_rules(origin_of(errand.url), rules)
            self._ready[host] = time.monotonic() + self._pause(errand.url)
            yield errand, outcome
            if isinstance(outcome, tuple) and (seconds := retry_after(outcome)):
                self._ready[host] = time.monotonic() + seconds
                yield from self._put_off(host, seconds, f"its server asks to be left alone for {seconds:.0f} s")

    def _start(self) -> float | None:
        """Send whom may be sent; return how long until somebody else may, or null where only answers are waited for."""
        now, soonest = time.monotonic(), None
        for host in [host for host, errands in self._waiting.items() if host not in self._busy]:
            if len(self._busy) >= _AT_ONCE:
                return None
            left = self._ready.get(host, now) - now
            if left > 0:
                soonest = left if soonest is None else min(soonest, left)
                continue
            errand = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            self._busy.add(host)
            known = self._rules(origin_of(errand.url))
            threading.Thread(target=self._run, args=(host, errand, known), daemon=True).start()
        return soonest

    def _run(self, host: str, errand: Errand, known: Protego | None) -> None:
        """Run an errand, in a thread of its own, which ends with the program however long a server takes."""
        rules = None
        try:
            if known is None and self._manners.robots:
                rules = fetch_rules(origin_of(errand.url), self._settings)
                known = parse_rules(rules)
            outcome: Outcome = self._visit(errand, known)
        except SourceError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - whatever goes wrong costs this errand, and must end the wait for it
            outcome = SourceError("unreadable", f"can't be fetched: {type(error).__name__}: {error}")
        self._done.put((host, errand, outcome, rules))

    def _visit(self, errand: Errand, known: Protego | None) -> Outcome:
        if known is not None and not allows(known, self._settings.agent, errand.url):
            raise SourceError("robots", "the site's robots.txt lets no program ask for it; save the page by hand")
        return ask(Source(errand.url, "http", self._settings), errand.headers)

    def _rules(self, origin: str) -> Protego | None:
        """Return a site's rules, parsed once, or null where they are to be asked for, or don't count."""
        if origin not in self._parsed and self._manners.robots:
            known = self._rulebook.rules(origin)
            if known is not None:
                self._parsed[origin] = parse_rules(known)
        return self._parsed.get(origin)

    def _pause(self, url: str) -> float:
        """Return how long a site is left alone between two requests: as it asks itself, or as we are told."""
        known = self._rules(origin_of(url))
        return max(self._manners.delay, delay_of(known, self._settings.agent) if known is not None else 0.0)

    def _put_off(self, host: str, seconds: float, why: str) -> Iterator[tuple[Errand, Outcome]]:
        """Yield what else was to be asked of a host, unasked."""
        for errand in self._waiting.pop(host, ()):
            yield errand, PutOffError(seconds, why)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def retry_after(answer: Fetched) -> float:
    """Return for how many seconds a server that is busy asks to be left alone, a week at most; 0 where it doesn't."""
    if answer.exchange.status not in {429, 503}:
        return 0.0
    given = dict(answer.exchange.headers).get("retry-after", "").strip()
    if given.isdecimal() and given.isascii():
        return min(float(given[:9]), _WEEK)
    try:
        return min(max(parsedate_to_datetime(given).timestamp() - time.time(), 0.0), _WEEK)
    except (ValueError, TypeError, OverflowError):
        return 0.0
