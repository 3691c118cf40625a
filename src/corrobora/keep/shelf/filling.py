"""Items put on a shelf, and taken from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corrobora.keep.shelf.items import Item

_BATCH = 5000


def put(connection: sqlite3.Connection, given: Iterable[Item]) -> None:
    """Put items on a shelf, those that are there already as they are now."""
    batch: list[Item] = []
    for each in given:
        batch.append(each)
        if len(batch) >= _BATCH:
            _put(connection, batch)
            batch.clear()
    _put(connection, batch)


def _put(connection: sqlite3.Connection, batch: list[Item]) -> None:
    marks = ", ".join("?" * 12)
    connection.executemany(f"INSERT OR REPLACE INTO items VALUES ({marks})", (each.columns() for each in batch))  # noqa: S608
    texts = ((each.listing, each.id, each.text) for each in batch if each.text is not None)
    connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", texts)


def take(connection: sqlite3.Connection, listing: str, ids: Iterable[str]) -> None:
    """Take items of a listing from a shelf."""
    given = [(listing, id_) for id_ in ids]
    for table in ("items", "texts"):
        connection.executemany(f"DELETE FROM {table} WHERE listing = ? AND id = ?", given)  # noqa: S608
