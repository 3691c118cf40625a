"""How far reviewers agree, field by field: Krippendorff's alpha, as NLTK reckons it.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), https://repository.upenn.edu/asc_papers/43. The
library made for it is under the GPL.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, TypeAlias

from corrobora.keep.review import standing
from corrobora.types import Decision

Level: TypeAlias = Literal["nominal", "ordinal"]
Difference: TypeAlias = Callable[[str | int, str | int], float]
_LOOKED = {"accept", "reject", "discount"}
_AS_READ = "as read"
_GRADES = {"grade: reliability": 0, "grade: credibility": 1}  # the letter and the digit of an Admiralty grade


@dataclass(frozen=True, slots=True)
class Agreement:
    """How reviewers agree in one field: of how many `units` two or more decided, and in how many all said the same.

    `alpha` is 1 where they always agree and 0 where they agree as often as chance would have it; null where all said
    one thing, or nothing that can be compared.
    """

    field: str
    level: Level
    reviewers: int
    units: int
    agreed: int
    alpha: float | None


def agreements(made: Iterable[Decision]) -> list[Agreement]:
    """Return how reviewers agree in each field that two of them decided of; of each, the last that they decided counts.

    The fields are the verdict (accepted, rejected, discounted), both halves of the Admiralty grade, and whatever was
    corrected: who accepted a claim and corrected nothing there holds that it is as it was read. Of "one incident" each
    unit is two claims, which a merge or an accepted incident puts together and a split keeps apart; those count that
    somebody merged or split.
    """
    holding = standing(made)
    fields = {"verdict": _verdicts(holding), **_graded(holding), **_corrected(holding), "one incident": _one(holding)}
    return [found for name, units in fields.items() if (found := _agreement(name, units)).units]


def _agreement(name: str, units: Mapping[str, Mapping[str, str]]) -> Agreement:
    compared = [said for said in units.values() if len(said) > 1]
    level: Level = "ordinal" if name in _GRADES else "nominal"
    values = [list(said.values()) for said in compared]
    reviewers = len({author for said in compared for author in said})
    agreed = sum(len(set(said)) == 1 for said in values)
    return Agreement(name, level, reviewers, len(compared), agreed, alpha(values, level))


def _verdicts(holding: Sequence[Decision]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for each in sorted(holding, key=lambda decision: decision.at):
        if each.verdict in _LOOKED:
            units[each.subject][each.author] = each.verdict
    return units


def _graded(holding: Sequence[Decision]) -> dict[str, dict[str, dict[str, str]]]:
    fields: dict[str, dict[str, dict[str, str]]] = {}
    for name, half in _GRADES.items():
        units: dict[str, dict[str, str]] = defaultdict(dict)
        for each in holding:
            if each.verdict == "grade" and each.value:
                units[each.subject][each.author] = each.value[half]
        fields[name] = units
    return fields


def _corrected(holding: Sequence[Decision]) -> dict[str, dict[str, dict[str, str]]]:
    """Return of each field that was corrected what each reviewer holds of each claim where somebody corrected it."""
    accepted: dict[str, set[str]] = defaultdict(set)
    for each in holding:
        if each.verdict == "accept":
            for claim in each.claims:
                accepted[claim].add(each.author)
    fields: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    corrections = [each for each in holding if each.verdict == "correct"]
    for each in corrections:
        said = fields[f"corrected: {each.field}"][each.subject]
        said.update({author: said.get(author, _AS_READ) for author in accepted[each.subject]})
        said[each.author] = each.value or ""
    return {name: fields[name] for name in sorted(fields)}


def _one(holding: Sequence[Decision]) -> dict[str, dict[str, str]]:
    """Return of each two claims that somebody merged or split what each reviewer holds: one incident, or two."""
    units: dict[str, dict[str, str]] = defaultdict(dict)
    ordered = sorted(holding, key=lambda decision: decision.at)
    for each in ordered:
        if each.verdict in {"merge", "split"}:
            for pair in product(each.claims, each.others):
                units[" ".join(sorted(pair))][each.author] = "one" if each.verdict == "merge" else "two"
    for each in ordered:
        if each.verdict in {"accept", "split", "merge"}:
            for side in (each.claims, each.others):
                for pair in combinations(sorted(side), 2):
                    if (unit := " ".join(pair)) in units:
                        units[unit].setdefault(each.author, "one")
    return units


def alpha(units: Iterable[Sequence[str | int]], level: Level = "nominal") -> float | None:
    """Return Krippendorff's alpha of what was said of each unit, null where chance leaves nothing to disagree on.

    >>> round(alpha([["a", "a"], ["a", "b"], ["b", "b"]]), 4)
    0.4444
    """
    from nltk.metrics.agreement import AnnotationTask

    compared = [said for said in units if len(said) > 1]
    totals = Counter(value for said in compared for value in said)
    if len(totals) < 2:  # noqa: PLR2004 - two values that could differ
        return None
    data = [(coder, unit, value) for unit, said in enumerate(compared) for coder, value in enumerate(said)]
    return float(AnnotationTask(data, distance=_DIFFERENCES[level](totals)).alpha())


def _nominal(totals: Counter[str | int]) -> Difference:
    del totals
    return lambda a, b: float(a != b)


def _ordinal(totals: Counter[str | int]) -> Difference:
    """Return the square of how many values lie between two, both ends by half."""
    middles: dict[str | int, float] = {}
    below = 0
    for value in sorted(totals):
        middles[value] = below + totals[value] / 2
        below += totals[value]
    return lambda a, b: (middles[a] - middles[b]) ** 2


_DIFFERENCES: dict[Level, Callable[[Counter[str | int]], Difference]] = {"nominal": _nominal, "ordinal": _ordinal}
