"""Names that no alias of the codebook covers -> another spelling of the same article, or a proposal.

Two spellings in one article are one actor. A known actor that a name only sounds like is a candidate, for a person to
decide: it brings no id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TypeVar

from corrobora.codebook import ActorEntry, actors
from corrobora.read.fold import fold
from corrobora.read.spelling import Sounded, may_be_one, sounded
from corrobora.types import Actor, AnyValue, Candidate, Claim, Span

_LEAST = 3  # consonants: fewer are shared by too many names
_TOLD = 3  # candidates
_PROPOSED = {"armed-group", "party", "coalition"}
_CAPITALS = re.compile(r"(?<!\w)(?!(?:The|Le|La|Les|L)\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")
_Value = TypeVar("_Value", bound=AnyValue)


def united(claims: Iterable[Claim], values: Sequence[AnyValue]) -> tuple[list[Claim], tuple[AnyValue, ...]]:
    """Return claims and values with each unknown name under the spelling that its article gave first.

    Where the article has no other, the known actors that it sounds like are its candidates.
    """
    found = _spelled(values)
    if not found:
        return list(claims), tuple(values)
    parts = [_with_parts(claim, found) for claim in claims]
    return parts, tuple(_as_found(value, found) for value in values)


def _with_parts(claim: Claim, found: Mapping[Span, Actor]) -> Claim:
    if not any(value.span in found for value in (*claim.actors, *claim.targets, *claim.addressees)):
        return claim
    return replace(
        claim,
        actors=tuple(_as_found(value, found) for value in claim.actors),
        targets=tuple(_as_found(value, found) for value in claim.targets),
        addressees=tuple(_as_found(value, found) for value in claim.addressees),
    )


def _as_found(value: _Value, found: Mapping[Span, Actor]) -> _Value:
    """Return an actor or a target as it was found under its span, with its own words, kind and rule."""
    known = found.get(value.span)
    if known is None or not isinstance(value, Actor) or value.id is not None:
        return value
    return replace(
        value, name=known.name, id=known.id, country=known.country, refers=known.refers, candidates=known.candidates
    )


def _spelled(values: Iterable[AnyValue]) -> Mapping[Span, Actor]:
    """Return by its span each unknown name for which another spelling, or a known actor, was found."""
    named = [(value, _words_of(value)) for value in values if isinstance(value, Actor)]
    if not any(value.id is None and words for value, words in named):
        return {}
    first: dict[str, list[tuple[Actor, str]]] = {}  # by their consonants
    out: dict[Span, Actor] = {}
    for value, words in named:
        key = sounded(words).key if words else ""
        if len(key) < _LEAST:
            continue
        like = first.setdefault(key, [])
        other = next((each for each, known in like if _is_one(value, words, each, known)), None) if like else None
        if other is None:
            like.append((value, words))
            if value.id is None and (candidates := proposals(words)):
                out[value.span] = replace(value, candidates=candidates)
        elif value.id is None:
            name = other.name or other.text
            if words != name and fold(words) != fold(name):
                out[value.span] = replace(value, name=name, id=other.id, country=other.country, refers=other.span)
    return out


def _words_of(value: Actor) -> str:
    """Return the words by which an actor may be told: a known one's own, of an unknown one the name in them, if any."""
    return value.text if value.id is not None else _name_in(value) or ""


def _name_in(value: Actor) -> str | None:
    """Return the proper name in the words of an unknown actor: all of them, or a word that has a capital alone."""
    if value.refers is not None:
        return None
    if value.name or (".name." in value.rule and not value.rule.endswith("org-def")):
        return value.name or value.text
    counted = ".count" in value.rule  # a number is no name, though it begins a sentence
    return _capitalised(value.text.partition(" ")[2] if counted else value.text)


@lru_cache(maxsize=4096)
def _capitalised(words: str) -> str | None:
    """Return the one name in some words that capitals show, or null."""
    written = _CAPITALS.findall(words)
    return written[0] if len(written) == 1 else None


def _is_one(value: Actor, words: str, other: Actor, known: str) -> bool:
    person = ".person" in value.rule or ".role" in value.rule
    return person == (".person" in other.rule or ".role" in other.rule) and _sound_alike(words, known)


@lru_cache(maxsize=4096)
def _sound_alike(one: str, other: str) -> bool:
    return may_be_one(sounded(one), sounded(other))


@lru_cache(maxsize=4096)
def proposals(name: str) -> tuple[Candidate, ...]:
    """Return the known actors of which a name may be another spelling, and which of their names it sounds like.

    >>> [each.id for each in proposals("Katayeb Sayed al-Chouhada")]
    ['kataib-sayyid-al-shuhada']
    """
    sound = sounded(name)
    found: dict[str, Candidate] = {}
    for actor, known, own in _index().get(sound.key, ()) if len(sound.key) >= _LEAST else ():
        if actor.id not in found and may_be_one(sound, own):
            reason = f"sounds like {known}"
            found[actor.id] = Candidate(actor.id, actor.names["en"], actor.country, reason)
    return tuple(found.values())[:_TOLD]


@cache
def _index() -> Mapping[str, list[tuple[ActorEntry, str, Sounded]]]:
    """Return the known groups' names by their consonants."""
    out: dict[str, list[tuple[ActorEntry, str, Sounded]]] = {}
    for actor in actors():
        if actor.kind in _PROPOSED:
            for name in (*actor.names.values(), *(alias for _, alias in actor.aliases)):
                sound = sounded(name)
                if len(sound.key) >= _LEAST:
                    out.setdefault(sound.key, []).append((actor, name, sound))
    return out
