"""Lineages on a shelf: copies, translations and citations of changed documents, and of those that hang on these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from corrobora.keep.shelf import items
from corrobora.keep.shelf.citing import cited_anew
from corrobora.keep.shelf.copying import copied_anew
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.translating import translated_anew
from corrobora.keep.shelf.work import Work, by, insert
from corrobora.reckon.track import taken
from corrobora.schema import build, to_json
from corrobora.types import Document, Lineage, Reading

Taken = tuple[int, str, str, str]  # once more or once less, by whom (key and name), from whom
_WHOLE = ("copy", "partial")
_OF_DOCUMENTS = "SELECT id, kind FROM lineages JOIN lineage_members ON lineage = id WHERE uri IN (?)"


def stored(
    connection: sqlite3.Connection, found: Iterable[tuple[Lineage, str | None]], documents: Mapping[str, Document]
) -> list[tuple[str, str, str]]:
    """Put lineages on a shelf; return who took over what from whom (key and name, name).

    Each comes with the key of the medium that is cited, where it is a citation.
    """
    took, rows, members, made = [], [], [], []
    for each, source in found:
        rests = list(taken(each, documents))
        took += rests
        rows.append((each.id, each.kind, each.origin, source, json.dumps(rests)))
        members += [(uri, each.id) for uri in {each.origin, *each.members}]
        made.append(items.lineage(each, [documents[uri] for uri in each.members if uri in documents]))
    insert(connection, "lineages", rows)
    insert(connection, "lineage_members", members)
    put(connection, made)
    return took


def descended_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], labels: Iterable[int]
) -> tuple[set[str], list[Taken]]:
    """Find the lineages of changed documents anew; return the documents whose lineages change, and what was taken.

    `labels` are the groups of claims that changed. Of what was taken each is how often (once more or once less), by
    whom and from whom (`track.taken`).
    """
    family, made = copied_anew(work, was, now)
    old = _ids(
        work, "SELECT id, kind FROM lineages JOIN lineage_members ON lineage = id WHERE uri IN (?)", family, _WHOLE
    )
    new: list[tuple[Lineage, str | None]] = [(each, None) for each in made]
    gone, more = old, new
    copied = {uri for each in made for uri in each.members[1:]}
    translated = translated_anew(work, was, now, _copied(work, old), copied)
    gone |= translated[0]
    more += [(each, None) for each in translated[1]]
    cited = cited_anew(work, was, now, labels)
    gone |= cited[0]
    more += cited[1]
    return _replaced(work, gone, more, {*was, *now})


def _ids(work: Work, query: str, values: Iterable[str], kinds: Iterable[str]) -> set[str]:
    wanted = set(kinds)
    return {str(id_) for id_, kind in work.select(query, values) if str(kind) in wanted}


def _copied(work: Work, lineages: Iterable[str]) -> set[str]:
    """Return the documents that are copied from others by some lineages."""
    query = "SELECT uri FROM lineages JOIN lineage_members ON lineage = id WHERE uri != origin AND id IN (?)"
    return {str(uri) for (uri,) in work.select(query, lineages)}


def _replaced(
    work: Work, gone: set[str], more: list[tuple[Lineage, str | None]], changed: set[str]
) -> tuple[set[str], list[Taken]]:
    """Put new lineages in the place of old ones; return the documents that this concerns, and what was taken.

    Lineages of changed documents, whose outlets may have other names, are counted anew too.
    """
    renamed = _ids(work, _OF_DOCUMENTS, changed, (*_WHOLE, "translation", "citation")) - gone
    rows = {
        str(id_): str(row)
        for id_, row in work.select("SELECT id, row FROM texts WHERE listing = 'copies' AND id IN (?)", gone | renamed)
    }
    source = {str(id_): key for id_, key in work.select("SELECT id, source FROM lineages WHERE id IN (?)", renamed)}
    more = more + [(_built(rows[id_]), source[id_]) for id_ in renamed]  # type: ignore[misc]
    old = gone | renamed
    before = by(
        (str(id_), str(uri))
        for id_, uri in work.select("SELECT lineage, uri FROM lineage_members WHERE lineage IN (?)", old)
    )
    counts: list[Taken] = []
    for (rests,) in work.select("SELECT taken FROM lineages WHERE id IN (?)", old):
        counts += [(-1, *each) for each in json.loads(str(rests))]
    for table, column in (("lineages", "id"), ("lineage_members", "lineage")):
        work.delete(table, column, old)
    take(work.connection, "copies", old)
    members = {uri for each, _ in more for uri in (each.origin, *each.members)}
    documents = {uri: reading.document for uri, reading in work.heard(members).items()}
    concerned: set[str] = set()
    counts += [(1, *rest) for rest in stored(work.connection, more, documents)]
    for each, _ in more:
        if rows.get(each.id) != to_json(each):
            concerned |= {each.origin, *each.members}
    made = {each.id for each, _ in more}
    kept = {each.id: {each.origin, *each.members} for each, _ in more}
    for id_ in old:
        if id_ not in made:
            concerned |= set(before.get(id_, ()))
        elif set(before.get(id_, ())) != kept[id_]:
            concerned |= set(before[id_])
    return concerned, counts


def _built(text: str) -> Lineage:
    return build(Lineage, json.loads(text))
