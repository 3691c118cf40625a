"""A URL -> the bytes that its server answers with; nothing here runs unless a URL is given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from corrobora.errors import SourceError
from corrobora.gather.gathered import Exchange, Source, too_large

if TYPE_CHECKING:
    import ssl

    import httpx

_BYTES = 4  # that a character of `max_text` may take
_GONE = {404, 410}
_BUSY, _FAULT = {408, 425, 429}, 500  # what is over by itself, as what goes wrong in a server is
_REDIRECTS = 5
_PATIENCE = 6  # how often the timeout of one step the whole answer may take
_NONE: Mapping[str, str] = MappingProxyType({})


class Fetched(NamedTuple):
    """What a server answered with: the body, its media type and declared encoding, and the exchange as it went."""

    raw: bytes
    media: str
    charset: str | None
    exchange: Exchange


def fetch(source: Source) -> Fetched:
    """Return what a server answers with at a URL; SourceError says why there is nothing."""
    answer = ask(source)
    status = answer.exchange.status
    if not is_success(status):
        code = "missing" if status in _GONE else "unreadable"
        hint = "try again later" if status in _BUSY or status >= _FAULT else "check the address"
        raise SourceError(code, f"the server answered {status}; {hint}")
    return answer


def is_success(status: int) -> bool:
    """Return whether a server gave what it was asked for.

    >>> is_success(200), is_success(304)
    (True, False)
    """
    return 200 <= status < 300  # noqa: PLR2004 - the class of success


def ask(source: Source, headers: Mapping[str, str] = _NONE) -> Fetched:
    """Return what a server answers with, whatever its status, after five redirects at most; the body if successful.

    SourceError where the address may not be asked, nobody answers in time, or the answer is too large.
    """
    import httpx

    via: list[str] = []
    try:
        with _client(source, headers) as client:
            request = client.build_request("GET", source.name)
            while True:
                _check(request.url)
                answer = client.send(request, stream=True)
                if answer.next_request is None:
                    return _taken(answer, source, tuple(via))
                answer.close()
                via.append(str(request.url))
                if len(via) > _REDIRECTS:
                    raise SourceError("unreadable", f"redirects more than {_REDIRECTS} times; check the address")
                request = answer.next_request
    except httpx.TimeoutException:
        raise SourceError("slow", "no whole answer came in time; try later, or raise `timeout`") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise SourceError("unreadable", f"can't be fetched: {reason}; check the address and the network") from None


def _client(source: Source, headers: Mapping[str, str]) -> httpx.Client:
    """Return a client for one address: each has its own, since a connection serves one name's certificate."""
    import httpx

    from corrobora.gather.web.transport import Transport
    from corrobora.gather.web.unpack import ACCEPTED

    settings = source.settings
    told = {"User-Agent": settings.agent, "Accept-Encoding": ACCEPTED, **headers}
    transport = Transport(_trust(), settings.private_hosts, settings.timeout * _PATIENCE)
    return httpx.Client(headers=told, timeout=settings.timeout, transport=transport)


@cache
def _trust() -> ssl.SSLContext:
    """Return whose certificates are believed; reading them takes longer than a fetch. SSL_CERT_FILE names others."""
    import httpx

    return httpx.create_ssl_context()


def _check(url: httpx.URL) -> None:
    """Refuse an address that is no web page's, or that would be kept with somebody's password."""
    if url.scheme not in {"http", "https"} or not url.host:
        if url.scheme in {"http", "https"} or not url.scheme:
            raise SourceError("bad-address", "names no server; check the address")
        raise SourceError("bad-address", f"leads to {url.scheme}://, and only http:// and https:// are fetched")
    if url.userinfo:
        raise SourceError("bad-address", "holds a user's name or password, which would be kept with it; leave it out")


def _taken(answer: httpx.Response, source: Source, via: tuple[str, ...]) -> Fetched:
    """Return an answer with its body, which is read and unpacked no further than the limit."""
    peer = answer.extensions["network_stream"].get_extra_info("server_addr")  # first: the end of the body closes it
    raw = _body(answer, source) if is_success(answer.status_code) else b""
    answer.close()
    exchange = Exchange(
        str(answer.url),
        answer.status_code,
        tuple(answer.headers.multi_items()),
        address=str(peer[0]) if peer else None,
        protocol=answer.http_version,
        via=via,
        asked=tuple(answer.request.headers.multi_items()),
    )
    return Fetched(raw, answer.headers.get("content-type", ""), answer.charset_encoding, exchange)


def _body(answer: httpx.Response, source: Source) -> bytes:
    from corrobora.gather.web.unpack import unpack_body

    limit, refusal = source.settings.max_text * _BYTES, too_large(source)
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise refusal
    raw = bytearray()
    for part in answer.iter_raw():
        raw += part
        if len(raw) > limit:
            raise refusal
    return unpack_body(bytes(raw), answer.headers.get("content-encoding", ""), limit, refusal)
