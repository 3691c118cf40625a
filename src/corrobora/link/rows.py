"""Incident claims as rows of a table: what linking compares, and nothing else.

Rows stand in Arrow record batches, so that a million claims need no million objects, and DuckDB, Spark and a file can
hold them. An `answer` is a denial, or neither a yes nor a no; an `own` one is of who is said to have done it. `low`
and `high` of a number are its bounds; a null `high` has none. `hands` and `words` are the stems of who acts
and of what is hit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from corrobora.link.bounds import best, bounds
from corrobora.link.near import finest
from corrobora.link.telling import Telling, answers, own_deed
from corrobora.read.fold import plain
from corrobora.types import Place

_PLACE = pa.struct(
    [
        ("key", pa.string()),
        ("id", pa.string()),
        ("named", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("precision", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
    ]
)
_NUMBER = pa.struct([("measure", pa.string()), ("low", pa.int64()), ("best", pa.int64()), ("high", pa.int64())])
ROWS = pa.schema(
    [
        ("claim", pa.string()),
        ("document", pa.string()),
        ("speaker", pa.string()),
        ("language", pa.string()),
        ("kind", pa.string()),
        ("answer", pa.bool_()),
        ("own", pa.bool_()),
        ("first", pa.int32()),
        ("last", pa.int32()),
        ("about", pa.bool_()),
        ("told_first", pa.int32()),
        ("told_last", pa.int32()),
        ("several", pa.int32()),
        ("places", pa.list_(_PLACE)),
        ("actors", pa.list_(pa.string())),
        ("targets", pa.list_(pa.string())),
        ("hands", pa.list_(pa.string())),
        ("words", pa.list_(pa.string())),
        ("means", pa.list_(pa.string())),
        ("numbers", pa.list_(_NUMBER)),
    ]
)


def rows(told: Iterable[Telling]) -> pa.RecordBatch:
    """Return one row a claim, in their order."""
    return pa.RecordBatch.from_pylist([_row(each) for each in told], schema=ROWS)


def _row(each: Telling) -> dict[str, Any]:
    days, told = each.days, each.published
    return {
        "claim": each.claim.id,
        "document": each.document.id,
        "speaker": each.speaker,
        "language": each.document.language,
        "kind": each.claim.event,
        "answer": answers(each),
        "own": answers(each) and own_deed(each),
        "first": days.first if days else None,
        "last": days.last if days else None,
        "about": days.about if days else None,
        "told_first": told.first if told else None,
        "told_last": told.last if told else None,
        "several": each.several,
        "places": [_place(place) for place in finest(each.places)],
        "actors": sorted(each.actors),
        "targets": sorted(each.targets),
        "hands": sorted(each.hands),
        "words": sorted(each.words),
        "means": sorted(each.means),
        "numbers": [_number(measure, each) for measure in sorted(each.numbers)],
    }


def _place(place: Place) -> dict[str, Any]:
    named = plain(place.name or place.text)
    return {
        "key": f"{place.id}|{named}|{place.country}|{place.admin1}|{place.precision}|{place.lat}|{place.lon}",
        "id": place.id,
        "named": named,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
    }


def _number(measure: str, each: Telling) -> dict[str, Any]:
    quantity = each.numbers[measure]
    low, high = bounds(quantity)
    return {"measure": measure, "low": low, "best": best(quantity), "high": high}
