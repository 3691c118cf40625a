"""Text as it was captured <-> the same text as it is read: without marks that nobody sees, one code point a letter.

Marks of direction and soft hyphens go, an accent joins its letter, the shapes that Arabic letters have in print become
the letters, two apostrophes a quotation mark. Every span that is read is moved back, so that offsets are true to the
text as it was captured.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from corrobora.types import Document, Reading, Span

_UNSEEN = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff"  # and halves of pairs
_SHAPES = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"  # ligatures, Arabic letters as printed, wide letters
_ACCENTS = "\u0300-\u036f\u0653-\u0655"
_THIN = "\u2007-\u2009"  # spaces that part the digits of a number
_ODD = re.compile(f"[{_UNSEEN}{_THIN}\u200b]|[^\\W\\d_][{_ACCENTS}]+|[{_SHAPES}]|''|``")
_MAY_BE_ODD = re.compile(f"[{_UNSEEN}{_THIN}\u200b{_ACCENTS}{_SHAPES}]")  # one class: found ten times as fast
_UNSEEN_ONLY = re.compile(f"[{_UNSEEN}]")
_THIN_ONLY = re.compile(f"[{_THIN}]")
_SPACE = "\u200b"  # has no width, but parts words
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Straight:
    """A text to be read, and where each of its characters starts and ends in the text as it was captured."""

    text: str
    starts: array[int]
    ends: array[int]

    def back(self, span: Span) -> Span:
        """Return where a span of the straight text stands in the captured one."""
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else self.ends[-1]
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def forth(self, span: Span) -> Span:
        """Return where a span of the captured text stands in the straight one."""
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def straighten(text: str) -> Straight | None:
    r"""Return the text as it is read, or null where nothing in it is odd.

    >>> straighten("tue\u0301s").text, straighten("\ufee3\ufed8\ufe98\ufede").text, straighten("tués")
    ('tués', 'مقتل', None)
    """
    if not (_MAY_BE_ODD.search(text) or "''" in text or "``" in text) or not _ODD.search(text):
        return None
    parts: list[str] = []
    starts, ends = array("I"), array("I")  # a tenth of what lists take
    last = 0
    for found in _ODD.finditer(text):
        start, end = found.span()
        letters = _plain(found.group())
        parts += (text[last:start], letters)
        starts.extend(range(last, start))
        starts.extend([start] * len(letters))
        ends.extend(range(last + 1, start + 1))
        ends.extend([end] * len(letters))
        last = end
    parts.append(text[last:])
    starts.extend(range(last, len(text)))
    ends.extend(range(last + 1, len(text) + 1))
    return Straight("".join(parts), starts, ends)


def _plain(odd: str) -> str:
    if _UNSEEN_ONLY.match(odd):
        return ""
    if odd == _SPACE:
        return " "
    if _THIN_ONLY.match(odd):
        return "\u202f"
    if odd in {"''", "``"}:  # a typewriter's quotation mark
        return '"'
    return unicodedata.normalize("NFC" if len(odd) > 1 else "NFKC", odd).strip()


def restored(reading: Reading, document: Document, back: Callable[[Span], Span] = lambda span: span) -> Reading:
    """Return a reading with the words of `document` as it was captured; `back` moves a span to where they stand."""
    moved = _with_words(reading, document.text, back)
    passages = _with_words(reading.document.passages, document.text, back)
    return replace(moved, document=replace(reading.document, text=document.text, passages=passages))


def _with_words(made: _Made, text: str, back: Callable[[Span], Span]) -> _Made:
    """Return a dataclass, or a tuple of them, with its spans moved and each `text` what its `span` covers."""
    cls: Any = type(made)
    if isinstance(made, Span):
        return back(made)  # type: ignore[return-value]
    if isinstance(made, tuple):
        return cls([_with_words(each, text, back) for each in made])  # type: ignore[no-any-return]
    names = _names(cls)
    if not names:
        return made
    changed: dict[str, Any] = {name: _with_words(getattr(made, name), text, back) for name in names}
    if "text" in changed and "span" in changed:
        changed["text"] = changed["span"].of(text)
    return cls(**changed)  # type: ignore[no-any-return]


@cache
def _names(cls: Any) -> tuple[str, ...]:  # noqa: ANN401 - any class
    """Return the fields in which words or spans may be; none of a document, which is put together elsewhere."""
    return tuple(each.name for each in fields(cls)) if is_dataclass(cls) and cls is not Document else ()
