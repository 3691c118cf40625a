"""Proposed translations on a shelf: of all documents some days at a time, or of those that changes concern."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from corrobora.keep.shelf.clues import Clues
from corrobora.keep.shelf.work import Work, by, chunks
from corrobora.link.first import published
from corrobora.link.telling import told_in
from corrobora.link.traits import CLOSE_DAYS, Traits, traits_of
from corrobora.link.translation import lineage_of, retold, sources
from corrobora.types import Lineage

_LOT = 3000
_COPIED = """SELECT uri FROM lineages JOIN lineage_members ON lineage = id
    WHERE kind IN ('copy', 'partial') AND uri != origin"""


def translated(work: Work) -> Iterator[list[Lineage]]:
    """Yield the translations among all documents of a shelf that has none, some of them at a time.

    What each is a translation of was published a few days before it at most, or says so vaguely when that it may be.
    """
    query = f"""SELECT uri, day FROM documents WHERE published != '~' AND tells AND uri NOT IN ({_COPIED})
        ORDER BY day, clock, uri"""  # noqa: S608 - our own words
    every = work.connection.execute(query).fetchall()
    days = [day for _, day in every]
    clues, vague, settled = Clues(work.connection), set[str](), dict[str, str]()
    for at in range(0, len(every), _LOT):
        since = bisect_left(days, days[at] - 2 * CLOSE_DAYS)
        before = vague.union(uri for uri, _ in every[since:at])
        readings = work.heard(before.union(uri for uri, _ in every[at : at + _LOT])).values()
        traits = sorted(own for reading in readings if (own := traits_of(reading)) is not None)
        settled |= sources(traits, told_in(readings), {uri: settled.get(uri) for uri in before})
        new = [own for own in traits if own.uri not in before]
        clues.add(new)
        vague.update(own.uri for own in new if own.vague)
    followers = by((one, two) for two, one in settled.items())
    for some_ in chunks(list(followers)):
        yield list(_lineages(work, {one: followers[one] for one in some_}))


def translated_anew(
    work: Work, was: Iterable[str], now: Iterable[str], uncopied: set[str], copied: set[str]
) -> tuple[set[str], list[Lineage]]:
    """Return the lineages of translations that may no longer hold, and those in their place, after documents changed.

    `uncopied` were copied from others, and `copied` are, of all whose copies were found anew.
    """
    changed = {*was, *now, *(uncopied ^ copied)}
    others = {str(uri) for (uri,) in work.select(f"{_COPIED} AND uri IN (?)", changed)} - uncopied
    clues = Clues(work.connection)
    gone = clues.forget(changed)
    heard = (reading for uri, reading in work.heard(changed).items() if uri not in others | copied)
    new = [own for reading in heard if (own := traits_of(reading)) is not None]
    clues.add(new)
    found = _followed_anew(work, clues, [*gone, *new])
    return _lineages_anew(work, changed, found)


def _followed_anew(work: Work, clues: Clues, changed: Sequence[Traits]) -> dict[str, str | None]:
    """Return of which each document is a translation, null of none, of all that changes may concern.

    Each is looked at once, in their order: what its sources are themselves is settled by then.
    """
    left = sorted({each.order for one in changed for each in (one, *clues.after(one))})
    found: dict[str, str | None] = {}
    while left:
        uri = heappop(left)[-1]
        own = clues.of(uri)
        if own is None or uri in found:
            continue
        before = [each.uri for each in clues.before(own)]
        had = _sources(work, [uri, *before]) | found
        free = [each for each in before if had.get(each) is None]
        told = told_in(work.heard([uri, *free]).values())
        fits = retold([(one, uri) for one in free], told)
        found[uri] = next((one for one, fit in zip(free, fits, strict=True) if fit), None)
        if found[uri] != had.get(uri):
            for each in clues.after(own):
                heappush(left, each.order)
    return found


def _sources(work: Work, uris: Iterable[str]) -> dict[str, str | None]:
    """Return of which some documents were translations."""
    query = """SELECT uri, origin FROM lineage_members JOIN lineages ON lineage = id
        WHERE kind = 'translation' AND uri != origin AND uri IN (?)"""
    return {str(uri): str(origin) for uri, origin in work.select(query, uris)}


def _lineages_anew(work: Work, changed: set[str], found: Mapping[str, str | None]) -> tuple[set[str], list[Lineage]]:
    query = """SELECT id, origin FROM lineage_members JOIN lineages ON lineage = id
        WHERE kind = 'translation' AND uri IN (?)"""
    origins = {one for one in found.values() if one is not None}
    old = {str(id_): str(origin) for id_, origin in work.select(query, changed | found.keys() | origins)}
    query = """SELECT uri, origin FROM lineage_members JOIN lineages ON lineage = id
        WHERE uri != origin AND id IN (?)"""
    stayed = {str(uri): str(origin) for uri, origin in work.select(query, old) if uri not in changed}
    source = {**stayed, **found}
    followers = by((one, two) for two, one in source.items() if one is not None)
    return set(old), list(_lineages(work, followers))


def _lineages(work: Work, followers: Mapping[str, Sequence[str]]) -> Iterator[Lineage]:
    held = work.heard({uri for one, those in followers.items() for uri in (one, *those)})
    for one in sorted(followers):
        members = sorted((held[two] for two in followers[one]), key=lambda each: published(each.document))
        yield lineage_of(held[one], members)
