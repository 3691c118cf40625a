"""Deadlines on a shelf: those of changed documents, and those whose parties do something else than they did.

A deadline is known by its first claim. What makes it up are claims that name one day in one matter, directly or through
others: where one of them changes all of these are put together anew, and what they had been is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corrobora.keep.shelf import acts, items
from corrobora.keep.shelf.demanded import Demanded
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.spans import level_of
from corrobora.keep.shelf.work import Work, insert, keep, kept
from corrobora.link.days import Days, days
from corrobora.reckon.act import Act, act_of
from corrobora.reckon.deadline import MONTH, Agreement, Past, agreeing, agreements, outcome
from corrobora.reckon.demand import Demand, demands, grouped, lead_of, parties_of, undated, with_sides
from corrobora.schema import to_json
from corrobora.types import Deadline, Incident, Reading

_WHERE = "SELECT claim, deadline, holder, published, due_last FROM demands WHERE"


def watched_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], changed: Sequence[Incident]
) -> None:
    """Reckon anew the deadlines that changes concern: of documents, of incidents, and of what day it is."""
    before, today = kept(work.connection, "now"), _today(work)
    keep(work.connection, "now", [today.first, today.last] if today else None)
    known = Demanded(work)
    gone, agreed = _taken(work, {*was, *now})
    new, named = stored(work, now)
    together = known.together(new, {row[1] for row in gone})
    members = list(work.select(f"{_WHERE} claim IN (?)", (each.claim.id for each in together)))
    old = {str(row[1]) for row in (*gone, *members) if row[1] is not None}
    take(work.connection, "deadlines", old)
    work.delete("deadline_parties", "deadline", old)
    wanted = _put_together(work, together) | known.moving([*gone, *members])
    if work.connection.execute("SELECT count(*) > ? FROM demands", (len(new),)).fetchone()[0]:
        wanted |= known.due_on(agreed | named) | known.passing(before, today)
        for each in changed:
            wanted |= known.concerned(_acts(each))
        wanted |= known.concerned(known.happening(before, today))
    _settled(work, known, wanted, today)


def watched_first(work: Work) -> None:
    """Reckon all deadlines of a shelf that has none."""
    today, known = _today(work), Demanded(work)
    keep(work.connection, "now", [today.first, today.last] if today else None)
    _settled(work, known, _put_together(work, known.every()), today)


def _today(work: Work) -> Days | None:
    """Return the day as of which deadlines are reckoned: by default the last on which an article was published."""
    if work.as_of:
        return days(work.as_of)
    (last,) = work.connection.execute("SELECT max(until) FROM documents").fetchone()
    return Days(last, last) if last and last > 0 else None


def _taken(work: Work, uris: set[str]) -> tuple[list[tuple[object, ...]], set[tuple[int, int]]]:
    """Take the ultimatums of some documents from the shelf, and their agreements; return both, of these the days."""
    gone = list(work.select(f"{_WHERE} uri IN (?)", uris))
    query = "SELECT first, last FROM agreements WHERE uri IN (?)"
    agreed = {(int(str(first)), int(str(last))) for first, last in work.select(query, uris)}
    claims = [row[0] for row in gone]
    take(work.connection, "deadlines", [str(row[0]) for row in gone if row[4] is None])
    for table, column, values in (("demands", "claim", claims), ("dues", "claim", claims), ("agreements", "uri", uris)):
        work.delete(table, column, values)
    return [row for row in gone if row[4] is not None], agreed


def stored(work: Work, now: Mapping[str, Reading]) -> tuple[list[Demand], set[tuple[int, int]]]:
    """Put the ultimatums and agreements of some documents on the shelf; return them, and the days of the latter."""
    new, agreed = list[Demand](), set[tuple[int, int]]()
    for uri, reading in now.items():
        for each in demands(reading):
            new.append(each)
            document = replace(each.document, text="", passages=())
            when = (each.published.first if each.published else None, each.due.first, each.due.last)
            rests = (to_json(each.claim), to_json(document), each.words)
            facts = (json.dumps(sorted(each.countries)), json.dumps(each.threatened))
            insert(work.connection, "demands", [(each.claim.id, uri, None, each.holder, *when, *rests, *facts)])
            level = level_of(each.due.first, each.due.last)
            insert(work.connection, "dues", [("*", *level, each.claim.id, each.due.first, each.due.last)])
        told = {claim.id: (claim, reading.document) for claim in reading.claims}
        for deadline in undated(reading):
            put(work.connection, [items.deadline(deadline, told)])
            empty = (None, None, None, "", "", None, "[]", "[]")
            insert(work.connection, "demands", [(deadline.claims[0], uri, deadline.claims[0], "", *empty)])
        for one in agreements(reading):
            rests_ = (json.dumps(one.parties), json.dumps(sorted(one.countries)))
            rows = [(uri, day.first, day.last, day.about, *rests_) for day in one.named]
            insert(work.connection, "agreements", rows)
            agreed |= {(day.first, day.last) for day in one.named}
    return new, agreed


def _put_together(work: Work, found: Iterable[Demand]) -> set[str]:
    """Put ultimatums together as deadlines, with their parties; return the ids of these."""
    groups = grouped(found)
    for group in groups:
        id_ = group[0].claim.id
        rows = ((id_, each.claim.id) for each in group)
        work.connection.executemany("UPDATE demands SET deadline = ? WHERE claim = ?", rows)
        until, since = lead_of(group).due.last, _since(lead_of(group))
        insert(work.connection, "deadline_parties", [(key, until, id_, since) for key in parties_of(group)])
    return {group[0].claim.id for group in groups}


def _since(lead: Demand) -> int:
    """Return from which day on what its parties do matters to an ultimatum; what they did before see `_outcome`."""
    return lead.published.first if lead.published else 0


def _acts(each: Incident) -> set[tuple[str, int]]:
    act = act_of(each)
    return {(key, act.when.first) for key in act.parties} if act else set()


def _settled(work: Work, known: Demanded, wanted: set[str], today: Days | None) -> None:
    """Reckon some deadlines anew, each by its first claim."""
    held: dict[str, Act] = {}
    for some in known.with_moves(wanted, today):
        out = []
        for group, moved_to, moved_from in some:
            past = Past((), _agreed(work, lead_of(group)), today, moved_to, moved_from)
            made = _outcome(work, group, past, held)
            told = {each.claim.id: (each.claim, each.document) for each in group}
            out.append(items.deadline(made, told))
        put(work.connection, out)


def _outcome(work: Work, group: Sequence[Demand], past: Past, held: dict[str, Act]) -> Deadline:
    """Return what came of an ultimatum, by what its parties did from its publication on.

    What they did before matters only where its threat was carried out, which may have been nothing new.
    """
    lead = lead_of(group)
    since = _since(lead)
    until = min(lead.due.last + MONTH, past.now.last) if past.now else -1
    ids = [
        id_
        for (id_,) in work.select(
            f"SELECT incident FROM acts WHERE first BETWEEN {since} AND {until} AND key IN (?)",  # noqa: S608 - numbers
            parties_of(group),
        )
    ]
    made = outcome(group, replace(past, acts=acts.known(work, ids, held)))
    concerned = 0 if made.state == "overtaken" else since
    query = "UPDATE deadline_parties SET since = ? WHERE deadline = ?"
    work.connection.execute(query, (concerned, group[0].claim.id))
    if made.state != "overtaken":
        return made
    to = with_sides({key for each in group for key in each.addressees})
    query = f"SELECT incident FROM acts WHERE first < {since} AND key IN (?)"  # noqa: S608 - a number
    earlier = {i for (i,) in work.select(query, with_sides({lead.holder}))} & {i for (i,) in work.select(query, to)}
    return outcome(group, replace(past, acts=acts.known(work, [*ids, *earlier], held)))


def _agreed(work: Work, lead: Demand) -> dict[str, str]:
    query = """SELECT about, parties, countries FROM agreements JOIN documents USING (uri)
        WHERE first = ? AND last = ? ORDER BY published, uri, agreements.rowid"""
    named = [
        Agreement(
            frozenset({Days(lead.due.first, lead.due.last, bool(about))}),
            json.loads(parties),
            frozenset(json.loads(countries)),
        )
        for about, parties, countries in work.connection.execute(query, (lead.due.first, lead.due.last))
    ]
    return agreeing(lead, named)
