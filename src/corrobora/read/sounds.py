"""Letters -> the consonants that transliterations mix up: one table for places, persons and groups, in both scripts."""

from __future__ import annotations

import re

_LETTERS = {
    "S": "tch sch ch sh s",
    "G": "dj zh gh g j",
    "K": "kh ck k c",
    "Q": "q",
    "D": "dh th z d t",
    "KS": "x",
    "F": "ph f v",
    "B": "b p",
    "": "a e i o u y w h",
}
_SOUND = {letters: sound for sound, row in _LETTERS.items() for letters in row.split()}
_ANY = re.compile("|".join(sorted(_SOUND, key=len, reverse=True)))
_ARABIC = str.maketrans(
    dict.fromkeys("شسصچ", "S")
    | dict.fromkeys("جغگژ", "G")
    | dict.fromkeys("كخک", "K")
    | dict.fromkeys("ق", "Q")
    | dict.fromkeys("ذثظضزدتط", "D")
    | dict.fromkeys("فڤ", "F")
    | dict.fromkeys("بپ", "B")
    | {"ل": "l", "م": "m", "ن": "n", "ر": "r"}
    | dict.fromkeys("اأإآىيیوهةءئؤعحـٱ", None)
)
_DOUBLED = re.compile(r"([a-z])\1+")
_FIRST_ARABIC = "\u0600"


def consonants(word: str) -> str:
    """Return the consonants of a word in lower case and without accents; a qaf stays apart, as Q.

    >>> consonants("kataib"), consonants("كتائب"), consonants("qassem"), consonants("قاسم")
    ('KDB', 'KDB', 'QSm', 'QSm')
    """
    if word and word[0] >= _FIRST_ARABIC:
        return word.translate(_ARABIC)
    return _ANY.sub(_sound, _DOUBLED.sub(r"\1", word))


def _sound(found: re.Match[str]) -> str:
    return _SOUND[found[0]]
