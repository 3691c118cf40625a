"""A web archive as it lies on a disk -> stretches of plain records: the members of its gzip, or the whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import cast

from corrobora.errors import SourceError
from corrobora.gather.archives.window import Readable, Window
from corrobora.gather.streams import BOMB_FROM, BOMB_RATIO, GZIP

_ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")  # with and without a dictionary before it
_LZ4 = b"\x04\x22\x4d\x18"
_MEMBER = GZIP + b"\x08"
_HEAD = 1 << 12
_FAR = 1 << 62
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
        while not self._inflate.eof and not self.failed:
            given = self._packed.look(size)
            try:
                data = self._inflate.decompress(given, size)
            except zlib.error as error:
                raise self._broken(f"its gzip data is broken ({error})") from None
            left = len(self._inflate.unconsumed_tail) + len(self._inflate.unused_data)
            self._packed.move(len(given) - left)
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
    if not head.startswith(GZIP):
        yield packed.at, _unpacked(packed, head)
        return
    while True:
        packed.release()
        start, member = packed.at, Member(packed)
        yield start, Window(member)
        member.drain()
        if member.failed:
            packed.back(start + 1)
        if not _next_member(packed):
            return


def _unpacked(packed: Window, head: bytes) -> Window:
    if head in _ZSTD or head == _LZ4:
        from fastwarc.stream_io import Lz4Reader, ZstdReader

        reader = Lz4Reader if head == _LZ4 else ZstdReader
        return Window(cast("Readable", reader(_Forward(packed))))  # type: ignore[arg-type]
    return packed


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


def _next_member(packed: Window) -> bool:
    """Go on to the next gzip member that begins with a record, and return whether there is one."""
    while True:
        found = packed.find(_MEMBER, 1 << 20)
        if found < 0:
            rest = packed.look(1 << 20)
            packed.move(max(0, len(rest) - len(_MEMBER) + 1))
            packed.release()
            if len(rest) < 1 << 20:
                return False
            continue
        packed.move(found)
        if _is_member(packed.look(_HEAD)):
            return True
        packed.move(1)
        packed.release()


def _is_member(head: bytes) -> bool:
    try:
        return zlib.decompressobj(_WBITS).decompress(head, 16).lstrip(b"\r\n").startswith(b"WARC/")
    except zlib.error:
        return False
