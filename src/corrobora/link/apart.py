"""What rules out that two claims are about one incident, for many pairs at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.compare import Picked, gap, meets
from corrobora.link.evidence import level

_LONG_AGO = 60


def cannot_be(a: Picked, b: Picked, found: Mapping[str, Numbers]) -> Numbers:
    """Return which pairs can't be about one incident, by their levels and by what else rules it out."""
    out: Numbers = (
        (found["kind"] == 0)
        | (found["day"] == level("day", "apart"))
        | (found["place"] == level("place", "apart"))
        | ((a.several != b.several) & ((a.several == 1) | (b.several == 1) | _wider(a, b, found["place"])))
        | _told_before(a, b)
        | _told_before(b, a)
        | _told_long_after(a, b)
        | _told_long_after(b, a)
    )
    return out


def _wider(a: Picked, b: Picked, place: Numbers) -> Numbers:
    """Return where two claims name no place in common, and the one perhaps a part of the other's."""
    out: Numbers = (place == level("place", "inside")) | (place == level("place", "country"))
    some = np.flatnonzero(out & (a.several != b.several))
    ids = np.concatenate([[0], a.where.id])
    out[some] = ~meets(ids[a.places[some]], ids[b.places[some]])
    return out


def _told_before(undated: Picked, dated: Picked) -> Numbers:
    """Return where a claim without a date was published before the other's day."""
    return ~undated.dated & undated.told & dated.dated & (dated.first > undated.told_last + 1)


def _told_long_after(undated: Picked, dated: Picked) -> Numbers:
    """Return where a claim without a date was published long after the other's day, in another article."""
    known = ~undated.dated & undated.told & dated.dated & (undated.document != dated.document)
    out: Numbers = known & (undated.told_first.astype(np.int64) - dated.last > _LONG_AGO)
    return out


def told_apart(a: Picked, b: Picked, found: Mapping[str, Numbers]) -> Numbers:
    """Return where one document tells two things: one voice, that means two; or two, of two days and nothing in common.

    A changed toll alone is a correction. That some are attacked, and that others shell the attackers, are two things in
    two voices too.
    """
    out: Numbers = (a.document == b.document) & ~a.answer & ~b.answer
    both = np.flatnonzero(out)
    if len(both):
        out[both] = _two_things(a.at(both), b.at(both), {name: each[both] for name, each in found.items()})
    return out


def _two_things(a: Picked, b: Picked, found: Mapping[str, Numbers]) -> Numbers:
    other_day = a.dated & b.dated & (gap(a, b) > 0)
    one_voice = (
        other_day
        | (found["place"] == level("place", "near"))
        | (a.several != b.several)
        | (found["actors"] == level("actors", "different"))
    )
    number = np.isin(found["numbers"], [level("numbers", each) for each in ("same", "several", "large")])
    two_days = other_day & ~number & (found["targets"] != level("targets", "same"))
    out: Numbers = two_days | ((a.speaker == b.speaker) & one_voice) | (_struck_back(a, b, found) & ~number)
    return out


def _struck_back(a: Picked, b: Picked, found: Mapping[str, Numbers]) -> Numbers:
    """Return where one alone is a strike from afar, by others: at who acts in the other, or at something else."""
    same = np.isin(found["actors"], [level("actors", "same"), level("actors", "side")]) | meets(a.hands, b.hands)
    back = meets(a.hands, b.words) | meets(b.hands, a.words)
    told = np.logical_and.reduce([each[:, 0] != 0 for each in (a.hands, b.hands, a.words, b.words)])
    unlike = np.isin(found["targets"], [level("targets", "unknown"), level("targets", "different")])
    out: Numbers = (a.afar != b.afar) & ~same & (back | (told & unlike & ~meets(a.words, b.words)))
    return out
