"""Readings as Parquet: one row a document, nested as their JSON is."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from corrobora.keep.export.form import Format
from corrobora.keep.export.shown import Shown
from corrobora.schema import arrow_schema, to_arrow
from corrobora.types import Reading

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LOSES = ("Incidents, balances, deadlines, voices and lineages: link the readings again, or export `jsonl` beside it.",)
_ROWS = 256  # readings a row group: a few megabytes


class _Pieces(io.RawIOBase):
    """A file that hands on what is written to it, so that no more than a row group is held."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """Return true."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Take bytes; return how many."""
        piece = bytes(data)
        self._held.append(piece)
        self._position += len(piece)
        return len(piece)

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._position

    def taken(self) -> bytes:
        """Return, and forget, what was written since it was asked last."""
        piece = b"".join(self._held)
        self._held.clear()
        return piece


def write(shown: Shown) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file of the readings."""
    import pyarrow.parquet as pq

    sink = _Pieces()
    with pq.ParquetWriter(sink, arrow_schema(), compression="zstd") as writer:
        for readings in _groups(shown.readings()):
            writer.write_batch(to_arrow(readings))
            yield sink.taken()
    yield sink.taken()


def _groups(readings: Iterator[Reading]) -> Iterator[Sequence[Reading]]:
    while some := list(islice(readings, _ROWS)):
        yield some


FORMAT = Format("parquet", "readings, one row a document", ".parquet", write, LOSES)
