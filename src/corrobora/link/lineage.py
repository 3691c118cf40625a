"""Which documents carry the same words, which the same story in another language, and which cite one source."""

from __future__ import annotations

from collections.abc import Iterable

from corrobora.link.citation import citations
from corrobora.link.copies import copies
from corrobora.link.first import published
from corrobora.link.telling import told_in
from corrobora.link.translation import translations
from corrobora.types import Lineage, Reading


def lineages(readings: Iterable[Reading]) -> tuple[Lineage, ...]:
    """Return the copies, half-copies, proposed translations and citations, whatever the order of `readings`.

    `origin` is the document that was published first; `members` has all, the origin first. `changes` says what each
    member changed. A translation is a proposal: no words were compared. The origin of a citation whose dispatch is not
    in the ledger is the name of the one that is cited.
    """
    known = sorted((r for r in readings if r.error is None), key=lambda r: published(r.document))
    found = copies(known)
    copied = {member for each in found for member in each.members[1:]}
    told = told_in(known)
    translated = translations([r for r in known if r.document.uri not in copied], told)
    out = [*found, *translated, *citations(known, told)]
    return tuple(sorted(out, key=lambda lineage: (lineage.origin, lineage.kind, lineage.members)))
