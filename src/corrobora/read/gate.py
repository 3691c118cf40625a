"""A text -> whether it may report a conflict, told by its words alone: for archives of which most is something else.

The words are those by which the lexicons know events, weapons, harm and armed people (`data/gate.toml`), all found in
one pass through the bytes. A text may where the different ones it holds weigh enough for its length.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from itertools import product
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from corrobora.read.language import Language, languages, load_language

if TYPE_CHECKING:  # loaded where a gate is asked for
    from ahocorasick_rs import BytesAhoCorasick

_SURE, _DOUBTFUL, _NOTHING = 2, 1, 0
_LENGTHS = (0, 500, 2000)  # characters from which a text needs one more
_SHORTEST = 3  # letters
_KIN = 4  # letters by which two forms are taken for one word; of Arabic, which has shorter ones, one less
_OPEN = 5  # letters from which an Arabic word may have an ending
_COUNTS = attrgetter("counts")
_BLANK = 0x20
_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789" + bytes(range(0x80, 0x100))
_FOLDED = bytes(byte if byte in _KEPT else _BLANK for byte in bytes(range(256)).lower())
_MARKS = b"\xc2\xe2"  # with which quotation marks and the like begin, and no letter
_SIGNS = _MARKS + bytes(range(0x80, 0xC0))  # all that these may be, and no letter of Arabic begins with
_STOPS = frozenset(each.encode() for each in "،؛؟")
_ARABIC = {"ا": "اأإآ", "ه": "هة", "ي": "يى"}  # letters as they are folded, and as they may stand at the ends of words
_PREFIXES = frozenset(
    each.encode() for each in ("", *"وفبلكس", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "سي", "وسي")
)


def may_report(text: str, *, any_part: bool = False) -> bool:
    """Return whether a text may report a conflict; what does is passed over less than once in a hundred times.

    With `any_part` whether some part of it may, as an article on a page: the shorter a text, the less it needs.

    >>> may_report("Gunmen killed two soldiers near Gao, the army said."), may_report("Rice needs 20 minutes.")
    (True, False)
    """
    return weight(text) >= _enough(0 if any_part else len(text))


def weight(text: str) -> int:
    """Return how much the different telling words of a text weigh.

    >>> weight("attack, attacks, attacked"), weight("mortars and drones")
    (1, 4)
    """
    raw = text.encode("utf-8", "replace").translate(_FOLDED)
    finder, words = _finder()
    found: dict[str, int] = {}
    for number, start, end in finder.find_matches_as_indexes(raw):
        word = words[number]
        if word.counts > found.get(word.kin, 0) and _stands(raw, start, end, word):
            found[word.kin] = word.counts
    return sum(found.values())


def _enough(length: int) -> int:
    """Return how much the words of a text of so many characters have to weigh."""
    return sum(length >= each for each in _LENGTHS)


class _Word(NamedTuple):
    """A telling word: what it counts, those of one kin once; whether more letters may follow."""

    kin: str
    counts: int
    open: bool
    arabic: bool


def _stands(raw: bytes, start: int, end: int, word: _Word) -> bool:
    """Return whether what is found in a text is a word, and not a part of another; Arabic ones may have prefixes."""
    if not word.open and end < len(raw) and raw[end] != _BLANK and raw[end : end + 2] not in _STOPS:
        return raw[end] in _MARKS and not word.arabic
    if word.arabic:
        return raw[raw.rfind(b" ", 0, start) + 1 : start].lstrip(_SIGNS) in _PREFIXES
    before = raw[max(0, start - 3) : start]
    return not before or before[-1] == _BLANK or before[-2:-1] == _MARKS[:1] or before[:1] == _MARKS[1:]


@cache
def _finder() -> tuple[BytesAhoCorasick, tuple[_Word, ...]]:
    """Return what finds the words of all languages in folded bytes, and the words in the order of their numbers."""
    from ahocorasick_rs import BytesAhoCorasick, MatchKind

    told = tomllib.loads((files("corrobora") / "data" / "gate.toml").read_text(encoding="utf-8"))
    known: dict[bytes, _Word] = {}
    for code in languages():
        for form, word in _words(load_language(code), told[code], tuple(told["classes"])):
            for spelt in _spellings(form, arabic=word.arabic):
                pattern = spelt.encode().translate(_FOLDED)
                known[pattern] = min(word, known.get(pattern, word), key=_COUNTS)
    return BytesAhoCorasick(known, matchkind=MatchKind.LeftmostLongest), tuple(known.values())


def _words(language: Language, told: Mapping[str, Any], classes: tuple[str, ...]) -> Iterator[tuple[str, _Word]]:
    """Yield the telling words of a language, as they are folded."""
    arabic = language.script == "arabic"
    doubtful, everyday = (_like(told[name]) for name in ("doubtful", "everyday"))
    is_telling = cache(partial(_is_any, classes))
    for forms, entry in language.lexicon.entries.items():
        form = " ".join(forms)
        if len(form) >= _SHORTEST and is_telling(entry.classes) and not everyday(form):
            yield form, _word(form, _DOUBTFUL if doubtful(form) else _SURE, arabic, open_=arabic and len(form) >= _OPEN)
    phrases = (each for each in told["everyday"] if " " in each)
    for each, counts in (*((each, _SURE) for each in told["besides"]), *((each, _NOTHING) for each in phrases)):
        form = each.rstrip("*")
        yield form, _word(form, min(counts, _DOUBTFUL) if doubtful(form) else counts, arabic, open_=each != form)


def _is_any(classes: tuple[str, ...], of: frozenset[str]) -> bool:
    return any(each.startswith(classes) for each in of)


def _word(form: str, counts: int, arabic: bool, *, open_: bool) -> _Word:  # noqa: FBT001 - a part of the word
    return _Word(form[: _KIN - arabic], counts, open_, arabic)


def _like(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a form is one of these; a star stands for any ending."""
    whole = frozenset(each for each in patterns if not each.endswith("*"))
    begun = tuple(each[:-1] for each in patterns if each.endswith("*"))
    return lambda form: form in whole or form.startswith(begun)


def _spellings(form: str, *, arabic: bool) -> Iterator[str]:
    """Yield the ways in which a folded word may stand in a text."""
    if not arabic:
        yield form
        if not form[0].isascii():
            yield form[0].upper() + form[1:]
        return
    ends = {0, 1, len(form) - 1}
    yield from map("".join, product(*(_ARABIC.get(c, c) if at in ends else c for at, c in enumerate(form))))
