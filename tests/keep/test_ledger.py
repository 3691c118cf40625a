"""The ledger adds once, never changes, survives a kill and says plainly what is wrong."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from corrobora.errors import LedgerError
from corrobora.keep import Ledger, open_ledger
from corrobora.keep.connect import connect
from corrobora.types import Failure, Reading
from tests.factory import incident, reading

ROOT = Path(__file__).parents[2]
STAMP = "2021-11-28T08:00:00+00:00"


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "books.db")


def change(path: str, *statements: str) -> None:
    """Run statements in a ledger's database, past the ledger."""
    engine, _ = connect(path)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def let_change(path: str, table: str) -> None:
    """Take away what keeps the rows of a table from being changed."""
    if "://" in path:
        change(path, f"DROP TRIGGER {table}_append_only ON {table}")
    else:
        change(path, f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete")


def put(ledger: Ledger, made: Reading, raw: bytes | None = None, captured: str | None = STAMP) -> bool:
    return ledger.record(made.document, raw if raw is not None else made.document.text.encode(), made, captured)


def test_the_same_bytes_are_added_once(path: str) -> None:
    made = reading("a", incident("A depot burned at dawn."))
    with open_ledger(path) as ledger:
        assert put(ledger, made)
        assert not put(ledger, made)
    with open_ledger(path) as ledger:
        assert not put(ledger, made)
        assert ledger.known(hashlib.sha256(made.document.text.encode()).hexdigest(), "a")
        assert not ledger.known("0" * 64, "a")
        assert list(ledger.readings()) == [made]


def test_other_bytes_from_one_place_are_a_new_version(path: str) -> None:
    first = reading("a", incident("Three died."), published="2021-11-01")
    second = reading("a", incident("Five died."), published="2021-11-01")
    with open_ledger(path) as ledger:
        put(ledger, first, captured="2021-11-02T08:00:00+00:00")
        put(ledger, second, captured="2021-11-09T08:00:00+00:00")
        assert list(ledger.readings()) == [second]
        assert list(ledger.readings("2021-11-05")) == [first]
        assert list(ledger.readings("2021-10-31")) == []


def test_an_archive_captured_later_can_be_asked_as_of_its_own_days(path: str) -> None:
    old, new = reading("a", published="2021-11-01"), reading("b", published="2021-12-01")
    with open_ledger(path) as ledger:
        put(ledger, old)
        put(ledger, new)
        assert [r.document.uri for r in ledger.readings("2021-11-15")] == ["a"]
        with pytest.raises(LedgerError, match="no date"):
            list(ledger.readings("yesterday"))


def test_a_failure_is_logged_once_and_can_be_read_later(path: str) -> None:
    made = reading("a", incident("A depot burned."))
    failed = Reading(made.document, error=Failure("empty", "a: the file is empty"))
    with open_ledger(path) as ledger:
        assert put(ledger, failed, b"x")
        assert not put(ledger, failed, b"x")
        assert list(ledger.readings()) == []
        assert [(uri, failure.code) for uri, failure in ledger.failures()] == [("a", "empty")]
        assert not ledger.known(hashlib.sha256(b"x").hexdigest(), "a")
        assert put(ledger, made, b"x")
        assert list(ledger.readings()) == [made]


def test_raw_bytes_come_back_unchanged(path: str) -> None:
    raw = bytes(range(256)) * 3
    with open_ledger(path) as ledger:
        put(ledger, reading("a"), raw)
        assert ledger.raw(hashlib.sha256(raw).hexdigest()) == raw
        assert ledger.raw("0" * 64) is None


@pytest.mark.parametrize("statement", ["UPDATE entries SET uri = 'b'", "DELETE FROM entries", "DELETE FROM raws"])
def test_rows_refuse_to_be_changed(path: str, statement: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger, reading("a"))
    with pytest.raises(DBAPIError, match="append-only"):
        change(path, statement)


@pytest.mark.parametrize(
    ("table", "statement", "fault"),
    [
        (
            "entries",
            "UPDATE entries SET reading = replace(reading, 'died', 'lived') WHERE seq = 1",
            "row 1 of 3.*changed",
        ),
        ("entries", "DELETE FROM entries WHERE seq = 2", "taken out"),
        ("entries", "UPDATE entries SET seq = 9 WHERE seq = 1", "taken out or put in"),
        ("raws", "UPDATE raws SET size = 1", "not those that were captured"),
        ("raws", "DELETE FROM raws", "raw bytes are missing"),
    ],
)
def test_verify_finds_what_was_changed_behind_the_triggers(path: str, table: str, statement: str, fault: str) -> None:
    with open_ledger(path) as ledger:
        for uri in "abc":
            put(ledger, reading(uri, incident(f"{uri} died.")))
        assert ledger.verify() == []
    let_change(path, table)
    change(path, statement)
    with open_ledger(path) as ledger:
        assert any(re.search(fault, line) for line in ledger.verify())


def test_what_is_no_ledger_is_named_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database, and long enough not to be taken for an empty one. " * 20)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = other.read_bytes()
    cases = {
        str(text): "not a ledger",
        str(other): r"something else \(recipes\)",
        str(tmp_path): "this is a folder",
        str(tmp_path / "no" / "books.db"): "there is no folder",
        "nonsense://books": "no driver",
        "://": "not a path or a database URL",
    }
    for path, said in cases.items():
        with pytest.raises(LedgerError, match=said):
            open_ledger(path)
    assert other.read_bytes() == before


def test_a_damaged_file_is_named(file: str) -> None:
    with open_ledger(file) as ledger:
        for number in range(40):
            put(ledger, reading(f"u{number}", incident("Somebody died. " * 200)))
    content = bytearray(Path(file).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    Path(file).write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"), open_ledger(file) as ledger:
        list(ledger.readings())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_ledger_says_so(file: str) -> None:
    with open_ledger(file) as ledger:
        put(ledger, reading("a"))
    Path(file).chmod(0o444)
    with pytest.raises(LedgerError, match="read-only"), open_ledger(file) as ledger:
        put(ledger, reading("b"))


ADD = """
import sys
from corrobora.keep import open_ledger
from tests.factory import incident, reading
with open_ledger(sys.argv[1]) as ledger:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        made = reading(f"u{number:04}", incident(f"Depot {number} burned."))
        ledger.record(made.document, made.document.text.encode(), made, None)
        print(number, flush=True)
"""


def start(path: str, first: int, last: int) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-c", ADD, path, str(first), str(last)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )


@pytest.mark.parametrize("after", [1, 32, 50, 97])
def test_a_killed_add_can_go_on(path: str, after: int) -> None:
    with start(path, 0, 100_000) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= after:
                process.send_signal(signal.SIGKILL)
                break
    with open_ledger(path) as ledger:
        assert ledger.verify() == []
        kept = [r.document.uri for r in ledger.readings()]
        assert kept == [f"u{number:04}" for number in range(len(kept))]
        assert after // 32 * 32 <= len(kept)
        for number in range(120):
            made = reading(f"u{number:04}", incident(f"Depot {number} burned."))
            assert put(ledger, made) == (number >= len(kept))
        assert ledger.verify() == []


@pytest.mark.slow
def test_four_programs_add_at_once(path: str) -> None:
    programs = [start(path, first, first + 120) for first in (0, 60, 30, 90)]
    for program in programs:
        with program:
            program.communicate()
            assert program.returncode == 0
    with open_ledger(path) as ledger:
        assert len(list(ledger.readings())) == 210
        assert ledger.verify() == []


def test_a_reading_that_cannot_be_decoded_names_its_row(path: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger, reading("a"))
    let_change(path, "entries")
    change(path, "UPDATE entries SET reading = '{'")
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match="row 1 can't be read"):
        list(ledger.readings())


def test_text_of_any_script_comes_back(path: str) -> None:
    made = reading("a", incident("قُتل ثلاثة في بابل، 𐍈 \u2028 \u202eهنا\u202c"))
    made = replace(made, document=replace(made.document, outlet="وكالة\x00النهر"))
    with open_ledger(path) as ledger:
        put(ledger, made)
        assert list(ledger.readings()) == [made]


@pytest.mark.slow
def test_a_server_that_is_not_there_or_has_no_such_database_is_told(postgres: str) -> None:
    cases = {
        f"postgresql://corrobora@/none?host={postgres}": "no such database",
        f"postgresql://corrobora@/books?host={postgres}/nowhere": "no server answers",
        "postgresql://corrobora:secret@127.0.0.1:1/books": "no server answers",
    }
    for url, said in cases.items():
        with pytest.raises(LedgerError, match=said) as told:
            open_ledger(url)
        assert "secret" not in str(told.value)
