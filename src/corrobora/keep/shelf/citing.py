"""Citations on a shelf: those of a medium are found anew among documents that tell of an incident that changed.

Who cites a medium on one incident, or through others on several, is one family: none of it is of another lineage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corrobora.keep.shelf.work import Work, by, insert
from corrobora.link.citation import cited, outermost
from corrobora.link.first import published
from corrobora.link.identity import outlet_key
from corrobora.link.telling import told_in
from corrobora.types import Lineage, Reading

_NAME = """SELECT name FROM outers WHERE key = ? AND (medium OR ?) ORDER BY day, clock, uri, place LIMIT 1"""

_OF_MEDIUM = (
    "SELECT uri FROM outers WHERE uri IN (?) AND key = ?",
    "SELECT uri FROM documents WHERE uri IN (?) AND outlet = ?",
)


def stored(work: Work, readings: Iterable[Reading]) -> None:
    """Put on a shelf who passes on what some documents claim."""
    placed = ((published(reading.document), reading) for reading in readings)
    rows = (
        (each.key, *when, place, each.is_medium, each.name)
        for when, reading in placed
        for place, each in enumerate(outermost(reading))
    )
    insert(work.connection, "outers", rows)


def cited_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], labels: Iterable[int]
) -> tuple[set[str], list[tuple[Lineage, str | None]]]:
    """Return the lineages of citations that no longer hold, and those found anew, each with its medium's key.

    `labels` are the groups of claims that changed.
    """
    near = {*was, *now, *(str(uri) for (uri,) in work.select("SELECT uri FROM links WHERE label IN (?)", labels))}
    citing: dict[str, set[str]] = defaultdict(set)
    for uri, key in work.select("SELECT uri, key FROM outers WHERE uri IN (?)", near):
        citing[str(key)].add(str(uri))
    both = (*was.values(), *now.values())
    cited_ = by((each.key, uri) for uri, reading in was.items() for each in outermost(reading))
    keys = citing.keys() | cited_.keys()
    keys |= {outlet_key(reading.document) for reading in both}
    gone, found = set[str](), list[tuple[Lineage, str | None]]()
    for key in sorted(keys):
        old, more = _cited_of(work, key, {*citing.get(key, ()), *cited_.get(key, ())})
        gone |= old
        found += [(each, key) for each in more]
    return gone, found


def cited_everywhere(work: Work) -> Iterator[tuple[str, list[Lineage]]]:
    """Yield each medium that is cited, by its key, with its lineages, for a shelf that has none."""
    for (key,) in work.connection.execute("SELECT DISTINCT key FROM outers ORDER BY key").fetchall():
        yield key, _cited_of(work, key, set())[1]


def _cited_of(work: Work, key: str, start: set[str]) -> tuple[set[str], list[Lineage]]:
    """Return the lineages of a medium that no longer hold, and those found anew, where some documents changed."""
    own = _is_outlet(work, key)
    name = work.connection.execute(_NAME, (key, own)).fetchone()
    medium = (key, name[0], own) if name else None
    if medium != work.connection.execute("SELECT * FROM media WHERE key = ?", (key,)).fetchone():
        work.delete("media", "key", [key])
        insert(work.connection, "media", [medium] if medium else [])
        start = start | {str(uri) for (uri,) in work.select("SELECT uri FROM outers WHERE key IN (?)", [key])}
        start |= _every(work, key)
    uris, old = _family(work, key, start)
    return old, _cited(work, (key, name[0]), uris, own=own) if name and uris else []


def _is_outlet(work: Work, key: str) -> bool:
    query = "SELECT 1 FROM documents WHERE outlet = ? AND own LIMIT 1"
    return work.connection.execute(query, (key,)).fetchone() is not None


def _every(work: Work, key: str) -> set[str]:
    """Return the documents of all lineages of a medium."""
    query = "SELECT m.uri FROM lineages l JOIN lineage_members m ON m.lineage = l.id WHERE l.source = ?"
    return {uri for (uri,) in work.connection.execute(query, (key,))}


def _family(work: Work, key: str, start: set[str]) -> tuple[set[str], set[str]]:
    """Return the documents that cite a medium, or are its own, on the incidents of some; and the lineages of these."""
    found, left = set(start), set(start)
    lineages: set[str] = set()
    while left:
        labels = {n for (n,) in work.select("SELECT label FROM links WHERE label >= 0 AND uri IN (?)", left)}
        near = {str(uri) for (uri,) in work.select("SELECT uri FROM links WHERE label IN (?)", labels)} - found
        more = {str(uri) for query in _OF_MEDIUM for (uri,) in work.select(query, near, key)}
        query = "SELECT lineage FROM lineage_members JOIN lineages ON id = lineage WHERE uri IN (?) AND source = ?"
        old = {str(id_) for (id_,) in work.select(query, left, key)} - lineages
        lineages |= old
        more |= {str(uri) for (uri,) in work.select("SELECT uri FROM lineage_members WHERE lineage IN (?)", old)}
        left = more - found
        found |= left
    return found, lineages


def _cited(work: Work, medium: tuple[str, str], uris: set[str], *, own: bool) -> list[Lineage]:
    readings = sorted(work.heard(uris).values(), key=lambda reading: published(reading.document))
    rows = work.select("SELECT claim, label FROM links WHERE label >= 0 AND uri IN (?)", uris)
    groups = {str(claim): int(str(label)) for claim, label in rows}
    others = {each.key for reading in readings for each in outermost(reading)} - {medium[0]}
    outlets = {key for key in others if _is_outlet(work, key)} | ({medium[0]} if own else set())
    return cited(medium, readings, told_in(readings), groups, frozenset(outlets))
