"""A PDF -> its glyphs with their places on each page, by PDFium."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from math import hypot
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.papers.bidi import runs_leftward, unshaped

_MOST_PAGES = 2_000
_LEVEL = 0.02  # of a turn by which a line of text may lean; what is laid across a page, such as DRAFT, leans more
_SMALLEST = 1.0  # points; what is smaller no reader of the page sees
_BEARING = 0.15  # of the size, between where the pen stands and where ink begins
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SYMBOLS, _BULLET = range(0xF020, 0xF100), "•"  # where fonts of signs have theirs, which are bullets as a rule
_SHARE_UNKNOWN = 0.3


@dataclass(frozen=True, slots=True)
class Glyph:
    """What is drawn at one place: a letter, or several that share one shape. Places are in points, upwards from below.

    `y` is where its line of text stands, `left` and `right` are its edges.
    """

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF: the glyphs of each of its pages, and what it says of itself (`Title`, `Author`, `CreationDate`, …)."""

    pages: tuple[tuple[Glyph, ...], ...]
    about: dict[str, str]
    pictured: int = 0


def open_pdf(raw: bytes, most: int) -> Opened:
    """Return what a PDF holds; SourceError where it can't be opened, or holds no letters, or more than `most`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            message = "is locked with a password; open it with that and save it without"
            raise SourceError("encrypted", message) from None
        raise SourceError("unreadable", "is a broken PDF; fetch it again, or save it anew from its program") from None
    try:
        return _opened(document, most)
    finally:
        document.close()


def _opened(document: Any, most: int) -> Opened:  # noqa: ANN401 - pypdfium2's document
    import pypdfium2

    if len(document) > _MOST_PAGES:
        raise SourceError("too-large", f"has more than {_MOST_PAGES:,} pages; split it")
    pages, unknown, pictured, room = [], 0, 0, most
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            pictured += 1
            continue
        glyphs = tuple(islice(_glyphs(text.raw, text.count_chars()), room + 1))
        room -= len(glyphs)
        if room < 0:
            raise SourceError("too-large", f"holds more than {most:,} characters; split it, or raise max_text")
        unknown += sum(glyph.text in {"\ufffd", _BULLET} for glyph in glyphs)
        pictured += not glyphs
        pages.append(glyphs)
        text.close()
        page.close()
    found = most - room
    if not found:
        message = "holds only pictures of text (a scan); have a program such as ocrmypdf read it first"
        raise SourceError("no-text", message)
    if unknown > _SHARE_UNKNOWN * found:
        message = "its fonts don't tell which letters they draw; have a program such as ocrmypdf read it (--force-ocr)"
        raise SourceError("no-text", message)
    about = {key: value for key, value in document.get_metadata_dict().items() if value}
    return Opened(tuple(pages), about, pictured)


def _glyphs(page: Any, count: int) -> Iterator[Glyph]:  # noqa: ANN401 - PDFium's handle
    """Yield what is drawn upright on a page, each place once: PDFium tells the letters of a ligature one by one."""
    for _, group in groupby(_letters(page, count), key=lambda each: each[0]):
        letters = [letter for _, letter in group]
        if len(letters) == 1:
            yield letters[0]
            continue
        signs = "".join(each.text for each in letters if is_mark(each.text))
        bases = [each for each in letters if not is_mark(each.text)]
        way = -1 if runs_leftward("".join(each.text for each in bases)) else 1
        bases.sort(key=lambda each: way * each.left)
        left, right = min(each.left for each in letters), max(each.right for each in letters)
        yield replace(letters[0], text="".join(each.text for each in bases) + signs, left=left, right=right)


def _letters(page: Any, count: int) -> Iterator[tuple[tuple[float, float], Glyph]]:  # noqa: ANN401 - PDFium's handle
    """Yield the letters of a page, each with where the pen stood; PDFium's own spaces and line ends are left out."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for at in range(count):
        if raw.FPDFText_IsGenerated(page, at) == 1:
            continue
        if not raw.FPDFText_GetCharOrigin(page, at, x, y) or not raw.FPDFText_GetLooseCharBox(page, at, box):
            continue
        size = raw.FPDFText_GetFontSize(page, at)
        if raw.FPDFText_GetMatrix(page, at, matrix):
            if abs(matrix.b) > _LEVEL * hypot(matrix.a, matrix.b):
                continue
            size *= hypot(matrix.c, matrix.d)
        text = _text(raw.FPDFText_GetUnicode(page, at), unknown=raw.FPDFText_HasUnicodeMapError(page, at) == 1)
        hollow = text == " " and not box.left < box.right  # a space of PDFium's own
        if size >= _SMALLEST and text and box.left <= box.right and not hollow:
            left = x.value if 0 < box.left - x.value < _BEARING * size else box.left
            yield (x.value, y.value), Glyph(text, left, box.right, y.value, size)


def _text(code: int, *, unknown: bool) -> str:
    """Return what a character's code means; nothing where it means nothing to a reader."""
    if code in _SYMBOLS:
        return _BULLET
    if unknown or code == 0 or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004
        return "\ufffd"
    if code == 2:  # noqa: PLR2004 - PDFium's sign for a hyphen at the end of a line
        return "-"
    char = chr(code)
    return " " if char.isspace() else unshaped(char) if char.isprintable() or char == "\u00ad" else ""


def is_mark(text: str) -> bool:
    """Return whether what is drawn is a sign above or below a letter.

    >>> is_mark("\u064e"), is_mark("ب")
    (True, False)
    """
    return unicodedata.category(text[0]) == "Mn"
