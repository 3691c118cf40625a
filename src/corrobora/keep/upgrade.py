"""Ledgers of older formats, brought up to this one; nothing that they hold is touched."""

from __future__ import annotations

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, String, Text, inspect

from corrobora.keep.tables import append_only, decisions, entries, handling, metadata

_ONCE = ["uri", "sha256", "failed"]


def bring_up(connection: Connection, found: str) -> None:
    """Bring a ledger's tables up from the format that was `found` to this version's, step by step."""
    steps = list(_STEPS)
    for step in steps[steps.index(found) :]:
        _STEPS[step](connection)


def _with_decisions_and_readings_anew(connection: Connection) -> None:
    """Add the table of decisions; let the same bytes be read once by each edition of the rules, and say when."""
    metadata.create_all(connection, tables=[decisions])
    if "read" in {column["name"] for column in inspect(connection).get_columns("entries")}:
        return  # it says less than it is
    operations = Operations(MigrationContext.configure(connection))
    unique = inspect(connection).get_unique_constraints("entries")
    name = next((each["name"] for each in unique if each["column_names"] == _ONCE), None)
    naming = {"uq": "uq_%(table_name)s_%(column_0_N_name)s"}
    with operations.batch_alter_table("entries", naming_convention=naming) as batch:
        batch.add_column(Column("read", String(40)))
        batch.add_column(Column("custody", Text))
        batch.drop_constraint(name or "uq_entries_uri_sha256_failed", type_="unique")
        batch.create_unique_constraint("entries_once", [*_ONCE, "version"])
    if connection.dialect.name == "sqlite":  # the table was made anew there, without what guards it
        append_only(connection, entries)


def _with_handling(connection: Connection) -> None:
    """Add the log of who took what out of the ledger, or had it stamped."""
    metadata.create_all(connection, tables=[handling])


_STEPS: dict[str, Callable[[Connection], None]] = {
    "corrobora-ledger/1": _with_decisions_and_readings_anew,
    "corrobora-ledger/2": _with_handling,
}
