"""A shelf made from nothing, step by step over all of a ledger: at no time are all its readings held.

Each step takes some documents, or what hangs together, at a time. What comes of it is what `advancing` keeps up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from corrobora.keep.shelf import (
    citing,
    documents,
    lineages,
    linking,
    rendering,
    rooms,
    sampling,
    tallying,
    ultimatums,
    voices,
)
from corrobora.keep.shelf.copying import copied
from corrobora.keep.shelf.translating import translated
from corrobora.keep.shelf.work import Work, chunks
from corrobora.link.bodies import attributed_alone
from corrobora.link.columns import columns
from corrobora.link.identity import outlet_key
from corrobora.link.incident import linkable
from corrobora.link.persons import Sound, renamed, spellings
from corrobora.link.rows import rows
from corrobora.reckon.track import spoken
from corrobora.types import Incident, Lineage, Reading

Known = Callable[[Sequence[str]], Mapping[str, Reading]]  # readings of places, as people's decisions leave them


def built(work: Work, seqs: Mapping[str, int], known: Known) -> None:
    """Make a shelf that is empty that of all documents of a ledger, of which `seqs` are the rows."""
    lots = list(chunks(sorted(seqs, key=lambda uri: (seqs[uri], uri))))
    for lot in lots:
        alone = _alone(work, lot, known)
        documents.spelled(work.connection, ((each.document, spellings(each)) for _, each in alone.values()))
    changes: voices.Changes = {}
    told, ids = list[pa.RecordBatch](), list[pa.Table]()
    meant: dict[Sound, documents.Meaning] = {}
    outlets: set[str] = set()
    for lot in lots:
        alone = _alone(work, lot, known)
        own = {uri: reading for uri, (reading, _) in alone.items()}
        heard = {uri: _heard(work, each, meant) for uri, (_, each) in alone.items()}
        work.hold({uri: (own[uri], heard[uri]) for uri in own})
        documents.stored(work, seqs, own, heard)
        sampling.stored(work.connection, heard.values())
        tallying.stored(work, heard.values())
        ultimatums.stored(work, heard)
        tellings = linkable(heard.values())
        told.append(rows(tellings))
        ids.append(linking.ids_of(tellings))
        outlets |= {outlet_key(reading.document) for reading in heard.values()}
        for reading in heard.values():
            voices.spoken(changes, spoken(reading), 1)
    if told:
        claims = columns(pa.Table.from_batches(told))
        told.clear()
        pa.default_memory_pool().release_unused()
        linking.stored(work, pa.concat_tables(ids), claims)
        del claims
    for key, name, source in _descended(work):
        voices.took(changes, key, name, source, 1)
    rooms.filled_anew(work, (), _rendered(work, changes))
    voices.counted(work, changes, outlets)
    tallying.counted_first(work)
    ultimatums.watched_first(work)


def _alone(work: Work, lot: Sequence[str], known: Known) -> dict[str, tuple[Reading, Reading]]:
    """Return readings of places as they are known and as each by itself is heard; they are held while there is room."""
    held = work.held(lot)
    read = known([uri for uri in lot if uri not in held])
    both = held | {uri: (reading, attributed_alone(reading)) for uri, reading in read.items()}
    work.hold(both)
    return {uri: both[uri] for uri in lot if uri in both}


def _heard(work: Work, alone: Reading, meant: dict[Sound, documents.Meaning]) -> Reading:
    """Return a reading with each voice under the name by which it is counted."""
    for each in spellings(alone):
        if each.sound not in meant:
            meant[each.sound] = documents.meaning(work.connection, each.sound)
    return renamed(alone, meant)


def _descended(work: Work) -> Iterator[tuple[str, str, str]]:
    """Put all lineages on a shelf; yield who took over words from whom (key and name, name)."""
    for some in copied(work):
        yield from _kept(work, [(each, None) for each in some])
    for some in translated(work):
        yield from _kept(work, [(each, None) for each in some])
    cited = citing.cited_everywhere(work)
    yield from _kept(work, [(each, key) for key, found in cited for each in found])


def _kept(work: Work, found: Iterable[tuple[Lineage, str | None]]) -> Iterator[tuple[str, str, str]]:
    for some in chunks(list(found)):
        members = {uri for each, _ in some for uri in (each.origin, *each.members)}
        held = {uri: reading.document for uri, reading in work.heard(members).items()}
        yield from lineages.stored(work.connection, some, held)


def _rendered(work: Work, changes: voices.Changes) -> list[Incident]:
    """Put all incidents on a shelf; return those that are told as several."""
    query = "SELECT label FROM links WHERE label >= 0 GROUP BY label ORDER BY min(n)"
    wide: dict[str, Incident] = {}
    for some in chunks([label for (label,) in work.connection.execute(query)]):
        gone, found, fared = rendering.rendered_anew(work, set(some), set(), set())
        for times, key, fate in fared:
            voices.fared(changes, key, fate, times)
        for each in gone:  # which a decision put together with others
            wide.pop(each.id, None)
        wide |= {each.id: each for each in found if each.room > 1}
    return list(wide.values())
