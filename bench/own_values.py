"""Values read in our own sentences: `python -m bench.own_values [--half tune|held] [--only SET] [--misses]`.

The sets and what counts are told in `bench/own/README.md`. The last lines give the F1 of each set: of the half that
was asked for, else of the held half, which is the one to report.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bench.common import Counts
from bench.own_gold import HALVES, Row, rows
from bench.own_judges import Verdict, judge

SETS = ("times", "toponyms", "names", "merges", "numbers", "measures")
_FILES = {"measures": "numbers", "merges": "names"}  # sets that look at the rows of another
Table = Mapping[tuple[str, str], Counts]


def main() -> None:
    """Print a table by set, half and language or kind; with `--misses`, what is missed in the half for tuning."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--only", choices=SETS)
    parser.add_argument("--misses", action="store_true", help="list what is missed; only with --half tune")
    args = parser.parse_args()
    if args.misses and args.half != "tune":
        parser.error("--misses lists the half for tuning only: add --half tune. Nobody looks at the held half's misses")
    halves = (args.half,) if args.half else HALVES
    reported: dict[str, Counts] = {}
    for name in (args.only,) if args.only else SETS:
        table = measure(name, halves, misses=args.misses)
        for (half, group), counts in table.items():
            print(f"{name:9} {half:5} {group:13} {counts}")
        reported[name] = table[halves[-1], "all"]
    for name, counts in reported.items():
        print(f"{name} F1 {counts.f1:.3f}")


def measure(name: str, halves: Iterable[str], *, misses: bool = False) -> Table:
    """Return the counts of a set by half and by language (for names: by kind), those of all of a half last."""
    table: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    for half in halves:
        whole = Counts()
        for row in (row for row in rows(_FILES.get(name, name)) if row["half"] == half):
            verdict = judge(name, row)
            for counts in (table[half, row["language" if "language" in row else "kind"]], whole):
                counts.add(verdict.right, verdict.read, verdict.gold)
            if misses and not verdict.right == verdict.read == verdict.gold:
                _show_miss(row, verdict)
        table[half, "all"] = whole
    return table


def _show_miss(row: Row, verdict: Verdict) -> None:
    wanted = " ".join(f"{cell}={value}" for cell, value in row.items() if value and cell not in {"half", "language"})
    print(f"{wanted}\n    read: {verdict.got or 'nothing'}")


if __name__ == "__main__":
    main()
