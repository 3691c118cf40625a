"""What an attribution is: one voice over one stretch of text."""

from __future__ import annotations

from dataclasses import dataclass

from corrobora.types import Act, Holder, Span, Stance, Voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """One voice over one stretch of text; `own` says that it speaks of its own doing ("denied having attacked").

    `judges` says that it takes for granted what is told inside ("condemned the attack that killed six"); `other` is
    whom it accuses, where that one accuses it of the same ("Moscow and Kyiv accuse each other").
    """

    voice: Voice
    content: Span
    match: Span
    sentence: int
    rule: str
    act: Act = "states"
    stance: Stance = "asserted"
    own: bool = False
    judges: bool = False
    other: Holder | None = None
