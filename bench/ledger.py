"""How fast a ledger takes readings in and proves them: `python -m bench.ledger [--readings 10000] [--url URL]`.

Readings are made, not read, so that only keeping is timed; each has its own bytes of the size of a page.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corrobora.keep import open_ledger
from corrobora.read.article import read_document
from corrobora.types import Dated, Document

_PAGE = 6_000  # bytes of a page's text
_TEXT = "Gunmen attacked a convoy near Gao on 3 May 2021, killing at least four soldiers, the army said. "


def main() -> None:
    """Print readings a second, and megabytes a second of proof."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=int, default=10_000)
    parser.add_argument("--url", help="a database's URL; by default a file in a new folder")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        measure(given.url or str(Path(folder) / "books.db"), given.readings)


def measure(path: str, count: int) -> dict[str, float]:
    """Return, and print, how fast `count` readings are added, proved and yielded."""
    reading = read_document(Document("d-1", "a.txt", _TEXT * 8, "", published=Dated("2021-05-04", "stated")))
    noise = random.Random(7).randbytes(_PAGE * 4)  # noqa: S311 - pages, not secrets
    pages = [f"{number} ".encode() + noise[(number * 97) % _PAGE :][:_PAGE] for number in range(count)]
    with open_ledger(path) as ledger:
        begun = time.perf_counter()
        for number, page in enumerate(pages):
            document = Document(f"d-{number}", f"https://a.example/{number}", reading.document.text, "")
            ledger.add(document, page, reading, "2021-05-04T08:00:00+00:00")
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
        print(f"{name:22}{figure:>10.0f}")
    return figures


if __name__ == "__main__":
    main()
