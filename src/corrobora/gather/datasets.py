"""A user's own files of events (ACLED, UCDP GED, GDELT 2.0) -> one row an event, in the words of one of us."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO, cast

from corrobora.errors import SourceError
from corrobora.gather.archives.zipped import entries
from corrobora.gather.delimited import delimited
from corrobora.gather.gathered import Gathered, Source
from corrobora.gather.streams import begin, open_file, unpack
from corrobora.settings import Settings

_GDELT = 61
_HEAD, _LINE = 4096, 1 << 20
_CELL = 1_000_000  # characters
_ISO = 10  # letters of 2021-03-14
_MOST_PEOPLE = 10**9
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

    Which dataset it is shows in its columns: SourceError where it is none of the three. It may be packed, as UCDP and
    GDELT ship theirs, and a table may have any delimiter and encoding that spreadsheets write.
    """
    try:
        with _opened(path) as stream:
            yield from _rows(path, stream)
    except SourceError as error:
        text = str(error)
        raise error if text.startswith(str(path)) else SourceError(error.code, f"{path}: {text}") from None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Give the bytes of a file, or of the only file in a ZIP; gzip is unpacked."""
    with open_file(path) as file:
        if not zipfile.is_zipfile(file):
            file.seek(0)
            yield unpack(begin(file)[0])
            return
        inside = list(islice(entries(file, Source(str(path), "file", Settings())), 2))
        if len(inside) != 1:
            raise SourceError("no-dataset", "it is a ZIP of no one file; unpack it, and name the one with the events")
        if isinstance(inside[0], Gathered):
            raise SourceError("unreadable", str(inside[0].error.message if inside[0].error else "it can't be read"))
        with inside[0][1] as stream:
            yield stream


def _rows(path: Path, given: BinaryIO) -> Iterator[EventRow | SourceError]:
    stream = given if isinstance(given, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", given))
    if stream.peek(_HEAD)[:_HEAD].partition(b"\n")[0].count(b"\t") == _GDELT - 1:
        lines = (line.decode("utf-8", "replace").rstrip("\r\n") for line in iter(lambda: stream.readline(_LINE), b""))
        for number, line in enumerate(lines, 1):
            yield _made(path, number, _gdelt, line.split("\t"))
        return
    rows = delimited(stream, _CELL)
    _, columns = next(rows, (0, []))
    wanted = set() if isinstance(columns, SourceError) else {name.strip() for name in columns}
    make = _acled if wanted >= _ACLED else _ged if wanted >= _GED else None
    if make is None or isinstance(columns, SourceError):
        raise SourceError(
            "no-dataset", "its columns are those of no dataset that is read: ACLED, UCDP GED, or GDELT 2.0 events"
        )
    for number, cells in rows:
        if isinstance(cells, SourceError):
            yield SourceError(cells.code, f"{path}:{number}: {cells}")
        else:
            filled = zip(columns, chain(cells, repeat("")), strict=False)
            yield _made(path, number, make, {name.strip(): cell.strip() for name, cell in filled})


def _made(path: Path, number: int, make: Callable[[Any], EventRow], cells: object) -> EventRow | SourceError:
    try:
        return make(cells)
    except (ValueError, KeyError, IndexError) as error:
        return SourceError("bad-row", f"{path}:{number}: not read: {error}")


_ACLED = {"event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities", "latitude", "longitude"}
_ACLED_PRECISION = {"1": "town", "2": "area", "3": "province"}


def _acled(row: _Cells) -> EventRow:
    deaths = _whole(row.get("fatalities"))
    return EventRow(
        id=row["event_id_cnty"], dataset="ACLED", scheme="acled", code=f"{row['event_type']}: {row['sub_event_type']}",
        first=_day(row["event_date"]), last=_day(row["event_date"]), place=row.get("location", ""),
        precision=_ACLED_PRECISION.get(row.get("geo_precision", ""), "town"), country=row.get("country", ""),
        lat=_degrees(row["latitude"], 90), lon=_degrees(row["longitude"], 180),
        actor=row.get("actor1", ""), target=row.get("actor2", ""), low=deaths, best=deaths, high=deaths,
        sources=row.get("source", ""), notes=row.get("notes", ""), raw=_line(row),
    )  # fmt: skip


_GED = {"id", "type_of_violence", "date_start", "date_end", "best", "high", "low", "side_a", "side_b"}
_GED_PRECISION = {"1": "town", "2": "area", "3": "district", "4": "province", "6": "country"}
_GED_TYPES = {"1": "state-based", "2": "non-state", "3": "one-sided"}


def _ged(row: _Cells) -> EventRow:
    return EventRow(
        id=row["id"], dataset="UCDP", scheme="ucdp", code=_GED_TYPES.get(row["type_of_violence"], ""),
        first=_day(row["date_start"]), last=_day(row["date_end"]), place=row.get("where_coordinates", ""),
        precision=_GED_PRECISION.get(row.get("where_prec", ""), "region"), country=row.get("country", ""),
        lat=_degrees(row.get("latitude"), 90), lon=_degrees(row.get("longitude"), 180),
        actor=row["side_a"], target=row["side_b"], low=_whole(row["low"]), best=_whole(row["best"]),
        high=_whole(row["high"]), sources=row.get("source_office", ""), notes=row.get("source_headline", ""),
        raw=_line(row),
    )  # fmt: skip


def _gdelt(row: list[str]) -> EventRow:
    if len(row) != _GDELT:
        raise ValueError(f"{_GDELT} columns are wanted, {len(row)} stand there")
    place, _, country = row[52].rpartition(", ")
    kind = {"1": "country", "2": "province", "5": "province"}.get(row[51], "town")
    when = _day(f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:8]}")
    return EventRow(
        id=row[0], dataset="GDELT", scheme="cameo", code=row[26], first=when, last=when, place=place or row[52],
        precision=kind, country=country or row[52], lat=_degrees(row[56], 90), lon=_degrees(row[57], 180), actor=row[6],
        target=row[16], sources=row[60], raw="\t".join(row).encode(),
    )  # fmt: skip


def _line(row: _Cells) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([row.keys(), row.values()])
    return buffer.getvalue().encode()


def _day(text: str) -> date | None:
    """Return a day as datasets write it: 2021-03-14, 14 March 2021, 14-Mar-2021; which 03/04/2021 is isn't known."""
    if not text:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text[:_ISO])
    for form in ("%d %B %Y", "%d %b %Y"):
        with suppress(ValueError):
            return date(*time.strptime(text.replace("-", " "), form)[:3])
    raise ValueError(f"{text!r} is no date that means one day, such as 2021-03-14")


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    number = _number(text)
    if not 0 <= number < _MOST_PEOPLE:
        raise ValueError(f"{text!r} is no number of people")
    return int(number)


def _degrees(text: str | None, most: int) -> float | None:
    if not text:
        return None
    number = _number(text)
    if not -most <= number <= most:
        raise ValueError(f"{text!r} is no latitude or longitude")
    return number


def _number(text: str) -> float:
    """Return a number, with a point or, as where columns are parted by semicolons, a comma."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{text!r} is no number") from None
