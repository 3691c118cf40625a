"""Text that a program broke into lines of one width -> its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"\s*([-=_*~#·•—–])(?:\s?\1){3,}\s*")
_LONG, _WIDE = 45, 100  # letters: lines of a paragraph that a program broke are so long


def unwrapped(text: str) -> str:
    r"""Return a text whose paragraphs a mail program broke into lines with one paragraph a line.

    >>> unwrapped("Gunmen attacked a post near the town of Gao on Sunday, the\narmy said.\n\nTwo died.")
    'Gunmen attacked a post near the town of Gao on Sunday, the army said.\nTwo died.'
    """
    return "\n".join(line for block in blocks_of(text) for line in _paragraphs(block))


def _paragraphs(block: Sequence[str]) -> Iterator[str]:
    held = ""
    for line in block:
        breaks = held and not (_LONG <= len(held.rpartition("\0")[2]) <= _WIDE)
        if held and not breaks:
            held += "\0" + line
            continue
        if held:
            yield held.replace("\0", " ")
        held = line
    if held:
        yield held.replace("\0", " ")


def blocks_of(text: str) -> Iterator[list[str]]:
    r"""Yield the stretches of lines between empty ones and rules.

    >>> list(blocks_of("One\ntwo\n----\nthree"))
    [['One', 'two'], ['three']]
    """
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        words = " ".join(line.split())
        if words and not _RULE.fullmatch(words):
            block.append(words)
        elif block:
            yield block
            block = []
