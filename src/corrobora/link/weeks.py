"""The weeks that a claim may be about: for claims that are undated or vague, and for those that may meet them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_SHORT = 14
_LOOK_BACK = 30
_MONTHS = 62
_WEEK = 7
_TO_THE_DAY = 3
_FRESH = 3  # so many days back, news is mostly of


def known_to_the_day(told: Flags, first: Numbers, last: Numbers) -> Flags:
    """Return of which claims it is known, give or take a few days, when they were told."""
    return told & (last - first <= _TO_THE_DAY)


def likely_days(
    dated: Flags, days: tuple[Numbers, Numbers], told: Flags, published: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Return the first and the last day that a claim is likely about: of a vague one those before it was told.

    Where these are unknown, or aren't among the days that it names, the last is before the first.
    """
    vague = ~dated | (days[1].astype(np.int64) - days[0] + 1 > _SHORT)
    fresh = vague & known_to_the_day(told, *published)
    first, last = np.maximum(days[0], published[0] - _FRESH), np.minimum(days[1], published[1])
    first, last = np.where(dated, first, published[0] - _FRESH), np.where(dated, last, published[1])
    first, last = np.where(fresh, first, 0), np.where(fresh, last, -1)
    return np.where(vague, first, days[0]), np.where(vague, last, days[1])


def is_vague(length: int) -> bool:
    """Return whether a time of so many days is too long to say when something happened."""
    return length > _SHORT


def weeks(
    dated: Flags, days: tuple[Numbers, Numbers], told: Flags, published: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers, Flags]:
    """Return the first and the last week of each claim, and whether it is vague: undated, or over a long time.

    A claim that names up to two months is about those; another is about the month before it was published, or about
    the last month of the time that it names. Where nothing is known it may be about any week: then its last is before
    its first. `days` and `published` are ordinals.
    """
    first, last = (day.astype(np.int64) for day in days)
    back, until = published[0].astype(np.int64) - _LOOK_BACK, published[1].astype(np.int64)
    length, told_length = last - first + 1, until - back + 1
    vague = ~dated | (length > _SHORT)
    begin, end = np.maximum(back, first), np.minimum(until, last)
    ago = begin > end
    begin, end = np.where(ago, last - _LOOK_BACK, begin), np.where(ago, last, end)
    begin, end = np.where(dated, begin, back), np.where(dated, end, until)
    short = dated & (length <= _MONTHS)
    begin, end = np.where(short, first, begin), np.where(short, last, end)
    any_week = ~short & (~told | (~dated & (told_length > 4 * _LOOK_BACK)))
    begin, end = np.where(vague, begin, first - 1), np.where(vague, end, last + 1)
    lost = vague & any_week
    return np.where(lost, 0, begin // _WEEK), np.where(lost, -1, end // _WEEK), vague
