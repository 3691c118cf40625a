"""Parquet files of documents, or web archives -> Parquet files of readings, in folders by day of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from corrobora.read.language import languages, load_language
from corrobora.schema import to_arrow
from corrobora.settings import Settings
from corrobora.show.pool import Lost, in_processes
from corrobora.show.scale.cluster import cleared, files_of, mapped
from corrobora.show.scale.rows import (
    DATE,
    UNDATED,
    NamedLot,
    all_archived,
    all_dated,
    dated,
    dated_schema,
    lots_of,
    of_lots,
)
from corrobora.show.scale.shards import PARQUET, Shard
from corrobora.types import Document, Failure, Reading

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

T = TypeVar("T")
_ROWS = 4096  # of readings that are written at once
_INPUTS = ("uri", "text", "html", "outlet", "title", "language", "published")


def read_in_pool(shard: Shard, aside: Path, settings: Settings, *, gated: bool) -> Mapping[str, int]:
    """Write the readings of a shard by this machine's processes, and return how many rows there are, and errors."""
    for code in settings.languages or languages():
        load_language(code)  # once, for the processes of all shards, which are forked where they can be
    counts: Counter[str] = Counter(rows=0, errors=0)
    held: list[pa.RecordBatch] = []
    for number, done in enumerate(_in_order(shard, settings, gated=gated)):
        held.append(done)
        counts["rows"] += done.num_rows
        counts["errors"] += done.num_rows - done.column("error").null_count
        if sum(each.num_rows for each in held) >= _ROWS:
            _write(held, aside, number)
            held = []
    if held:
        _write(held, aside, counts["rows"])
    return counts


def read_on_spark(
    shard: Shard, aside: Path, spark: SparkSession, settings: Settings, *, gated: bool
) -> Mapping[str, int]:
    """Write the readings of a shard by a cluster, and return how many rows there are, and errors."""
    parquet = [file for file in shard.files if file.name.endswith(PARQUET)]
    archives = [str(file.absolute()) for file in shard.files if file not in parquet]
    found = []
    if parquet:
        given = spark.read.parquet(*files_of(parquet))
        given = given.select([name for name in _INPUTS if name in given.columns])
        found.append(mapped(_spread(given), partial(all_dated, settings=settings, gated=gated), dated_schema()))
    if archives:
        each = spark.range(0, len(archives), 1, len(archives))  # a task each; dealt out by turns several would be one
        work = partial(all_archived, archives=archives, settings=settings, gated=gated)
        found.append(mapped(each, work, dated_schema()))
    place = cleared(aside / "spark")
    reduce(lambda one, two: one.union(two), found).write.partitionBy(DATE).parquet(*files_of([place]))
    for folder in place.glob(f"{DATE}=*"):
        folder.rename(aside / folder.name)
    if not any(aside.glob(f"{DATE}=*")):
        return {"rows": 0, "errors": 0}
    rows, errors = spark.read.parquet(*files_of([aside])).selectExpr("count(*)", "count(error)").first() or (0, 0)
    return {"rows": rows, "errors": errors}


def _spread(given: DataFrame) -> DataFrame:
    """Return rows in as many parts as there are cores at least: a small file would be one task."""
    cores = given.sparkSession.sparkContext.defaultParallelism
    return given if given.rdd.getNumPartitions() >= cores else given.repartition(cores)


def _in_order(shard: Shard, settings: Settings, *, gated: bool) -> Iterator[pa.RecordBatch]:
    """Yield the readings of each file of a shard."""
    for file in shard.files:
        if file.name.endswith(PARQUET):
            work = partial(dated, settings=settings, gated=gated)
            yield from _taken(work, _batches(file, settings), _rows, settings.processes)
        else:
            lots = lots_of([str(file)], settings, settings.batch, gated=gated)
            yield from _taken(partial(of_lots, settings=settings, gated=gated), lots, _lots, settings.processes)


def _taken(
    work: Callable[[T], pa.RecordBatch],
    given: Iterable[T],
    parts: Callable[[T], Sequence[tuple[str, T]]],
    processes: int,
) -> Iterator[pa.RecordBatch]:
    """Yield what comes of each of what is given; where one ends its process, its parts are taken one by one."""
    ahead: list[T] = []

    def noted() -> Iterator[list[T]]:
        for each in given:
            ahead.append(each)
            yield [each]

    for made in in_processes(work, noted(), processes):
        each = ahead.pop(0)
        if not isinstance(made, Lost):
            yield made
            continue
        names, singly = zip(*parts(each), strict=True)
        again = in_processes(work, ([one] for one in singly), processes)
        yield from (_lost(name, one) if isinstance(one, Lost) else one for name, one in zip(names, again, strict=True))


def _batches(file: Path, settings: Settings) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(file) as parquet:
        columns = [name for name in _INPUTS if name in parquet.schema_arrow.names]
        yield from parquet.iter_batches(settings.batch, columns=columns)


def _rows(batch: pa.RecordBatch) -> list[tuple[str, pa.RecordBatch]]:
    """Return each row of a batch by its place."""
    rows = [batch.slice(at, 1) for at in range(batch.num_rows)]
    return [(str(row.to_pylist()[0].get("uri") or ""), row) for row in rows]


def _lots(lots: list[NamedLot]) -> list[tuple[str, list[NamedLot]]]:
    """Return each lot by its name."""
    return [(lot[0], [lot]) for lot in lots]


def _lost(uri: str, lost: Lost) -> pa.RecordBatch:
    message = f"{uri}: the process that read it ended ({lost.how}); it may need more memory"
    made = to_arrow([Reading(Document("", uri, "", ""), error=Failure("fault", message))])
    return made.append_column(DATE, pa.array([UNDATED]))


def _write(batches: list[pa.RecordBatch], aside: Path, number: int) -> None:
    """Write batches out of Arrow's own memory: its threads may hold them until Python has ended, whose bytes they are.

    To let go of those then aborts the process.
    """
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as stream:
        for each in batches:
            stream.write_batch(each)
    table = pa.ipc.open_stream(sink.getvalue()).read_all()
    pq.write_to_dataset(table, aside, partition_cols=[DATE], basename_template=f"{number:09}-{{i}}.parquet")
