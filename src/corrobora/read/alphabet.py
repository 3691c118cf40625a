"""Nodes -> characters: what a regular expression sees of a row is which tests hold for each of its nodes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from corrobora.read.pattern import Pattern
from corrobora.read.stretch import Test, single_bits

_FIRST_CHAR = 0x80  # up to 0xFF Python keeps one object a character, and a row is as many bytes
_NOTHING = "\x7f"  # which stands in no row
BETWEEN = "\n"  # what stands between two rows


class Alphabet:
    """A character for each set of tests that hold together; where a new one comes, `reader` must be compiled again.

    `masks` has the tests that hold for each character, `telling` the characters that pass one of the tests `needed`.
    `stretches` finds what stands between characters that pass none of the tests `closed`.
    """

    def __init__(self, needed: int = 0, closed: int = 0, reader: Pattern | None = None) -> None:
        self.masks: dict[str, int] = {}
        self.telling: frozenset[str] = frozenset()
        self._blank = BETWEEN
        self.stretches = re.compile(f"[^{BETWEEN}]+")
        self._closed = closed
        self._chars: dict[int, str] = {}
        self._reader = reader
        self._needed = needed

    def char(self, mask: int) -> str:
        """Return the character for nodes that pass these tests."""
        if mask not in self._chars:
            char = self._chars[mask] = chr(_FIRST_CHAR + len(self._chars))
            self.masks[char] = mask
            self.telling |= {char} if mask & self._needed else set()
            if self._closed and not mask & self._closed:
                self._blank += char
                self.stretches = re.compile(f"[^{self._blank}]+")
            if self._reader is not None and mask:
                self._reader.regex = None
        return self._chars[mask]

    def passing(self, bits: Iterable[int]) -> list[str]:
        """Return the class of characters that pass each test: of one or of none no class, which is read quicker."""
        found: dict[int, str] = {}
        for char, mask in self.masks.items():
            for bit in single_bits(mask):
                found[bit] = found.get(bit, "") + char
        own = (found.get(bit, _NOTHING) for bit in bits)
        return [chars if len(chars) == 1 else f"[{chars}]" for chars in own]


class Kinds(dict[frozenset[str], str]):
    """The classes of a node -> the character of an alphabet that stands for it."""

    def __init__(self, alphabet: Alphabet, bits: Mapping[Test, int]) -> None:
        super().__init__()
        self._alphabet = alphabet
        told = Counter(name for test in bits for wanted, _ in test.options for name in wanted)
        self._by_class: dict[str, list[tuple[frozenset[str], frozenset[str], int]]] = {}
        for test, bit in bits.items():
            for wanted, unwanted in test.options:
                rarest = min(wanted, key=lambda name: (told[name], name), default="")
                self._by_class.setdefault(rarest, []).append((wanted, unwanted, bit))

    def __missing__(self, classes: frozenset[str]) -> str:
        """Return, and remember, the character of classes that were not seen before."""
        every = classes | {name.split(".")[0] + ".*" for name in classes if "." in name}
        mask = 0
        for name in (*every, ""):
            for wanted, unwanted, bit in self._by_class.get(name, ()):
                if wanted <= every and unwanted.isdisjoint(every):
                    mask |= bit
        self[classes] = self._alphabet.char(mask)
        return self[classes]


class View(dict[str, str]):
    """The characters of a shared alphabet -> those of one pattern's own, which tells fewer nodes apart."""

    def __init__(self, shared: Alphabet, pattern: Pattern) -> None:
        super().__init__({BETWEEN: BETWEEN})
        self.alphabet = Alphabet(reader=pattern)
        self._shared = shared
        self._bits = pattern.bits

    def __missing__(self, char: str) -> str:
        """Return, and remember, the pattern's own character for a shared one."""
        self[char] = self.alphabet.char(self._shared.masks[char] & self._bits)
        return self[char]

    def look_at_all(self) -> None:
        """Give a character of the pattern's own to whatever the shared alphabet has by now."""
        for mask in self._shared.masks.values():
            self.alphabet.char(mask & self._bits)
