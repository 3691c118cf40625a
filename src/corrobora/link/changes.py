"""What one who took over another's words made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corrobora.link.align import Sentence, Shared, Text
from corrobora.types import Claim, Reading, Span

_NUMBER = re.compile(r"\b\d+\b")


def changes(first: Text, second: Text, shared: Shared) -> Iterator[str]:
    """Yield in short words what a copy changed, dropped and added, each after the copy's name."""
    origin, copy = first.reading, second.reading
    name = copy.document.outlet or copy.document.uri
    for one, two in shared.pairs:
        words = one.span.of(origin.document.text), two.span.of(copy.document.text)
        numbers = () if one.words == two.words else _numbers(*words)
        for note in (*numbers, *_attribution(origin, copy, one, two)):
            yield f"{name}: {note}"
    for text, what in ((first, "dropped"), (second, "added")):
        count = len(text.sentences) - len(shared.pairs)
        if count:
            yield f"{name}: {count} sentence{'s' if count > 1 else ''} {what}"


def _numbers(one: str, two: str) -> Iterator[str]:
    old, new = ([str(int(number)) for number in _NUMBER.findall(words)] for words in (one, two))
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
