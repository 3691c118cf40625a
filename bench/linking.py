"""How well and how fast it links made-up ledgers: `python -m bench.linking [--claims N …] [--engine spark]`.

For each size: B³ (precision, recall, F1 of the claims' groups), the largest group beside the largest true one, the
seconds and the memory of linking all, and the seconds of adding 100 documents to that. Each size is linked in a process
of its own, which gets the rows as Parquet.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.ledgers import TRUTH, ledger
from corrobora.link.changed import added
from corrobora.link.columns import Columns, columns
from corrobora.link.linked import linked
from corrobora.link.rows import ROWS

if TYPE_CHECKING:
    from corrobora.link.pairs import Engine

_SIZES = (10_000, 100_000, 1_000_000)
_NEW_DOCUMENTS = 100


def main() -> None:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=_SIZES)
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.folder:
        measure(given.folder, given.engine)
        return
    for size in given.claims:
        with TemporaryDirectory() as folder:
            write(Path(folder), size, given.seed)
            command = [sys.executable, "-m", "bench.linking", "--folder", folder, "--engine", given.engine]
            subprocess.run(command, check=True)  # noqa: S603 - our own command


def write(folder: Path, size: int, seed: int) -> None:
    """Write a made-up ledger: the rows, and the truth beside."""
    with pq.ParquetWriter(folder / "rows", ROWS) as rows, pq.ParquetWriter(folder / "truth", TRUTH) as truth:
        for batch in ledger(size, seed):
            rows.write_batch(batch.rows)
            truth.write_batch(batch.truth)


def measure(folder: Path, engine: str) -> None:
    """Link the ledger in a folder but for its last documents, add these, and print how well and how fast."""
    truth = pc.dictionary_encode(pq.read_table(folder / "truth")["incident"].combine_chunks()).indices.to_numpy()
    old, more = _read(folder, new=False), _read(folder, new=True)
    order = np.concatenate([np.flatnonzero(~_is_new(folder)), np.flatnonzero(_is_new(folder))])
    with_ = _spark() if engine == "spark" else None
    begun, work = time.perf_counter(), time.process_time()
    known = linked(old, engine=with_)
    linking, work = time.perf_counter() - begun, time.process_time() - work
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    begun, working = time.perf_counter(), time.process_time()
    known = added(known, more, engine=with_)
    adding, working = time.perf_counter() - begun, time.process_time() - working
    told = ~known.claims.answer
    precision, recall, largest, true = b_cubed(known.label[told], truth[order][told])
    answered = known.label[~told]
    right = truth[order][answered[answered >= 0]] == truth[order][~told][answered >= 0]
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{len(order):,} claims")
    for name, figure, goal in (
        ("B³ F1", f"{f1:.3f} (P {precision:.3f}, R {recall:.3f})", "at least 0.90 of 100,000 claims"),
        ("largest group", f"{largest / true:.2f} times the largest true one, {true}", "at most twice as large"),
        ("denials put right", f"{right.sum()} of {len(answered)}", ""),
        ("linked in", f"{linking:.1f} s, {work:.1f} s of processors", "at most 60 s of 1,000,000 claims on two cores"),
        ("memory", f"{peak:.2f} GB", "at most 2 GB of 1,000,000 claims"),
        ("100 documents added in", f"{adding:.2f} s, {working:.2f} s of processors", "at most 3 s"),
    ):
        print(f"  {name:24}{figure:42}{goal and 'goal: ' + goal}")


def _read(folder: Path, *, new: bool) -> Columns:
    """Return the claims of the last documents, or of all others."""
    table = pq.read_table(folder / "rows").filter(pa.array(_is_new(folder) == new))
    out = columns(table)
    del table
    pa.default_memory_pool().release_unused()
    return out


def _is_new(folder: Path) -> np.ndarray:
    """Return which rows are of the last documents."""
    document = pq.read_table(folder / "rows", columns=["document"])["document"].combine_chunks()
    last = list(dict.fromkeys(document[-50 * _NEW_DOCUMENTS :].to_pylist()[::-1]))[:_NEW_DOCUMENTS]
    flags: np.ndarray = pc.is_in(document, value_set=pa.array(last)).to_numpy(zero_copy_only=False)
    return flags


def b_cubed(found: np.ndarray, true: np.ndarray) -> tuple[float, float, int, int]:
    """Return B³ precision and recall, and the sizes of the largest group that was found and that is true.

    >>> b_cubed(np.array([1, 1, 2, 2]), np.array([5, 5, 5, 6]))
    (0.75, 0.6666666666666666, 2, 3)
    """
    _, a = np.unique(found, return_inverse=True)
    _, b = np.unique(true, return_inverse=True)
    pairs, count = np.unique(a.astype(np.int64) * (int(b.max()) + 1) + b, return_counts=True)
    of_a, of_b = np.bincount(a), np.bincount(b)
    one, two = of_a[pairs // (int(b.max()) + 1)], of_b[pairs % (int(b.max()) + 1)]
    shared = count.astype(float) ** 2
    return float((shared / one).sum() / len(a)), float((shared / two).sum() / len(a)), int(of_a.max()), int(of_b.max())


def _spark() -> Engine:
    from pyspark.sql import SparkSession

    from corrobora.link.engines import Spark

    settings = {"spark.ui.enabled": "false", "spark.driver.memory": "4g", "spark.sql.shuffle.partitions": "8"}
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return Spark(builder.getOrCreate())


if __name__ == "__main__":
    main()
