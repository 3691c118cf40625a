"""`corrobora watch`: feeds into the ledger, round after round, or once."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import typer

from corrobora.errors import SourceError, UsageError
from corrobora.gather import Gathered
from corrobora.gather.feeds.opml import Feed, read_opml
from corrobora.gather.watch import Round, Seen, Terms, beside, open_seen, poll
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.settings import Settings
from corrobora.show.add import keep, take_new
from corrobora.show.exits import FAILED, say
from corrobora.show.intake import prepare
from corrobora.show.words import counted

_LONGEST_REST = 60.0  # after which the lists are looked at again: they may name a new feed
_LEAST_REST = 1.0


def watch_and_say(names: Sequence[str], path: str | None, terms: Terms, *, once: bool) -> None:
    """Ask the feeds that are named, in lists or one by one, and add what is new to the ledger, for ever or once."""
    settings = prepare()
    wanted = path or settings.ledger
    if not once:
        signal.signal(signal.SIGTERM, _stop)
    feeds, wrong = feeds_of(names)
    for line in wrong:
        say(line)
    with open_ledger(wanted) as ledger, open_seen(beside(wanted)) as seen:
        while True:
            failed = _round(feeds, ledger, seen, settings, terms, always=once)
            if once:
                if failed or wrong:
                    raise typer.Exit(FAILED)
                return
            feeds = _rest(names, feeds, seen)


def feeds_of(names: Sequence[str]) -> tuple[list[Feed], list[str]]:
    """Return the feeds that are named, each once, and what is wrong with the lists; UsageError where none is left."""
    feeds: dict[str, Feed] = {}
    wrong: list[str] = []
    for name in names:
        if name.lower().startswith(("http://", "https://")):
            feeds.setdefault(name, Feed(name))
            continue
        try:
            found, refused = read_opml(Path(name).read_bytes())
        except OSError as error:
            wrong.append(f"{name}: can't be read: {(error.strerror or str(error)).lower()}; check the name")
            continue
        except SourceError as error:
            wrong.append(f"{name}: {error}")
            continue
        wrong += [f"{name}: {error}" for error in refused]
        for feed in found:
            feeds.setdefault(feed.url, feed)
    if not feeds:
        raise UsageError("; ".join(wrong) or "there is no feed to ask; name an OPML list, or the address of a feed")
    return list(feeds.values()), wrong


def _round(
    feeds: Sequence[Feed], ledger: Ledger, seen: Seen, settings: Settings, terms: Terms, *, always: bool
) -> bool:
    """Ask whichever feed is due, say in one line what came of it, and return whether anything failed.

    Where no feed was due there is a line only if one is `always` wanted.
    """
    begun, counts, unread = time.monotonic(), Round(), 0
    for gathered in poll(feeds, seen, settings, terms, ledger.flush, counts):
        unread += _take(gathered, ledger, settings)
    ledger.flush()
    if always or counts.asked or counts.put_off:
        told = _told(counts, unread - counts.failed)
        say(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {told}; {time.monotonic() - begun:.1f} s")
    return bool(unread)


def _take(gathered: Gathered, ledger: Ledger, settings: Settings) -> bool:
    """Add what was gathered to the ledger, with its error where it has one, and return whether that is so."""
    taken = take_new(gathered, settings, ledger)
    keep(ledger, taken, settings)
    if taken.reading.error is not None:
        say(taken.reading.error.message)
    return taken.reading.error is not None


def _told(counts: Round, unread: int) -> str:
    feeds = f"{counted(counts.asked, 'feed', 'feeds')} asked, {counts.unchanged} unchanged, {counts.failed} failed"
    entries = f"{counted(counts.new, 'entry', 'entries')} new, {counts.known} known, {counts.put_off} put off"
    return f"{feeds}, {counts.resting} not due; {entries}, {unread} not read"


def _rest(names: Sequence[str], feeds: list[Feed], seen: Seen) -> list[Feed]:
    """Wait until a feed is due, and return the feeds of the lists as they are by then."""
    states = [seen.state(feed.url) for feed in feeds]
    soonest = min((state.due for state in states if not state.gone), default=time.time() + _LONGEST_REST)
    time.sleep(min(max(soonest - time.time(), _LEAST_REST), _LONGEST_REST))
    with suppress(UsageError):  # a list that is just being written
        return feeds_of(names)[0]
    return feeds


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Leave quietly when the system asks for it: what was added so far is kept."""
    sys.exit(0)
