"""A ledger's captures as one WACZ file: what was captured, page by page, with its readings, decisions and chain inside.

The form is WACZ 1.1.1, which ReplayWeb.page opens: a ZIP with a WARC, its CDXJ index, a list of pages, and a
description of the package with the SHA-256 of each file. Two packs of the same ledger are the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote, urlsplit

from corrobora.gather.kinds import kind_of
from corrobora.keep.ledger import Capture, Ledger
from corrobora.keep.whole import whole
from corrobora.schema import json_line, to_json

_STAMP = (1980, 1, 1, 0, 0, 0)  # of the ZIP's entries: the true times stand inside
_UNKNOWN = "1970-01-01T00:00:00Z"
_BLOCK = 3000  # lines of the index in one compressed block
_LEVEL = 9
_HEAD = 4096  # bytes that tell what others are
_FOUND = 200
_MEDIA = {
    "page": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mail": "message/rfc822",
    "lines": "application/json",
    "feed": "application/xml",
}
_UNDONE = {"content-encoding", "transfer-encoding", "content-length"}  # the bytes are kept as they were unpacked


@dataclass(frozen=True, slots=True)
class _Indexed:
    """Where a record stands in the WARC."""

    key: str
    at: str
    url: str
    mime: str
    digest: str
    offset: int
    length: int
    status: int


def pack(ledger: Ledger, out: Path) -> int:
    """Write the captures of a ledger to a WACZ file and return how many; it is there whole or not at all."""
    with whole(out) as file, TemporaryFile() as warc, zipfile.ZipFile(file, "w") as archive:
        indexed = list(_write_warc(ledger.captures(), warc))
        warc.seek(0)
        described = [_put(archive, "archive/data.warc.gz", iter(lambda: warc.read(1 << 20), b""))]
        blocks, lines = _index(sorted(indexed, key=lambda each: (each.key, each.at, each.offset)))
        described += [
            _put(archive, "indexes/index.cdx.gz", [blocks]),
            _put(archive, "indexes/index.idx", [lines]),
            _put(archive, "pages/pages.jsonl", _pages(ledger)),
            _put(archive, "readings/readings.jsonl", (f"{to_json(r)}\n".encode() for r in ledger.readings())),
            _put(archive, "readings/chain.jsonl", _chain(ledger)),
        ]
        if decided := ledger.decisions():
            described.append(_put(archive, "readings/decisions.jsonl", (f"{to_json(d)}\n".encode() for d in decided)))
        if handled := ledger.handlings():
            described.append(_put(archive, "readings/custody.jsonl", (f"{to_json(h)}\n".encode() for h in handled)))
        package = _package(described, max((each.at for each in indexed), default=""))
        _put(archive, "datapackage.json", [package])
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        _put(archive, "datapackage-digest.json", [json.dumps(digest).encode()])
    return len(indexed)


def _write_warc(captures: Iterable[Capture], stream: IO[bytes]) -> Iterator[_Indexed]:
    """Write each capture as a resource record, and yield where it stands."""
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(stream, gzip=True)
    about = writer.create_warcinfo_record("data.warc.gz", {"software": "corrobora", "format": "WARC File Format 1.1"})
    _settle(about, "warcinfo", _UNKNOWN)
    writer.write_record(about)
    for each in captures:
        url, when = address(each.uri), _moment(each.captured)
        start = stream.tell()
        told = each.told
        record = _record(writer, url, each, told)
        _settle(record, each.hash, when)
        if record.rec_type == "response":
            _say_how(record, told)
        writer.write_record(record)
        length = stream.tell() - start
        if record.rec_type == "response" and told.get("asked"):
            writer.write_record(_request(writer, record, each.hash, when, told))
        at = "".join(char for char in when if char.isdigit())
        mime = (record.http_headers or record.rec_headers).get_header("Content-Type") or _media(each.raw)
        told_of = told["status"] if record.rec_type == "response" else _FOUND
        digest = f"sha256:{each.sha256}"
        yield _Indexed(_key(url), at, url, mime.partition(";")[0].strip(), digest, start, length, told_of)


def _record(writer: Any, url: str, each: Capture, told: dict[str, Any]) -> Any:  # noqa: ANN401 - no types
    """Return a capture as the answer of its server, if known and whole, else as a resource."""
    payload = io.BytesIO(each.raw)
    if "status" not in told or "part" in told:  # an entry of a feed is no answer to its own address
        return writer.create_warc_record(url, "resource", payload, len(each.raw), _media(each.raw))
    from warcio.statusandheaders import StatusAndHeaders

    sent = [(name, value) for name, value in told["headers"] if name.lower() not in _UNDONE]
    headers = [*sent, ("Content-Length", str(len(each.raw)))]
    line = StatusAndHeaders(f"{told['status']} Captured", headers, protocol="HTTP/1.1")
    return writer.create_warc_record(url, "response", payload, len(each.raw), http_headers=line)


def _say_how(record: Any, told: dict[str, Any]) -> None:  # noqa: ANN401 - warcio has no types
    """Give an answer the server's address in the net, and the protocol, where they are known."""
    if told.get("address"):
        record.rec_headers.add_header("WARC-IP-Address", told["address"])
    if told.get("protocol"):
        record.rec_headers.add_header(
            "WARC-Protocol", "h2" if told["protocol"] == "HTTP/2" else told["protocol"].lower()
        )


