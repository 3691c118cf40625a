"""What one request looks up in the books: things by their names, each once, and lists by the page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from corrobora.keep.masks import Veil, readings_behind, veiling
from corrobora.keep.search import Index
from corrobora.keep.shelf import Shelf, Wanted
from corrobora.keep.shelf.around import around
from corrobora.keep.shelf.spots import Spot
from corrobora.link.origin import Descent, descent
from corrobora.reckon.books import Books
from corrobora.schema import build, row
from corrobora.settings import Mask
from corrobora.show.said import Said
from corrobora.show.toponyms import toponym
from corrobora.types import Balance, Dated, Deadline, Document, Incident, Lineage, Place, Reading, Record

T = TypeVar("T")
COUNTED = 20_000  # rows that are counted one by one
_READINGS, _SAID, _ROWS = 400, 1000, 4000  # that all requests hold together
MADE: Mapping[str, Any] = {
    "incidents": Incident,
    "tallies": Balance,
    "deadlines": Deadline,
    "voices": Record,
    "copies": Lineage,
}


class Looked(Mapping[str, T]):
    """Things that are found when they are asked for, and then held; `hold` finds several at once.

    Those that stand in `held`, which others may fill meanwhile, are found there; of these there are `most` at a time.

    >>> letters = Looked(lambda keys: {key: key.upper() for key in keys if key.isalpha()})
    >>> letters["a"], "1" in letters, len(letters)
    ('A', False, 1)
    """

    def __init__(
        self,
        find: Callable[[Collection[str]], Mapping[str, T]],
        held: dict[str, T | None] | None = None,
        most: int = sys.maxsize,
    ) -> None:
        self._find, self._most = find, most
        self._held: dict[str, T | None] = {} if held is None else held

    def hold(self, keys: Iterable[str]) -> None:
        """Find those things that aren't held yet."""
        lacking = dict.fromkeys(key for key in keys if key not in self._held)
        if lacking:
            self._found(list(lacking))

    def _found(self, keys: list[str]) -> Mapping[str, T | None]:
        found = self._find(keys)
        every = {key: found.get(key) for key in keys}
        if len(self._held) + len(every) > self._most:
            self._held.clear()
        self._held.update(every)
        return every

    def __getitem__(self, key: str) -> T:
        """Return one of them; KeyError where there is none."""
        try:
            found = self._held[key]
        except KeyError:
            found = self._found([key])[key]
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Return whether there is one."""
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        """Return the keys of those that are held."""
        return (key for key, found in self._held.items() if found is not None)

    def __len__(self) -> int:
        """Return how many are held."""
        return sum(found is not None for found in self._held.values())


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text: what a list shows of it."""

    document: Document
    claims: int
    flags: tuple[str, ...]


class Home(NamedTuple):
    """The incident of which a claim tells: what a list shows of it; nobody's name."""

    id: str
    when: str | None
    grade: str


