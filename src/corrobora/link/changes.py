"""What one who took over another's words made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Literal

from corrobora.link.align import Sentence, Shared, Text
from corrobora.link.identity import holder_key
from corrobora.types import Claim, Holder, Reading, Span

_SHOWN = 60
_NUMBER = re.compile(r"\b\d+\b")


def changes(first: Text, second: Text, shared: Shared) -> Iterator[str]:
    """Yield in short words what a copy changed, dropped and added, each after the copy's name."""
    origin, copy = first.reading, second.reading
    name = copy.document.outlet or copy.document.uri
    for one, two in shared.pairs:
        words = one.span.of(origin.document.text), two.span.of(copy.document.text)
        numbers = () if one.words == two.words else _numbers(*words)
        for note in (*numbers, *_attribution(origin, copy, one, two), *_quotation(one, two, words[1])):
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
    if before is None or after is None or _is_one(before, after):
        return
    if isinstance(before, Holder) and isinstance(after, Holder):
        yield f"attribution changed: {before.text} → {after.text}"
    elif isinstance(before, Holder):
        yield f"attribution dropped: {before.text}"
    elif isinstance(after, Holder):
        yield f"attribution added: {after.text}"


def _is_one(one: Holder | str, two: Holder | str) -> bool:
    if isinstance(one, str) or isinstance(two, str):
        return one == two
    return one.text.casefold() == two.text.casefold() or (holder_key(one) or "") == holder_key(two)


def _quotation(one: Sentence, two: Sentence, words: str) -> Iterator[str]:
    """Yield that a speaker's own words are the writer's now, or the writer's the speaker's."""
    if one.quoted != two.quoted:
        move = "put into" if two.quoted else "taken out of"
        yield f"{move} quotation marks: {shorten(words, _SHOWN, placeholder=' …')}"


def _voice(reading: Reading, where: Span) -> Holder | Literal["narrator"] | None:
    """Return who says a sentence, null where no claim was read in it."""
    inside = [claim for claim in reading.claims if _meets(claim, where)]
    if not inside:
        return None
    return next((claim.voice.chain[0] for claim in inside if claim.voice.chain), "narrator")


def _meets(claim: Claim, where: Span) -> bool:
    return claim.span.start < where.end and where.start < claim.span.end
