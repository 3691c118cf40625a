"""What several claims say of one number: low, best and high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corrobora.link.bounds import best, bounds
from corrobora.link.telling import Telling
from corrobora.types import Quantity, Range


def harm_of(told: Sequence[Telling], by_claim: Mapping[str, str]) -> dict[str, Range]:
    """Return for each measure that the claims give its range; how many incidents a claim tells of is no harm.

    `low` and `high` are the least and the most that anyone said; `high` is null where the highest has no upper bound.
    `best` is what all say, else what the most origins say now (what they corrected is theirs no more), else the latest.
    """
    measures = sorted({measure for each in told for measure in each.numbers} - {"incidents"})
    return {
        measure: _range([each for each in told if measure in each.numbers], measure, by_claim) for measure in measures
    }


def _range(told: Sequence[Telling], measure: str, by_claim: Mapping[str, str]) -> Range:
    limits = [bounds(each.numbers[measure]) for each in told]
    tops = [high for _, high in limits if high is not None]
    open_from = max((low for low, high in limits if high is None), default=None)
    high = max(tops) if tops else None
    if open_from is not None and high is not None and open_from > high:
        high = None
    return Range(min(low for low, _ in limits), best_of(told, measure, by_claim), high)


def best_of(told: Sequence[Telling], measure: str, by_claim: Mapping[str, str]) -> int | None:
    """Return the number that the most origins now give; of equals, the one that was said last."""
    backing: dict[int, set[str]] = {}
    latest: dict[int, int] = {}
    for index, each in enumerate(_current(told, measure)):
        number = best(each.numbers[measure])
        if number is not None:
            backing.setdefault(number, set()).update(filter(None, [by_claim.get(each.claim.id)]))
            latest[number] = index
    return max(backing, key=lambda number: (len(backing[number]), latest[number]), default=None)


def _current(told: Sequence[Telling], measure: str) -> list[Telling]:
    """Return the claims in order, each speaker's last word alone."""
    given = [each for each in standing(told, measure) if measure in each.numbers]
    last = {each.speaker: each for each in given}
    return [each for each in given if last.get(each.speaker) is each]


def standing(told: Sequence[Telling], measure: str) -> list[Telling]:
    """Return the claims without those numbers by which a voice only looks back in an article: all but its first there.

    "38 dead, the ministry said, revising an earlier toll of 25" says 38.
    """
    first: dict[tuple[str, str], Telling] = {}
    for each in told:
        if measure in each.numbers:
            first.setdefault((each.speaker, each.document.id), each)
    return [t for t in told if measure not in t.numbers or first[t.speaker, t.document.id] is t]
