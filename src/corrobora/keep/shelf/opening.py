"""Opening a shelf: where it lies, whether it is of the ledger as it is now, and bringing it up where it isn't."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Container, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, select

from corrobora.keep.connect import file_of
from corrobora.keep.ledger import Ledger, Marks
from corrobora.keep.review import standing
from corrobora.keep.shelf.advancing import advance
from corrobora.keep.shelf.building import built
from corrobora.keep.shelf.rendering import touched_by
from corrobora.keep.shelf.shelf import Shelf
from corrobora.keep.shelf.tables import clear, connect, digest, remove
from corrobora.keep.shelf.work import Fetch, Work, collecting_seldom, keep, kept
from corrobora.keep.tables import entries
from corrobora.reckon.books import in_order
from corrobora.reckon.reviewed import reviewed
from corrobora.schema import build, from_json, row
from corrobora.settings import BestRule, Settings
from corrobora.types import Decision, Reading

T = TypeVar("T")
_CHUNK = 500
_OF_CLAIMS = ("reject", "correct")
_LOOKED_AT = 20_000  # kilobytes of its pages that are held while it is only read
_LONG = 2000  # documents that take so long that reckoning all anew may be the shorter way
_READINGS = select(entries.c.seq, entries.c.reading).where(entries.c.seq.in_(bindparam("rows", expanding=True)))
_FELT = 300  # documents whose reckoning is felt as waiting

Tell = Callable[[str], None]


def open_shelf(ledger: Ledger, settings: Settings, tell: Tell = lambda _: None) -> Shelf:
    """Return the shelf of a ledger as it is now, by the rules that are set: reckoned first where it isn't there.

    It lies beside a ledger's file, or in the cache for one on a server; where neither may be written it is made anew in
    memory. `tell` gets a line where something takes long.
    """
    marks = ledger.marks()  # first: what is decided meanwhile makes the shelf older than the ledger, never newer
    decisions = standing(ledger.decisions(), settings.signatures)
    wanted = {"marks": list(marks), "digest": digest(), "best": settings.best, "signatures": settings.signatures}
    place = place_of(ledger, settings)
    try:
        connection = connect(place)
        try:
            _bring_up(connection, ledger, decisions, wanted, tell)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        if place == ":memory:":
            raise
        tell(f"{place}: the reckoned books can't be kept here ({error}); they are reckoned anew each time")
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            remove(place)
        connection = connect(":memory:")
        _bring_up(connection, ledger, decisions, wanted, tell)
    connection.execute(f"PRAGMA cache_size = -{_LOOKED_AT}")
    connection.execute("BEGIN")
    fetch = fetching(connection, ledger)
    return Shelf(connection, lambda uris, claims: fetch(uris, decisions, claims))


def place_of(ledger: Ledger, settings: Settings) -> str:
    """Return where the shelf of a ledger lies: `books.db-shelf` beside `books.db`, or a file in the cache.

    It is in the cache where the ledger is on a server, or lies where nobody may write.
    """
    url, file = ledger.url, file_of(ledger.url)
    if file is not None:
        return str(file.with_name(file.name + "-shelf"))
    if url.get_backend_name() == "sqlite" and not url.query:
        return ":memory:"
    folder = settings.cache / "shelves"
    with suppress(OSError):  # where it can't be made, opening it says so
        folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return str(folder / f"{name}.db")


def shelf_of(
    readings: Iterable[Reading],
    as_of: str | None = None,
    decisions: Iterable[Decision] = (),
    best: BestRule = "most-origins",
) -> Shelf:
    """Return the books of some readings, which are kept nowhere, as a shelf in memory.

    >>> with shelf_of([]) as shelf:
    ...     shelf.count("incidents")
    0
    """
    connection, decisions = connect(":memory:"), tuple(decisions)
    known = {reading.document.uri: reading for reading in reviewed(in_order(readings), decisions)}

    def fetch(uris: Sequence[str], *_: object) -> dict[str, tuple[Reading, Reading]]:
        query = "SELECT heard FROM documents WHERE uri = ?"
        found = {uri: connection.execute(query, (uri,)).fetchone() for uri in uris}
        return {uri: (known[uri], from_json(row[0]) if row[0] else known[uri]) for uri, row in found.items() if row}

    work = Work(connection, fetch, decisions, best, as_of=as_of)
    built(work, dict.fromkeys(known, 0), lambda uris: {uri: known[uri] for uri in uris})
    return Shelf(connection, fetch)


def _bring_up(
    connection: sqlite3.Connection, ledger: Ledger, decisions: tuple[Decision, ...], wanted: dict[str, Any], tell: Tell
) -> None:
    """Make a shelf that of the ledger as it is, in one transaction: it is kept whole or not at all."""
    if _is(connection, wanted):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is(connection, wanted):
            with collecting_seldom():
                _reckon(connection, ledger, decisions, wanted, tell)
            keep(connection, "key", wanted)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _is(connection: sqlite3.Connection, wanted: dict[str, Any]) -> bool:
    return bool(kept(connection, "key") == wanted)


def _reckon(
    connection: sqlite3.Connection, ledger: Ledger, decisions: tuple[Decision, ...], wanted: dict[str, Any], tell: Tell
) -> None:
    """Bring a shelf up from where it is, or from nothing where it is of another ledger or by other rules."""
    since, marks = _since(connection, ledger, wanted), Marks(*wanted["marks"])
    rows = _rows(ledger, since, marks.seq)
    held = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    if since and len(rows) >= _LONG and 2 * len(rows) > held:
        since, rows = 0, _rows(ledger, 0, marks.seq)
    if not since:
        clear(connection)
    if len(rows) >= _FELT:
        tell(f"reckoning the books of {len(rows):,} articles; they are kept from then on")
    before = tuple(build(Decision, each) for each in kept(connection, "decisions") or ())
    decided = list(touched_by(before, decisions))
    seqs = _decided_on(connection, decided) | rows if since else rows
    work = Work(connection, fetching(connection, ledger), decisions, wanted["best"], before)
    where: dict[str, str] = kept(connection, "decided") or {}
    asked = {claim for each in decisions if each.verdict in _OF_CLAIMS for claim in (each.subject, *each.claims)}

    def known(uris: Sequence[str]) -> dict[str, Reading]:
        lots = (read_rows(ledger, some) for some in _chunks(sorted(seqs[uri] for uri in uris)))
        found = [reading for lot in lots for reading in lot.values()]
        where.update((c.id, r.document.uri) for r in found for c in r.claims if c.id in asked)
        return {reading.document.uri: reading for reading in reviewed(found, decisions)}

    if since:
        advance(work, seqs, known(list(seqs)), decided)
    else:
        built(work, seqs, known)
    keep(connection, "decided", where)
    keep(connection, "decisions", [row(each) for each in decisions])


def _since(connection: sqlite3.Connection, ledger: Ledger, wanted: dict[str, Any]) -> int:
    """Return up to which row of a ledger a shelf can stay as it is; 0 where it can't."""
    held = kept(connection, "key")
    if held is None or any(held[name] != wanted[name] for name in ("digest", "best", "signatures")):
        return 0
    marks = Marks(*held["marks"])
    with ledger.looking() as looking:
        found = looking.execute(select(entries.c.hash).where(entries.c.seq == marks.seq)).scalar()
    return marks.seq if found == marks.hash else 0


