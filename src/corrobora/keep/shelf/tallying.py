"""Tallies on a shelf: those that count what changed, or are checked against tallies that changed, are reckoned anew.

Which incidents a tally counts stands beside its row: of one that is there already only those that changed are held
against it again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from corrobora.keep.shelf import items
from corrobora.keep.shelf.areas import areas_of, around, counted_areas, standing
from corrobora.keep.shelf.counting import Counting, Inside, keep_inside
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.spans import level_of, meeting
from corrobora.keep.shelf.work import Work, chunks, insert
from corrobora.link.days import days
from corrobora.reckon.coverage import counted_over
from corrobora.reckon.peers import peers
from corrobora.reckon.scope import may_be_of
from corrobora.reckon.tally import Tally, balanced, place_of, tallies, tally_of
from corrobora.schema import build, to_json
from corrobora.types import Balance, Claim, Document, Incident, Reading

_MADE = "made, told_in, about"
_WHERE = "SELECT document, peers, first FROM tallies WHERE claim IN (?)"


def stored(work: Work, readings: Iterable[Reading]) -> None:
    """Put on a shelf what the tallies of some documents are looked up by, and what they are reckoned from."""
    own, keys = [], []
    for each in tallies(readings):
        period = days(each.scope.period)
        first, last = (period.first, period.last) if period else (None, None)
        peers_ = json.dumps(sorted(each.where))
        where = (each.document.uri, each.document.id, peers_, first, _covered(each))
        rests = (to_json(each.claim), to_json(replace(each.document, text="", passages=())))
        own.append((each.claim.id, *where, *rests, json.dumps(sorted(each.about))))
        level = level_of(first, last)
        keys += [(key, *level, each.claim.id, first, last) for key in standing(counted_areas(each))]
    insert(work.connection, "tallies", own)
    insert(work.connection, "counted", keys)


def _covered(tally: Tally) -> str:
    return f"|{'|'.join(sorted(counted_over(tally.claim, tally.about)))}|"


def counted_anew(
    work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading], gone: Sequence[Incident],
    found: Sequence[Incident], days_: Iterable[tuple[str, int]],
) -> None:  # fmt: skip
    """Reckon anew the tallies that changes concern: of documents, of incidents, and of days that articles tell of.

    `gone` are incidents as they were, `found` as they are now.
    """
    beside = _replaced(work, {*was, *now}, now.values())
    new = {str(claim) for (claim,) in work.select("SELECT claim FROM tallies WHERE uri IN (?)", now)}
    touched: dict[str, set[str]] = defaultdict(set)
    if work.connection.execute("SELECT count(*) > ? FROM tallies", (len(new),)).fetchone()[0]:
        beside |= {claim for country, day in set(days_) for claim in _covering(work, country, day)}
        for each in (*gone, *found):
            for claim in _counting(work, each):
                touched[claim].add(each.id)
    counting = Counting(work, found)

    def inside(tally: Tally) -> Inside | None:
        id_ = tally.claim.id
        return counting.of(tally) if id_ in new else counting.again(tally, touched[id_], always=id_ in beside)

    _reckoned(work, beside | new | touched.keys(), counting, inside)


def counted_first(work: Work) -> None:
    """Reckon all tallies of a shelf that has none."""
    counting = Counting(work, ())
    _reckoned(work, (claim for (claim,) in work.connection.execute("SELECT claim FROM tallies")), counting, counting.of)


def _reckoned(work: Work, claims: Iterable[str], counting: Counting, inside: Callable[[Tally], Inside | None]) -> None:
    """Put tallies on a shelf, beside what they count; where that is null they are there already, and stay."""
    for some in _together(work, claims):
        own = _built(work.select(f"SELECT {_MADE} FROM tallies WHERE claim IN (?)", some))  # noqa: S608 - our columns
        counted = {each.claim.id: found for each in own if (found := inside(each)) is not None}
        every = _near(work, counted)
        others = peers(every)
        out = []
        for tally in (each for each in every if each.claim.id in counted):
            made = _balanced(work, tally, others(tally), counting, counted[tally.claim.id])
            out.append(items.balance(made, tally.claim, tally.document))
        put(work.connection, out)
        keep_inside(work, counted.items())


def _balanced(work: Work, tally: Tally, others: Sequence[Tally], counting: Counting, inside: Inside) -> Balance:
    since = partial(counting.since, tally=tally, inside=inside)
    return balanced(tally, others, counting.counted(inside), since, _told(work, tally))


def _replaced(work: Work, uris: set[str], readings: Iterable[Reading]) -> set[str]:
    """Put the tallies of changed documents in the place of theirs; return those that are held against either."""
    gone = {str(claim) for (claim,) in work.select("SELECT claim FROM tallies WHERE uri IN (?)", uris)}
    where = set(work.select(_WHERE, gone))
    for table in ("tallies", "counted", "inside"):
        work.delete(table, "claim", gone)
    take(work.connection, "tallies", gone)
    stored(work, readings)
    where |= set(work.select(_WHERE.replace("claim IN", "uri IN"), uris))
    return {str(row[0]) for row in _beside(work, "claim", where)}


def _beside(work: Work, wanted: str, where: Iterable[tuple[object, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield the tallies that those of a document, or that count in some places from a day on, are held against."""
    where = set(where)
    for document in sorted({str(document) for document, *_ in where}):
        yield from work.connection.execute(f"SELECT {wanted} FROM tallies WHERE document = ?", (document,))  # noqa: S608
    for peers_, first in {each[1:] for each in where}:
        query = f"SELECT {wanted} FROM tallies WHERE peers = ?"  # noqa: S608 - our own columns
        if first is None:
            yield from work.connection.execute(query, (peers_,))
            continue
        yield from work.connection.execute(f"{query} AND first BETWEEN ? AND ?", (peers_, first - 1, first + 1))  # type: ignore[operator]
        yield from work.connection.execute(f"{query} AND first IS NULL", (peers_,))


