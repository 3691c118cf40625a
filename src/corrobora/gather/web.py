"""A URL -> the bytes that its server answers with; nothing here runs unless a URL is given."""

from __future__ import annotations

from typing import NamedTuple

from corrobora.errors import SourceError
from corrobora.gather.gathered import Exchange, Source, too_large

_BYTES = 4
_GONE = {404, 410}


class Fetched(NamedTuple):
    """What a server answered with: the body, its media type and declared encoding, and the exchange as it went."""

    raw: bytes
    media: str
    charset: str | None
    exchange: Exchange


def fetch(source: Source) -> Fetched:
    """Return what a server answers with at a URL; SourceError says why there is nothing."""
    import httpx

    settings = source.settings
    limit = settings.max_text * _BYTES
    raw = bytearray()
    try:
        with httpx.stream(
            "GET", source.name, headers={"User-Agent": settings.agent}, timeout=settings.timeout, follow_redirects=True
        ) as answer:
            if answer.is_error:
                code = "missing" if answer.status_code in _GONE else "unreadable"
                raise SourceError(code, f"the server answered {answer.status_code} {answer.reason_phrase}; check it")
            for part in answer.iter_bytes():
                raw += part
                if len(raw) > limit:
                    raise too_large(source)
            exchange = Exchange(str(answer.url), answer.status_code, tuple(answer.headers.multi_items()))
            return Fetched(bytes(raw), answer.headers.get("content-type", ""), answer.charset_encoding, exchange)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        reason = str(error) or type(error).__name__
        raise SourceError("unreadable", f"can't be fetched: {reason}; check the address and the network") from None
