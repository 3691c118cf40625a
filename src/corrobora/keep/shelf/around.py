"""The few books that an explanation needs: an incident or a claim with its documents, and what a tally counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from corrobora.keep.shelf.shelf import Shelf
from corrobora.keep.shelf.wanted import Wanted
from corrobora.keep.shelf.weighing import as_weights
from corrobora.link.borderline import Borderline
from corrobora.link.evidence import Weights
from corrobora.reckon.books import Books, order
from corrobora.schema import build
from corrobora.types import Balance, Deadline, Incident, Lineage, Record

T = TypeVar("T")


def around(shelf: Shelf, ids: Iterable[str]) -> Books:
    """Return books of those claims and incidents that have one of some ids, with their parts and what is counted."""
    ids = list(ids)
    incidents = {each.id: each for each in shelf.incidents(ids)}
    tallies = [build(Balance, each) for each in shelf.these("tallies", ids)]
    claims = {*ids, *(claim for each in incidents.values() for claim in each.claims)}
    return _books(shelf, claims, incidents, tallies)


def all_of(shelf: Shelf) -> Books:
    """Return all books of a shelf at once, for what shows them on one page."""
    both = tuple(shelf.every())
    known, heard = (tuple(each[side] for each in both) for side in (0, 1))

    def things(listing: str, kind: type[T]) -> tuple[T, ...]:
        return tuple(build(kind, each) for each in shelf.rows(listing))

    incidents = things("incidents", Incident)
    first = {each.id: each.claims[0] for each in incidents}
    near = ((one, *pair) for one, pairs in shelf.apart().items() for pair in pairs if one < pair[0])
    return Books(
        known,
        heard,
        things("copies", Lineage),
        incidents,
        things("tallies", Balance),
        things("deadlines", Deadline),
        things("voices", Record),
        tuple(Borderline(first[one], first[two], chance) for one, two, chance in near),
    )


def of_tallies(shelf: Shelf, wanted: Wanted | None = None, limit: int | None = None, offset: int = 0) -> Books:
    """Return books of the tallies that are wanted, with what is counted in them."""
    tallies = [build(Balance, each) for each in shelf.rows("tallies", wanted, limit, offset)]
    return _books(shelf, {each.claim for each in tallies}, {}, tallies)


def _books(shelf: Shelf, claims: Iterable[str], incidents: dict[str, Incident], tallies: list[Balance]) -> Books:
    counted = {part for each in incidents.values() for part in each.parts}
    counted |= {id_ for each in tallies for id_ in (*each.counted.incidents, *each.counted.perhaps)}
    incidents |= {each.id: each for each in shelf.incidents(counted)}
    readings = sorted(shelf.readings(shelf.uris_of(claims)), key=lambda pair: order(pair[0]))
    known, heard = (tuple(each[side] for each in readings) for side in (0, 1))
    return Books(known, heard, (), tuple(incidents.values()), tuple(tallies), (), ())


def weights_of(shelf: Shelf) -> Weights | None:
    """Return the weights by which a shelf's claims were linked; null for books that are kept nowhere."""
    kept = shelf.state("weights")
    return as_weights(kept) if kept else None
