"""What an outlet prints under everything, and what stands in texts for weeks: it links nothing.

A shingle is standing where one outlet has it in three texts over more than two days, or anybody in three over more than
a fortnight: no dispatch is printed for so long. Over two days an outlet may have told one story thrice; then only texts
that differ otherwise show that it is standing. A sentence is set aside where more than three quarters of it are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corrobora.link.days import days
from corrobora.link.identity import outlet_key
from corrobora.link.shingle import Counts, Numbers, Sample
from corrobora.types import Document

Flags = npt.NDArray[np.bool_]

_STOCK = 3
_FORTNIGHT = 14
_ROLLING = 2
_UNKNOWN = -1
_LATE = 10_000_000


@dataclass(frozen=True, slots=True)
class Shared:
    """The shingles that stand twice or more, by value and then by place: the number of their value, their sentence."""

    runs: Counts
    sentences: Counts


def standing(kept: Sample, shared: Shared, totals: Numbers, documents: Sequence[Document]) -> tuple[Flags, Flags]:
    """Return which of the shared shingles are standing, and which sentences to set aside of so many shingles."""
    runs, where = shared.runs, shared.sentences
    holders = kept.documents()[where]
    found = np.zeros(len(runs), bool)
    many = np.flatnonzero(np.bincount(runs, minlength=1)[runs] >= _STOCK)
    if len(many):
        outlets, when = _facts(documents)
        run, document = runs[many].astype(np.int64), holders[many]
        found[many] = _lasting(run, when[document], _each(run, document), _FORTNIGHT)
        own = run * (int(outlets.max()) + 1) + outlets[document]
        sorted_ = np.argsort(own, kind="stable")
        own, document, many = own[sorted_], document[sorted_], many[sorted_]
        each = _each(own, document)
        found[many] |= _lasting(own, when[document], each, _ROLLING)
        often = _lasting(own, when[document], each, 0)
        retold = _mostly(np.concatenate([holders[found], document[often & ~found[many]]]), kept.sums(totals))
        found[many] |= _lasting(own, when[document], each & ~retold[document], 0)
    return found, 4 * np.bincount(where[found], minlength=len(totals)) > 3 * totals


def _facts(documents: Sequence[Document]) -> tuple[Numbers, Numbers]:
    """Return the number of each document's outlet, and the day of its publication."""
    keys = [outlet_key(document) for document in documents]
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    when = [days(document.published.edtf) if document.published else None for document in documents]
    return np.array([known[key] for key in keys]), np.array([each.first if each else _UNKNOWN for each in when])


def _each(groups: Numbers, documents: Counts) -> Flags:
    """Return where another document of a group begins; both are sorted."""
    return np.asarray(_changes(groups) | _changes(documents))


def _mostly(some: Counts, totals: Numbers) -> Flags:
    """Return for each document whether more than half of its shingles are among some."""
    most: Flags = 2 * np.bincount(some, minlength=len(totals)) > totals
    return most


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


def _changes(sorted_: Numbers | Counts) -> Flags:
    """Return where another value begins."""
    return np.concatenate([[True], sorted_[1:] != sorted_[:-1]])
