"""When the groups of claims became others than they were, in a course of which a part came about anew."""

from __future__ import annotations

import numpy as np

from corrobora.link.arrays import Numbers, among
from corrobora.link.course import NEVER, Course


def led_astray(past: Course, now: Course, drawn: Numbers) -> Numbers:
    """Return since which round groups may go astray, by their claims: `NEVER` for those that don't.

    They were kept apart from others than before, or in other rounds, and were `drawn` to some that came about as before
    in that round or later.
    """
    out, count = np.full(len(drawn), NEVER), np.int64(len(drawn))
    codes = [(each.turn * count + each.one) * count + each.two for each in (past.barred, now.barred)]
    for each, own, other in zip((past.barred, now.barred), codes, codes[::-1], strict=True):
        at = ~among(own, other)
        np.minimum.at(out, each.one[at], each.turn[at])
        np.minimum.at(out, each.two[at], each.turn[at])
    return np.where(drawn >= out, out, NEVER)


def since(past: Course, now: Course, begun: Numbers, again: Numbers) -> Numbers:
    """Return for each claim since which round its group is another than it was: `NEVER` for those that stay the same.

    `begun` says so of the groups of some claims by themselves: of new ones, and of those that were led astray. Those
    that are not grouped `again` stay the same.
    """
    own = np.flatnonzero(again | (begun < NEVER))
    other = (past.into[own] != now.into[own]) | (past.turn[own] != now.turn[own])
    out, parted, same = begun.copy(), own[other], own[~other]
    np.minimum.at(out, parted, np.minimum(past.turn[parted], now.turn[parted]))
    for each in (past, now):
        np.minimum.at(out, each.into[parted], each.turn[parted])
    while len(same):
        tells = same[(out[same] <= past.turn[same]) & (out[past.into[same]] > past.turn[same])]
        if not len(tells):
            break
        np.minimum.at(out, past.into[tells], past.turn[tells])
    out = np.where(out <= past.turn, out, NEVER)
    while True:
        later = np.maximum(past.turn[same], out[past.into[same]])
        if not (less := later < out[same]).any():
            return out
        out[same[less]] = later[less]
