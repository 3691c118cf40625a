"""The shelf of a ledger as it was known on a day, kept in a file for as long as somebody looks at it."""

from __future__ import annotations

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
from corrobora.types import Reading


def make_day(ledger: Ledger, settings: Settings, day: str, path: str) -> None:
    """Reckon the books of a ledger as of a day (EDTF), and leave them in a file for `open_day`.

    What had been published and captured by then counts, by the decisions that had been made. It takes as long as
    reckoning all books from nothing.
    """
    decisions = tuple(standing(ledger.decisions(day), settings.signatures))
    with ledger.looking() as looking:
        seqs = chosen(looking, day)
    connection = connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        clear(connection)
        work = Work(connection, fetching(connection, ledger), decisions, settings.best, as_of=day)

        def known(uris: Sequence[str]) -> dict[str, Reading]:
            found = [
                reading
                for some in chunks(sorted(seqs[uri] for uri in uris))
                for reading in read_rows(ledger, some).values()
            ]
            return {reading.document.uri: reading for reading in reviewed(found, decisions)}

        built(work, seqs, known)
        connection.execute("COMMIT")
    finally:
        connection.close()


def open_day(ledger: Ledger, settings: Settings, day: str, path: str) -> Shelf:
    """Return the books that `make_day` left in a file."""
    decisions = tuple(standing(ledger.decisions(day), settings.signatures))
    connection = connect(path)
    connection.execute("BEGIN")
    fetch = fetching(connection, ledger)
    return Shelf(connection, lambda uris: fetch(uris, decisions))
