"""The commands as a process, in odd surroundings: closed streams, bad ledgers, a full disk, a kill at any moment."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from corrobora.read.gazetteer import open_gazetteer
from corrobora.read.indexname import index_name
from tests.hostile.prose import LANGUAGES, ONE, report

pytestmark = pytest.mark.slow
_HANGS = 900  # seconds; a command that takes longer will never end, however busy the machine
_COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'corrobora'; from corrobora.show.cli import main; main()")


@pytest.fixture(scope="module", autouse=True)
def _index() -> None:
    """Build the index of places before any of its commands needs it."""
    open_gazetteer()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of six articles in three languages."""
    folder = tmp_path_factory.mktemp("articles")
    for number, language in enumerate(LANGUAGES * 2):
        (folder / f"{number}.{language}.txt").write_text(report(language, 5 + 5 * number), encoding="utf-8")
    return folder


@pytest.fixture
def article(here: Path) -> str:
    (here / "a.txt").write_text(ONE, encoding="utf-8")
    return "a.txt"


def run(*args: str, env: Mapping[str, str] | None = None, redirected: str = "") -> subprocess.CompletedProcess[bytes]:
    """Return what a command came to; `redirected` are redirections that stand behind it."""
    surroundings = {**os.environ, **(env or {})}
    command = [*_COMMAND, *args]
    if redirected:
        command = ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", *command]
    return subprocess.run(command, capture_output=True, env=surroundings, timeout=_HANGS, check=False)  # noqa: S603


def check_told(done: subprocess.CompletedProcess[bytes], code: int, *words: str) -> None:
    """Assert how a command ended, and that its messages hold the words and no fault of ours."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert all(word in said for word in words), said
    assert "Traceback" not in said
    assert "fault in corrobora" not in said


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("folder", None, "folder"),
        ("text.db", b"a text and no database, long enough to be looked at" * 9, "not a ledger"),
        ("nowhere/l.db", b"", "no folder"),
        ("a.txt", None, "not a ledger"),
    ],
)
def test_what_is_no_ledger_stays_as_it_is(
    article: str, here: Path, name: str, content: bytes | None, words: str
) -> None:
    (here / "folder").mkdir()
    if content and "/" not in name:
        (here / name).write_bytes(content)
    before = (here / name).read_bytes() if (here / name).is_file() else None
    check_told(run("add", article, "--ledger", name), 1, name, words)
    assert before is None or (here / name).read_bytes() == before


def test_another_database_is_no_ledger(article: str, here: Path) -> None:
    with sqlite3.connect(here / "other.db") as other:
        other.execute("CREATE TABLE x (a)")
    other.close()
    before = (here / "other.db").read_bytes()
    check_told(run("add", article, "--ledger", "other.db"), 1, "other.db", "something else")
    assert (here / "other.db").read_bytes() == before


def test_a_cut_off_ledger_is_told_of(article: str, here: Path) -> None:
    check_told(run("add", article, "--ledger", "l.db"), 0)
    whole = (here / "l.db").read_bytes()
    (here / "cut.db").write_bytes(whole[: len(whole) // 2])
    for command in (("verify",), ("claims",), ("add", article)):
        check_told(run(*command, "--ledger", "cut.db"), 1, "cut.db", "damaged")


def test_a_bad_source_costs_only_itself(article: str) -> None:
    done = run("add", "no-such.txt", article, "--ledger", "l.db")
    check_told(done, 1, "no-such.txt", "1 added")
    check_told(run("add", article, "--ledger", "l.db"), 0, "already")


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams(article: str, closed: str, here: Path) -> None:
    check_told(run("add", article, "--ledger", "l.db", redirected=closed), 0)
    assert (here / "l.db").is_file()


def test_standard_input_that_is_closed_is_empty(here: Path) -> None:
    assert here.is_dir()
    check_told(run("read", "-", redirected="<&-"), 1, "empty")


def test_a_reader_that_goes_away_ends_it_quietly(articles: Path) -> None:
    done = run("read", str(articles), "--format", "jsonl", redirected="| head -n 1")
    check_told(done, 0)
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk(article: str) -> None:
    check_told(run("read", article, redirected=">/dev/full"), 1, "No space left")
    check_told(run("add", article, "--ledger", "/dev/full"), 1, "/dev/full")


@pytest.mark.parametrize("content", [b"garbage", None])
def test_a_cache_that_is_unfit_is_named(article: str, here: Path, content: bytes | None) -> None:
    (here / "cache").mkdir()
    if content is None:
        (here / "file").write_text("no folder", encoding="utf-8")
        check_told(run("read", article, env={"CORROBORA_CACHE": "file"}), 2, "CORROBORA_CACHE")
        return
    (here / "cache" / index_name()).write_bytes(content)
    check_told(run("read", article, env={"CORROBORA_CACHE": "cache"}), 2, "damaged", "cache")


def test_same_articles_same_bytes(articles: Path, here: Path) -> None:
    """Neither the seed of hashes, the time zone, the locale nor the order of the files shows in what comes out."""
    sources = sorted(str(path) for path in articles.iterdir())
    odd = {
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
    }
    kept = []
    for name, env, given in (("1.db", {"PYTHONHASHSEED": "1", "TZ": "UTC"}, sources), ("2.db", odd, sources[::-1])):
        check_told(run("add", *given, "--ledger", name, env=env), 0)
        out = [run("read", str(articles), "--format", "jsonl", env=env).stdout]
        out.append(run("incidents", "--ledger", name, "--format", "jsonl", env=env).stdout)
        check_told(run("report", "--ledger", name, "--out", "r.html", env=env), 0)
        kept.append([*out, (here / "r.html").read_bytes()])
    assert [one == two for one, two in zip(*kept, strict=True)] == [True] * len(kept[0])
    assert all(kept[0])
    assert "الجيش".encode() in kept[1][0]


def test_it_can_be_killed_at_any_moment(articles: Path, here: Path) -> None:
    assert here.is_dir()
    moments = random.Random(3)  # noqa: S311 - no secret
    for round_ in range(4):
        command = [*_COMMAND, "add", str(articles), "--ledger", "l.db"]
        adding = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        time.sleep(moments.uniform(0.3, 2.0))
        adding.send_signal(signal.SIGINT if round_ % 3 == 0 else signal.SIGKILL)
        adding.wait(timeout=_HANGS)
    check_told(run("add", str(articles), "--ledger", "l.db"), 0)
    check_told(run("verify", "--ledger", "l.db"), 0)
    check_told(run("add", str(articles), "--ledger", "straight.db"), 0)
    listed = [run("claims", "--ledger", name, "--format", "jsonl").stdout for name in ("l.db", "straight.db")]
    assert listed[0] == listed[1]


def test_two_may_add_at_once(articles: Path, here: Path) -> None:
    assert here.is_dir()
    command = [*_COMMAND, "add", str(articles), "--ledger", "l.db"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603
    said = [each.communicate(timeout=_HANGS)[1].decode() for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    check_told(run("verify", "--ledger", "l.db"), 0)
    check_told(run("add", str(articles), "--ledger", "l.db"), 0, "0 added")


def test_long_texts_end(here: Path) -> None:
    for language in ("en", "fr", "ar"):
        (here / f"{language}.txt").write_text(report(language, 300), encoding="utf-8")
    (here / "one-line.txt").write_text("soldiers killed in attack near Mosul " * 2_000, encoding="utf-8")
    check_told(run("read", ".", "--format", "jsonl"), 0)
