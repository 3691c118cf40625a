"""Record batches in, record batches out: what a process of a pool and a worker of Spark do alike."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import Any, TypeAlias

import pyarrow as pa

from corrobora.gather import Gathered, gather_lots
from corrobora.gather.archives.records import NO_PAGE
from corrobora.gather.bulk import TURNED_AWAY, is_turned_away
from corrobora.gather.gathered import Source
from corrobora.gather.lines import read_lines
from corrobora.link.incident import linkable
from corrobora.link.rows import ROWS, rows
from corrobora.read.gate import may_report
from corrobora.schema import arrow_schema, from_arrow, to_arrow
from corrobora.settings import Settings
from corrobora.show.intake import read_gathered
from corrobora.types import Document, Failure, Reading

DATE = "date"
UNDATED = "undated"
_DAY = 10  # letters of a day in EDTF
_PER_BATCH = 64

NamedLot: TypeAlias = tuple[str, Callable[[], Iterable[Gathered]]]


def readings(batch: pa.RecordBatch, settings: Settings, *, gated: bool = False) -> list[Reading]:
    """Return one reading a row, for rows with `uri` and `text` or `html`; what fails is a reading with its error."""
    source = Source("batch", "stdin", settings)
    return [_reading(row, source, gated=gated) for row in batch.to_pylist()]


def dated(batch: pa.RecordBatch, settings: Settings, *, gated: bool = False) -> pa.RecordBatch:
    """Return one reading a row, with the day of publication as `date`, by which they are put in folders."""
    return _with_days(readings(batch, settings, gated=gated))


def _with_days(found: list[Reading]) -> pa.RecordBatch:
    return to_arrow(found).append_column(DATE, pa.array([_day(each) for each in found], pa.string()))


def dated_schema() -> pa.Schema:
    """Return the schema of `dated`."""
    return arrow_schema().append(pa.field(DATE, pa.string()))


def all_dated(
    batches: Iterable[pa.RecordBatch], settings: Settings, *, gated: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield what `dated` returns of each batch, a few rows at a time, so that memory is bounded."""
    for batch in batches:
        for start in range(0, batch.num_rows, _PER_BATCH):
            yield dated(batch.slice(start, _PER_BATCH), settings, gated=gated)


def of_lots(lots: Sequence[NamedLot], settings: Settings, *, gated: bool = False) -> pa.RecordBatch:
    """Return what `dated` does, for what lots of an archive hold; what is no page makes no row."""
    every = (each for _, take in lots for each in take())
    pages = (each for each in every if each.error is None or each.error.code != NO_PAGE)
    return _with_days([_read(each, settings, gated=gated) for each in pages])


def lots_of(archives: Sequence[str], settings: Settings, most: int, *, gated: bool = False) -> Iterator[list[NamedLot]]:
    """Yield the lots of archives, so many together: a batch of Arrow costs as much as a page, however small it is."""
    every = iter(gather_lots(archives, settings, gate=may_report if gated else None))
    while lots := [(lot.name, lot.take) for lot in islice(every, most)]:
        yield lots


def all_archived(
    batches: Iterable[pa.RecordBatch], archives: Sequence[str], settings: Settings, *, gated: bool = False
) -> Iterator[pa.RecordBatch]:
    """Yield what `of_lots` returns of those archives whose numbers stand in batches."""
    for batch in batches:
        some = [archives[number] for number in batch.column(0).to_pylist()]
        for lots in lots_of(some, settings, _PER_BATCH, gated=gated):
            made = of_lots(lots, settings, gated=gated)
            if made.num_rows:
                yield made


def claims_of(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the incident claims of readings as the rows that linking compares (`link.rows`)."""
    return rows(linkable(each for each in from_arrow(batch) if each.error is None))


def all_claims(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what `claims_of` returns of each batch."""
    for batch in batches:
        found = claims_of(batch.select(arrow_schema().names))
        if found.num_rows:
            yield found


def claims_schema() -> pa.Schema:
    """Return the schema of `claims_of`."""
    return ROWS


def _reading(row: dict[str, Any], source: Source, *, gated: bool) -> Reading:
    present = {key: str(value) if key == "published" else value for key, value in row.items() if value is not None}
    uri = str(row.get("uri") or "")
    if gated and _is_turned_away(present):
        message = f"{uri}: no conflict reporting by its words; passed over"
        return Reading(Document("", uri, "", ""), error=Failure(TURNED_AWAY, message))
    try:
        line = json.dumps(present, ensure_ascii=False, allow_nan=False).encode()  # which takes no bytes for a text
    except (TypeError, ValueError) as error:
        return Reading(Document("", uri, "", ""), error=Failure("bad-json", f"{uri}: a column is of no type: {error}"))
    found = next(read_lines(io.BytesIO(line), source), None)
    if found is None:
        return Reading(Document("", uri, "", sha256(line).hexdigest()), error=Failure("empty", f"{uri}: an empty row"))
    return read_gathered(found, source.settings.languages)


def _read(gathered: Gathered, settings: Settings, *, gated: bool) -> Reading:
    document = gathered.document
    if gated and document is not None and not may_report(f"{document.title or ''}\n{document.text}"):
        message = f"{document.uri}: no conflict reporting by its words; passed over"
        return Reading(Document("", document.uri, "", document.sha256), error=Failure(TURNED_AWAY, message))
    return read_gathered(gathered, settings.languages)


def _is_turned_away(row: dict[str, Any]) -> bool:
    if isinstance(text := row.get("text"), str):
        return not may_report(f"{row.get('title') or ''}\n{text}")
    html = row.get("html")
    return isinstance(html, str) and is_turned_away(may_report, html.encode("utf-8", "replace"), "utf-8", plain=False)


def _day(reading: Reading) -> str:
    """Return the day of publication, as the name of a folder."""
    published = reading.document.published
    day = published.edtf[:_DAY] if published is not None and "/" not in published.edtf else ""
    return day if len(day) == _DAY and day.replace("-", "").isdecimal() else UNDATED
