"""What an outlet prints under everything, and what stands in texts for weeks: it links nothing.

A shingle is standing where one outlet has it in three texts, not all of one day, or anybody in three over more than a
fortnight: no dispatch is printed for so long. A sentence is set aside where more than three quarters of it are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.shingle import Numbers, Sample
from corrobora.types import Document

Flags = npt.NDArray[np.bool_]

_STOCK = 3
_FORTNIGHT = 14
_UNKNOWN = -1
_LATE = 10_000_000


def standing(kept: Sample, order: Numbers, documents: Sequence[Document]) -> tuple[Flags, Flags]:
    """Return which shingles are standing, in `order` (by value, then document), and which sentences to set aside."""
    where = kept.sentences[order]
    holders = kept.documents()[where]
    runs = np.cumsum(np.diff(kept.hashes[order], prepend=np.uint64(0)) != 0)
    found = np.zeros(len(order), bool)
    many = np.flatnonzero(np.bincount(runs, minlength=1)[runs] >= _STOCK)
    if len(many):
        outlets, when = _facts(documents)
        run, document = runs[many], holders[many]
        found[many] = _lasting(run, document, when[document], _FORTNIGHT)
        own = run * (int(outlets.max()) + 1) + outlets[document]
        sorted_ = np.argsort(own, kind="stable")
        found[many[sorted_]] |= _lasting(own[sorted_], document[sorted_], when[document[sorted_]], 0)
    total = int(kept.first[-1])
    aside = 4 * np.bincount(where[found], minlength=total) > 3 * np.bincount(where, minlength=total)
    return found, aside


def _facts(documents: Sequence[Document]) -> tuple[Numbers, Numbers]:
    """Return the number of each document's outlet, and the day of its publication."""
    keys = [outlet_key(document) for document in documents]
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    when = [days(document.published.edtf) if document.published else None for document in documents]
    return np.array([known[key] for key in keys]), np.array([each.first if each else _UNKNOWN for each in when])


def _lasting(groups: Numbers, documents: Numbers, when: Numbers, least: int) -> Flags:
    """Return which members, sorted by group and document, are of a group of three documents over more than `least` days.

    Where any two days will do, an unknown one may be another.
    """
    new = _changes(groups) | _changes(documents)
    starts = np.flatnonzero(_changes(groups[new]))
    day = when[new]
    known = day != _UNKNOWN
    dated = np.add.reduceat(known.astype(np.int64), starts)
    earliest = np.minimum.reduceat(np.where(known, day, _LATE), starts)
    latest = np.maximum.reduceat(day, starts)
    lasting = (dated >= _STOCK) & (latest - earliest > least)
    if least == 0:
        every = np.diff(starts, append=len(day))
        lasting |= (every >= _STOCK) & (dated < every)
    return lasting[np.cumsum(_changes(groups)) - 1]


def _changes(sorted_: Numbers) -> Flags:
    """Return where another value begins."""
    return np.diff(sorted_, prepend=sorted_[0] - 1) != 0
