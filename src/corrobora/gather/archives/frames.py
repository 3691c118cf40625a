"""Stretches of plain records -> one frame a record, held against its own length; what is broken costs one frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corrobora.errors import SourceError
from corrobora.gather.archives.members import stretches
from corrobora.gather.archives.window import Window
from corrobora.gather.diary import Place

_MOST_HEADERS = 1 << 16
_STEP = 1 << 20
_BEGINS = re.compile(rb"WARC/[01]\.\d{1,2}[ \t]*\r?\n")
_NEXT = re.compile(_BEGINS.pattern + rb"(?:WARC|Content)-", re.IGNORECASE)
_MOST_BEGIN = 64
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_END = b"\r\n\r\n"


class Record(NamedTuple):
    """A record's headers, and its block, of which only the head is held where it is `long`; or what is wrong."""

    at: int
    head: bytes = b""
    block: bytes = b""
    long: bool = False
    error: SourceError | None = None


class Frame(NamedTuple):
    """A record, where it stands, and where one would go on behind it."""

    place: Place
    after: Place
    record: Record


def frames(packed: Window, most: int, since: Place) -> Iterator[Frame]:
    """Yield the records of an archive from a place on; no more than `most` bytes of any are held."""
    for start, stretch in stretches(packed):
        plain = stretch is packed
        skip = since.before if since.byte == start else 0
        for number, record in enumerate(_records(stretch, most)):
            if number < skip:
                continue
            here = Place(record.at if plain else start, 0 if plain else number)
            after = Place(stretch.at if plain else start, 0 if plain else number + 1)
            yield Frame(here, after, record)


def _records(stretch: Window, most: int) -> Iterator[Record]:
    more = True
    while more:
        begin = stretch.at
        try:
            if not _forward(stretch):
                return
            begin = stretch.at
            head = _head(stretch)
            block, long = _block(stretch, len(head), most)
        except SourceError as error:
            stretch.move(stretch.at == begin)
            more = _seek(stretch)
            yield Record(begin, error=error)
        else:
            yield Record(begin, head, block, long)
            stretch.release()


def _forward(stretch: Window) -> bool:
    """Pass over the empty lines between records, and return whether anything follows."""
    while (more := stretch.look(64)) and not (rest := more.lstrip(b"\r\n\0")):
        stretch.move(len(more))
    if more:
        stretch.move(len(more) - len(rest))
    stretch.release()
    return bool(more)


def _head(stretch: Window) -> bytes:
    """Return a record's headers, with the empty line after them; SourceError where no record begins."""
    if not _BEGINS.match(stretch.look(32)):
        raise SourceError("unreadable", "no record begins here; what stands before the next one is passed over")
    end = _END if stretch.find(b"\r\n", 32) >= 0 else b"\n\n"
    found = stretch.find(end, _MOST_HEADERS)
    if found < 0:
        raise SourceError("unreadable", "its headers have no end; the record is passed over")
    return stretch.look(found + len(end))


def _block(stretch: Window, begin: int, most: int) -> tuple[bytes, bool]:
    """Return a record's block and whether it is too long to be held whole; go on behind it if it ends where it says.

    Else SourceError; what it claims to hold may be other records, and is looked through for them.
    """
    head = stretch.look(begin)
    stretch.move(begin)
    given = _LENGTH.search(head)
    if given is None:
        raise SourceError("unreadable", "its Content-Length is missing or no number; the record is passed over")
    length = int(given[1])
    if length > most:
        return _skip(stretch, length, _MOST_HEADERS), True
    if length and not stretch.look(1, length - 1):
        raise SourceError("unreadable", f"cut off: fewer than its {length:,} bytes are there; fetch it again")
    tail = stretch.look(16, length)
    if not tail.startswith(_END) and (rest := tail.lstrip(b"\r\n")) and not rest.startswith(b"WARC/"):
        message = f"its Content-Length, {length:,}, is not where it ends; the record is passed over"
        raise SourceError("unreadable", message)
    block = stretch.look(length)
    stretch.move(length)
    return block, False


def _skip(stretch: Window, length: int, keep: int) -> bytes:
    """Pass over a block, and return its head; SourceError where another record begins inside it."""
    kept, end = b"", stretch.at + length
    while stretch.at < end:
        step = min(_STEP, end - stretch.at)
        found = _begin(stretch, step + _MOST_BEGIN)
        if found is not None and stretch.at + found < end:
            stretch.move(found)
            raise SourceError("unreadable", f"its Content-Length, {length:,}, reaches into the next record")
        kept = kept or stretch.look(min(keep, length))
        there = len(stretch.look(step))
        stretch.move(there)
        stretch.release()
        if there < step:
            raise SourceError(
                "unreadable", f"cut off {end - stretch.at:,} bytes before its end; fetch the archive again"
            )
    return kept


def _seek(stretch: Window) -> bool:
    """Go on to where the next record begins, and return whether there is one."""
    try:
        while (found := _begin(stretch, _STEP + _MOST_BEGIN)) is None:
            there = len(stretch.look(_STEP))
            stretch.move(there)
            stretch.release()
            if there < _STEP:
                return False
    except SourceError:  # which the record that is passed over has said
        return False
    stretch.move(found)
    return True


def _begin(stretch: Window, within: int) -> int | None:
    """Return how far on another record begins, or null."""
    found = -1
    while (found := stretch.find(b"WARC/", within, found + 1)) >= 0:
        if _NEXT.match(stretch.look(_MOST_BEGIN, found)):
            return found
    return None
