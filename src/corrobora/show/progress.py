"""How far the work is: a bar at a terminal, lines elsewhere; always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from corrobora.show.exits import say

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
