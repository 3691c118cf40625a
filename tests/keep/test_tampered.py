"""Whatever is changed in a ledger's file shows: any column of any table, bytes cut off, tables of another time."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from corrobora.errors import LedgerError
from corrobora.keep import open_ledger
from corrobora.keep.tables import metadata
from corrobora.types import Failure, Handling, Reading
from tests.factory import incident, reading
from tests.keep.test_ledger import STAMP, let_change, put
from tests.keep.test_review import decided

CELLS = [(table.name, column.name) for table in metadata.sorted_tables for column in table.columns]
Cell = str | int | bytes | None


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with rows in each table, whose guards were taken away."""
    path = tmp_path_factory.mktemp("whole") / "books.db"
    with open_ledger(str(path)) as ledger:
        for number, uri in enumerate("abc"):
            made = reading(uri, incident(f"Depot {number} burned."))
            ledger.record(made.document, f"page {number}".encode(), made, STAMP, "http", '{"operator": "ann"}')
        failed = Reading(replace(reading("d").document, published=None), error=Failure("empty", "d: it is empty"))
        put(ledger, failed, b"")
        for verdict in ("reject", "accept"):
            ledger.decide(decided(verdict))
        for act in ("export", "pack"):
            ledger.note(Handling(STAMP, act, "ann", "corrobora 1", ledger.heads(), "csv", {"a.csv": "00"}))
        assert ledger.verify() == []
    for table in metadata.sorted_tables:
        let_change(str(path), table.name)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, to be copied
    return path


def order(connection: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    return connection.execute(f"SELECT hash FROM {table} ORDER BY seq").fetchall()  # noqa: S608 - one of our tables


def tampered(whole: Path, copy: Path, cell: tuple[str, str], row: int, value: Cell) -> bool:
    """Put a value in one cell of a copy of a ledger; return whether that changed anything that it says."""
    shutil.copy(whole, copy)
    table, column = cell
    with closing(sqlite3.connect(copy)) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        at = f"WHERE rowid = (SELECT rowid FROM {table} ORDER BY rowid LIMIT 1 OFFSET {row % count})"  # noqa: S608
        before = connection.execute(f"SELECT {column}, typeof({column}) FROM {table} {at}").fetchone()  # noqa: S608
        one = order(connection, table) if column == "seq" else []
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? {at}", (value,))  # noqa: S608
        except sqlite3.Error:
            return False  # what the database itself refuses
        connection.commit()
        if column == "seq":
            return one != order(connection, table)
        return before not in connection.execute(f"SELECT {column}, typeof({column}) FROM {table}").fetchall() or (  # noqa: S608
            before != connection.execute(f"SELECT {column}, typeof({column}) FROM {table} {at}").fetchone()  # noqa: S608
        )


def found(path: Path) -> list[str]:
    """Return what is said of a ledger; whatever else is asked of it ends in its answer or in an error of ours."""
    try:
        with open_ledger(str(path)) as ledger:
            for ask in (ledger.readings, ledger.captures, ledger.failures, ledger.versions, ledger.decisions):
                with suppress(LedgerError):
                    list(ask())
            return ledger.verify()
    except LedgerError as error:
        return [str(error)] if str(path) in str(error) else []


values = st.text(max_size=40) | st.integers(-2, 2**40) | st.binary(max_size=20) | st.none() | st.sampled_from(
    ["corrobora-ledger/9", "0" * 64, "2021-11-28", "{}", "null", '"x"', "[]", 0, 1, 2]
)  # fmt: skip


@given(st.sampled_from(CELLS), st.integers(0, 5), values)
@example(("entries", "custody"), 0, None)
@example(("raws", "content"), 0, "text")
@example(("entries", "failed"), 1, 2)
def test_any_cell_that_was_changed_is_found(whole: Path, cell: tuple[str, str], row: int, value: Cell) -> None:
    copy = whole.with_name("copy.db")
    assume(tampered(whole, copy, cell, row, value))
    older = cell == ("corrobora_ledger", "format") and value in {"corrobora-ledger/1", "corrobora-ledger/2"}
    assert older or found(copy)


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_each_column_that_was_changed_is_found(whole: Path, tmp_path: Path, cell: tuple[str, str]) -> None:
    copy = tmp_path / "copy.db"
    changed = [value for value in (9, "x", b"y", None) if tampered(whole, copy, cell, 0, value)]
    assert changed
    for value in changed:
        tampered(whole, copy, cell, 0, value)
        assert found(copy), (cell, value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET read = custody, custody = NULL",
        "UPDATE entries SET custody = read, read = NULL",
        "UPDATE raws SET content = content || x'00'",
        "INSERT INTO handling SELECT 9, at, event, previous, 'x' FROM handling LIMIT 1",
        "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)",
        "DELETE FROM decisions",
        "DELETE FROM corrobora_ledger",
        "DROP TABLE handling",
    ],
)
def test_rows_that_were_moved_cut_off_or_put_in_are_found(whole: Path, tmp_path: Path, statement: str) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(whole, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(statement)
        connection.commit()
    assert found(copy)


def test_a_file_that_was_cut_off_is_told_wherever_the_cut_is(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    cuts = random.Random(5).sample(range(1, len(content)), 40)  # noqa: S311 - no secret
    for cut in (*cuts, len(content) - 1, 4096):
        copy = tmp_path / f"{cut}.db"
        copy.write_bytes(content[:cut])
        assert found(copy), cut


def test_a_file_that_ends_within_a_page_is_not_written_to(whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(whole.read_bytes()[:-100])
    with pytest.raises(LedgerError, match="cut off at its end; restore a copy"):
        open_ledger(str(copy))


@pytest.mark.parametrize("custody", ["[]", "{", "\n"])
def test_a_custody_that_says_nothing_is_told(whole: Path, tmp_path: Path, custody: str) -> None:
    copy = tmp_path / "copy.db"
    tampered(whole, copy, ("entries", "custody"), 0, custody)
    with open_ledger(str(copy)) as ledger:
        first, *_ = ledger.captures()
        with pytest.raises(LedgerError, match=r"a: the custody .* run `corrobora verify`"):
            _ = first.told
