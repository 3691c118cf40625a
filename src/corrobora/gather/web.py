"""A URL -> the bytes that its server answers with; nothing here runs unless a URL is given."""

from __future__ import annotations

from corrobora.errors import SourceError
from corrobora.gather.gathered import Source, too_large

_BYTES = 4
_GONE = {404, 410}


def fetch(source: Source) -> tuple[bytes, str, str | None]:
    """Return the body at a URL, its media type and its declared encoding; SourceError says why there is none."""
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
            return bytes(raw), answer.headers.get("content-type", ""), answer.charset_encoding
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        reason = str(error) or type(error).__name__
        raise SourceError("unreadable", f"can't be fetched: {reason}; check the address and the network") from None
