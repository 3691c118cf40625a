"""The tables of a ledger, and what keeps their rows from being changed."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

FORMAT = "corrobora-ledger/2"
OLDER = frozenset({"corrobora-ledger/1"})  # lack `decisions`, which is added when they are opened

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
    UniqueConstraint("uri", "sha256", "failed"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("decision", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

_REFUSE = """
    CREATE OR REPLACE FUNCTION corrobora_refuse() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
"""


def _append_only(table: Table) -> None:
    """Let the database itself refuse to change or delete a row of the table."""
    name = table.name
    abort = "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    verbs = "UPDATE OR DELETE OR TRUNCATE"
    refused = [
        ("sqlite", f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {abort}"),
        ("sqlite", f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {abort}"),
        ("postgresql", _REFUSE),
        (
            "postgresql",
            f"CREATE TRIGGER {name}_append_only BEFORE {verbs} ON {name} EXECUTE FUNCTION corrobora_refuse()",
        ),
    ]
    for dialect, statement in refused:
        ddl = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl.execute_if(dialect=dialect))


for _table in (about, raws, entries, decisions):
    _append_only(_table)
