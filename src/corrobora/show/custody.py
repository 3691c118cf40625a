"""What a ledger notes of a capture besides its bytes: who got it, with what, and how a server gave it."""

from __future__ import annotations

import getpass
from functools import cache
from importlib.metadata import version

from corrobora.gather import Gathered
from corrobora.schema import json_line
from corrobora.settings import Settings


def custody_of(gathered: Gathered, settings: Settings) -> str:
    """Return the custody of a capture as one line of JSON.

    >>> custody_of(Gathered("a.txt", "file"), Settings(operator="desk 2")).partition(", ")[0]
    '{"operator": "desk 2"'
    """
    told: dict[str, object] = {
        "operator": settings.operator or getpass.getuser(),
        "tool": _tool(),
        "extractor": gathered.extractor,
    }
    if gathered.exchange is not None:
        exchange = gathered.exchange
        told |= {"url": exchange.url, "status": exchange.status, "headers": [list(pair) for pair in exchange.headers]}
        told |= {"address": exchange.address, "protocol": exchange.protocol, "via": list(exchange.via)}
        told |= {"asked": [list(pair) for pair in exchange.asked]}
    if gathered.at:
        told["part"] = gathered.at
    return json_line(told)


@cache
def _tool() -> str:
    """Return this program with its version: asking for that reads files, and every capture would."""
    return f"corrobora {version('corrobora')}"
