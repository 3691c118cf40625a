"""`corrobora serve`: the ledger in a browser."""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from corrobora.errors import UsageError
from corrobora.settings import load_settings
from corrobora.show.exits import say

if TYPE_CHECKING:  # an extra
    from fastapi import FastAPI

_SERVED = "SERVED_BY_CORROBORA"  # what a process that answers has to know
_STUCK_S = 120  # after which a process that answers nothing is replaced
# when garbage is looked for: to walk over all that is held takes longer than a page
_SELDOM = (50_000, 20, 100)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server listens, under which names, how it is reached safely, and how much it does at once.

    `workers` are processes that answer; each client may ask each of them `rate` times a second.
    """

    host: str = "127.0.0.1"
    port: int = 8484
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    workers: int = 1
    rate: float = 200.0

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
        from corrobora.show.web.app import LOOPBACK
        from corrobora.show.web.holder import Holder
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'corrobora[web]'") from error
    if not place.here_only and not Accounts(load_settings().accounts).names():
        raise UsageError("reading needs an account where others can reach it: `corrobora accounts add NAME` first")
    holder = Holder(path)
    say("Reckoning the books…")
    with holder.lend():  # so that nobody waits for it
        pass
    holder.close()
    names = place.names or (LOOPBACK if place.here_only else (place.host,))
    os.environ[_SERVED] = json.dumps([path, list(names), place.here_only, place.rate])
    shown = f"[{place.host}]" if ":" in place.host else place.host
    say(f"Open {'https' if place.certificate else 'http'}://{shown}:{place.port}/ in a browser; Ctrl-C ends it.")
    uvicorn.run(
        "corrobora.show.web.serve:served",
        factory=True,
        workers=place.workers,
        loop="corrobora.show.web.serve:Sharing" if place.workers > 1 else "auto",
        timeout_worker_healthcheck=_STUCK_S,
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


class Sharing(asyncio.SelectorEventLoop):
    """The loop of one of several processes: it takes connections one by one, and leaves others theirs.

    Whoever wakes first would else take all that a crowd opens at once, and keep them.
    """

    async def create_server(self, *given: Any, backlog: int = 100, **more: Any) -> asyncio.Server:  # noqa: ANN401 - as asyncio has it
        """Return a server as asyncio's own, before which as many may wait."""
        server = await super().create_server(*given, backlog=1, **more)
        for each in server.sockets:
            with each.dup() as waiting:
                waiting.listen(backlog)
        return server


def served() -> FastAPI:
    """Return the server that `serve` described, in whichever process answers."""
    from corrobora.show.web.accounts import Accounts
    from corrobora.show.web.app import make_app
    from corrobora.show.web.holder import Holder
    from corrobora.show.web.site import Site

    path, names, here_only, rate = json.loads(os.environ[_SERVED])
    gc.set_threshold(*_SELDOM)
    holder = Holder(path)
    atexit.register(holder.close)
    Thread(target=warmed, daemon=True).start()
    site = Site(holder, Accounts(load_settings().accounts), open=here_only, secure=not here_only)
    return make_app(site, names, rate)


def warmed() -> None:
    """Load what the first page of its kind would have to wait for: the rules, and what draws."""
    from corrobora.show.web.figures import Figures
    from corrobora.show.web.tables import coverage_rows

    coverage_rows()
    Figures().svg('{"mark": "point", "data": {"values": []}}')
    gc.freeze()  # what is loaded by now stays


def _check(place: Place) -> None:
    """Refuse to send passwords and articles over a network in the clear, and what is no certificate with its key."""
    if place.certificate or place.key:
        _check_certificate(place)
    if place.here_only or place.behind_proxy or (place.certificate and place.key):
        return
    raise UsageError(
        f"--host {place.host}: others could listen; give --certificate and --key, or --behind-proxy where one adds TLS"
    )


def _check_certificate(place: Place) -> None:
    if not (place.certificate and place.key):
        raise UsageError("HTTPS needs both: give --certificate and --key")
    for option, path in (("--certificate", place.certificate), ("--key", place.key)):
        if not path.is_file():
            raise UsageError(f"{option} {path}: there is no such file")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(place.certificate, place.key)
    except OSError as error:
        raise UsageError(
            f"--certificate {place.certificate}, --key {place.key}: no certificate with its key, both as PEM: {error}"
        ) from None


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
