"""Names as they sound: whether two may be one name, spelled by other rules or in another script.

Where their consonants agree, the first vowels don't contradict each other and neither do their endings, it may be one.
No measure of this kind is safe to merge by: al-Jaber and al-Jabouri share every consonant. The word for what a group is
may be translated ("Kataib X", "the X Brigades"), and stands where each language puts it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corrobora.read.fold import without_accents
from corrobora.read.sounds import consonants
from corrobora.tsv import rows

_LOOSE_ARTICLES = frozenset({"al", "el", "ul"})  # the others are words of their own where no hyphen follows
_SERVANTS = frozenset({"عبد", "abd", "abdel", "abdul", "abdal", "abdoul", "abdol"})
_VOWELS = {"a": "ae", "e": "aei", "i": "ie", "y": "ie", "o": "ou", "u": "ou"}
_WRITTEN = {"ا": "ae", "آ": "a", "و": "oua", "ي": "iea", "ی": "iea"}
_ENDS = {"ي": "i", "ی": "i", "ى": "a", "ا": "a", "ة": "a", "ه": "a", "و": "u", "ع": "?", "ء": "?", "ئ": "?", "ح": "?"}
_FRENCH = re.compile(r"gu(?=[eiy])")
_SERVANT = re.compile(r"abd(?:[aeou]+l?|a?l|)(?=[^aeiou])")
_HYPHEN = re.compile(r"[-‐‑–]")
_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"
_PERSON = 2  # words: a given name and another
_SHORTEST = 4  # letters of a name with its article
_LEAST = 2  # consonants that a name must have to be told by them


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its consonants, what its first vowel may be (nothing where it isn't written), how it ends."""

    bones: str
    vowels: str
    end: str


@dataclass(frozen=True, slots=True)
class Sounded:
    """A name as it sounds: its words, and what the word for a group says that it is (any of `types`).

    `key` has all consonants in a row: names that may be one have the same, but for a qaf written as g.
    """

    words: tuple[Word, ...]
    types: frozenset[str]
    key: str


def may_be_one(one: Sounded, other: Sounded) -> bool:
    """Return whether two names may be one, by what they sound like.

    >>> may_be_one(sounded("Kataib al-Shuhada"), sounded("Brigades al-Chouhada"))
    True
    >>> may_be_one(sounded("Ahmed al-Jaber"), sounded("Ahmed al-Jabouri"))
    False
    """
    if one.types and other.types and not one.types & other.types:
        return False
    if bool(one.types) != bool(other.types) and min(len(one.words), len(other.words)) < _PERSON:
        return False  # Hezbollah is not Kataib Hezbollah
    return _alike(one.words, other.words, whole=bool(one.types or other.types))


def _alike(one: tuple[Word, ...], other: tuple[Word, ...], *, whole: bool) -> bool:
    if not one or not other:
        return False
    if len(one) == len(other):
        enough = sum(len(word.bones) for word in one) >= _LEAST
        return enough and all(map(_is_alike, one, other))
    shorter = min(len(one), len(other))
    if not whole and shorter == _PERSON and _is_alike(one[0], other[0]) and _is_alike(one[-1], other[-1]):
        return True  # one of them leaves out names in the middle
    together, apart = _joined(one), _joined(other)
    return len(together.bones) > _LEAST and _is_alike(together, apart)


def _joined(words: tuple[Word, ...]) -> Word:
    return Word("".join(word.bones for word in words), words[0].vowels, words[-1].end)


def _is_alike(one: Word, other: Word) -> bool:
    if len(one.bones) != len(other.bones) or not all(map(_is_one_sound, one.bones, other.bones)):
        return False
    if one.vowels and other.vowels and not set(one.vowels) & set(other.vowels):
        return False
    return one.end == other.end or "?" in {one.end, other.end}


def _is_one_sound(one: str, other: str) -> bool:
    """Return whether two consonants may be one: a qaf is written as q, k, g and gh."""
    return one == other or {one, other} in ({"Q", "K"}, {"Q", "G"})


@lru_cache(maxsize=4096)
def sounded(name: str) -> Sounded:
    """Return how a name sounds, without titles and articles; "Abdel" and "عبد" belong to the next word.

    >>> len(sounded("Sheikh Abdel Karim al-Haddad").words)
    2
    """
    plain = unicodedata.normalize("NFC", name).casefold().replace("’", "'").replace("'", "").replace("`", "")
    pieces = [part for word in plain.split() for part in _without_article(word)]
    out: list[Word] = []
    types: frozenset[str] = frozenset()
    servant = ""
    for piece in (part.strip(".,") for part in pieces):
        if piece in _left_out() or (not types and piece in _of_kind("title")):
            continue
        if piece in _groups() and not types:
            types = _groups()[piece]
            continue
        word = servant + piece
        servant = ""
        if word in _SERVANTS:
            servant = "عبد" if word == "عبد" else "abd"
        elif word:
            out.append(_arabic(word) if _FIRST_ARABIC <= word[0] <= _LAST_ARABIC else _latin(word))
    return Sounded(tuple(out), types, "".join(word.bones for word in out).replace("Q", "K"))


@cache
def _particles() -> list[list[str]]:
    """Return the rows of `data/names/particles.tsv`: articles, titles and words for groups that stand in names."""
    lines = (files("corrobora") / "data" / "names" / "particles.tsv").read_text(encoding="utf-8").splitlines()
    return [cells for _, cells in rows("particles.tsv", lines, 3)]


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(word for cells in _particles() if cells[0] == kind for word in cells[1].split("|"))


@cache
def _left_out() -> frozenset[str]:
    return _of_kind("joint") | _LOOSE_ARTICLES


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return for each word that says what a group is the sets of words that may stand for it."""
    out: dict[str, frozenset[str]] = {}
    for cells in _particles():
        if cells[0] == "group":
            for word in cells[1].split("|"):
                out[word] = out.get(word, frozenset()) | {cells[1]}
    return out


def _without_article(word: str) -> list[str]:
    if word.startswith("ال") and len(word) >= _SHORTEST:
        return [word[2:]]
    pieces = _HYPHEN.split(word)
    return [piece for piece in pieces if piece not in _of_kind("article")] if len(pieces) > 1 else pieces


def _latin(word: str) -> Word:
    bare = without_accents(word)
    bare = _SERVANT.sub("abd", bare, count=1) if bare.startswith("abd") else bare
    bare = _FRENCH.sub("g", bare)
    body = bare[1:] if bare[:1] in "yw" else bare
    first = next((char for char in body if char in _VOWELS), "")
    return Word(consonants(bare), _VOWELS.get(first, ""), _latin_end(word, bare))


def _latin_end(word: str, bare: str) -> str:
    """Return how a name ends: "i", "a", "u", on a consonant (nothing), or in a way that leaves it open ("?")."""
    if bare.endswith(("aa", "ee", "ea", "ae", "ei", "ai")):
        return "?"
    if bare.endswith("h") and bare[-2:-1] in {"a", "e"}:
        return "a"
    last = bare[-1:]
    if last == "e":
        return "a" if word.endswith("é") else ""
    return {"i": "i", "y": "i", "a": "a", "o": "u", "u": "u"}.get(last, "")


def _arabic(word: str) -> Word:
    vowels = _WRITTEN.get(word[1:2], "") if word[0] not in "اأإآعيو" else "ie" if word[0] == "إ" else ""
    return Word("".join(filter(_is_letter, consonants(word))), vowels, _ENDS.get(word[-1], ""))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
