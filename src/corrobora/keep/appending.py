"""Rows at the end of a ledger: many in a few statements, each chained to the one before."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from corrobora.keep.chain import link_hash
from corrobora.keep.edition import edition
from corrobora.keep.logs import head
from corrobora.keep.tables import entries, raws

Key: TypeAlias = tuple[str, str, bool]  # address, SHA-256 of the bytes, whether their reading failed
_LEVEL = 6
_ONE = (
    select(entries.c.seq)
    .where(*(entries.c[name] == bindparam(name) for name in ("uri", "sha256", "failed", "version")))
    .limit(1)
)  # made once: it is asked for every document


def append(connection: Connection, pending: Mapping[Key, tuple[dict[str, Any], bytes]]) -> None:
    """Add the rows that the ledger lacks, with their bytes, in a transaction that no other writer shares."""
    there = held(connection, pending)
    new = [given for key, given in pending.items() if key not in there]
    if not new:
        return
    _keep_bytes(connection, {row["sha256"]: raw for row, raw in new})
    previous = head(connection, entries)
    rows = []
    for row, _ in new:
        hash_ = link_hash(previous, row)
        rows.append({**row, "previous": previous, "hash": hash_})
        previous = hash_
    connection.execute(entries.insert(), rows)


def has(connection: Connection, key: Key) -> bool:
    """Return whether this edition of the rules has a row for a key."""
    uri, sha256, failed = key
    given = {"uri": uri, "sha256": sha256, "failed": failed, "version": edition()}
    return connection.execute(_ONE, given).first() is not None


def held(connection: Connection, keys: Collection[Key]) -> set[Key]:
    """Return which of the keys this edition of the rules has a row for."""
    uris = sorted({uri for uri, _, _ in keys})
    columns = (entries.c.uri, entries.c.sha256, entries.c.failed)
    found = connection.execute(select(*columns).where(entries.c.uri.in_(uris), entries.c.version == edition()))
    return {(row.uri, row.sha256, bool(row.failed)) for row in found} & set(keys)


def _keep_bytes(connection: Connection, given: Mapping[str, bytes]) -> None:
    known = set(connection.execute(select(raws.c.sha256).where(raws.c.sha256.in_(sorted(given)))).scalars())
    rows = [
        {"sha256": sha256, "size": len(raw), "content": zlib.compress(raw, _LEVEL)}
        for sha256, raw in given.items()
        if sha256 not in known
    ]
    if rows:
        connection.execute(raws.insert(), rows)
