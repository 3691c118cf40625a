"""Which documents carry the same words, which the same story in another language, and which cite one source."""

from __future__ import annotations

from collections.abc import Iterable

from corrobora.link.citation import Groups, citations
from corrobora.link.columns import columns
from corrobora.link.copies import copies
from corrobora.link.first import published
from corrobora.link.incident import linkable
from corrobora.link.linked import linked
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, told_in
from corrobora.link.translation import translations
from corrobora.types import Lineage, Reading


def lineages(readings: Iterable[Reading], groups: Groups | None = None) -> tuple[Lineage, ...]:
    """Return the copies, half-copies, proposed translations and citations, whatever the order of `readings`.

    `origin` is the document that was published first; `members` has all, the origin first. `changes` says what each
    member changed. A translation is a proposal: no words were compared. The origin of a citation whose dispatch is not
    in the ledger is the name of the one that is cited. `groups` are those of claims about one incident, where known.
    """
    known = sorted((r for r in readings if r.error is None), key=lambda r: published(r.document))
    found = copies(known)
    copied = {member for each in found for member in each.members[1:]}
    told = told_in(known)
    translated = translations([r for r in known if r.document.uri not in copied], told)
    out = [*found, *translated, *citations(known, told, _grouped(known) if groups is None else groups)]
    return tuple(sorted(out, key=lambda lineage: (lineage.origin, lineage.kind, lineage.members)))


def _grouped(readings: Iterable[Reading]) -> Groups:
    told = linkable(readings)
    return grouped_by(told, linked(columns(rows(told))).label.tolist())


def grouped_by(told: Iterable[Telling], label: Iterable[int]) -> Groups:
    """Return the groups of claims by their ids, without claims that are in none."""
    return {each.claim.id: group for each, group in zip(told, label, strict=True) if group >= 0}
