"""A stream that can be looked into, and gone back in as far as is remembered; however long it is, little is held."""

from __future__ import annotations

from typing import Protocol

_CHUNK = 1 << 16


class Readable(Protocol):
    """Anything that gives bytes, none at its end."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


class Window:
    """The bytes of a stream from `at` on; those before are remembered until `release`, `memory` of them at most.

    >>> import io
    >>> window = Window(io.BytesIO(b"one two"))
    >>> window.move(4)
    >>> window.look(3), window.at
    (b'two', 4)
    >>> window.back(0)
    >>> window.look(3)
    b'one'
    """

    def __init__(self, stream: Readable, at: int = 0, memory: int = 1 << 26) -> None:
        self._stream = stream
        self._held = bytearray()
        self._first = at
        self._memory = memory
        self.at = at

    def look(self, size: int, ahead: int = 0) -> bytes:
        """Return `size` bytes from so many `ahead` on, fewer only where the stream ends; they stay to be read."""
        while len(self._held) - (self.at - self._first) < ahead + size and self._fill():
            pass
        start = self.at - self._first + ahead
        return bytes(memoryview(self._held)[start : start + size])

    def find(self, marker: bytes, within: int, sought: int = 0) -> int:
        """Return how far on `marker` begins, among the next `within` bytes but for the first `sought`, or -1."""
        while True:
            start = self.at - self._first
            found = self._held.find(marker, start + sought, start + within)
            if found >= 0:
                return found - start
            there = len(self._held) - start
            if there >= within or not self._fill():
                return -1
            sought = max(sought, there - len(marker) + 1)

    def move(self, count: int) -> None:
        """Go on by `count` bytes, which must have been looked at."""
        self.at += count

    def back(self, to: int) -> None:
        """Go back to a place, or as near to it as is remembered."""
        self.at = max(to, self._first)

    def release(self) -> None:
        """Forget what stands before `at`."""
        del self._held[: self.at - self._first]
        self._first = self.at

    def _fill(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._held += data
        over = self.at - self._first - self._memory
        if over > 0:
            del self._held[:over]
            self._first += over
        return bool(data)
