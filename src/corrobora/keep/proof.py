"""What is wrong with a ledger's rows and bytes, reckoned anew from what they hold."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from corrobora.keep.chain import START, link_hash
from corrobora.keep.tables import entries, raws


def raw_faults(connection: Connection) -> Iterator[tuple[str, str | None]]:
    """Yield each hash with what is wrong with its bytes, or null."""
    for sha256, size, content in connection.execute(select(raws.c.sha256, raws.c.size, raws.c.content)):
        try:
            raw = zlib.decompress(content)
        except zlib.error:
            raw = None
        sound = raw is not None and len(raw) == size and hashlib.sha256(raw).hexdigest() == sha256
        yield sha256, None if sound else f"raw {sha256[:12]}: the bytes are not those that were captured"


def chain_faults(connection: Connection, kept: Mapping[str, str | None]) -> Iterable[str]:
    """Yield each row that was changed, moved, taken out or put in, and each whose bytes are missing."""
    previous = START
    count = connection.execute(select(func.count()).select_from(entries)).scalar() or 0
    for row in connection.execute(select(entries).order_by(entries.c.seq)).mappings():
        if row["previous"] != previous:
            yield f"row {row['seq']} of {count} ({row['uri']}): a row before it was changed, taken out or put in"
        if link_hash(row["previous"], dict(row)) != row["hash"]:
            yield f"row {row['seq']} of {count} ({row['uri']}): its content was changed"
        if row["sha256"] not in kept:
            yield f"row {row['seq']} of {count} ({row['uri']}): its raw bytes are missing"
        previous = row["hash"]
