"""A shelf brought up with a ledger that has grown: what changes is reckoned anew, step by step, and the rest stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corrobora.keep.shelf import lineages, linking, rendering, rooms, tallying, ultimatums, voices
from corrobora.keep.shelf.documents import heard_anew
from corrobora.keep.shelf.work import Work
from corrobora.link.identity import outlet_key
from corrobora.reckon.coverage import told_by
from corrobora.reckon.track import spoken
from corrobora.types import Decision, Reading


def advance(work: Work, seqs: Mapping[str, int], known: Mapping[str, Reading], decided: Sequence[Decision]) -> None:
    """Bring a shelf up: `known` are the documents that changed, `seqs` their rows, `decided` the decisions that did."""
    outlets = _outlets(work, known)
    was, now = heard_anew(work, seqs, known)
    labels = linking.relinked(work, was, now)
    documents, took = lineages.descended_anew(work, was, now, labels)
    documents |= {*was, *now} | _renamed(work, outlets, _outlets(work, known))
    documents = rendering.followers(work, documents)
    claims = {c.id for reading in was.values() for c in reading.claims}
    claims |= {claim for each in decided for claim in (*each.claims, *each.others)}
    before, after, fared = rendering.rendered_anew(work, labels, claims, documents)
    refilled = rooms.filled_anew(work, before, after)
    changes: voices.Changes = {}
    for readings, times in ((was, -1), (now, 1)):
        for reading in readings.values():
            voices.spoken(changes, spoken(reading), times)
    for times, key, fate in fared:
        voices.fared(changes, key, fate, times)
    for times, key, name, source in took:
        voices.took(changes, key, name, source, times)
    concerned = {outlet_key(reading.document) for reading in (*was.values(), *now.values())}
    voices.counted(work, changes, concerned)
    tallying.counted_anew(work, was, now, before, [*after, *refilled], _days(work, was, now))
    ultimatums.watched_anew(work, was, now, [*before, *after])


def _days(work: Work, was: Mapping[str, Reading], now: Mapping[str, Reading]) -> list[tuple[str, int]]:
    """Return the days, by country, of which articles could tell before and can't now, or the reverse."""
    more: Counter[tuple[str, int]] = Counter()
    for readings, times in ((was, -1), (now, 1)):
        for country, day in (each for reading in readings.values() for each in told_by(reading)):
            more[country, day] += times
            more[country, day - 1] += times
    query, out = "SELECT number FROM told WHERE country = ? AND day = ?", []
    for each, times in more.items():
        (number,) = work.connection.execute(query, each).fetchone()
        if (number > 0) != (number - times > 0):
            out.append(each)
    return out


def _outlets(work: Work, known: Mapping[str, Reading]) -> dict[str, str]:
    """Return the names of the outlets of some documents, as they were held and as they are."""
    keys = {outlet_key(reading.document) for reading in known.values()}
    keys |= {str(key) for (key,) in work.select("SELECT outlet FROM documents WHERE uri IN (?)", known)}
    return {key: rendering.called(work, key) for key in keys}


def _renamed(work: Work, before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Return the documents of outlets that have another name now."""
    keys = {key for key, name in after.items() if before.get(key, "") not in {"", name}}
    return {str(uri) for (uri,) in work.select("SELECT uri FROM documents WHERE outlet IN (?)", keys)}
