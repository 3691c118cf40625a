"""What a site lets programs ask for: its robots.txt, by RFC 9309."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corrobora.errors import SourceError
from corrobora.gather.gathered import Source
from corrobora.gather.web.fetch import ask, is_success
from corrobora.settings import Settings

if TYPE_CHECKING:
    from protego import Protego

_MOST = 500 * 1024  # that RFC 9309 asks a program to read
_LONGEST_DELAY = 60.0
_BUSY = {408, 425, 429}


def origin_of(url: str) -> str:
    """Return the site that an address belongs to, whose robots.txt counts for it.

    >>> origin_of("https://A.example:8080/b?c")
    'https://a.example:8080'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def fetch_rules(origin: str, settings: Settings) -> str:
    """Return the text of a site's robots.txt, "" where it has none; SourceError where it can't be asked for now."""
    answer = ask(Source(f"{origin}/robots.txt", "http", settings))
    status = answer.exchange.status
    if is_success(status):
        return answer.raw[:_MOST].decode("utf-8", "replace")
    if status < 500 and status not in _BUSY:  # noqa: PLR2004 - the server's own faults start here
        return ""
    raise SourceError("unreadable", f"the server answered {status} for its robots.txt, so nothing is asked of it now")


def parse_rules(text: str) -> Protego:
    r"""Return the rules of a robots.txt.

    >>> allows(parse_rules("User-agent: *\nDisallow: /a"), "corrobora (a reader)", "https://a.example/a/1")
    False
    """
    from protego import Protego

    return Protego.parse(text)


def allows(rules: Protego, agent: str, url: str) -> bool:
    """Return whether the rules let `agent` ask for an address."""
    return bool(rules.can_fetch(url, _token(agent)))


def delay_of(rules: Protego, agent: str) -> float:
    """Return how many seconds a site wants between two requests: a minute at most, or it would never be read."""
    return min(float(rules.crawl_delay(_token(agent)) or 0.0), _LONGEST_DELAY)


def _token(agent: str) -> str:
    """Return the name by which robots.txt knows an agent: "corrobora" of "corrobora/1.0 (…)"."""
    return agent.partition(" ")[0].partition("/")[0]
