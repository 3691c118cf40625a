"""What one capture came to: a document or an error, with the raw bytes and how they were got."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from corrobora.errors import SourceError
from corrobora.gather.dates import read_published
from corrobora.gather.diary import Diary
from corrobora.settings import Settings
from corrobora.types import Document, Failure, Flag, Passage, Span

if TYPE_CHECKING:
    from corrobora.gather.listing import Fetching

Method: TypeAlias = Literal["file", "http", "stdin"]
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONG_NAME = 300  # characters: more is a text in place of a name


class Gate(Protocol):
    """Tells whether a text may report a conflict, or with `any_part` whether some part of it may."""

    def __call__(self, text: str, *, any_part: bool = False) -> bool:
        """Return so."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a server gave a page: the address after redirects, the status, and its headers as they came.

    `address` is the server's in the net, `via` are the addresses that redirected, `asked` the headers that it was sent.
    `archive` is the place in a web archive from which all this is known, `archived` when that captured it.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    address: str | None = None
    protocol: str = "HTTP/1.1"
    via: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    archive: str | None = None
    archived: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """One captured article, post or page; `document` is null where `error` says why.

    `raw` are the bytes as they came, for the ledger to keep; the document's `sha256` is theirs. `exchange` is how a
    server gave them, `extractor` what found the article in a page, `at` the place inside what was given, such as
    a feed's entry.
    """

    uri: str
    method: Method
    raw: bytes = b""
    document: Document | None = None
    error: Failure | None = None
    flags: tuple[Flag, ...] = ()
    exchange: Exchange | None = None
    extractor: str | None = None
    at: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes come from: the name that messages show, how they were got, and what the server said of them.

    `gate` tells by a text's words whether its page is worth an extraction.
    """

    name: str
    method: Method
    settings: Settings
    charset: str | None = None
    exchange: Exchange | None = None
    diary: Diary = field(default_factory=Diary)
    fetching: Fetching | None = None
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What a reader of a format found, before it is checked: `published` is as the source has it.

    `aside` is what stands in the text and is no part of the article, such as the heads of a paper's pages; `about` is
    what else the source says of itself; `flags` are what a person should know of it.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: object = None
    captions: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    extractor: str | None = None
    aside: tuple[Span, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    flags: tuple[Flag, ...] = ()
    forwarded_from: str | None = None


def attempt(source: Source, raw: bytes, make: Callable[[], Piece], *, uri: str = "", at: str = "") -> Gathered:
    """Return what `make` finds in `raw`, or the reason why it finds nothing.

    `at` names the place inside the source; `uri` is the document's own, where it has one.

    >>> attempt(Source("a.txt", "file", Settings()), b" ", lambda: Piece(" ")).error
    Failure(code='empty', message='a.txt: there is no text in it')
    """
    uri = printable(uri or (f"{source.name}#{at.replace(' ', '-')}" if at else source.name))
    try:
        return _settle(source, raw, make(), uri, at)
    except SourceError as error:
        return refuse(source, error.code, str(error), raw=raw, uri=uri, at=at)
    except (MemoryError, OSError):  # the machine's fault, and no page's
        raise
    except Exception as error:  # noqa: BLE001 - one page must not stop the thousand that follow it
        fault = f"a fault in corrobora: {type(error).__name__}: {error}; please report it with the page"
        return refuse(source, "fault", fault, raw=raw, uri=uri, at=at)


def refuse(source: Source, code: str, message: str, *, raw: bytes = b"", uri: str = "", at: str = "") -> Gathered:
    """Return a failure whose message starts with the source's name and the place in it.

    >>> refuse(Source("a.jsonl", "file", Settings()), "bad-json", "not JSON", at="line 3").error.message
    'a.jsonl, line 3: not JSON'
    """
    name = printable(source.name)
    short = name if len(name) <= _LONG_NAME else f"{name[:_LONG_NAME]}…"
    place = f"{short}, {at}" if at else short
    return Gathered(uri or name, source.method, raw, error=Failure(code, f"{place}: {message}"))


def printable(name: str) -> str:
    r"""Return a name as one line that any encoding carries.

    >>> printable("a\nb\udcff")
    'a\\nb\\udcff'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def _settle(source: Source, raw: bytes, piece: Piece, uri: str, at: str) -> Gathered:
    """Return the piece as a document; SourceError where it holds no text, or more than is read."""
    if not piece.text.strip():
        raise SourceError("empty", "there is no text in it")
    if len(piece.text) > source.settings.max_text:
        raise too_large(source)
    text, notes = _SURROGATES.sub("\ufffd", piece.text), list(piece.notes)
    if text != piece.text:
        notes.append("half characters (lone surrogates) were replaced by U+FFFD")
    language = _subtag(piece.language)
    if piece.language and not language:
        notes.append(f"`language` {piece.language[:20]!r} is no code such as fr and was left aside")
    published = read_published(piece.published)
    flags = [Flag("odd-text", None, note) for note in notes] + list(piece.flags)
    if published is None and piece.published is not None and piece.published != "":
        note = f"the publication date {str(piece.published)[:40]!r} is not read; give it as YYYY-MM-DD"
        flags.append(Flag("undated", None, note))
    digest = _digest(raw)
    document = Document(
        id=_identify(uri, digest),
        uri=uri,
        text=text,
        sha256=digest,
        outlet=_line(piece.outlet),
        title=_line(piece.title),
        language=language,
        published=published,
        passages=(
            *(Passage("caption", span) for span in piece.captions),
            *(Passage("boilerplate", span) for span in piece.aside),
        ),
        forwarded_from=_line(piece.forwarded_from),
    )
    return Gathered(
        uri,
        source.method,
        raw,
        document,
        flags=tuple(flags),
        exchange=source.exchange,
        extractor=piece.extractor,
        at=at,
        about=tuple((name, words) for name, given in piece.about if (words := _line(given))),
    )


@lru_cache(maxsize=1)
def _digest(raw: bytes) -> str:
    """Return the SHA-256 of some bytes, of which many documents may come one after the other."""
    return sha256(raw).hexdigest()


def too_large(source: Source) -> SourceError:
    """Return the error for a text over the limit."""
    limit = f"{source.settings.max_text:,}"
    return SourceError(
        "too-large", f"holds more than {limit} characters; split it, or raise max_text (CORROBORA_MAX_TEXT)"
    )


def _line(words: str | None) -> str | None:
    """Return a title or outlet on one line, or null."""
    return " ".join(_SURROGATES.sub("\ufffd", words).split()) or None if words else None


def _subtag(language: str | None) -> str | None:
    """Return the language of a tag such as fr-FR, or null where it is none."""
    first = (language or "").replace("_", "-").partition("-")[0].strip().lower()
    return first if re.fullmatch("[a-z]{2,3}", first) else None


def _identify(uri: str, digest: str) -> str:
    """Return a document's id: the same for the same bytes at the same place."""
    return "d-" + sha256(f"{uri}\n{digest}".encode()).hexdigest()[:12]
