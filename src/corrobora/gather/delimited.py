"""CSV as it really comes, in any encoding and with any delimiter -> rows of cells with the lines that they stand in."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.decode import decode
from corrobora.gather.streams import read_whole

_SAMPLE = 1 << 16
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = "\t;,|"
_MOST_LINES = 1_000  # of one row: more is a quotation mark that never closes
_MOST_CELLS = 20_000
_ROOM = 8

Row = tuple[int, list[str] | SourceError]


def delimited(stream: BinaryIO, most: int) -> Iterator[Row]:
    r"""Yield the rows of a CSV, each with its first line's number, and an error in the place of what is none.

    A row holds `most` characters in each cell; the first one is taken for the columns' names.

    >>> list(delimited(io.BytesIO(b"a;b\n1;\"2\n3\"\n"), 99))
    [(1, ['a', 'b']), (2, ['1', '2\n3'])]
    """
    lines = _Lines(stream, most * _ROOM)
    csv.field_size_limit(max(csv.field_size_limit(), most))  # the library has one for the whole process
    sign = lines.first()
    if sign is None:
        return
    width = 0
    wrong: str | None
    reader = csv.reader(lines, delimiter=sign)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except SourceError as error:
            yield lines.number, error
            continue
        except csv.Error as error:
            cells, wrong = [], str(error)
        else:
            wrong = _wrong(cells, width, len(lines.taken))
        number = lines.start
        if wrong:
            lines.again()  # all but the first: a mark that never closes must not swallow the rest
            reader = csv.reader(lines, delimiter=sign)
            yield number, SourceError("bad-csv", f"{wrong}; mend or remove it")
            continue
        if cells:
            width = width or len(cells)
            yield number, _mended(cells)


def _wrong(cells: list[str], width: int, lines: int) -> str | None:
    """Return what is wrong with a row, or null."""
    if lines > _MOST_LINES:
        return f"a quotation mark opens here that isn't closed within {_MOST_LINES:,} lines"
    if len(cells) > _MOST_CELLS:
        return f"has {len(cells):,} cells; no more than {_MOST_CELLS:,} are read"
    if width and lines > 1 and len(cells) != width:
        return f"has {len(cells)} cells over {lines} lines where {width} are wanted: a quotation mark isn't closed"
    if width and len(cells) > width and any(cells[width:]):
        return f"has {len(cells)} cells where {width} are wanted: a cell with the delimiter in it wants quotation marks"
    return None


def _mended(cells: list[str]) -> list[str]:
    """Return cells whose bytes were of another encoding than the file's, read by that."""
    out = []
    for cell in cells:
        raw = cell.encode("utf-8", "surrogateescape")
        try:
            out.append(raw.decode("utf-8"))
        except UnicodeDecodeError:
            try:
                out.append(decode(raw)[0])
            except SourceError:
                out.append(raw.decode("utf-8", "replace"))
    return [cell.replace("\0", "\ufffd") for cell in out]


class _Lines:
    """The lines of a table as text; those of one row are remembered, to be read again if they are none."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        head = stream.read(_SAMPLE)
        self._encoding = _encoding_of(head)
        if head.startswith(_WIDE) or self._encoding.startswith("utf-16"):  # its lines can't be told by their bytes
            self._encoding = "utf-8"
            head += read_whole(stream, most, SourceError("too-large", "too long in UTF-16; save it as UTF-8"))
            head = decode(head)[0].encode("utf-8", "replace")
        self._head = io.BytesIO(head.removeprefix(b"\xef\xbb\xbf"))
        self._stream = stream
        self._most = most
        self._back: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []
        self.number = 0

    @property
    def start(self) -> int:
        """Return the number of the row's first line."""
        return self.taken[0][0] if self.taken else self.number

    def first(self) -> str | None:
        """Return the delimiter by which the columns' names are parted; null where the file is empty."""
        while (line := self._next()) is not None:
            number, text = line
            if text.strip().lower().startswith("sep=") and len(text.strip()) == len("sep=,"):  # as Excel says it
                return text.strip()[-1]
            if text.strip():
                self._back.append((number, text))
                return max(_DELIMITERS, key=lambda sign: _outside(text, sign))
        return None

    def begin(self) -> None:
        """Forget the lines of the row before."""
        self.taken = []

    def again(self) -> None:
        """Give the lines of the row once more, but for the first."""
        self._back.extendleft(reversed(self.taken[1:]))
        self.taken = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > _MOST_LINES:
            raise csv.Error(f"a quotation mark opens here that isn't closed within {_MOST_LINES:,} lines")
        line = self._next()
        if line is None:
            raise StopIteration
        self.taken.append(line)
        return line[1]

    def _next(self) -> tuple[int, str] | None:
        if self._back:
            return self._back.popleft()
        raw = self._readline()
        if not raw:
            return None
        self.number += 1
        if len(raw) >= self._most and not raw.endswith(b"\n"):
            while (rest := self._readline()) and not rest.endswith(b"\n"):
                pass
            raise SourceError("too-large", f"a line of over {self._most:,} bytes; split it")
        return self.number, raw.decode(self._encoding, "surrogateescape")

    def _readline(self) -> bytes:
        line = self._head.readline(self._most)
        if line.endswith(b"\n") or len(line) == self._most:
            return line
        return line + self._stream.readline(self._most - len(line))


def _encoding_of(head: bytes) -> str:
    """Return the encoding of most of a table: its lines may differ, and are then read by their own."""
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        return "utf-8" if head.startswith(_WIDE) or decode(whole)[1].startswith("utf-8") else decode(whole)[1]
    except SourceError:
        return "utf-8"


def _outside(line: str, sign: str) -> int:
    """Return how often a sign stands in a line outside quotation marks."""
    return sum(part.count(sign) for part in line.split('"')[::2])
