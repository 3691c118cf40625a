"""The language that a document is declared to be in, beside what its words say.

Pages are often declared to be in the language of their template. A declared language stands unless few of the words
that every sentence of it is made of occur; then the words decide, and a flag says so.
"""

from __future__ import annotations

from corrobora.read.identify import identify, sample_of
from corrobora.read.language import languages, load_language
from corrobora.types import Flag

_SAMPLE = 300
_LEAST_WORDS = 12  # a headline may hold names alone
_LEAST_SHARE = 0.15  # of right ones a quarter and more, of wrong ones an eighth at most
_SMALL = frozenset({"det", "prep", "conj", "pron", "aux", "rel", "neg", "clause", "that", "pl.in", "pl.of"})


def check_language(text: str, declared: str) -> tuple[str, Flag | None]:
    """Return the language in which to read a text that is declared to be in one that is read, and what is to be said.

    >>> check_language("Des hommes armés ont attaqué un convoi de l'armée dans la province de Gao.", "ar")[0]
    'fr'
    """
    if not _seems_foreign(text, declared):
        return declared, None
    found, is_read = identify(text, languages())
    if found == declared:
        return declared, None
    if is_read and not _seems_foreign(text, found):
        return found, _flag(f"it is declared to be {declared!r}, but its words are {found!r}: it was read as that")
    return declared, _flag(f"it was read as {declared!r}, as it is declared to be, but seems to be {found!r}")


def _flag(note: str) -> Flag:
    return Flag("language", None, note)


def _seems_foreign(text: str, code: str) -> bool:
    """Return whether a text of some length holds hardly any of the small words of a language."""
    words = load_language(code).vocabulary.words(sample_of(text)[:_SAMPLE])
    written = [word.classes for word in words if "mark" not in word.classes and "number" not in word.classes]
    small = sum(not classes.isdisjoint(_SMALL) for classes in written)
    return len(written) >= _LEAST_WORDS and small < _LEAST_SHARE * len(written)
