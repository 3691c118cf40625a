"""Where the pairs are found: by DuckDB in this process, or by Spark; both run the expressions of `block`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, reduce
from typing import TYPE_CHECKING

import pyarrow as pa

from corrobora.link.areas import areas
from corrobora.link.arrays import Numbers
from corrobora.link.block import candidates
from corrobora.link.columns import Columns
from corrobora.link.keys import nodes

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_BATCH = 1 << 20


class DuckDB:
    """The engine for one machine; what its joins need beyond `memory` goes to the disk for a while."""

    def __init__(self, memory: str = "700MB", threads: int = 2) -> None:
        """Take the most that the joins may hold in memory, and on how many threads they run."""
        self._options: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "threads": threads,
            "preserve_insertion_order": False,
        }

    def pairs(self, claims: Columns, new: Numbers | None) -> Iterator[pa.RecordBatch]:
        """Yield the pairs of claims, or of those at `new` with all, in batches as they are found."""
        import duckdb

        tables = _tables(claims, new)
        with duckdb.connect(config=self._options) as connection:
            connection.execute("SET disabled_optimizers = 'join_order'")  # claims meet by time and place at once
            for name, table in tables.items():
                connection.register(name, table)
            for query in _sql(tables, "duckdb"):  # one after another: the tables of all joins at once overflow to disk
                yield from connection.sql(query).to_arrow_reader(_BATCH)


class Spark:
    """The engine for many machines, or for one: a Spark session."""

    def __init__(self, session: SparkSession) -> None:
        """Take the session, which stays open."""
        self._session = session

    def pairs(self, claims: Columns, new: Numbers | None) -> Iterator[pa.RecordBatch]:
        """Yield the pairs of claims, or of those at `new` with all."""
        tables = _tables(claims, new)
        for name, table in tables.items():
            self._session.createDataFrame(table).createOrReplaceTempView(name)
        parts = [self._session.sql(query) for query in _sql(tables, "pyspark")]
        yield from reduce(lambda one, two: one.unionAll(two), parts).toArrow().to_batches(_BATCH)


def _tables(claims: Columns, new: Numbers | None) -> Mapping[str, pa.Table]:
    """Return what `block.candidates` takes, by name."""
    own, reached = areas(claims.where)
    right = nodes(claims)
    return {
        "left_claims": right if new is None else nodes(claims, new),
        "right_claims": right,
        "own_areas": own,
        "reached_areas": reached,
    }


def _sql(tables: Mapping[str, pa.Table], dialect: str) -> list[str]:
    return _written(dialect, tuple((name, table.schema) for name, table in tables.items()))


@cache
def _written(dialect: str, schemas: tuple[tuple[str, pa.Schema], ...]) -> list[str]:
    """Return the expressions in an engine's SQL: writing them takes longer than to find a new article's pairs."""
    import ibis

    named = [ibis.table(ibis.schema(schema), name=name) for name, schema in schemas]
    return [str(ibis.to_sql(each, dialect=dialect)) for each in candidates(*named)]
