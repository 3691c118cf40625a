"""What rules out that two groups of claims are about one incident, for many pairs of groups at once."""

from __future__ import annotations

import numpy as np

from corrobora.link.columns import ALWAYS, NEVER, Columns, Numbers, sums
from corrobora.link.compare import Picked, cannot_be, levels

_TOLERATED = 0.3  # of the pairs of claims of two groups; in a small group each counts
_STRETCH = 1 << 18


class Rulings:
    """For each group, under the number of one of its claims, its claims by what they can rule out.

    Claims of one kind, day, place and number of incidents rule out the same: one stands for all. In a group of many
    claims a few are wrong about the day or the kind, so that two groups are kept apart by a share of their pairs.
    """

    def __init__(self, claims: Columns, apart: tuple[Numbers, Numbers], label: Numbers | None = None) -> None:
        """Take the claims, each a group or in groups by `label`, and pairs of them that are never in one group."""
        self._claims = claims
        self._apart = apart
        told = np.where(claims.dated, ALWAYS, claims.told_last), np.where(claims.dated, NEVER, claims.told_first)
        frame = sums([claims.kind, claims.first, claims.last, *told, claims.several, np.sort(claims.places, axis=1)])
        _, self._standing, self._frame = np.unique(frame, return_index=True, return_inverse=True)
        self._group, self._count = np.arange(len(claims)), np.ones(len(claims), np.int64)
        self._size = self._count.copy()
        if label is not None:
            self._size = np.bincount(label, minlength=len(claims))
            self._gather(label)

    def forbid(self, a: Numbers, b: Numbers) -> Numbers:
        """Return which of some pairs of groups can't be one."""
        against = np.zeros(len(a))
        bounds = (
            np.searchsorted(self._group, np.stack([a, b]), "left"),
            np.searchsorted(self._group, np.stack([a, b]), "right"),
        )
        pairs = np.prod(bounds[1] - bounds[0], axis=0)
        ends = np.cumsum(pairs)
        for some in np.split(np.arange(len(a)), np.flatnonzero(np.diff(ends // _STRETCH)) + 1):
            against[some] = self._against(bounds[0][:, some], bounds[1][:, some])
        return (against > _TOLERATED * self._size[a] * self._size[b]) | self._told_apart(a, b)

    def _against(self, start: Numbers, end: Numbers) -> Numbers:
        """Return how many pairs of claims of two groups each can't be one incident."""
        many, more = end - start
        pairs = many * more
        which = np.repeat(np.arange(len(pairs)), pairs)
        at = np.arange(len(which)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
        one, two = start[0][which] + at // more[which], start[1][which] + at % more[which]
        a, b = (Picked(self._claims, self._standing[self._frame[side]]) for side in (one, two))
        out = cannot_be(a, b, levels(a, b, ("kind", "day", "place")))
        weight = self._count[one] * self._count[two] * out
        return np.bincount(which, weight, len(pairs))

    def merge(self, a: Numbers, b: Numbers, moved: Numbers) -> None:
        """Put the groups `b` into `a`; `moved` says where each group is now."""
        self._size[a] += self._size[b]
        self._gather(moved)

    def _gather(self, moved: Numbers) -> None:
        self._apart = moved[self._apart[0]], moved[self._apart[1]]
        code = moved[self._group].astype(np.int64) * len(self._standing) + self._frame
        code, at = np.unique(code, return_inverse=True)
        self._count = np.bincount(at, self._count).astype(np.int64)
        self._group, self._frame = code // len(self._standing), code % len(self._standing)

    def _told_apart(self, a: Numbers, b: Numbers) -> Numbers:
        count = len(self._size)
        known = np.concatenate([one.astype(np.int64) * count + two for one, two in (self._apart, self._apart[::-1])])
        return np.isin(a.astype(np.int64) * count + b, known)
