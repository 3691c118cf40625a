"""Which body "the ministry" is: the one that an article names, else that of the country in which it is set.

A reading keeps the words of its article. What is proposed here serves only the counting of origins and the records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from corrobora.codebook import ActorEntry, actors, actors_by_id
from corrobora.link.identity import bare, holder_key, keys_of, known_id
from corrobora.link.persons import in_full, united
from corrobora.link.wire import wired
from corrobora.read.fold import plain
from corrobora.types import Claim, Holder, Reading

_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "of", "s", "l", "d", "le", "la", "les", "de", "du", "des", "et", "and", "for"})
_STATE = frozenset(
    {"government", "ministry", "armed-forces", "police", "security-forces", "office", "authority", "court"}
)
_UNTOLD = frozenset({"denied", "anticipated", "questioned"})


def attributed(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings with each holder that is only called by what it is under the body that it must be.

    "the ministry" is the body of the codebook that its article names; else that of the country in which the article is
    set, where no other country's could be meant. Where two fit, nothing is changed. A person has one name in all.
    """
    return united([attributed_alone(reading) for reading in readings])


def attributed_alone(reading: Reading) -> Reading:
    """Return a reading with its bodies and persons under the names that it gives them, and whose dispatch it is.

    A surname alone is that of the person whom the article gives in full.
    """
    reading = in_full(wired(reading))
    holders = (holder for claim in reading.claims for holder in claim.voice.chain)
    if reading.error is not None or not any(_generic(_called(holder)) for holder in holders):
        return reading
    article = _Article(reading)
    claims = sorted(reading.claims, key=lambda claim: claim.voice.chain[0].span if claim.voice.chain else claim.span)
    found = {claim.id: _with_chain(claim, tuple(map(article.resolve, claim.voice.chain))) for claim in claims}
    return replace(reading, claims=tuple(found[claim.id] for claim in reading.claims))


def _with_chain(claim: Claim, chain: tuple[Holder, ...]) -> Claim:
    return claim if chain == claim.voice.chain else replace(claim, voice=replace(claim.voice, chain=chain))


class _Article:
    """What an article names and where it is set: against this its unnamed bodies are held."""

    def __init__(self, reading: Reading) -> None:
        told = [claim for claim in reading.claims if claim.kind == "incident" and claim.stance not in _UNTOLD]
        parties = {key for claim in reading.claims for key in keys_of((*claim.actors, *claim.targets))}
        holders = {holder_key(holder) for claim in reading.claims for holder in claim.voice.chain}
        self._named = {entry.id for key in parties | holders if (entry := actors_by_id().get(key or ""))}
        acting = (actors_by_id().get(key) for key in keys_of(actor for claim in told for actor in claim.actors))
        doers = {entry.country for entry in acting if entry and entry.kind != "armed-group"}  # which has no ministry
        set_in = Counter(p.country for claim in reading.claims for p in claim.places if p.country)
        most = [country for country, times in set_in.items() if times == max(set_in.values())]
        self._home = most[0] if len(most) == 1 else None
        self._others = doers - {self._home, ""}

    def resolve(self, holder: Holder) -> Holder:
        """Return a holder under the body that its words mean; the holder itself where that is open."""
        words = _called(holder)
        if not _generic(words):
            return holder
        id_ = self._body(words)
        if id_ is None:
            return holder
        self._named.add(id_)
        if holder.kind == "organisation":
            return replace(holder, id=id_)
        return replace(holder, organisation=actors_by_id()[id_].names["en"])

    def _body(self, words: frozenset[str]) -> str | None:
        named = _nearest(words, (actors_by_id()[id_] for id_ in sorted(self._named)))
        if named:
            return named[0].id if len(named) == 1 else None
        if self._home is None or any(_nearest(words, _bodies(country)) for country in self._others):
            return None
        found = _nearest(words, _bodies(self._home))
        return found[0].id if len(found) == 1 else None


def meant(holder: Holder, among: Iterable[str]) -> str | None:
    """Return the one of some bodies (codebook ids) that a holder's words can mean; null where none or several can.

    >>> from corrobora.types import Span
    >>> meant(Holder("the air force", Span(0, 13), kind="organisation"), ["ukraine-air-force", "jnim"])
    'ukraine-air-force'
    """
    words = _called(holder)
    known = actors_by_id()
    found = _nearest(words, (known[id_] for id_ in among if id_ in known)) if words else []
    return found[0].id if len(found) == 1 else None


def _called(holder: Holder) -> frozenset[str]:
    """Return the words for the body that speaks, empty where it is known which it is or none is named."""
    if holder.id:
        return frozenset()
    text = {"organisation": holder.text, "person": holder.organisation}.get(holder.kind or "")
    return frozenset() if not text or known_id(bare(text)) else _words(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removeprefix("ال") for word in _WORD.findall(plain(text)) if word not in _SMALL)


def _generic(words: frozenset[str]) -> bool:
    """Return whether words may say what kind of body speaks: bodies of one country or more have them all in names."""
    return bool(words) and bool(frozenset.intersection(*(_countries().get(word, frozenset()) for word in words)))


@cache
def _countries() -> Mapping[str, frozenset[str]]:
    """Return for each word of bodies' names the countries that have such a body."""
    out: dict[str, set[str]] = {}
    for entry in actors():
        for word in {word for name in _names(entry) for word in name}:
            out.setdefault(word, set()).add(entry.country)
    return {word: frozenset(countries) for word, countries in out.items()}


@cache
def _bodies(country: str) -> tuple[ActorEntry, ...]:
    return tuple(entry for entry in actors() if entry.country == country and entry.kind in _STATE)


@cache
def _all_names() -> Mapping[str, tuple[frozenset[str], ...]]:
    return {e.id: tuple(_words(n) for n in (*e.names.values(), *(alias for _, alias in e.aliases))) for e in actors()}


def _names(entry: ActorEntry) -> tuple[frozenset[str], ...]:
    return _all_names()[entry.id]


def _nearest(words: frozenset[str], entries: Iterable[ActorEntry]) -> list[ActorEntry]:
    """Return the bodies whose names have all these words and the fewest others."""
    rest = {
        entry.id: min((len(name - words) for name in _names(entry) if words <= name), default=None) for entry in entries
    }
    known = {id_: more for id_, more in rest.items() if more is not None}
    return [actors_by_id()[id_] for id_, more in known.items() if more == min(known.values())]
