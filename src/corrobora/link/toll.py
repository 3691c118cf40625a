"""Words for the dead and hurt: those that leave open who they are ("31 dead", "قتلى"), and those that tell whose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from corrobora.read.fold import fold
from corrobora.read.language import languages, words_with

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
    known = words_with(language, _TOLL)
    return any(fold(word) in known for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def whose(text: str, language: str | None) -> str | None:
    """Return whose people some words are for: forces, fighters or civilians; null where that is open, or several.

    >>> whose("15 attackers", "en"), whose("Deux policiers", "fr"), whose("مدنيين", "ar"), whose("ten men", "en")
    ('fighters', 'forces', 'civilians', None)
    """
    known = _whose().get(language or "", {})
    found = {kind for word in map(fold, _WORD.findall(text)) if (kind := known.get(word.removeprefix("ال")))}
    return found.pop() if len(found) == 1 else None


@cache
def _whose() -> Mapping[str, Mapping[str, str]]:
    """Return by language whose people each word is for, from `data/codebook/victims.toml`."""
    content = tomllib.loads((files("corrobora") / "data" / "codebook" / "victims.toml").read_text(encoding="utf-8"))
    out: dict[str, dict[str, str]] = {}
    for kind, languages_ in content.items():
        for language, words in languages_.items():
            forms = (form for word in map(fold, words) for form in (word, f"{word}s", f"{word}x"))
            out.setdefault(language, {}).update(dict.fromkeys(forms, kind))
    return out
