"""Arrow arrays of words, numbers and lists -> arrays of numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MOST = 8  # of a list
_BITS = 63  # of a number that isn't negative

Numbers: TypeAlias = npt.NDArray[Any]


def hash_of(word: str) -> int:
    """Return a word's number: never 0, and the same everywhere.

    >>> hash_of("us-forces") == hash_of("us-forces") != hash_of("jnim")
    True
    """
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little", signed=True) >> 1 | 1


def hashed(words: pa.Array) -> Numbers:
    """Return the numbers of words, 0 for none."""
    coded = pc.dictionary_encode(words)
    known = np.array([hash_of(word) for word in coded.dictionary.to_pylist()] or [0], np.int64)
    return np.where(is_given(words), known[filled(coded.indices, 0, np.int64)], 0)


def column_of(table: pa.Table, name: str) -> pa.Array:
    """Return a column of a table in one piece."""
    column = table.column(name)
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def is_given(array: pa.Array) -> Numbers:
    """Return where an array has a value."""
    out: Numbers = pc.is_valid(array).to_numpy(zero_copy_only=False)
    return out


def filled(array: pa.Array, missing: int, kind: type[np.generic]) -> Numbers:
    """Return the numbers of an array, `missing` where it has none."""
    whole = pc.fill_null(array, pa.scalar(missing).cast(array.type)) if array.null_count else array
    out: Numbers = whole.to_numpy(zero_copy_only=False).astype(kind)
    return out


def padded(lists: pa.Array, values: Numbers) -> Numbers:
    """Return the values of lists as columns; `values` has one number for each, 0 for those that count for nothing.

    Values that are 0 leave a gap, which compares with nothing.
    """
    lengths = filled(pc.list_value_length(lists), 0, np.int64)
    width = int(min(MOST, max(1, lengths.max(initial=0))))
    rows = np.repeat(np.arange(len(lengths)), lengths)
    at = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kept = at < width
    out = np.zeros((len(lengths), width), np.int64)
    out[rows[kept], at[kept]] = values[kept]
    return out


def words_of(lists: pa.Array) -> Numbers:
    """Return lists of words as columns of their numbers."""
    return padded(lists, hashed(lists.flatten()))


def among(numbers: Numbers, few: Numbers) -> Numbers:
    """Return which of many numbers are among a few; `np.isin` would sort the many.

    >>> among(np.array([7, 3, 9, 7]), np.array([9, 7])).tolist()
    [True, False, True, True]
    """
    if not len(few):
        return np.zeros(len(numbers), bool)
    few = np.sort(few)
    out: Numbers = few[np.minimum(np.searchsorted(few, numbers), len(few) - 1)] == numbers
    return out


def in_order(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Return numbers of 0 or more in order, and where each stood; equal ones in any order.

    Where both fit in one number that is what is sorted, as `np.argsort` takes five times as long.

    >>> codes, places = in_order(np.array([30, 10, 20]))
    >>> codes.tolist(), places.tolist()
    ([10, 20, 30], [1, 2, 0])
    """
    bits = len(codes).bit_length()
    if not len(codes) or int(codes.max()).bit_length() + bits > _BITS:
        order = np.argsort(codes)
        return codes[order], order
    packed = codes.astype(np.int64) << bits
    packed |= np.arange(len(codes))
    packed.sort()
    return packed >> bits, packed & ((1 << bits) - 1)


def sums(groups: Sequence[Numbers]) -> Numbers:
    """Return numbers that stand for whole rows: the same for the same, and else not the same."""
    total = np.zeros(len(groups[0]), np.uint64)
    for number, group in enumerate(groups, 1):
        for column in group[:, None].T if group.ndim == 1 else group.T:
            total = (total ^ column.astype(np.int64).view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15 + 2 * number)
            total ^= total >> np.uint64(29)
    return total.view(np.int64)
