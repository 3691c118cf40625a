"""The tests of a tally: its parts, its series, its rivals, and what the ledger already holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from corrobora.link.days import Days, days
from corrobora.reckon.scope import same_scope, within
from corrobora.types import Check, Counted

if TYPE_CHECKING:
    from corrobora.reckon.tally import Tally

_SUDDEN = 10
_TIMES = 10


def checks(tally: Tally, others: Sequence[Tally], counted: Counted, between: Callable[[Tally], int]) -> Iterator[Check]:
    """Yield each check that can be made of a tally, with the claims that it was checked against.

    `between` counts what the ledger holds since an earlier tally.
    """
    yield from _parts(tally, others)
    yield from _whole(tally, others)
    yield from _series(tally, others, between)
    yield from _rivals(tally, others)
    if counted.certain > tally.number:
        note = f"impossible: {tally.number} reported, but the ledger holds {counted.certain}"
        yield Check("count", ok=False, with_=(), note=note)
    else:
        yield Check(
            "count", ok=True, with_=(), note=f"the ledger holds {counted.certain}, not more than {tally.number}"
        )


def _parts_of(tally: Tally, others: Sequence[Tally]) -> list[Tally]:
    """Return the tallies of the same article that count parts of this one, one a place: the largest."""
    parts: dict[tuple[str, ...], Tally] = {}
    for other in others:
        if other is tally or other.document.id != tally.document.id or not within(other.scope, tally.scope):
            continue
        where = tuple(sorted(place.id or place.text for place in other.scope.places))
        if where not in parts or other.number > parts[where].number:
            parts[where] = other
    all_ = list(parts.values())
    largest = [part for part in all_ if not any(within(part.scope, other.scope) for other in all_ if other is not part)]
    return sorted(largest, key=lambda part: part.claim.span)


def _parts(tally: Tally, others: Sequence[Tally]) -> Iterator[Check]:
    parts = _parts_of(tally, others)
    if not parts:
        return
    total = sum(part.number for part in parts)
    sum_ = " + ".join(str(part.number) for part in parts)
    claims = tuple(part.claim.id for part in parts)
    if total > tally.number:
        note = f"parts {sum_} come to {total}, more than the whole, {tally.number}"
    else:
        note = f"parts {sum_} within {tally.number}, {tally.number - total} elsewhere"
    yield Check("parts", ok=total <= tally.number, with_=claims, note=note)


def _whole(tally: Tally, others: Sequence[Tally]) -> Iterator[Check]:
    own = [other for other in others if other.document.id == tally.document.id]
    for whole in own if len(own) > 1 else ():
        if any(part is tally for part in _parts_of(whole, own)):
            ok = tally.number <= whole.number
            note = f"part of {whole.number}" if ok else f"more than the whole that it is part of, {whole.number}"
            yield Check("parts", ok=ok, with_=(whole.claim.id,), note=note)


def _series(tally: Tally, others: Sequence[Tally], between: Callable[[Tally], int]) -> Iterator[Check]:
    """Yield the comparison with the last tally before, by the same voice where it has one, and with its own next."""
    alike = [other for other in others if other is not tally and _alike(other, tally)]
    before = [other for other in alike if _earlier(other, tally)]
    more = {
        o.speaker: o for o in before if o.number > tally.number and o.speaker != tally.speaker and _counts_on(o, tally)
    }
    last = _last(tally, before)
    if len(more) > 1:
        given = ", ".join(f"{other.number} by {other.name}" for other in more.values())
        with_ = tuple(other.claim.id for other in more.values())
        yield Check("series", ok=False, with_=with_, note=f"impossible: {tally.number} comes after {given}")
    elif last is not None:
        yield _grown(tally, last, between)
    after = [other for other in alike if _earlier(tally, other) and other.speaker == tally.speaker]
    following = min(after, key=lambda o: (_end(o).last, o.number, o.claim.id), default=None)
    if following is not None and following.number >= tally.number:
        note = f"followed by {following.number} {_lapse(tally, following)} later"
        yield Check("series", ok=True, with_=(following.claim.id,), note=note)


def continues(tally: Tally, others: Sequence[Tally]) -> bool:
    """Return whether a tally goes on from an earlier one of its own voice."""
    before = (o for o in others if o is not tally and o.speaker == tally.speaker and _earlier(o, tally))
    return any(_alike(other, tally) and other.number <= tally.number for other in before)


def _last(tally: Tally, before: Sequence[Tally]) -> Tally | None:
    own = [other for other in before if other.speaker == tally.speaker]
    last = max(own or before, key=lambda o: (_end(o).last, o.number, o.claim.id), default=None)
    return last if last is not None and (own or _counts_on(last, tally)) else None


def _counts_on(one: Tally, two: Tally) -> bool:
    """Return whether two tallies of different voices number the same thing."""
    return one.scope.ordinal and two.scope.ordinal


def _grown(tally: Tally, last: Tally, between: Callable[[Tally], int]) -> Check:
    grown = tally.number - last.number
    who = "" if last.speaker == tally.speaker else f" by {last.name}"
    since = f"{last.number}{who} {_lapse(last, tally)} before"
    if grown < 0:
        return Check("series", ok=False, with_=(last.claim.id,), note=f"{tally.number} is less than {since}")
    if grown > max(_SUDDEN, _TIMES * _pace(last) * (_end(tally).last - _end(last).last)):
        note = f"{grown} more than {since}: over ten times its pace"
        return Check("series", ok=False, with_=(last.claim.id,), note=note)
    note = f"{grown} more than {since}{_unreported(tally, last, between)}" if grown else f"the same as {since}"
    return Check("series", ok=True, with_=(last.claim.id,), note=note)


def _unreported(tally: Tally, last: Tally, between: Callable[[Tally], int]) -> str:
    """Return how many lie between two ordinals, "the 32nd" and "the 38th", and how many of them nobody told of here."""
    lie = tally.number - last.number - 1
    if not _counts_on(tally, last) or lie < 1:
        return ""
    missing = max(0, lie - between(last))
    return f", {lie} between them, {missing or 'none'} unreported"


def _lapse(one: Tally, two: Tally) -> str:
    days_ = _end(two).last - _end(one).last
    return f"{days_} day{'s' if days_ != 1 else ''}"


def _alike(one: Tally, two: Tally) -> bool:
    """Return whether two tallies count the same in the same places."""
    return one.where == two.where and same_scope(one.claim, two.claim)


def _earlier(one: Tally, two: Tally) -> bool:
    """Return whether a tally is known to be earlier than another; what has no end comes behind nothing surely."""
    return one.day is not None and two.day is not None and one.day.last < two.day.last < date.max.toordinal()


def _end(tally: Tally) -> Days:
    return tally.day or Days(0, 0)


def _pace(tally: Tally) -> float:
    """Return how many incidents a day a tally comes to over its period."""
    period = days(tally.scope.period)
    return tally.number / period.length if period else tally.number / 30


def _rivals(tally: Tally, others: Sequence[Tally]) -> Iterator[Check]:
    """Yield what other voices give for the same scope and day, each voice once."""
    seen: set[tuple[str, int]] = set()
    for other in others:
        if other.speaker == tally.speaker or (other.speaker, other.number) in seen or not _same_day(other, tally):
            continue
        if not _alike(other, tally):
            continue
        seen.add((other.speaker, other.number))
        same = other.number == tally.number
        note = f"{other.name} gives {'the same' if same else other.number}"
        yield Check("rival", ok=same, with_=(other.claim.id,), note=note)


def _same_day(one: Tally, two: Tally) -> bool:
    return one.day is not None and two.day is not None and abs(one.day.last - two.day.last) <= 1
