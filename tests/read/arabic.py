"""What a text in Arabic tells, for the tests of reading it."""

from __future__ import annotations

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document


def incidents(text: str) -> list[Claim]:
    """Return the incident claims of a text published on 3 November 2021."""
    return [claim for claim in claims(text) if claim.kind == "incident"]


def claims(text: str) -> list[Claim]:
    """Return all claims of a text published on 3 November 2021."""
    document = Document("d", "d", text, "", language="ar", published=Dated("2021-11-03", "stated"))
    return list(read_document(document).claims)
