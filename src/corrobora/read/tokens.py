"""Text -> tokens and paragraphs. Spans are offsets into the raw text and never move."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corrobora.read.fold import fold

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:[,.٬]\d{3})+(?![\d])|\d+(?:[.,٫]\d+)?"
_TOKEN = re.compile(
    rf"(?P<date>\d{{4}}[/-]\d{{1,2}}[/-]\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
    rf"|(?:[12]?\d|3[01]|0\d)/(?:1[0-2]|0?[1-9])/\d{{2}})(?![\d/])"
    rf"|(?P<clock>\d{{1,2}}(?::\d{{2}}(?::\d{{2}})?|h\d{{2}})(?!\d))"
    r"|(?P<power>\d+(?:[.,]\d+)?(?:\^|[eE][+-]?)\d+(?!\w))"
    rf"|(?P<number>{_NUMBER})(?P<suffix>(?i:st|nd|rd|th|ère|ème|eme|er|re|e|è|ème|°|\.?[ºª])(?!\w))?"
    rf"|(?P<abbreviation>(?:[^\W\d_]\.){{2,}})"
    r"|(?P<prefix>[وف](?=ـ*\d)|[وف]?(?:[بلك]?ال|لل|[بلك])ـ*(?=\d))"
    r"|(?P<word>[^\W\d_][\w\u064b-\u0652\u0670\u0640]*(?:[-‐‑][^\W_][\w\u064b-\u0652\u0670\u0640]*)*)"
    r"|(?P<rest>\d|_+|[^\w\s])"
)
_WORD_APOSTROPHE = re.compile(r"['’ʼ]")
_ARTICLE = re.compile(r"[a-z]{2,3}[-‐‑][A-ZÀ-Þ]")
_PARAGRAPH = re.compile(r"\S[^\n\r\u2028\u2029]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: offsets into the raw text, its folded form and its shape."""

    start: int
    end: int
    form: str
    shape: str


@dataclass(frozen=True, slots=True)
class Orthography:
    """What a language does to words in writing: elisions, endings that split off, abbreviations."""

    elisions: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()


def tokenize(text: str, orthography: Orthography, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`; elided articles and endings are tokens of their own.

    >>> french = Orthography(elisions=frozenset({"l", "d"}))
    >>> [t.form for t in tokenize("l’armée d’Irak, 49 000 hommes.", french)]
    ["l'", 'armée', "d'", 'irak', ',', '49000', 'hommes', '.']
    """
    tokens: list[Token] = []
    stop = len(text) if end is None else end
    position = start
    while match := _TOKEN.search(text, position, stop):
        kind = match.lastgroup if match.lastgroup != "suffix" else "ordinal"
        if kind in {"word", "prefix"}:
            position = _words(text, match.start(), match.end(), stop, orthography, tokens)
            continue
        position = match.end()
        tokens.append(Token(match.start(), position, _form(match, kind), _shape(kind, match.group())))
    return tokens


def _words(text: str, start: int, end: int, stop: int, orthography: Orthography, out: list[Token]) -> int:
    """Add the word at `start`, with what is written together with it; return where to go on."""
    form = fold(text[start:end])
    follows = text[end : end + 1]
    if _WORD_APOSTROPHE.fullmatch(follows) and end < stop:
        if form in orthography.elisions:
            out.append(Token(start, end + 1, form + "'", _case(text[start:end])))
            return end + 1
        joined = _joined(text, end, stop)
        if joined > end:
            return _split_endings(text, start, joined, orthography, out)
    if follows == "." and end < stop and form + "." in orthography.abbreviations:
        out.append(Token(start, end + 1, form + ".", _case(text[start:end])))
        return end + 1
    return _split_endings(text, start, end, orthography, out)


def _joined(text: str, end: int, stop: int) -> int:
    """Return the end of a word that goes on over an apostrophe ("Sana'a", "army's"), or `end`."""
    more = re.compile(r"['’ʼ]\w+").match(text, end, stop)
    return more.end() if more else end


def _split_endings(text: str, start: int, end: int, orthography: Orthography, out: list[Token]) -> int:
    form = fold(text[start:end])
    for ending in orthography.endings:
        if form.endswith(ending) and len(form) > len(ending) and len(form) == end - start:
            cut = end - len(ending)
            out.append(Token(start, cut, form[: -len(ending)], _case(text[start:cut])))
            out.append(Token(cut, end, ending, "lower"))
            return end
    out.append(Token(start, end, form or "-", _case(text[start:end]) if form else "mark"))
    return end


def _form(match: re.Match[str], kind: str | None) -> str:
    raw = match.group()
    if kind in {"number", "ordinal"}:
        digits = fold(match.group("number"))
        if re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f,.٬]\d{3})+", digits):
            return re.sub(r"\D", "", digits)
        return re.sub(r"[,٫]", ".", digits)
    return fold(raw)


def _shape(kind: str | None, raw: str) -> str:
    if kind in {"date", "clock", "number", "ordinal"}:
        return str(kind)
    return "upper" if kind == "abbreviation" and raw[0].isupper() else "lower" if kind == "abbreviation" else "mark"


def _case(raw: str) -> str:
    """Return how a word is written; a name keeps its case behind a small article ("al-Khafaji")."""
    if raw[0].isupper():
        return "upper" if len(raw) > 1 and raw.isupper() else "title"
    return "title" if _ARTICLE.match(raw) else "lower"


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    r"""Return the trimmed lines of `text[start:end]` that hold anything, as offsets.

    >>> paragraphs("a\n\n b \n")
    [(0, 1), (4, 5)]
    """
    inside = text[start:end]
    if len(inside.splitlines()) == 1:  # as most are that are asked for: so it takes a tenth
        line = inside.strip()
        begun = start + inside.index(line)
        return [(begun, begun + len(line))] if line else []
    found = _PARAGRAPH.finditer(text, start, len(text) if end is None else end)
    return [(line.start(), line.start() + len(line.group().rstrip())) for line in found]
