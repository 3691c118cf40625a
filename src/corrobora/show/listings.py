"""Books -> the rows of each listing, with the columns that a table shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corrobora.reckon.books import Books
from corrobora.schema import row
from corrobora.types import Claim, Document, Quantity, Reading

CLAIMS = ("id", "kind", "event", "stance", "who", "actors", "targets", "places", "when", "numbers", "document")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claims": CLAIMS,
    "incidents": ("id", "event", "when", "places", "actors", "targets", "harm", "grade", "origins", "disputed"),
    "tallies": ("claim", "number", "ordinal", "scope", "who", "counted", "gap", "verdict"),
    "deadlines": ("due", "state", "holder", "addressee", "demand", "agreed_by"),
    "voices": ("name", "kind", "claims", "corroborated", "contradicted", "denied", "revised", "copied_from"),
    "copies": ("kind", "origin", "members", "changes"),
}


def claim_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Yield one row a claim: its JSON fields, and who says it, in whose article."""
    for reading in readings:
        for claim in reading.claims:
            yield _claim_row(claim, reading.document)


def _claim_row(claim: Claim, document: Document) -> dict[str, Any]:
    out = dict(row(claim))
    out |= {
        "document": document.uri,
        "outlet": document.outlet,
        "who": who(claim),
        "words": claim.span.of(document.text),
        "numbers": [_number(quantity) for quantity in claim.quantities],
    }
    if claim.when is None and claim.due is not None:
        out["when"] = out["due"]
    return out


def _number(quantity: Quantity) -> str:
    best = quantity.best if quantity.best is not None else quantity.low
    of = f" of {quantity.of}" if quantity.of is not None else ""
    return f"{quantity.measure or 'number'} {best if best is not None else quantity.text}{of}"


def who(claim: Claim) -> str:
    """Return on whose word a claim stands, innermost first, or "narrator"."""
    names = [holder.name or holder.text for holder in claim.voice.chain]
    return ", via ".join(names) if names else "narrator"


def listing(name: str, books: Books) -> list[dict[str, Any]]:
    """Return the rows of the listing `name`: claims, incidents, tallies, deadlines, voices or copies."""
    if name == "claims":
        return list(claim_rows(books.readings))
    items: Mapping[str, Iterable[object]] = {
        "incidents": books.incidents,
        "tallies": books.balances,
        "deadlines": books.deadlines,
        "voices": books.records,
        "copies": books.lineages,
    }
    rows = [dict(row(item)) for item in items[name]]
    if name == "tallies":
        for out, balance in zip(rows, books.balances, strict=True):
            out["who"] = ", via ".join(h.name or h.text for h in balance.voice.chain) or "narrator"
    return rows
