"""A user's own files of events (ACLED, UCDP GED, GDELT 2.0) -> one row an event, in the words of one of us."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corrobora.errors import SourceError

_GDELT = 61
_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a dataset: `code` is in the dataset's own scheme (`acled`, `ucdp` or `cameo`); `raw` is its line.

    `first` and `last` are its days; deaths are null where the dataset counts none. `country` is a name or an ISO code.
    """

    id: str
    dataset: str
    scheme: str
    code: str
    first: date | None
    last: date | None
    place: str = ""
    precision: str = "town"
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    actor: str = ""
    target: str = ""
    low: int | None = None
    best: int | None = None
    high: int | None = None
    sources: str = ""
    notes: str = ""
    raw: bytes = b""


def read_rows(path: Path) -> Iterator[EventRow | SourceError]:
    """Yield the events of a file; a row that can't be read is an error that names its line, and costs no other.

    Which dataset it is shows in its columns: SourceError where it is none of the three.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("encoding", f"{path}: it is not UTF-8 ({error.reason}); save it as that") from error
    except OSError as error:
        raise SourceError("missing", f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error
    lines = io.StringIO(text, newline="")
    first = lines.readline()
    lines.seek(0)
    if first.count("\t") == _GDELT - 1:
        yield from _each(path, csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), _gdelt, start=1)
        return
    reader = csv.DictReader(lines)
    columns = set(reader.fieldnames or ())
    for wanted, make in ((_ACLED, _acled), (_GED, _ged)):
        if wanted <= columns:
            yield from _each(path, reader, make, start=2)
            return
    raise SourceError(
        "no-dataset", f"{path}: its columns are those of no dataset that is read: ACLED, UCDP GED, or GDELT 2.0 events"
    )


def _each(
    path: Path, rows: Iterator[object], make: Callable[[object], EventRow], *, start: int
) -> Iterator[EventRow | SourceError]:
    number = start
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield SourceError("bad-csv", f"{path}:{number}: {error}")
            return
        try:
            yield make(cells)
        except (ValueError, KeyError, IndexError) as error:
            yield SourceError("bad-row", f"{path}:{number}: not read: {error}")
        number += 1


_ACLED = {"event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities", "latitude", "longitude"}
_ACLED_PRECISION = {"1": "town", "2": "area", "3": "province"}


def _acled(cells: object) -> EventRow:
    row = _texts(cells)
    deaths = _whole(row.get("fatalities"))
    return EventRow(
        id=row["event_id_cnty"], dataset="ACLED", scheme="acled", code=f"{row['event_type']}: {row['sub_event_type']}",
        first=_day(row["event_date"]), last=_day(row["event_date"]), place=row.get("location", ""),
        precision=_ACLED_PRECISION.get(row.get("geo_precision", ""), "town"), country=row.get("country", ""),
        lat=_degrees(row["latitude"]), lon=_degrees(row["longitude"]),
        actor=row.get("actor1", ""), target=row.get("actor2", ""), low=deaths, best=deaths, high=deaths,
        sources=row.get("source", ""), notes=row.get("notes", ""), raw=_line(row),
    )  # fmt: skip


_GED = {"id", "type_of_violence", "date_start", "date_end", "best", "high", "low", "side_a", "side_b"}
_GED_PRECISION = {"1": "town", "2": "area", "3": "district", "4": "province", "6": "country"}
_GED_TYPES = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def _ged(cells: object) -> EventRow:
    row = _texts(cells)
    return EventRow(
        id=row["id"], dataset="UCDP", scheme="ucdp", code=_GED_TYPES.get(row["type_of_violence"], ""),
        first=_day(row["date_start"]), last=_day(row["date_end"]), place=row.get("where_coordinates", ""),
        precision=_GED_PRECISION.get(row.get("where_prec", ""), "region"), country=row.get("country", ""),
        lat=_degrees(row.get("latitude")), lon=_degrees(row.get("longitude")),
        actor=row["side_a"], target=row["side_b"], low=_whole(row["low"]), best=_whole(row["best"]),
        high=_whole(row["high"]), sources=row.get("source_office", ""), notes=row.get("source_headline", ""),
        raw=_line(row),
    )  # fmt: skip


def _gdelt(cells: object) -> EventRow:
    row = [str(cell) for cell in cells] if isinstance(cells, list) else []
    if len(row) != _GDELT:
        raise ValueError(f"{_GDELT} columns are wanted, {len(row)} stand there")
    place, _, country = row[52].rpartition(", ")
    kind = {"1": "country", "2": "province", "5": "province"}.get(row[51], "town")
    when = _day(f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:8]}")
    return EventRow(
        id=row[0], dataset="GDELT", scheme="cameo", code=row[26], first=when, last=when, place=place or row[52],
        precision=kind, country=country or row[52], lat=_degrees(row[56]), lon=_degrees(row[57]), actor=row[6],
        target=row[16], sources=row[60], raw="\t".join(row).encode(),
    )  # fmt: skip


def _texts(cells: object) -> dict[str, str]:
    given = cells if isinstance(cells, dict) else {}
    return {str(key): str(value or "").strip() for key, value in given.items() if key is not None}


def _line(row: _Cells) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([row.keys(), row.values()])
    return buffer.getvalue().encode()


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    number = int(float(text))
    if number < 0:
        raise ValueError(f"{text!r} is no number of people")
    return number


def _degrees(text: str | None) -> float | None:
    return float(text) if text else None
