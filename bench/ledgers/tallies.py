"""Tallies of made-up incidents: what a counter reports of a province's month, and what truly happened there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

import pyarrow as pa

from bench.ledgers.telling import Incident

TALLIES = pa.schema(
    [
        ("claim", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("kind", pa.string()),
        ("month", pa.string()),
        ("number", pa.int32()),
        ("true", pa.int32()),
    ]
)
_RIGHT = 0.7
_REPORTED = 0.3


def tallies(incidents: Iterable[Incident], seed: int = 1) -> pa.Table:
    """Return the tallies of some incidents: most are right, some count more or less than happened.

    >>> from bench.ledgers import ledger
    >>> found = tallies(each for batch in ledger(1000) for each in batch.incidents)
    >>> found.schema == TALLIES and found.num_rows > 0
    True
    """
    counted = Counter(_scope(each) for each in incidents)
    return pa.Table.from_pylist(list(_told(counted, Random(seed))), schema=TALLIES)


def _scope(what: Incident) -> tuple[str, str, str, str]:
    town = what.land.towns[what.town].place
    return town["country"], town["admin1"], what.kind, date.fromordinal(what.day).strftime("%Y-%m")


def _told(counted: Counter[tuple[str, str, str, str]], chance: Random) -> Iterator[dict[str, object]]:
    for number, ((country, admin1, kind, month), true) in enumerate(sorted(counted.items())):
        if chance.random() < _REPORTED:
            told = true if chance.random() < _RIGHT else max(1, true + chance.choice((-2, -1, 1, 2, 5)))
            yield {
                "claim": f"t{number}", "country": country, "admin1": admin1, "kind": kind, "month": month,
                "number": told, "true": true,
            }  # fmt: skip
