"""Tables that are logs: each row a moment and a JSON text, chained by hashes to the row before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from corrobora.keep.chain import START, link_hash
from corrobora.keep.tables import decisions, entries, handling


class Log(NamedTuple):
    """A table, the column of its JSON, and what a row of it is called."""

    table: Table
    column: str
    word: str


DECISIONS = Log(decisions, "decision", "decision")
HANDLING = Log(handling, "event", "handling")


def head(connection: Connection, table: Table) -> str:
    """Return the hash of a table's last row, which stands for all of them."""
    return connection.execute(select(table.c.hash).order_by(table.c.seq.desc()).limit(1)).scalar() or START


def heads(connection: Connection) -> dict[str, str]:
    """Return the last hash of each chain of a ledger, by the name of its table."""
    return {table.name: head(connection, table) for table in (entries, decisions, handling)}


def write(connection: Connection, log: Log, at: str, text: str, previous: str) -> None:
    """Append a row behind the one whose hash is `previous`; the connection must be in a transaction that writes."""
    row = {"at": at, log.column: text}
    hash_ = link_hash(previous, row, ("at", log.column))
    connection.execute(log.table.insert().values(**row, previous=previous, hash=hash_))


def rows(connection: Connection, log: Log) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the moment and the text of each row, in their order."""
    columns = (log.table.c.seq, log.table.c.at, log.table.c[log.column])
    yield from ((row[0], row[1], row[2]) for row in connection.execute(select(*columns).order_by(log.table.c.seq)))


def faults(connection: Connection, log: Log) -> Iterator[str]:
    """Yield each row that was changed, moved, taken out or put in."""
    previous = START
    for row in connection.execute(select(log.table).order_by(log.table.c.seq)).mappings():
        if row["previous"] != previous:
            yield f"{log.word} {row['seq']}: one before it was changed, taken out or put in"
        if link_hash(row["previous"], dict(row), ("at", log.column)) != row["hash"]:
            yield f"{log.word} {row['seq']}: it was changed"
        previous = row["hash"]
