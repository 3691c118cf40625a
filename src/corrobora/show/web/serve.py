"""`corrobora serve`: the ledger in a browser."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

from corrobora.errors import UsageError
from corrobora.settings import load_settings
from corrobora.show.exits import say

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, under which names, and how it is reached safely."""

    host: str = "127.0.0.1"
    port: int = 8484
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False

    @property
    def here_only(self) -> bool:
        """Return whether only this machine can reach it."""
        return self.host in _LOOPBACK and not self.behind_proxy


def serve(path: str | None, place: Place) -> None:
    """Serve a ledger until it is stopped."""
    _check(place)
    _refuse_taken(place)
    try:
        import uvicorn

        from corrobora.show.web.accounts import Accounts
        from corrobora.show.web.app import LOOPBACK, make_app
        from corrobora.show.web.held import Holder
        from corrobora.show.web.site import Site
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'corrobora[web]'") from error
    accounts = Accounts(load_settings().accounts)
    if not place.here_only and not accounts.names():
        raise UsageError("reading needs an account where others can reach it: `corrobora accounts add NAME` first")
    holder = Holder(path)
    say("Reckoning the books…")
    holder.current()
    site = Site(holder, accounts, open=place.here_only, secure=not place.here_only)
    names = place.names or (LOOPBACK if place.here_only else (place.host,))
    shown = f"[{place.host}]" if ":" in place.host else place.host
    say(f"Open {'https' if place.certificate else 'http'}://{shown}:{place.port}/ in a browser; Ctrl-C ends it.")
    try:
        uvicorn.run(
            make_app(site, names),
            host=place.host,
            port=place.port,
            log_level="warning",
            server_header=False,
            proxy_headers=place.behind_proxy,
            ssl_certfile=place.certificate,
            ssl_keyfile=place.key,
            timeout_keep_alive=10,
            limit_concurrency=200,
        )
    finally:
        holder.close()


def _check(place: Place) -> None:
    """Refuse to send passwords and articles over a network in the clear."""
    if place.here_only or place.behind_proxy or (place.certificate and place.key):
        return
    raise UsageError(
        f"--host {place.host}: others could listen; give --certificate and --key, or --behind-proxy where one adds TLS"
    )


def _refuse_taken(place: Place) -> None:
    """Refuse an address at which nobody can listen, or another already does, before any work is done for it."""
    try:
        socket.create_server(
            (place.host, place.port), family=socket.AF_INET6 if ":" in place.host else socket.AF_INET
        ).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            f"{place.host}, port {place.port}: can't listen there: {reason}; give another --port or --host"
        ) from None
