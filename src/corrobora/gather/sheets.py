"""Spreadsheets (XLSX) whose rows are articles or messages -> one document a row of each sheet."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.delimited import Row
from corrobora.gather.gathered import Gathered, Source, refuse
from corrobora.gather.listing import Listed
from corrobora.gather.streams import BOMB_FROM, BOMB_RATIO
from corrobora.gather.tables import read_rows

_MOST_COLUMNS = 2_000
_MOST_EMPTY = 10_000  # rows after which nothing more is looked for
_DECLARES = b"<!DOCTYPE"


def read_sheet(raw: bytes, source: Source) -> Iterator[Gathered | Listed]:
    """Yield the rows of every sheet of a workbook; formulas count by the value that was saved with them."""
    try:
        _weigh(raw)
        book = _open(raw)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
        return
    try:
        for sheet in book.worksheets:
            named = f"{sheet.title} row" if len(book.worksheets) > 1 else "row"
            yield from read_rows(_rows(sheet), source, named)
    finally:
        book.close()


def _weigh(raw: bytes) -> None:
    """Refuse a workbook that swells, or whose XML declares entities, which no spreadsheet writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            total = sum(each.file_size for each in packed.infolist())
            if total > max(BOMB_FROM, BOMB_RATIO * len(raw)) or total > 10 * BOMB_FROM:
                raise SourceError("too-large", f"unpacks to {total:,} bytes; save its rows as CSV")
            for each in packed.infolist():
                if each.filename.endswith((".xml", ".rels")):
                    with packed.open(each) as part:
                        if _DECLARES in part.read(4096).upper():
                            raise SourceError("unreadable", f"its {each.filename[:80]} declares entities; save it anew")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise SourceError("unreadable", f"no whole workbook ({error}); open it and save it as .xlsx or CSV") from None


def _open(raw: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that hold no words
            return load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - a workbook can break its reader in any way
        raise SourceError(
            "unreadable", f"no workbook that can be read ({_line(error)}); save it as .xlsx or CSV"
        ) from None


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    """Yield the rows of a sheet with their numbers; one that can't be read ends the sheet."""
    sheet.reset_dimensions()  # which may say anything
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    number = empty = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:  # noqa: BLE001 - the same
            yield number, SourceError("unreadable", f"the sheet is broken from here on ({_line(error)}); save it anew")
            return
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > _MOST_EMPTY:
            return
        if cells:
            yield number, cells


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time().isoformat() != "00:00:00" else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
