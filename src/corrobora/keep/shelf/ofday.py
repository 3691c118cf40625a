"""The shelf of a ledger as it was known on a day: while it is open, or in a file while somebody looks at it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corrobora.keep.asof import chosen
from corrobora.keep.ledger import Ledger
from corrobora.keep.review import standing
from corrobora.keep.shelf.building import built
from corrobora.keep.shelf.opening import fetching, read_rows
from corrobora.keep.shelf.shelf import Shelf
from corrobora.keep.shelf.tables import clear, connect
from corrobora.keep.shelf.work import Work, chunks
from corrobora.reckon.reviewed import reviewed
from corrobora.settings import Settings
from corrobora.types import Decision, Reading


def shelf_as_of(ledger: Ledger, settings: Settings, as_of: str) -> Shelf:
    """Return the shelf of a ledger as of a day (EDTF); it is kept nowhere, and lies on disk while it is open."""
    connection = connect("")
    connection.execute("BEGIN")
    _reckon(connection, ledger, settings, as_of)
    return _shelf(connection, ledger, settings, as_of)


def make_day(ledger: Ledger, settings: Settings, day: str, path: str) -> None:
    """Reckon the books of a ledger as of a day (EDTF), and leave them in a file for `open_day`.

    What had been published and captured by then counts, by the decisions that had been made. It takes as long as
    reckoning all books from nothing.
    """
    connection = connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        clear(connection)
        _reckon(connection, ledger, settings, day)
        connection.execute("COMMIT")
    finally:
        connection.close()


def open_day(ledger: Ledger, settings: Settings, day: str, path: str) -> Shelf:
    """Return the books that `make_day` left in a file."""
    connection = connect(path)
    connection.execute("BEGIN")
    return _shelf(connection, ledger, settings, day)


def _reckon(connection: sqlite3.Connection, ledger: Ledger, settings: Settings, day: str) -> None:
    """Put on an empty shelf what the books of a ledger were on a day."""
    with ledger.looking() as looking:
        seqs = chosen(looking, day)
    decisions = _decisions(ledger, settings, day)

    def known(uris: Sequence[str]) -> dict[str, Reading]:
        lots = (read_rows(ledger, some) for some in chunks(sorted(seqs[uri] for uri in uris)))
        found = reviewed((reading for lot in lots for reading in lot.values()), decisions)
        return {reading.document.uri: reading for reading in found}

    built(Work(connection, fetching(connection, ledger), decisions, settings.best, as_of=day), seqs, known)


def _shelf(connection: sqlite3.Connection, ledger: Ledger, settings: Settings, day: str) -> Shelf:
    fetch, decisions = fetching(connection, ledger), _decisions(ledger, settings, day)
    return Shelf(connection, lambda uris, claims: fetch(uris, decisions, claims))


def _decisions(ledger: Ledger, settings: Settings, day: str) -> tuple[Decision, ...]:
    return tuple(standing(ledger.decisions(day), settings.signatures))
