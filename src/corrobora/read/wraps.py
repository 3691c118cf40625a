"""A text that a program broke into lines of one width <-> the same text with a blank for each of those breaks.

E-mails, wires and terminals break lines so: each is as long as it could be, since the first word of the next one would
have been too much for it. No letter moves, so every span stays true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"([^\n\r]*)(\r\n|[\n\r]|\Z)")
_LISTED = re.compile(r"(?:[-*•–—·>+]|\(?\w{1,3}[.)])\s")
_STOPS = tuple('.!?؟…:»”"')
_NARROWEST, _WIDEST = 30, 120  # letters of the longest line
_FEWEST = 2  # breaks that show a width, if both stand inside a sentence
_MOSTLY = 0.8  # of the lines that go on are as long as they could be
_WIDTHS = 3  # that are tried, since a heading may be longer than what is broken


class _Break(NamedTuple):
    """The end of a line that another one follows: its place, the line's length, and that with one word more."""

    start: int
    end: int
    length: int
    with_next: int
    ends_sentence: bool


def unwrapped(text: str) -> str:
    r"""Return a text as long as before, in which blanks stand where a program had broken its lines.

    >>> wire = "Gunmen attacked a post near the\ntown of Gao on Sunday, the army\nsaid. Four soldiers died there."
    >>> unwrapped(wire) == wire.replace("\n", " ")
    True
    >>> unwrapped("Gao: four soldiers killed in a raid\nSevare: calm\nMopti: a mine under a bus\nTimbuktu: calm")[35]
    '\n'
    """
    breaks = _breaks(text)
    if len(breaks) < _FEWEST:
        return text
    for width in sorted({each.length for each in breaks}, reverse=True)[:_WIDTHS]:
        inside = [each for each in breaks if each.length <= width]
        full = [each for each in inside if each.with_next > width]
        few = len(full) == _FEWEST and any(each.ends_sentence for each in full)
        if _NARROWEST <= width <= _WIDEST and len(full) >= max(_FEWEST, _MOSTLY * len(inside)) and not few:
            return _joined(text, full)
    return text


def _breaks(text: str) -> list[_Break]:
    """Return the line ends behind which the same paragraph may go on: no empty line, indent or item of a list."""
    out: list[_Break] = []
    last: re.Match[str] | None = None
    for line in _LINE.finditer(text):
        words = line[1].split(maxsplit=1)
        if not words:
            last = None
            continue
        if last is not None and not _begins(last[1], line[1]):
            above = last[1].rstrip()
            start, end = last.start() + len(above), line.start() + _indent(line[1])
            out.append(_Break(start, end, len(above), len(above) + 1 + len(words[0]), above.endswith(_STOPS)))
        last = line
    return out


def _begins(above: str, line: str) -> bool:
    """Return whether a line begins a paragraph of its own under another: an item, or set in further."""
    if _LISTED.match(line.lstrip()):
        return True
    return _indent(line) > _indent(above) and not _LISTED.match(above.lstrip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(text: str, breaks: Sequence[_Break]) -> str:
    parts: list[str] = []
    done = 0
    for each in breaks:
        parts += (text[done : each.start], " " * (each.end - each.start))
        done = each.end
    return "".join((*parts, text[done:]))
