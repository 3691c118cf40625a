"""Stable names for what was read."""

from __future__ import annotations

import hashlib

from corrobora.types import ClaimKind, Span, Voice


def claim_id(document: str, kind: ClaimKind, span: Span, voice: Voice, event: str | None) -> str:
    """Return a claim's id: the same words in the same document in the same voice always get the same."""
    holders = "|".join(f"{h.span.start}-{h.span.end}" for h in voice.chain)
    key = f"{document}\0{kind}\0{span.start}-{span.end}\0{holders}\0{event}"
    return "c-" + hashlib.sha256(key.encode()).hexdigest()[:12]
