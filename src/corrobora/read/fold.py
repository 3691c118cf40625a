"""Folding: the form under which a word is looked up, and where each folded character stood."""

from __future__ import annotations

import re
import unicodedata

_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None, "،": ",", "؛": ";"}
)
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-"})
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TABLE = _ARABIC | _APOSTROPHES | _DIGITS
_SIGNS = re.compile(f"[{''.join(sign for sign in map(chr, range(0x610, 0x6EE)) if unicodedata.combining(sign))}]")


def fold(word: str) -> str:
    """Return `word` as lexicons have it: lower case, one kind of apostrophe, plain Arabic letters and digits.

    Accents stay, because "tue" and "tué" differ; Arabic vowel signs and the tatweel go.

    >>> fold("L’Armée"), fold("الأنبَار"), fold("٢٧")
    ("l'armée", 'الانبار', '27')
    """
    if word.isascii():
        return word.lower()
    return _SIGNS.sub("", unicodedata.normalize("NFC", word).translate(_TABLE).casefold())


def plain(text: str) -> str:
    """Return `text` folded and without accents, for comparing names across spellings.

    >>> plain("Boulikéssi")
    'boulikessi'
    """
    return without_accents(fold(text))


def without_accents(text: str) -> str:
    """Return a text without the signs on its letters.

    >>> without_accents("Ménaka")
    'Menaka'
    """
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