def _request(writer: Any, answer: Any, name: str, when: str, told: dict[str, Any]) -> Any:  # noqa: ANN401 - no types
    """Return what the server was asked, as it was sent."""
    from warcio.statusandheaders import StatusAndHeaders

    parts = urlsplit(told["url"])
    line = f"GET {parts.path or '/'}{'?' + parts.query if parts.query else ''} HTTP/1.1"
    headers = StatusAndHeaders(line, [(name, value) for name, value in told["asked"]], is_http_request=True)
    record = writer.create_warc_record(told["url"], "request", http_headers=headers)
    _settle(record, f"{name} request", when)
    record.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))
    return record


def _settle(record: Any, name: str, when: str) -> None:  # noqa: ANN401 - warcio has no types
    """Give a record an id and a date that depend on the ledger alone."""
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>")
    record.rec_headers.replace_header("WARC-Date", when)


def address(uri: str) -> str:
    """Return a document's place as an absolute address, which a WARC wants.

    >>> address("https://a.example/1"), address("notes/a b.txt")
    ('https://a.example/1', 'file:///notes/a%20b.txt')
    """
    return uri if uri.startswith(("http://", "https://")) else f"file:///{quote(uri.lstrip('/'))}"


def _key(url: str) -> str:
    """Return the key by which an index sorts an address: its host backwards, then its path."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}){parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _media(raw: bytes) -> str:
    """Return the media type of bytes by what they are, so that whoever opens them sees what was captured.

    >>> _media(b"%PDF-1.7"), _media("قصف".encode())
    ('application/pdf', 'text/plain; charset=utf-8')
    """
    head = raw[:_HEAD]
    known = _MEDIA.get(kind_of("-", head)) or ("text/html" if b"<body" in head.lower() else None)
    if known is not None:
        return known
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "text/plain"
    return "text/plain; charset=utf-8"


def _moment(captured: str | None) -> str:
    """Return when something was captured, as WARC writes moments; they are kept in UTC."""
    return f"{captured[:19]}Z" if captured and len(captured) >= len(_UNKNOWN) - 1 else _UNKNOWN


def _index(indexed: list[_Indexed]) -> tuple[bytes, bytes]:
    """Return a compressed CDXJ index, and the index of its blocks."""
    blocks = bytearray()
    heads = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for first in range(0, len(indexed), _BLOCK):
        lines = "".join(map(_line, indexed[first : first + _BLOCK])).encode()
        block = gzip.compress(lines, _LEVEL, mtime=0)
        head = {"offset": len(blocks), "length": len(block), "digest": f"sha256:{hashlib.sha256(block).hexdigest()}"}
        heads.append(f"{indexed[first].key} {indexed[first].at} {json_line({**head, 'filename': 'index.cdx.gz'})}\n")
        blocks += block
    return bytes(blocks), "".join(heads).encode()


def _line(each: _Indexed) -> str:
    told = {
        "url": each.url,
        "mime": each.mime,
        "status": str(each.status),
        "digest": each.digest,
        "length": str(each.length),
        "offset": str(each.offset),
        "filename": "data.warc.gz",
    }
    return f"{each.key} {each.at} {json_line(told)}\n"


def _pages(ledger: Ledger) -> Iterator[bytes]:
    yield b'{"format": "json-pages-1.0", "id": "pages", "title": "Documents"}\n'
    captured = {each.uri: _moment(each.captured) for each in ledger.captures(raw=False)}
    for reading in ledger.readings():
        document = reading.document
        page = {
            "id": document.id,
            "url": address(document.uri),
            "title": document.title or document.uri,
            "ts": captured.get(document.uri, _UNKNOWN),
            "text": document.text,
        }
        yield f"{json_line(page)}\n".encode()


def _chain(ledger: Ledger) -> Iterator[bytes]:
    """Yield what the chain of hashes covers of each capture, so that anybody can reckon it anew."""
    for each in ledger.captures(raw=False):
        told = {"uri": each.uri, "sha256": each.sha256, "captured": each.captured, "method": each.method}
        told |= {"edition": each.edition, "read": each.read, "custody": each.custody, "previous": each.previous}
        told |= {"hash": each.hash}
        yield f"{json_line(told)}\n".encode()


def _put(archive: zipfile.ZipFile, path: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    """Put a file in the archive, uncompressed as WACZ wants, and return its description."""
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(path, _STAMP), "w", force_zip64=True) as file:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}


def _package(described: list[dict[str, Any]], last: str) -> bytes:
    created = f"{last[:4]}-{last[4:6]}-{last[6:8]}T{last[8:10]}:{last[10:12]}:{last[12:14]}Z" if last else _UNKNOWN
    told = {"profile": "data-package", "wacz_version": "1.1.1", "software": "corrobora", "created": created}
    return json.dumps({**told, "title": "Evidence", "resources": described}, indent=2).encode()
