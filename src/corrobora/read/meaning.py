"""When a time is said, and the days that it comes to mean."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from corrobora.read.days import edtf_of
from corrobora.read.expressions import Expression
from corrobora.types import Basis


class Context(NamedTuple):
    """When something is said: the day of publication (`exact`, or inferred), the day named last, and the tense.

    `ahead` is true where the sentence tells the future, false where it tells the past, null where that isn't known.
    Where `exact` is false, `anchor` is a day of the year of publication, and `latest` the last day on which that may
    have been, if it was soon after `anchor`. This and `Meaning` are named tuples, since each time of a text makes both.
    """

    anchor: date | None = None
    exact: bool = True
    focus: date | None = None
    ahead: bool | None = None
    latest: date | None = None

    def distance(self, day: date) -> int:
        """Return how many days lie between the day of publication and `day`."""
        return abs((day - (self.anchor or day)).days)


class Meaning(NamedTuple):
    """The days that a time means, how precisely and how that is known; `about` says that it may be a day off."""

    first: date | None
    last: date | None
    precision: str
    basis: Basis
    about: bool = False

    @property
    def edtf(self) -> str | None:
        """Return the days as EDTF, or null where they are not known."""
        unit = self.precision if self.precision in {"year", "month", "decade", "century"} else ""
        if self.first is None or self.last is None:
            return None
        written = edtf_of(self.first, self.last, unit)
        return "/".join(end + "~" for end in written.split("/")) if self.about else written


def unknown(precision: str) -> Meaning:
    """Return a time of which only the kind is known.

    >>> unknown("duration").edtf is None
    True
    """
    return Meaning(None, None, precision, "relative")


def precision_of(said: Expression, unit: str = "day") -> str:
    """Return how precise a time is: its unit, or for a day whether an hour or a part of it is named.

    >>> precision_of(Expression("weekday", weekday=3, part="dawn"))
    'part'
    """
    if unit != "day":
        return unit
    return "minute" if said.clock else "part" if said.part or said.edge else "day"


def basis_of(context: Context) -> Basis:
    """Return how a time is known that is counted from the day of publication.

    >>> basis_of(Context(date(2022, 3, 13), exact=False))
    'inferred'
    """
    return "relative" if context.exact else "inferred"
