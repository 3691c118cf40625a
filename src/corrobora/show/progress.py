"""How far the work is: a bar at a terminal, lines elsewhere; always on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corrobora.show.exits import say
from corrobora.show.words import counted

Step = Callable[[str], None]


@contextmanager
def progress(label: str, total: int) -> Iterator[Step]:
    """Give a function to call with the name of each thing as its turn comes."""
    if not sys.stderr.isatty():
        yield _lines(label, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    shown = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, name="", completed=-1)
        yield lambda name: bar.update(task, advance=1, name=name)


def _lines(label: str, total: int) -> Step:
    done = 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        say(f"{label} {done}/{total}: {name}")

    return step


@contextmanager
def meter(sources: Sequence[str]) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the bytes and the documents that were dealt with; at a terminal it shows how fast.

    What is left is reckoned from the sizes of the files, where all sources are files or folders.
    """
    if not sys.stderr.isatty():
        yield lambda _bytes, _documents: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    known = all(Path(source).exists() for source in sources)
    total = sum(_size(Path(source)) for source in sources) if known else None
    told = TextColumn("{task.fields[documents]}, {task.fields[rate]:.1f} a second")
    shown = (BarColumn(), told, TimeElapsedColumn(), *([TimeRemainingColumn()] if total else []))
    begun = time.monotonic()
    with Progress(*shown, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total or None, documents=counted(0, "document", "documents"), rate=0.0)
        documents = 0

        def advance(size: int, more: int) -> None:
            nonlocal documents
            documents += more
            rate = documents / max(1e-3, time.monotonic() - begun)
            bar.update(task, advance=size, documents=counted(documents, "document", "documents"), rate=rate)
            bar.refresh()

        yield advance


def _size(path: Path) -> int:
    """Return how many bytes a file has, or all files of a folder."""
    files = (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else (path,)
    return sum(each.stat().st_size for each in files)
