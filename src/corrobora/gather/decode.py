"""Bytes -> text: by mark, by declaration or by evidence; what stays in doubt is refused, never guessed at."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from corrobora.errors import SourceError

_MARKS = (  # UTF-32's little-endian mark starts with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|%PDF-|PK\x03\x04|\x1f\x8b|\x7fELF|MZ\x90|BZh\d1AY|\xfd7zXZ|Rar!\x1a"
    rb"|SQLite format 3|RIFF....WEBP|....ftyp|ID3[\x02-\x04]|OggS|\xd0\xcf\x11\xe0",
    re.DOTALL,
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_META = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,99}encoding=[\"']([\w.-]{2,40})",
    re.IGNORECASE,
)
_BEYOND = re.compile("[^\0-\x7f]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_COMMON_ARABIC = re.compile("[اليمنرتبوة]")
_WESTERN = re.compile("[àâäæçéèêëîïôöœùûüÀÂÇÉÈÊËÎÏÔŒÙÛÜáíóúñßÁÍÓÚÑ]")
_MARKING = re.compile("[«»‘’“”–—…€°·•©®™§¿¡،؛؟ـ\u00a0\u00ad\u064b-\u0652\u200c-\u200f]")
_WESTERN_BYTES = {byte: byte for byte in range(256)}  # Latin-1, and what cp1252 has in its place
_WESTERN_BYTES |= {ord(char): byte for byte in range(256) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_SAMPLE = 4000
_MOST_CONTROLS = 0.02
_MOST_ACCENTS = 0.5
_ALMOST_ALL = 0.98


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of `raw` without its byte-order mark, and the encoding by which it was read.

    SourceError, code binary or encoding, where it is no text or can't be told; the message has no file name yet.

    >>> decode("قصف".encode("utf-16"))
    ('قصف', 'utf-16-le')
    >>> decode("L'armée a été visée à l'aube.".encode("cp1252"))[1]
    'cp1252'
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding), encoding
    if _BINARY.match(raw):
        raise SourceError(
            "binary", "not a text but a binary file; give text, HTML, PDF, DOCX, e-mail, WARC, a feed or an export"
        )
    if b"\0" in raw:
        return _wide(raw)
    known = map_encoding_to_html5(declared, fallback_utf8=False) if declared else None
    for encoding in dict.fromkeys(filter(None, ("utf-8", known))):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return _sound(text), encoding
    return _by_evidence(raw)


def declared_in(raw: bytes) -> str | None:
    """Return the encoding that a page or feed declares at its head, or null.

    >>> declared_in(b'<html><meta charset="windows-1256">')
    'windows-1256'
    """
    found = _META.search(raw[:_SAMPLE])
    return (found[1] or found[2]).decode("ascii") if found else None


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError("encoding", f"marked as {encoding} but byte {error.start} is not; save it as UTF-8") from None


def _wide(raw: bytes) -> tuple[str, str]:
    """Return a UTF-16 text without its mark; refuse any other bytes that hold NUL."""
    if len(raw) % 2 == 0:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            sample = text[:_SAMPLE]
            plain = sum(c.isascii() or bool(_ARABIC.match(c) or _WESTERN.match(c) or _MARKING.match(c)) for c in sample)
            if "\0" not in text and plain > 0.9 * len(sample):
                return text, encoding
    raise SourceError("binary", f"byte {raw.index(0)} is NUL: not a text; if it is UTF-16, save it as UTF-8")


def _sound(text: str) -> str:
    """Return a decoded text; refuse control characters in number, and letters that were encoded twice."""
    sample = text[:_SAMPLE]
    plain = sample.encode("utf-8", "replace")
    if len(plain) - len(plain.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise SourceError("binary", "full of control characters: not a text")
    if _encoded_twice(sample):
        raise SourceError("encoding", "its letters were encoded twice (é stands as Ã©); save it again from its source")
    return text


def _encoded_twice(sample: str) -> bool:
    """Return whether the characters are the bytes of UTF-8, one by one."""
    beyond = _BEYOND.search(sample)
    if beyond is None or len(beyond[0]) == 1:  # no character beyond ASCII has a single byte
        return False
    try:
        out, _ = codecs.charmap_encode(sample, "strict", _WESTERN_BYTES)
    except UnicodeEncodeError:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(out)  # the sample may end inside a character
    except UnicodeDecodeError:
        return False
    return True


def _by_evidence(raw: bytes) -> tuple[str, str]:
    """Return the text in the one-byte encoding whose letters make sense; else refuse, naming the first bad byte."""
    sample = raw[:_SAMPLE]
    arabic = [(encoding, _read_as(sample, encoding)) for encoding in ("cp1256", "iso8859-6")]
    arabic = [(encoding, text) for encoding, text in arabic if _is_arabic(text)]
    if arabic:
        encoding = max(arabic, key=lambda each: each[1].count("ال"))[0]
        return _legacy(raw, encoding), encoding
    if _is_western(_read_as(sample, "cp1252")):
        return _legacy(raw, "cp1252"), "cp1252"
    try:
        raw.decode("utf-8")
        bad = 0
    except UnicodeDecodeError as error:
        bad = error.start
    guess = detect_encoding(raw[: 16 * _SAMPLE], html5_compatible=False)
    hint = f" (perhaps {guess})" if guess and guess.lower() not in {"utf-8", "ascii"} else ""
    raise SourceError("encoding", f"byte {bad} is not UTF-8, and no other encoding fits{hint}; save it as UTF-8")


def _legacy(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError("encoding", f"reads as {encoding} but byte {error.start} is not; save it as UTF-8") from None


def _read_as(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, errors="ignore")


def _is_arabic(text: str) -> bool:
    """Return whether the letters beyond ASCII are Arabic, those that are common in it, and most of all letters."""
    high = [c for c in text if c > "\x7f" and not _MARKING.match(c)]
    arabic = sum(bool(_ARABIC.match(c)) for c in high)
    common = sum(bool(_COMMON_ARABIC.match(c)) for c in high)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    return arabic > _ALMOST_ALL * len(high) and arabic > latin and common > 0.4 * len(high)


def _is_western(text: str) -> bool:
    """Return whether accents are as rare as French has them, and no odd sign stands among them."""
    high = [c for c in text if c > "\x7f" and not _MARKING.match(c)]
    latin = sum(c.isascii() and c.isalpha() for c in text)
    accents = sum(bool(_WESTERN.match(c)) for c in high)
    return accents >= len(high) * _ALMOST_ALL and len(high) <= _MOST_ACCENTS * latin
