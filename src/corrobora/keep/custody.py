"""Who took what out of a ledger, and who had it stamped: appended, chained by hashes, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy.engine import Connection

from corrobora.errors import LedgerError, SourceError
from corrobora.keep.logs import HANDLING, head, rows, write
from corrobora.schema import build, to_json
from corrobora.types import Handling


def record(connection: Connection, handling: Handling) -> None:
    """Append a handling to the log; the connection must be in a transaction that writes."""
    write(connection, HANDLING, handling.at, to_json(handling), head(connection, HANDLING.table))


def recorded(connection: Connection) -> Iterator[Handling]:
    """Yield the handlings in their order."""
    for seq, _, text in rows(connection, HANDLING):
        try:
            yield build(Handling, json.loads(text))
        except (SourceError, ValueError) as error:
            raise LedgerError(f"handling {seq} can't be read: {error}; run `corrobora verify`") from error
