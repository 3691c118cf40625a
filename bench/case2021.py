"""Kinds of event, against CASE 2021's task 2: `python -m bench.case2021 FILE.tsv [--misses]`.

FILE has the columns `id`, `EventSnippet` and `SubType`, tab-separated. `case2021.toml` says which of the set's labels
what is read of a snippet comes to. Weighted F1 over the labels that ACLED has; snippets of the others are left out.
"""

from __future__ import annotations

import argparse
import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bench.common import Counts, needed, read_text
from corrobora.codebook import actors_by_id, events
from corrobora.types import Claim, Reading, Value

_TABLE = Path(__file__).with_suffix(".toml")
_NOT_ACLED = frozenset({"ATTRIB", "DIPLO", "MAN_MADE_DISASTER", "NATURAL_DISASTER", "ORG_CRIME"})
_STATE = frozenset({"armed-forces", "police", "security-forces", "government", "state", "coalition", "authority"})
_COLUMNS = frozenset({"EventSnippet", "SubType"})
_SHOWN = 300  # letters of a snippet


def main() -> None:
    """Print F1 by label, then the mean weighted by how often a label is the right one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="show the snippets whose label is wrong")
    args = parser.parse_args()
    pairs = []
    for snippet, gold in labelled(args.file):
        reading = read_text("case2021", snippet, "en")
        pairs.append((label_of(reading), gold))
        if args.misses and pairs[-1][0] != gold:
            told = [f"{claim.event} {claim.stance}" for claim in reading.claims if claim.event]
            print(f"{gold} read {pairs[-1][0] or '-'} {told}: {snippet[:_SHOWN]}")
    for label, counts in sorted(by_label(pairs).items()):
        print(f"{label:30} {counts}")
    print(f"F1 {weighted_f1(pairs):.3f}")


def labelled(file: Path) -> list[tuple[str, str]]:
    """Return the snippets with a label that ACLED has."""
    with needed(file, what="give the task's TSV file").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or not set(rows[0]) >= _COLUMNS:
        raise SystemExit(f"{file}: its header must name {' and '.join(sorted(_COLUMNS))}, tab-separated")
    return [(row["EventSnippet"], row["SubType"]) for row in rows if row["SubType"] not in _NOT_ACLED]


def by_label(pairs: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    """Return the counts of each label from pairs of what was read and what is right."""
    out: defaultdict[str, Counts] = defaultdict(Counts)
    for read, gold in pairs:
        out[gold].add(int(read == gold), 0, 1)
        if read:
            out[read].add(0, 1, 0)
    return dict(out)


def weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean of the labels' F1, each weighted by how often it is the right one.

    >>> weighted_f1([("ARREST", "ARREST"), ("", "ATTACK")])
    0.5
    """
    support = Counter(gold for _, gold in pairs)
    counts = by_label(pairs)
    return sum(counts[label].f1 * n for label, n in support.items()) / max(1, len(pairs))


def label_of(reading: Reading) -> str:
    """Return the label of the claim that an earliest row of the table fits, or nothing where none does."""
    claims = [claim for claim in reading.claims if claim.event]
    told = [claim for claim in claims if claim.stance in {"asserted", "hedged"}] or claims
    for row in _table()["row"]:
        if any(_fits(row, claim, told, reading) for claim in told):
            return str(row["label"])
    return ""


def _fits(row: Mapping[str, Any], claim: Claim, claims: Sequence[Claim], reading: Reading) -> bool:
    others = {other.event for other in claims if other is not claim}
    snippet = reading.document.text.casefold()
    return (
        claim.event in row["events"]
        and ("actors" not in row or _is_of(claim.actors, row["actors"]))
        and ("targets" not in row or _is_of(claim.targets, row["targets"]))
        and ("means" not in row or any(value.name in row["means"] for value in claim.means))
        and ("harm" not in row or any(quantity.measure in row["harm"] for quantity in claim.quantities))
        and ("beside" not in row or bool(others & set(row["beside"])))
        and ("words" not in row or any(word in snippet for word in row["words"]))
    )


def _is_of(values: Iterable[Value], side: str) -> bool:
    """Return whether one of the actors or targets is of the state, or armed, as the codebook or its words say."""
    for value in values:
        entry = actors_by_id().get(value.id or "")
        if entry is not None and (entry.kind in _STATE if side == "state" else entry.kind == "armed-group"):
            return True
        if any(word in value.text.casefold().split() for word in _table()["words"][side]):
            return True
    return False


def unknown_events() -> set[str]:
    """Return the events of the table that the codebook lacks: none, or the table is wrong."""
    return {event for row in _table()["row"] for event in row["events"]} - set(events())


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
