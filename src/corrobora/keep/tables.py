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

FORMAT = "corrobora-ledger/1"

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

for _table in (about, raws, entries):
    for _verb in ("UPDATE", "DELETE"):
        event.listen(
            _table,
            "after_create",
            DDL(  # type: ignore[no-untyped-call]
                f"CREATE TRIGGER {_table.name}_no_{_verb.lower()} BEFORE {_verb} ON {_table.name} "
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            ).execute_if(dialect="sqlite"),
        )
