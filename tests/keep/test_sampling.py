"""Who may have words of whom is the same on a shelf that grew as on one that was made at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from random import Random

import pytest

from bench.made_news import make
from corrobora.keep.shelf import documents, sampling
from corrobora.keep.shelf.tables import connect
from corrobora.keep.shelf.work import Work
from corrobora.types import Reading


@contextmanager
def shelf() -> Iterator[Work]:
    with closing(connect(":memory:")) as connection:
        yield Work(connection, lambda *_: {}, (), "most-origins")


def put(work: Work, made: Iterable[Reading]) -> dict[str, Reading]:
    own = {each.document.uri: each for each in made}
    documents.stored(work, dict.fromkeys(own, 1), own, own)
    return own


def known(work: Work) -> dict[str, object]:
    states = work.connection.execute("SELECT uri, retold, size, aside FROM samples ORDER BY uri").fetchall()
    query = """SELECT a.uri, b.uri FROM sought JOIN samples a ON a.n = two JOIN samples b ON b.n = one"""
    sought = sorted(work.connection.execute(query).fetchall())
    stock = work.connection.execute("SELECT value FROM stock ORDER BY value").fetchall()
    query = "SELECT value, uri, place FROM shingles JOIN samples USING (n) ORDER BY value, uri, place"
    return {"states": states, "sought": sought, "stock": stock, "where": work.connection.execute(query).fetchall()}


def at_once(made: Iterable[Reading]) -> dict[str, object]:
    with shelf() as work:
        sampling.stored(work.connection, put(work, made).values())
        sampling.sought_first(work.connection)
        return known(work)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_samples_that_come_and_go_in_any_order_are_as_those_of_what_is_left(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - an order, no secret
    made = make(160, seed)[0]
    chance.shuffle(made)
    there = dict[str, Reading]()
    with shelf() as work:
        for start in range(0, len(made), 40):
            new = {each.document.uri: each for each in made[start : start + 40]}
            gone = set(chance.sample(sorted(there), len(there) // 4))
            again = [there[uri] for uri in sorted(gone)[::2]]
            changed = [replace(each, document=replace(each.document, outlet=f"Another {each.document.outlet}"))
                       for each in again[::2]]  # fmt: skip
            new |= {each.document.uri: each for each in changed}
            documents_gone = [(uri,) for uri in gone]
            work.connection.executemany("DELETE FROM documents WHERE uri = ?", documents_gone)
            there = {uri: each for uri, each in there.items() if uri not in gone} | new
            sampling.sought_anew(work, gone, put(work, new.values()).values())
            found, wanted = known(work), at_once(there.values())
            assert found["stock"]
            assert found["sought"]
            for name, values in wanted.items():
                assert found[name] == values, name
