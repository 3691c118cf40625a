"""Which servers may be spoken to, and for how long: a name is resolved once, and what was looked at is connected to."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from corrobora.errors import SourceError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_V4 = 0xFFFFFFFF


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves it; SourceError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError("unreadable", f"{host} is not found ({error}); check the address and the network") from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Return whether an address belongs to the public net, and hides no other that doesn't.

    >>> [is_public(a) for a in ("1.1.1.1", "127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:10.1.2.3", "fe80::1")]
    [True, False, False, False, False, False]
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & _V4)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


class Guard(httpcore.NetworkBackend):
    """Connections to public addresses, and to hosts that are `allowed` by name, until `seconds` from now are over."""

    def __init__(self, allowed: Iterable[str], seconds: float) -> None:
        self._allowed = frozenset(name.casefold() for name in allowed)
        self._end = time.monotonic() + seconds
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address that answers of those that may be spoken to."""
        last: Exception | None = None
        for address in self._permitted(host, port):
            try:
                stream = self._backend.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"{host} has no address")

    def _permitted(self, host: str, port: int) -> list[str]:
        found = resolve(host, port)
        if host.casefold() in self._allowed:
            return found
        public = [address for address in found if is_public(address)]
        if found and not public:
            name = f"{host} is" if host == found[0] else f"{host} is {found[0]},"
            raise SourceError(
                "private-address",
                f"{name} an address inside a private network; if you mean it, "
                f"allow the host by name: private_hosts (CORROBORA_PRIVATE_HOSTS={host})",
            )
        return public

    def left(self, timeout: float | None) -> float:
        """Return how many seconds the next step may take."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("its answer took too long")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A connection none of whose steps goes on after the end: a server may send a byte now and then for ever."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Timed(stream, self._guard)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - whatever the name stands for
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()
