"""Web archives as they are written, well and badly."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Post {number} hit near Gao - River News</title>
<meta property="og:site_name" content="River News">
<meta property="article:published_time" content="2022-03-14T08:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Post {number} hit near Gao</h1>
<p>Gunmen attacked post {number} near Gao on Sunday, the army said on Monday.</p>
<p>Two soldiers were hurt and one vehicle burned, a resident of the town told River News.</p></article></body></html>"""


def address(number: int) -> str:
    return f"https://a.example/{number}"


def page(number: int = 1) -> bytes:
    return PAGE.format(number=number).encode()


def record(
    uri: str,
    body: bytes,
    headers: str = "Content-Type: text/html",
    status: str = "200 OK",
    length: object = None,
    more: str = "",
) -> bytes:
    """Return the answer of a server, as a WARC has it; `length` may lie."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    return plain("response", uri, http, "application/http; msgtype=response", length, more)


def plain(kind: str, uri: str, block: bytes, media: str = "text/plain", length: object = None, more: str = "") -> bytes:
    """Return a record of any kind."""
    name = hashlib.sha256(uri.encode()).hexdigest()[:32]
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2022-03-15T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{name}>\r\nContent-Type: {media}\r\n{more}"
    return f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def digest(block: bytes) -> str:
    return f"WARC-Block-Digest: sha1:{base64.b32encode(hashlib.sha1(block).digest()).decode()}\r\n"  # noqa: S324 - WARC's


def records(count: int) -> list[bytes]:
    return [record(address(number), page(number)) for number in range(count)]


def packed(each: bytes) -> bytes:
    return gzip.compress(each, mtime=0)


def whole(parts: Sequence[bytes], form: str) -> bytes:
    """Return an archive: plain, packed record by record, or packed in one."""
    if form == "records":
        return b"".join(map(packed, parts))
    return packed(b"".join(parts)) if form == "one" else b"".join(parts)
