"""What an outlet prints under everything, and what stands in texts for weeks: it links nothing.

A shingle is standing where one outlet has it in three texts over more than two days, or anybody in three over more than
a fortnight: no dispatch is printed for so long. Over two days an outlet may have told one story thrice; then only texts
that differ otherwise show that it is standing. A sentence is set aside where more than three quarters of it are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.shingle import Counts, Numbers, Sample
from corrobora.types import Document

Flags = npt.NDArray[np.bool_]
Facts = tuple[Numbers, Numbers]

_STOCK = 3
_LOT = 500_000
_FORTNIGHT = 14
_ROLLING = 2
_UNKNOWN = -1
_LATE = 10_000_000


@dataclass(frozen=True, slots=True)
class Shared:
    """The shingles that stand twice or more, by value and then by place: the number of their value, their sentence.

    `totals` has how many shingles each sentence has, shared or not.
    """

    runs: Counts
    sentences: Counts
    totals: Numbers


@dataclass(frozen=True, slots=True)
class Held:
    """What is known already, where only some documents of many are looked at: those `outside` stay as they were.

    Of these it is known whether they are `retold`, which sentences are set `aside` and the `size` of the rest. Shingles
    that are `stock` are standing wherever they stand, though not all who have them are looked at.
    """

    outside: Flags
    retold: Flags
    aside: Flags
    size: Numbers
    stock: Flags


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of the shared shingles are standing, and which of these wherever they are (`stock`).

    `aside` has which sentences to set aside, `retold` of which documents most is standing, or was told often.
    """

    found: Flags
    stock: Flags
    aside: Flags
    retold: Flags


def standing(kept: Sample, shared: Shared, known: Facts, held: Held | None = None) -> Standing:
    """Return which of the shared shingles are standing, and which sentences to set aside."""
    holders = kept.documents()[shared.sentences]
    outlets, when = known
    documents = kept.first[1:]
    found, often = np.zeros((2, len(holders)), bool)
    stock = np.zeros(len(holders), bool) if held is None else held.stock.copy()
    for lot in _lots(shared.runs, ~stock):
        run, document = shared.runs[lot].astype(np.int64), holders[lot]
        stock[lot] = _lasting(run, when[document], _each(run, document), _FORTNIGHT)
        own, document, lot_ = _by_outlet(run, document, outlets, lot)
        each = _each(own, document)
        found[lot_] = _lasting(own, when[document], each, _ROLLING)
        often[lot_] = _lasting(own, when[document], each, 0)
    found |= stock
    retold = 2 * np.bincount(holders[found | often], minlength=len(documents)) > kept.sums(shared.totals)
    if held is not None:
        retold = np.where(held.outside, held.retold, retold)
    for lot in _lots(shared.runs, often):
        own, document, lot_ = _by_outlet(shared.runs[lot].astype(np.int64), holders[lot], outlets, lot)
        found[lot_] |= _lasting(own, when[document], _each(own, document) & ~retold[document], 0)
    aside: Flags = 4 * np.bincount(shared.sentences[found], minlength=len(shared.totals)) > 3 * shared.totals
    if held is not None:
        aside = np.where(held.outside[kept.documents()], held.aside, aside)
    return Standing(found, stock, aside, retold)


def _lots(runs: Counts, wanted: Flags) -> Iterator[Numbers]:
    """Yield the places of the wanted shingles whose value stands three times or more, some whole values at a time."""
    if not len(runs):
        return
    starts = np.flatnonzero(_changes(runs))
    lengths = np.diff(starts, append=len(runs))
    places = np.flatnonzero(np.repeat(lengths >= _STOCK, lengths) & wanted)
    ends = np.searchsorted(runs[places], runs[places[_LOT - 1 :: _LOT]], side="right")
    for start, end in pairwise([0, *ends, len(places)]):
        if start < end:
            yield places[start:end]


def _by_outlet(runs: Numbers, holders: Counts, outlets: Numbers, places: Numbers) -> tuple[Numbers, Counts, Numbers]:
    """Return shingles sorted by value and outlet: the number of these, the documents, the places."""
    own = runs * (int(outlets.max()) + 1) + outlets[holders]
    order = np.argsort(own, kind="stable")
    return own[order], holders[order], places[order]


def facts(documents: Sequence[Document]) -> Facts:
    """Return the number of each document's outlet, and the day of its publication."""
    when = [days(document.published.edtf) if document.published else None for document in documents]
    return facts_of(map(outlet_key, documents), (each.first if each else None for each in when))


def facts_of(outlets: Iterable[str], when: Iterable[int | None]) -> Facts:
    """Return the number of each outlet by its key, and each day, as numbers."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(key, len(known)) for key in outlets]
    return np.array(numbers, np.int64), np.array([_UNKNOWN if day is None else day for day in when], np.int64)


def _each(groups: Numbers, documents: Counts) -> Flags:
    """Return where another document of a group begins; both are sorted."""
    return np.asarray(_changes(groups) | _changes(documents))


def _lasting(groups: Numbers, when: Numbers, counts: Flags, least: int) -> Flags:
    """Return which members, sorted by group, are of a group of three documents over more than so many days.

    Only those that `counts` names are counted. Unknown days may be others, but none are over a fortnight apart.
    """
    starts = np.flatnonzero(_changes(groups))
    known = counts & (when != _UNKNOWN)
    dated = np.add.reduceat(known.astype(np.int64), starts)
    earliest = np.minimum.reduceat(np.where(known, when, _LATE), starts)
    latest = np.maximum.reduceat(np.where(known, when, _UNKNOWN), starts)
    lasting = (dated >= _STOCK) & (latest - earliest > least)
    if least < _FORTNIGHT:
        every = np.add.reduceat(counts.astype(np.int64), starts)
        lasting |= (every >= _STOCK) & (dated < every)
    found: Flags = lasting[np.cumsum(_changes(groups)) - 1]
    return found


def lasts(holders: Iterable[tuple[int, int | None]]) -> bool:
    """Return whether a shingle is standing wherever it stands, of those who hold it and their days; all may be asked.

    >>> lasts([(1, 5), (2, None), (3, 7), (3, 7), (4, 20)]), lasts([(1, 5), (2, 20)])
    (True, False)
    """
    days_: dict[int, int] = {}
    for document, day in holders:
        if day is not None:
            days_[document] = day
            if len(days_) >= _STOCK and max(days_.values()) - min(days_.values()) > _FORTNIGHT:
                return True
    return False


def _changes(sorted_: Numbers | Counts) -> Flags:
    """Return where another value begins."""
    return np.concatenate([[True], sorted_[1:] != sorted_[:-1]])
