"""Claims that come and go, linked on a shelf: which groups of claims change by that."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from corrobora.keep.shelf.links import Window, in_weeks, packed, store, store_pairs, store_places, window
from corrobora.keep.shelf.weighing import as_weights, written
from corrobora.keep.shelf.work import Work, keep, kept
from corrobora.link.alike import signatures
from corrobora.link.arrays import Numbers
from corrobora.link.columns import Columns, columns
from corrobora.link.evidence import FIXED, Weights
from corrobora.link.incident import linkable
from corrobora.link.linked import Changed, changed, lessons, linked, regrouped, taught
from corrobora.link.rows import rows
from corrobora.types import Reading

_LOT = 20_000

Ids = Sequence[tuple[str, str]]


def stored(work: Work, ids: Ids, claims: Columns) -> None:
    """Put all claims on a shelf that has none, as they are linked."""
    found = linked(claims)
    numbers, pairs = np.arange(1, len(ids) + 1), found.pairs
    order = np.argsort(np.maximum(pairs.one, pairs.two), kind="stable")
    pairs = pairs.at(order)
    until = np.searchsorted(np.maximum(pairs.one, pairs.two), np.arange(0, len(ids) + _LOT, _LOT))
    store_places(work.connection, claims.where)
    for lot, start in enumerate(range(0, len(ids), _LOT)):
        at = np.arange(start, min(start + _LOT, len(ids)))
        own = pairs.at(np.arange(until[lot], until[lot + 1]))
        store(work.connection, claims.take(at), numbers[at].tolist(), ids[start : start + _LOT], found, at, numbers)
        store_pairs(work.connection, own, numbers)
    keep(work.connection, "weights", written(found.weights))
    keep(work.connection, "lesson", _lesson(work)[0])


def relinked(work: Work, was: Iterable[str], now: Mapping[str, Reading]) -> set[int]:
    """Link the claims of changed documents; return the groups that change by that, as they were and as they are."""
    told = linkable(now.values())
    claims = columns(rows(told))
    if work.connection.execute("SELECT 1 FROM links LIMIT 1").fetchone() is None:
        stored(work, [(each.claim.id, each.document.uri) for each in told], claims)
        return {label for (label,) in work.connection.execute("SELECT DISTINCT label FROM links WHERE label >= 0")}
    ids = [(each.claim.id, each.document.uri) for each in told]
    query = "SELECT claim, n, label, data FROM links WHERE uri IN (?)"
    held = {str(row[0]): row[1:] for row in work.select(query, {*was, *now})}
    touched, gone, fresh = {int(row[1]) for row in held.values()}, dict(held), []  # type: ignore[call-overload]
    for number, ((id_, _), data) in enumerate(zip(ids, packed(claims), strict=True)):
        if id_ in held and zlib.decompress(held[id_][2]) == data:  # type: ignore[arg-type]
            del gone[id_]
        else:
            fresh.append(number)
    if fresh or gone:
        weights = as_weights(kept(work.connection, "weights"))
        numbers = sorted(int(row[0]) for row in gone.values())  # type: ignore[call-overload]
        touched |= _anew(work, claims.take(np.array(fresh, np.int64)), [ids[n] for n in fresh], numbers, weights)
        touched |= _weighed_anew(work, weights)
    return touched


def _anew(work: Work, more: Columns, ids: Ids, gone: Sequence[int], weights: Weights) -> set[int]:
    went = window(work.connection, gone, weights).linked
    weeks = _weeks(went.claims, more)
    alike = {*signatures(more).tolist(), *went.signature.tolist()} if len(more) else set(went.signature.tolist())
    held: dict[int, tuple[Any, ...]] = {}
    while True:
        near = window(work.connection, in_weeks(work.connection, weeks, alike, gone), weights, held)
        found = changed(near.linked, more, np.flatnonzero(np.isin(near.n, gone)))
        lacking = _lacking(work, near, found, weeks)
        if not len(lacking):
            return _kept(work, near, found, more, ids)
        weeks = np.union1d(weeks, lacking)


def _weeks(*claims: Columns) -> Numbers:
    spans = [(a, b) for each in claims for a, b in zip(each.week_from.tolist(), each.week_to.tolist(), strict=True)]
    return np.unique(np.concatenate([np.zeros(0, np.int64), *(np.arange(a, b + 1) for a, b in set(spans))]))


def _lacking(work: Work, near: Window, found: Changed, weeks: Numbers) -> Numbers:
    """Return the weeks whose claims aren't there, though what was found rests on them."""
    claims = found.linked.claims
    relied = np.flatnonzero(found.relied)
    if (claims.week_from[relied] > claims.week_to[relied]).any():  # what may be of any week
        spans = work.connection.execute("SELECT DISTINCT week, until FROM links WHERE level >= 0").fetchall()
        wanted = {week for start, end in spans for week in range(start, end + 1)}
    else:
        wanted = set(_weeks(claims.take(relied)).tolist())
    labels = near.label[np.flatnonzero(found.looked[: len(near.n)])]
    there = set(near.n.tolist())
    for n, week, until in work.select(
        "SELECT n, week, until FROM links WHERE label IN (?)", labels[labels >= 0].tolist()
    ):
        if n not in there:
            wanted |= set(range(int(str(week)), int(str(until)) + 1))
    return np.array(sorted(wanted - set(weeks.tolist())), np.int64)


