"""Text as it was captured <-> the same text as it is read: without marks that nobody sees, one code point a letter.

Marks of direction and soft hyphens go, an accent joins its letter, the shapes that Arabic letters have in print become
the letters, as do bold ones of mathematics, two apostrophes a quotation mark, and a Cyrillic or Greek letter inside a
Latin word the Latin one that it looks like. Every span that is read is moved back, so that offsets are true to the text
as it was captured.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from corrobora.types import Document, Flag, Reading, Span

_UNSEEN = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff"  # and halves of pairs
# Ligatures, Arabic letters as printed, wide letters, letters of mathematics.
_SHAPES = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e\U0001d400-\U0001d7ff"
# Letters that can't be told from Latin ones (Unicode's confusables, UTS #39).
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХасԁеһіјӏорԛѕԝхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ",
    "ABESIJKMHOPCTYXacdehijlopqswxyABEZHIKMNOPTYXovu",
)
_LIKE = "".join(map(chr, _LOOKALIKES))
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED = rf"(?<=[{_LATIN}])[{_LIKE}]+|(?<![{_LIKE}])[{_LIKE}]++(?=[{_LATIN}])"
_ACCENTS = "\u0300-\u036f\u0653-\u0655"
_THIN = "\u2007-\u2009"  # spaces that part the digits of a number
_HIDDEN = "(?<=[^\\W\\d_])\u200b+(?=[^\\W\\d_])"  # spaces of no width: they part words, but none inside a word
_ODD = re.compile(
    f"(?P<unseen>[{_UNSEEN}]|{_HIDDEN})|[{_THIN}\u200b]|[^\\W\\d_][{_ACCENTS}]+|[{_SHAPES}]|''|``|(?P<mixed>{_MIXED})"
)
_MAY_BE_ODD = re.compile(f"[{_UNSEEN}{_THIN}\u200b{_ACCENTS}{_SHAPES}{_LIKE}]")  # one class: found ten times as fast
_LINE_ENDS = re.compile("[ \\t]*[\n\r\u2028]")
_MAY_BE_CUT = re.compile("-[ \\t]*[\n\r\u2028]")
_CUT = re.compile("(?<=[^\\W\\d_]-)[ \\t]*(?:\r\n|[\n\r\u2028])[ \\t]*(?=[^\\W\\d_])")  # inside a word
_THIN_ONLY = re.compile(f"[{_THIN}]")
_SPACE = "\u200b"
_TOLD = {  # of what a person should know where it stands first
    "[\u202a-\u202e\u2066-\u2069\u0000-\u0008\ufffd\ud800-\udfff]": "holds the character {}",
    f"{_HIDDEN}|(?<=[{_LATIN}])[\u200b-\u200d\u2060\ufeff](?=[{_LATIN}])": "a word holds {}, which nobody sees",
    _MIXED: "a word holds {}, which only looks like one of its letters",
}
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
    return _replaced(text, ((*found.span(), _straight(found)) for found in _ODD.finditer(text)))


def uncut(text: str, written: str) -> Straight | None:
    r"""Return a text without the breaks inside its words, `written` as long with blanks for the breaks of its lines.

    The hyphen stays, since a word may have one; where it hasn't, the lexicon knows it without.

    >>> straight = uncut("The sol-\ndiers died", "The sol- diers died")
    >>> straight.text if straight else None
    'The sol-diers died'
    """
    if not _MAY_BE_CUT.search(text) or len(text) != len(written):
        return None
    cuts = [found.span() for found in _CUT.finditer(text)]
    return _replaced(written, ((start, end, "") for start, end in cuts)) if cuts else None


def _replaced(text: str, found: Iterable[tuple[int, int, str]]) -> Straight:
    """Return a text with other letters where some stand, given in order with their places."""
    parts: list[str] = []
    starts, ends = array("I"), array("I")  # a tenth of what lists take
    last = 0
    for start, end, letters in found:
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


def _straight(found: re.Match[str]) -> str:
    if found["mixed"]:
        return found["mixed"].translate(_LOOKALIKES)
    if found["unseen"]:  # but for a soft hyphen at which a line was broken, which all see
        return "-" if found[0] == "\u00ad" and _LINE_ENDS.match(found.string, found.end()) else ""
    return _plain(found[0])


def _plain(odd: str) -> str:
    if odd == _SPACE:
        return " "
    if _THIN_ONLY.match(odd):
        return "\u202f"
    if odd in {"''", "``"}:  # a typewriter's quotation mark
        return '"'
    return unicodedata.normalize("NFC" if len(odd) > 1 else "NFKC", odd).strip()


def odd_characters(text: str) -> tuple[Flag, ...]:
    r"""Return a flag at the first character that turns others, one that hides in a word, one that only looks alike.

    >>> [flag.note for flag in odd_characters("a\u202eb G\u0430o")]
    ['holds the character U+202E', 'a word holds U+0430, which only looks like one of its letters']
    """
    turns, *others = _TOLD.items()
    asked = (turns, *others) if _MAY_BE_ODD.search(text) else (turns,)  # most hold nothing else
    found = ((re.search(pattern, text), note) for pattern, note in asked)
    return tuple(
        Flag("odd-text", Span(*odd.span()), note.format(f"U+{ord(odd[0][0]):04X}")) for odd, note in found if odd
    )


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
