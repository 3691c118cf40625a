"""Who is a private person in a reading: a victim, a witness, a neighbour.

A name is private where no codebook has it and its bearer speaks in no public role. Whoever is told to have been hit is
private whatever the role. What isn't read as a person's name can't be known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files

from corrobora.types import Actor, Holder, Place, Reading

WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PERSON = re.compile(r"\.(?:name\.(?:person|full|title|alias|role)|group\.role-name)")  # rules that read persons
_BY_HAND = "review."
_LEAST = 3  # letters of a part of a name that is hidden by itself
_PARTICLES = {"ag", "al", "da", "de", "di", "do", "du", "el", "la", "le", "li"}
_KUNYA = {"أم", "ام", "أبو", "ابو"}


def private_names(reading: Reading, outlets: AbstractSet[str]) -> Iterator[str]:
    """Yield the names of private people that a reading has, whole and by their parts; no part of a public name."""
    holders = [holder for claim in reading.claims for holder in claim.voice.chain]
    public = {word for name in (*outlets, *map(_name, filter(is_public, holders))) for word in WORD.findall(name)}
    for name in (*map(_name, (h for h in holders if not is_public(h))), *_persons(reading), *_kin(reading)):
        words = [word for word in WORD.findall(name) if _hidden_alone(word) and word not in public]
        if words:
            yield name
            yield from words


def _hidden_alone(word: str) -> bool:
    """Return whether a part of a name is hidden where it stands by itself too: "al" is no name, "Ba" is one."""
    if word.islower():
        return False
    return len(word) >= _LEAST or (word[0].isupper() and len(word) > 1 and word.casefold() not in _PARTICLES)


def is_public(holder: Holder) -> bool:
    """Return whether a speaker's name may be shown: a body's, or that of a person who speaks in a public role.

    >>> from corrobora.types import Span
    >>> from dataclasses import replace
    >>> mayor = Holder("the mayor, Ann Lee", Span(0, 18), name="Ann Lee", role="mayor", kind="person")
    >>> is_public(mayor), is_public(replace(mayor, role="shopkeeper")), is_public(replace(mayor, role=None))
    (True, False, False)
    """
    if holder.id is not None or holder.kind not in {"person", None}:
        return True
    return bool(holder.role) and _private_role().search((holder.role or "").casefold()) is None


def _persons(reading: Reading) -> Iterator[str]:
    """Yield the names of the persons that are named and stand in no codebook, but of those in a public role."""
    hit = {value.name or value.text for claim in reading.claims for value in claim.targets}
    claimed = (value for claim in reading.claims for value in (*claim.actors, *claim.targets))
    for value in (*reading.values, *claimed):
        if not isinstance(value, (Actor)) or value.id is not None:
            continue
        name = value.name or _proper(value.text)
        if value.rule.startswith(_BY_HAND):
            if " " in name and name.istitle():
                yield name
        elif _PERSON.search(value.rule) and (name in hit or not _in_public_role(value.text, name)):
            yield name


def _in_public_role(text: str, name: str) -> bool:
    role = text.replace(name, " ").strip(" ,()\"'«»“”").casefold()
    return len(role) >= _LEAST and _private_role().search(role) is None


def _kin(reading: Reading) -> Iterator[str]:
    """Yield names right behind a role of private life ("his son Moussa"), where they are no place's or body's."""
    document = reading.document
    known = {n for v in reading.values if isinstance(v, Place) or v.id for n in range(v.span.start, v.span.end)}
    for text, taken in ((document.text, known), (document.title or "", frozenset[int]())):
        for found in _private_role().finditer(text.casefold() if len(text.casefold()) == len(text) else text):
            words, at = [], found.end()
            while (word := _NEXT.match(text, at)) and word[1][0].isupper() and not word[1].isupper():
                words.append(word[1])
                at = word.end()
            if words and not taken.intersection(range(found.end(), at)):
                yield " ".join(words)


_NEXT = re.compile(r",?\s+([^\W\d_][\w'’-]*)")


@cache
def _private_role() -> re.Pattern[str]:
    """Return what finds a role of private life, in any language."""
    words = {word for _, cell in _rows("codebook/private_roles.tsv") for word in cell.split("|")}
    return re.compile(r"(?<!\w)(?:ال)?(?:{})s?(?!\w)".format("|".join(map(re.escape, sorted(words)))))


@cache
def _function_words() -> frozenset[str]:
    """Return the words of closed classes, of all languages that are written with capitals."""
    names = [f"lang/{folder.name}/function.tsv" for folder in (files("corrobora") / "data" / "lang").iterdir()]
    there = (name for name in names if (files("corrobora") / "data" / name).is_file())
    return frozenset(form for name in there for row in _rows(name) for form in row[0].split("|"))


def _rows(name: str) -> list[list[str]]:
    text = (files("corrobora") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _name(holder: Holder) -> str:
    return holder.name or _proper(holder.text)


def _proper(words: str) -> str:
    """Return the words at the start of a text that are written as a name: of a script without capitals, a kunya.

    >>> _proper("Umm Karim, who tends four hundred palms"), _proper("the statement"), _proper("Her brother Ousmane")
    ('Umm Karim', '', '')
    >>> _proper("أم كريم"), _proper("شهود عيان")
    ('أم كريم', '')
    """
    given = words.split()
    if given and not any(char.isupper() for char in words):
        return " ".join(given[:2]) if given[0] in _KUNYA else ""
    out: list[str] = []
    while given and given[0].casefold() in _function_words():
        given.pop(0)
    for word in given:
        if word[:1].islower():
            return "" if len(out) == 1 else " ".join(out)  # the first word of a sentence
        out.append(word.strip(",.;:«»“”\"'"))
        if word.endswith((",", ";", ":")):
            break
    return " ".join(out)
