"""Where there is no room left, or others are at work, a ledger says so or waits, and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from corrobora.gather import gather
from corrobora.keep import open_ledger
from corrobora.keep.tables import entries
from corrobora.settings import Settings
from tests.factory import incident, reading
from tests.keep.test_ledger import ROOT, put, start

FILL = """
import resource, sys
from corrobora.errors import LedgerError
from corrobora.keep import open_ledger
from tests.factory import incident, reading
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    with open_ledger(sys.argv[1]) as ledger:
        for number in range(500):
            made = reading(f"u{number:04}", incident(f"Depot {number} burned."))
            ledger.record(made.document, made.document.text.encode(), made)
            ledger.flush()
            print(number, flush=True)
except LedgerError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("room", [0, 20_000, 150_000, 400_000])
def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path, room: int) -> None:
    path = str(tmp_path / "books.db")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-c", FILL, path, str(room)]
    filled = subprocess.run(command, capture_output=True, text=True, env=env, check=False)  # noqa: S603
    assert filled.returncode == 1, filled.stderr
    assert filled.stderr.startswith(f"{path}: the disk")
    assert "nothing that was kept is lost" in filled.stderr
    told = len(filled.stdout.splitlines())
    assert told > 0 or room < 150_000
    with open_ledger(path) as ledger:
        assert ledger.verify() == []
        kept = [each.document.uri for each in ledger.readings()]
        assert kept[:told] == [f"u{number:04}" for number in range(told)]
        for number in range(told + 5):
            made = reading(f"u{number:04}", incident(f"Depot {number} burned."))
            assert put(ledger, made) == (number >= len(kept))
        assert ledger.verify() == []


@pytest.mark.slow
def test_many_read_while_one_writes(path: str) -> None:
    with open_ledger(path):
        pass

    def look(_: int) -> list[int]:
        """Return how many readings were there at each look, until all are; each look is sound."""
        counts = [0]
        while counts[-1] < 150:
            with open_ledger(path) as ledger:
                assert ledger.verify() == []
                counts.append(len(list(ledger.readings())))
        return counts

    with start(path, 0, 150) as writer, ThreadPoolExecutor(3) as readers:
        looks = list(readers.map(look, range(3)))
        writer.communicate()
        assert writer.returncode == 0
    assert all(counts == sorted(counts) for counts in looks)


def test_a_ledger_opens_while_another_deletes_its_last_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "books.db")
    open_ledger(path).close()
    there = Path.exists

    def a_moment_ago(self: Path) -> bool:
        return self.name.endswith("-wal") or there(self)

    monkeypatch.setattr(Path, "exists", a_moment_ago)
    with open_ledger(path) as ledger:
        assert ledger.verify() == []


@pytest.mark.parametrize("act", ["open", "read", "read all"])
def test_no_lock_is_let_go_of_while_a_ledger_is_looked_at(tmp_path: Path, act: str) -> None:
    """A process that finds nobody at a ledger when it leaves puts the last writes in their place and deletes them."""
    path = tmp_path / "books.db"
    open_ledger(str(path)).close()
    with open_ledger(str(path)) as ledger, ledger.looking() as connection:
        connection.execute(select(entries.c.seq)).all()
        if act == "open":
            open_ledger(str(path)).close()
        else:
            sources = [str(tmp_path)] if act == "read all" else [f"{path}{end}" for end in ("", "-wal", "-shm")]
            assert {each.error.code for each in gather(sources, Settings()) if each.error} <= {"unreadable", "empty"}
        with start(str(path), 0, 1) as writer:
            writer.communicate()
        assert Path(f"{path}-wal").stat().st_size
    with open_ledger(str(path)) as ledger:
        assert len(list(ledger.readings())) == 1
