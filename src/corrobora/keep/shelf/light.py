"""Incidents from a shelf with what tallies and deadlines look at alone, since there may be very many."""

from __future__ import annotations

import json
from typing import Any

from corrobora.link.days import written
from corrobora.reckon.tally import Wide
from corrobora.types import Incident, Place, Range, Span, Value

_NOWHERE = Span(0, 0)
_PLACE = ("country", "admin1", "lat", "lon", "precision")


def light(text: str) -> Incident:
    """Return an incident from its row as it is counted: its words, numbers and what differs in it are left out."""
    row = json.loads(text)
    return Incident(
        id=row["id"],
        event=row["event"],
        when=row["when"],
        places=tuple(map(_place, row["places"])),
        actors=tuple(map(_party, row["actors"])),
        targets=tuple(map(_party, row["targets"])),
        harm={},
        grade=row["grade"],
        reason="",
        documents=tuple(row["documents"]),
        claims=tuple(row["claims"]),
        origins=row["origins"],
        sides=row["sides"],
        disputed=(),
        values=(),
        room=row["room"],
        parts=tuple(row["parts"]),
        told=row["told"],
    )


def outline(id_: str, first: int | None, last: int | None, wide: Wide | None) -> Incident:
    """Return of an incident its days, how many it is told as, and its parts: what counts once it is known to count."""
    when = f"{written(first)}/{written(last)}" if first is not None and last is not None else None
    room, parts = wide or (1, ())
    nothing: dict[str, Range] = {}
    return Incident(id_, "", when, (), (), (), nothing, "", "", (), (), 0, 0, (), (), room=room, parts=parts)


def _party(row: dict[str, Any]) -> Value:
    return Value(row["kind"], row["text"], _NOWHERE, row["rule"], row["name"], row["id"])


def _place(row: dict[str, Any]) -> Place:
    rest = {name: row[name] for name in _PLACE}
    return Place(row["kind"], row["text"], _NOWHERE, row["rule"], row["name"], row["id"], **rest)
