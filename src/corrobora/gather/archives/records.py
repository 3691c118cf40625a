"""WARC and WET -> one document for each page that was answered with success; the other records are counted."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, cast

from corrobora.errors import SourceError
from corrobora.gather.archives.frames import Frame, Record, frames
from corrobora.gather.archives.window import Readable, Window
from corrobora.gather.bulk import TURNED_AWAY, is_turned_away, read_page_fast
from corrobora.gather.decode import declared_in, decode
from corrobora.gather.diary import Diary, Place
from corrobora.gather.gathered import Exchange, Gathered, Piece, Source, attempt, printable, refuse, too_large
from corrobora.gather.lots import Lot
from corrobora.gather.pages import take_page
from corrobora.gather.streams import read_whole
from corrobora.types import Failure, Flag

_HTML = {"text/html", "application/xhtml+xml"}
_PAGES = _HTML | {"text/plain"}
NO_PAGE = "no-page"
_BYTES = 4  # the most that a character takes
_HEADERS = 1 << 16
_OK = 200
_TYPE = re.compile(rb"\nwarc-type:[ \t]*([a-z]{1,20})", re.IGNORECASE)
_TAKEN = {"response", "resource", "conversion"}
_ONLY = {"request", "metadata", "warcinfo", "revisit", "continuation"}
_MEDIA = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,60}", re.ASCII)
_SHOWN = 8  # reasons that are told apart in one line


def read_archive(stream: BinaryIO, source: Source) -> Iterator[Lot]:
    """Return the pages of a WARC, or the texts of a WET; a broken record is a row of its own, and the next is read.

    What is no page (requests, images, redirects, errors) is told in one line, with how many there were of each.
    """
    since = source.diary.begin(source.name)
    if since is None:
        source.diary.tell(f"{printable(source.name)}: was taken whole before; `--from-start` looks at it again")
        return
    if since.byte:
        stream.seek(since.byte)
    taking = _Taking(source, since)
    own = replace(source, diary=Diary(), fetching=None)  # which another process can be given
    at = 0  # what was taken before counts as taken, for whoever shows how far the work is
    for frame in frames(
        Window(cast("Readable", stream), since.byte), source.settings.max_text * _BYTES + _HEADERS, since
    ):
        size, at = max(0, frame.after.byte - at), max(at, frame.after.byte)
        take: Callable[[], Iterable[Gathered]] = partial(_take, frame, own)
        if frame.record.error is not None or _kind(frame.record) not in _TAKEN:
            take = partial(tuple, tuple(_take(frame, own)))  # a line, which costs less to send than the record
        name = f"{source.name}, {_at(frame.place)}"
        yield Lot(name, take, size, counts=taking.counts, settle=partial(taking.reach, frame.after))
    yield Lot(source.name, tuple, settle=taking.finish)


class _Taking:
    """What is noted of an archive while its records are dealt with, one after the other."""

    def __init__(self, source: Source, since: Place) -> None:
        self._source = source
        self._since = since
        self._passed: Counter[str] = Counter()
        self._found = False

    def counts(self, error: Failure) -> bool:
        """Return whether an error only says that a record is no page, and count it by the reason."""
        if error.code == NO_PAGE:
            self._passed[error.message] += 1
        return error.code == NO_PAGE

    def reach(self, after: Place, found: bool) -> tuple[Gathered, ...]:  # noqa: FBT001 - what a lot is told
        self._found = self._found or found
        self._source.diary.reach(self._source.name, after)
        return ()

    def finish(self, _found: bool) -> tuple[Gathered, ...]:  # noqa: FBT001 - what a lot is told
        """Tell what was passed over, and note that all was taken; return an error where there was no page at all."""
        name = self._source.name
        if self._passed:
            self._source.diary.tell(f"{printable(name)}: {_told(self._passed)}")
        empty = not self._found and self._since == Place()
        self._source.diary.finish(name)
        return (refuse(self._source, "no-article", "holds no page that was answered with success"),) if empty else ()


def _told(passed: Counter[str]) -> str:
    """Return how many records were passed over, and why: "3 records passed over: 2 request, 1 image/png"."""
    most = passed.most_common(_SHOWN)
    rest = passed.total() - sum(count for _, count in most)
    kinds = [f"{count:,} {reason}" for reason, count in most] + ([f"{rest:,} others"] if rest else [])
    return f"{passed.total():,} record{'' if passed.total() == 1 else 's'} passed over: {', '.join(kinds)}"


def _take(frame: Frame, source: Source) -> Iterator[Gathered]:
    """Yield what a record holds: a page, an error, or why it is no page (NO_PAGE)."""
    record, at = frame.record, _at(frame.place)
    if record.error is not None:
        yield refuse(source, record.error.code, str(record.error), at=at)
        return
    name = _kind(record)
    if name not in _TAKEN:
        yield _no_page(source, name if name in _ONLY else "of no known type")
        return
    try:
        parsed = _parse(record)
    except SourceError as error:
        yield refuse(source, error.code, str(error), at=at)
        return
    reason = _not_a_page(parsed)
    if reason is not None:
        yield _no_page(source, reason)
    else:
        yield from _read(parsed, record, source, at)


def _kind(record: Record) -> str:
    found = _TYPE.search(record.head)
    return found[1].decode("ascii").lower() if found else "of no known type"


def _no_page(source: Source, reason: str) -> Gathered:
    return Gathered(source.name, source.method, error=Failure(NO_PAGE, reason))


def _at(place: Place) -> str:
    return f"record at byte {place.byte:,}" + (f", {place.before:,} behind it" if place.before else "")


def _parse(record: Record) -> Any:  # noqa: ANN401 - fastwarc's record
    from fastwarc.warc import WarcRecord

    head = record.head
    if record.long:  # only its headers are looked at
        head = re.sub(rb"(?i)(\ncontent-length:)[^\r\n]*", b"\\1 %d" % len(record.block), head)
    try:
        parsed = WarcRecord.from_bytes(head + record.block)
        parsed.parse_http(auto_decode="all")
    except (GeneratorExit, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the reader's Rust is no Exception
        raise SourceError("unreadable", f"its headers can't be read ({str(error) or type(error).__name__})") from None
    return parsed


def _not_a_page(record: Any) -> str | None:  # noqa: ANN401 - fastwarc's record
    """Return why a record is no page, or null where it is one."""
    if record.is_http_parsed:
        status = record.http_headers.status_code
        if status != _OK:
            return f"answered {status}"
        media = (record.http_content_type or "").lower()
    else:
        media = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if media not in _PAGES:
        return media if _MEDIA.fullmatch(media) else "of no known media type"
    return "robots.txt" if _uri(record).endswith("/robots.txt") else None


def _uri(record: Any) -> str:  # noqa: ANN401 - fastwarc's record
    return str(record.headers.get("WARC-Target-URI") or record.record_id or "").strip("<> ")


def _read(parsed: Any, record: Record, source: Source, at: str) -> Iterator[Gathered]:  # noqa: ANN401 - fastwarc's record
    """Yield the article of a record's page, or each entry of a live blog."""
    uri = _uri(parsed)
    place = f"{at}, {uri}"
    if record.long:
        yield refuse(source, "too-large", str(too_large(source)), uri=uri, at=place)
        return
    try:
        raw = read_whole(parsed.reader, source.settings.max_text * _BYTES, too_large(source))
    except SourceError as error:
        yield refuse(source, error.code, str(error), uri=uri, at=place)
        return
    except (GeneratorExit, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the reader's Rust is no Exception
        yield refuse(source, "unreadable", f"its body can't be unpacked ({error})", uri=uri, at=place)
        return
    media = parsed.http_content_type if parsed.is_http_parsed else parsed.headers.get("Content-Type")
    plain = not any((media or "").lower().startswith(each) for each in _HTML)
    charset = parsed.http_charset or (None if plain else declared_in(raw))
    exchange = _exchange(parsed, source, at)
    own = Source(source.name, source.method, source.settings, charset, exchange, gate=source.gate)
    doubts = tuple(Flag("odd-text", None, note) for note in _doubts(parsed, record))
    for each in _found(raw, own, uri, place, plain=plain):
        flags = (*each.flags, *doubts) if each.document else each.flags
        # the whole answer of an address, and no part of one, but for the entries of a live blog
        yield replace(each, flags=flags, at="" if exchange and each.at == place else each.at)


def _found(raw: bytes, source: Source, uri: str, at: str, *, plain: bool) -> Iterator[Gathered]:
    def text() -> str:
        return decode(raw, source.charset)[0]

    if source.gate is not None and is_turned_away(source.gate, raw, source.charset, plain=plain):
        yield refuse(source, TURNED_AWAY, "no conflict reporting by its words; passed over", uri=uri, at=at)
    elif plain:
        yield attempt(source, raw, lambda: Piece(text()), uri=uri, at=at)
    elif source.settings.pages == "fast":
        yield attempt(source, raw, lambda: read_page_fast(text(), uri), uri=uri, at=at)
    else:
        yield from take_page(raw, text, source, uri, at)


def _exchange(record: Any, source: Source, at: str) -> Exchange | None:  # noqa: ANN401 - fastwarc's record
    """Return how the server gave a page, as its archive has it."""
    if not record.is_http_parsed:
        return None
    return Exchange(
        _uri(record),
        record.http_headers.status_code,
        tuple((str(name).lower(), str(value)) for name, value in record.http_headers.items()),
        address=record.headers.get("WARC-IP-Address"),
        archived=record.headers.get("WARC-Date"),
        archive=f"{printable(source.name)}, {at}",
    )


def _doubts(parsed: Any, record: Record) -> tuple[str, ...]:  # noqa: ANN401 - fastwarc's record
    """Return what a person should know of a record: that it was cut when it was captured, or changed since."""
    notes = []
    if cut := parsed.headers.get("WARC-Truncated"):
        notes.append(f"the archive says that the page was cut when it was captured ({printable(cut)[:20]})")
    stated = (parsed.headers.get("WARC-Block-Digest") or "").strip()
    name, _, digest = stated.partition(":")
    if (
        name.lower() in {"sha1", "sha256"}
        and digest
        and not _is_digest(digest, hashlib.new(name.lower(), record.block))
    ):
        notes.append("its bytes are not those whose digest the archive states: it was changed, or badly written")
    return tuple(notes)


def _is_digest(stated: str, made: Any) -> bool:  # noqa: ANN401 - hashlib's
    forms = (made.hexdigest(), base64.b32encode(made.digest()).decode().rstrip("="))
    return stated.rstrip("=").casefold() in {form.casefold() for form in forms}
