"""Opening a ledger's database, and its errors in plain words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from corrobora.errors import LedgerError
from corrobora.keep.ahead import log_ahead
from corrobora.keep.tables import FORMAT, OLDER, about, metadata

_WAIT = 30.0
_PLAIN = (
    ("file is not a database", "it is not a ledger, nor any SQLite database; give another path"),
    ("malformed", "the file is damaged; restore a copy of it"),
    ("database is locked", "another program has held it for half a minute; try again when that is done"),
    ("readonly", "it can't be written: the file or its folder is read-only"),
    ("unable to open", "it can't be opened: see that the folder exists and may be written"),
    ("Could not decode", "a text in it is damaged; restore a copy of it"),
    ("disk I/O error", "the disk could not be read or written, or has no room; nothing that was kept is lost"),
    ("is full", "the disk is full; make room and go on: nothing that was kept is lost"),
    ("No space left", "the server's disk is full; make room and go on: nothing that was kept is lost"),
    ("append-only", "its rows can't be changed"),
    ("onnection refused", "no server answers there; start it, or mend the address"),
    ("No such file or directory", "no server answers there; start it, or mend the address"),
    ("authentication failed", "the server refuses this user or password"),
    ("does not exist", "the server has no such database or user; create it first (createdb NAME)"),
    ("permission denied", "this user may not write there; the owner must GRANT it"),
)


def connect(path_or_url: str, *, create: bool = True) -> tuple[Engine, str]:
    """Return the engine of a ledger and the name to call it by in messages.

    Where there is no ledger yet one is made, or with `create` false LedgerError says how to make one.
    """
    url = _url(path_or_url)
    name = url.render_as_string(hide_password=True) if "://" in path_or_url else path_or_url
    local = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    if local and not Path(str(url.database)).parent.is_dir():
        raise LedgerError(f"{name}: there is no folder {Path(str(url.database)).parent}; make it first")
    if local and Path(str(url.database)).is_dir():
        raise LedgerError(f"{name}: this is a folder; give the path of a file")
    if local and not create and not Path(str(url.database)).exists():
        raise _none_at(name, "there is no ledger here")
    create = create or (url.get_backend_name() == "sqlite" and not local)  # in memory there never is one yet
    size = _size_at_rest(Path(str(url.database))) if local else 0
    if local:
        url = _to_be_read(url, name)
    try:
        engine = create_engine(url, connect_args={"timeout": _WAIT} if url.get_backend_name() == "sqlite" else {})
    except (NoSuchModuleError, ImportError) as error:
        hint = "; pip install 'corrobora[postgres]'" if url.get_backend_name() == "postgresql" else ""
        raise LedgerError(f"{name}: no driver for this kind of database is installed: {error}{hint}") from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _by_hand)
        event.listen(engine, "begin", _begin)
    try:
        with plainly(name):
            _refuse_torn(engine, size, name)
            _prepare(engine, name, create=create)
    except LedgerError:
        engine.dispose()
        raise
    return engine, name


def _url(path_or_url: str) -> URL:
    if path_or_url.startswith("file:"):
        raise LedgerError(f"{path_or_url}: give the path itself, without `file:`")
    if "://" not in path_or_url:
        return URL.create("sqlite", database=path_or_url)
    try:
        url = make_url(path_or_url)
    except ArgumentError as error:
        raise LedgerError(f"{path_or_url}: not a path or a database URL: {error}") from error
    return url.set(drivername="postgresql+psycopg") if url.drivername in {"postgres", "postgresql"} else url


def _size_at_rest(path: Path) -> int:
    """Return the bytes of a file, none where what stands in the file of its last writes may yet make it whole."""
    last = path.with_name(path.name + "-wal")
    return 0 if not path.is_file() or _size(last) else _size(path)


def _size(path: Path) -> int:
    """Return the bytes of a file, none where it is gone: who leaves a ledger last deletes that of its last writes."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _refuse_torn(engine: Engine, size: int, name: str) -> None:
    """Raise a LedgerError where a file ends within a page: SQLite reads on, and takes what is missing for zeros.

    SQLite itself is asked how large its pages are: who opens the file by hand and closes it lets go of the locks that
    every connection of this process holds on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    if not size:
        return
    with engine.connect() as connection:
        page = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    if size % page:
        raise LedgerError(f"{name}: the file is damaged: it is cut off at its end; restore a copy of it")


def _to_be_read(url: URL, name: str) -> URL:
    """Return the address of a ledger's file; where nobody may write beside it, one by which it is read as it lies.

    SQLite keeps its last writes in a second file, and reads them by a third, which it can't make there.
    """
    path = Path(str(url.database))
    if not path.is_file() or _may_write(path.resolve().parent):
        return url
    resolved = path.resolve()
    last, index = (resolved.with_name(resolved.name + end) for end in ("-wal", "-shm"))
    if _size(last):
        if index.exists():
            return url
        raise LedgerError(f"{name}: its last writes are in {last.name}; copy both to a folder where you may write")
    return URL.create("sqlite", database=resolved.as_uri(), query={"mode": "ro", "immutable": "1", "uri": "true"})


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def file_of(url: URL) -> Path | None:
    """Return the file of a ledger that may be written beside; null where there is none, or it is on a server."""
    local = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"} and not url.query
    return Path(str(url.database)) if local else None


def _by_hand(connection: Any, _record: object) -> None:  # noqa: ANN401 - whatever the driver gives
    """Take over transactions from the driver."""
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    """Begin with the lock for writing where that is wanted, so that nobody writes between our look and our step."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that no other writer shares; it is kept whole or not at all."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7241960)")
        yield connection


