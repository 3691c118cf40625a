"""A web archive as it lies on a disk -> stretches of plain records: the members of its gzip, or the whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from corrobora.errors import SourceError
from corrobora.gather.archives.window import Readable, Window
from corrobora.gather.streams import BOMB_FROM, BOMB_RATIO, GZIP

_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # with and without a dictionary before it
_LZ4 = b"\x04\x22\x4d\x18"
_MEMBER = GZIP + b"\x08"
_HEAD = 1 << 12
_STEP = 1 << 20
_WBITS = 31  # gzip, and nothing else


class Member:
    """The bytes inside one gzip member; SourceError where they break off or swell beyond what real pages do."""

    def __init__(self, packed: Window) -> None:
        self._packed = packed
        self._start = packed.at
        self._inflate = zlib.decompressobj(_WBITS)
        self._seen = 0
        self.failed = False

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none at the member's end."""
        while not self._ended():
            given = self._packed.look(size)
            try:
                data = self._inflate.decompress(given, size)
            except zlib.error as error:
                raise self._broken(f"its gzip data is broken ({error})") from None
            left = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self._packed.move(len(given) - len(left))
            self._seen += len(data)
            if self._seen > max(BOMB_FROM, BOMB_RATIO * (self._packed.at - self._start)):
                raise self._broken(f"it unpacks to over {BOMB_RATIO} times its size")
            if data:
                return data
            if not given:
                raise self._broken("its gzip data is cut off")
        return b""

    def drain(self) -> None:
        """Read on to the end."""
        try:
            while self.read(1 << 16):
                pass
        except SourceError:
            pass

    def _ended(self) -> bool:
        return self._inflate.eof or self.failed

    def _broken(self, why: str) -> SourceError:
        self.failed = True
        return SourceError("unreadable", why)


def stretches(packed: Window) -> Iterator[tuple[int, Window]]:
    """Yield the stretches of plain records with the place at which each begins; what is broken ends with its stretch.

    >>> import gzip, io
    >>> two = Window(io.BytesIO(gzip.compress(b"WARC/1.0 a") + gzip.compress(b"WARC/1.0 b")))
    >>> [stretch.look(99) for _, stretch in stretches(two)]
    [b'WARC/1.0 a', b'WARC/1.0 b']
    """
    head = packed.look(4)
    if not head.startswith(GZIP) and not _is_damaged_gzip(packed):
        yield packed.at, _unpacked(packed, head)
        return
    failed = False
    while True:
        begin = packed.at
        there, strange = _next_member(packed)
        if strange and not failed:
            yield begin, Window(_Gap(packed.at - begin))
        if not there:
            return
        packed.release()
        start, member = packed.at, Member(packed)
        yield start, Window(member)
        member.drain()
        failed = member.failed
        if failed:
            packed.back(start + 1)


class _Gap:
    """What stands between two members and is none."""

    def __init__(self, size: int) -> None:
        self._size = size

    def read(self, _size: int) -> bytes:
        raise SourceError("unreadable", f"{self._size:,} bytes hold no gzip member that begins with a record")


def _is_damaged_gzip(packed: Window) -> bool:
    """Return whether a gzip member stands near the start of what begins as neither gzip nor records."""
    head = packed.look(_STEP)
    found = head.find(_MEMBER)
    while found >= 0 and not _is_member(head[found : found + _HEAD]):
        found = head.find(_MEMBER, found + 1)
    return found >= 0 and b"WARC/" not in head[:found]


def _unpacked(packed: Window, head: bytes) -> Window:
    if head in _ZSTD or head == _LZ4:
        from fastwarc.stream_io import Lz4Reader, ZstdReader

        reader = Lz4Reader if head == _LZ4 else ZstdReader
        return Window(_Guarded(cast("Readable", reader(cast("BinaryIO", _Forward(packed))))))
    return packed


class _Guarded:
    """Bytes that a library unpacks; SourceError where it can't."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (OSError, ValueError) as error:
            raise SourceError("unreadable", f"its packing is broken or cut off ({error})") from None


class _Forward:
    """A window as a file that is only read on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def read(self, size: int = -1) -> bytes:
        data = self._window.look(size)
        self._window.move(len(data))
        self._window.release()
        return data

    def tell(self) -> int:
        return self._window.at


def _next_member(packed: Window) -> tuple[bool, bool]:
    """Go on to the next gzip member that begins with a record; return whether there is one, and other bytes before."""
    strange = False
    while True:
        found = packed.find(_MEMBER, _STEP)
        there = packed.look(_STEP if found < 0 else found)
        strange = strange or bool(there.strip(b"\0"))
        packed.move(len(there))
        if found >= 0 and _is_member(packed.look(_HEAD)):
            return True, strange
        if found < 0 and len(there) < _STEP:
            return False, strange
        if found >= 0:
            strange = True
            packed.move(1)
        else:
            packed.back(packed.at - len(_MEMBER) + 1)
        packed.release()


def _is_member(head: bytes) -> bool:
    try:
        return zlib.decompressobj(_WBITS).decompress(head, 16).lstrip(b"\r\n").startswith(b"WARC/")
    except zlib.error:
        return False
