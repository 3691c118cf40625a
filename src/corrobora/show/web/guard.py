"""What stands before every page: whom it answers, how much it takes, and what a browser may do with the answer."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Collection, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corrobora.show.web.sessions import SESSION

_LARGEST_BODY = 64 * 1024
_CLIENTS = 10_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Rates:
    """How many requests a client may still make: so many a second, saved up to `burst`."""

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second, self._burst = per_second, burst
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, client: str) -> bool:
        """Return whether a client may make one more request now.

        >>> once = Rates(0.001, 1)
        >>> once.allows("ann"), once.allows("ann"), once.allows("bo")
        (True, False, True)
        """
        now = time.monotonic()
        left, since = self._clients.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._clients[client] = (left - 1 if left >= 1 else left, now)
        while len(self._clients) > _CLIENTS:
            self._clients.popitem(last=False)
        return left >= 1


class Guard:
    """The outermost step of the server: hosts, rates and sizes on the way in, headers on the way out."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], rates: Rates, *, secure: bool) -> None:
        self._app, self._hosts, self._rates = app, frozenset(hosts), rates
        self._headers = dict(_HEADERS)
        if secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, self._dressed(scope, send))
            return
        await self._app(scope, _bounded(receive), self._dressed(scope, send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("this server does not answer to that name; see `corrobora serve --name`\n", 400)
        if not self._rates.allows(scope["client"][0] if scope.get("client") else ""):
            return PlainTextResponse("too many requests; wait a little\n", 429, {"Retry-After": "2"})
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _LARGEST_BODY:
            return PlainTextResponse(f"a request may hold {_LARGEST_BODY} bytes\n", 413)
        return None

    def _dressed(self, scope: Scope, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=_raw(message))
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _kept(scope))
            await send(message)

        return with_headers


def _kept(scope: Scope) -> str:
    """Return how long a browser may keep an answer: what somebody sees who has signed in, not at all."""
    if scope["path"].startswith("/static/"):
        return "public, max-age=300"
    headers = Headers(scope=scope)
    known = "authorization" in headers or SESSION in headers.get("cookie", "")
    return "private, no-store" if known else "private, no-cache"


def _raw(message: Message) -> MutableMapping[str, Any]:
    message.setdefault("headers", [])
    return message


def _bounded(receive: Receive) -> Receive:
    """Return what receives a body and ends it where it grows too large, whatever length it declared."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > _LARGEST_BODY else message

    return bounded


def _host(given: str) -> str:
    """Return a Host header's name without its port.

    >>> _host("127.0.0.1:8080"), _host("[::1]:8080"), _host("Example.org")
    ('127.0.0.1', '[::1]', 'example.org')
    """
    name = given.lower()
    return name[: name.index("]") + 1] if name.startswith("[") and "]" in name else name.partition(":")[0]
