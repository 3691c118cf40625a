"""What was done with a ledger besides reading into it: who took what out of it, and who had it stamped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Handled: TypeAlias = Literal["export", "pack", "stamp"]


@dataclass(frozen=True, slots=True)
class Handling:
    """One handling of a ledger, as its log of custody has it.

    `at` is in ISO 8601 (UTC), `operator` who did it with which `tool`. `heads` are the last hashes of the ledger's
    chains at that moment, by their names: what was handled. An export has its `format` and the SHA-256 of its `files`;
    a stamp the `authority` (a URL) and its `token`, the answer of that authority (RFC 3161) in Base64.
    """

    at: str
    act: Handled
    operator: str
    tool: str
    heads: dict[str, str]
    format: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    authority: str | None = None
    token: str | None = None
