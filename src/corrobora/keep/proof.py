"""What is wrong with a ledger's rows and bytes, reckoned anew from what they hold."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Table, func, literal_column, select
from sqlalchemy.engine import Connection

from corrobora.errors import LedgerError
from corrobora.keep import stamp
from corrobora.keep.chain import START, link_hash
from corrobora.keep.custody import recorded
from corrobora.keep.logs import DECISIONS, HANDLING
from corrobora.keep.logs import faults as log_faults
from corrobora.keep.tables import decisions, entries, handling, raws

if TYPE_CHECKING:  # an extra
    from cryptography.x509 import Certificate

_AT_ONCE = 200  # rows in memory: one may hold megabytes


def faults(connection: Connection, roots: Sequence[Certificate] = ()) -> Iterator[str]:
    """Yield what is wrong with a ledger, a line each; who signed its stamps is proved where roots are given."""
    kept = dict(_raw_faults(connection))
    yield from _chain_faults(connection, kept)
    yield from (fault for fault in kept.values() if fault)
    yield from log_faults(connection, DECISIONS)
    broken = list(log_faults(connection, HANDLING))
    yield from broken or _handling_faults(connection, roots)


def unpacked(content: bytes) -> bytes:
    """Return the bytes of a capture as they were; ValueError where what was kept is no longer whole.

    >>> unpacked(zlib.compress(b"a page"))
    b'a page'
    """
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(content)
    except (zlib.error, TypeError) as error:  # a database may hold text where bytes belong
        raise ValueError("damaged") from error
    if not stream.eof or stream.unused_data:
        raise ValueError("damaged")
    return raw


def _raw_faults(connection: Connection) -> Iterator[tuple[str, str | None]]:
    """Yield each hash with what is wrong with its bytes, or null."""
    content: ColumnElement[Any] = literal_column("content")  # as it stands, of whatever type
    query = select(raws.c.sha256, raws.c.size, content).select_from(raws).execution_options(yield_per=_AT_ONCE)
    for sha256, size, kept in connection.execute(query):
        try:
            raw = unpacked(kept)
            sound = len(raw) == size and hashlib.sha256(raw).hexdigest() == sha256
        except ValueError:
            sound = False
        yield sha256, None if sound else f"raw {str(sha256)[:12]}: the bytes are not those that were captured"


def _chain_faults(connection: Connection, kept: Mapping[str, str | None]) -> Iterator[str]:
    """Yield each row that was changed, moved, taken out or put in, and each whose bytes are missing."""
    previous = START
    count = connection.execute(select(func.count()).select_from(entries)).scalar() or 0
    failed: ColumnElement[Any] = literal_column("failed")
    columns = [failed if column.name == "failed" else column for column in entries.c]
    query = select(*columns).select_from(entries).order_by(entries.c.seq).execution_options(yield_per=_AT_ONCE)
    for found in connection.execute(query).mappings():
        row = {**found, "failed": bool(found["failed"]) if found["failed"] in {0, 1} else found["failed"]}
        name = f"row {row['seq']} of {count} ({row['uri']})"
        if row["previous"] != previous:
            yield f"{name}: a row before it was changed, taken out or put in"
        moved = row["read"] is None and row["custody"] is not None  # one hash covers either
        if moved or link_hash(row["previous"], row) != row["hash"]:
            yield f"{name}: its content was changed"
        if row["sha256"] not in kept:
            yield f"{name}: its raw bytes are missing"
        previous = row["hash"]


def _handling_faults(connection: Connection, roots: Sequence[Certificate]) -> Iterator[str]:
    """Yield each handling of rows that the ledger no longer has, and each stamp that doesn't prove what it should."""
    tables = {table.name: table for table in (entries, decisions, handling)}
    try:
        for number, each in enumerate(recorded(connection), 1):
            name = f"handling {number} ({each.act} of {each.at})"
            for chain, head in each.heads.items():
                if chain not in tables or not _has(connection, tables[chain], head):
                    yield f"{name}: of the {chain} that the ledger held then, the last were taken out or changed"
            if each.act == "stamp" and stamp.installed() and (wrong := stamp.fault(each.heads, each.token, roots)):
                yield f"{name}: {wrong}"
    except LedgerError as error:
        yield str(error)


def _has(connection: Connection, table: Table, head: str) -> bool:
    return head == START or connection.execute(select(table.c.seq).where(table.c.hash == head)).first() is not None
