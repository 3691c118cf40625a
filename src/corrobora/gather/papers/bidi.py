"""Glyphs as they stand on paper, from left to right -> letters in the order in which they are read and written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

_Kind: TypeAlias = Literal["right", "left", "digit", "joint", "other"]
_SHAPES = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING = "([{«‹"
_CLOSING = ")]}»›"
_JOINTS = ".,:/\u060c\u066b\u066c\u00a0"  # Unicode's common separators: one between two digits stays between them


def unshaped(text: str) -> str:
    """Return letters without the shapes that they take on paper: ligatures and joined forms are plain letters.

    >>> unshaped("ﻻﺟﺊ ﬁn")
    'لاجئ fin'
    """
    if text.isascii():
        return text
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]).strip() or " ", text)
    return re.sub("[\ufb00-\ufb06]", lambda found: unicodedata.normalize("NFKC", found[0]), text)


def runs_leftward(text: str) -> bool:
    """Return whether more letters are of a script that runs from right to left than of others.

    >>> runs_leftward("قصف Gao"), runs_leftward("12")
    (False, False)
    """
    kinds = [_kind(char) for char in text]
    return kinds.count("right") > kinds.count("left")


def in_order(glyphs: Sequence[str], *, leftward: bool) -> str:
    """Return the text of a line whose glyphs stand in `glyphs` from left to right; `leftward` is its direction.

    >>> in_order(list("0521 ةنس يف"), leftward=True)
    'في سنة 0521'
    >>> in_order(list("near دادغب now"), leftward=False)
    'near بغداد now'
    """
    kinds = [_kind(glyph[:1]) for glyph in glyphs]
    if not leftward and "right" not in kinds:
        return "".join(glyphs)
    _settle_joints(glyphs, kinds)
    if leftward:
        return _leftward(glyphs, kinds)
    out: list[str] = []
    for start, end, right in _stretches(kinds, "right"):
        out.append(_leftward(glyphs[start:end], kinds[start:end]) if right else "".join(glyphs[start:end]))
    return "".join(out)


def _leftward(glyphs: Sequence[str], kinds: Sequence[_Kind]) -> str:
    """Return glyphs from the right on, with numbers and foreign words as they are."""
    parts: list[tuple[str, bool]] = []
    for start, end, left in _stretches(kinds, "left"):
        if left:
            parts.append(("".join(glyphs[start:end]), False))
            continue
        at = start
        while at < end:
            last = at + 1
            if kinds[at] == "digit":
                while last < end and kinds[last] == "digit":
                    last += 1
            parts.append(("".join(glyphs[at:last]), kinds[at] == "other"))
            at = last
    parts.reverse()
    return _bracketed(parts)


def _bracketed(parts: Sequence[tuple[str, bool]]) -> str:
    """Return parts in order, with their brackets turned where they would open and close the wrong way round.

    Some programs write which bracket is seen, others which is meant.
    """
    plain = "".join(part for part, _ in parts)
    turned = "".join(part.translate(_MIRRORED) if loose else part for part, loose in parts)
    return turned if _wrong(turned) <= _wrong(plain) else plain


def _wrong(text: str) -> int:
    """Return how many brackets close without having been opened, or stay open."""
    depth = wrong = 0
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            wrong += depth == 0
            depth = max(0, depth - 1)
    return wrong + depth


def _stretches(kinds: Sequence[_Kind], of: _Kind) -> list[tuple[int, int, bool]]:
    """Return stretches from the first to the last letter of a kind with none of the other between, and what is between.

    Digits belong to a foreign word only where no space parts them ("F-16"), since most count what stands before them.
    """
    against: _Kind = "left" if of == "right" else "right"
    out: list[tuple[int, int, bool]] = []
    at = done = 0
    while at < len(kinds):
        if kinds[at] != of:
            at += 1
            continue
        last = ahead = at + 1
        while ahead < len(kinds) and kinds[ahead] != against:
            if kinds[ahead] == of:
                last = ahead + 1
            ahead += 1
        if at > done:
            out.append((done, at, False))
        out.append((at, last, True))
        at = done = last
    if done < len(kinds):
        out.append((done, len(kinds), False))
    return out


def _settle_joints(glyphs: Sequence[str], kinds: list[_Kind]) -> None:
    """Make what joins digits a digit, and of digits that stand at a foreign word's end a part of it."""
    for at, kind in enumerate(kinds):
        if kind == "joint":
            inside = 0 < at < len(kinds) - 1 and kinds[at - 1] == "digit" and kinds[at + 1] == "digit"
            kinds[at] = "digit" if inside else "other"
    for at in range(1, len(kinds)):
        if kinds[at] == "digit" and (
            kinds[at - 1] == "left" or (glyphs[at - 1] in "-‑–" and at > 1 and kinds[at - 2] == "left")
        ):
            kinds[at] = "left"


@lru_cache(maxsize=1 << 12)
def _kind(char: str) -> _Kind:
    match unicodedata.bidirectional(char) if char else "":
        case "R" | "AL":
            return "right"
        case "L":
            return "left"
        case "EN" | "AN":
            return "joint" if char in _JOINTS else "digit"
        case _:
            return "joint" if char in _JOINTS else "other"
