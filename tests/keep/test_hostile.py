"""Ledgers where nobody may write, without room, with strange letters in them, or with several people at work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from corrobora.errors import LedgerError
from corrobora.keep import Ledger, open_ledger
from corrobora.keep.shelf import open_shelf
from corrobora.settings import Settings
from corrobora.show.review import decide_in
from corrobora.types import Decision
from tests.factory import incident, reading
from tests.keep.test_ledger import ROOT, STAMP, put

NOBODY = 65534


def filled(path: str, *uris: str) -> None:
    with open_ledger(path) as ledger:
        for uri in uris:
            put(ledger, reading(uri, incident(f"Depot {uri} burned.", when="2021-11-27")))


def _open_above(folder: Path) -> None:
    """Let anybody go to a folder of the tests, however many of their own stand above it."""
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.geteuid() and not above.stat().st_mode & 0o001:
            above.chmod(0o755)


@pytest.fixture
def locked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a folder with a ledger of two readings in which nobody may write, as long as the test runs."""
    folder = tmp_path_factory.mktemp("locked")
    filled(str(folder / "books.db"), "a", "b")
    _open_above(folder)
    (folder / "books.db").chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)


def test_where_nobody_may_write_a_ledger_is_proved_and_listed(locked: Path) -> None:
    said: list[str] = []
    with open_ledger(str(locked / "books.db")) as ledger:
        assert ledger.verify() == []
        assert [each.document.uri for each in ledger.readings()] == ["a", "b"]
        with open_shelf(ledger, Settings(cache=locked / "cache"), said.append) as shelf:
            assert shelf.count("incidents") == 2
        with pytest.raises(LedgerError, match="read-only"):
            ledger.decide(Decision("", "comment", "c-1", ("c-1",), "ann", STAMP, "x"))
    assert [path.name for path in locked.iterdir()] == ["books.db"]
    assert "reckoned anew each time" in said[0]


LEFT = """
import os, shutil, sys
from corrobora.keep import open_ledger
from tests.factory import incident, reading
ledger = open_ledger(sys.argv[1])
made = reading("z", incident("Depot z burned."))
ledger.record(made.document, b"z", made)
ledger.flush()
for end in ("", "-wal"):
    shutil.copy(sys.argv[1] + end, sys.argv[2] + end)
"""


def left(tmp_path: Path, to: Path) -> None:
    """Put a ledger at a path whose last row stands in its write-ahead log alone, as a crash leaves it."""
    filled(str(tmp_path / "whole.db"), "a")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-c", LEFT, str(tmp_path / "whole.db"), str(to)]
    subprocess.run(command, check=True, env=env)  # noqa: S603 - our own interpreter


def test_what_a_crash_left_in_the_log_is_taken_in(tmp_path: Path) -> None:
    left(tmp_path, tmp_path / "left.db")
    assert (tmp_path / "left.db-wal").stat().st_size
    with open_ledger(str(tmp_path / "left.db")) as ledger:
        assert [each.document.uri for each in ledger.readings()] == ["a", "z"]
        assert ledger.verify() == []


def test_what_a_crash_left_where_nobody_may_write_is_told_not_left_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("left")
    left(tmp_path, folder / "books.db")
    _open_above(folder)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(NOBODY)
        with pytest.raises(LedgerError, match=r"its last writes are in books\.db-wal; copy both"):
            open_ledger(str(folder / "books.db"))
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


FULL = """
import os, sys
from pathlib import Path
from corrobora.errors import LedgerError
from corrobora.keep import open_ledger
from corrobora.keep.shelf import open_shelf
from corrobora.settings import Settings
from tests.factory import incident, reading
folder = Path(sys.argv[1])
(folder / "ballast").write_bytes(bytes(4_000_000))
path, told = str(folder / "books.db"), []

def add(numbers):
    with open_ledger(path) as ledger:
        for number in numbers:
            made = reading(f"u{number:04}", incident(f"Depot {number} burned.", when="2021-11-27"))
            ledger.record(made.document, os.urandom(4000), made)
            ledger.flush()
            told.append(made.document.uri)

try:
    add(range(1000))
except LedgerError as error:
    print(error)
kept = len(told)
(folder / "ballast").unlink()
with open_ledger(path) as ledger:
    assert ledger.verify() == []
    assert {each.document.uri for each in ledger.readings()} >= set(told)
    with open_shelf(ledger, Settings(cache=folder), print) as shelf:
        assert shelf.documents() >= kept
add(range(kept + 5, kept + 10))
with open_ledger(path) as ledger:
    assert ledger.verify() == []
print(kept)
"""


