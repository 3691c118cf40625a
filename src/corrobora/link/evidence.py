"""What speaks for and against two claims being about one incident: named evidence, its levels, and their weights.

Each evidence has levels; level 0 is "nothing known", which weighs nothing. Weights are added, and two claims are
linked from `enough` up. The fixed weights stand for a ledger that is too small to learn from: same kind, day and town
(5.0) are enough alone; a province, or another town near by, on the same day needs the same kind; a country needs a
party or a number besides. A town at war is hit daily: a day apart, the number or the target must be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, prod
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

SCALE = 100  # weights are summed as whole hundredths, so that no order of adding changes a sum
NEVER = -9.0
LARGE = 10  # a number from which on it is seldom the same by chance
SOON, LATER = 2, 6  # days from one telling to another, where the day itself is unknown or vague
FAR = 3  # so many times another, a number is no early or late one of the same

LEVELS: Mapping[str, tuple[tuple[str, float, str], ...]] = {
    "kind": (
        ("never", NEVER, "two different things"),
        ("same", 1.0, "both tell of one kind"),
        ("may-be", 0.5, "one kind may be the other"),
    ),
    "day": (
        ("unknown", 0.0, ""),
        ("same", 2.0, "the same day"),
        ("next", -0.8, "one day apart"),
        ("overlap", 0.5, "their dates overlap"),
        ("apart", NEVER, "days apart"),
        ("soon", 0.8, "told within two days, where one says no day"),
        ("later", 0.0, "told within a week, where one says no day"),
        ("much-later", -0.5, "told more than a week apart, where one says no day"),
    ),
    "place": (
        ("unknown", 0.0, ""),
        ("apart", NEVER, "places apart"),
        ("unlike", -1.0, "places of which only the names are known, and differ"),
        ("country", 0.3, "the same country"),
        ("inside", 1.0, "one place lies in the other"),
        ("province", 1.2, "the same province"),
        ("near", 0.7, "places within 30 km"),
        ("same", 2.0, "the same place"),
    ),
    "actors": (
        ("unknown", 0.0, ""),
        ("same", 1.0, "the same actor"),
        ("side", 0.5, "actors of one side"),
        ("different", -1.5, "different actors"),
    ),
    "targets": (
        ("unknown", 0.0, ""),
        ("same", 1.0, "the same target"),
        ("alike", 0.6, "targets alike"),
        ("different", -0.5, "different targets"),
    ),
    "numbers": (
        ("unknown", 0.0, ""),
        ("same", 1.0, "the same number"),
        ("several", 1.5, "the same numbers"),
        ("large", 1.4, "the same large number"),
        ("fit", 0.2, "numbers that can agree"),
        ("different", -0.3, "different numbers"),
        ("far", -0.3, "numbers far apart"),
    ),
    "means": (
        ("unknown", 0.0, ""),
        ("same", 0.5, "the same means"),
        ("different", 0.0, "different means"),
    ),
    "article": (
        ("another", 0.0, "told in two articles"),
        ("one", 0.5, "told in one article"),
        ("gaps", 1.0, "told in one article, that leaves day or place to be understood"),
    ),
}
NAMES = tuple(LEVELS)
WAYS = prod(len(levels) for levels in LEVELS.values())  # in which two claims can compare

Numbers = npt.NDArray[Any]


def pattern(levels: Mapping[str, Numbers]) -> Numbers:
    """Return one number for the levels of all evidence, as there are not many ways in which two claims compare.

    >>> int(pattern({name: np.array([0]) for name in NAMES})[0])
    0
    """
    out = np.zeros(1, np.int32)
    for name in NAMES:
        out = out * len(LEVELS[name]) + levels[name]
    return out


def level(name: str, of: str) -> int:
    """Return the number of a level.

    >>> level("day", "next")
    2
    """
    return next(number for number, each in enumerate(LEVELS[name]) if each[0] == of)


def _fixed() -> Mapping[str, tuple[float, ...]]:
    return MappingProxyType({name: tuple(weight for _, weight, _ in levels) for name, levels in LEVELS.items()})


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each level of each evidence weighs, from what sum on two claims are linked, and how sharply.

    Two claims whose sum lacks no more than `slack` speak neither for nor against their groups. An answer is put to what
    it answers from the sum `answers` on. `sharp` is how fast the chances change with the sum: weights learned from data
    are natural logarithms (1.0).
    """

    table: Mapping[str, tuple[float, ...]] = field(default_factory=_fixed)
    enough: float = 3.5
    answers: float = 1.5
    slack: float = 2.0
    sharp: float = 1.5

    def totals(self) -> Numbers:
        """Return the sum of the evidence of each pattern of levels, in hundredths."""
        out = np.zeros(1, np.int32)
        for name in NAMES:  # the last varies fastest, as in `pattern`
            own = np.round(np.array(self.table[name]) * SCALE).astype(np.int32)
            out = (out[:, None] + own).reshape(-1)
        return out

    def least(self) -> int:
        """Return the sum, in hundredths, from which two claims are linked."""
        return round(self.enough * SCALE)

    def chance(self, total: float) -> float:
        """Return how probable it is that two claims with this sum are about one incident.

        >>> Weights().chance(3.5), Weights().chance(9.0) > 0.99
        (0.5, True)
        """
        return 1 / (1 + exp(-self.sharp * (total - self.enough)))


FIXED = Weights()
