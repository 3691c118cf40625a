"""Parquet files of readings -> which documents carry the words of others: a row a lineage.

Words are numbered where the readings are; their samples are held against each other in this process, which has four
bytes a word; documents that may have words of each other are then brought together and compared, lot by lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from corrobora.link.align import Text, text_of
from corrobora.link.copies import copied_among
from corrobora.link.first import published
from corrobora.link.identity import outlet_key
from corrobora.link.sharing import candidates, families, shared_of
from corrobora.link.shingle import Vocabulary, numbers_of, sampled
from corrobora.link.standing import facts_of
from corrobora.schema import arrow_schema, from_arrow, row
from corrobora.settings import Settings
from corrobora.show.pool import Lost, in_processes
from corrobora.show.scale.cluster import files_of, mapped
from corrobora.types import Reading

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LINEAGES = pa.schema(
    [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("origin", pa.string()),
        ("members", pa.list_(pa.string())),
        ("changes", pa.list_(pa.string())),
    ]
)
_WORDS = pa.schema(
    [
        ("document", pa.string()),
        ("uri", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.int64()),
        ("clock", pa.string()),
        ("words", pa.binary()),
    ]
)
_PLAN = pa.schema(
    [
        ("document", pa.string()),
        ("lot", pa.int64()),
        ("place", pa.int64()),
        ("before", pa.list_(pa.int64())),
        ("aside", pa.binary()),
    ]
)
_TOGETHER = 500
_NEVER = 10_000_000  # the day of what has none, as `published` gives it
_ROWS = 256


def copies_in_pool(files: Iterable[Path], settings: Settings) -> pa.Table:
    """Return the lineages of the documents of readings, found by this machine's processes."""
    known = list(files)
    words = in_processes(words_of, _batches(known), settings.processes)
    planned = plan(pa.Table.from_batches(_sound(words), _WORDS))
    lots = _lots(known, planned)
    found = in_processes(lineages_of, ([lot] for lot in lots), settings.processes)
    return _sorted(pa.Table.from_batches(_sound(found), LINEAGES))


def copies_on_spark(files: Iterable[Path], spark: SparkSession) -> pa.Table:
    """Return the lineages of the documents of readings, found by a cluster."""
    from pyspark.sql.functions import broadcast, col
    from pyspark.sql.pandas.types import from_arrow_schema

    given = spark.read.parquet(*files_of(files)).select(*arrow_schema().names)
    planned = plan(mapped(given, all_words, _WORDS).toArrow().cast(_WORDS))
    joined = given.join(broadcast(spark.createDataFrame(planned)), col("document.id") == col("of"))
    made = joined.groupBy("lot").applyInArrow(_lineages_in, from_arrow_schema(LINEAGES))
    return _sorted(made.toArrow().cast(LINEAGES))


def all_words(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what `words_of` returns of each batch."""
    return map(words_of, batches)


def words_of(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the words of readings as numbers, with what puts their documents in order."""
    rows = []
    for reading in from_arrow(batch):
        if reading.error is None:
            document = reading.document
            day, clock, uri = published(document)
            words = numbers_of(document, _vocabulary())
            rows.append((document.id, uri, outlet_key(document), day, clock, words))
    return pa.RecordBatch.from_pylist([dict(zip(_WORDS.names, each, strict=True)) for each in rows], schema=_WORDS)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary()


def plan(words: pa.Table) -> pa.Table:
    """Return which documents may have words of which others: `before` by their places, lots that share none.

    `aside` has a byte for each sentence that is to be set aside.
    """
    order = [("day", "ascending"), ("clock", "ascending"), ("uri", "ascending"), ("document", "ascending")]
    words = words.sort_by(order).combine_chunks()
    ids = words.column("document").to_pylist()
    once = [at for at, each in enumerate(ids) if not at or each != ids[at - 1]]
    words = words.take(once)
    kept, hashes, where = sampled(words.column("words").to_pylist())
    days = (None if day == _NEVER else day for day in words.column("day").to_pylist())
    shared = shared_of(hashes, where, int(kept.first[-1]))
    found = candidates(kept, shared, facts_of(words.column("outlet").to_pylist(), days))
    marks = found.standing.aside.astype(np.uint8).tobytes()
    rows = []
    for lot, sought in enumerate(families(found.sought, _TOGETHER)):
        before = dict(sought)
        for place in sorted({*before, *(one for each in before.values() for one in each)}):
            own = marks[kept.first[place] : kept.first[place + 1]]
            rows.append((ids[once[place]], lot, place, before.get(place), own))
    return pa.Table.from_pylist(
        [dict(zip(_PLAN.names, each, strict=True)) for each in rows], schema=_PLAN
    ).rename_columns(["of", *_PLAN.names[1:]])


def lineages_of(lot: pa.Table) -> pa.RecordBatch:
    """Return the lineages of one lot: readings, each with its row of the plan."""
    planned = {each["place"]: each for each in lot.select(_PLAN.names[1:]).to_pylist()}
    places = lot.column("place").to_pylist()
    readings: dict[int, Reading] = {}
    for batch in lot.select(arrow_schema().names).combine_chunks().to_batches():
        readings |= zip(places[len(readings) :], from_arrow(batch), strict=False)

    @cache
    def text(place: int) -> Text:
        document = readings[place].document
        flags = np.frombuffer(planned[place]["aside"], np.uint8).astype(bool)
        return text_of(readings[place], _vocabulary().numbers(document), flags)

    sought = [(place, each["before"]) for place, each in sorted(planned.items()) if each["before"] is not None]
    return pa.RecordBatch.from_pylist([row(each) for each in copied_among(sought, text)], schema=LINEAGES)


def _lineages_in(lot: pa.Table) -> pa.Table:
    return pa.Table.from_batches([lineages_of(lot)])


def _lots(files: Iterable[Path], planned: pa.Table) -> Iterator[pa.Table]:
    """Yield the readings of each lot with their rows of the plan."""
    held: dict[str, pa.Table] = {}
    wanted = planned.column("of")
    for batch in (each for some in _batches(files) for each in some):
        ids = batch.column("document").field("id")
        inside = pc.is_in(ids, value_set=wanted.combine_chunks())
        some = pa.Table.from_batches([batch]).filter(inside)
        held |= {each: some.slice(at, 1) for at, each in enumerate(ids.filter(inside).to_pylist())}
    lots = planned.column("lot").to_numpy()
    for number in range(int(lots.max(initial=-1)) + 1):
        rows = planned.filter(pa.array(lots == number))
        readings = pa.concat_tables(held[each] for each in rows.column("of").to_pylist())
        for name in _PLAN.names[1:]:
            readings = readings.append_column(name, rows.column(name))
        yield readings


def _batches(files: Iterable[Path]) -> Iterator[list[pa.RecordBatch]]:
    for file in files:
        with pq.ParquetFile(file) as parquet:
            yield from ([batch] for batch in parquet.iter_batches(_ROWS, columns=arrow_schema().names))


def _sound(made: Iterable[Any]) -> list[pa.RecordBatch]:
    return [each for each in made if not isinstance(each, Lost)]


def _sorted(lineages: pa.Table) -> pa.Table:
    order = [("origin", "ascending"), ("kind", "ascending"), ("id", "ascending")]
    return lineages.sort_by(order)