@pytest.mark.slow
def test_a_disk_that_is_really_full_is_told_and_loses_nothing(tmp_path: Path) -> None:
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-Urm", "true"], check=False).returncode:  # noqa: S607
        pytest.skip("no disk of a size can be made here; test_room.py limits the size of files in its place")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    script = 'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "-Urm", "sh", "-c", script, "sh", str(tmp_path), sys.executable, FULL]
    ran = subprocess.run(command, capture_output=True, text=True, env=env, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    full, *_, kept = ran.stdout.splitlines()
    assert "disk" in full
    assert "nothing that was kept is lost" in full
    assert int(kept) > 20


@pytest.mark.parametrize("uri", ["a\x00b", "a\ud800b", "\U0010ffff", "a\nb", "ب" * 3000])
def test_a_place_that_no_database_could_hold_costs_no_other(path: str, uri: str, tmp_path: Path) -> None:
    made = reading("a", incident("A depot burned.", when="2021-11-27"))
    strange = replace(made, document=replace(made.document, uri=uri, id="d-9", title=uri[:99], outlet=uri[:99]))
    with open_ledger(path) as ledger:
        put(ledger, strange, b"x")
        assert not put(ledger, strange, b"x")
        put(ledger, made)
        assert ledger.verify() == []
        assert {each.document.uri for each in ledger.readings()} == {"a", uri[:1] + "\ufffdb" if len(uri) == 3 and
                                                                    uri != "a\nb" else uri}  # fmt: skip
        with open_shelf(ledger, Settings(cache=tmp_path)) as shelf:
            assert shelf.documents() == 2


def one_claim(ledger: Ledger) -> str:
    return next(claim.id for each in ledger.readings() for claim in each.claims)


def test_a_decision_of_a_megabyte_and_strange_letters_is_kept_and_shown(path: str, tmp_path: Path) -> None:
    filled(path, "a", "b")
    with open_ledger(path) as ledger:
        for why in ("x" * 1_000_000, "a\x00\ud800b"):
            decide_in(ledger, "comment", [one_claim(ledger)], by="a\ud800\x00n", why=why)
        assert ledger.verify() == []
        with open_shelf(ledger, Settings(cache=tmp_path)) as shelf:
            (noted,) = [each for each in shelf.rows("incidents") if each["review"]]
        assert max(map(len, noted["review"])) > 1_000_000


def test_four_people_who_decide_at_once_lose_nothing(path: str) -> None:
    filled(path, "a", "b")

    def work(person: int) -> None:
        with open_ledger(path) as ledger:
            for number in range(8):
                decide_in(ledger, "comment", [one_claim(ledger)], by=f"p{person}", why=f"{number}")

    with ThreadPoolExecutor(4) as people:
        list(people.map(work, range(4)))
    with open_ledger(path) as ledger:
        assert sorted((each.author, each.why) for each in ledger.decisions()) == [
            (f"p{person}", f"{number}") for person in range(4) for number in range(8)
        ]
        assert ledger.verify() == []


def test_a_clock_that_goes_back_breaks_no_chain(path: str) -> None:
    filled(path, "a")
    with open_ledger(path) as ledger:
        subject = one_claim(ledger)
        for at in ("2021-12-01", "2020-01-01", "2021-12-02"):
            ledger.decide(Decision("", "comment", subject, (subject,), "ann", f"{at}T08:00:00+00:00", at))
        assert ledger.verify() == []
        assert [each.why for each in ledger.decisions()] == ["2021-12-01", "2020-01-01", "2021-12-02"]
        assert [each.why for each in ledger.decisions("2020-06-01")] == ["2020-01-01"]


def test_a_link_to_a_ledger_is_that_ledger(tmp_path: Path) -> None:
    filled(str(tmp_path / "books.db"), "a")
    (tmp_path / "link.db").symlink_to("books.db")
    filled(str(tmp_path / "link.db"), "b")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        assert len(list(ledger.readings())) == 2
    with pytest.raises(LedgerError, match="give the path itself"):
        open_ledger(f"file:{tmp_path / 'books.db'}")
