"""The demo, read once for all tests of the show room, whichever process asks first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from corrobora.keep.ledger import open_ledger
from corrobora.reckon.books import Books, books

_WAIT_S = 300
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Demo:
    """What `corrobora demo` left behind, and what it printed."""

    folder: Path
    code: int
    stdout: str
    stderr: str

    @property
    def ledger(self) -> str:
        """Return the path of the ledger."""
        return str(self.folder / "demo.db")

    @property
    def page(self) -> str:
        """Return the report."""
        return (self.folder / "report.html").read_text(encoding="utf-8")


def corrobora(*args: str, cwd: Path, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Return the outcome of a command in a process of its own."""
    command = [sys.executable, "-c", "from corrobora.show.cli import main; main()", *args]
    return subprocess.run(  # noqa: S603
        command, cwd=cwd, input=stdin, capture_output=True, check=False, env={**os.environ, **environ}
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Return the demo, run once even where pytest has several workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "corrobora-demo"
    done = folder / "code"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(_WAIT_S * 10):
            if done.exists() and done.read_text():
                break
            time.sleep(0.1)
    else:
        ran = corrobora("demo", cwd=folder)
        (folder / "stdout").write_bytes(ran.stdout)
        (folder / "stderr").write_bytes(ran.stderr)
        done.write_text(str(ran.returncode))
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
    return Demo(folder, int(done.read_text()), *texts)


@pytest.fixture(scope="session")
def demo_books(demo: Demo) -> Books:
    """Return the books of the demo."""
    with open_ledger(demo.ledger) as ledger:
        return books(ledger.readings())


@pytest.fixture(scope="module")  # not longer: while it is open, this thread has a loop, and others can't start theirs
def browser() -> Iterator[Browser]:
    """Return Chromium; where there is none the tests fail in continuous integration and are skipped elsewhere."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        hint = "no Chromium was found: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(hint)
        pytest.skip(hint)
    with sync_playwright() as playwright:
        rooted = hasattr(os, "geteuid") and os.geteuid() == 0
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if rooted else [])
        yield opened
        opened.close()
