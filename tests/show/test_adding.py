"""`add` in several processes, and by the gate: the ledger is the same, and what is passed over is listed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
import typer

from corrobora.gather import Lot
from corrobora.keep.ledger import open_ledger
from corrobora.show import taking
from corrobora.show.add import add_and_print
from corrobora.show.exits import unstopped
from corrobora.show.formats import Format
from corrobora.show.intake import Given
from corrobora.show.pool import Lost
from tests.gather.archived import address, packed, page, plain, record

pytestmark = [pytest.mark.usefixtures("here"), pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")]
RICE = (
    "<article><h1>Rice</h1><p>Rice needs about twenty minutes in salted water, and a little more at noon.</p></article>"
)


def texts(count: int) -> str:
    lines = [
        {
            "uri": f"https://a.example/{n}",
            "text": f"{n + 2} soldiers were killed near Gao on 3 May 2021, the army said.",
        }
        for n in range(count)
    ]
    Path("texts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return "texts.jsonl"


def crawl(count: int) -> str:
    """Make an archive as crawlers write it: the request before each answer, and something broken."""
    each = [
        (plain("request", address(n), b"GET / HTTP/1.1\r\n\r\n"), record(address(n), page(n))) for n in range(count)
    ]
    parts = [packed(part) for pair in each for part in pair]
    Path("crawl.warc.gz").write_bytes(b"".join([*parts[:20], b"no record at all", *parts[20:]]))
    return "crawl.warc.gz"


def held(path: str) -> list[object]:
    with open_ledger(path) as ledger:
        assert ledger.verify() == []
        return [*((each.uri, each.sha256, each.raw) for each in ledger.captures()), *ledger.readings()]


@pytest.mark.slow
@pytest.mark.parametrize(("make", "failed"), [(texts, 0), (crawl, 1)])
def test_the_ledger_does_not_depend_on_the_number_of_processes(
    make: Callable[[int], str], failed: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(taking, "_FIRST", 3)
    monkeypatch.setenv("CORROBORA_BATCH", "2")
    given, told = Given(from_start=True), []
    source = make(17)
    for processes in ("1", "2"):
        monkeypatch.setenv("CORROBORA_PROCESSES", processes)
        with pytest.raises(typer.Exit) if failed else nullcontext():
            add_and_print([source], f"{processes}.db", Format.jsonl, given)
        told.append(capfd.readouterr())
    assert held("1.db") == held("2.db")
    assert told[0] == told[1]
    assert f"17 added, 0 already there, {failed} failed" in told[0].err
    with pytest.raises(typer.Exit) if failed else nullcontext():
        add_and_print([source], "2.db", Format.jsonl, given)
    assert f"0 added, 17 already there, {failed} failed" in capfd.readouterr().err


def test_pages_without_words_of_conflicts_are_counted_and_listed(capfd: pytest.CaptureFixture[str]) -> None:
    rice = [record(f"https://a.example/rice/{number}", RICE.encode()) for number in range(2)]
    Path("a.warc.gz").write_bytes(b"".join(map(packed, [rice[0], record("https://a.example/hit", page(1)), rice[1]])))
    add_and_print(["a.warc.gz"], "books.db", Format.jsonl, Given(gated=True))
    said = capfd.readouterr().err
    assert "2 texts passed over" in said
    assert "1 added, 0 already there, 0 failed" in said
    listed = ["https://a.example/rice/0", "https://a.example/rice/1"]
    assert Path("books.passed.txt").read_text().splitlines() == listed
    with open_ledger("books.db") as ledger:
        assert [each.uri for each in ledger.captures()] == ["https://a.example/hit"]


def test_what_ends_its_process_is_told_by_name() -> None:
    ((_, (row,)),) = taking._settled(iter([Lot("big.pdf", tuple)]), lambda lots: (Lost("signal 9") for _ in lots))  # noqa: SLF001
    assert row.error is not None
    assert row.error.message.startswith("big.pdf: the process that read it ended (signal 9)")


@pytest.mark.slow
def test_a_stop_by_the_keyboard_keeps_what_was_told(tmp_path: Path) -> None:
    source = texts(3000)
    command = [sys.executable, "-m", "corrobora", "add", source, "--ledger", "books.db"]
    env = {**os.environ, "CORROBORA_PROCESSES": "2", "CORROBORA_BATCH": "4"}
    told = tmp_path / "told"
    with told.open("w") as file, subprocess.Popen(command, stderr=file, stdout=file, env=env) as process:  # noqa: S603
        while told.read_text().count(": 1 incident") < 60 and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    lines = [line for line in told.read_text().splitlines() if line.startswith("https://")]
    assert 60 <= len(lines) < 3000
    with open_ledger("books.db") as ledger:
        assert ledger.verify() == []
        kept = [each.uri for each in ledger.captures(raw=False)]
    assert kept[: len(lines)] == [line.rpartition(": ")[0] for line in lines]


@pytest.mark.parametrize("before", [True, False])
def test_a_stop_while_it_is_told_tells_all_once(monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    told: list[str] = []

    def stopped(line: str) -> None:
        stop = len(told) == len("a")
        if stop and before:
            signal.raise_signal(signal.SIGINT)
        told.append(line)
        if stop and not before:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("corrobora.show.add.say", stopped)
    Path("many.jsonl").write_text("".join(f"{n}: no JSON\n" for n in range(5)))
    with pytest.raises(KeyboardInterrupt):
        add_and_print(["many.jsonl"], "books.db", Format.jsonl)
    assert [each.split(": ")[0] for each in told] == ["many.jsonl, line 1", "many.jsonl, line 2"]


def test_a_second_stop_by_the_keyboard_waits_for_nothing() -> None:
    done = list[int]()

    def stopped_twice() -> None:
        with unstopped():
            for number in range(3):
                signal.raise_signal(signal.SIGINT)
                done.append(number)

    with pytest.raises(KeyboardInterrupt):
        stopped_twice()
    assert done == [0]


def test_what_failed_among_many_is_told_once_more_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("corrobora.show.add._AT_ONCE", 3)
    Path("broken.jsonl").write_text("no JSON\n" * 12)
    with pytest.raises(typer.Exit):
        add_and_print(["broken.jsonl"], "books.db", Format.jsonl)
    said = capfd.readouterr().err.splitlines()
    end = said.index("0 added, 0 already there, 12 failed") + 1
    assert said[end : end + 10] == [f"failed: {line}" for line in said[:10]]
    assert said[end + 10 :] == ["failed: 2 more, which are told above"]
