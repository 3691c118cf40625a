"""Parquet files of readings -> which claims are about one incident: a row a claim, with the group that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from corrobora.link.columns import columns
from corrobora.link.engines import DuckDB, Spark
from corrobora.link.linked import linked
from corrobora.link.pairs import Engine
from corrobora.schema import arrow_schema
from corrobora.settings import Settings
from corrobora.show.pool import Lost, in_processes
from corrobora.show.scale.cluster import files_of, mapped
from corrobora.show.scale.rows import all_claims, claims_of, claims_schema

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LINKS = pa.schema([("claim", pa.string()), ("document", pa.string()), ("incident", pa.string())])
_ROWS = 256


def link_in_pool(files: Iterable[Path], settings: Settings) -> pa.Table:
    """Return the links of the claims of readings, found by this machine's processes and DuckDB."""
    return links(_gathered(files, settings), DuckDB(threads=settings.processes))


def link_on_spark(files: Iterable[Path], spark: SparkSession) -> pa.Table:
    """Return the links of the claims of readings: rows and pairs are made by a cluster, groups by this process."""
    given = spark.read.parquet(*files_of(files)).select(*arrow_schema().names)
    found = mapped(given, all_claims, claims_schema()).toArrow()
    return links(found.cast(claims_schema()), Spark(spark))


def links(claims: pa.Table, engine: Engine) -> pa.Table:
    """Return for each claim the incident it is about, by the id of the claim that comes first in it; null for none."""
    claims = claims.sort_by([("claim", "ascending"), ("document", "ascending")]).combine_chunks()
    label = linked(columns(claims), engine=engine).label.tolist()
    ids = claims.column("claim").to_pylist()
    first: dict[int, str] = {}
    for one, group in zip(ids, label, strict=True):
        first.setdefault(group, one)
    incidents = pa.array([first[group] if group >= 0 else None for group in label], pa.string())
    return pa.table([claims.column("claim"), claims.column("document"), incidents], schema=LINKS)


def _gathered(files: Iterable[Path], settings: Settings) -> pa.Table:
    """Return the rows of all claims, those of one file after those of another."""
    made = in_processes(claims_of, _batches(files), settings.processes)
    found = [batch for batch in made if not isinstance(batch, Lost)]
    return pa.Table.from_batches(found, claims_schema())


def _batches(files: Iterable[Path]) -> Iterator[list[pa.RecordBatch]]:
    for file in files:
        with pq.ParquetFile(file) as parquet:
            yield from ([batch] for batch in parquet.iter_batches(_ROWS, columns=arrow_schema().names))
