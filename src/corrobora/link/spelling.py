"""How alike two names are that may be one, spelled by other rules or in another script.

Names are the same by alias or by exact folded form alone. Where their consonants agree, the first vowels don't
contradict each other and neither do their endings, it is proposed that they are one: a person decides. No measure
of this kind is safe to merge by: al-Jaber and al-Jabouri share every consonant.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from corrobora.codebook import actors_by_id
from corrobora.link.identity import named
from corrobora.read.lexicon import rows

Likeness = Literal["same", "proposed"]

_LOOSE_ARTICLES = frozenset({"al", "el", "ul"})  # the others are words of their own where no hyphen follows
_SOUNDS = (
    (re.compile(r"tch|sch|ch|sh|s"), "S"),
    (re.compile(r"dj|zh|gh|g|j"), "G"),
    (re.compile(r"kh|ck|k|c"), "K"),
    (re.compile(r"q"), "Q"),
    (re.compile(r"dh|th|z|d|t"), "D"),
    (re.compile(r"x"), "KS"),
    (re.compile(r"ph|f|v"), "F"),
    (re.compile(r"b|p"), "B"),
    (re.compile(r"[aeiouywh]"), ""),
)
_ARABIC = str.maketrans(
    dict.fromkeys("شسص", "S")
    | dict.fromkeys("جغگژ", "G")
    | dict.fromkeys("كخک", "K")
    | dict.fromkeys("ذثظضزدتط", "D")
    | dict.fromkeys("فڤ", "F")
    | dict.fromkeys("بپ", "B")
    | {"ق": "Q", "چ": "S", "ل": "l", "م": "m", "ن": "n", "ر": "r"}
    | dict.fromkeys("اأإآىيیوهةءئؤعحـٱ", None)
)
_OWN = frozenset("lmnr")
_VOWELS = {"a": "ae", "e": "aei", "i": "ie", "y": "ie", "o": "ou", "u": "ou"}
_WRITTEN = {"ا": "ae", "آ": "a", "و": "oua", "ي": "iea", "ی": "iea"}
_ENDS = {"ي": "i", "ی": "i", "ى": "a", "ا": "a", "ة": "a", "ه": "a", "و": "u", "ع": "?", "ء": "?", "ئ": "?", "ح": "?"}
_DOUBLED = re.compile(r"([a-z])\1+")
_FRENCH = re.compile(r"gu(?=[eiy])")
_SERVANT = re.compile(r"abd(?:[aeou]+l?|a?l|)(?=[^aeiou])")
_PERSON = 2  # words: a given name and another
_SHORTEST = 4  # letters of a name with its article
_LEAST = 2  # consonants that a name must have to be told by them


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a name: its consonants, what its first vowel may be (nothing where it isn't written), how it ends."""

    bones: str
    vowels: str
    end: str


def likeness(one: str, other: str) -> Likeness | None:
    """Return whether two names are the same, may be the same ("proposed"), or show no sign of it (null).

    >>> likeness("Hezbollah", "حزب الله"), likeness("Qassem Soleimani", "قاسم سليماني")
    ('same', 'proposed')
    >>> likeness("Ahmed al-Jaber", "Ahmed al-Jabouri"), likeness("Qasem Soleimani", "Gholam Soleimani")
    (None, None)
    """
    keys = named(one), named(other)
    if None in keys:
        return None
    if keys[0] == keys[1]:
        return "same"
    if all(key in actors_by_id() for key in keys):
        return None
    return "proposed" if _may_be_one(_words(one), _words(other)) else None


def _may_be_one(one: tuple[_Word, ...], other: tuple[_Word, ...]) -> bool:
    if not one or not other:
        return False
    if len(one) == len(other):
        enough = sum(len(word.bones) for word in one) >= _LEAST
        return enough and all(map(_is_alike, one, other))
    if min(len(one), len(other)) == _PERSON and _is_alike(one[0], other[0]) and _is_alike(one[-1], other[-1]):
        return True  # one of them leaves out names in the middle
    whole, broken = _joined(one), _joined(other)
    return len(whole.bones) > _LEAST and _is_alike(whole, broken)


def _joined(words: tuple[_Word, ...]) -> _Word:
    return _Word("".join(word.bones for word in words), words[0].vowels, words[-1].end)


def _is_alike(one: _Word, other: _Word) -> bool:
    if len(one.bones) != len(other.bones) or not all(map(_is_one_sound, one.bones, other.bones)):
        return False
    if one.vowels and other.vowels and not set(one.vowels) & set(other.vowels):
        return False
    return one.end == other.end or "?" in {one.end, other.end}


def _is_one_sound(one: str, other: str) -> bool:
    """Return whether two consonants may be one: a qaf is written as q, k, g and gh."""
    return one == other or {one, other} in ({"Q", "K"}, {"Q", "G"})


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[_Word, ...]:
    """Return the words of a name without titles and articles; "Abdel" and "عبد" belong to the next."""
    plain = unicodedata.normalize("NFC", name).casefold().replace("’", "'").replace("'", "").replace("`", "")
    out: list[_Word] = []
    servant = ""
    pieces = [part for word in plain.split() for part in _without_article(word)]
    for piece in (part for part in pieces if part.strip(".") not in _particles("title") | _LOOSE_ARTICLES):
        word = servant + piece.strip(".,")
        servant = ""
        if word in {"عبد", "abd", "abdel", "abdul", "abdal", "abdoul", "abdol"}:
            servant = "عبد" if word == "عبد" else "abd"
        elif word:
            out.append(_arabic(word) if "\u0600" <= word[0] <= "\u06ff" else _latin(word))
    return tuple(out)


@cache
def _particles(kind: str) -> frozenset[str]:
    """Return the articles or titles that stand in names, as `data/names/particles.tsv` has them."""
    lines = (files("corrobora") / "data" / "names" / "particles.tsv").read_text(encoding="utf-8").splitlines()
    found = [cells for _, cells in rows("particles.tsv", lines, 3) if cells[0] == kind]
    return frozenset(word for _, words, _ in found for word in words.split("|"))


def _without_article(word: str) -> list[str]:
    if word.startswith("ال") and len(word) >= _SHORTEST:
        return [word[2:]]
    pieces = re.split(r"[-‐‑–]", word)
    return [piece for piece in pieces if piece not in _particles("article")] if len(pieces) > 1 else pieces


def _latin(word: str) -> _Word:
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    bare = _SERVANT.sub("abd", bare, count=1) if bare.startswith("abd") else bare
    bare = _FRENCH.sub("g", bare)
    bones = _DOUBLED.sub(r"\1", bare)
    for sound, letter in _SOUNDS:
        bones = sound.sub(letter, bones)
    body = bare[1:] if bare[:1] in "yw" else bare
    first = next((char for char in body if char in _VOWELS), "")
    return _Word(bones, _VOWELS.get(first, ""), _latin_end(word, bare))


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


def _arabic(word: str) -> _Word:
    bones = "".join(c for c in word.translate(_ARABIC) if c in _OWN or "A" <= c <= "Z")
    vowels = _WRITTEN.get(word[1:2], "") if word[0] not in "اأإآعيو" else "ie" if word[0] == "إ" else ""
    return _Word(bones, vowels, _ENDS.get(word[-1], ""))