def _kept(work: Work, near: Window, found: Changed, more: Columns, ids: Ids) -> set[int]:
    """Put on the shelf what was found; return the groups that changed."""
    old, connection = len(near.n), work.connection
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'links'").fetchone()
    numbers = np.concatenate([near.n, (last[0] if last else 0) + 1 + np.arange(len(more))])
    label, head = found.linked.label, found.linked.head
    alive = found.alive[:old]
    regrouped_ = np.flatnonzero((label[:old] != near.linked.label) & alive)
    reheaded = np.flatnonzero((head[:old] != near.linked.head) & alive)
    work.delete("links", "n", near.n[~alive].tolist())
    if len(more):
        at = np.arange(old, old + len(more))
        store_places(connection, more.where)
        store(connection, more, numbers[old:].tolist(), ids, found.linked, at, numbers)
    store_pairs(connection, found.found, numbers)
    groups = np.where(label >= 0, numbers[label], -1)
    _update(work, "label", groups[regrouped_], near.n[regrouped_])
    _update(work, "head", numbers[head[reheaded]], near.n[reheaded])
    changed_ = [near.label[~alive], near.label[regrouped_], groups[regrouped_], groups[old:]]
    return {label for label in np.concatenate(changed_).tolist() if label >= 0}


def _update(work: Work, column: str, values: Numbers, n: Numbers) -> None:
    query = f"UPDATE links SET {column} = ? WHERE n = ?"  # noqa: S608 - our own columns
    work.connection.executemany(query, zip(values.tolist(), n.tolist(), strict=True))


def _lesson(work: Work) -> tuple[list[int], list[int]]:
    """Return what stands for the claims from which weights are learned, and their numbers."""
    number = lessons(work.connection.execute("SELECT count(*) FROM links").fetchone()[0])
    query = "SELECT n FROM links ORDER BY told, rank LIMIT ?"
    eldest = sorted(n for (n,) in work.connection.execute(query, (number,)))
    return [number, hash(tuple(eldest))], eldest


def _weighed_anew(work: Work, weights: Weights) -> set[int]:
    """Group all claims anew where the eldest teach other weights than they did; return the groups that change."""
    connection = work.connection
    lesson, eldest = _lesson(work)
    if lesson == kept(connection, "lesson"):
        return set()
    keep(connection, "lesson", lesson)
    learned = taught(window(connection, eldest, weights).linked.claims) if eldest else FIXED
    if learned == weights:
        return set()
    keep(connection, "weights", written(learned))
    every = window(connection, [n for (n,) in connection.execute("SELECT n FROM links ORDER BY n")], learned)
    found = regrouped(replace(every.linked, weights=learned))
    groups = np.where(found.label >= 0, every.n[found.label], -1)
    _update(work, "label", groups, every.n)
    return {label for label in (*every.label.tolist(), *groups.tolist()) if label >= 0}
