"""Whatever a person names, the answer is documents or one clear message, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from corrobora.gather import Gathered, gather
from corrobora.settings import Settings

pytestmark = pytest.mark.usefixtures("here")

TEXT = "Gunmen attacked a post near Gao on Sunday.\r\n\r\nTwo soldiers were hurt, the army said.\n"
PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>Post hit near Gao - River News</title>
<meta property="og:site_name" content="River News">
<meta property="article:published_time" content="2022-03-14T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Post hit near Gao</h1>
<figure><img src="a.jpg"><figcaption>Soldiers in Gao, 2019. (AFP)</figcaption></figure>
<p>Gunmen attacked a post near Gao on Sunday, the army said in a short statement.</p>
<p>Two soldiers were hurt and one vehicle burned, a resident of the town told River News by telephone.</p></article>
<aside><figure><figcaption>A picture of something else</figcaption></figure></aside></body></html>"""


def collect(*sources: str | Path, stdin: bytes = b"", max_text: int = 5_000_000) -> list[Gathered]:
    return list(
        gather(
            [str(each) for each in sources],
            Settings(max_text=max_text, private_hosts=("127.0.0.1",)),
            io.BytesIO(stdin),
        )
    )


def only_error(*sources: str | Path, max_text: int = 5_000_000) -> tuple[str, str]:
    (found,) = collect(*sources, max_text=max_text)
    assert found.document is None
    assert found.error is not None
    return found.error.code, found.error.message


def texts(found: list[Gathered]) -> list[str]:
    return [each.document.text for each in found if each.document]


def test_a_text_is_unchanged_to_the_character() -> None:
    Path("a.txt").write_bytes(TEXT.encode())
    (found,) = collect("a.txt")
    assert found.document is not None
    assert found.document.text == TEXT
    assert (found.uri, found.method, found.raw) == ("a.txt", "file", TEXT.encode())
    assert collect("a.txt") == [found], "the same bytes at the same place make the same document"


def test_html_in_a_text_file_stays_text() -> None:
    Path("a.txt").write_text("<p>Hello there.</p>")
    assert texts(collect("a.txt")) == ["<p>Hello there.</p>"]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
def test_a_page_gives_its_article(charset: str) -> None:
    Path("a.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    (found,) = collect("a.html")
    document = found.document
    assert document is not None
    assert document.title == "Post hit near Gao"
    assert document.outlet == "River News"
    assert document.published is not None
    assert (document.published.edtf, document.published.basis) == ("2022-03-14", "stated")
    assert document.text.startswith("Gunmen attacked a post near Gao on Sunday,")
    assert [(p.role, p.span.of(document.text)) for p in document.passages] == [
        ("caption", "Soldiers in Gao, 2019. (AFP)")
    ]
    assert "something else" not in document.text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><nav><a href=a>Home</a><a href=b>World</a></nav></body></html>",
        "<html></html>",
        "<!doctype html>",
        "<p></p>",
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    Path("menu.html").write_text(html)
    code, message = only_error("menu.html")
    assert code == "no-article"
    assert message.startswith("menu.html: ")


def test_a_short_page_is_still_read() -> None:
    Path("a.html").write_text("<html><body><p>Trois soldats ont été tués dimanche près de Gao.</p></body></html>")
    assert texts(collect("a.html")) == ["Trois soldats ont été tués dimanche près de Gao."]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "Two soldiers were hurt near Gao on Sunday." + "</div>" * 100_000,
        "<article>" + "<b>" * 50_000 + "Two soldiers were hurt near Gao on Sunday.",
        "<figure><figcaption>Twice</figcaption></figure>" * 5_000 + "<p>Two soldiers were hurt near Gao on Sunday.</p>",
        "<p " + "a=b " * 100_000 + ">Two soldiers were hurt near Gao on Sunday.",
        "<p>Two soldiers were hurt near Gao &#xd800; on Sunday.<![CDATA[ <!-- ]]>",
        '<?xml version="1.0" encoding="utf-16"?><html><p>Two soldiers were hurt near Gao on Sunday.</p>',
        "".join(f"<p>Two soldiers were hurt near Gao on day {day}.</p>" for day in range(40_000)),
    ],
    ids=["deep", "unclosed", "many captions", "many attributes", "odd characters", "wrong declaration", "many lines"],
)
def test_a_hostile_page_is_read_or_refused(html: str) -> None:
    Path("a.html").write_text("<html><body>" + html)
    (found,) = collect("a.html")
    if found.document is None:
        assert found.error is not None
        assert found.error.code == "no-article"
    else:
        assert "Two soldiers" in found.document.text


