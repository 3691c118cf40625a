"""What is looked for in the words of articles, and what is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from corrobora.keep.search.told import Told
from corrobora.read.fold import plain
from corrobora.types import Span

COUNTED = 10_000  # passages that are counted
RANKED = 2000  # of more the latest come first: to weigh each takes long
LEAST = 3  # letters of a word that may be the beginning of another
_MOST_WORDS = 12
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
_JOINED = tuple(one + two for one in ("", "و", "ف") for two in ("", "ال", "ب", "بال", "ل", "لل", "ك", "كال", "س"))
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')


class Found(NamedTuple):
    """A passage that has what was looked for: the place of its article, the row of the ledger, and its span."""

    uri: str
    seq: int
    span: Span


class Index(Protocol):
    """The words of a ledger's articles, passage by passage: how they are asked, and how `bring_up` adds to them."""

    def find(self, words: str, most: int, after: int = 0, rows: Iterable[int] | None = None) -> tuple[int, list[Found]]:
        """Return how many passages have all of these words (or "phrases"), counted up to COUNTED, and some of them.

        The best come first; where they are RANKED or more, the latest. `rows` are the rows of a ledger that hold,
        by default the last of each place.
        """

    def local(self, place: str, language: str) -> str | None:
        """Return what the articles of a language call a place (by its id): its shortest form; null for nothing."""

    def close(self) -> None:
        """Let go of it."""

    def reached(self) -> tuple[int, str]:
        """Return the last row of the ledger that was read, and its hash."""

    def clear(self) -> None:
        """Begin anew."""

    def changing(self) -> AbstractContextManager[None]:
        """Keep what is done meanwhile whole or not at all; nobody else changes it then."""

    def add(self, told: Sequence[Told]) -> None:
        """Keep the words of articles, in place of what older rows had from the same places."""

    def reach(self, seq: int, last: str) -> None:
        """Note the last row that was read, and its hash."""


def terms(words: str) -> list[str]:
    """Return what to look for: each word, and each phrase in quotation marks, folded and free of query signs.

    >>> terms('Boulikéssi "près de" OR*')
    ['boulikessi', 'pres de', 'or']
    """
    found = (plain(one or two) for one, two in _PHRASE.findall(words))
    return [term for each in found if (term := " ".join(re.findall(r"[^\W_]+", each)))][:_MOST_WORDS]


def forms(term: str) -> tuple[str, ...]:
    """Return how a term may stand in a text: an Arabic word with what is written onto it, or without, is the same word.

    >>> forms("gao"), forms("الجيش")[:4], "والجيش" in forms("جيش")
    (('gao',), ('جيش', 'الجيش', 'بجيش', 'بالجيش'), True)
    """
    bare = term.removeprefix("ال")
    bare = bare if len(bare) >= LEAST else term
    return tuple(joined + bare for joined in _JOINED) if len(bare) >= LEAST and _ARABIC.fullmatch(bare) else (term,)
