"""Listings -> Arrow tables, one value a column: what a data frame wants, with the same columns however few the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from corrobora.keep.export.account import finest, name_of, names_of
from corrobora.link.days import days
from corrobora.schema import build
from corrobora.show.listings import number, who
from corrobora.types import Balance, Claim, Deadline, Document, Incident, Lineage, Place, Record

if TYPE_CHECKING:
    import pyarrow as pa

_Row = dict[str, Any]
_LAST = date.max.toordinal()
_FATES = ("corroborated", "contradicted", "denied", "revised")


def _columns(*lines: str) -> Mapping[str, str]:
    """Return the columns that some lines name, each with what it holds: text where they don't say."""
    parts = (each.partition(":") for line in lines for each in line.split())
    return {name: kind or "text" for name, _, kind in parts}


_WHEN = "when first:day last:day"
_WHERE = "place precision country admin1 lat:real lon:real"

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "claims": _columns(
        "id kind event act stance who manner actors:texts targets:texts places:texts",
        _WHERE,
        _WHEN,
        "killed:count injured:count numbers:texts means:texts addressees:texts",
        "words outlet language published document rule",
    ),
    "incidents": _columns(
        "id event",
        _WHEN,
        _WHERE,
        "actors:texts targets:texts killed_low:count killed_best:count killed_high:count",
        "injured_low:count injured_best:count injured_high:count grade reason origins:count sides:count",
        "disputed:texts room:count parts:texts claims:texts documents:texts",
    ),
    "tallies": _columns(
        "claim number:count ordinal:flag event period places:texts targets:texts who certain:count possible:count",
        "gap:count covered_days:count of_days:count verdict document",
    ),
    "deadlines": _columns(
        "due state holder addressee demand agreed_by:texts moved_from moved_to followed_by:texts claims:texts"
    ),
    "voices": _columns(
        "name kind claims:count",
        *(f"{fate}:count {fate}_of:count {fate}_low:real {fate}_high:real" for fate in _FATES),
        "note",
    ),
    "copies": _columns("id kind origin members:texts changes:texts"),
    "queue": _columns("id why event when places:texts killed:count grade reason origins:count"),
}
"""The columns of each listing's table and what they hold: text, a list of texts, a count, a real, a flag, a day."""


def claims_table(claims: Iterable[tuple[Claim, Document]]) -> pa.Table:
    """Return claims as a table, a claim a row.

    >>> claims_table([]).column_names[:3]
    ['id', 'kind', 'event']
    """
    return _table("claims", (_claim(claim, document) for claim, document in claims))


def listing_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows of the listing `name`, as a shelf gives them, as a table; claims have `claims_table`.

    >>> listing_table("copies", [{"id": "l-1", "kind": "copy", "origin": "a", "members": ["a", "b"], "changes": []}])[
    ...     "members"
    ... ].to_pylist()
    [['a', 'b']]
    """
    makers = {"incidents": _incident, "tallies": _tally, "deadlines": _deadline, "voices": _voice, "copies": _copy}
    return _table(name, map(makers[name], rows))


def queue_table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return the rows of the queue for review as a table.

    >>> queue_table([]).column_names[:2]
    ['id', 'why']
    """
    return _table("queue", map(dict, rows))


def _table(name: str, rows: Iterable[_Row]) -> pa.Table:
    import pyarrow as pa

    types = {"text": pa.string(), "texts": pa.list_(pa.string()), "count": pa.int64(), "real": pa.float64()}
    types |= {"flag": pa.bool_(), "day": pa.date32()}
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(n, types[kind]) for n, kind in COLUMNS[name].items()]))


def _claim(claim: Claim, document: Document) -> _Row:
    when = claim.when or claim.due
    period = claim.scope.period if claim.scope is not None else None
    best = {q.measure: q.best if q.best is not None else q.low for q in reversed(claim.quantities)}
    return {
        **{name: getattr(claim, name) for name in ("id", "kind", "event", "act", "stance", "rule")},
        **_where(claim.places),
        **_when(when.edtf if when is not None else period),
        "who": who(claim.voice),
        "manner": claim.voice.manner,
        "actors": names_of(claim.actors),
        "targets": names_of(claim.targets),
        "places": _names(claim.places),
        "killed": best.get("killed"),
        "injured": best.get("injured"),
        "numbers": [number(quantity) for quantity in claim.quantities],
        "means": [value.name or value.text for value in claim.means],
        "addressees": names_of(claim.addressees),
        "words": claim.span.of(document.text),
        "outlet": document.outlet,
        "language": document.language,
        "published": document.published.edtf if document.published else None,
        "document": document.uri,
    }


def _incident(row: Mapping[str, Any]) -> _Row:
    incident = build(Incident, row)
    harm = {
        f"{measure}_{bound}": getattr(incident.harm[measure], bound)
        for measure in ("killed", "injured")
        for bound in ("low", "best", "high")
        if measure in incident.harm
    }
    names = ("id", "event", "grade", "reason", "origins", "sides", "disputed", "room", "parts", "claims", "documents")
    return {
        **{name: getattr(incident, name) for name in names},
        **_where(incident.places),
        **_when(incident.when),
        **harm,
        "actors": names_of(incident.actors),
        "targets": names_of(incident.targets),
    }


def _tally(row: Mapping[str, Any]) -> _Row:
    balance = build(Balance, row)
    return {
        **{name: getattr(balance, name) for name in ("claim", "number", "ordinal", "gap", "verdict", "document")},
        "event": balance.scope.event,
        "period": balance.scope.period,
        "places": _names(balance.scope.places),
        "targets": [name_of(value) for value in balance.scope.targets],
        "who": who(balance.voice),
        "certain": balance.counted.certain,
        "possible": balance.counted.possible,
        "covered_days": balance.covered.days if balance.covered else None,
        "of_days": balance.covered.of if balance.covered else None,
    }


def _deadline(row: Mapping[str, Any]) -> _Row:
    deadline = build(Deadline, row)
    return {name: getattr(deadline, name) for name in COLUMNS["deadlines"]}


def _voice(row: Mapping[str, Any]) -> _Row:
    record = build(Record, row)
    shares = {
        f"{fate}_{part}": getattr(share, part)
        for fate, share in record.shares.items()
        for part in ("of", "low", "high")
        if share.of or part == "of"
    }
    return {name: getattr(record, name) for name in ("name", "kind", "claims", *_FATES, "note")} | shares


def _copy(row: Mapping[str, Any]) -> _Row:
    lineage = build(Lineage, row)
    return {name: getattr(lineage, name) for name in COLUMNS["copies"]}


def _names(places: Sequence[Place]) -> list[str]:
    return list(dict.fromkeys(place.name or place.text for place in places))


def _where(places: Sequence[Place]) -> _Row:
    """Return the finest of some places, a column for each of its parts."""
    place = finest(places)
    if place is None:
        return {}
    own = {name: getattr(place, name) for name in ("precision", "country", "admin1", "lat", "lon")}
    return {"place": place.name or place.text, **own}


def _when(edtf: str | None) -> _Row:
    """Return a time, and the first and the last day that it may mean where these are known."""
    when = days(edtf)
    if when is None:
        return {"when": edtf}
    first = date.fromordinal(when.first) if when.first > 1 else None
    return {"when": edtf, "first": first, "last": date.fromordinal(when.last) if when.last < _LAST else None}
