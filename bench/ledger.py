"""How fast a ledger takes readings in, proves them and lists its books: `python -m bench.ledger [--claims 1000000]`.

Readings are made, not read, so that only keeping is timed; each has its own bytes of the size of a page. What is listed
is a made-up ledger of so many claims (`bench.ledgers`): its books reckoned for the first time; of each listing a page
at the beginning, in the middle and at the end, one of a country, of a week, of both, of the commonest event, and how
many these are; all of it where it is no longer than a million; one incident explained; and 100 documents more; then
each export, in a process of its own, with the most memory that it held. Seconds are of processors, with those by the
clock behind them where they are long; the least of three where they are short. `--folder` keeps the ledger there, and
takes one that is there as it is, so that its books can be reckoned again.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.ledgers.articles import readings
from corrobora.keep import Ledger, open_ledger
from corrobora.keep.export import FORMATS
from corrobora.keep.shelf import Shelf, Wanted, open_shelf
from corrobora.keep.shelf.around import around
from corrobora.read.article import read_document
from corrobora.schema import from_json, to_json
from corrobora.settings import load_settings
from corrobora.types import Dated, Document, Reading

_PAGE = 6_000  # bytes of a page's text
_TEXT = "Gunmen attacked a convoy near Gao on 3 May 2021, killing at least four soldiers, the army said. "
_NEW = 100
_ROWS = 50
_TIMES = 3
_LISTINGS = ("claims", "incidents", "tallies", "deadlines", "voices", "copies", "documents")
_COUNTED = 20_000  # rows that a page counts at most


def main() -> None:
    """Print readings a second, megabytes a second of proof, and the seconds of listings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=100_000, help="of the made-up ledger; 0 for none")
    parser.add_argument("--url", help="an empty database's URL; by default files in a new folder")
    parser.add_argument("--folder", type=Path, help="where the made-up ledger is kept, or is already")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure(given.url or str(Path(folder) / "books.db"), given.readings)
        if given.claims:
            listed(given.folder or Path(folder), given.claims)
            exported(str((given.folder or Path(folder)) / f"made-{given.claims}.db"), Path(folder))


def measure(path: str, count: int) -> dict[str, float]:
    """Return, and print, how fast `count` readings are added, proved and yielded."""
    reading = read_document(Document("d-1", "a.txt", _TEXT * 8, "", published=Dated("2021-05-04", "stated")))
    noise = random.Random(7).randbytes(_PAGE * 4)  # noqa: S311 - pages, not secrets
    pages = [f"{number} ".encode() + noise[(number * 97) % _PAGE :][:_PAGE] for number in range(count)]
    with open_ledger(path) as ledger:
        begun = time.perf_counter()
        for number, page in enumerate(pages):
            document = Document(f"d-{number}", f"https://a.example/{number}", reading.document.text, "")
            ledger.record(document, page, reading, "2021-05-04T08:00:00+00:00")
        ledger.flush()
        added = time.perf_counter() - begun
        begun = time.perf_counter()
        faults = ledger.verify()
        proved = time.perf_counter() - begun
        begun = time.perf_counter()
        found = sum(1 for _ in ledger.readings())
        yielded = time.perf_counter() - begun
    if faults or found != count:
        raise SystemExit(f"{len(faults)} faults, {found} of {count} readings")
    held = sum(map(len, pages)) / 1e6
    figures = {
        "added a second": count / added,
        "MB proved a second": held / proved,
        "yielded a second": count / yielded,
    }
    for name, figure in figures.items():
        print(f"{name:26}{figure:>10.0f}")
    return figures


def listed(folder: Path, claims: int) -> None:
    """Print how long the books of a made-up ledger take to be reckoned, listed, and to take in 100 documents."""
    path = folder / f"made-{claims}.db"
    left = _made(path, claims)
    print(f"{'first reckoned':26}{_long(path, Shelf.documents)}")
    for name in _LISTINGS:
        _list(path, name)
    print(f"{'one incident, its claims':26}{_short(path, _explained):>10.3f} s")
    with open_ledger(str(path)) as ledger:
        for each in left:
            _add(ledger, each)
    print(f"{'100 documents more':26}{_long(path, Shelf.documents)}")


