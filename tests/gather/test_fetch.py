"""A URL brings in what its server gives, or one reason; never what lies inside a network, nor more than is wanted."""

from __future__ import annotations

import gzip
import io
import itertools
import time
import zipfile
import zlib
from collections.abc import Iterator

import httpcore
import pytest

from corrobora.errors import SourceError
from corrobora.gather import gather
from corrobora.gather.gathered import Source
from corrobora.gather.web import Fetched, ask, fetch, guard
from corrobora.settings import Settings
from tests.gather.serving import answer, drip, redirect, serve

HERE = "127.0.0.1"
TEXT = b"Gunmen attacked a post near Gao on Sunday, the army said."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def got(url: str, max_text: int = 5_000, timeout: float = 5.0, private: tuple[str, ...] = (HERE,)) -> Fetched:
    settings = Settings(max_text=max_text, timeout=timeout, private_hosts=private)
    return fetch(Source(url, "http", settings))


def refused(url: str, max_text: int = 5_000, timeout: float = 5.0, private: tuple[str, ...] = (HERE,)) -> str:
    with pytest.raises(SourceError) as caught:
        got(url, max_text, timeout, private)
    return caught.value.code


def test_an_answer_keeps_how_it_came() -> None:
    with serve({"/a": redirect("/b"), "/b": answer(TEXT, "text/plain; charset=utf-8", ETag='"1"')}) as site:
        found = got(f"{site.url}/a")
    assert (found.raw, found.media, found.charset) == (TEXT, "text/plain; charset=utf-8", "utf-8")
    exchange = found.exchange
    assert (exchange.url, exchange.status, exchange.via) == (f"{site.url}/b", 200, (f"{site.url}/a",))
    assert (exchange.address, exchange.protocol) == (HERE, "HTTP/1.1")
    assert ("etag", '"1"') in exchange.headers
    assert ("user-agent", Settings().agent) in exchange.asked


@pytest.mark.parametrize(("status", "hint"), [(404, "check the address"), (429, "later"), (503, "later")])
def test_what_is_over_by_itself_is_told_apart(status: int, hint: str) -> None:
    with serve({"/": answer(TEXT, status=status)}) as site, pytest.raises(SourceError, match=f"{status}; .*{hint}"):
        got(f"{site.url}/")


_OURS = ["127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"]
_PRIVATE = """
    10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 0.0.0.0
    fe80::1 fe80::1%1 fc00::1 :: 64:ff9b::a00:1 2002:a00:1:: ff02::1
"""


@pytest.mark.parametrize("host", _OURS)
def test_no_name_of_this_machine_is_asked_unless_allowed(host: str) -> None:
    with serve({"/": answer(TEXT)}) as site:
        assert refused(f"http://{host}:{site.port}/", private=()) == "private-address"
        assert refused(f"http://{host}:{site.port}/", private=("intranet.example",)) == "private-address"
    assert site.asked == []


@pytest.mark.parametrize("address", _PRIVATE.split())
def test_private_addresses_of_every_form(address: str) -> None:
    assert not guard.is_public(address)


def test_a_redirect_leads_into_no_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "is_public", lambda address: address == HERE)
    with serve({"/": answer(b"secret")}, "127.0.0.2") as inside:
        with serve({"/": redirect(f"{inside.url}/")}) as site:
            assert refused(f"{site.url}/", private=()) == "private-address"
            assert site.paths() == ["/"]
        assert inside.asked == []


def test_a_name_that_is_bound_anew_gets_no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = itertools.cycle([[HERE], ["127.0.0.2"]])
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    monkeypatch.setattr(guard, "resolve", resolve)
    monkeypatch.setattr(guard, "is_public", lambda address: address == HERE)
    with serve({"/": answer(TEXT)}) as site, serve({"/": answer(b"secret")}, "127.0.0.2", site.port) as inside:
        url = f"http://rebound.example:{site.port}/"
        assert got(url, private=()).raw == TEXT
        assert asked == ["rebound.example"], "what was looked at is what was connected to"
        assert refused(url, private=()) == "private-address"
        assert inside.asked == []


def test_a_name_of_both_kinds_is_asked_at_its_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "resolve", lambda *_: ["127.0.0.2", "127.0.0.3", HERE])
    monkeypatch.setattr(guard, "is_public", lambda address: address in {HERE, "127.0.0.3"})
    with serve({"/": answer(TEXT)}) as site, serve({"/": answer(b"secret")}, "127.0.0.2", site.port) as inside:
        assert got(f"http://both.example:{site.port}/", private=()).raw == TEXT
        assert (site.paths(), inside.asked) == (["/"], [])


