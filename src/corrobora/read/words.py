"""Text -> words with their lexical classes. What stands between two blanks is taken apart once, and remembered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TypeAlias

from corrobora.read.affixes import Affixes, classes_inside, guess, split_off, without_article
from corrobora.read.lexicon import Entry, Lexicon
from corrobora.read.node import Node, shared
from corrobora.read.tokens import Orthography, Token, tokenize

_WIDE_NUMBER = re.compile(r"\d \d{3}(?!\d)")
_THREE_DIGITS = re.compile(r" \d{3}")  # found ten times as fast, and in most lines there are none
_BLANK = re.compile(r"(?<!\d) | (?!\d{3}(?!\d))")
_REMEMBERED = 1 << 14
_LONG = 40  # letters: what is longer hardly comes again
_PLAIN = frozenset({"lower", "title", "upper"})
_CAPITAL = frozenset({"title", "upper"})
_CAP = frozenset({"cap"})
_COUNTED = frozenset({"word", "number", "ordinal"})  # "444th Brigade" counts nothing
_NO_NAME = frozenset({"pron", "conj", "accord", "def"})  # "المدخل الجنوبي لمدينة": no "لمدينه"
_KIND = frozenset({"n.place", "sg"})
_HEADS = frozenset({"noun", "adj"})
_SHAPES = frozenset({"date", "clock", "mark"})
_STOPS = frozenset(".!?؟")
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1000, 2199, 4
_LAST_DAY = 31
_CENTURY = 100


# A word inside a stretch without blanks: where it begins and ends there, and all that is known of the word alone: its
# form, classes and id, and the forms of which one must stand next where a phrase of the lexicon begins with it. It has
# no names for that, since a plain tuple is taken apart three times as fast.
Piece: TypeAlias = tuple[int, int, str, frozenset[str], str | None, Collection[str]]


def wants_name(word: Node) -> bool:
    """Return whether no prefix can follow a word: a preposition, or a kind of place without its article.

    >>> wants_name(Node(0, 5, frozenset({"placeword", "pl.town"}), "بلده"))
    True
    """
    classes = word.classes
    if "placeword" in classes or classes >= _KIND:
        return "def" not in classes
    return "prep" in classes and classes.isdisjoint(_NO_NAME) and word.end - word.start > 1


class Vocabulary:
    """The words of a language as they are written; `named` are those that its rules ask for by themselves."""

    def __init__(
        self, orthography: Orthography, lexicon: Lexicon, affixes: Affixes, named: frozenset[str] = frozenset()
    ) -> None:
        self._orthography = orthography
        self._lexicon = lexicon
        self._affixes = affixes
        self._named = named
        self._remembered: dict[str, tuple[Piece, ...]] = {}
        self._prefixes = frozenset(affixes.prefixes)

    def words(self, text: str, start: int = 0, end: int | None = None) -> list[Node]:
        """Return the words of `text[start:end]` as nodes with their classes; phrases of the lexicon become one node."""
        nodes: list[Node] = []
        leads: list[int] = []
        follow: Collection[str] = ()
        base, remembered = start, self._remembered
        for chunk in _chunks(text[start:end]):
            pieces = remembered.get(chunk)
            if pieces is None:
                pieces = self._pieces(chunk)
            if len(pieces) > 1 and nodes and self._prefixes and wants_name(nodes[-1]):
                pieces = self._unsplit(chunk, pieces, after_kind="prep" not in nodes[-1].classes)
            for first, last, form, classes, name, leading in pieces:
                if follow and form in follow:
                    leads.append(len(nodes) - 1)
                follow = leading
                nodes.append(Node(base + first, base + last, classes, form, name))
            base += len(chunk) + 1
        return self._join(nodes, leads) if leads else nodes

    def _pieces(self, chunk: str) -> tuple[Piece, ...]:
        """Return the words of a stretch, and remember those of a short one; a table that grew too large begins anew."""
        tokens = tokenize(chunk, self._orthography)
        split = (piece for token in tokens for piece in split_off(chunk, token, self._lexicon, self._affixes))
        pieces = tuple(self._piece(chunk, token) for token in split)
        if len(chunk) < _LONG:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[chunk] = pieces
        return pieces

    def _unsplit(self, chunk: str, pieces: tuple[Piece, ...], *, after_kind: bool) -> tuple[Piece, ...]:
        """Return the words behind "in" or "town of" with a name whole that begins like a prefix: "كالي"."""
        last = next((at for at, piece in enumerate(pieces) if piece[2] not in self._prefixes), 0)
        token, rest = tokenize(chunk, self._orthography)[0], pieces[last][2]
        if not last or token.end != pieces[last][1] or chunk[:2] in self._affixes.openings:
            return pieces
        if without_article(rest, self._affixes) != rest:
            return pieces
        if pieces[last][3] & _HEADS and (after_kind or token.form.startswith(self._affixes.conjunction)):
            return pieces  # "مدينة وريف حلب"
        if "past" in pieces[last][3] and "noun" not in pieces[last][3]:
            return pieces  # "قرية فقتلوا"
        return (self._piece(chunk, token), *pieces[last + 1 :])

    def _piece(self, chunk: str, token: Token) -> Piece:
        lexicon, affixes, form = self._lexicon, self._affixes, self._uncut(token.form)
        entry = lexicon.cased.get(chunk[token.start : token.end]) or lexicon.entries.get((form,))
        if entry is not None:
            known = entry.classes
        else:
            known = classes_inside(chunk, token, lexicon, affixes) or guess(token, affixes)
        classes = known | _shapes(token)
        if form in self._named:
            classes |= {"=" + form}
        return token.start, token.end, form, shared(classes), entry.id if entry else None, self._follow(form)

    def _uncut(self, form: str) -> str:
        """Return a word with one hyphen that only stands where a line broke ("sol-diers") without it."""
        first, hyphen, last = form.partition("-")
        entries = self._lexicon.entries
        if not hyphen or (form,) in entries or (first + last,) not in entries:
            return form
        return form if (first,) in entries and (last,) in entries else first + last

    def _follow(self, form: str) -> Collection[str]:
        """Return the forms that may stand second in a phrase that begins with this one; articles may be left off."""
        phrases, article = self._lexicon.phrases, self._affixes.article
        exact = phrases.get(form, ())
        if not article:
            return exact
        bare = phrases.get(without_article(form, self._affixes), ())
        return frozenset(exact).union(bare, (article + each for each in bare)) if exact or bare else ()

    def _join(self, nodes: list[Node], leads: Sequence[int]) -> list[Node]:
        """Return the nodes with phrases put together, from left to right, the longest first."""
        out: list[Node] = []
        done = 0
        for index in leads:
            length, entry = self._phrase(nodes, index) if index >= done else (1, None)
            if entry is not None:
                out += nodes[done:index]
                done = index + length
                out.append(_phrase_node(nodes[index:done], entry))
        return out + nodes[done:] if done else nodes

    def _phrase(self, nodes: list[Node], index: int) -> tuple[int, Entry | None]:
        """Return how long the phrase at `index` is, and what it is; its words may have articles written on to them."""
        length, entry = self._longest(nodes, index, bare=False)
        if self._affixes.article:
            longer, found = self._longest(nodes, index, bare=True)
            if found is not None and longer > length:
                return longer, Entry(found.classes | {"def"}, found.id)
        return length, entry

    def _longest(self, nodes: list[Node], index: int, *, bare: bool) -> tuple[int, Entry | None]:
        branch = self._lexicon.phrases
        length, entry = 1, None
        for here in range(index, len(nodes)):
            form = nodes[here].form
            following = branch.get(without_article(form, self._affixes) if bare else form)
            if following is None:
                break
            branch = following
            if branch.entry is not None:
                length, entry = here - index + 1, branch.entry
        return length, entry


def _chunks(line: str) -> list[str]:
    """Return what stands between the blanks of a line; a number that is written with blanks stays whole."""
    wide = _THREE_DIGITS.search(line) is not None and _WIDE_NUMBER.search(line) is not None
    return _BLANK.split(line) if wide else line.split(" ")


def _phrase_node(run: list[Node], entry: Entry) -> Node:
    classes = _phrase_classes(entry.classes, *[node.classes for node in run])
    return Node(run[0].start, run[-1].end, classes, " ".join([node.form for node in run]), entry.id)


@lru_cache(_REMEMBERED)
def _phrase_classes(known: frozenset[str], *words: frozenset[str]) -> frozenset[str]:
    """Return the classes of a phrase: those that the lexicon gives it, and what the shapes of its words say."""
    shapes = {"word" if each & _COUNTED else next(iter(each & _SHAPES), "word") for each in words}
    return shared(known | shapes | (words[0] & _CAP))


def _shapes(token: Token) -> frozenset[str]:
    """Return what the shape of a word says; a full stop ends a sentence."""
    if token.shape in _PLAIN:
        return frozenset({"word", "cap"}) if token.shape in _CAPITAL else frozenset({"word"})
    if token.shape in {"number", "ordinal"}:
        return frozenset({token.shape}) | _readings(token)
    return frozenset({token.shape, "stop"}) if token.form in _STOPS else frozenset({token.shape})


def _readings(token: Token) -> frozenset[str]:
    """Return what a number in digits may be besides a count: a day of a month, a year; `decimal` where it is broken."""
    if not token.form.isdecimal():
        return frozenset({"decimal"})
    value = int(token.form) if len(token.form) <= _YEAR_DIGITS else 0
    day = {"like.day"} if 1 <= value <= _LAST_DAY else set()
    is_year = _FIRST_YEAR <= value <= _LAST_YEAR and token.end - token.start == _YEAR_DIGITS
    short = {"like.short-year"} if _LAST_DAY < value < _CENTURY else set()
    return frozenset(day | short | ({"like.year"} if is_year else set()))
