"""How linking and finding copies grow: `python -m bench.scale [--claims N …] [--documents N …]`.

For made-up ledgers of each size: the rows and megabytes that a cluster would shuffle to find the pairs of claims (the
sides of every join of `link.block`, counted by DuckDB), the pairs, and the processor's seconds of linking all. For
made-up news: the megabytes of numbered words and of shared shingles that finding copies holds in one process, the
documents that are brought together to be compared, and the seconds of the samples. Last the slope of each figure: 1
where it grows as the size does.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from unittest.mock import patch

import duckdb
import ibis
import pyarrow as pa

from bench.ledgers import ledger
from bench.made_news import make
from corrobora.link import block
from corrobora.link.columns import Columns, columns
from corrobora.link.engines import DuckDB, _tables
from corrobora.link.first import published
from corrobora.link.linked import linked
from corrobora.link.pairs import compared
from corrobora.link.sharing import candidates, shared_of
from corrobora.link.shingle import sample
from corrobora.link.standing import facts

_CLAIMS = (10_000, 100_000, 1_000_000)
_DOCUMENTS = (3_000, 10_000, 30_000)
_BYTES = 4 * 8 + 2 * 8  # of a row that is shuffled: id, kinds, several and mask; time and key
_MB = 1e6


def main() -> None:
    """Print the figures of each size, then their slopes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="*", default=_CLAIMS)
    parser.add_argument("--documents", type=int, nargs="*", default=_DOCUMENTS)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        what, size = given.one
        print(json.dumps(linking(int(size)) if what == "claims" else copying(int(size))))
        return
    for what in ("claims", "documents"):
        found = [measured(what, size) for size in getattr(given, what)]
        for each in found:
            print("  ".join(f"{name} {value:,.1f}" for name, value in each.items()), flush=True)
        for name in found[0] if len(found) > 1 else ():
            print(f"slope of {name}: {slope([each[what] for each in found], [each[name] for each in found]):.2f}")


def measured(what: str, size: int) -> dict[str, float]:
    """Return the figures of one size, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.scale", "--one", what, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def linking(size: int) -> dict[str, float]:
    """Return what linking a made-up ledger of so many claims takes."""
    claims = columns(pa.Table.from_batches([batch.rows for batch in ledger(size, 2)]))
    rows = shuffled(claims)
    begun = time.process_time()
    pairs = len(compared(claims, DuckDB()))
    found = time.process_time() - begun
    begun = time.process_time()
    linked(claims, engine=DuckDB())
    return {
        "claims": len(claims),
        "million rows shuffled": rows / 1e6,
        "MB shuffled": rows * _BYTES / _MB,
        "million pairs": pairs / 1e6,
        "seconds to find and compare them": found,
        "seconds to link all": time.process_time() - begun,
    }


def shuffled(claims: Columns) -> int:
    """Return how many rows all sides of the joins have by which pairs are found."""
    sides: list[ibis.Table] = []
    met = block._met  # noqa: SLF001 - what is counted is inside

    def noted(one: ibis.Table, two: ibis.Table, time: str, key: str) -> ibis.Table:
        sides.extend((one, two))
        return met(one, two, time, key)

    tables = _tables(claims, None)
    with patch.object(block, "_met", noted):
        block.candidates(*(ibis.table(ibis.schema(table.schema), name=name) for name, table in tables.items()))
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        counts = (connection.sql(str(ibis.to_sql(each.count(), dialect="duckdb"))).fetchall()[0][0] for each in sides)
        return sum(counts)


def copying(size: int) -> dict[str, float]:
    """Return what finding copies among so many made-up texts takes."""
    readings, _, _ = make(size, 1)
    documents = [each.document for each in sorted(readings, key=lambda each: published(each.document))]
    begun = time.process_time()
    kept, hashes, where = sample(documents)
    sampling = time.process_time() - begun
    words = sum(each.nbytes for each in kept.words)
    held = hashes.nbytes + where.nbytes
    found = candidates(kept, shared_of(hashes, where, int(kept.first[-1])), facts(documents))
    together = {place for two, before in found.sought for place in (two, *before)}
    return {
        "documents": size,
        "MB of words by number": words / _MB,
        "MB of shingles": held / _MB,
        "documents brought together": len(together),
        "MB of their texts": sum(len(documents[place].text.encode()) for place in together) / _MB,
        "seconds to number words": sampling,
        "seconds to find candidates": time.process_time() - begun - sampling,
    }


def slope(sizes: list[float], figures: list[float]) -> float:
    """Return by which power of the size a figure grows, from its two largest.

    >>> slope([1, 10, 100], [5, 50, 5000])
    2.0
    """
    if min(*figures[-2:]) <= 0:
        return 0.0
    return round(math.log(figures[-1] / figures[-2]) / math.log(sizes[-1] / sizes[-2]), 2)


if __name__ == "__main__":
    main()
