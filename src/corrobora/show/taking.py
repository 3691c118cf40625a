"""Lots -> rows for the ledger, in the order of the sources: in this process, or in several where there is much."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from corrobora.gather import Gathered, Lot
from corrobora.gather.about import known_of
from corrobora.gather.bulk import TURNED_AWAY
from corrobora.keep.appending import Entry, asker, packed
from corrobora.keep.ledger import Ledger, entry_of
from corrobora.read.gate import may_report
from corrobora.settings import Settings
from corrobora.show.custody import custody_of
from corrobora.show.intake import Given, read_gathered
from corrobora.show.pool import Lost, in_processes
from corrobora.show.words import counted
from corrobora.types import ClaimKind, Failure, Reading

Known: TypeAlias = Callable[[str, str], bool]  # SHA-256, address
_FIRST = 32  # lots that are taken before it is worth to start processes
_BATCH_BYTES = 4 << 20
_NAMES: Mapping[ClaimKind, tuple[str, str]] = {
    "incident": ("incident", "incidents"),
    "tally": ("tally", "tallies"),
    "deadline": ("deadline", "deadlines"),
    "statement": ("other statement", "other statements"),
}


class Row(NamedTuple):
    """What one document came to: an error, or a row for the ledger, none where that has it already.

    `told` says in words what is in it; `claims` are the ids of its tallies and deadlines.
    """

    uri: str
    told: str = ""
    claims: tuple[str, ...] = ()
    entry: Entry | None = None
    error: Failure | None = None


def rows_of(lots: Iterable[Lot], ledger: Ledger, settings: Settings, asked: Given) -> Iterator[tuple[Lot, list[Row]]]:
    """Yield what each lot comes to; it is settled once the next is asked for."""
    given = iter(lots)
    take = partial(take_rows, settings=settings, known=ledger.known, asked=asked)
    yield from _settled(islice(given, _FIRST), lambda some: (take(lot.take) for lot in some))
    if settings.processes > 1 and (following := next(given, None)) is not None:
        url = ledger.url.render_as_string(hide_password=False)
        work = partial(_take_elsewhere, settings=settings, url=url, asked=asked)
        yield from _settled(chain([following], given), partial(_spread, work, settings))
    else:
        yield from _settled(given, lambda some: (take(lot.take) for lot in some))


def _settled(
    lots: Iterator[Lot], work: Callable[[Iterable[Lot]], Iterator[list[Row] | Lost]]
) -> Iterator[tuple[Lot, list[Row]]]:
    """Yield each lot with its rows, then with what settling it gives more."""
    ahead: list[Lot] = []

    def noted() -> Iterator[Lot]:
        for lot in lots:
            ahead.append(lot)
            yield lot

    for made in work(noted()):
        lot = ahead.pop(0)
        found = [_lost(lot, made)] if isinstance(made, Lost) else made
        rows = [_whole(row, lot) for row in found if row.error is None or not lot.counts(row.error)]
        yield lot, rows
        more = [Row(each.uri, error=each.error) for each in lot.settle(bool(rows))]
        if more:
            yield lot, more


def _spread(
    work: Callable[[Callable[[], Iterable[Gathered]]], list[Row]], settings: Settings, lots: Iterable[Lot]
) -> Iterator[list[Row] | Lost]:
    return in_processes(work, _batches(lots, settings.batch), settings.processes)


def _batches(lots: Iterable[Lot], most: int) -> Iterator[list[Callable[[], Iterable[Gathered]]]]:
    """Yield what takes lots, so many together, or fewer of large ones."""
    batch: list[Callable[[], Iterable[Gathered]]] = []
    size = 0
    for lot in lots:
        batch.append(lot.take)
        size += lot.size
        if len(batch) >= most or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _take_elsewhere(take: Callable[[], Iterable[Gathered]], settings: Settings, url: str, asked: Given) -> list[Row]:
    """Return what a lot comes to, in a process that has no ledger open but may ask it."""
    return take_rows(take, settings, _known(url, os.getpid()), asked)


@cache
def _known(url: str, _process: int) -> Known:
    """Return what tells whether a ledger knows a document; each process asks by a connection of its own."""
    has = asker(url)
    return lambda digest, uri: has((uri, digest, False))


def take_rows(
    take: Callable[[], Iterable[Gathered]],
    settings: Settings,
    known: Known,
    asked: Given = Given(),  # noqa: B008 - it is frozen
) -> list[Row]:
    """Return the rows of what a lot holds; what the ledger has already isn't read again."""
    return [_row(known_of(each, asked.about), settings, known, gated=asked.gated) for each in take()]


def _row(gathered: Gathered, settings: Settings, known: Known, *, gated: bool) -> Row:
    document = gathered.document
    if document is None:
        return Row(gathered.uri, error=gathered.error)
    if known(document.sha256, document.uri):
        return Row(gathered.uri)
    if gated and not may_report(f"{document.title or ''}\n{document.text}"):
        return Row(gathered.uri, error=Failure(TURNED_AWAY, f"{gathered.uri}: no conflict reporting by its words"))
    reading = read_gathered(gathered, settings.languages)
    if reading.error is not None:
        return Row(gathered.uri, error=reading.error)
    claims = tuple(claim.id for claim in reading.claims if claim.kind in {"tally", "deadline"})
    return Row(gathered.uri, _told(reading), claims, entry(gathered, reading, settings))


def entry(gathered: Gathered, reading: Reading, settings: Settings) -> Entry:
    """Return the ledger's row of a reading, with the time and the custody of its capture."""
    captured = datetime.now(UTC).isoformat(timespec="seconds")
    custody = custody_of(gathered, settings)
    return entry_of(reading.document, gathered.raw, reading, captured, gathered.method, custody)


@lru_cache(maxsize=1)
def _kept(raw: bytes) -> tuple[str, bytes]:
    """Return the SHA-256 of some bytes, of which many rows may come one after the other, and the bytes packed."""
    return sha256(raw).hexdigest(), packed(raw)


def _whole(row: Row, lot: Lot) -> Row:
    """Return a row with the bytes that its lot left in this process."""
    if not lot.raw or row.entry is None:
        return row
    digest, content = _kept(lot.raw)
    return row._replace(entry=Entry(row.entry.row | {"sha256": digest}, len(lot.raw), content))


def _lost(lot: Lot, lost: Lost) -> Row:
    message = f"{lot.name}: the process that read it ended ({lost.how}); it was passed over, and may need more memory"
    return Row(lot.name, error=Failure("fault", message))


def _told(reading: Reading) -> str:
    """Return what an article holds, in words: "3 incidents, 1 tally"."""
    held = Counter(claim.kind for claim in reading.claims)
    found = [counted(held[kind], *names) for kind, names in _NAMES.items() if held[kind]]
    flags = [counted(len(reading.flags), "flag", "flags")] if reading.flags else []
    return ", ".join([*(found or ["nothing claimed that is read"]), *flags])
