"""What a person names -> captures: files, folders, URLs and standard input, in the order given."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from glob import has_magic, iglob
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.archives import entries, read_archive
from corrobora.gather.channels.telegram import read_chat, read_telegram
from corrobora.gather.channels.whatsapp import read_whatsapp
from corrobora.gather.decode import declared_in, decode
from corrobora.gather.diary import Diary
from corrobora.gather.feeds import read_feed
from corrobora.gather.following import follow, read_articles
from corrobora.gather.gathered import Gate, Gathered, Piece, Source, attempt, refuse, too_large
from corrobora.gather.kinds import Kind, kind_of, stands_beside
from corrobora.gather.lines import read_listing
from corrobora.gather.listing import Fetching
from corrobora.gather.lots import Lot, alone, take_lots
from corrobora.gather.pages import take_page
from corrobora.gather.papers.docx import read_docx
from corrobora.gather.papers.mail import read_mail, read_mailbox
from corrobora.gather.papers.pdf import read_pdf
from corrobora.gather.sheets import read_sheet
from corrobora.gather.streams import begin, open_file, read_whole, unpack, unreadable
from corrobora.gather.tables import read_table
from corrobora.gather.web import Fetched, fetch
from corrobora.settings import Settings

_BYTES: dict[Kind, int] = {  # that may be held, a character of max_text
    "text": 4, "page": 4, "feed": 4, "chat": 10, "whatsapp": 10, "sheet": 10, "articles": 10, "pdf": 4, "docx": 4,
    "mail": 4,
}  # fmt: skip
_PAPERS: Mapping[Kind, Callable[[bytes, int], Piece]] = {"pdf": read_pdf, "docx": read_docx}
_READERS: Mapping[Kind, Callable[[bytes, Source], Iterator[Gathered]]] = {
    "feed": read_feed,
    "mail": read_mail,
    "chat": read_chat,
    "whatsapp": read_whatsapp,
    "sheet": lambda raw, source: follow(read_sheet(raw, source), source),
    "articles": lambda raw, source: follow(read_articles(raw, source), source),
}
_UTF8 = "utf-8"
_SMALL = frozenset({"text", "page", "pdf", "docx", "mail", "feed"})  # kinds of which a file is taken at once
_LARGE = 16 << 20


def gather(
    sources: Sequence[str],
    settings: Settings,
    stdin: BinaryIO | None = None,
    diary: Diary | None = None,
    fetching: Fetching | None = None,
) -> Iterator[Gathered]:
    """Return what each source holds: a path, a folder, a URL, or `-` for `stdin`. What fails is a row with its error.

    A path may be a pattern ("2021/*/*.warc.gz"). `diary` is told what was passed over and how far archives were taken;
    by `fetching` the addresses of a list are asked.

    >>> [each.error.code for each in gather(["no-such-file.txt"], Settings())]
    ['missing']
    """
    return take_lots(gather_lots(sources, settings, stdin, diary, fetching))


def gather_lots(
    sources: Sequence[str],
    settings: Settings,
    stdin: BinaryIO | None = None,
    diary: Diary | None = None,
    fetching: Fetching | None = None,
    gate: Gate | None = None,
) -> Iterator[Lot]:
    """Return what `gather` does, lot by lot; of archives, pages whose words `gate` turns away have the error `gate`."""
    for name in sources:
        source = Source(name, "file", settings, diary=diary or Diary(), fetching=fetching, gate=gate)
        if name == "-":
            yield from _lots(stdin or io.BytesIO(), replace(source, method="stdin"))
        elif name.lower().startswith(("http://", "https://")):
            yield from map(alone, _from_web(replace(source, method="http")))
        elif "://" in name and not Path(name).exists():
            scheme = name.partition("://")[0]
            message = f"{scheme}:// addresses can't be fetched, only http:// and https://; save it to a file first"
            yield alone(refuse(source, "bad-address", message))
        else:
            for each in _matching(name):
                yield from _from_path(replace(source, name=each))


def _matching(name: str) -> list[str]:
    """Return the paths that a pattern stands for, in the order of their names, or the name itself."""
    if "\0" in name or not has_magic(name) or os.path.lexists(name):
        return [name]
    return sorted(iglob(name, recursive=True)) or [name]  # noqa: PTH207 - a pattern of any place, as it was written


def _from_path(source: Source) -> Iterator[Lot]:
    try:
        if os.path.isdir(source.name):  # noqa: PTH112 - `Path` fails where the name is longer than any file's
            yield from _from_folder(source)
        elif size := _size_of_one(source):
            yield Lot(source.name, partial(_take_file, replace(source, diary=Diary(), fetching=None)), size)
        else:
            with open_file(Path(source.name)) as stream:
                yield from _lots(stream, source)
    except SourceError as error:
        yield alone(refuse(source, error.code, str(error)))
    except (OSError, ValueError) as error:
        yield alone(refuse(source, "unreadable", str(unreadable(error))))


def _size_of_one(source: Source) -> int:
    """Return the size of a file that is one article or little more, so that any process can take it; else 0."""
    with open_file(Path(source.name)) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGE:
            return 0
        return status.st_size if kind_of(source.name, begin(stream)[1], None) in _SMALL else 0


def _take_file(source: Source) -> list[Gathered]:
    try:
        with open_file(Path(source.name)) as stream:
            return list(_take(stream, source))
    except SourceError as error:
        return [refuse(source, error.code, str(error))]


def _from_folder(source: Source) -> Iterator[Lot]:
    """Return what the files of a folder and its folders hold, in the order of their names."""
    found = False
    for each in _walk(Path(source.name), set(), source):
        found = True
        if isinstance(each, Gathered):
            yield alone(each)
        else:
            yield from _from_path(replace(source, name=each))
    if not found:
        yield alone(refuse(source, "empty", "the folder holds no text, page, feed, archive or export"))


def _walk(folder: Path, seen: set[tuple[int, int]], source: Source) -> Iterator[str | Gathered]:
    """Return the files to read, and a failure for each folder that can't be opened; links that loop are walked once."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refuse(replace(source, name=str(folder)), "unreadable", str(unreadable(error)))
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
    served = replace(source, charset=fetched.charset, exchange=fetched.exchange)
    yield from _take(io.BytesIO(fetched.raw), served, fetched.media)


