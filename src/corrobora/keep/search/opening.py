"""Opening the words of a ledger's articles, and bringing them up to the ledger as it is now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from corrobora.errors import LedgerError
from corrobora.keep.ledger import Ledger
from corrobora.keep.search.asked import Index
from corrobora.keep.search.lite import Lite
from corrobora.keep.search.server import Server
from corrobora.keep.search.told import hash_of, told_between
from corrobora.keep.shelf.opening import place_of
from corrobora.settings import Settings

_LOT = 500
_LONG = 2000
Tell = Callable[[str], None]


def index_place(ledger: Ledger, settings: Settings) -> str:
    """Return where the words of a ledger are kept: `books.db-words` beside `books.db`, or a file in the cache."""
    shelf = place_of(ledger, settings)
    return shelf if shelf == ":memory:" else f"{shelf.removesuffix('-shelf')}-words"


def open_index(ledger: Ledger, settings: Settings, tell: Tell = lambda _: None) -> Index:
    """Return the words of a ledger's articles as it is now; what is new is read first.

    They are in the database of a ledger that is on a server, as far as its user may write there; else in a file, and
    where that can't be written, made anew in memory. `tell` gets a line where that takes long.
    """
    if ledger.url.get_backend_name() == "postgresql":
        with suppress(LedgerError):
            return _brought_up(Server(ledger), ledger, tell)
    try:
        return _brought_up(Lite(index_place(ledger, settings)), ledger, tell)
    except sqlite3.Error:
        return _brought_up(Lite(":memory:"), ledger, tell)


def _brought_up(index: Index, ledger: Ledger, tell: Tell) -> Index:
    """Read the articles that came since, some at a time, so that a run that was ended is gone on with."""
    marks = ledger.marks()
    seq, last = index.reached()
    if seq and hash_of(ledger, seq) != last:  # another ledger at the same place
        with index.changing():
            if index.reached() == (seq, last):
                index.clear()
        seq = 0
    if marks.seq - seq >= _LONG:
        tell(f"indexing the words of {marks.seq - seq} articles; they are kept from then on")
    while seq < marks.seq:
        with index.changing():
            seq, _ = index.reached()  # another may have been here
            upto = min(seq + _LOT, marks.seq)
            if seq < upto:
                index.add(told_between(ledger, seq, upto))
                index.reach(upto, hash_of(ledger, upto))
                seq = upto
    return index
