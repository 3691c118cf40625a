"""What several claims say of one number: low, best and high, and how it changed with time.

Which number is the best is a convention, which the ledger's settings name:

- `most-origins`: what the most origins say now (what they corrected is theirs no more); of equals, what was said last.
- `most-recent-official`: what a body of a state or of the United Nations said last; where none did, as above.
- `lowest`: the least that any voice says now.
- `ucdp`: what the most origins say now, for the likeliest estimate (UCDP GED codebook 20.1, variable `best`); of equals
  the lowest, a choice that the codebook leaves to its coders. Its `low` and `high` are those that are reliable; ours
  are the least and the most that anyone says.
- `acled`: the lowest of what was said on the last day on which a number was told (ACLED's FAQ on fatalities, May 2024:
  the most conservative of reports that differ, put right when there is better information, for which later reports
  stand here). ACLED codes "tens" as 10, "dozens" as 12 and "hundreds" as 100; here words count for the least that
  they mean, two of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from corrobora.codebook import actors_by_id
from corrobora.link.bounds import best, bounds
from corrobora.link.identity import holder_key
from corrobora.link.telling import Telling
from corrobora.settings import BestRule
from corrobora.types import Range, Step

_OFFICIAL = {
    "government", "ministry", "state", "armed-forces", "police", "security-forces", "authority", "office", "court",
    "international",
}  # fmt: skip


def harm_of(told: Sequence[Telling], by_claim: Mapping[str, str], rule: BestRule = "most-origins") -> dict[str, Range]:
    """Return for each measure that the claims give its range; how many incidents a claim tells of is no harm.

    `low` and `high` are the least and the most that anyone said; `high` is null where the highest has no upper bound.
    """
    return {
        measure: _range([each for each in told if measure in each.numbers], measure, by_claim, rule)
        for measure in _measures(told)
    }


def story_of(told: Sequence[Telling], by_claim: Mapping[str, str], rule: BestRule) -> tuple[Step, ...]:
    """Return how the best number of each measure changed with what was published: first 25 dead, then 89.

    A measure of which only one number was ever told has no story.
    """
    steps = [step for measure in _measures(told) for step in _steps(told, measure, by_claim, rule)]
    return tuple(sorted(steps, key=lambda step: step.day or "~"))


def _measures(told: Sequence[Telling]) -> list[str]:
    return sorted({measure for each in told for measure in each.numbers} - {"incidents"})


def _steps(told: Sequence[Telling], measure: str, by_claim: Mapping[str, str], rule: BestRule) -> Iterator[Step]:
    given = [each for each in told if measure in each.numbers]
    found: list[Step] = []
    for day, those in groupby(given, key=_day):
        known = given[: given.index(list(those)[-1]) + 1]
        number = best_of(known, measure, by_claim, rule)
        if number is not None and (not found or found[-1].number != number):
            claims = tuple(each.claim.id for each in known if best(each.numbers[measure]) == number)
            found.append(Step(day, measure, number, claims))
    return iter(found if len(found) > 1 else ())


def _day(each: Telling) -> str | None:
    return each.document.published.edtf if each.document.published else None


def _range(told: Sequence[Telling], measure: str, by_claim: Mapping[str, str], rule: BestRule) -> Range:
    limits = [bounds(each.numbers[measure]) for each in told]
    tops = [high for _, high in limits if high is not None]
    open_from = max((low for low, high in limits if high is None), default=None)
    high = max(tops) if tops else None
    if open_from is not None and high is not None and open_from > high:
        high = None
    return Range(min(low for low, _ in limits), best_of(told, measure, by_claim, rule), high)


def best_of(
    told: Sequence[Telling], measure: str, by_claim: Mapping[str, str], rule: BestRule = "most-origins"
) -> int | None:
    """Return the best number of a measure by a rule; null where no claim gives one."""
    said = [(number, each) for each in _current(told, measure) if (number := best(each.numbers[measure])) is not None]
    if rule == "lowest":
        return min((number for number, _ in said), default=None)
    if rule == "acled":
        last = _day(said[-1][1]) if said else None
        return min((number for number, each in said if _day(each) == last), default=None)
    official = [number for number, each in said if _is_official(each)] if rule == "most-recent-official" else []
    return official[-1] if official else most_told(said, by_claim, lowest=rule == "ucdp")


def most_told(said: Sequence[tuple[int, Telling]], by_claim: Mapping[str, str], *, lowest: bool) -> int | None:
    """Return the number that the most origins give, of equals the lowest or the last that was said."""
    backing: dict[int, set[str]] = {}
    latest: dict[int, int] = {}
    for index, (number, each) in enumerate(said):
        backing.setdefault(number, set()).update(filter(None, [by_claim.get(each.claim.id)]))
        latest[number] = -number if lowest else index
    return max(backing, key=lambda number: (len(backing[number]), latest[number]), default=None)


def _is_official(each: Telling) -> bool:
    """Return whether a body of a state, or an international one, says it itself."""
    key = holder_key(each.claim.voice.chain[0]) if each.claim.voice.chain else None
    entry = actors_by_id().get(key or "")
    return entry is not None and entry.kind in _OFFICIAL


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