def test_lines_are_read_and_a_bad_one_costs_itself() -> None:
    good = {"uri": "https://a.example/1", "outlet": "A", "title": "T", "published": "2021-11-28", "text": "قُتل جندي."}
    lines = [
        b"\xef\xbb\xbf" + json.dumps(good).encode(),
        b"not json",
        b"",
        b'["a list"]',
        b'{"uri": "u"}',
        b'{"text": 5}',
        b'{"text": "  "}',
        b'{"text": "\xff"}',
        b'{"text": "half \\ud800 here."}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 9_999 + b', "text": "x"}',
        b'{"text": "Two died.", "published": "soon", "outlet": 7}',
        json.dumps({"html": PAGE.format(charset="utf-8"), "title": "Mine"}).encode(),
    ]
    Path("a.jsonl").write_bytes(b"\n".join(lines))
    found = collect("a.jsonl")
    codes = [each.error.code if each.error else "" for each in found]
    assert codes == ["", *["bad-json"] * 2, *["no-text"] * 2, "empty", "encoding", "", *["bad-json"] * 2, "", ""]
    first = found[0].document
    assert first is not None
    assert (first.uri, first.text, first.title) == ("https://a.example/1", "قُتل جندي.", "T")
    assert found[1].error is not None
    assert found[1].error.message.startswith("a.jsonl, line 2: ")
    assert found[7].document is not None
    assert found[7].document.text == "half \ufffd here."
    assert [flag.kind for flag in found[7].flags] == ["odd-text"]
    assert [flag.kind for flag in found[10].flags] == ["odd-text", "undated"]
    assert found[11].document is not None
    assert found[11].document.title == "Mine"


