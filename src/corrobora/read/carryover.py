"""When and where something was that names no day or place itself: as what was told last, or under its heading."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.asides import is_background, main_of
from corrobora.read.items import Heading
from corrobora.read.joining import GENERIC, LESSER, Told, places_clash, times_clash
from corrobora.read.mention import Mention

_YEAR = 4  # the length of a year as EDTF


def go_on(each: Told, before: Told, out: Sequence[Told]) -> None:
    """Let a deed that goes on from what was told last be when and where that was, though it may be of one before."""
    if _goes_on(each, before, out):
        set_scene(each.mention, out)


def _goes_on(each: Told, before: Told, out: Sequence[Told]) -> bool:
    """Return whether a deed of another kind goes on from what was told last, though it may be of something earlier."""
    mention, told, last = each.mention, before.mention, out[-1]
    plain = not (mention.weak or mention.harm or mention.answers) and mention.event != told.event
    return plain and last is not before and last.who == each.who and last.mention.paragraph == mention.paragraph


def set_scene(mention: Mention, out: Sequence[Told]) -> None:
    """Let what the next sentence tells happen where and when the last one did, if it names no day and place itself."""
    last = next(
        (each.mention for each in reversed(out) if not (each.mention.background or each.mention.long_ago)), None
    )
    above = mention.heading
    if above is not None and not above.toll and (last is None or last.paragraph != mention.paragraph):
        _take_heading(mention, above, out)
        return
    if last is None or mention.background or mention.sentence - last.sentence > 1 or mention.entry != last.entry:
        return
    if last.heading is not None and not last.heading.toll and mention.heading is None:
        return  # what follows a list goes on from none of its items
    if mention.paragraph != last.paragraph and is_background(last, main_of(out)):
        return  # a new paragraph goes on from what the article is about
    if "anticipated" in (mention.stance, last.stance):
        return
    if not mention.places and (mention.when is None or not times_clash(mention.when, last.when)):
        mention.places = list(last.places)
    background = last.when is not None and len(last.when.edtf or "") == _YEAR  # "bombed in 1998" tells of long ago
    if (
        mention.when is None
        and not (
            mention.unresolved or background or (last.apart and not mention.apart and last.sentence == mention.sentence)
        )
        and not places_clash(mention.places, last.places)
    ):
        mention.when, mention.said_then = last.when, last.said_then


def _take_heading(mention: Mention, heading: Heading, out: Sequence[Told]) -> None:
    """Let what an item of a list tells be of the kind, the day and the place that stand above the list."""
    above = next((each.mention for each in out if each.mention.sentence == heading.sentence), None)
    if above is not None and mention.harm and mention.event == GENERIC and above.event not in LESSER:
        mention.event = above.event
    mention.when = mention.when or (None if mention.unresolved else heading.when)
    mention.places = mention.places or ([] if mention.labelled else list(heading.places))
