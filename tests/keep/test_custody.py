"""How a page was got stands beside it, is proved with it, and goes along as evidence."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from corrobora.gather import gather
from corrobora.keep import open_ledger
from corrobora.keep.evidence import pack
from corrobora.read.article import read_document
from corrobora.settings import Settings
from corrobora.show.custody import custody_of
from tests.factory import incident, reading
from tests.keep.test_ledger import change, let_change

PAGE = b"<title>Post hit</title><article><p>A post was hit near Gao on Sunday, the army said.</p></article>"


@pytest.fixture
def url() -> Iterator[str]:
    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/old":
                self.send_response(301)
                self.send_header("Location", "/new")
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("ETag", '"v1"')
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_given: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/old"
        server.shutdown()


def test_a_page_is_kept_with_how_its_server_gave_it(url: str, path: str, tmp_path: Path) -> None:
    settings = Settings(operator="desk 2", private_hosts=("127.0.0.1",))
    (gathered,) = gather([url], settings)
    assert gathered.document is not None
    custody = custody_of(gathered, settings)
    told = json.loads(custody)
    assert (told["operator"], told["status"], told["url"]) == ("desk 2", 200, url.replace("/old", "/new"))
    assert ["etag", '"v1"'] in told["headers"]
    assert (told["via"], told["address"], told["protocol"]) == ([url], "127.0.0.1", "HTTP/1.0")
    assert told["extractor"].split()[0] in {"trafilatura", "resiliparse"}
    with open_ledger(path) as ledger:
        reading = read_document(gathered.document)
        ledger.record(gathered.document, gathered.raw, reading, "2026-01-02T03:04:05+00:00", "http", custody)
        assert ledger.verify() == []
        pack(ledger, tmp_path / "e.wacz")
    with zipfile.ZipFile(tmp_path / "e.wacz") as archive, archive.open("archive/data.warc.gz") as warc:
        kinds = {record.rec_type: record for record in ArchiveIterator(warc)}
    answered, sent = kinds["response"], kinds["request"]
    assert answered.http_headers.get_header("etag") == '"v1"'
    assert answered.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
    assert (sent.http_headers.protocol, sent.http_headers.statusline) == ("GET", "/new HTTP/1.1")
    assert sent.http_headers.get_header("user-agent") == settings.agent
    assert sent.rec_headers.get_header("WARC-Concurrent-To") == answered.rec_headers.get_header("WARC-Record-ID")


def test_an_entry_of_a_feed_is_not_passed_off_as_a_server_s_answer(path: str, tmp_path: Path) -> None:
    custody = '{"status": 200, "url": "https://a.example/feed", "headers": [], "part": "entry 1"}'
    with open_ledger(path) as ledger:
        made = reading("https://a.example/1", incident("A depot burned."))
        ledger.record(made.document, b"{}", made, None, "http", custody)
        pack(ledger, tmp_path / "e.wacz")
    with zipfile.ZipFile(tmp_path / "e.wacz") as archive, archive.open("archive/data.warc.gz") as warc:
        assert [record.rec_type for record in ArchiveIterator(warc)] == ["warcinfo", "resource"]


def test_custody_that_was_changed_is_found(path: str) -> None:
    with open_ledger(path) as ledger:
        made = reading("a", incident("A depot burned."))
        ledger.record(made.document, b"x", made, None, "file", '{"operator": "ann"}')
    let_change(path, "entries")
    change(path, "UPDATE entries SET custody = '{}'")
    with open_ledger(path) as ledger:
        assert any("content was changed" in line for line in ledger.verify())
