"""Words for the dead or hurt as such ("31 dead", "قتلى"): they leave open who they are."""

from __future__ import annotations

import re
from functools import lru_cache

from corrobora.read.fold import fold
from corrobora.read.language import languages, load_language

_WORD = re.compile(r"\w+")
_TOLL = "f.toll"


@lru_cache(maxsize=4096)
def is_toll(text: str, language: str | None) -> bool:
    """Return whether a word for the dead or hurt is among some words, by the lexicon of their language.

    >>> is_toll("31 dead", "en"), is_toll("15 attackers", "en")
    (True, False)
    """
    if language not in languages():
        return False
    known = load_language(language).lexicon.entries
    return any(_TOLL in known[word,].classes for word in map(fold, _WORD.findall(text)) if (word,) in known)
