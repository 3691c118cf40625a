"""Real servers on loopback that answer as badly as a test wants."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A running server: where it is, and which paths it was asked for, with which headers."""

    url: str
    port: int
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [path for path, _ in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # some answers never end
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that go away in the middle are what is tested."""


@contextmanager
def serve(routes: Mapping[str, Route], host: str = "127.0.0.1", port: int = 0) -> Iterator[Site]:
    """Serve each path by its route; any other is not there."""
    site = Site("", 0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            route = routes.get(self.path.partition("?")[0], answer(b"no such page", status=404))
            with suppress(OSError):
                route(self)
            self.close_connection = True

        def log_message(self, *_given: object) -> None:
            pass

    with _Server((host, port), Handler) as server:
        site.port = server.server_address[1]
        site.url = f"http://{host}:{site.port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()


def answer(body: bytes, media: str = "text/plain", status: int = 200, **headers: str) -> Route:
    """Return a route that answers with a body and headers (`Retry_After="3"`)."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return route


def redirect(to: str) -> Route:
    """Return a route that sends elsewhere."""
    return answer(b"", status=302, Location=to)


def drip(pieces: Iterator[bytes], pause: Callable[[], object], head: bytes = b"") -> Route:
    """Return a route that writes raw bytes, one piece after each pause."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for piece in pieces:
            pause()
            handler.wfile.write(piece)

    return route
