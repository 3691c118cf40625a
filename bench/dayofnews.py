"""From a web archive to a finished ledger: `python -m bench.dayofnews [--pages 10000]`.

Three pages of ten report of conflicts, in texts of our own of 375 words or more; the others are made of other news.
They are added behind the gate by one process that reads and by two, into a new ledger each time, and its books are
reckoned.
Seconds are by the clock and of all processors, memory is what all processes hold at once at most. Last a part of the
pages, in two archives, as Spark gives each to one task, is read into Parquet by this machine's pool and by Spark on
`local[2]`, each past what it takes for a single page.

Floors: two processes in 1/1.8 of the time of one, where the machine has two cores; 10,000 pages in 90 s and 1.5 GB by
two; Spark within 1.5 times the pool's time.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import NamedTuple

import yaml

from bench.page import page, record
from bench.speed import OTHER_NEWS

_OWN = Path(__file__).with_name("claims") / "tune"
_WORDS = 375
_OF_TEN = 3  # that report of conflicts
_LOOK_S = 0.2
_SHARE = 4  # of the pages, for Spark and the pool
_CLI = [sys.executable, "-m", "corrobora"]


class Cost(NamedTuple):
    """Seconds by the clock and of processors, and the most megabytes that were held at once."""

    clock: float
    cpu: float
    memory: float


def main() -> None:
    """Print what the pages cost by one process and by two, and by Spark beside the pool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--no-spark", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        day, some, one = folder / "day.warc.gz", folder / "some", folder / "one"
        _write(records(given.pages), [day])
        _write(records(given.pages // _SHARE), [some / f"{half}.warc.gz" for half in ("a", "b")])
        _write(records(1), [one / "a.warc.gz"])
        costs = []
        for processes in (1, 2):
            ledger = folder / f"books-{processes}.db"
            cost = costed(["add", str(day), "--ledger", str(ledger), "--gate"], processes)
            costs.append(cost)
            print(f"{given.pages:,} pages, processes {processes}: {_told(cost)}", flush=True)
        print(f"two in place of one: {costs[0].clock / costs[1].clock:.2f} times as fast")
        engines = ("pool",) if given.no_spark else ("pool", "spark")
        past = {each: _past_start(each, some, one, folder) for each in engines}
        for each, seconds in past.items():
            print(f"{given.pages // _SHARE:,} pages into Parquet by {each}, past its start: {seconds:.1f} s")
        if len(past) > 1:
            print(f"Spark beside the pool: {past['spark'] / past['pool']:.2f}")


def _write(made: Iterator[bytes], files: Sequence[Path]) -> None:
    """Write records into archives, by turns."""
    packed = [gzip.compress(each, 6) for each in made]
    for number, file in enumerate(files):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"".join(packed[number :: len(files)]))


def records(count: int) -> Iterator[bytes]:
    """Yield records of an archive, each with a page as a site serves it; no two are the same."""
    own = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(_OWN.glob("*.yaml"))]
    texts: dict[str, list[str]] = {}
    for each in own:
        texts.setdefault(each["language"], []).append(each["text"])
    other = tomllib.loads(OTHER_NEWS.read_text(encoding="utf-8"))
    codes = sorted(texts.keys() & other.keys())
    for number in range(count):
        code = codes[number % len(codes)]
        pool: Sequence[str] = texts[code] if number % 10 < _OF_TEN else other[code]
        lines = _lines(pool, number)
        html = page(f"{lines[0][:60]} ({number})", lines, code)
        yield record(f"https://site-{number % 97}.example/{number}", html.encode(), "2024-05-14T08:00:00Z")


def _lines(pool: Sequence[str], number: int) -> list[str]:
    """Return paragraphs of some texts, from another one on each time, as many words as a report has."""
    out, words, at = list[str](), 0, number
    while words < _WORDS:
        text = pool[at % len(pool)]
        out += [line for line in text.splitlines() if line.strip()]
        words += len(text.split())
        at += 1 + number // len(pool) % 7
    return [*out, f"{number}"]


def costed(command: Sequence[str], processes: int) -> Cost:
    """Return what a command costs, with all that it starts; SystemExit where it fails."""
    env = {**os.environ, "CORROBORA_PROCESSES": str(processes), "CORROBORA_PAGES": "fast"}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen([*_CLI, *command], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:  # noqa: S603 - ours
        done, most = Event(), [0.0]

        def look() -> None:
            while not done.wait(_LOOK_S):
                most[0] = max(most[0], _held(run.pid))

        looking = Thread(target=look, daemon=True)
        looking.start()
        _, told = run.communicate()
        clock = time.perf_counter() - begun
        done.set()
        looking.join()
    if run.returncode:
        raise SystemExit(f"{' '.join(command)}: {told.decode()[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(clock, cpu, most[0])


def _held(pid: int) -> float:
    """Return the megabytes that a process and those below it hold, what they share counted once."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:  # it has just ended
        return 0.0
    own = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    return own / 1000 + sum(_held(int(each)) for each in below)


def _past_start(engine: str, some: Path, one: Path, folder: Path) -> float:
    """Return the seconds that an engine takes for some pages more than for a single one."""
    more = ["--master", "local[2]"] if engine == "spark" else []
    taken = []
    for file in (one, some):
        command = [
            "scale",
            "read",
            str(file),
            str(folder / f"{engine}-{file.name}"),
            "--gate",
            "--engine",
            engine,
            *more,
        ]
        taken.append(costed(command, 2).clock)
    return taken[1] - taken[0]


def _told(cost: Cost) -> str:
    return f"{cost.clock:.1f} s by the clock, {cost.cpu:.1f} s of processors, {cost.memory:,.0f} MB at most"


if __name__ == "__main__":
    main()
