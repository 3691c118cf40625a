"""Each voice's track on a shelf: sums, to which what changes is added and from which it is taken."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from corrobora.keep.shelf import items
from corrobora.keep.shelf.filling import put, take
from corrobora.keep.shelf.work import Work, insert
from corrobora.reckon.track import Track, record_of

Changes = dict[str, Track]


def spoken(changes: Changes, rows: Iterable[tuple[str, str, str]], times: int) -> None:
    """Count the voices of a document's claims, once more or once less."""
    for key, name, kind in rows:
        track = changes.setdefault(key, Track())
        track.claims += times
        track.names[name] += times
        track.kinds[kind] += times


def fared(changes: Changes, key: str, fate: Mapping[str, int], times: int) -> None:
    """Count how the claims of a voice fared in an incident."""
    told = changes.setdefault(key, Track()).told
    for name, number in fate.items():
        told[name] += times * number


def took(changes: Changes, key: str, name: str, source: str, times: int) -> None:
    """Count that an outlet took over what another had."""
    track = changes.setdefault(key, Track())
    track.names[name] += times
    track.copied[source] += times


def counted(work: Work, changes: Changes, outlets: set[str]) -> None:
    """Add changes to the tracks on a shelf; `outlets` are those that may have come or gone."""
    connection = work.connection
    keys = {*changes, *outlets}
    held = {str(key): str(track) for key, track in work.select("SELECT key, track FROM voices WHERE key IN (?)", keys)}
    query = "SELECT 1 FROM documents WHERE outlet = ? LIMIT 1"
    there = {key for key in keys if connection.execute(query, (key,)).fetchone()}
    for key in sorted(keys & (held.keys() | changes.keys())):
        track = _sum(_read(held.get(key)), changes.get(key, Track()))
        take(connection, "voices", [key])
        connection.execute("DELETE FROM voices WHERE key = ?", (key,))
        if not track.names:
            continue
        insert(connection, "voices", [(key, _written(track))])
        put(connection, [items.record(key, record_of(key, track, is_outlet=key in there))])


def _read(text: str | None) -> Track:
    if text is None:
        return Track()
    given: dict[str, Any] = json.loads(text)
    counters = {name: Counter(given[name]) for name in ("names", "kinds", "told", "copied")}
    return Track(claims=given["claims"], **counters)


def _sum(one: Track, two: Track) -> Track:
    both = {}
    for name in ("names", "kinds", "told", "copied"):
        total = Counter(getattr(one, name))
        total.update(getattr(two, name))
        both[name] = Counter({key: number for key, number in total.items() if number})
    return Track(claims=one.claims + two.claims, **both)


def _written(track: Track) -> str:
    rest = {name: dict(getattr(track, name)) for name in ("names", "kinds", "told", "copied")}
    return json.dumps({"claims": track.claims, **rest}, ensure_ascii=False)
