"""Files of GeoNames, zipped or not -> blocks of their lines, from any byte on."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from corrobora.errors import SourceError

PLACES, NAMES = "places", "names"
_COLUMNS = {19: PLACES, 10: NAMES, 8: NAMES}  # the older file of names has no "from" and "to"
UNREADABLE = "\ufffd"  # stands for a line that is not UTF-8
_BLOCK = 1 << 22
_ABOUT = {"readme.txt", "iso-languagecodes.txt"}
_SITE = "https://download.geonames.org/export/dump/"
_GET = f"give allCountries.zip, XX.zip or alternateNamesV2.zip of {_SITE}"
_BOM = b"\xef\xbb\xbf"
_WRONG = "no file of GeoNames: its first line has {} tab-separated columns, where places have 19 and names 10"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of GeoNames: what its rows are, its text's bytes, its day, and by what to know it again."""

    path: Path
    kind: str
    size: int
    day: str
    identity: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines of a dump: the number of the first, the bytes up to their end, the checksum of all these."""

    first: int
    lines: list[str]
    end: int
    checksum: int


def open_dump(path: Path) -> Dump:
    """Return what a file is; SourceError says what is wrong with it and what to do."""
    if not path.is_file():
        raise SourceError("missing", f"{path}: there is no such file; fetch it from {_SITE}")
    stat = path.stat()
    with _text(path) as (stream, size, day):
        line = stream.readline(_BLOCK).removeprefix(_BOM)
        columns = line.count(b"\t") + 1
        if columns not in _COLUMNS:
            raise SourceError("geonames", f"{path}: {_WRONG.format(columns)}; {_GET}")
    return Dump(path, _COLUMNS[columns], size, day, f"{path.name} {stat.st_size} {stat.st_mtime_ns}")


def blocks(dump: Dump, start: Block | None = None) -> Iterator[Block]:
    """Yield the lines of a dump, from the end of `start` on where that is given."""
    end, number, checksum = (start.end, start.first + len(start.lines), start.checksum) if start else (0, 1, 0)
    with _text(dump.path) as (stream, _, _):
        left = end
        while left:
            left -= len(stream.read(min(left, _BLOCK))) or left
        rest = b""
        while raw := stream.read(_BLOCK):
            whole, newline, tail = (rest + raw).rpartition(b"\n")
            rest = tail
            if newline:
                checksum = zlib.crc32(whole + newline, checksum)
                end += len(whole) + 1
                lines = _decoded(whole, is_first=number == 1)
                yield Block(number, lines, end, checksum)
                number += len(lines)
        if rest:
            yield Block(number, _decoded(rest, is_first=number == 1), end + len(rest), zlib.crc32(rest, checksum))


def _decoded(raw: bytes, *, is_first: bool) -> list[str]:
    """Return lines as text; one that is not UTF-8 is `UNREADABLE`."""
    raw = raw.removeprefix(_BOM) if is_first else raw
    try:
        lines = raw.decode().split("\n")  # not splitlines: a name may hold another mark that it takes for a line's end
    except UnicodeDecodeError:
        lines = [_line(each) for each in raw.split(b"\n")]
    return [line.removesuffix("\r") for line in lines] if b"\r" in raw else lines


def _line(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return UNREADABLE


@contextmanager
def _text(path: Path) -> Iterator[tuple[IO[bytes], int, str]]:
    """Give the stream of a file's text, its size and its day; what is damaged is told in one line."""
    try:
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise zipfile.BadZipFile("it is no zip file, or its end is missing")
            day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
            with path.open("rb") as stream:
                yield stream, path.stat().st_size, day
            return
        with zipfile.ZipFile(path) as archive:
            inside = [each for each in archive.infolist() if each.filename.lower().endswith(".txt")]
            texts = [each for each in inside if Path(each.filename).name.lower() not in _ABOUT]
            if not texts:
                raise SourceError("geonames", f"{path}: no text of GeoNames in it; give allCountries.zip from {_SITE}")
            largest = max(texts, key=lambda each: (each.file_size, each.filename))
            with archive.open(largest) as stream:
                yield stream, largest.file_size, "{:04}-{:02}-{:02}".format(*largest.date_time[:3])
    except _DAMAGED as error:
        raise SourceError(
            "damaged", f"{path}: damaged ({error}); fetch it again from {_SITE}, then run this again"
        ) from error
