"""A text without one accent -> the same text, letter for letter, with those that its words have in the lexicon.

Old wires, telephones and some channels write so: "l'armee a tue". What a form without its accent is besides decides:
nothing ("armee"), or a verb where only a participle can stand ("a attaque").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, zip_longest

from corrobora.read.capitals import is_shouted
from corrobora.read.fold import without_accents
from corrobora.read.language import Language, load_language

_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŒœ]")
_WORD = re.compile(r"[^\W\d_]+|[.!?:]|\n")
_FEWEST = 5000  # forms with accents that a language has which is not readable without them
_BEHIND_HAVE = frozenset({"pp", "det", "adv", "neg"})
_NONE: frozenset[str] = frozenset()


def lacks_accents(text: str) -> bool:
    """Return whether no letter of a text has an accent.

    >>> lacks_accents("L'armee a tue"), lacks_accents("L'armée a tué")
    (True, False)
    """
    return not _ACCENTED.search(text)


def accented(text: str, language: Language) -> str:
    """Return a text that lacks accents with those that its words must have; no letter moves.

    >>> accented("L'armee a attaque des hommes armes pres de Gao.", load_language("fr"))
    "L'armée a attaqué des hommes armés près de Gao."
    """
    forms = _accented_forms(language.code)
    if not forms:
        return text
    entries = language.lexicon.entries
    letters = list(text)
    shouted = is_shouted(text)
    before, after_auxiliary, begins = _NONE, False, True
    for found, following in zip_longest(_WORD.finditer(text), islice(_WORD.finditer(text), 1, None)):
        raw = found[0]
        form = raw.lower()
        options = forms.get(form, {})
        own = entries[(form,)].classes if (form,) in entries else None
        if begins or shouted or raw[0].islower():
            chosen = _chosen(options, own, before, after_auxiliary=after_auxiliary)
        else:  # inside a sentence a capital begins a name, unless it is that of a body: "el Ejercito"
            chosen = next((each for each, classes in options.items() if own is None and "n.org" in classes), "")
        if own is not None and "aux" in own and following is not None:
            chosen = _preposition(options, following[0].lower(), language)
        if chosen:
            letters[found.start() : found.end()] = (
                low if char.islower() else low.upper() for char, low in zip(raw, chosen, strict=True)
            )
            own = options[chosen]
        before = own or _NONE
        after_auxiliary = "aux" in before or (after_auxiliary and ("adv" in before or "neg" in before))
        begins = not raw.isalpha()
    return "".join(letters)


def _chosen(
    options: Mapping[str, frozenset[str]], own: frozenset[str] | None, before: frozenset[str], *, after_auxiliary: bool
) -> str:
    """Return with which accents a word is written, nothing where it has none."""
    participles = [each for each, classes in options.items() if "pp" in classes]
    others = [each for each in options if each not in participles]
    if own is None:
        first, second = (participles, others) if after_auxiliary else (others, participles)
        return next(iter((*first, *second)), "")
    several = "plur" in before and "n.person" in before  # "hommes armes": no verb of such a form stands there
    fits = (each for each in participles if after_auxiliary or (several and each.endswith("s")))
    return next(fits, "") if "aux" not in own else ""


def _preposition(options: Mapping[str, frozenset[str]], following: str, language: Language) -> str:
    """Return the preposition that a form of "have" would be with its accent, if no participle follows: "a Gao"."""
    entry = language.lexicon.entries.get((following,))
    known = [entry.classes] if entry is not None else []
    known += _accented_forms(language.code).get(following, {}).values()
    if not following.isalpha() or any(not classes.isdisjoint(_BEHIND_HAVE) for classes in known):
        return ""
    return next((each for each, classes in options.items() if "prep" in classes), "")


@lru_cache(maxsize=8)
def _accented_forms(code: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return for each word of a language without its accents what it may be with them; nothing if it needs none."""
    out: dict[str, dict[str, frozenset[str]]] = {}
    for (form, *more), entry in load_language(code).lexicon.entries.items():
        if more or lacks_accents(form):
            continue
        bare = without_accents(form)
        if bare != form and bare.isalpha() and len(bare) == len(form):
            out.setdefault(bare, {})[form] = entry.classes
    return out if len(out) >= _FEWEST else {}