@contextmanager
def looking(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection to read from, which sees the ledger as it is now whoever writes meanwhile.

    What stands there and no ledger writes is an error in plain words.
    """
    try:
        with plainly(name), engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    except (TypeError, ValueError, AttributeError) as error:  # a number where a text belongs, and the like
        raise LedgerError(f"{name}: it holds what no ledger writes ({error}); run `corrobora verify`") from error


def _none_at(name: str, fact: str) -> LedgerError:
    how = f"`corrobora add --ledger {name} SOURCE…` makes one; in Python, `open_ledger({name!r}, create=True)`"
    return LedgerError(f"{name}: {fact}; {how}")


def _prepare(engine: Engine, name: str, *, create: bool) -> None:
    """Make the tables of an empty database, where they may be; one that holds something else is no ledger."""
    if not inspect(engine).has_table(about.name):
        with writing(engine) as connection:
            present = set(inspect(connection).get_table_names())
            if about.name not in present:
                if present:
                    raise LedgerError(f"{name}: this database holds something else ({min(present)}); give another path")
                if not create:
                    raise _none_at(name, "it is empty; restore a copy of the ledger if there was one")
                metadata.create_all(connection)
                connection.execute(about.insert().values(format=FORMAT))
        if engine.dialect.name == "sqlite":
            with closing(engine.raw_connection()) as raw:
                log_ahead(raw.driver_connection)  # type: ignore[arg-type] # it is SQLite's own
    with engine.connect() as connection:
        found = set(connection.execute(select(about.c.format)).scalars())
    if not found:
        raise LedgerError(f"{name}: it doesn't say which format it has; restore a copy of it")
    newer = found - {*OLDER, FORMAT}
    if newer:
        raise LedgerError(f"{name}: its format is {max(newer)!r}; this version reads {FORMAT!r}: install a newer one")
    if FORMAT not in found:
        from corrobora.keep.upgrade import bring_up  # seldom needed

        with writing(engine) as connection:
            held = set(connection.execute(select(about.c.format)).scalars())
            if FORMAT not in held:
                bring_up(connection, max(held))
                connection.execute(about.insert().values(format=FORMAT))


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Turn a database's errors into ours, in plain words."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        plain = next((plain for words, plain in _PLAIN if words in said), said)
        raise LedgerError(f"{name}: {plain}") from error
