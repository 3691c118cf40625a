"""The tables of a ledger, and what keeps their rows from being changed."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

FORMAT = "corrobora-ledger/3"
OLDER = ("corrobora-ledger/1", "corrobora-ledger/2")  # what `upgrade` brings up when it is opened

metadata = MetaData()

about = Table("corrobora_ledger", metadata, Column("format", String(40), primary_key=True))

raws = Table(
    "raws",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("uri", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("captured", String(40)),
    Column("method", String(20), nullable=False),
    Column("published", String(60)),
    Column("failed", Boolean, nullable=False),
    Column("version", String(40), nullable=False),
    Column("reading", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("read", String(40)),
    Column("custody", Text),
    UniqueConstraint("uri", "sha256", "failed", "version", name="entries_once"),
)


def _log(name: str, what: str) -> Table:
    """Return a chained table whose rows hold a moment and one thing as JSON."""
    return Table(
        name,
        metadata,
        Column("seq", Integer, primary_key=True, autoincrement=True),
        Column("at", String(40), nullable=False),
        Column(what, Text, nullable=False),
        Column("previous", String(64), nullable=False),
        Column("hash", String(64), nullable=False, unique=True),
    )


decisions = _log("decisions", "decision")
handling = _log("handling", "event")

_REFUSE = """
    CREATE OR REPLACE FUNCTION corrobora_refuse() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""


def append_only(connection: Connection, table: Table) -> None:
    """Let the database itself refuse to change or delete a row of the table."""
    name, verbs = table.name, "UPDATE OR DELETE OR TRUNCATE"
    abort = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    guards = {
        "sqlite": (
            f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {abort}",
            f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {abort}",
        ),
        "postgresql": (
            _REFUSE,
            f"CREATE TRIGGER {name}_append_only BEFORE {verbs} ON {name} EXECUTE FUNCTION corrobora_refuse()",
        ),
    }
    for statement in guards.get(connection.dialect.name, ()):
        connection.exec_driver_sql(statement)


@event.listens_for(about, "after_create")
@event.listens_for(raws, "after_create")
@event.listens_for(entries, "after_create")
@event.listens_for(decisions, "after_create")
@event.listens_for(handling, "after_create")
def _guard(table: Table, connection: Connection, **_given: object) -> None:
    append_only(connection, table)
