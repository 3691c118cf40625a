"""How groups of claims came about, round by round: a part of them can do so again while the rest does as it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from corrobora.link.arrays import Numbers, among

NEVER = 1 << 30  # more rounds than there are claims


@dataclass(frozen=True, slots=True)
class Barred:
    """Groups that fitted each other best in a round and were kept apart, by the claims that they went by then."""

    one: Numbers
    two: Numbers
    turn: Numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.one)

    @classmethod
    def none(cls) -> Barred:
        """Return nothing that was kept apart."""
        return cls(*(np.zeros(0, np.int32) for _ in range(3)))

    @classmethod
    def together(cls, parts: Sequence[Barred]) -> Barred:
        """Return all that some parts hold."""
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))

    def at(self, index: Numbers) -> Barred:
        """Return some of them."""
        return Barred(self.one[index], self.two[index], self.turn[index])

    def of(self, numbers: Numbers) -> Barred:
        """Return them with other numbers for their claims: `numbers` has the new at the place of each old one."""
        return Barred(numbers[self.one], numbers[self.two], self.turn)


@dataclass(frozen=True, slots=True)
class Course:
    """For each claim whose group its own joined, `into`, and in which round, `turn`.

    A group goes by its claim of the lowest rank. Claims by which one goes in the end have themselves, and `NEVER`;
    those that aren't grouped themselves, and 0.
    """

    into: Numbers
    turn: Numbers
    barred: Barred

    def followed(self, more: Course) -> Course:
        """Return it with that of more claims behind these."""
        parts = Barred.together([self.barred, more.barred])
        return Course(np.concatenate([self.into, more.into]), np.concatenate([self.turn, more.turn]), parts)

    def groups(self) -> Numbers:
        """Return for each claim that by which its group goes in the end."""
        home = self.into
        while ((further := home[home]) != home).any():
            home = further
        return home

    def group_in(self, claims: Numbers, turn: Numbers) -> Numbers:
        """Return by which claims the groups of some claims went before a round."""
        at = claims
        while (joined := self.turn[at] < turn).any():
            at = np.where(joined, self.into[at], at)
        return at


@dataclass(frozen=True, slots=True)
class Past:
    """Claims from the number `first` on, whose groups come about as they did, and which others were kept off them."""

    first: int
    into: Numbers
    turn: Numbers
    barred: Barred

    def joining(self, turn: int) -> tuple[Numbers, Numbers]:
        """Return which groups joined others in a round, and which these are."""
        at = np.flatnonzero(self.turn == turn)
        return at + self.first, self.into[at]

    def barred_in(self, turn: int, a: Numbers, b: Numbers, count: int) -> Numbers:
        """Return which of some pairs of groups were kept apart in a round; `count` is more than any number."""
        some = self.barred.at(self.barred.turn == turn)
        codes = (np.maximum(x, y) * np.int64(count) + np.minimum(x, y) for x, y in ((a, b), (some.one, some.two)))
        return among(*codes) if len(some) else np.zeros(len(a), bool)

    def after(self, turn: int) -> int:
        """Return the next round in which something happens, 0 for none."""
        turns = np.concatenate([self.turn, self.barred.turn])
        return int(turns[turns > turn].min(initial=NEVER)) % NEVER
