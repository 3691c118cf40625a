"""What rules out that two groups of claims are about one incident, for many pairs of groups at once."""

from __future__ import annotations

import numpy as np

from corrobora.link.apart import cannot_be
from corrobora.link.arrays import Numbers, among, in_order, sums
from corrobora.link.columns import ALWAYS, NEVER, Columns
from corrobora.link.compare import Picked, levels

_TOLERATED = 0.3  # of the pairs of claims of two groups; in a small group each counts
_STRETCH = 1 << 18


class Rulings:
    """For each group, under the number of one of its claims, its claims by what they can rule out.

    Claims of one kind, day, place and number of incidents rule out the same: one stands for all. In a group of many
    claims a few are wrong about the day or the kind, so that two groups are kept apart by a share of their pairs.
    """

    def __init__(self, claims: Columns, some: Numbers, apart: tuple[Numbers, Numbers], label: Numbers) -> None:
        """Take some claims, in groups by `label`, and pairs of them that are never in one group.

        `apart` and `label` know the claims by their places in `some`.
        """
        self._claims = claims
        self._apart = apart
        own = Picked(claims, some)
        told = np.where(own.dated, ALWAYS, own.told_last), np.where(own.dated, NEVER, own.told_first)
        frame = sums([own.kind, own.first, own.last, *told, own.several, np.sort(own.places, axis=1)])
        del own, told
        _, standing, frame = np.unique(frame, return_index=True, return_inverse=True)
        self._standing = some[standing]
        self._size = np.bincount(label, minlength=len(some))
        self._keep(*_counted(label.astype(np.int64) * len(standing) + frame, np.ones(len(some), np.int32)))

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
        weight = self._count[one].astype(np.int64) * self._count[two] * out
        return np.bincount(which, weight, len(pairs))

    def merge(self, a: Numbers, b: Numbers, moved: Numbers) -> None:
        """Put the groups `b` into `a`; `moved` says where each group is now."""
        self._size[a] += self._size[b]
        self._apart = moved[self._apart[0]], moved[self._apart[1]]
        joined = np.zeros(len(moved), bool)
        joined[a] = joined[b] = True
        some = joined[self._group]
        code = moved[self._group[some]].astype(np.int64) * len(self._standing) + self._frame[some]
        code, count = _counted(code, self._count[some])
        rest = self._group[~some] * np.int64(len(self._standing)) + self._frame[~some]
        at = np.searchsorted(rest, code)
        self._keep(np.insert(rest, at, code), np.insert(self._count[~some], at, count))

    def _keep(self, code: Numbers, count: Numbers) -> None:
        self._group = (code // max(1, len(self._standing))).astype(np.int32)
        self._frame = (code % max(1, len(self._standing))).astype(np.int32)
        self._count = count

    def drop(self, gone: Numbers) -> None:
        """Forget groups that nobody will ask for again."""
        kept = ~gone[self._group]
        self._group, self._frame, self._count = self._group[kept], self._frame[kept], self._count[kept]
        one, two = self._apart
        asked = ~(gone[one] | gone[two])
        self._apart = one[asked], two[asked]

    def _told_apart(self, a: Numbers, b: Numbers) -> Numbers:
        """Return which of some pairs of groups have claims that are never in one."""
        wanted = np.maximum(a, b) * np.int64(len(self._size)) + np.minimum(a, b)
        known = np.maximum(*self._apart) * np.int64(len(self._size)) + np.minimum(*self._apart)
        return np.isin(wanted, known[among(known, wanted)])


def _counted(code: Numbers, count: Numbers) -> tuple[Numbers, Numbers]:
    """Return each code once, in order, and the sum of its counts."""
    if not len(code):
        return code, count
    code, order = in_order(code)
    start = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    return code[start], np.add.reduceat(count[order], start, dtype=np.int32)
