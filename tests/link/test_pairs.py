"""Many pairs at once come to the same as two claims by themselves, and each engine finds the same pairs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.ledgers import ledger
from corrobora.link.columns import Columns, columns
from corrobora.link.compare import Picked, cannot_be, levels, told_apart
from corrobora.link.compare import nearness as many
from corrobora.link.engines import DuckDB, Spark
from corrobora.link.evidence import FIXED, LEVELS, pattern
from corrobora.link.near import nearness
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.rows import rows
from corrobora.link.score import apart, total
from corrobora.link.telling import tellings
from corrobora.types import Place, Span
from tests.factory import incident, reading
from tests.link.test_incident import READINGS


def made(size: int, seed: int = 1) -> Columns:
    return columns(pa.Table.from_batches([batch.rows for batch in ledger(size, seed)]))


def as_set(pairs: Pairs) -> set[tuple[int, int, int]]:
    return set(zip(pairs.one.tolist(), pairs.two.tolist(), pairs.pattern.tolist(), strict=True))


@settings(max_examples=100)
@given(READINGS)
def test_columns_say_what_the_words_say(given_: list) -> None:  # type: ignore[type-arg]
    told = tellings(reading(f"u{n}", *claims, published=published) for n, (claims, published) in enumerate(given_))
    pairs = [(i, j) for i in range(len(told)) for j in range(len(told)) if i != j]
    if not pairs:
        return
    one, two = (np.array(side) for side in zip(*pairs, strict=True))
    claims = columns(rows(told))
    a, b = Picked(claims, one), Picked(claims, two)
    found = levels(a, b)
    sums = FIXED.totals()[pattern(found)] / 100
    assert sums.tolist() == [total(told[i], told[j]) for i, j in pairs]
    out = cannot_be(a, b, found) | told_apart(a, b, found)
    assert out.tolist() == [apart(told[i], told[j]) is not None for i, j in pairs]


@pytest.fixture(scope="module")
def session() -> Iterator[object]:
    if not os.environ.get("CI") and (find_spec("pyspark") is None or shutil.which("java") is None):
        pytest.skip("Spark isn't there: pip install -e '.[spark]', and Java 17 or newer")
    from pyspark import sql as spark

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        spark.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> Engine:
    return DuckDB() if request.param == "duckdb" else Spark(request.getfixturevalue("session"))


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_an_engine_finds_what_comparing_each_with_each_finds(engine: Engine) -> None:
    claims = made(1500)
    every = compared(claims)
    assert len(every) > 1000
    assert as_set(compared(claims, engine)) == as_set(every)
    new = np.arange(1400, 1500)
    some = {pair for pair in as_set(every) if pair[0] in new}
    assert as_set(compared(claims, engine, new)) == some


PLACES = st.builds(
    lambda name, known, country, admin1, precision, lat: Place(
        "place", name, Span(0, 0), "test.place", name, f"p-{name}-{precision}-{lat}" if known and country else None,
        country=country, admin1=admin1 if country else None, precision=precision, lat=lat, lon=lat and 44.0,
    ),
    st.sampled_from(["boni", "hilla"]),
    st.booleans(),
    st.sampled_from(["IQ", "ML", None]),
    st.sampled_from(["1", "2", None]),
    st.sampled_from(["point", "town", "province", "country", "region", None]),
    st.sampled_from([None, 33.0, 33.2, 36.0]),
)  # fmt: skip


@given(st.lists(st.lists(PLACES, max_size=3), min_size=2, max_size=6))
def test_many_lists_of_places_are_as_near_as_two_are(given_: list[list[Place]]) -> None:
    told = tellings([reading("u", *(replace(incident(f"{n}"), places=tuple(p)) for n, p in enumerate(given_)))])
    claims = columns(rows(told))
    one, two = (side.reshape(-1) for side in np.meshgrid(np.arange(len(told)), np.arange(len(told))))
    found = many(claims.where, claims.places[one], claims.places[two])
    names = [LEVELS["place"][level][0] for level in found.tolist()]
    assert names == [nearness(told[i].places, told[j].places) or "unknown" for i, j in zip(one, two, strict=True)]
