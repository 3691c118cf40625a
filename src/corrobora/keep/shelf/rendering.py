"""Incidents on a shelf: those of groups of claims that changed are made anew, and no others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corrobora.keep.shelf import acts, items, spots
from corrobora.keep.shelf.areas import areas_of, standing
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.light import light
from corrobora.keep.shelf.spans import level_of
from corrobora.keep.shelf.work import Told, Work, by, insert
from corrobora.link.incident import first_told, incident_of
from corrobora.link.origin import Descent
from corrobora.link.redrawn import redrawn
from corrobora.link.telling import order, telling
from corrobora.reckon.reviewed import noted
from corrobora.reckon.scope import may_be_of
from corrobora.reckon.track import fates
from corrobora.types import Decision, Incident

_GROUPED = ("merge", "split")


def stored(work: Work, found: Sequence[Incident], told: Told, known: Descent) -> list[tuple[str, Mapping[str, int]]]:
    """Put incidents on a shelf; return how their voices' claims fared, by the keys of these."""
    counts: list[tuple[str, Mapping[str, int]]] = []
    rows: dict[str, list[tuple[object, ...]]] = {"fates": [], "members": [], "areas": []}
    for each in found:
        fared = {key: dict(fate) for key, fate in fates(each, told, known).items()}
        counts += fared.items()
        rows["fates"].append((each.id, json.dumps(fared)))
        rows["members"] += [(claim, each.id) for claim in each.claims]
        may = may_be_of(each)
        ends = (may.first, may.last) if may else (None, None)
        rows["areas"] += [(key, *level_of(*ends), each.id, *ends) for key in standing(areas_of(each.places))]
    for table, some in rows.items():
        insert(work.connection, table, some)
    put(work.connection, [items.incident(each, told) for each in found])
    put(work.connection, [items.waiting(each) for each in found if not each.review])
    spots.stored(work.connection, found)
    acts.stored(work, found)
    return counts


def rendered_anew(
    work: Work, labels: set[int], claims: set[str], documents: set[str]
) -> tuple[list[Incident], list[Incident], list[tuple[int, str, Mapping[str, int]]]]:
    """Make incidents anew: of some groups of claims, of some claims and of those of some documents.

    Return those that there were and those that there are, and how their voices' claims fared: once less, once more.
    """
    groups, gone = _groups(work, labels, claims, documents)
    query = "SELECT row FROM texts WHERE listing = 'incidents' AND id IN (?)"
    old = [light(str(row)) for (row,) in work.select(query, gone)]
    counts: list[tuple[int, str, Mapping[str, int]]] = []
    for (fared,) in work.select("SELECT fates FROM fates WHERE incident IN (?)", gone):
        counts += [(-1, key, fate) for key, fate in json.loads(str(fared)).items()]
    for table in ("fates", "members", "areas"):
        work.delete(table, "incident", gone)
    acts.taken(work, gone)
    spots.taken(work.connection, gone)
    for listing in ("incidents", "queue"):
        take(work.connection, listing, gone)
    uris = {uri for group in groups for _, uri in group}
    told = work.told(uris)
    tellings = [sorted((telling(*told[claim]) for claim, _ in group), key=order) for group in groups]
    drawn = sorted(redrawn(sorted(tellings, key=first_told), work.decisions), key=first_told)
    known = descent_of(work, uris)
    found = noted((incident_of(group, known, work.best) for group in drawn), work.decisions)
    counts += [(1, key, fate) for key, fate in stored(work, found, told, known)]
    return old, list(found), counts


def _groups(
    work: Work, labels: set[int], claims: set[str], documents: set[str]
) -> tuple[list[list[tuple[str, str]]], set[str]]:
    """Return the groups of claims to be made incidents of, and the incidents in whose place these come.

    Decisions to merge and to split reach from one group to others, and so do incidents that were made by such.
    """
    labels |= {int(str(n)) for (n,) in work.select("SELECT label FROM links WHERE claim IN (?)", claims)}
    labels |= {int(str(n)) for (n,) in work.select("SELECT label FROM links WHERE uri IN (?)", documents)}
    decided = [{*each.claims, *each.others} for each in work.decisions if each.verdict in _GROUPED]
    gone = {str(id_) for (id_,) in work.select("SELECT incident FROM members WHERE claim IN (?)", claims)}
    found: dict[int, list[tuple[str, str]]] = {}
    while lacking := labels - found.keys() - {-1}:
        found |= dict.fromkeys(lacking, ())  # type: ignore[arg-type]
        rows = work.select("SELECT label, claim, uri FROM links WHERE label IN (?)", lacking)
        for label, held in by((str(label), (str(claim), str(uri))) for label, claim, uri in rows).items():
            found[int(label)] = held
        inside = {claim for held in found.values() for claim, _ in held}
        gone |= {str(id_) for (id_,) in work.select("SELECT incident FROM members WHERE claim IN (?)", inside)}
        reached = {claim for each in decided if each & inside for claim in each}
        reached |= {str(claim) for (claim,) in work.select("SELECT claim FROM members WHERE incident IN (?)", gone)}
        labels |= {int(str(n)) for (n,) in work.select("SELECT label FROM links WHERE claim IN (?)", reached)}
    return [held for held in found.values() if held], gone


def descent_of(work: Work, uris: Iterable[str]) -> Descent:
    """Return from which documents the words of some come, as `link.origin.descent` does of all."""
    wanted, left = set(uris), set(uris)
    roots: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}
    query = """SELECT m.uri, l.origin, l.kind FROM lineage_members m JOIN lineages l ON l.id = m.lineage
        WHERE m.uri IN (?) AND m.uri != l.origin AND l.kind != 'citation'"""
    while left:
        rows = sorted((str(origin), str(kind), str(uri)) for uri, origin, kind in work.select(query, left))
        for origin, kind, uri in rows:
            if kind == "partial":
                sources[uri] = (*sources.get(uri, ()), origin)
            else:
                roots.setdefault(uri, origin)
        left = {origin for origin, _, _ in rows} - wanted
        wanted |= left
    documents = {uri: reading.document for uri, reading in work.heard(wanted).items()}
    keys = {str(key) for (key,) in work.select("SELECT outlet FROM documents WHERE uri IN (?)", wanted)}
    return Descent(documents, roots, sources, {key: called(work, key) for key in keys})


def called(work: Work, outlet: str) -> str:
    """Return the name of an outlet, as its last document has it; "" where there is none."""
    query = "SELECT called FROM documents WHERE outlet = ? ORDER BY published DESC, uri DESC LIMIT 1"
    found = work.connection.execute(query, (outlet,)).fetchone()
    return str(found[0]) if found else ""


def followers(work: Work, uris: set[str]) -> set[str]:
    """Return documents with all whose words come from them, through others too."""
    found, left = set(uris), set(uris)
    query = """SELECT m.uri FROM lineages l JOIN lineage_members m ON m.lineage = l.id WHERE l.origin IN (?)
        AND l.kind != 'citation'"""
    while left:
        left = {str(uri) for (uri,) in work.select(query, left)} - found
        found |= left
    return found


def touched_by(one: Iterable[Decision], two: Iterable[Decision]) -> Iterator[Decision]:
    """Yield the decisions that hold in one of two times alone."""
    before, after = {each.id: each for each in one}, {each.id: each for each in two}
    yield from (before.get(id_) or after[id_] for id_ in sorted(before.keys() ^ after.keys()))
