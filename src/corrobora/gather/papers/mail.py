"""An e-mail, or a mailbox of them -> documents: a message, what it forwards, what it lists, and the papers with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from corrobora.gather.dates import read_published
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse, too_large
from corrobora.gather.papers.digest import Item, host_of, items_by_addresses, items_by_marks
from corrobora.gather.papers.docx import read_docx
from corrobora.gather.papers.forwarded import Forwarded, unfold
from corrobora.gather.papers.mailwords import mail_words
from corrobora.gather.papers.marked import Marked, mark_in, mark_links
from corrobora.gather.papers.message import Enclosed, Letter, open_letter
from corrobora.gather.papers.pdf import read_pdf
from corrobora.gather.spoken import read_spoken_date
from corrobora.gather.wrapped import unwrapped

_BYTES = 4  # that a character of `max_text` may take
_FEW = 12  # words that somebody writes above what he forwards
_DEEPEST = 3  # messages in messages
_ESCAPED = re.compile(r"^>(?=From )", re.MULTILINE)  # a mailbox has it, so that no message seems to begin there
_BEGUN = re.compile(rb"From \S+ .*\d\d:\d\d")


def read_mail(raw: bytes, source: Source, at: str = "", depth: int = 0) -> Iterator[Gathered]:
    r"""Return what an e-mail holds; SourceError's row where it is none.

    >>> from corrobora.settings import Settings
    >>> raw = b"From: desk@gao.example\nSubject: Hit\n\nA post was hit near Gao."
    >>> [(each.document.outlet, each.document.text) for each in read_mail(raw, Source("a.eml", "file", Settings()))]
    [('gao.example', 'A post was hit near Gao.')]
    """
    try:
        letter = open_letter(raw)
        parts = list(_parts(letter))
    except (MemoryError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - attempt tells of it, and the next message is read
        yield attempt(source, raw, partial(_again, error), at=at)
        return
    uri = f"mid:{letter.id}" if letter.id else f"{source.name}#{at.replace(' ', '-')}" if at else source.name
    found = False
    for number, (name, piece) in enumerate(parts, 1):
        found = True
        own = name if "://" in name else f"{uri}#{name}" if name else uri
        place = ", ".join(filter(None, (at, f"part {number}" if len(parts) > 1 else "")))
        yield attempt(source, raw, partial(_as_it_is, piece), uri=own, at=place)
    for number, inside in enumerate(letter.enclosed, 1):
        place = ", ".join(filter(None, (at, f"enclosure {number}")))
        if inside.media == "message/rfc822" and depth < _DEEPEST:
            found = True
            yield from read_mail(inside.raw, source, place, depth + 1)
        elif make := _paper(inside):
            found = True
            read = partial(_with_letter, make, inside.raw, source.settings.max_text, letter)
            yield attempt(source, inside.raw, read, uri=f"{uri}#{inside.name or number}", at=place)
    if not found:
        yield refuse(source, "no-text", "the e-mail has no text", raw=raw, at=at, uri=uri)


def read_mailbox(stream: BinaryIO, source: Source) -> Iterator[Gathered]:
    """Return what the messages of a mailbox (mbox) hold; a bad one costs itself."""
    limit = source.settings.max_text * _BYTES
    number = 0
    for number, raw in enumerate(_messages(stream, limit), 1):
        at = f"message {number}"
        if raw is None:
            yield refuse(source, "too-large", str(too_large(source)), at=at)
        else:
            yield from read_mail(raw, source, at)
    if not number:
        yield refuse(source, "no-text", "no message in it; is it a mailbox (mbox)?")


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the messages of a mailbox; null in the place of one longer than `limit` bytes, which is never held."""
    held: bytearray | None = None
    over = False
    blank = True
    while line := stream.readline(limit):
        if blank and _BEGUN.match(line):
            if held is not None:
                yield None if over else bytes(held)
            held, over = bytearray(), False
        elif held is not None:
            over = over or len(held) + len(line) > limit
            if not over:
                held += line
        blank = not line.strip()
    if held is not None:
        yield None if over else bytes(held)


def _again(error: Exception) -> Piece:
    raise error


def _as_it_is(piece: Piece) -> Piece:
    return piece


def _parts(letter: Letter) -> Iterator[tuple[str, Piece]]:
    """Yield the articles of a message's body, each with its name: nothing for the message itself."""
    marked = mark_links(letter.html) if letter.html.strip() else Marked((), {})
    rich = len("".join(marked.lines)) > len(letter.text) // 2
    parts = unfold("\n".join(marked.lines) if rich else letter.text)
    if len(parts) > 1 and len(parts[0].text.split()) <= _FEW:
        parts[0] = replace(parts[0], text="")
    for number, part in enumerate(parts):
        items = items_by_marks(part.text.split("\n"), marked.links) if rich else items_by_addresses(part.text)
        known = _known(letter, part, forwarded=number > 0)
        if items:
            yield from ((item.link, _item(item, known)) for item in items)
        elif text := _body(part.text, rich=rich):
            yield f"forwarded-{number}" if number else "", replace(known, text=text)


def _known(letter: Letter, part: Forwarded, *, forwarded: bool) -> Piece:
    """Return a piece that lacks its text: a forwarded message is whose it was, of its own day where that is told."""
    if not forwarded:
        return Piece("", letter.subject, letter.sender, None, letter.date)
    day = read_spoken_date(part.date or "")
    sent = read_published(letter.date)
    later = {"edtf": sent.edtf, "basis": "inferred"} if sent else None
    return Piece("", part.subject or letter.subject, part.sender or letter.sender, None, day or later)


def _item(item: Item, known: Piece) -> Piece:
    return replace(known, text=item.text, title=item.title, outlet=item.outlet or host_of(item.link))


def _body(text: str, *, rich: bool) -> str:
    """Return a message's text without marks and without the foot of a newsletter."""
    text = _ESCAPED.sub("", text)
    lines = [mark_in(line)[1] for line in (text if rich else unwrapped(text)).split("\n")]
    foot = next((at for at, line in enumerate(lines) if at and mail_words().foot.match(line)), len(lines))
    if 2 * foot < len(lines):  # words of a foot high up are no foot
        foot = len(lines)
    return "\n".join(line for line in lines[:foot] if line)


def _paper(inside: Enclosed) -> Callable[[bytes, int], Piece] | None:
    """Return the reader of a file that came with a message; null where it is a picture or the like."""
    if inside.raw.startswith(b"%PDF-"):
        return read_pdf
    office = inside.name.lower().endswith(".docx") or inside.media.endswith("wordprocessingml.document")
    return read_docx if office else None


def _with_letter(make: Callable[[bytes, int], Piece], raw: bytes, most: int, letter: Letter) -> Piece:
    """Return a paper's piece with who sent it, and when."""
    piece = make(raw, most)
    return replace(piece, outlet=letter.sender, published=letter.date, title=piece.title or letter.subject)
