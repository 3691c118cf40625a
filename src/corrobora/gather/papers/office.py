"""The zip of an office file -> its parts as XML, each read no further than it may be."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NoReturn

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from corrobora.errors import SourceError

_MOST_ENTRIES = 5_000
_TYPES = "[Content_Types].xml"


class Office:
    """An office file's parts by their names. `most` is how many bytes all parts that are asked for may unpack to.

    SourceError where the file is none, or broken.
    """

    def __init__(self, raw: bytes, most: int) -> None:
        self._room = most
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as error:
            _refuse(f"its zip is broken ({error})")
        if len(self.names) > _MOST_ENTRIES:
            raise SourceError("too-large", f"holds more than {_MOST_ENTRIES:,} parts; save it anew from its program")

    def main(self, kind: str) -> str | None:
        """Return the name of the part with a content type, such as the main text; null where there is none."""
        types = self.part(_TYPES)
        for each in types if types is not None else ():
            if (each.get("ContentType") or "").startswith(kind):
                return (each.get("PartName") or "").lstrip("/") or None
        return None

    def part(self, name: str) -> _Element | None:
        """Return a part's root element, or null where there is none; SourceError where it is hostile or broken."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as stream:
                raw = stream.read(self._room + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            _refuse(f"{name[:80]!r} in it can't be unpacked ({error})")
        self._room -= len(raw)
        if self._room < 0:
            raise SourceError(
                "too-large", "unpacks to more than is read; split it, or raise max_text (CORROBORA_MAX_TEXT)"
            )
        if b"<!DOCTYPE" in raw[:1_000]:
            _refuse("it declares entities, as no office program does")
        parser = XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return fromstring(raw, parser)
        except XMLSyntaxError as error:
            _refuse(f"{name[:80]!r} in it is not sound XML ({error.msg})")


def _refuse(why: str) -> NoReturn:
    raise SourceError("unreadable", f"{why}; save it anew from its program, or as PDF or text")
