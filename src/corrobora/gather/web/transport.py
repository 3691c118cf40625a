"""What carries a request: httpx's own way, with our guard in the place of its sockets."""

from __future__ import annotations

import ssl
from collections.abc import Iterable

import httpcore
import httpx

from corrobora.gather.web.guard import Guard


class Transport(httpx.HTTPTransport):
    """HTTP/1.1 and HTTP/2 to the servers that may be spoken to, for as many seconds.

    The pool is all that an `HTTPTransport` is made of. Its own `__init__` isn't called, so that should httpx give the
    pool another name one day, nothing is sent at all, rather than past the guard.
    """

    def __init__(self, trust: ssl.SSLContext, allowed: Iterable[str], seconds: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            max_keepalive_connections=0,
            http1=True,
            http2=True,
            network_backend=Guard(allowed, seconds),
        )
