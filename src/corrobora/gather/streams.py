"""Files and streams, opened so that none hangs, swells or fails without a reason."""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from corrobora.errors import SourceError

BOMB_FROM = 100_000_000
BOMB_RATIO = 200
GZIP = b"\x1f\x8b"
_WBITS = 31  # gzip, and nothing else
_HEAD = 4096


class Gunzipped(io.RawIOBase):
    """The bytes inside a gzip stream; SourceError where they break off, or swell beyond what real pages do."""

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = stream
        self._plain = gzip.GzipFile(fileobj=stream, mode="rb")
        self._seen = 0

    def readable(self) -> bool:
        """Return true: it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Return how many bytes were put into `buffer`; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            data = self._plain.read(len(view))
        except (EOFError, OSError, zlib.error) as error:
            raise SourceError("unreadable", f"the gzip data is broken or cut off ({error}); fetch it again") from None
        self._seen += len(data)
        if self._seen > BOMB_FROM and self._seen > BOMB_RATIO * max(1, self._packed.tell()):
            raise SourceError("too-large", f"unpacks to over {BOMB_RATIO} times its size; unpack it by hand and look")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close this stream and the one that it unpacks."""
        self._plain.close()
        self._packed.close()
        super().close()


def open_file(path: Path) -> io.BufferedReader:
    """Return a regular file opened for reading, as it lies; SourceError says why it can't be."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a path may hold any bytes
            raise SourceError("unreadable", "is no regular file (a pipe, socket or device); pipe its text into `-`")
        if _is_held(str(path)):
            raise SourceError("unreadable", "is a database in use; export its texts to a file first")
        return path.open("rb")
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) or getattr(error, "errno", None) == errno.ENAMETOOLONG:
            raise _missing(path) from None
        raise unreadable(error) from None


def _is_held(path: str) -> bool:
    """Return whether SQLite has a file open, or may have: closing it here would let go of the locks on it."""
    own, _, end = path.rpartition("-")
    database = own if own and end in {"wal", "shm"} else path
    return os.path.lexists(f"{database}-shm") and os.path.lexists(database)


def _missing(path: Path) -> SourceError:
    """Return the error for a file that isn't there; several words may be a text that was given in place of its file."""
    words = ", or pipe the words themselves into `corrobora read -`" if len(str(path).split()) > 1 else ""
    return SourceError("missing", f"there is no such file; check the name{words}")


def begin(stream: BinaryIO) -> tuple[io.BufferedReader, bytes]:
    """Return a stream that nothing was taken from yet, and its first bytes, unpacked where it is gzip.

    >>> begin(io.BytesIO(gzip.compress(b"text")))[1]
    b'text'
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(_HEAD)
    if head[:2] == GZIP:
        try:
            head = zlib.decompressobj(_WBITS).decompress(head, _HEAD)
        except zlib.error:  # whoever reads it says so
            head = b""
    return buffered, head[:_HEAD]


def unpack(stream: io.BufferedReader) -> BinaryIO:
    """Return a stream with gzip unpacked.

    >>> unpack(begin(io.BytesIO(gzip.compress(b"text")))[0]).read()
    b'text'
    """
    return io.BufferedReader(Gunzipped(stream)) if stream.peek(2)[:2] == GZIP else stream


def read_whole(stream: BinaryIO, limit: int, too_large: SourceError) -> bytes:
    """Return all bytes of a stream; raise `too_large` where there are more than `limit`."""
    try:
        raw = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(error) from None
    if len(raw) > limit:
        raise too_large
    return raw


def unreadable(error: Exception) -> SourceError:
    """Return the error for what the system would not let be read."""
    reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    return SourceError("unreadable", f"can't be read: {reason}; check the path and its permissions")
