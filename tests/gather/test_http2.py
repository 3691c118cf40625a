"""HTTP/2 and certificates, with a real server: a pinned address is still held to the name on its certificate."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from corrobora.errors import SourceError
from corrobora.gather.gathered import Source
from corrobora.gather.web import fetch, guard
from corrobora.gather.web.fetch import _trust
from corrobora.settings import Settings

TEXT = b"Gunmen attacked a post near Gao on Sunday, the army said."


@contextmanager
def serve(authority: trustme.CA, name: str) -> Iterator[tuple[int, list[dict[bytes, bytes]]]]:
    """Serve a text by HTTP/2 with a certificate for `name`, and note the headers of each request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    context.set_alpn_protocols(["h2"])
    asked: list[dict[bytes, bytes]] = []

    def speak(listening: socket.socket) -> None:
        while True:
            with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as stream:
                _answer(stream, asked)
            if listening.fileno() < 0:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=speak, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1], asked
        listening.shutdown(socket.SHUT_RDWR)


def _answer(stream: ssl.SSLSocket, asked: list[dict[bytes, bytes]]) -> None:
    speaking = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding=None))
    speaking.initiate_connection()
    stream.sendall(speaking.data_to_send())
    while data := stream.recv(65536):
        for event in speaking.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                asked.append({bytes(name): bytes(value) for name, value in event.headers or ()})
                speaking.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/plain")])
                speaking.send_data(event.stream_id, TEXT, end_stream=True)
        stream.sendall(speaking.data_to_send())


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """Return a certificate authority that is believed as long as the test lasts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setattr(guard, "resolve", lambda *_: ["127.0.0.1"])
    monkeypatch.setattr(guard, "is_public", lambda _: True)
    _trust.cache_clear()
    yield made
    _trust.cache_clear()


def test_http2_is_spoken_where_a_server_does(authority: trustme.CA) -> None:
    with serve(authority, "news.example") as (port, asked):
        found = fetch(Source(f"https://news.example:{port}/a?b=1", "http", Settings()))
    assert (found.raw, found.exchange.protocol, found.exchange.address) == (TEXT, "HTTP/2", "127.0.0.1")
    assert asked[0][b":authority"] == f"news.example:{port}".encode()
    assert asked[0][b":path"] == b"/a?b=1"


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    with serve(authority, "other.example") as (port, asked):
        with pytest.raises(SourceError) as caught:
            fetch(Source(f"https://news.example:{port}/", "http", Settings()))
        assert (caught.value.code, asked) == ("unreadable", [])
    assert "certificate" in str(caught.value)