def _covering(work: Work, country: str, day: int) -> set[str]:
    """Return the tallies that may be known of by articles about a country, or any, on a day."""
    found = {claim for (claim,) in work.connection.execute(*meeting("counted", "t.claim", ["*"], day, day))}
    query = "SELECT claim, covered FROM tallies WHERE claim IN (?)"
    return {str(claim) for claim, covered in work.select(query, found) if f"|{country}|" in str(covered)}


def _counting(work: Work, each: Incident) -> set[str]:
    """Return the tallies that may count an incident."""
    when = may_be_of(each)
    if days(each.when) is None and not each.places:
        return set()
    ends = (when.first, when.last) if when else (None, None)
    query, values = meeting("counted", "t.claim", around(areas_of(each.places)), *ends)
    return {claim for (claim,) in work.connection.execute(query, values)}


def _together(work: Work, claims: Iterable[str]) -> Iterator[set[str]]:
    """Yield some hundreds of tallies at a time, those of one month after each other: they count the same incidents."""
    rows = sorted(work.select("SELECT coalesce(first, 0), peers, claim FROM tallies WHERE claim IN (?)", claims))
    for some in chunks(rows):
        yield {str(claim) for _, _, claim in some}


def _near(work: Work, claims: Iterable[str]) -> list[Tally]:
    """Return tallies with those that they are held against, in their order."""
    rows = set(_beside(work, _MADE, work.select(_WHERE, claims)))
    return sorted(_built(rows), key=place_of)


def _built(rows: Iterable[tuple[Any, ...]]) -> Iterator[Tally]:
    for made, told_in, about in rows:
        claim, document = build(Claim, json.loads(made)), build(Document, json.loads(told_in))
        found = tally_of(claim, document, frozenset(json.loads(about)))
        if found:
            yield found


def _told(work: Work, tally: Tally) -> Mapping[str, Sequence[int]]:
    """Return the days on which articles could tell of what a tally counts, by country."""
    period = days(tally.scope.period)
    if period is None:
        return {}
    query = "SELECT day FROM told WHERE country = ? AND number > 0 AND day BETWEEN ? AND ? ORDER BY day"
    return {
        country: [day for (day,) in work.connection.execute(query, (country, period.first, period.last))]
        for country in counted_over(tally.claim, tally.about)
    }
