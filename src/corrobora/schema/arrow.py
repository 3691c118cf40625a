"""Readings <-> Arrow record batches, one row a reading: the same for a process pool, Parquet and Spark."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from corrobora.schema.fields import VALUES, Shape, fields_of
from corrobora.schema.rows import build, mended, row
from corrobora.types import Reading, Value

if TYPE_CHECKING:  # half a second to import: only batches pay for it
    import pyarrow as pa


@cache
def arrow_schema() -> pa.Schema:
    """Return the Arrow schema of readings: nested structs and lists; a value is one struct, whatever its kind.

    >>> arrow_schema().names
    ['document', 'claims', 'values', 'repeats', 'flags', 'error']
    """
    import pyarrow as pa

    return pa.schema([(field.key, _type(field.shape)) for field in fields_of(Reading)])


def to_arrow(readings: Iterable[Reading]) -> pa.RecordBatch:
    """Return readings as one record batch of `arrow_schema()`.

    >>> from corrobora.types import Document
    >>> to_arrow([Reading(Document("d-1", "a.txt", "Ça", "00"))]).num_rows
    1
    """
    import pyarrow as pa

    rows = [row(reading) for reading in readings]
    try:
        return pa.RecordBatch.from_pylist(rows, schema=arrow_schema())
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([mended(each) for each in rows], schema=arrow_schema())


def from_arrow(batch: pa.RecordBatch) -> list[Reading]:
    """Return the readings of a record batch.

    >>> from corrobora.types import Document
    >>> reading = Reading(Document("d-1", "a.txt", "Ça", "00"))
    >>> from_arrow(to_arrow([reading])) == [reading]
    True
    """
    return [build(Reading, each) for each in batch.to_pylist()]


def _type(shape: Shape) -> pa.DataType:
    import pyarrow as pa

    if shape.form == "literal":
        return pa.string()
    if shape.form == "many":
        return pa.list_(_type(shape.type))
    if shape.form == "map":
        return pa.map_(pa.string(), _type(shape.type))
    if shape.form == "plain":
        return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[shape.type]
    types = (Value, *dict.fromkeys(VALUES.values())) if shape.form == "value" else (shape.type,)
    return pa.struct({field.key: _type(field.shape) for each in types for field in fields_of(each)})
