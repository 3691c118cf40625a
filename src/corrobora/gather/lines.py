"""A `.jsonl` file -> one document a line; a bad line costs that line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse, too_large
from corrobora.gather.listing import Listed, listed
from corrobora.gather.page import read_page
from corrobora.gather.streams import unreadable

_ROOM = 8  # bytes that JSON may need for a character: \ud83d\ude00 is one
_MARK = b"\xef\xbb\xbf"
_NO_TEXT = "has neither `text` nor `html`; give one as a string"
_LISTS = (  # what Media Cloud and GDELT call the outlet, and the date
    ("outlet", "media_name", "outletName", "domain"),
    ("published", "publish_date", "seendate", "date"),
)


def read_lines(stream: BinaryIO, source: Source) -> Iterator[Gathered]:
    r"""Return the documents of the lines of a stream, empty lines left out.

    >>> import io
    >>> from corrobora.settings import Settings
    >>> lines = io.BytesIO(b'{"uri": "u:1", "text": "A convoy was hit."}\n{"uri": "u:2"}')
    >>> for each in read_lines(lines, Source("a.jsonl", "file", Settings())):
    ...     print(each.document.text if each.document else each.error.message)
    A convoy was hit.
    a.jsonl, line 2: has neither `text` nor `html`; give one as a string
    """
    for each in read_listing(stream, source):
        yield refuse(source, "no-text", _NO_TEXT, at=each.at) if isinstance(each, Listed) else each


def read_listing(stream: BinaryIO, source: Source) -> Iterator[Gathered | Listed]:
    """Return the documents of the lines of a stream, and the articles of which a line gives the address alone."""
    number = 0
    try:
        for number, raw in enumerate(_split(stream, source.settings.max_text * _ROOM), 1):
            if raw is None:
                yield refuse(source, "too-large", str(too_large(source)), at=f"line {number}")
            elif line := raw.strip().removeprefix(_MARK):
                yield _read(line, source, f"line {number}")
    except SourceError as error:
        yield refuse(source, error.code, str(error), at=f"line {number + 1}")
    except OSError as error:
        yield refuse(source, "unreadable", str(unreadable(error)), at=f"line {number + 1}")


def _split(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Return the lines of a stream; null in the place of one longer than `limit` bytes, which is never held."""
    while raw := stream.readline(limit):
        whole = raw.endswith(b"\n") or len(raw) < limit
        yield raw if whole else None
        while not whole:
            rest = stream.readline(limit)
            whole = rest.endswith(b"\n") or not rest


def _read(raw: bytes, source: Source, at: str) -> Gathered | Listed:
    try:
        row = parse_json(raw)
    except SourceError as error:
        return refuse(source, error.code, str(error), raw=raw, at=at)
    if not isinstance(row, dict):
        return refuse(source, "bad-json", 'not an object; give {"uri": …, "text": …}', raw=raw, at=at)
    uri = row.get("uri")
    if isinstance(row.get("url"), str) and not any(isinstance(row.get(key), str) for key in ("text", "html")):
        outlet, published = (next((row[key] for key in keys if row.get(key)), None) for keys in _LISTS)
        return listed(row["url"], row.get("title"), outlet, published, at)
    return attempt(source, raw, lambda: _piece(row), uri=uri if isinstance(uri, str) else "", at=at)


def parse_json(raw: bytes) -> object:
    """Return what JSON bytes hold; SourceError says where they break off.

    >>> parse_json(b"[1")
    Traceback (most recent call last):
    corrobora.errors.SourceError: not JSON (Expecting ',' delimiter at character 2); mend or remove it
    """
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError("encoding", f"byte {error.start} is not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise SourceError("bad-json", f"not JSON ({error.msg} at character {error.pos}); mend or remove it") from None
    except (ValueError, RecursionError):
        raise SourceError("bad-json", "JSON nested too deep, or with too long a number; mend or remove it") from None


def _piece(row: dict[str, object]) -> Piece:
    text, html = row.get("text"), row.get("html")
    notes = tuple(
        f"`{key}` is not a string and was left aside"
        for key in ("uri", "outlet", "title", "language")
        if row.get(key) is not None and not isinstance(row[key], str)
    )
    if isinstance(text, str):
        page = Piece(text)
    elif isinstance(html, str):
        page = read_page(html, _string(row.get("uri")))
    else:
        raise SourceError("no-text", _NO_TEXT)
    return replace(
        page,
        title=_string(row.get("title")) or page.title,
        outlet=_string(row.get("outlet")) or page.outlet,
        language=_string(row.get("language")),
        published=row.get("published") or page.published,
        notes=notes,
    )


def _string(given: object) -> str | None:
    return given if isinstance(given, str) and given.strip() else None
