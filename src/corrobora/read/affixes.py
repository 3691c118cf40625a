"""Words written together -> the words they are: prefixes, articles, possessive endings, hyphens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.read.fold import fold
from corrobora.read.lexicon import Entry, Lexicon
from corrobora.read.tokens import Token

_SHORTEST_JOINED = 4  # letters
_PARTS_OFF = frozenset({"cardinal", "joins-numbers", "parts-off"})

_TAKE_ARTICLE = frozenset({"noun", "adj"})
_VERBS = frozenset({"past", "impf"})
_NOUNS = frozenset({"noun", "adj", "evn", "prep", "conj", "that", "rel", "pron", "det", "n.given"})  # may be these, too
_SHORTEST = 2  # letters that must remain of a word whose prefix is split off


@dataclass(frozen=True, slots=True)
class Affixes:
    """What may be written with a word: prefixes that become words of their own, an article, possessive endings.

    `guesses` are endings of lower-case words that nothing else is known of, and the classes that they show. Such a word
    that begins with `conjunction` has it split off, unless a letter of `unjoined` follows. With `openings`, two
    letters each, only a word begins that has a conjunction before it ("وأ"), whatever its folded letters may spell.
    Behind a prefix of `nominal` stands no bare verb ("ك"), and behind one of `verbal` no other word than that ("س").
    """

    prefixes: tuple[str, ...] = ()
    article: str = ""
    suffixes: tuple[tuple[str, str], ...] = ()
    guesses: tuple[tuple[str, frozenset[str]], ...] = ()
    finite: frozenset[str] = frozenset()
    conjunction: str = ""
    unjoined: frozenset[str] = frozenset()
    openings: frozenset[str] = frozenset()
    nominal: frozenset[str] = frozenset()
    verbal: frozenset[str] = frozenset()


def without_article(form: str, affixes: Affixes) -> str:
    """Return a form without the article that is written on to it, if it has one."""
    return form.removeprefix(affixes.article) if len(form) > len(affixes.article) + 2 else form


def classes_inside(text: str, token: Token, lexicon: Lexicon, affixes: Affixes) -> frozenset[str]:
    """Return the classes of an unknown form once its article or possessive ending is taken off.

    An ending must stand there as written: the ة of إعادة is folded like the ه of قصفه and is none.
    """
    marked = _is_marked(text, token)
    for bare, mark in _bare(token.form, affixes):
        if marked and mark == "poss":
            continue
        entry = lexicon.entries.get((bare,))
        if entry is not None and not (mark == "def" and _is_finite(entry, affixes)):
            return entry.classes | {mark}
    return frozenset()


def _is_marked(text: str, token: Token) -> bool:
    return text[token.end - 1 : token.end] == "ة"


def _is_finite(entry: Entry, affixes: Affixes) -> bool:
    """Return whether a word is a form of a verb and nothing else, so that no article can stand before it."""
    return bool(entry.classes & affixes.finite) and not entry.classes & {"noun", "adj"}


def guess(token: Token, affixes: Affixes) -> frozenset[str]:
    """Return what an unknown word shows by itself: its article, and what its ending suggests."""
    if token.shape != "lower":  # "Houthi-controlled" shows what it is, though its first letter is large
        joined = (classes for ending, classes in affixes.guesses if ending[:1] == "-" and token.form.endswith(ending))
        return next(joined, frozenset())
    classes = next((classes for ending, classes in affixes.guesses if token.form.endswith(ending)), frozenset[str]())
    has_article = affixes.article and without_article(token.form, affixes) != token.form
    return classes | {"new", "def"} if has_article else classes | {"new"}


def _bare(form: str, affixes: Affixes) -> Iterator[tuple[str, str]]:
    if affixes.article and form.startswith(affixes.article):
        yield form[len(affixes.article) :], "def"
    for ending, instead in affixes.suffixes:
        if form.endswith(ending) and len(form) - len(ending) + len(instead) > _SHORTEST:
            yield form[: -len(ending)] + instead, "poss"


def _known(form: str, lexicon: Lexicon, affixes: Affixes, *, marked: bool = False) -> bool:
    if form in lexicon.firsts:
        return True
    return any(bare in lexicon.firsts for bare, mark in _bare(form, affixes) if not (marked and mark == "poss"))


def split_off(
    text: str, token: Token, lexicon: Lexicon, affixes: Affixes, prefixes: tuple[str, ...] | None = None
) -> list[Token]:
    """Return the token with its written-on prefixes split off, where what remains is known or has the article.

    Prefixes stand in the order in which the orthography lists them: a conjunction never follows a preposition.
    """
    if "-" in token.form and not _known(token.form, lexicon, affixes):
        return _split_hyphens(text, token, lexicon)
    prefixes = affixes.prefixes if prefixes is None else prefixes
    if not prefixes or token.shape != "lower":
        return [token]
    marked = _is_marked(text, token)  # "لقناة" is "to a channel", and no "لقناه"
    if _known(token.form, lexicon, affixes, marked=marked) and not _is_joined_on(text, token, lexicon, affixes):
        return [token]
    for index, prefix in enumerate(prefixes):
        rest = token.form[len(prefix) :]
        if not token.form.startswith(prefix) or len(rest) < _SHORTEST or not _may_lead(prefix, rest, lexicon, affixes):
            continue
        if affixes.article and rest[:1] == affixes.article[-1:] and prefix == affixes.article[-1:]:
            rest = _with_article(rest, lexicon, affixes)
        tail = Token(token.start, token.end, rest, "lower")
        inner = split_off(text, tail, lexicon, affixes, prefixes[index + 1 :])
        has_article = rest.startswith(affixes.article) and len(rest) > len(affixes.article) + 2
        if len(inner) > 1 or has_article or _known(rest, lexicon, affixes, marked=marked):
            cut = _offset(text, token, len(prefix))
            head = Token(token.start, cut, prefix, "lower")
            return [
                head,
                *split_off(text, Token(cut, token.end, rest, "lower"), lexicon, affixes, prefixes[index + 1 :]),
            ]
    return _split_conjunction(text, token, affixes) if prefixes == affixes.prefixes else [token]


def _may_lead(prefix: str, rest: str, lexicon: Lexicon, affixes: Affixes) -> bool:
    """Return whether a prefix stands before such a word: the name "كيسال" is no "like" and "asks"."""
    entry = lexicon.entries.get((rest,))
    if entry is None:
        return True
    if prefix in affixes.verbal:
        return "impf" in entry.classes
    return prefix not in affixes.nominal or not entry.classes & _VERBS or bool(entry.classes & _NOUNS)


def _is_joined_on(text: str, token: Token, lexicon: Lexicon, affixes: Affixes) -> bool:
    """Return whether a known form is two words by its unfolded letters: "وأدى" is "and led to", and no "وادي"."""
    if text[token.start : token.start + 2] not in affixes.openings:
        return False
    return _known(token.form[1:], lexicon, affixes)


def _with_article(rest: str, lexicon: Lexicon, affixes: Affixes) -> str:
    """Return what stands behind a preposition into which the article is contracted, unless it is a word without one."""
    whole, bare = affixes.article[:-1] + rest, lexicon.entries.get((rest[1:],))
    if rest in lexicon.firsts and whole not in lexicon.firsts and (bare is None or not bare.classes & _TAKE_ARTICLE):
        return rest
    return whole


def _split_conjunction(text: str, token: Token, affixes: Affixes) -> list[Token]:
    """Return an unknown word with the conjunction split off that it seems to begin with."""
    joined = affixes.conjunction
    rest = token.form.removeprefix(joined)
    cut = _offset(text, token, len(joined))
    if not joined or rest == token.form or len(rest) < _SHORTEST_JOINED or text[cut] in affixes.unjoined:
        return [token]
    return [Token(token.start, cut, joined, "lower"), Token(cut, token.end, rest, "lower")]


def _split_hyphens(text: str, token: Token, lexicon: Lexicon) -> list[Token]:
    """Return "forty-nine", "three-day" or "mid-May" in its parts; any other word stays whole."""
    pieces = token.form.split("-")
    known = [lexicon.entries.get((piece,)) for piece in pieces]
    numbers = next((i for i, e in enumerate(known) if e is None or not e.classes & _PARTS_OFF), len(pieces))
    rest = "-".join(pieces[numbers:])
    first, last = (entry.classes if entry is not None else frozenset[str]() for entry in (known[0], known[-1]))
    is_number = any(name.startswith("num.") for name in last)  # "Vingt-et-un"
    is_name = bool(rest) and token.shape != "lower" and "parts-off" not in first and not is_number
    if not numbers or is_name or (rest and not lexicon.knows(rest)) or len(token.form) != token.end - token.start:
        return [token]
    out, start = [], token.start
    for piece in [*pieces[:numbers], *([rest] if rest else [])]:
        out.append(Token(start, start + len(piece), piece, "title" if text[start].isupper() else "lower"))
        start += len(piece) + 1
    return out


def _offset(text: str, token: Token, letters: int) -> int:
    """Return where in the raw text the first `letters` folded letters of a token end."""
    seen = 0
    for position in range(token.start, token.end):
        if seen == letters:
            return position
        seen += len(fold(text[position]))
    return token.end
