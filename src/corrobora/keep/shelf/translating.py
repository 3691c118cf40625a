"""Proposed translations on a shelf: of all documents some days at a time, or from the first that changed on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from corrobora.keep.shelf.work import Work, by, chunks
from corrobora.link.first import published
from corrobora.link.telling import told_in
from corrobora.link.translation import CLOSE_DAYS, followed, lineage_of, sources
from corrobora.types import Lineage, Reading

_LOT = 3000
_COPIED = """SELECT uri FROM lineages JOIN lineage_members ON lineage = id
    WHERE kind IN ('copy', 'partial') AND uri != origin"""


def translated(work: Work) -> Iterator[list[Lineage]]:
    """Yield the translations among all documents of a shelf that has none, some of them at a time.

    What each is a translation of was published a few days before it at most, or says so vaguely when that it may be.
    """
    query = f"""SELECT uri, day, vague FROM documents WHERE published != '~' AND tells AND uri NOT IN ({_COPIED})
        ORDER BY day, clock, uri"""  # noqa: S608 - our own words
    every = work.connection.execute(query).fetchall()
    days = [day for _, day, _ in every]
    vague, settled = list[str](), dict[str, str]()
    for at in range(0, len(every), _LOT):
        since = bisect_left(days, days[at] - 2 * CLOSE_DAYS)
        before = [*vague, *(uri for uri, _, is_vague in every[since:at] if not is_vague)]
        some = [*before, *(uri for uri, *_ in every[at : at + _LOT])]
        held = work.heard(some)
        readings = sorted((held[uri] for uri in some), key=lambda reading: published(reading.document))
        source = sources(readings, told_in(readings), {uri: settled.get(uri) for uri in before})
        place = [reading.document.uri for reading in readings]
        settled |= {place[two]: place[one] for two, one in sorted(source.items())}
        vague += [uri for uri, _, is_vague in every[at : at + _LOT] if is_vague]
    followers = by((one, two) for two, one in settled.items())
    for some_ in chunks(list(followers)):
        held = work.heard({uri for one in some_ for uri in (one, *followers[one])})
        yield [lineage_of(held[one], [held[two] for two in followers[one]]) for one in some_]


def translated_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], uncopied: set[str], copied: set[str]
) -> tuple[set[str], list[Lineage]]:
    """Return the lineages of translations that no longer hold, and those found anew, from the first change on.

    `uncopied` were copied from others, and `copied` are, of all whose copies were found anew.
    """
    changed = [*was.values(), *now.values(), *work.heard(uncopied ^ copied).values()]
    dated = [published(reading.document) for reading in changed if reading.document.published]
    if not dated:
        return set(), []
    begin = min(dated)
    query = """SELECT day, clock, uri FROM documents WHERE day >= ? AND published != '~' AND tells
        UNION SELECT day, clock, uri FROM documents WHERE vague AND published != '~' AND tells ORDER BY 1, 2, 3"""
    every = [uri for _, _, uri in work.connection.execute(query, (begin[0] - 2 * CLOSE_DAYS,))]
    held = work.heard(every)
    others = {str(uri) for (uri,) in work.select(f"{_COPIED} AND uri IN (?)", every)} - uncopied
    readings = [held[uri] for uri in every if uri not in others | copied]
    told = told_in(readings)
    settled: dict[str, str | None] = {r.document.uri: None for r in readings if published(r.document) < begin}
    query = "SELECT id, kind FROM lineages WHERE origin IN (?)"
    old = {str(id_) for id_, kind in work.select(query, {*every, *was}) if kind == "translation"}
    for uri, origin in work.select(
        "SELECT uri, origin FROM lineage_members JOIN lineages ON lineage = id WHERE id IN (?) AND uri != origin", old
    ):
        if uri in settled:
            settled[str(uri)] = str(origin)
    return old, list(followed(readings, sources(readings, told, settled)))
