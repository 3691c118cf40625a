"""A packed answer -> its bytes, never more than are wanted."""

from __future__ import annotations

import zlib

from corrobora.errors import SourceError

ACCEPTED = "gzip, deflate"  # what is asked for; of Brotli and Zstandard a kilobyte can hold a gigabyte
_MOST = 3
_GZIP, _ZLIB, _BARE = 31, 15, -15


def unpack_body(raw: bytes, codings: str, limit: int, too_large: SourceError) -> bytes:
    """Return the bytes of an answer that its server packed; SourceError where they break off or exceed `limit`.

    >>> import gzip
    >>> unpack_body(gzip.compress(b"text"), "gzip", 99, SourceError("too-large", ""))
    b'text'
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip().lower() not in {"", "identity"}]
    for name in names[::-1][:_MOST] if len(names) <= _MOST else ["too many layers"]:
        if name in {"gzip", "x-gzip"}:
            raw = _inflate(raw, _GZIP, limit, too_large)
        elif name == "deflate":
            raw = _inflate(raw, _ZLIB if _has_head(raw) else _BARE, limit, too_large)
        else:
            raise SourceError("unreadable", f"the server packed it as {name[:40]!r}, which was not asked for")
    return raw


def _inflate(raw: bytes, bits: int, limit: int, too_large: SourceError) -> bytes:
    """Return what a stream holds, of all its members where gzip has several."""
    out = bytearray()
    try:
        while raw:
            unpacking = zlib.decompressobj(bits)
            out += unpacking.decompress(raw, limit + 1 - len(out))
            if len(out) > limit:
                raise too_large
            if not unpacking.eof:
                raise SourceError("unreadable", "the packed data is cut off; fetch it again")
            raw = unpacking.unused_data if bits == _GZIP else b""
    except zlib.error as error:
        raise SourceError("unreadable", f"the packed data is broken ({error}); fetch it again") from None
    return bytes(out)


def _has_head(raw: bytes) -> bool:
    """Return whether deflated data start as zlib's do: many servers leave the head out."""
    return len(raw) > 1 and raw[0] & 0x0F == 8 and (raw[0] << 8 | raw[1]) % 31 == 0  # noqa: PLR2004 - RFC 1950
