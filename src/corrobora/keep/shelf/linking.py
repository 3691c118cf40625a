"""Claims that come and go, linked on a shelf: which groups of claims change by that."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from corrobora.keep.shelf.blocks import near_to
from corrobora.keep.shelf.links import (
    forget,
    packed,
    store,
    store_barred,
    store_pairs,
    store_places,
    with_compared,
)
from corrobora.keep.shelf.weighing import as_weights, written
from corrobora.keep.shelf.window import Window, window
from corrobora.keep.shelf.work import Work, keep, kept
from corrobora.link.alike import signatures
from corrobora.link.arrays import Numbers
from corrobora.link.changed import Changed, changed
from corrobora.link.columns import Columns, columns
from corrobora.link.course import Barred
from corrobora.link.evidence import FIXED, Weights
from corrobora.link.incident import linkable
from corrobora.link.linked import lessons, linked, regrouped, taught
from corrobora.link.pairs import Pairs
from corrobora.link.rows import rows
from corrobora.link.telling import Telling
from corrobora.types import Reading

_LOT = 20_000  # claims
_LOT_OF_PAIRS = 1_000_000
_FEW = 20  # of so many times as many that were looked at


def ids_of(told: Iterable[Telling]) -> pa.Table:
    """Return the ids of claims, and the places of their documents."""
    pairs = [(each.claim.id, each.document.uri) for each in told]
    claims, uris = zip(*pairs, strict=True) if pairs else ((), ())
    return pa.table({"claim": pa.array(claims, pa.string()), "uri": pa.array(uris, pa.string())})


def stored(work: Work, ids: pa.Table, claims: Columns) -> None:
    """Put all claims on a shelf that has none, as they are linked."""
    found, numbers = linked(claims), np.arange(1, len(ids) + 1)
    store_places(work.connection, claims.where)
    for start, end in _lots(found.pairs, len(ids)):
        sides = (found.pairs.one, found.pairs.two)
        one, two = ((start <= side) & (side < end) for side in sides)
        own = found.pairs.at(np.flatnonzero(one | two))
        store(work.connection, ids.slice(start, end - start), found, np.arange(start, end), numbers, own)
    store_barred(work.connection, Barred.none(), found.course.barred.of(numbers))
    keep(work.connection, "weights", written(found.weights))
    keep(work.connection, "lesson", _lesson(work)[0])


def _lots(pairs: Pairs, claims: int) -> Iterator[tuple[int, int]]:
    """Yield from which claim up to which to go at a time, so that neither they nor their pairs are too many."""
    upto = np.cumsum(sum(np.bincount(side, minlength=claims) for side in (pairs.one, pairs.two)))
    start = 0
    while start < claims:
        most = _LOT_OF_PAIRS + (upto[start - 1] if start else 0)
        end = max(start + 1, min(start + _LOT, int(np.searchsorted(upto, most))))
        yield start, end
        start = end


def relinked(work: Work, was: Iterable[str], now: Mapping[str, Reading]) -> set[int]:
    """Link the claims of changed documents; return the groups that change by that, as they were and as they are."""
    told = linkable(now.values())
    claims = columns(rows(told))
    if work.connection.execute("SELECT 1 FROM links LIMIT 1").fetchone() is None:
        stored(work, ids_of(told), claims)
        return {label for (label,) in work.connection.execute("SELECT DISTINCT label FROM links WHERE label >= 0")}
    ids = ids_of(told)
    query = "SELECT claim, n, label, data FROM links WHERE uri IN (?)"
    held = {str(row[0]): row[1:] for row in work.select(query, {*was, *now})}
    touched, gone, fresh = {int(row[1]) for row in held.values()}, dict(held), []  # type: ignore[call-overload]
    for number, (id_, data) in enumerate(zip(ids["claim"].to_pylist(), packed(claims), strict=True)):
        if id_ in held and zlib.decompress(held[id_][2]) == data:  # type: ignore[arg-type]
            del gone[id_]
        else:
            fresh.append(number)
    if fresh or gone:
        weights = as_weights(kept(work.connection, "weights"))
        numbers = sorted(int(row[0]) for row in gone.values())  # type: ignore[call-overload]
        some = np.array(fresh, np.int64)
        touched |= _anew(work, claims.take(some), ids.take(some), numbers, weights)
        touched |= _weighed_anew(work, weights)
    return touched


def _anew(work: Work, more: Columns, ids: pa.Table, gone: Sequence[int], weights: Weights) -> set[int]:
    """Link claims that come and go among those that they may be one with, and all on which what is found rests."""
    went = window(work.connection, gone, weights).linked
    alike = {*signatures(more).tolist(), *went.signature.tolist()} if len(more) else set(went.signature.tolist())
    rows = [*work.select("SELECT n, uri FROM links WHERE signature IN (?)", alike)]
    numbers = {int(str(n)) for n, _ in rows} | set(gone)
    same = window(work.connection, sorted(numbers), weights).linked.claims  # one of these may stand for the rest now
    uris = {*(str(uri) for _, uri in rows), *ids["uri"].to_pylist()}
    numbers |= near_to(work, same, uris) | (near_to(work, more, ()) if len(more) else set())
    held: dict[int, tuple[Any, ...]] = {}
    looked = np.zeros(0, np.int64)
    while True:
        near = window(work.connection, sorted(numbers), weights, held)
        gone_, seen = (np.flatnonzero(np.isin(near.n, some)) for some in (gone, looked))
        found = changed(near.linked, more, gone_, near.beyond, seen)
        looked = near.n[found.looked[: len(near.n)]]
        lacking = _lacking(work, near, found) - numbers
        if not lacking:
            return _kept(work, near, found, more, ids)
        numbers |= lacking


def _lacking(work: Work, near: Window, found: Changed) -> set[int]:
    """Return the claims on which what was found rests: what is lacking, and all in groups that were looked at."""
    old = len(near.n)
    own, others, _ = near.beside
    lacking = near.far[found.lacking].tolist()
    partners = {*others[found.relied[:old][own]].tolist(), *lacking}
    if _FEW * len(lacking) < found.looked.sum():  # what these reach is lacking next
        groups = {int(str(n)) for (n,) in work.select("SELECT label FROM links WHERE n IN (?)", lacking)}
        partners |= set(with_compared(work.connection, sorted(groups - {-1})))
    labels = set(near.label[np.flatnonzero(found.looked[:old])].tolist())
    beside = work.select("SELECT label FROM links WHERE n IN (?)", partners - set(near.n.tolist()))
    labels |= {int(str(label)) for (label,) in beside}  # what is linked to these will be looked at next
    return partners | {int(str(n)) for (n,) in work.select("SELECT n FROM links WHERE label IN (?)", labels - {-1})}


def _kept(work: Work, near: Window, found: Changed, more: Columns, ids: pa.Table) -> set[int]:
    """Put on the shelf what was found; return the groups that changed."""
    old, connection = len(near.n), work.connection
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'links'").fetchone()
    numbers = np.concatenate([near.n, (last[0] if last else 0) + 1 + np.arange(len(more))])
    label, head = found.linked.label, found.linked.head
    alive = found.alive[:old]
    regrouped_ = np.flatnonzero((label[:old] != near.linked.label) & alive)
    reheaded = np.flatnonzero((head[:old] != near.linked.head) & alive)
    forget(connection, near.linked.claims.take(np.flatnonzero(~alive)), near.n[~alive].tolist())
    if len(more):
        at = np.arange(old, old + len(more))
        store_places(connection, more.where)
        store(connection, ids, found.linked, at, numbers, found.found.at(at[:0]))
    store_pairs(connection, found.found, numbers)
    groups = np.where(label >= 0, numbers[label], -1)
    _update(work, "label", groups[regrouped_], near.n[regrouped_])
    _follow(work, near, found, np.concatenate([numbers, near.far]))
    _update(work, "head", numbers[head[reheaded]], near.n[reheaded])
    changed_ = [near.label[~alive], near.label[regrouped_], groups[regrouped_], groups[old:]]
    return {label for label in np.concatenate(changed_).tolist() if label >= 0}


def _follow(work: Work, near: Window, found: Changed, numbers: Numbers) -> None:
    """Keep how groups came about where it changed; `numbers` are those of all claims."""
    before, now, old = near.linked.course, found.linked.course, len(near.n)
    was = np.concatenate([near.n, near.far])
    differ = np.flatnonzero((was[before.into] != numbers[now.into[:old]]) | (before.turn != now.turn[:old]))
    _update(work, "joins", numbers[now.into[differ]], near.n[differ])
    _update(work, "turn", now.turn[differ], near.n[differ])
    store_barred(work.connection, before.barred.of(was), now.barred.of(numbers))


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
    _update(work, "joins", every.n[found.course.into], every.n)
    _update(work, "turn", found.course.turn, every.n)
    connection.execute("DELETE FROM barred")
    store_barred(connection, Barred.none(), found.course.barred.of(every.n))
    return {label for label in (*every.label.tolist(), *groups.tolist()) if label >= 0}