def test_what_is_missing_empty_binary_or_too_large() -> None:
    Path("empty.txt").touch()
    Path("blank.txt").write_text(" \n\ufeff\n")
    Path("image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    Path("long.txt").write_text("word " * 1000)
    Path("long.jsonl").write_text(json.dumps({"text": "word " * 9000}) + '\n{"text": "short."}')
    assert only_error("nothing.txt")[0] == "missing"
    assert only_error("empty.txt")[0] == "empty"
    assert only_error("image.txt")[0] == "binary"
    code, message = only_error("long.txt", max_text=999)
    assert (code, "long.txt" in message, "max_text" in message) == ("too-large", True, True)
    found = collect("long.jsonl", max_text=4999)
    assert [each.error.code if each.error else "" for each in found] == ["too-large", ""]
    (blank,) = collect("blank.txt")
    assert blank.error is not None or blank.document is not None


def test_a_text_of_fifty_megabytes_is_refused_unread() -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    code, message = only_error("huge.txt")
    assert (code, message.startswith("huge.txt: ")) == ("too-large", True)


def test_a_folder_is_read_in_order_of_names(here: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "photo.jpg", "style.css", "README.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(f"This is {name}.")
    Path("b/loop").symlink_to(here)
    Path("itself").symlink_to("itself")
    found = collect(here)
    assert [text.split()[-1] for text in texts(found)] == ["a.txt.", "b/1.txt.", "b/2.txt."]
    assert [each.error.code for each in found if each.error] == ["unreadable"], "the link to itself"


def test_an_empty_folder_says_so(here: Path) -> None:
    assert only_error(here)[0] == "empty"


def test_a_pipe_is_refused_and_does_not_hang() -> None:
    os.mkfifo("pipe")
    code, message = only_error("pipe")
    assert (code, "`-`" in message) == ("unreadable", True)


def test_odd_names_give_one_line_in_any_encoding(here: Path) -> None:
    name = b"a\nb\xff \xd9\x82.txt"
    Path(os.fsdecode(name)).write_text("A post was hit.")
    (found,) = collect(here)
    assert found.document is not None
    assert found.uri.isprintable()
    assert found.uri.encode("utf-8").endswith("ق.txt".encode())
    assert only_error("a\0b")[0] in {"missing", "unreadable"}
    assert only_error("x" * 5000)[0] == "missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_a_reason() -> None:
    Path("a.txt").write_text("A post was hit.")
    Path("a.txt").chmod(0)
    assert only_error("a.txt")[0] == "unreadable"


@pytest.mark.parametrize(
    ("stdin", "title"),
    [
        (b"A post was hit.", None),
        (b'{"text": "A post was hit.", "title": "T"}\n', "T"),
        (b"<html><title>Post</title><p>A post was hit near Gao at dawn today.</p></html>", "Post"),
        (gzip.compress(b"A post was hit.", mtime=0), None),
    ],
    ids=["text", "lines", "page", "packed"],
)
def test_standard_input_is_known_by_its_bytes(stdin: bytes, title: str | None) -> None:
    (found,) = collect("-", stdin=stdin)
    assert found.document is not None
    assert found.document.text.startswith("A post was hit")
    assert (found.document.title, found.method) == (title, "stdin")


def test_empty_standard_input() -> None:
    (found,) = collect("-", stdin=b"")
    assert found.error is not None
    assert found.error.code == "empty"


def test_a_gzip_that_breaks_off_or_swells(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cut.txt.gz").write_bytes(gzip.compress(os.urandom(999))[:-20])
    assert only_error("cut.txt.gz")[0] == "unreadable"
    monkeypatch.setattr("corrobora.gather.streams.BOMB_FROM", 100_000)
    Path("bomb.jsonl.gz").write_bytes(gzip.compress(b"\n" * 5_000_000))
    assert only_error("bomb.jsonl.gz")[0] == "too-large"


def record(uri: str, body: bytes, headers: str, status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2022-03-15T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{abs(hash(uri))}>\r\nContent-Type: application/http; msgtype=response\r\n"
    return head.encode() + f"Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_its_pages(*, packed: bool) -> None:
    page = PAGE.format(charset="windows-1256").encode("cp1256")
    warc = [
        record("https://a.example/1", gzip.compress(page), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        record("https://a.example/gone", b"gone", "Content-Type: text/html", "404 Not Found"),
        record("https://a.example/i.png", b"\x89PNG", "Content-Type: image/png"),
        record("https://a.example/2", b"<html><nav>x</nav></html>", "Content-Type: text/html; charset=utf-8"),
    ]
    name = "a.warc.gz" if packed else "a.warc"
    Path(name).write_bytes(b"".join(gzip.compress(each) if packed else each for each in warc))
    found = collect(name)
    assert [each.uri for each in found] == ["https://a.example/1", "https://a.example/2"]
    assert found[0].document is not None
    assert found[0].raw == page
    assert found[1].error is not None
    assert found[1].error.code == "no-article"


def test_a_broken_archive_keeps_what_came_before() -> None:
    page = record("https://a.example/1", PAGE.format(charset="utf-8").encode(), "Content-Type: text/html")
    Path("a.warc").write_bytes(page + b"no record\n" * 9)
    first, second = collect("a.warc")
    assert first.document is not None
    assert second.error is not None
    assert second.error.code == "unreadable"
    Path("none.warc").write_bytes(b"nothing of the kind")
    assert only_error("none.warc")[0] in {"unreadable", "no-article"}


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>River News</title>
<item><title>Post &amp;amp; camp hit</title><link>https://r.example/1</link>
<pubDate>Mon, 14 Mar 2022 08:00:00 GMT</pubDate>
<description>&lt;p&gt;A post was hit.&lt;/p&gt;&lt;p&gt;Two were hurt.&lt;/p&gt;</description></item>
<item><title>Only a title</title><link>https://r.example/2</link></item></channel></rss>"""


def test_a_feed_gives_its_entries() -> None:
    Path("feed.xml").write_text(FEED)
    first, second = collect("feed.xml")
    assert first.document is not None
    assert (first.uri, first.document.text) == ("https://r.example/1", "A post was hit.\nTwo were hurt.")
    assert (first.document.outlet, first.document.title) == ("River News", "Post & camp hit")
    assert first.document.published is not None
    assert first.document.published.edtf == "2022-03-14"
    assert second.error is not None
    assert second.error.code == "no-text"


@pytest.mark.parametrize("xml", ["<a><b/></a>", "not xml", "<rss>", '<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;'])
def test_what_is_no_feed(xml: str) -> None:
    Path("x.xml").write_text(xml)
    assert only_error("x.xml")[0] == "no-article"


def test_a_telegram_export_gives_its_messages() -> None:
    messages = [
        {"id": 1, "type": "service", "text": "joined"},
        {
            "id": 2,
            "type": "message",
            "date": "2022-03-14T08:00:00",
            "text": ["A post ", {"type": "bold", "text": "was hit"}],
        },
        {"id": 3, "type": "message", "date": "2022-03-14T09:00:00", "text": "", "photo": "photos/1.jpg"},
        "odd",
    ]
    Path("result.json").write_text(json.dumps({"name": "Delta", "id": 7, "messages": messages}))
    (found,) = collect("result.json")
    assert found.document is not None
    assert (found.uri, found.document.outlet) == ("telegram:7/2", "Delta")
    assert found.document.text == "A post was hit"
    for other in ('{"messages": 5}', "[1, 2]", "nonsense", '{"chats": {"list": [7]}}'):
        Path("result.json").write_text(other)
        assert only_error("result.json")[0] == "bad-json"


class Answer(BaseHTTPRequestHandler):
    """A server that answers by path."""

    def do_GET(self) -> None:
        """Answer with a page, a feed, or not at all."""
        known = {"/page": ("text/html", PAGE.format(charset="utf-8")), "/feed": ("application/xml", FEED)}
        media, body = known.get(self.path, ("text/plain", "no such page"))
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answer) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_a_url_is_fetched_and_its_failure_named(server: str) -> None:
    (page,) = collect(f"{server}/page")
    assert page.document is not None
    assert (page.uri, page.method, page.document.title) == (f"{server}/page", "http", "Post hit near Gao")
    assert len(collect(f"{server}/feed")) == 2
    assert only_error(f"{server}/gone")[0] == "missing"
    assert only_error("http://127.0.0.1:1/")[0] == "unreadable"
    assert only_error("http://[bad")[0] == "unreadable"
    assert only_error(f"{server}/page", max_text=10)[0] == "too-large"