def _rows(ledger: Ledger, since: int, upto: int) -> dict[str, int]:
    """Return the last reading of each place among some of a ledger's rows, by their numbers."""
    inside = (~entries.c.failed, entries.c.seq > since, entries.c.seq <= upto)
    query = select(entries.c.uri, func.max(entries.c.seq)).where(*inside).group_by(entries.c.uri)
    with ledger.looking() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def _decided_on(connection: sqlite3.Connection, decided: Iterable[Decision]) -> dict[str, int]:
    """Return the documents, with their rows, whose readings decisions change; where their claims stand is kept."""
    where: dict[str, str] = kept(connection, "decided") or {}
    claims = {claim for each in decided if each.verdict in _OF_CLAIMS for claim in (each.subject, *each.claims)}
    query = "SELECT document FROM items WHERE listing = 'claims' AND id = ?"
    for claim in sorted(claims - where.keys()):
        found = connection.execute(query, (claim,)).fetchone()
        if found is not None:
            where[claim] = found[0]
    keep(connection, "decided", where)
    query = "SELECT uri, seq FROM documents WHERE uri = ?"
    return dict(connection.execute(query, (uri,)).fetchone() for uri in {where[c] for c in claims if c in where})


def read_rows(ledger: Ledger, rows: Sequence[int], claims: Container[str] | None = None) -> dict[int, Reading]:
    """Return the readings of some rows by their numbers; where `claims` are given, documents and those alone."""
    with ledger.looking() as connection:
        found = dict(connection.execute(_READINGS, {"rows": rows}).all())
    return {seq: ledger.decoded(seq, found[seq], claims) for seq in rows}


def fetching(connection: sqlite3.Connection, ledger: Ledger) -> Fetch:
    """Return what gives the readings of places, as people's decisions leave them and as they are heard."""

    def fetch(
        uris: Sequence[str], decisions: Sequence[Decision], claims: Container[str] | None
    ) -> dict[str, tuple[Reading, Reading]]:
        out = {}
        for some in _chunks(uris):
            marks = ",".join("?" * len(some))
            query = f"SELECT uri, seq, heard FROM documents WHERE uri IN ({marks})"  # noqa: S608 - marks alone
            found = connection.execute(query, some).fetchall()
            readings = read_rows(ledger, [seq for _, seq, _ in found], claims)
            known = reviewed([readings[seq] for _, seq, _ in found], decisions)
            for (uri, _, heard), reading in zip(found, known, strict=True):
                out[uri] = reading, from_json(heard, claims) if heard else reading
        return out

    return fetch


def _chunks(given: Sequence[T]) -> Iterable[Sequence[T]]:
    return (given[start : start + _CHUNK] for start in range(0, len(given), _CHUNK))
