"""What one who took over another's words made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Literal

from corrobora.link.align import Sentence, Shared, Text
from corrobora.link.identity import holder_key
from corrobora.types import Claim, Holder, Quantity, Reading, Span, Time

_SHOWN = 60
_NUMBER = re.compile(r"\b\d+\b")


def changes(first: Text, second: Text, shared: Shared) -> Iterator[str]:
    """Yield in short words what a copy changed, dropped and added, each after the copy's name."""
    origin, copy = first.reading, second.reading
    name = copy.document.outlet or copy.document.uri
    for one, two in shared.pairs:
        told = () if one.words == two.words else (*_numbers(origin, copy, one, two), *_dates(origin, copy, one, two))
        for note in (
            *told,
            *_attribution(origin, copy, one, two),
            *_quotation(one, two, two.span.of(copy.document.text)),
        ):
            yield f"{name}: {note}"
    for text, what in ((first, "dropped"), (second, "added")):
        count = len(text.sentences) - len(shared.pairs)
        if count:
            yield f"{name}: {count} sentence{'s' if count > 1 else ''} {what}"


def _numbers(origin: Reading, copy: Reading, one: Sentence, two: Sentence) -> Iterator[str]:
    """Yield which numbers became which, in digits or in words; "13" and "thirteen" are one."""
    old, new = _counted(origin, one.span), _counted(copy, two.span)
    known = [set(each.values()) | set(each) for each in (old, new)]
    gone = [number for words, number in old.items() if not {words, number} & known[1]]
    come = [number for words, number in new.items() if not {words, number} & known[0]]
    if gone and come:
        yield f"numbers changed: {' '.join(gone)} → {' '.join(come)}"
    elif gone or come:
        yield f"numbers {'dropped' if gone else 'added'}: {' '.join(gone or come)}"


def _counted(reading: Reading, where: Span) -> dict[str, str]:
    """Return the numbers of a sentence by the words for them, in order: those that were read, and others in digits.

    Those of dates are none of them.
    """
    text, dates = reading.document.text, _times(reading, where)
    read = [
        value
        for value in reading.values
        if isinstance(value, Quantity) and where.covers(value.span) and value.span.start < value.span.end
    ]
    found = {value.span: str(value.best) if value.best is not None else value.text for value in read}
    for digits in _NUMBER.finditer(text, *where):
        span = Span(*digits.span())
        if not any(value.span.covers(span) for value in (*read, *dates)):
            found[span] = str(int(digits[0]))
    return {span.of(text).casefold(): found[span] for span in sorted(found)}


def _dates(origin: Reading, copy: Reading, one: Sentence, two: Sentence) -> Iterator[str]:
    """Yield which dates that are written out became which."""
    old, new = ({t.edtf: t.text for t in _times(*each)} for each in ((origin, one.span), (copy, two.span)))
    gone, come = ([text for day, text in a.items() if day not in b] for a, b in ((old, new), (new, old)))
    if gone and come:
        yield f"dates changed: {', '.join(gone)} → {', '.join(come)}"


def _times(reading: Reading, where: Span) -> list[Time]:
    """Return the dates and hours of a sentence that are written in digits."""
    found = [value for value in reading.values if isinstance(value, Time) and where.covers(value.span)]
    return [value for value in found if any(map(str.isdecimal, value.text))]


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