@pytest.mark.parametrize("to", ["file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "//[", "http://"])
def test_a_redirect_elsewhere_than_the_web(to: str) -> None:
    with serve({"/": redirect(to)}) as site:
        assert refused(f"{site.url}/") in {"bad-address", "unreadable"}


def test_redirects_end_after_five() -> None:
    routes = {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/9": answer(TEXT)}
    with serve(routes) as site:
        assert got(f"{site.url}/4").raw == TEXT
        assert refused(f"{site.url}/3") == "unreadable"


def test_a_redirect_with_a_body_without_end_is_followed_at_once() -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n"
    with serve({"/": drip(itertools.repeat(b"x" * 65536), lambda: None, head), "/there": answer(TEXT)}) as site:
        assert got(f"{site.url}/").raw == TEXT


def test_a_password_in_an_address_is_not_kept() -> None:
    assert refused("http://ann:secret@127.0.0.1:1/") == "bad-address"


@pytest.mark.parametrize("head", [HEAD + b"\r\n", HEAD + b"Content-Length: 99999999\r\n\r\n"], ids=["endless", "long"])
def test_a_body_over_the_limit_is_not_read_to_its_end(head: bytes) -> None:
    sent = []

    def pieces() -> Iterator[bytes]:
        for _ in range(2_000):
            sent.append(1)
            yield b"word " * 20_000

    with serve({"/": drip(pieces(), lambda: None, head)}) as site:
        assert refused(f"{site.url}/") == "too-large"
    assert len(sent) < 2_000


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\n", HEAD + b"Content-Length: 99\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"],
    ids=["nothing", "head", "body", "chunks"],
)
def test_a_server_that_drips_is_left_when_time_is_up(head: bytes) -> None:
    with serve({"/": drip(itertools.repeat(b"a"), lambda: time.sleep(0.05), head)}) as site:
        begun = time.monotonic()
        assert refused(f"{site.url}/", timeout=0.1) in {"slow", "unreadable"}
        assert time.monotonic() - begun < 20, "six times the timeout is all it gets"


def test_a_server_that_says_nothing() -> None:
    with serve({"/": drip(iter([b""]), lambda: time.sleep(3))}) as site:
        assert refused(f"{site.url}/", timeout=0.1) == "slow"


def test_packed_answers_are_unpacked() -> None:
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]),
        "deflate": zlib.compress(TEXT),
        "Deflate": bare.compress(TEXT) + bare.flush(),
        "identity": TEXT,
        "gzip, deflate": zlib.compress(gzip.compress(TEXT)),
    }
    for coding, body in packed.items():
        with serve({"/": answer(body, Content_Encoding=coding)}) as site:
            assert got(f"{site.url}/").raw == TEXT, coding


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("gzip", gzip.compress(b"a" * 50_000_000), "too-large"),
        ("gzip", gzip.compress(b"a" * 20_001) * 2, "too-large"),
        ("deflate", zlib.compress(b"a" * 50_000_000), "too-large"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"a" * 50_000_000)), "too-large"),
        ("gzip", gzip.compress(TEXT)[:-9], "unreadable"),
        ("gzip", b"no gzip at all", "unreadable"),
        ("br", b"\x1b\xff\xff\x03\x00", "unreadable"),
        ("zstd", b"\x28\xb5\x2f\xfd", "unreadable"),
        (", ".join(["gzip"] * 50), b"x", "unreadable"),
    ],
    ids=["gzip", "members", "deflate", "twice", "cut", "none", "brotli", "zstd", "layers"],
)
def test_a_packed_answer_that_swells_or_breaks_off(coding: str, body: bytes, code: str) -> None:
    with serve({"/": answer(body, Content_Encoding=coding)}) as site:
        assert refused(f"{site.url}/") == code
        assert site.asked[0][1]["Accept-Encoding"] == "gzip, deflate", "of no other packing can a kilobyte swell so far"


def test_a_line_of_a_hundred_megabytes_costs_itself_alone() -> None:
    lines = drip(itertools.repeat(b"a" * 1_000_000, 100), lambda: None, HEAD + b"\r\n")
    with serve({"/long": lines, "/good": answer(TEXT)}) as site:
        settings = Settings(private_hosts=(HERE,))
        found = list(gather([f"{site.url}/long", f"{site.url}/good"], settings))
    assert [each.error.code if each.error else None for each in found] == ["too-large", None]
    assert sum(len(each.raw) for each in found) < 1_000


def test_a_zip_that_swells_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"a" * 50_000_000)
    with serve({"/a.zip": answer(stream.getvalue(), "application/zip")}) as site:
        (found,) = gather([f"{site.url}/a.zip"], Settings(private_hosts=(HERE,)))
    assert found.error is not None
    assert found.error.code == "too-large"


def test_any_status_can_be_asked_for() -> None:
    routes = {"/304": answer(b"", status=304), "/503": answer(b"busy", status=503, Retry_After="7")}
    settings = Settings(private_hosts=(HERE,))
    with serve(routes) as site:
        found = ask(Source(f"{site.url}/503", "http", settings), {"If-None-Match": '"1"'})
        assert (found.exchange.status, found.raw) == (503, b"")
        assert ("retry-after", "7") in found.exchange.headers
        assert site.asked[0][1]["If-None-Match"] == '"1"'
        assert refused(f"{site.url}/304") == "unreadable"


def test_what_can_not_be_sent_past_the_guard() -> None:
    inside = httpcore.ConnectionPool(network_backend=guard.Guard((), 5))
    with inside, pytest.raises(SourceError) as caught:
        inside.request("GET", "http://127.0.0.1:1/")
    assert caught.value.code == "private-address"
