"""The append-only store of documents and readings.

Raw bytes are kept by their SHA-256; each reading is a row, chained to the row before by a hash. What was read stays as
it was read: the reading of another edition of the rules stands beside it, and is the one that counts from then on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from sqlalchemy import URL, Engine, func, select
from sqlalchemy.engine import Connection

from corrobora.errors import LedgerError, SourceError
from corrobora.keep import custody, logs, proof, review
from corrobora.keep.appending import Entry, Key, append, asking, packed
from corrobora.keep.asof import chosen, last_day, was_known
from corrobora.keep.chain import START
from corrobora.keep.connect import connect, looking, plainly, writing
from corrobora.keep.edition import edition
from corrobora.keep.tables import decisions, entries, raws
from corrobora.schema import from_json, to_json
from corrobora.schema.rows import mend
from corrobora.types import Decision, Document, Failure, Handling, Reading

if TYPE_CHECKING:  # an extra
    from cryptography.x509 import Certificate

_BATCH = 32
_CHUNK = 200


class Capture(NamedTuple):
    """Bytes as they were captured at a place, and what the chain of hashes covers of their reading."""

    uri: str
    sha256: str
    captured: str | None
    method: str
    edition: str
    read: str | None
    previous: str
    hash: str
    custody: str | None
    raw: bytes

    @property
    def told(self) -> dict[str, Any]:
        """Return what its custody says of how it was captured; LedgerError where that was changed."""
        try:
            found = json.loads(self.custody or "{}")
        except (TypeError, ValueError):
            found = None
        if not isinstance(found, dict):
            raise LedgerError(f"{self.uri}: the custody of its capture can't be read; run `corrobora verify`")
        return found


class Marks(NamedTuple):
    """What stands for all that a ledger holds: its last row's number and hash, and its last decision's hash."""

    seq: int
    hash: str
    decided: str


class Version(NamedTuple):
    """One reading of what stood at a place: of which bytes, by which edition of the rules, captured when."""

    sha256: str
    edition: str
    captured: str | None
    reading: Reading


def open_ledger(path_or_url: str, *, create: bool = True) -> Ledger:
    """Return the ledger at a path (SQLite) or a database URL; LedgerError says what is wrong.

    Where there is none it is made, unless `create` is false.

    >>> with open_ledger("sqlite:///:memory:") as ledger:
    ...     list(ledger.readings())
    []
    """
    return Ledger(*connect(path_or_url, create=create))


def entry_of(
    document: Document,
    raw: bytes,
    reading: Reading,
    captured: str | None = None,
    method: str = "file",
    custody: str | None = None,
) -> Entry:
    """Return the row of a reading, as `Ledger.record` writes it."""
    document, reading = _keepable(document, reading)
    row = {
        "uri": document.uri,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "captured": captured,
        "method": method,
        "published": document.published.edtf if document.published else None,
        "failed": reading.error is not None,
        "version": edition(),
        "reading": to_json(reading),
        "read": datetime.now(UTC).isoformat(timespec="seconds"),
        "custody": custody,
    }
    return Entry(row, len(raw), packed(raw))


class Ledger:
    """An open ledger; it writes in small batches, each whole or not at all, so that a killed `add` can be run again."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._asked = asking(engine)
        self._pending: dict[Key, Entry] = {}

    def __enter__(self) -> Self:
        """Return the ledger itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is pending and close."""
        self.close()

    def record(
        self,
        document: Document,
        raw: bytes,
        reading: Reading,
        captured: str | None = None,
        method: str = "file",
        custody: str | None = None,
    ) -> bool:
        """Return whether the reading was new: the same bytes from one place are added once an edition of the rules.

        `captured` is when the bytes were got, in ISO 8601; `custody` by whom, with what and how, as JSON. A reading
        that failed is kept as a line of the log, once.
        """
        document, reading = _keepable(document, reading)
        key = (document.uri, hashlib.sha256(raw).hexdigest(), reading.error is not None)
        if key in self._pending or self._has(*key):
            return False
        return self.put(entry_of(document, raw, reading, captured, method, custody))

    def put(self, entry: Entry) -> bool:
        """Return whether a row was new, which may have been made in another process; it is written with the others."""
        if entry.key in self._pending or self._has(*entry.key):
            return False
        self._pending[entry.key] = entry
        if len(self._pending) >= _BATCH:
            self.flush()
        return True

    def flush(self) -> None:
        """Write what is pending, whole or not at all."""
        if not self._pending:
            return
        with plainly(self._name), writing(self._engine) as connection:
            append(connection, self._pending)
        self._pending.clear()

    def known(self, sha256: str, uri: str) -> bool:
        """Return whether this edition has read these bytes from this place; a reading that failed does not count."""
        return (uri, sha256, False) in self._pending or self._has(uri, sha256, failed=False)

    def _has(self, uri: str, sha256: str, failed: bool) -> bool:  # noqa: FBT001 - part of a row's key
        with plainly(self._name):
            return self._asked((uri, sha256, failed))

    def readings(self, as_of: str | None = None) -> Iterator[Reading]:
        """Yield the latest reading of each place, in the order of their places; what failed is left out.

        As of a day (EDTF): what had been published by then (where that is unknown: captured), each in the version that
        had been captured and read by then, or else the first.
        """
        self.flush()
        with looking(self._engine, self._name) as connection:
            for chunk in _chunks(list(chosen(connection, as_of).values())):
                query = select(entries.c.seq, entries.c.reading).where(entries.c.seq.in_(chunk))
                found = {row.seq: row.reading for row in connection.execute(query)}
                for seq in chunk:
                    yield self.decoded(seq, found[seq])

    def decoded(self, seq: int, text: str, claims: Container[str] | None = None) -> Reading:
        """Return the reading that a row holds; where `claims` are given, its document and those alone."""
        try:
            return from_json(text, claims)
        except SourceError as error:
            raise LedgerError(f"{self._name}: row {seq} can't be read: {error}; run `corrobora verify`") from error

    def versions(self, as_of: str | None = None) -> Iterator[tuple[Version, ...]]:
        """Yield what was read more than once from one place, in the order of reading: other bytes, or other rules.

        As of a day (EDTF): those that had been captured and read by then.
        """
        until = last_day(as_of)
        self.flush()
        with looking(self._engine, self._name) as connection:
            often = select(entries.c.uri).where(~entries.c.failed).group_by(entries.c.uri).having(func.count() > 1)
            for uri in connection.execute(often.order_by(entries.c.uri)).scalars().all():
                query = select(entries).where(entries.c.uri == uri, ~entries.c.failed).order_by(entries.c.seq)
                rows = [row for row in connection.execute(query) if was_known(until, row.captured, row.read)]
                if len(rows) > 1:
                    yield tuple(
                        Version(row.sha256, row.version, row.captured, self.decoded(row.seq, row.reading))
                        for row in rows
                    )

    def captures(self, *, raw: bool = True) -> Iterator[Capture]:
        """Yield every capture in the order of the chain, with its bytes unless `raw` is false."""
        self.flush()
        names = ("uri", "sha256", "captured", "method", "version", "read", "previous", "hash", "custody")
        columns = [entries.c[name] for name in names]
        with looking(self._engine, self._name) as connection:
            for row in connection.execute(select(*columns).order_by(entries.c.seq)).all():
                content = self._raw(connection, row.sha256) if raw else b""
                chain = (row.previous, row.hash, row.custody, content or b"")
                yield Capture(row.uri, row.sha256, row.captured, row.method, row.version, row.read, *chain)

    def failures(self) -> Iterator[tuple[str, Failure]]:
        """Yield what could not be read, with its place and the reason."""
        self.flush()
        with looking(self._engine, self._name) as connection:
            columns = (entries.c.seq, entries.c.uri, entries.c.reading)
            query = select(*columns).where(entries.c.failed).order_by(entries.c.seq)
            for seq, uri, text in connection.execute(query):
                error = self.decoded(seq, text).error
                if error is not None:
                    yield uri, error

    def raw(self, sha256: str) -> bytes | None:
        """Return the bytes with this hash as they were captured, or null where the ledger has none."""
        self.flush()
        with looking(self._engine, self._name) as connection:
            return self._raw(connection, sha256)

    def _raw(self, connection: Connection, sha256: str) -> bytes | None:
        content = connection.execute(select(raws.c.content).where(raws.c.sha256 == sha256)).scalar()
        try:
            return None if content is None else proof.unpacked(content)
        except ValueError as error:
            raise LedgerError(f"{self._name}: raw {sha256[:12]} is damaged; run `corrobora verify`") from error

    def decide(self, decision: Decision) -> Decision:
        """Return a decision as it was kept: with its id, at the end of the chain of decisions."""
        self.flush()
        with plainly(self._name), writing(self._engine) as connection:
            return review.record(connection, decision)

    def decisions(self, as_of: str | None = None) -> list[Decision]:
        """Return all that people decided, as of a day (EDTF) what they had by then; see `review.standing`."""
        with looking(self._engine, self._name) as connection:
            return list(review.recorded(connection, as_of))

    def note(self, handling: Handling) -> None:
        """Keep at the end of the log of custody what was done with the ledger."""
        with plainly(self._name), writing(self._engine) as connection:
            custody.record(connection, handling)

    def handlings(self) -> list[Handling]:
        """Return what was done with the ledger besides adding and deciding, in its order."""
        with looking(self._engine, self._name) as connection:
            return list(custody.recorded(connection))

    def verify(self, roots: Sequence[Certificate] = ()) -> list[str]:
        """Return what is wrong, a line each; nothing where the rows are as written, in their order, and the bytes too.

        Rows cut off at the end show where the ledger was stamped or exported after them; else note the last hash
        elsewhere. With certificates as `roots`, each stamp must be signed by one of them.
        """
        self.flush()
        with looking(self._engine, self._name) as connection:
            return list(proof.faults(connection, roots))

    def heads(self) -> dict[str, str]:
        """Return the last hash of each chain, by its name: together they stand for all that the ledger holds."""
        self.flush()
        with looking(self._engine, self._name) as connection:
            return logs.heads(connection)

    def last_hash(self) -> str:
        """Return the hash of the last row that was read."""
        return self.heads()[entries.name]

    def marks(self) -> Marks:
        """Return what stands for all that the ledger holds."""
        with self.looking() as connection:
            query = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
            last = connection.execute(query).first()  # both at once, whoever writes meanwhile
            decided = logs.head(connection, decisions)
        return Marks(last.seq if last else 0, last.hash if last else START, decided)

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Give a connection to its database to read by, once what is pending is written."""
        self.flush()
        with looking(self._engine, self._name) as connection:
            yield connection

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        """Give a connection to keep by what is derived from the ledger, in tables of its own; whole or not at all."""
        with plainly(self._name), self._engine.begin() as connection:
            yield connection

    @property
    def url(self) -> URL:
        """Return the address of its database."""
        return self._engine.url

    def close(self) -> None:
        """Write what is pending and let go of the database."""
        try:
            self.flush()
        finally:
            self._engine.dispose()


def _keepable(document: Document, reading: Reading) -> tuple[Document, Reading]:
    """Return a document whose place every database can hold, with its reading: what none can is U+FFFD there."""
    uri = mend(document.uri).replace("\0", "\ufffd")
    if uri == document.uri:
        return document, reading
    document = replace(document, uri=uri)
    return document, replace(reading, document=document)


def _chunks(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
