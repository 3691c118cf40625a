"""Pairs of claims that are worth comparing, compared: few claims each with each, many by DuckDB or Spark."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol

import numpy as np

from corrobora.link.apart import cannot_be, told_apart
from corrobora.link.arrays import Numbers
from corrobora.link.columns import Columns
from corrobora.link.compare import Picked, levels, worth
from corrobora.link.evidence import FIXED, NAMES, SCALE, WAYS, pattern

if TYPE_CHECKING:
    import pyarrow as pa

_FEW = 1500
_FEW_PAIRS = 8_000_000
_STRETCH = 1 << 18
_FIRST = ("kind", "day", "place")
_WORKERS = 2

_Stretch = tuple[Numbers, Numbers]


class Engine(Protocol):
    """What finds the pairs: `engines.DuckDB`, `engines.Spark`."""

    def pairs(self, claims: Columns, new: Numbers | None) -> Iterator[pa.RecordBatch]:
        """Yield batches of `block.candidates`; of all claims, or of those at `new` with all others."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims that can be one incident, by their numbers, and how they compare (`evidence.pattern`)."""

    one: Numbers
    two: Numbers
    pattern: Numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.one)

    @classmethod
    def together(cls, parts: Sequence[Pairs]) -> Pairs:
        """Return all that some parts hold."""
        return cls(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(cls)))

    def at(self, index: Numbers) -> Pairs:
        """Return some of them."""
        return Pairs(self.one[index], self.two[index], self.pattern[index])

    def of(self, numbers: Numbers) -> Pairs:
        """Return them with other numbers for their claims: `numbers` has the new at the place of each old one."""
        return Pairs(numbers[self.one], numbers[self.two], self.pattern)


def compared(claims: Columns, engine: Engine | None = None, new: Numbers | None = None) -> Pairs:
    """Return every pair that is worth comparing and that nothing rules out, once; of those at `new` alone, where given.

    Without an engine few claims are compared each with each, and many are given to DuckDB. The claims at `new` must be
    the last.
    """
    few = len(claims) <= _FEW if new is None else len(new) * len(claims) <= _FEW_PAIRS
    if engine is None and few:
        stretches = _may_meet(claims, _each_with_each(len(claims), new))
    else:
        stretches = _by_engine(claims, engine, new)
    parts = [np.zeros(0, np.int64), *(_packed(part, len(claims)) for part in _in_turn(claims, stretches))]
    code = np.concatenate(parts)
    del parts
    code.sort()
    once = np.ones(len(code), bool)
    np.not_equal(code[1:], code[:-1], out=once[1:])
    return _unpacked(code[once], len(claims))


def fitting(claims: Columns, one: Numbers, two: Numbers, least: float) -> Numbers:
    """Return which of some pairs of claims can be one incident, with this sum of evidence or more by fixed weights."""
    out, least = np.zeros(len(one), bool), round(least * SCALE)
    for start in range(0, len(one), _STRETCH):
        some = slice(start, start + _STRETCH)
        a, b = Picked(claims, one[some]), Picked(claims, two[some])
        found = levels(a, b)
        apart = cannot_be(a, b, found) | told_apart(a, b, found)
        out[some] = ~apart & (FIXED.totals()[pattern(found)] >= least)
    return out


def across(some: Sequence[Numbers], others: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return each number of each list with each of its counterpart, as two columns; of no lists none.

    >>> across([np.array([1, 2])], [np.array([7, 8])])[1].tolist()
    [7, 8, 7, 8]
    """
    nothing = np.zeros(0, np.int64)
    one = [np.repeat(a, len(b)) for a, b in zip(some, others, strict=True)]
    two = [np.tile(b, len(a)) for a, b in zip(some, others, strict=True)]
    return np.concatenate([nothing, *one]), np.concatenate([nothing, *two])


def _packed(pairs: Pairs, count: int) -> Numbers:
    """Return each pair and how it compares as one number: these sort in place, and fast."""
    if count**2 * WAYS >= 1 << 63:
        raise OverflowError(f"{count} claims are too many to be linked at once")
    code = pairs.one.astype(np.int64)
    code *= count
    code += pairs.two
    code *= WAYS
    code += pairs.pattern
    return code


def _unpacked(code: Numbers, count: int) -> Pairs:
    code, how = np.divmod(code, WAYS)
    how = how.astype(np.int32)
    one, two = np.divmod(code, max(1, count))
    return Pairs(one.astype(np.int32), two.astype(np.int32), how)


def _in_turn(claims: Columns, stretches: Iterable[_Stretch]) -> Iterator[Pairs]:
    """Yield what each stretch comes to; a few are worked on while the next are found."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[Future[Pairs]] = deque()
        for one, two in stretches:
            waiting.append(pool.submit(_compare, claims, one, two))
            if len(waiting) > 2 * _WORKERS:
                yield waiting.popleft().result()
        yield from (each.result() for each in waiting)


def _each_with_each(count: int, new: Numbers | None) -> Iterator[_Stretch]:
    chosen = np.arange(count) if new is None else new
    for some in np.array_split(chosen, max(1, len(chosen) * count // _STRETCH)):
        one, two = np.repeat(some, count), np.tile(np.arange(count), len(some))
        yield one[two < one], two[two < one]


def _may_meet(claims: Columns, stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield the pairs whose kinds and weeks allow that they are one, or that stand in one article."""
    begin, end = claims.week_from, claims.week_to
    for one, two in stretches:
        meet = (begin[one] <= end[two]) & (begin[two] <= end[one])
        meet |= (begin[one] > end[one]) | (begin[two] > end[two]) | (claims.document[one] == claims.document[two])
        meet &= ((claims.kind[one] & claims.may[two]) | (claims.kind[two] & claims.may[one])) != 0
        yield one[meet], two[meet]


def _by_engine(claims: Columns, engine: Engine | None, new: Numbers | None) -> Iterator[_Stretch]:
    if engine is None:
        from corrobora.link.engines import DuckDB

        engine = DuckDB()
    for batch in engine.pairs(claims, new):
        one, two = batch.column("one").to_numpy(), batch.column("two").to_numpy()
        for start in range(0, len(one), _STRETCH):
            yield one[start : start + _STRETCH], two[start : start + _STRETCH]


def _compare(claims: Columns, one: Numbers, two: Numbers) -> Pairs:
    """Return those pairs that are worth it and that nothing rules out; the cheap looks come first."""
    a, b = Picked(claims, one), Picked(claims, two)
    found = levels(a, b, _FIRST)
    left = np.flatnonzero(~cannot_be(a, b, found))
    found = {name: found[name][left] for name in _FIRST}
    a, b = a.at(left), b.at(left)
    found |= levels(a, b, [name for name in NAMES if name not in _FIRST])
    kept = worth(a, b, found) & ~told_apart(a, b, found)
    return Pairs(one[left][kept], two[left][kept], pattern(found)[kept])
