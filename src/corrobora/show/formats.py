"""How rows may be printed; nothing else, so that the help of the commands waits for nothing."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"
