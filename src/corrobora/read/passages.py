"""The lines of a plain text -> passages with a role: title, body, caption or boilerplate.

The words that tell them apart are data: `page.toml` of each language. All are tried, since a page's furniture may be in
another language than its article.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corrobora.errors import DataError
from corrobora.read.language import languages
from corrobora.read.stretches import Stretches
from corrobora.read.tokens import paragraphs
from corrobora.types import Passage, Role, Span

_FINAL = tuple(".!?؟…۔。»”\"':;)")
_KEYS = ("captions", "agencies", "boilerplate", "sources", "illustrations", "small")
_FEW_WORDS = 3
_FURNITURE_WORDS = 8
_CAPTION_WORDS = 60
_SIGNED_WORDS = 40
_CAPTION_MARKS = ("(", ":", "：")  # no caption is told by its words without one
_HEADING = re.compile(r"\d[^.]*\.$")  # of an entry: "06h42 — Zarnovo."


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text; prose ends like a sentence and has the length of one."""

    span: Span
    text: str
    words: int
    is_prose: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What shows that a line is no body text."""

    caption: re.Pattern[str]
    signed: re.Pattern[str]
    boilerplate: re.Pattern[str]
    source: re.Pattern[str]
    illustration: re.Pattern[str]
    small: frozenset[str]


def find_passages(text: str, *, titled: bool, known: Sequence[Passage] = ()) -> tuple[Passage, ...]:
    r"""Return the roles of the lines of a text; `titled` says that its title was given apart from it.

    `known` are roles that are sure already, such as the captions of a page's figures.

    >>> text = "TV\n\nAttack on a convoy\n\nA convoy was hit. Two trucks burned.\n\nShare\n"
    >>> [(p.role, p.span.of(text)) for p in find_passages(text, titled=False)][:2]
    [('boilerplate', 'TV'), ('title', 'Attack on a convoy')]
    """
    lines = [_line(text, start, end) for start, end in paragraphs(text)]
    told = Stretches(known, lambda passage: passage.span)
    sure: dict[Span, Role] = {line.span: role for line in lines if (role := _sure(line.span, told) or _marked(line))}
    prose = [line.span for line in lines if line.is_prose and line.span not in sure]
    outlet = (outlet_named(text, tuple(Passage(role, span) for span, role in sure.items())) or "").casefold()
    sure |= {line.span: "boilerplate" for line in lines if line.text.casefold() == outlet}
    above = [line for line in lines if line.span not in sure and prose and line.span < prose[0]]
    may_be = (line.span for line in above if line.words > _FEW_WORDS and not line.text.endswith(":"))
    title = None if titled else next(may_be, None)  # a colon leads on: "The ministry said:"
    out = []
    for line in lines:
        role = "title" if line.span == title else sure.get(line.span) or _placed(line, prose, len(lines))
        out.append(Passage(role, line.span))
    return tuple(out)


def outlet_named(text: str, passages: tuple[Passage, ...]) -> str | None:
    """Return the outlet that a source line of the boilerplate names, or null.

    >>> line = "SOURCE: RIVER NEWS"
    >>> outlet_named(line, (Passage("boilerplate", Span(0, len(line))),))
    'River News'
    """
    for passage in passages:
        found = _marks().source.match(passage.span.of(text)) if passage.role == "boilerplate" else None
        if found:
            return " ".join(_calm(word, first=not at) for at, word in enumerate(found["outlet"].split()))
    return None


def is_illustration(caption: str) -> bool:
    """Return whether a caption says that its picture shows no scene of the article.

    >>> is_illustration("A convoy on the road. (File photo)")
    True
    """
    return _marks().illustration.search(caption) is not None


def _line(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    words = len(line.split())
    return _Line(Span(start, end), line, words, is_prose=words > _FEW_WORDS and line.endswith(_FINAL))


def _sure(span: Span, known: Stretches[Passage]) -> Role | None:
    return next((passage.role for passage in known.near(span) if passage.span.covers(span)), None) if known else None


def _marked(line: _Line) -> Role | None:
    """Return the role that a line's own words show, or null."""
    may_be_caption = line.words <= _CAPTION_WORDS and any(mark in line.text for mark in _CAPTION_MARKS)
    if may_be_caption and _marks().caption.search(line.text):
        return "caption"
    furniture = line.words <= _FURNITURE_WORDS and not line.is_prose
    return "boilerplate" if furniture and _marks().boilerplate.match(line.text) else None


def _placed(line: _Line, prose: Sequence[Span], lines: int) -> Role:
    """Return the role of a line by its place: an agency's name signs the last line, and captions an earlier one."""
    is_short = line.words <= _SIGNED_WORDS and ")" in line.text
    if is_short and prose and line.span != prose[-1] and _marks().signed.search(line.text):
        return "caption"
    inside = not prose or prose[0] <= line.span <= prose[-1] or _HEADING.match(line.text) or line.text.endswith(":")
    return "boilerplate" if not inside and line.words <= _FEW_WORDS and lines > 1 else "body"


def _calm(word: str, *, first: bool) -> str:
    """Return a shouted word as a name is written; what may be an abbreviation stays."""
    if not word.isupper():
        return word
    if word.casefold() in _marks().small:
        return word.title() if first else word.lower()
    return word.title() if len(word) > _FEW_WORDS else word


@cache
def _marks() -> Marks:
    """Return the marks of all the languages that are read, as patterns."""
    words: dict[str, list[str]] = {key: [] for key in _KEYS}
    for code in languages():
        for key, items in _read(code).items():
            words[key] += items
    captions, agencies, _, sources, illustrations, _ = (_either(words[key]) for key in _KEYS)
    phrases = _either(word for word in words["boilerplate"] if " " in word)
    # A single word may start a headline: it must be all, or nearly.
    single = _either(word for word in words["boilerplate"] if " " not in word)
    bracketed = r"\((?:[^()]*(?<!\w))?{}(?!\w)[^()]*\)\s*\.?$"
    return Marks(
        caption=_compile(
            rf"{bracketed.format(captions)}|^{captions}\s*[:：]|(?<=[.!?؟»”])\s*{captions}\s*[:：][^.]{{2,60}}$"
        ),
        signed=_compile(bracketed.format(agencies)),
        boilerplate=_compile(rf"{phrases}(?!\w)|{single}(?:\s*[:：|]|(?:\s+\S+){{0,2}}$)|©|www\.|https?://"),
        source=_compile(rf"{sources}\s*[:：]\s*(?P<outlet>\S.{{1,59}})$"),
        illustration=_compile(rf"(?<!\w){illustrations}(?!\w)"),
        small=frozenset(word.casefold() for word in words["small"]),
    )


def _read(code: str) -> dict[str, list[str]]:
    """Return the words of a language's `page.toml`; a language without one has none."""
    file = files("corrobora") / "data" / "lang" / code / "page.toml"
    if not file.is_file():
        return {}
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    for key, items in given.items():
        if key not in _KEYS or not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
            raise DataError(f"lang/{code}/page.toml: {key}: give a list of words under one of {', '.join(_KEYS)}")
    return given


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; none matches where there are none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:{})".format("|".join(re.sub(r"\\[ -]|'", r"[\\s’'-]+", re.escape(word)) for word in ordered) or r"(?!)")


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
