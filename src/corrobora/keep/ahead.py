"""Write-ahead logging for SQLite's files."""

from __future__ import annotations

import sqlite3
import time

_WAIT = 30.0  # seconds
_PAUSE = 0.02


def log_ahead(connection: sqlite3.Connection) -> None:
    """Set write-ahead logging, which stays with the file; waits for whoever else is just setting it.

    SQLite itself doesn't wait there, but fails. sqlite3.OperationalError where it can't be set.
    """
    end = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return
