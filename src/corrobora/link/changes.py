"""What one who took over another's words made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corrobora.link.align import Sentence, align
from corrobora.read.fold import fold
from corrobora.types import Claim, Reading, Span

_NUMBER = re.compile(r"\b\d+\b")


def changes(origin: Reading, copy: Reading, first: Sequence[Sentence], second: Sequence[Sentence]) -> Iterator[str]:
    """Yield in short words what a copy changed, dropped and added, each after the copy's name.

    `first` and `second` are the sentences of the origin and of the copy.
    """
    shared = align(first, second)
    name = copy.document.outlet or copy.document.uri
    for one, two in shared.pairs:
        words = one.span.of(origin.document.text), two.span.of(copy.document.text)
        for note in (*_numbers(*words), *_attribution(origin, copy, one, two)):
            yield f"{name}: {note}"
    kept = {id(s) for pair in shared.pairs for s in pair}
    dropped = sum(id(s) not in kept for s in first)
    added = sum(id(s) not in kept for s in second)
    for count, what in ((dropped, "dropped"), (added, "added")):
        if count:
            yield f"{name}: {count} sentence{'s' if count > 1 else ''} {what}"


def _numbers(one: str, two: str) -> Iterator[str]:
    old, new = _NUMBER.findall(fold(one)), _NUMBER.findall(fold(two))
    gone, come = [n for n in old if n not in new], [n for n in new if n not in old]
    if gone or come:
        yield f"numbers changed: {' '.join(gone) or 'none'} → {' '.join(come) or 'none'}"


def _attribution(origin: Reading, copy: Reading, one: Sentence, two: Sentence) -> Iterator[str]:
    """Yield that the same words stand under another voice."""
    before, after = _voice(origin, one.span), _voice(copy, two.span)
    if before is None or after is None or before.casefold() == after.casefold():
        return
    if not after:
        yield f"attribution dropped: {before}"
    elif not before:
        yield f"attribution added: {after}"
    else:
        yield f"attribution changed: {before} → {after}"


def _voice(reading: Reading, where: Span) -> str | None:
    """Return the words for who says a sentence, nothing for the narrator, null where no claim was read in it."""
    inside = [claim for claim in reading.claims if _meets(claim, where)]
    voiced = [claim for claim in inside if claim.voice.chain]
    if not inside:
        return None
    return voiced[0].voice.chain[0].text if voiced else ""


def _meets(claim: Claim, where: Span) -> bool:
    return claim.span.start < where.end and where.start < claim.span.end
