"""What a text tells in a few words, by language, for the tests of reading deeds."""

from __future__ import annotations

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

Deed = tuple[str, str, list[str], list[str]]


def claims(text: str, language: str) -> list[Claim]:
    """Return all claims of a text published on Monday 10 March 2025."""
    document = Document("a", "a", text, "", language=language, published=Dated("2025-03-10", "stated"))
    return list(read_document(document).claims)


def incidents(text: str, language: str) -> list[Claim]:
    """Return its incident claims."""
    return [claim for claim in claims(text, language) if claim.kind == "incident"]


def short(claim: Claim) -> Deed:
    """Return the event of a claim, its stance, who did it and whom it hit."""
    return claim.event or "", claim.stance, [v.text for v in claim.actors], [v.text for v in claim.targets]
