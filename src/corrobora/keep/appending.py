"""Rows at the end of a ledger: many in a few statements, each chained to the one before."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Engine, bindparam, create_engine, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from corrobora.keep.chain import link_hash
from corrobora.keep.edition import edition
from corrobora.keep.logs import head
from corrobora.keep.tables import entries, raws

Key: TypeAlias = tuple[str, str, bool]  # address, SHA-256 of the bytes, whether their reading failed
_LEVEL = 6
_WAIT = 30.0  # seconds
_ONE = select(entries.c.seq).where(*(entries.c[n] == bindparam(n) for n in ("uri", "sha256", "failed", "version")))


class Entry(NamedTuple):
    """A row of a ledger before it is chained, with the bytes that were captured, packed."""

    row: dict[str, Any]
    size: int
    content: bytes

    @property
    def key(self) -> Key:
        """Return what it is known by."""
        return self.row["uri"], self.row["sha256"], self.row["failed"]


def packed(raw: bytes) -> bytes:
    """Return bytes as a ledger keeps them."""
    return zlib.compress(raw, _LEVEL)


def append(connection: Connection, pending: Mapping[Key, Entry]) -> None:
    """Add the rows that the ledger lacks, with their bytes, in a transaction that no other writer shares."""
    there = held(connection, pending)
    new = [given for key, given in pending.items() if key not in there]
    if not new:
        return
    _keep_bytes(connection, {each.row["sha256"]: each for each in new})
    previous = head(connection, entries)
    rows = []
    for row, *_ in new:
        hash_ = link_hash(previous, row)
        rows.append({**row, "previous": previous, "hash": hash_})
        previous = hash_
    connection.execute(entries.insert(), rows)


def asking(engine: Engine) -> Callable[[Key], bool]:
    """Return what tells whether this edition of the rules has a row for a key.

    It is asked for every document, so it goes straight to the driver: seven times as fast as by SQLAlchemy.
    """
    compiled = _ONE.compile(dialect=engine.dialect)
    text, order = str(compiled), getattr(compiled, "positiontup", None)

    def has(key: Key) -> bool:
        given = dict(zip(("uri", "sha256", "failed", "version"), (*key, edition()), strict=True))
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(text, [given[name] for name in order] if order else given)
            return cursor.fetchone() is not None
        except engine.dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(text, None, error, engine.dialect.loaded_dbapi.Error) from error
        finally:
            connection.close()

    return has


def asker(url: str) -> Callable[[Key], bool]:
    """Return what `asking` does, by a connection of this process's own to the database at a URL."""
    return asking(create_engine(url, connect_args={"timeout": _WAIT} if url.startswith("sqlite") else {}))


def held(connection: Connection, keys: Collection[Key]) -> set[Key]:
    """Return which of the keys this edition of the rules has a row for."""
    uris = sorted({uri for uri, _, _ in keys})
    columns = (entries.c.uri, entries.c.sha256, entries.c.failed)
    found = connection.execute(select(*columns).where(entries.c.uri.in_(uris), entries.c.version == edition()))
    return {(row.uri, row.sha256, bool(row.failed)) for row in found} & set(keys)


def _keep_bytes(connection: Connection, given: Mapping[str, Entry]) -> None:
    known = set(connection.execute(select(raws.c.sha256).where(raws.c.sha256.in_(sorted(given)))).scalars())
    rows = [
        {"sha256": sha256, "size": each.size, "content": each.content}
        for sha256, each in given.items()
        if sha256 not in known
    ]
    if rows:
        connection.execute(raws.insert(), rows)
