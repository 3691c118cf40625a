"""A ZIP, or a WACZ, which is one -> the files in it, as streams: nothing is ever unpacked onto the disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Source, refuse
from corrobora.gather.streams import BOMB_FROM, BOMB_RATIO

_CLIMBS = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:")
_MOST = 100_000
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError)
_RECORDS = "archive/"  # where a WACZ has its records; the rest of it tells of them


class Entry(io.RawIOBase):
    """The bytes of one file in a ZIP; SourceError where they are broken."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed

    def readable(self) -> bool:
        """Return true: it can be read."""
        return True

    def seekable(self) -> bool:
        """Return true: it can be gone on in."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place, and return it."""
        return int(self._packed.seek(offset, whence))

    def tell(self) -> int:
        """Return the place."""
        return int(self._packed.tell())

    def readinto(self, buffer: object) -> int:
        """Return how many bytes were put into `buffer`; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            data = self._packed.read(len(view))
        except _BROKEN as error:
            raise SourceError("unreadable", f"it is broken or cut off in its ZIP ({error}); fetch that again") from None
        view[: len(data)] = data
        return len(data)


def entries(stream: BinaryIO, source: Source) -> Iterator[tuple[str, BinaryIO] | Gathered]:
    """Yield the name and the bytes of each file in a ZIP, in the order of their names, or why one isn't read."""
    try:
        packed = zipfile.ZipFile(stream)
        found = sorted(packed.infolist(), key=lambda each: each.filename)
    except _BROKEN as error:
        message = f"not a whole ZIP ({error}); fetch it again" if stream.seekable() else "give a ZIP by its name"
        yield refuse(source, "unreadable", message)
        return
    size = stream.seek(0, io.SEEK_END)
    if len(found) > _MOST or sum(each.file_size for each in found) > max(10 * BOMB_FROM, BOMB_RATIO * size):
        yield refuse(source, "too-large", f"unpacks to over {BOMB_RATIO} times its size, or {_MOST:,} files")
        return
    records = source.name.lower().endswith(".wacz")
    for each in found:
        if each.is_dir() or (records and not each.filename.startswith(_RECORDS)):
            continue
        yield _entry(packed, each, source)


def _entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source) -> tuple[str, BinaryIO] | Gathered:
    own = replace(source, name=f"{source.name}/{entry.filename}")
    if _CLIMBS.search(entry.filename):
        return refuse(own, "unreadable", "its name leads out of the archive; who packed it may mean harm")
    if entry.file_size > max(BOMB_FROM, BOMB_RATIO * entry.compress_size):
        return refuse(own, "too-large", f"unpacks to over {BOMB_RATIO} times its size")
    if entry.flag_bits & 1:
        return refuse(own, "unreadable", "locked by a password; unpack the archive")
    try:
        return entry.filename, io.BufferedReader(Entry(packed.open(entry)))
    except _BROKEN as error:
        return refuse(own, "unreadable", f"it is broken in its ZIP ({error}); fetch that again")