class Held:
    """The books in one state of the ledger, for one request; `day` is that as of which they are, "" for now."""

    def __init__(self, state: str, day: str, shelf: Shelf, index: Index, mask: Mask, memo: dict[Any, Any]) -> None:
        self.state, self.day, self.shelf, self.index, self._mask, self._memo = state, day, shelf, index, mask, memo
        self.readings: Looked[tuple[Reading, Reading]] = Looked(self._readings, self._shared("readings"), _READINGS)
        self.articles: Looked[Document] = Looked(self._articles)
        self.said: Looked[Said] = Looked(self._said, self._shared("said"), _SAID)
        self.incidents: Looked[Incident] = Looked(self._incidents, self._shared("incidents"), _ROWS)
        self.home: Looked[Home] = Looked(self._home)
        # without the ids of what they count
        self.balances: Looked[Balance] = Looked(self._balances, self._shared("balances"), _ROWS)
        self.heads: Looked[Head] = Looked(self._heads)
        self.copies: Looked[tuple[Lineage, ...]] = Looked(self._copies)

    def _shared(self, name: str) -> dict[str, Any]:
        """Return what all requests to these books hold of a kind."""
        return self._memo.setdefault(name, {})  # type: ignore[no-any-return] # only this stands under such a name

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what was made of these books under a key before, or make it: counts, and the like."""
        if key not in self._memo:
            if len(self._memo) > COUNTED:
                self._memo.clear()
            self._memo[key] = make()
        return self._memo[key]  # type: ignore[no-any-return] # what was made under this key

    def count(self, listing: str, wanted: Wanted | None = None) -> int:
        """Return how many rows a listing has, or of those that are wanted, where COUNTED stands for as many or more."""
        most = -1 if wanted in {None, Wanted()} else COUNTED
        return self.once((listing, wanted), lambda: self.shelf.count(listing, wanted, most))

    def values(self, listing: str, field: str) -> dict[str, int]:
        """Return what rows of a listing can be looked for by, with how many there are."""
        return self.once((listing, field), lambda: self.shelf.values(listing, field))

    def hidden(self, thing: T) -> T:
        """Return a thing of the books as pages may show it, by the setting `mask`."""
        if self.veil is None:
            return thing
        told = self.shelf.document(thing.document.uri) if isinstance(thing, Head) else None
        return self.veil.thing(thing, [told] if told else readings_behind(thing, self.shelf))

    def _real(self, uris: Iterable[str]) -> dict[str, str]:
        """Return the places of documents by what pages may call them."""
        if self.veil is None:
            return {uri: uri for uri in uris}
        addresses = self.veil.addresses
        shown = self.once("addresses", lambda: {hidden: uri for uri, hidden in sorted(addresses.items(), reverse=True)})
        return {uri: shown.get(uri, uri) for uri in uris}

    @property
    def veil(self) -> Veil | None:
        """Return what hides the names of private people, where the pages show none."""
        if self._mask != "everywhere":
            return None
        return self.once("veil", lambda: veiling((known for known, _ in self.shelf.every()), self.shelf.outlets()))

    def rows(self, listing: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return rows of a listing by their ids, claims left out."""
        found = self.shelf.by_id(listing, ids)
        if self.veil is None:
            return found
        if listing == "documents":
            return {
                id_: self.veil.thing(each, [both[0] for both in self.shelf.readings([id_])])
                for id_, each in found.items()
            }
        return {id_: row(self.hidden(build(MADE[listing], each))) for id_, each in found.items()}

    def around(self, id_: str) -> Books:
        """Return the few books that explain an incident."""
        found = around(self.shelf, [id_])
        return found if self.veil is None else self.veil.books(found)

    @property
    def last_day(self) -> str | None:
        """Return the last day on which an article was published: the ledger's own today; never after `day`."""
        return min(filter(None, (self.once("last day", self.shelf.last_day), self.day)), default=None)

    def reading(self, id_: str) -> Reading | None:
        """Return the reading of an article by its id."""
        uri = self.shelf.uri_of(id_)
        return self.readings[uri][0] if uri is not None else None

    def descent(self, uris: Iterable[str]) -> Descent:
        """Return from which articles the words of some come, through others too."""
        known, left = set[str](), set(uris)
        lineages: dict[str, Lineage] = {}
        while left:
            self.copies.hold(left)
            found = {each.id: each for uri in left for each in self.copies.get(uri, ())}
            known |= left
            left = {each.origin for each in found.values()} - known
            lineages |= found
        self.readings.hold(known)
        ordered = sorted(lineages.values(), key=lambda each: (each.origin, each.kind, each.members, each.id))
        return descent((self.readings[uri][1] for uri in known if uri in self.readings), ordered)

    def called(self, place: Place | Spot, language: str) -> str | None:
        """Return what a place is called in a language: by the lists, else by the articles; null where none says."""
        if language == "en":
            return None
        id_, listed = place.id, toponym(place.name, place.country, language)
        if listed or not id_:
            return listed
        return self.once((id_, language), lambda: self.index.local(id_, language))

    def _readings(self, uris: Collection[str]) -> dict[str, tuple[Reading, Reading]]:
        real = self._real(uris)
        found = {known.document.uri: both for known, both in self.reread(real.values())}
        return {uri: found[own] for uri, own in real.items() if own in found}

    def reread(self, uris: Iterable[str]) -> Iterator[tuple[Reading, tuple[Reading, Reading]]]:
        """Yield readings as they are known, each as it is known and heard with what pages may show; none is held."""
        for known, heard in self.shelf.readings(uris):
            yield known, (known, heard) if self.veil is None else (self.veil.reading(known), self.veil.reading(heard))

    def _articles(self, uris: Collection[str]) -> dict[str, Document]:
        return {uri: known.document for uri, (known, _) in self._excerpts(uris, ()).items()}

    def _said(self, claims: Collection[str]) -> dict[str, Said]:
        wanted = set(claims)
        found = [heard for _, heard in self._excerpts(self.shelf.uris_of(claims), wanted).values()]
        return {claim.id: Said(claim, each.document) for each in found for claim in each.claims if claim.id in wanted}

    def _excerpts(self, uris: Iterable[str], claims: Collection[str]) -> Mapping[str, tuple[Reading, Reading]]:
        """Return of some readings at least their documents and those of some claims; names are hidden by whole ones."""
        if self.veil is not None:
            self.readings.hold(uris)
            return {uri: self.readings[uri] for uri in uris if uri in self.readings}
        return {both[0].document.uri: both for both in self.shelf.readings(uris, claims)}

    def _incidents(self, ids: Collection[str]) -> dict[str, Incident]:
        return {each.id: self.hidden(each) for each in self.shelf.incidents(ids)}

    def _home(self, claims: Collection[str]) -> dict[str, Home]:
        homes = self.shelf.homes(claims)
        found = self.shelf.by_id("incidents", homes.values())
        made = {id_: Home(id_, each.get("when"), each["grade"]) for id_, each in found.items()}
        return {claim: made[id_] for claim, id_ in homes.items() if id_ in made}

    def _balances(self, claims: Collection[str]) -> dict[str, Balance]:
        found = self.shelf.by_id("tallies", claims, whole=False)
        return {id_: self.hidden(build(Balance, each)) for id_, each in found.items()}

    def _heads(self, uris: Collection[str]) -> dict[str, Head]:
        real = self._real(uris)
        found = self.shelf.by_id("documents", real.values())
        return {uri: self.hidden(_head(found[own])) for uri, own in real.items() if own in found}

    def _copies(self, uris: Collection[str]) -> dict[str, tuple[Lineage, ...]]:
        return {
            uri: tuple(self.hidden(build(Lineage, each)) for each in self.shelf.lineages_of(own))
            for uri, own in self._real(uris).items()
        }


def _head(row: Mapping[str, Any]) -> Head:
    published = Dated(row["published"], row["basis"]) if row["published"] else None
    own = {name: row[name] for name in ("id", "uri", "sha256", "outlet", "title", "language")}
    document = Document(text="", published=published, **own)
    return Head(document, row["claims"], tuple(row["flags"]))
