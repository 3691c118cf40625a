"""Incidents on a shelf that were kept apart, and may be one after all: what the queue for review says of each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from corrobora.keep.shelf.links import compared, with_compared
from corrobora.keep.shelf.weighing import as_weights
from corrobora.keep.shelf.work import chunks, kept
from corrobora.link.borderline import likely

Beside = dict[str, list[tuple[str, float]]]


def apart(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> Beside:
    """Return for incidents, by default for all, which others each may be one with, and how probably."""
    weights = kept(connection, "weights")
    if weights is None:
        return {}
    wanted = None if ids is None else sorted(set(ids))
    labels = None if wanted is None else _labels(connection, wanted)
    _, label, pairs = compared(connection, None if labels is None else with_compared(connection, labels))
    if labels is not None:
        own = np.isin(label, labels)
        pairs = pairs.at(np.flatnonzero(own[pairs.one] | own[pairs.two]))
    found = list(likely(label, pairs, as_weights(weights)))
    home = _homes(connection, {label for a, b, _ in found for label in (a, b)})
    out: Beside = defaultdict(list)
    for a, b, chance in found:
        one, two = home.get(a), home.get(b)
        if one and two and one != two:
            out[one].append((two, chance))
            out[two].append((one, chance))
    own_ids = out.keys() if wanted is None else out.keys() & set(wanted)
    return {id_: sorted(out[id_], key=lambda each: (-each[1], each[0])) for id_ in own_ids}


def _labels(connection: sqlite3.Connection, ids: Sequence[str]) -> list[int]:
    """Return the groups of claims that incidents are made from."""
    query = "SELECT DISTINCT l.label FROM members m JOIN links l ON l.claim = m.claim WHERE l.label >= 0 AND m.incident"
    return sorted({label for (label,) in _found(connection, query, ids)})


def _homes(connection: sqlite3.Connection, labels: set[int]) -> dict[int, str]:
    """Return the incident that the first claim of each group is of."""
    query = "SELECT l.n, m.incident FROM links l JOIN members m ON m.claim = l.claim WHERE l.n"
    return dict(_found(connection, query, sorted(labels)))


def _found(connection: sqlite3.Connection, query: str, values: Sequence[object]) -> Iterable[tuple[Any, ...]]:
    for some in chunks(values):
        yield from connection.execute(f"{query} IN ({','.join('?' * len(some))})", some)
