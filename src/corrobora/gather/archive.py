"""A WARC file -> one document for each page that was answered with success."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from corrobora.errors import SourceError
from corrobora.gather.decode import declared_in, decode
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse, too_large
from corrobora.gather.page import read_page
from corrobora.gather.streams import read_whole

_PAGES = {"text/html", "application/xhtml+xml", "text/plain"}
_BYTES = 4  # the most that a character takes
_OK = 200


class _Forward:
    """A stream that is only read on: what comes by a pipe or is unpacked on the way can't go back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def read_archive(stream: BinaryIO, source: Source) -> Iterator[Gathered]:
    """Return the pages of a WARC; images, redirects and other records are no documents and are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = False
    try:
        records = ArchiveIterator(
            cast("BinaryIO", _Forward(stream)),
            record_types=WarcRecordType.response | WarcRecordType.resource,
            parse_http=True,
            auto_decode="all",
        )
        for record in records:
            if _is_page(record):
                found = True
                yield _read(record, source)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
    except (GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the reader's Rust is no Exception
        reason = str(error) or type(error).__name__
        yield refuse(source, "unreadable", f"broken after {'some' if found else 'no'} pages ({reason}); fetch it again")
    else:
        if not found:
            yield refuse(source, "no-article", "holds no page that was answered with success")


def _is_page(record: Any) -> bool:  # noqa: ANN401 - fastwarc's record
    if record.is_http_parsed:
        status = record.http_headers.status_code
        return status == _OK and (record.http_content_type or "").lower() in _PAGES
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES


def _read(record: Any, source: Source) -> Gathered:  # noqa: ANN401 - fastwarc's record
    uri = (record.headers.get("WARC-Target-URI") or record.record_id or "").strip("<>")
    try:
        raw = read_whole(record.reader, source.settings.max_text * _BYTES, too_large(source))
    except SourceError as error:
        return refuse(source, error.code, str(error), at=uri)
    charset = record.http_charset or declared_in(raw)
    plain = (record.http_content_type or "") == "text/plain"
    return attempt(source, raw, lambda: _piece(raw, charset, uri, plain=plain), uri=uri, at=uri)


def _piece(raw: bytes, charset: str | None, uri: str, *, plain: bool) -> Piece:
    text, _ = decode(raw, charset)
    return Piece(text) if plain else read_page(text, uri)