def _take(given: BinaryIO, source: Source, media: str | None = None) -> Iterator[Gathered]:
    """Return what a stream holds, by the reader of its kind."""
    return take_lots(_lots(given, source, media))


def _lots(given: BinaryIO, source: Source, media: str | None = None) -> Iterator[Lot]:
    try:
        stream, head = begin(given)
        kind = kind_of(source.name, head, media)
        if kind == "archive":
            yield from read_archive(stream, source)
        elif kind == "zip":
            yield from _from_zip(stream, source)
        else:
            yield from map(alone, _by_kind(kind, unpack(stream), source))
    except SourceError as error:
        yield alone(refuse(source, error.code, str(error)))
    except OSError as error:
        yield alone(refuse(source, "unreadable", str(unreadable(error))))


def _from_zip(stream: BinaryIO, source: Source) -> Iterator[Lot]:
    """Return what the files of a ZIP hold, as if they lay in a folder."""
    found = False
    for each in entries(stream, source):
        if isinstance(each, Gathered):
            found = True
            yield alone(each)
            continue
        name, inside = each
        own = replace(source, name=f"{source.name}/{name}")
        if stands_beside(PurePosixPath(name).name) or name.startswith("__MACOSX/"):
            continue
        found = True
        if kind_of(name, b"") == "zip":
            yield alone(refuse(own, "unreadable", "an archive inside an archive; unpack the outer one"))
        else:
            yield from _lots(inside, own)
    if not found:
        yield alone(refuse(source, "empty", "the archive holds no text, page, feed or export"))


def _by_kind(kind: Kind, stream: BinaryIO, source: Source) -> Iterator[Gathered]:
    if kind == "lines":
        yield from follow(read_listing(stream, source), source)
    elif kind == "table":
        yield from follow(read_table(stream, source), source)
    elif kind == "telegram":
        yield from read_telegram(stream, source)
    elif kind == "mailbox":
        yield from read_mailbox(stream, source)
    else:
        limit = source.settings.max_text * _BYTES[kind]
        yield from _read(kind, read_whole(stream, limit, too_large(source)), source)


def _read(kind: Kind, raw: bytes, source: Source) -> Iterator[Gathered]:
    if not raw.strip():
        yield refuse(source, "empty", "the file is empty", raw=raw)
    elif kind in _READERS:
        yield from _READERS[kind](raw, source)
    elif kind == "page":
        yield from take_page(raw, lambda: decode(raw, source.charset or declared_in(raw))[0], source, source.name)
    elif kind in _PAPERS:
        yield attempt(source, raw, lambda: _PAPERS[kind](raw, source.settings.max_text), uri=source.name)
    else:
        yield attempt(source, raw, lambda: _text(raw, source.charset), uri=source.name)


def _text(raw: bytes, charset: str | None) -> Piece:
    text, encoding = decode(raw, charset)
    return Piece(text, notes=() if encoding == _UTF8 else (f"read as {encoding}, by its marks or its letters",))
