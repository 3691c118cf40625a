"""Names of private people, hidden in what leaves the ledger, or in every page: the evidence itself stays whole.

Each letter of a name becomes a block, so that every offset stays true. In its own document each part of a name is
hidden too, in the document's address as well; elsewhere the whole name is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar
from urllib.parse import unquote

from corrobora.keep.private import private_names
from corrobora.keep.shelf import Shelf
from corrobora.reckon.books import Books
from corrobora.settings import Mask
from corrobora.types import Actor, Balance, Claim, Deadline, Document, Holder, Incident, Lineage, Reading, Span

BLOCK = "█"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LETTERS = re.compile(r"(?:%[0-9A-Fa-f]{2}|\w)+")
_RECKONED = ("lineages", "incidents", "balances", "deadlines", "records")
_Thing = TypeVar("_Thing")
_IDS = frozenset({"id", "rule", "kind", "sha256"})
_KEPT: dict[type, frozenset[str]] = {
    Document: _IDS | {"outlet", "language"},
    Claim: _IDS | {"event", "act", "stance"},
    Holder: _IDS,
    Actor: _IDS | {"country"},
}
_Names = dict[str, list[re.Pattern[str]]]


@dataclass(slots=True)
class Veil:
    """What hides the names of private people in readings, and in what these come to.

    It knows the whole names of all readings, by their first words, and the addresses that hold one; the rest is found
    in each reading anew, so that it stays small.
    """

    outlets: frozenset[str]
    whole: _Names = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def learn(self, reading: Reading) -> None:
        """Take the names of a reading."""
        names = set(private_names(reading, self.outlets))
        for name in names:
            if " " in name:
                _take(self.whole, name)
        uri = reading.document.uri
        if (hidden := _address(uri, names)) != uri:
            self.addresses[uri] = hidden

    def reading(self, reading: Reading) -> Reading:
        """Return a reading with the names of private people as blocks."""
        return self.thing(reading, [reading])

    def thing(self, thing: _Thing, readings: Iterable[Reading] = ()) -> _Thing:
        """Return a thing with private names as blocks, and the parts of those in the readings behind it."""
        own: _Names = {}
        for name in {name for reading in readings for name in private_names(reading, self.outlets)}:
            _take(own, name)
        return self._hidden(thing, (own, self.whole))

    def books(self, books: Books) -> Books:
        """Return books with the names of private people as blocks, wherever a text or a field has them."""
        by_uri = {reading.document.uri: reading for reading in books.readings}
        by_claim = {claim.id: reading.document.uri for reading in books.readings for claim in reading.claims}

        def hidden(thing: _Thing) -> _Thing:
            documents, claims = rests_on(thing)
            uris = {*documents, *(by_claim[claim] for claim in claims if claim in by_claim)}
            return self.thing(thing, [by_uri[uri] for uri in sorted(uris) if uri in by_uri])

        return Books(
            readings=tuple(map(self.reading, books.readings)),
            heard=tuple(map(self.reading, books.heard)),
            **{name: tuple(map(hidden, getattr(books, name))) for name in _RECKONED},
        )

    def _hidden(self, thing: _Thing, known: tuple[_Names, ...]) -> _Thing:
        """Return a thing with every string in it masked; ids and rules stay."""
        made: Any = thing
        if isinstance(thing, Span):
            return thing
        if isinstance(thing, str):
            made = self.addresses.get(thing) or _masked(thing, known)
        elif isinstance(thing, tuple):
            made = tuple(self._hidden(each, known) for each in thing)
        elif isinstance(thing, dict):
            made = {self._hidden(key, known): self._hidden(each, known) for key, each in thing.items()}
        elif is_dataclass(thing) and not isinstance(thing, type):
            kept = _KEPT.get(type(thing), frozenset())
            names = (name for name in _fields(type(thing)) if name not in kept)
            given = {name: getattr(thing, name) for name in names}
            hidden = {name: self._hidden(value, known) for name, value in given.items()}
            changed = {name: value for name, value in hidden.items() if value is not given[name]}
            made = replace(thing, **changed) if changed else thing
        return made  # type: ignore[no-any-return] # the same kind of thing


def rests_on(thing: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the documents (uris) and the claims (ids) whose words a thing of the books has."""
    match thing:
        case Incident():
            return thing.documents, ()
        case Lineage():
            return (thing.origin, *thing.members), ()
        case Balance():
            return (thing.document,), ()
        case Deadline():
            return (), thing.claims
        case _:
            return (), ()


