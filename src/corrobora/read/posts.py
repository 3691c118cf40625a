"""A post as people write it on channels <-> the same text with words where its ornaments were, letter for letter.

A hashtag is its words, what makes a word bold or slanted is a blank, and whatever sign stands before a line a bullet.
"""

from __future__ import annotations

import re

BULLET = "•"
_SIGNS = (
    "\u2022\u2023\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"  # bullets, arrows, emoji
)
_JOINS = "\ufe0e\ufe0f\u200d\u20e3"  # what makes one sign of two
_MAY_BE_POST = re.compile(f"[#*_~{_SIGNS}]|\\d/\\d")
_HASHTAG = re.compile(r"#(?=[^\W\d_])\w+")
_EMPHASIS = re.compile(r"(?<![^\W_])[*_~]+(?=[^\W_]|[\"'«“(])|(?<=[^\W_]|[.:!?؟\"'»”)])[*_~]+(?![^\W_])")
_FROM, _TO = r"(?<![^\n\r])", r"(?![^\n\r])"  # where a line begins and ends, whichever of the two ends it
_BEFORE_LINE = re.compile(rf"{_FROM}[^\S\n\r]*(?:[{_SIGNS}{_JOINS}]|[#*>]+(?=\s)|\d[{_JOINS}]+|[^\S\n\r])+")
_SIGN = re.compile(rf"[{_SIGNS}#*>\d]")
_COUNTER = re.compile(
    rf"{_FROM}[^\S\n\r]*(\d{{1,2}})/(\d{{1,2}})(?=\s)|(?<=\s)(\d{{1,2}})/(\d{{1,2}})(?=[^\S\n\r]*{_TO})"
)


def plain_post(text: str) -> str:
    r"""Return a text as long as before, with words and bullets in place of what posts adorn them with.

    >>> plain_post("\U0001f534 *Breaking* #Deir_ez_Zor: 3 dead")
    '•  Breaking   Deir ez Zor: 3 dead'
    """
    if not _MAY_BE_POST.search(text):
        return text
    text = _without_counters(text)
    text = _HASHTAG.sub(lambda tag: " " + tag[0][1:].replace("_", " "), text)
    text = _BEFORE_LINE.sub(_bullet, text)
    return _EMPHASIS.sub(lambda signs: " " * len(signs[0]), text)


def _without_counters(text: str) -> str:
    """Return the posts of a thread without their numbers ("3/7"): these count up to one total, dates to none."""
    numbers = [(int(n[1] or n[3]), int(n[2] or n[4])) for n in _COUNTER.finditer(text)]
    totals = {total for number, total in numbers if (1, total) in numbers or (2, total) in numbers}
    if len({number for number, total in numbers if total in totals}) < 2 or any(n > m for n, m in numbers):  # noqa: PLR2004
        return text
    return _COUNTER.sub(lambda number: " " * len(number[0]), text)


def _bullet(found: re.Match[str]) -> str:
    """Return what stands before a line as one bullet and blanks; blanks alone stay."""
    signs = found[0]
    sign = _SIGN.search(signs)
    if sign is None:
        return signs
    return " " * sign.start() + BULLET + " " * (len(signs) - sign.start() - 1)
