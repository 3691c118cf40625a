"""A shelf's books as an export shows them, a few things in memory at a time, with names hidden or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from corrobora.keep.masks import Veil, readings_behind, veiling
from corrobora.keep.shelf import Shelf
from corrobora.schema import build
from corrobora.types import Balance, Claim, Deadline, Document, Incident, Lineage, Reading, Record

_LOT = 50  # incidents whose articles are looked up at once
_LISTINGS: dict[type, str] = {
    Incident: "incidents",
    Balance: "tallies",
    Deadline: "deadlines",
    Record: "voices",
    Lineage: "copies",
}
_T = TypeVar("_T", Incident, Balance, Deadline, Record, Lineage)


class Shown:
    """The books of a shelf as they may leave it: what is yielded can be asked for again, and is made anew then."""

    def __init__(self, shelf: Shelf, *, names: bool = False) -> None:
        """Take a shelf; the names of private people are hidden unless `names` is true, for which all is read once."""
        self._shelf = shelf
        self._veil: Veil | None = None if names else veiling((r for r, _ in shelf.every()), shelf.outlets())

    def readings(self) -> Iterator[Reading]:
        """Yield the readings as they are known, the earliest published first."""
        for reading, _ in self._shelf.every():
            yield self._veil.reading(reading) if self._veil else reading

    def things(self, kind: type[_T]) -> Iterator[_T]:
        """Yield all incidents, balances, deadlines, records or lineages, in the order of their listing."""
        for each in self._shelf.rows(_LISTINGS[kind]):
            yield self._masked(build(kind, each))

    def told(self) -> Iterator[tuple[Incident, dict[str, tuple[Claim, Document]]]]:
        """Yield each incident with its claims, by their ids, and the documents that make them."""
        lot: list[Incident] = []
        for each in self.things(Incident):
            lot.append(each)
            if len(lot) >= _LOT:
                yield from self._told(lot)
                lot.clear()
        yield from self._told(lot)

    def these(self, ids: Sequence[str]) -> Iterator[tuple[Incident, dict[str, tuple[Claim, Document]]]]:
        """Yield some incidents by their ids, in that order, as `told` does."""
        for start in range(0, len(ids), _LOT):
            some = ids[start : start + _LOT]
            found = {each.id: each for each in self._shelf.incidents(some)}
            lot = [found[id_] for id_ in some]
            yield from self._told([self._masked(each) for each in lot])

    def copied(self) -> Iterator[tuple[Lineage, dict[str, str]]]:
        """Yield each lineage with the ids of its documents by their places, which stay as they are."""
        for each in self._shelf.rows("copies"):
            made = build(Lineage, each)
            yield made, self._shelf.ids_of({made.origin, *made.members})

    def _masked(self, thing: _T) -> _T:
        return thing if self._veil is None else self._veil.thing(thing, readings_behind(thing, self._shelf))

    def _told(self, lot: Sequence[Incident]) -> Iterator[tuple[Incident, dict[str, tuple[Claim, Document]]]]:
        wanted = {claim for each in lot for claim in each.claims}
        found: dict[str, tuple[Claim, Document]] = {}
        for known, _ in self._shelf.readings(self._shelf.uris_of(wanted)):
            reading = self._veil.reading(known) if self._veil else known
            found |= {claim.id: (claim, reading.document) for claim in reading.claims if claim.id in wanted}
        for each in lot:
            yield each, {claim: found[claim] for claim in each.claims if claim in found}
