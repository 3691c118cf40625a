"""What a person names -> captures: files, folders, URLs and standard input, in the order given."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.archive import read_archive
from corrobora.gather.decode import declared_in, decode
from corrobora.gather.feeds import read_feed
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse, too_large
from corrobora.gather.kinds import Kind, kind_of, stands_beside
from corrobora.gather.lines import read_lines
from corrobora.gather.pages import take_page
from corrobora.gather.papers.docx import read_docx
from corrobora.gather.papers.mail import read_mail, read_mailbox
from corrobora.gather.papers.pdf import read_pdf
from corrobora.gather.streams import open_file, read_whole, unpack, unreadable
from corrobora.gather.telegram import read_telegram
from corrobora.gather.web import Fetched, fetch
from corrobora.settings import Settings

_HEAD = 4096
_BYTES: dict[Kind, int] = {  # that may be held, a character of max_text
    "text": 4, "page": 4, "feed": 4, "telegram": 50, "pdf": 4, "docx": 4, "mail": 4,
}  # fmt: skip
_PAPERS: Mapping[Kind, Callable[[bytes, int], Piece]] = {"pdf": read_pdf, "docx": read_docx}
_UTF8 = "utf-8"


def gather(sources: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Gathered]:
    """Return what each source holds: a path, a folder, a URL, or `-` for `stdin`. What fails is a row with its error.

    >>> [each.error.code for each in gather(["no-such-file.txt"], Settings())]
    ['missing']
    """
    for name in sources:
        if name == "-":
            yield from _take(unpack(stdin or io.BytesIO()), Source("-", "stdin", settings))
        elif name.lower().startswith(("http://", "https://")):
            yield from _from_web(Source(name, "http", settings))
        elif "://" in name and not Path(name).exists():
            scheme = name.partition("://")[0]
            message = f"{scheme}:// addresses can't be fetched, only http:// and https://; save it to a file first"
            yield refuse(Source(name, "file", settings), "bad-address", message)
        else:
            yield from _from_path(name, settings)


def _from_path(name: str, settings: Settings) -> Iterator[Gathered]:
    source = Source(name, "file", settings)
    try:
        if Path(name).is_dir():
            yield from _from_folder(source)
            return
        with open_file(Path(name)) as stream:
            yield from _take(stream, source)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
    except (OSError, ValueError) as error:
        yield refuse(source, "unreadable", str(unreadable(error)))


def _from_folder(source: Source) -> Iterator[Gathered]:
    """Return what the files of a folder and its folders hold, in the order of their names."""
    found = False
    for each in _walk(Path(source.name), set(), source):
        found = True
        if isinstance(each, Gathered):
            yield each
        else:
            yield from _from_path(each, source.settings)
    if not found:
        yield refuse(source, "empty", "the folder holds no text, page, feed, archive or export")


def _walk(folder: Path, seen: set[tuple[int, int]], source: Source) -> Iterator[str | Gathered]:
    """Return the files to read, and a failure for each folder that can't be opened; links that loop are walked once."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refuse(Source(str(folder), "file", source.settings), "unreadable", str(unreadable(error)))
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from _walk(Path(entry.path), seen, source)
        elif not stands_beside(entry.name):
            yield entry.path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that points at itself: opening it says why
        return False


def _from_web(source: Source) -> Iterator[Gathered]:
    try:
        fetched = fetch(source)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
        return
    yield from take_fetched(fetched, source)


def take_fetched(fetched: Fetched, source: Source) -> Iterator[Gathered]:
    """Return what a server's answer holds."""
    served = Source(source.name, source.method, source.settings, fetched.charset, fetched.exchange)
    yield from _take(unpack(io.BytesIO(fetched.raw)), served, fetched.media)


def _take(stream: BinaryIO, source: Source, media: str | None = None) -> Iterator[Gathered]:
    """Return what a stream holds, by the reader of its kind."""
    try:
        kind = kind_of(source.name, stream.peek(_HEAD)[:_HEAD], media)  # type: ignore[attr-defined]
        if kind == "archive":
            yield from read_archive(stream, source)
            return
        if kind == "lines":
            yield from read_lines(stream, source)
            return
        if kind == "mailbox":
            yield from read_mailbox(stream, source)
            return
        limit = source.settings.max_text * _BYTES[kind]
        yield from _read(kind, read_whole(stream, limit, too_large(source)), source)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
    except OSError as error:
        yield refuse(source, "unreadable", str(unreadable(error)))


def _read(kind: Kind, raw: bytes, source: Source) -> Iterator[Gathered]:
    if not raw.strip():
        yield refuse(source, "empty", "the file is empty", raw=raw)
    elif kind == "feed":
        yield from read_feed(raw, source)
    elif kind == "telegram":
        yield from read_telegram(raw, source)
    elif kind == "mail":
        yield from read_mail(raw, source)
    elif kind == "page":
        yield from take_page(raw, lambda: decode(raw, source.charset or declared_in(raw))[0], source, source.name)
    elif kind in _PAPERS:
        yield attempt(source, raw, lambda: _PAPERS[kind](raw, source.settings.max_text), uri=source.name)
    else:
        yield attempt(source, raw, lambda: _text(raw, source.charset), uri=source.name)


def _text(raw: bytes, charset: str | None) -> Piece:
    text, encoding = decode(raw, charset)
    return Piece(text, notes=() if encoding == _UTF8 else (f"read as {encoding}, by its marks or its letters",))