def readings_behind(thing: object, shelf: Shelf) -> list[Reading]:
    """Return the readings whose words a thing of a shelf's books has."""
    documents, claims = rests_on(thing)
    return [known for known, _ in shelf.readings({*documents, *shelf.uris_of(claims)})]


def for_page(books: Books, mask: Mask) -> Books:
    """Return the books as a page may show them, by the setting `mask`."""
    return masked(books) if mask == "everywhere" else books


def masked(books: Books) -> Books:
    """Return the books with the names of private people as blocks, wherever a text or a field has them."""
    outlets = (r.document.outlet for r in books.readings if r.document.outlet)
    return veiling(books.readings, outlets).books(books)


def veiling(readings: Iterable[Reading], outlets: Iterable[str]) -> Veil:
    """Return what hides the names of all private people of some readings."""
    veil = Veil(frozenset(outlets))
    for reading in readings:
        veil.learn(reading)
    return veil


@cache
def _fields(cls: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls))


def _take(names: _Names, name: str) -> None:
    """Take a name under its first word, and as it stands in capitals; what parts its words is of no matter."""
    for form in {name, name.upper()}:
        words = form.split()
        first = _TOKEN.match(words[0])
        if first is not None:
            patterns = names.setdefault(first[0], [])
            pattern = re.compile(r"\s+".join(map(re.escape, words)) + r"(?!\w)")
            if pattern not in patterns:
                patterns.append(pattern)


def _masked(text: str, known: tuple[_Names, ...]) -> str:
    """Return a text with the names that it has as blocks, where several begin at a place the longest."""
    pieces, end = [], 0
    for start, stop in _found(text, known):
        if start >= end:
            pieces += [text[end:start], re.sub(r"\w", BLOCK, text[start:stop])]
            end = stop
    return "".join([*pieces, text[end:]]) if end else text


def _found(text: str, known: tuple[_Names, ...]) -> Iterator[tuple[int, int]]:
    for token in _TOKEN.finditer(text):
        patterns = [pattern for names in known if token[0] in names for pattern in names[token[0]]]
        if patterns and not (token.start() and text[token.start() - 1].isalnum()):
            ends = [found.end() for pattern in patterns if (found := pattern.match(text, token.start()))]
            if ends:
                yield token.start(), max(ends)


def _address(uri: str, names: Iterable[str]) -> str:
    """Return an address without the names that it has, in whatever spelling addresses have names.

    >>> _address("https://a.example/2021/amadou-diallo-buried", ["Amadou Diallo", "Amadou", "Diallo"])
    'https://a.example/2021/██████-██████-buried'
    """
    parts = {_plain(part) for name in names for part in name.split()} - {""}

    def hidden(found: re.Match[str]) -> str:
        words = re.split(r"([\W_]+)", unquote(found[0]))
        if not any(_plain(word) in parts for word in words):
            return found[0]
        return "".join(BLOCK * len(word) if _plain(word) in parts else word for word in words)

    scheme, colon, rest = uri.partition("://")
    host, slash, path = rest.partition("/") if colon else ("", "", uri)
    return f"{scheme}{colon}{host}{slash}{_LETTERS.sub(hidden, path)}" if colon else _LETTERS.sub(hidden, path)


def _plain(word: str) -> str:
    """Return a word as addresses spell it: small, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
