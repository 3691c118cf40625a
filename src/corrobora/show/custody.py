"""What a ledger notes of how it was handled: who captured what with what, and who took what out of it."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corrobora.gather import Gathered
from corrobora.schema import json_line
from corrobora.settings import Settings
from corrobora.types import Handled, Handling


def custody_of(gathered: Gathered, settings: Settings) -> str:
    """Return the custody of a capture as one line of JSON.

    >>> custody_of(Gathered("a.txt", "file"), Settings(operator="desk 2")).partition(", ")[0]
    '{"operator": "desk 2"'
    """
    told: dict[str, object] = {**who(settings), "extractor": gathered.extractor}
    if gathered.exchange is not None:
        exchange = gathered.exchange
        told |= {"url": exchange.url, "status": exchange.status, "headers": [list(pair) for pair in exchange.headers]}
        told |= {"address": exchange.address, "protocol": exchange.protocol, "via": list(exchange.via)}
        told |= {"asked": [list(pair) for pair in exchange.asked]}
        if exchange.archive is not None:
            told |= {"archive": exchange.archive, "archived": exchange.archived}
    if gathered.about:
        told["about"] = dict(gathered.about)
    if gathered.at:
        told["part"] = gathered.at
    return json_line(told)


def who(settings: Settings) -> dict[str, str]:
    """Return who runs this, and with which program."""
    return {"operator": settings.operator or getpass.getuser(), "tool": _tool()}


@cache
def _tool() -> str:
    """Return this program with its version: asking for that reads files, and every capture would."""
    return f"corrobora {version('corrobora')}"


def handled(act: Handled, heads: Mapping[str, str], settings: Settings, **what: Any) -> Handling:  # noqa: ANN401 - fields of it
    """Return a handling of a ledger with these heads, by whoever runs this, now."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    own = who(settings)
    return Handling(at, act, own["operator"], own["tool"], dict(heads), **what)


def digests(files: Sequence[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name; a pipe or device has none."""
    out = {}
    for path in files:
        if path.is_file():
            with path.open("rb") as file:
                out[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return out
