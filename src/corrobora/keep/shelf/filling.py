"""Items put on a shelf, and taken from it, with the tags by which they are found.

Each item has a number; under each tag stand the numbers of the items that have it, by the first of what puts them in
their order, and how many they are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from corrobora.keep.shelf.items import Item
from corrobora.keep.shelf.work import chunks, insert

_BATCH = 5000

_Held = dict[tuple[str, str], tuple[int, object, str]]


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
    once = {(each.listing, each.id): each for each in batch}
    held = _held(connection, once)
    _untag(connection, held)
    free = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM items").fetchone()[0]
    numbers = {key: held[key][0] if key in held else free + at for at, key in enumerate(once)}
    insert(connection, "items", ((numbers[key], *each.columns()) for key, each in once.items()))
    texts = ((each.listing, each.id, each.text) for each in once.values() if each.text is not None)
    connection.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", texts)
    _tag(connection, [(each.listing, each.order[0], numbers[key], each.tags) for key, each in once.items()])


def take(connection: sqlite3.Connection, listing: str, ids: Iterable[str]) -> None:
    """Take items of a listing from a shelf."""
    given = [(listing, id_) for id_ in ids]
    _untag(connection, _held(connection, given))
    for table in ("items", "texts"):
        connection.executemany(f"DELETE FROM {table} WHERE listing = ? AND id = ?", given)  # noqa: S608


def take_claims(connection: sqlite3.Connection, uri: str) -> None:
    """Take the claims of a document from a shelf."""
    found = connection.execute("SELECT id FROM items WHERE document = ?", (uri,))
    take(connection, "claims", [id_ for (id_,) in found])


def _held(connection: sqlite3.Connection, keys: Iterable[tuple[str, str]]) -> _Held:
    """Return the numbers, first places in the order and tags of items that are there already."""
    by_listing: dict[str, list[str]] = {}
    for listing, id_ in keys:
        by_listing.setdefault(listing, []).append(id_)
    out: _Held = {}
    for listing, ids in by_listing.items():
        for some in chunks(ids):
            marks = ",".join("?" * len(some))
            query = f"SELECT id, n, a, tags FROM items INDEXED BY items_by_id WHERE listing = ? AND id IN ({marks})"  # noqa: S608 - marks alone
            out |= {(listing, id_): one for id_, *one in connection.execute(query, [listing, *some])}
    return out


def _tag(connection: sqlite3.Connection, given: list[tuple[str, object, int, str]]) -> None:
    times = Counter((listing, name) for listing, _, _, tags in given for name in _names(tags))
    query = """INSERT INTO tags (listing, name, number) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET number = number + excluded.number"""
    connection.executemany(query, ((*key, number) for key, number in times.items()))
    known = {key: _number(connection, *key) for key in times}
    rows = ((known[listing, name], at, n) for listing, at, n, tags in given for name in _names(tags))
    connection.executemany("INSERT INTO tagged VALUES (?, ?, ?)", rows)


def _untag(connection: sqlite3.Connection, held: _Held) -> None:
    times = Counter((listing, name) for (listing, _), (_, _, tags) in held.items() for name in _names(tags))
    known = {key: _number(connection, *key) for key in times}
    rows = ((known[listing, name], at, n) for (listing, _), (n, at, tags) in held.items() for name in _names(tags))
    connection.executemany("DELETE FROM tagged WHERE tag = ? AND at = ? AND n = ?", rows)
    query = "UPDATE tags SET number = number - ? WHERE tag = ?"
    connection.executemany(query, ((number, known[key]) for key, number in times.items()))


def _names(tags: str) -> Iterator[str]:
    return (name for name in tags.split("|") if name)


def _number(connection: sqlite3.Connection, listing: str, name: str) -> int:
    query = "SELECT tag FROM tags WHERE listing = ? AND name = ?"
    return int(connection.execute(query, (listing, name)).fetchone()[0])
