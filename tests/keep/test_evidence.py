"""A pack of evidence is read by others' readers, proves itself, and is the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from corrobora.keep import open_ledger
from corrobora.keep.evidence import pack
from corrobora.schema import from_json
from tests.factory import incident, reading
from tests.keep.test_ledger import STAMP, put
from tests.keep.test_review import decided


def packed(path: str, out: Path) -> zipfile.ZipFile:
    with open_ledger(path) as ledger:
        for number in range(3):
            made = reading(f"https://a.example/{number}", incident(f"Depot {number} burned."))
            put(ledger, made, f"<html><body>Depot {number} burned, قرب بابل.</body></html>".encode())
        put(ledger, reading("notes/b.txt", incident("A bridge fell.")))
        assert pack(ledger, out) == 4
    return zipfile.ZipFile(out)


def test_every_file_of_a_pack_has_its_hash_and_the_package_its_own(path: str, tmp_path: Path) -> None:
    with packed(path, tmp_path / "e.wacz") as archive:
        package = json.loads(archive.read("datapackage.json"))
        for each in package["resources"]:
            content = archive.read(each["path"])
            assert (each["hash"], each["bytes"]) == (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))
        told = json.loads(archive.read("datapackage-digest.json"))
        assert told["hash"] == f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"
        listed = {each["path"] for each in package["resources"]} | {"datapackage.json", "datapackage-digest.json"}
        assert listed == set(archive.namelist())


def test_the_index_leads_to_the_bytes_that_were_captured(path: str, tmp_path: Path) -> None:
    with packed(path, tmp_path / "e.wacz") as archive:
        warc = archive.read("archive/data.warc.gz")
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        assert lines == sorted(lines)
        for line in lines:
            told = json.loads(line.split(" ", 2)[2])
            start = int(told["offset"])
            record = next(ArchiveIterator(io.BytesIO(warc[start : start + int(told["length"])])))
            content = record.content_stream().read()
            assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
            assert told["digest"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert len(lines) == 4
        assert lines[0].startswith(")/notes/b.txt ")


def test_readings_and_pages_are_inside(path: str, tmp_path: Path) -> None:
    with packed(path, tmp_path / "e.wacz") as archive, open_ledger(path) as ledger:
        inside = [from_json(line) for line in archive.read("readings/readings.jsonl").decode().splitlines()]
        assert inside == list(ledger.readings())
        chain = [json.loads(line) for line in archive.read("readings/chain.jsonl").splitlines()]
        assert chain[-1]["hash"] == ledger.last_hash()
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
        assert pages[0]["format"] == "json-pages-1.0"
        assert len(pages) == 5


def test_decisions_go_along_where_there_are_any(path: str, tmp_path: Path) -> None:
    with packed(path, tmp_path / "a.wacz") as archive:
        assert "readings/decisions.jsonl" not in archive.namelist()
    with open_ledger(path) as ledger:
        kept = ledger.decide(decided("reject"))
        pack(ledger, tmp_path / "b.wacz")
    with zipfile.ZipFile(tmp_path / "b.wacz") as archive:
        assert json.loads(archive.read("readings/decisions.jsonl"))["id"] == kept.id


def test_the_same_ledger_makes_the_same_pack(path: str, tmp_path: Path) -> None:
    packed(path, tmp_path / "a.wacz").close()
    with open_ledger(path) as ledger:
        pack(ledger, tmp_path / "b.wacz")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()


def test_what_was_captured_is_called_what_it_is(path: str, tmp_path: Path) -> None:
    gone = json.dumps(
        {"status": 404, "url": "https://a.example/d", "headers": [["Content-Type", "text/html; charset=x"]]}
    )
    given: dict[str, tuple[bytes, str | None]] = {
        "https://a.example/d": (b"<p>gone</p>", gone),
        "a.pdf": (b"%PDF-1.7 ...", None),
        "b.txt": ("قصف قرب بابل".encode(), None),
        "c.txt": ("قصف".encode("cp1256"), None),
    }
    with open_ledger(path) as ledger:
        for uri, (raw, custody) in given.items():
            made = reading(uri, incident(f"{uri} burned."))
            ledger.record(made.document, raw, made, STAMP, "file", custody)
        pack(ledger, tmp_path / "e.wacz")
    with zipfile.ZipFile(tmp_path / "e.wacz") as archive:
        lines = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
        found = {told["url"].rpartition("/")[2]: (told["mime"], told["status"])
                 for told in (json.loads(line.split(" ", 2)[2]) for line in lines)}  # fmt: skip
        records = ArchiveIterator(io.BytesIO(archive.read("archive/data.warc.gz")))
        types = [each.rec_headers.get_header("Content-Type") for each in records if each.rec_type == "resource"]
    text = ("text/plain", "200")
    assert found == {"d": ("text/html", "404"), "a.pdf": ("application/pdf", "200"), "b.txt": text, "c.txt": text}
    assert types == ["application/pdf", "text/plain; charset=utf-8", "text/plain"]
