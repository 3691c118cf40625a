"""The messages of a Telegram export in JSON, one by one, however long the file is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from corrobora.errors import SourceError

_CHUNK = 1 << 20
_EDGE = 32  # that a word or number at the end of what was read may still take
_SPACE = re.compile(r"[ \t\r\n]*")
_NEXT = re.compile(r'\{\s*"id"\s*:')
_LISTS = {"chats", "left_chats"}
Message = tuple[dict[str, Any], Any]


class Export:
    """The text of an export, read as far as it is needed; no more than `most` characters of one value are held."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._before = 0
        self._ended = False

    def messages(self) -> Iterator[Message | SourceError]:
        """Yield each message with what its chat says of itself before them; SourceError where no JSON object stands.

        >>> import io
        >>> [each[1] for each in Export(io.BytesIO(b'{"id": 7, "messages": [{"id": 1}, {"id": 2}]}'), 999).messages()]
        [{'id': 1}, {'id': 2}]
        """
        if not self._take("{"):
            raise self._broken("no JSON object begins")
        yield from self._inside()

    def _inside(self) -> Iterator[Message | SourceError]:
        """Yield the messages of an object, after its brace."""
        told: dict[str, Any] = {}
        while not self._take("}"):
            key = self._value()
            if not isinstance(key, str) or not self._take(":"):
                raise self._broken("no name of a field")
            if key == "messages" and self._take("["):
                for each in self._items():
                    yield each if isinstance(each, SourceError) else (told, each)
            elif key in _LISTS and self._take("{"):
                yield from self._inside()
            elif key == "list" and self._take("["):
                while not self._take("]"):
                    if self._take("{"):
                        yield from self._inside()
                    else:
                        self._value()
                    self._take(",")
            else:
                told[key] = self._value()
            self._take(",")

    def _items(self) -> Iterator[Any]:
        """Yield the items of a list, after its bracket; one that is broken is passed over."""
        while not self._take("]"):
            try:
                yield self._value()
            except SourceError as error:
                yield error
                if not self._seek():
                    return
            self._take(",")

    def _seek(self) -> bool:
        """Go on to where the next message begins, and return whether there is one."""
        self._at += 1
        while (found := _NEXT.search(self._text, self._at)) is None:
            self._at = max(self._at, len(self._text) - _EDGE)
            if not self._more():
                return False
        self._at = found.start()
        return True

    def _take(self, sign: str) -> bool:
        """Pass over a sign if it comes next."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                break
            if not self._more():
                raise self._broken("the file breaks off")
        taken = self._text[self._at] == sign
        self._at += taken
        return taken

    def _value(self) -> Any:  # noqa: ANN401 - any JSON
        while True:
            try:
                self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                torn = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _EDGE
                if torn and len(self._text) - self._at <= self._most and self._more():
                    continue
                raise self._broken(error.msg) from None
            except (ValueError, RecursionError):
                raise self._broken("nested too deep, or too long a number") from None
            if end == len(self._text) and self._more():
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on, as much again as is not yet used, and return whether there was anything."""
        if self._ended:
            return False
        if self._at > _CHUNK:
            self._before += self._at
            self._text, self._at = self._text[self._at :], 0
        data = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        self._ended = not data
        try:
            self._text += self._decode.decode(data, final=not data)
        except UnicodeDecodeError as error:
            self._ended = True
            raise SourceError("encoding", f"it is not UTF-8 ({error.reason}); export it again") from None
        return bool(data)

    def _broken(self, why: str) -> SourceError:
        return SourceError("bad-json", f"not JSON at character {self._before + self._at:,} ({why}); export it again")
