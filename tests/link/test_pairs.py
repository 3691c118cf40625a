"""Many pairs at once come to the same as two claims by themselves, and each engine finds the same pairs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ledgers import ledger
from corrobora.link.columns import Columns, columns
from corrobora.link.compare import Picked, levels
from corrobora.link.engines import DuckDB, Spark
from corrobora.link.evidence import LEVELS
from corrobora.link.near import finest, nearness
from corrobora.link.nearness import nearness as many
from corrobora.link.pairs import Engine, Pairs, compared
from corrobora.link.rows import rows
from corrobora.link.telling import tellings
from corrobora.types import Place, Span
from tests.factory import incident, reading


def made(size: int, seed: int = 1) -> Columns:
    return columns(pa.Table.from_batches([batch.rows for batch in ledger(size, seed)]))


def as_set(pairs: Pairs) -> set[tuple[int, int, int]]:
    return set(zip(pairs.one.tolist(), pairs.two.tolist(), pairs.pattern.tolist(), strict=True))


RAID: dict[str, Any] = {"when": "2021-10-01", "where": ["boni"], "by": ["jnim"], "on": ["Two lorries"]}


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({}, {"kind": "same", "day": "same", "place": "same", "actors": "same", "targets": "same"}),
        ({"event": "bombing", "when": "2021-10-02"}, {"kind": "may-be", "day": "next"}),
        ({"event": "protest", "when": "2021-10-04"}, {"kind": "never", "day": "apart"}),
        ({"when": "2021-10", "where": ["mopti"]}, {"day": "overlap", "place": "inside"}),
        ({"when": None, "where": ["mali"]}, {"day": "much-later", "place": "country"}),
        ({"where": ["hilla"], "by": ["Some other band"]}, {"place": "apart", "actors": "different"}),
        ({"where": [], "by": [], "on": []}, {"place": "unknown", "actors": "unknown", "targets": "unknown"}),
        ({"on": ["lorries of the army"]}, {"targets": "alike", "numbers": "unknown"}),
        ({"on": ["a school"]}, {"targets": "different"}),
        ({"killed": 3}, {"numbers": "same"}),
        ({"killed": 3, "injured": 12}, {"numbers": "several"}),
        ({"injured": 12}, {"numbers": "large"}),
        ({"killed_least": 2}, {"numbers": "fit"}),
        ({"killed": 4}, {"numbers": "different"}),
        ({"killed": 90}, {"numbers": "far"}),
    ],
)
def test_two_claims_compare_as_their_words_do(other: dict[str, Any], wanted: dict[str, str]) -> None:
    numbers: dict[str, Any] = (
        {"killed": 3, "injured": 12} if "numbers" in wanted and wanted["numbers"] != "unknown" else {}
    )
    told = [incident("one", **RAID, **numbers), incident("two", **{**RAID, **other})]
    claims = columns(rows(tellings(reading(uri, each) for uri, each in zip("ab", told, strict=True))))
    for one, two in ((0, 1), (1, 0)):
        found = levels(Picked(claims, np.array([one])), Picked(claims, np.array([two])))
        assert {name: LEVELS[name][int(found[name][0])][0] for name in wanted} == wanted


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
    assert names == [
        nearness(finest(told[i].places), finest(told[j].places)) or "unknown" for i, j in zip(one, two, strict=True)
    ]