def _made(path: Path, claims: int) -> list[Reading]:
    """Make a ledger where there is none yet, but for its last documents; return these."""
    rest = path.with_suffix(".jsonl")
    if not rest.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        left = deque[Reading]()
        with open_ledger(str(path)) as ledger:
            for each in readings(claims):
                left.append(each)
                if len(left) > _NEW:
                    _add(ledger, left.popleft())
        rest.write_text("\n".join(map(to_json, left)), encoding="utf-8")
    return [from_json(line) for line in rest.read_text(encoding="utf-8").split("\n")]


def _list(path: Path, name: str) -> None:
    """Print the seconds of the pages of a listing, and of all of it."""
    with open_ledger(str(path)) as ledger, open_shelf(ledger, load_settings()) as shelf:
        number = shelf.count(name)
        last = shelf.state("now") or [date(2021, 1, 20).toordinal()]
        events = shelf.values("incidents", "event")
    ends = (date.fromordinal(last[0] - back).isoformat() for back in (20, 14))
    week, event = Wanted(None, *ends), Wanted(event=max(events, key=lambda each: events[each]))
    asked = {
        "first": (None, 0), "middle": (None, number // 2), "last": (None, max(0, number - _ROWS)),
        "ML": (Wanted(place="ML"), 0), "a week": (week, 0), "ML, a week": (replace(week, place="ML"), 0),
        "event": (event, 0), "event, ML": (replace(event, place="ML"), 0),
    }  # fmt: skip
    found = []
    for words, (wanted, offset) in asked.items():

        def page(shelf: Shelf, wanted: Wanted | None = wanted, offset: int = offset) -> None:
            deque(shelf.rows(name, wanted, _ROWS, offset), 0)
            shelf.count(name, wanted, _COUNTED)

        found.append(f"{words} {_short(path, page):.3f}")
    print(f"{name:26}{number:>10,} rows; s a page and their number: {', '.join(found)}")
    print(f"{'':26}{_long(path, lambda shelf: deque(shelf.rows(name), 0))} all")


def _short(path: Path, work: Callable[[Shelf], object]) -> float:
    """Return the seconds of opening a shelf and of what is done with it."""
    return min(_timed(path, work)[0] for _ in range(_TIMES))


def _long(path: Path, work: Callable[[Shelf], object]) -> str:
    busy, seconds = _timed(path, work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return f"{busy:>10.2f} s of processors, {seconds:.2f} s by the clock, at most {peak:.2f} GB"


def _timed(path: Path, work: Callable[[Shelf], object]) -> tuple[float, float]:
    begun, busy = time.perf_counter(), time.process_time()
    with open_ledger(str(path)) as ledger, open_shelf(ledger, load_settings()) as shelf:
        work(shelf)
    return time.process_time() - busy, time.perf_counter() - begun


def exported(path: str, folder: Path) -> None:
    """Print how long each export of a ledger takes whose shelf stands, with how much memory, and what it writes."""
    for form in FORMATS:
        command = [sys.executable, "-c", _EXPORT, form, path, str(folder / f"out.{form}")]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
        seconds, memory, size = map(float, ran.stdout.split())
        print(f"{'export ' + form:26}{seconds:>10.1f} s{memory:>10.3f} GB{size:>10.1f} MB written")


_EXPORT = """
import resource, sys
from pathlib import Path
from corrobora.keep import open_ledger
from corrobora.keep.export import export
from corrobora.keep.shelf import open_shelf
from corrobora.settings import load_settings
form, path, out = sys.argv[1:]
with open_ledger(path) as ledger, open_shelf(ledger, load_settings()) as shelf:
    written = export(shelf, form, Path(out))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6, sum(each.stat().st_size for each in written) / 1e6)
"""


def _add(ledger: Ledger, made: Reading) -> None:
    ledger.record(made.document, made.document.text.encode(), made, "2021-05-04T08:00:00+00:00")


def _explained(shelf: Shelf) -> None:
    for each in shelf.rows("incidents", limit=1, offset=shelf.count("incidents") // 2):
        around(shelf, [each["id"]])


if __name__ == "__main__":
    main()
