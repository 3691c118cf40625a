"""The chain of hashes over a ledger's rows: each covers its own content and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

START = "0" * 64
LATER = ("read", "custody")
COVERED = ("uri", "sha256", "captured", "method", "published", "failed", "version", "reading")


def link_hash(previous: str, row: Mapping[str, object], covered: Sequence[str] = COVERED) -> str:
    """Return the SHA-256 of a row's content, its `covered` columns, after the row with the hash `previous`.

    >>> link_hash(START, dict.fromkeys(COVERED))[:8]
    '6d7d3ffe'
    """
    held = [row[name] for name in covered]
    held += [row[name] for name in LATER if row.get(name) is not None]  # rows of the first format have none
    content = json.dumps([previous, *held], ensure_ascii=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(content.encode()).hexdigest()
