"""Runs what a page shows: its commands in order, in one folder, each beside the output that the page gives of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b([cidelr])-[0-9a-f]{12}\b")


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the blocks of a page, each with its language."""
    return _BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def shown(page: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield each block that runs, its language, and the text that the page says it prints, null for none."""
    every = blocks(page)
    for (kind, block), (next_kind, text) in zip(every, [*every[1:], ("", "")], strict=True):
        if kind in {"sh", "python"}:
            yield kind, block, text if next_kind == "text" else None


def alike(text: str) -> str:
    """Return an output without what a new edition of the rules may change: the ids, and blanks at ends of lines."""
    text = re.sub(r"\bcorrobora \d+\.\d+\.\d+", "corrobora …", text)
    return "\n".join(line.rstrip() for line in _ID.sub(r"\1-…", text).strip("\n").splitlines())


def run_page(page: str, folder: Path, environ: Mapping[str, str]) -> None:
    """Run all that a page shows, and compare what comes with what it says."""
    ran = 0
    for kind, block, text in shown(page):
        printed = run_block(kind, block, folder, environ)
        if text is not None:
            assert alike(printed) == alike(text), f"{page}: {block}"
        ran += 1
    assert ran, f"{page} shows nothing that runs"


def run_block(kind: str, block: str, folder: Path, environ: Mapping[str, str], given: str = "") -> str:
    """Run a block of shell or Python, with what is typed into it, and return what it prints; it must not fail."""
    wide = {name: value for name, value in environ.items() if name not in {"COLUMNS", "LINES"}}  # as in a pipe
    command = ["/bin/sh", "-euc", block] if kind == "sh" else [_python(environ), "-c", block]
    done = subprocess.run(  # noqa: S603 - the page's own lines
        command, cwd=folder, env=wide, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr, block
    return done.stdout


def _python(environ: Mapping[str, str]) -> str:
    for folder in environ["PATH"].split(":"):
        if (Path(folder) / "python").exists():
            return str(Path(folder) / "python")
    return sys.executable
