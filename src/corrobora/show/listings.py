"""Books -> the rows of each listing, with the columns that a spreadsheet and a terminal show of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from corrobora.schema import row
from corrobora.show.formats import Format
from corrobora.types import Claim, Document, Quantity, Reading, Share, Voice

if TYPE_CHECKING:  # a reading is printed without the books
    from corrobora.keep.shelf import Shelf, Wanted
    from corrobora.reckon.books import Books

_HARM = tuple(f"harm.{measure}.{bound}" for measure in ("killed", "injured") for bound in ("low", "best", "high"))

_FATES = ("corroborated", "contradicted", "denied", "revised")
_BOUNDS = ("of", "low", "best", "high")

# What a spreadsheet gets: one field a column.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "claims": (
        *("id", "kind", "event", "act", "stance", "who", "actors", "targets", "places", "day", "means", "numbers"),
        *("addressees", "words", "outlet", "published", "document", "rule"),
    ),
    "incidents": (
        *("id", "event", "when", "places", "actors", "targets", "harm", *_HARM, "grade", "reason", "origins", "sides"),
        *("disputed", "claims", "documents", "room", "parts"),
    ),
    "tallies": (
        *("claim", "number", "ordinal", "scope.event", "scope.period", "scope.places", "scope.targets", "who"),
        *("counted.certain", "counted.possible", "gap", "covered.days", "covered.of", "verdict", "document"),
    ),
    "deadlines": (
        *("due", "state", "holder", "addressee", "demand", "agreed_by", "moved_from", "moved_to", "followed_by"),
        "claims",
    ),
    "voices": (
        *("name", "kind", "claims", *_FATES, *(f"shares.{fate}.{bound}" for fate in _FATES for bound in _BOUNDS)),
        *("copied_from", "note"),
    ),
    "copies": ("id", "kind", "origin", "members", "changes"),
}

# What a terminal shows: the most telling first, for the last may find no room.
TABLES: Mapping[str, tuple[str, ...]] = {
    "claims": ("id", "what", "who", "words", "day", "places", "numbers", "actors", "targets", "document"),
    "incidents": (
        "id",
        "event",
        "when",
        "grade",
        "harm",
        "places",
        "told_as",
        "actors",
        "targets",
        "origins",
        "disputed",
    ),
    "tallies": (
        "claim",
        "number",
        "counted.certain",
        "counted.possible",
        "verdict",
        "scope.period",
        "scope.places",
        "who",
    ),
    "deadlines": ("due", "state", "holder", "addressee", "demand", "agreed_by", "moved_to", "followed_by", "claims"),
    "voices": ("name", "kind", "claims", *(f"{fate}_of" for fate in _FATES), "copied_from", "note"),
    "copies": ("kind", "origin", "members", "changes"),
}


def columns(name: str, wanted: Format) -> tuple[str, ...]:
    """Return the columns of a listing in a format.

    >>> columns("voices", Format.table)[:2]
    ('name', 'kind')
    """
    return (TABLES if wanted is Format.table else COLUMNS)[name]


def claim_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Yield one row a claim: its JSON fields, and who says it, in whose article."""
    for reading in readings:
        for claim in reading.claims:
            yield claim_row(claim, reading.document)


def claim_row(claim: Claim, document: Document) -> dict[str, Any]:
    """Return the row of one claim: its JSON fields, and who says it, in whose article."""
    out = dict(row(claim))
    out |= {
        "document": document.uri,
        "outlet": document.outlet,
        "published": document.published.edtf if document.published else None,
        "who": who(claim.voice),
        "what": _what(claim),
        "day": _day(claim),
        "words": claim.span.of(document.text),
        "numbers": [number(quantity) for quantity in claim.quantities],
    }
    return out


def _day(claim: Claim) -> str | None:
    """Return the time of a claim: when it happened, when it is due, or over which period it counts."""
    when = claim.when or claim.due
    return when.edtf if when is not None else claim.scope.period if claim.scope is not None else None


def _what(claim: Claim) -> str:
    """Return in a few words what a claim is: its event or kind, and what is not a plain assertion about it."""
    event = claim.event or ("" if claim.kind == "statement" else claim.kind)
    head = f"{claim.kind}: {event}" if claim.kind in {"tally", "deadline"} and event != claim.kind else event
    notes = [note.replace("-", " ") for note in (claim.stance, claim.act) if note not in {"asserted", "states"}]
    return ", ".join(filter(None, (head or "statement", *notes)))


def number(quantity: Quantity) -> str:
    """Return a quantity with what it measures, as a person reads it.

    >>> from corrobora.types import Span
    >>> number(Quantity("quantity", "17 of 21", Span(0, 8), "en.of", measure="injured", low=17, high=17, of=21))
    'injured 17 of 21'
    """
    best = quantity.best if quantity.best is not None else quantity.low
    of = f" of {quantity.of}" if quantity.of is not None else ""
    least = "at least " if quantity.low is not None and quantity.high is None else ""
    return f"{quantity.measure or 'number'} {least}{best if best is not None else quantity.text}{of}"


def who(voice: Voice) -> str:
    """Return on whose word something stands, innermost first, or "narrator".

    >>> who(Voice("narrator"))
    'narrator'
    """
    return ", via ".join(holder.name or holder.text for holder in voice.chain) or "narrator"


def told_as(room: int, parts: Sequence[str]) -> str | None:
    """Return how many incidents one is told as, and how many are told apart too; null where it is one."""
    apart = f", {len(parts)} told apart too" if parts else ""
    return f"{room} incidents{apart}" if room > 1 else None


def interval(share: Share) -> str:
    """Return a share as a person reads it, with its interval in per cent; "" where it is of nothing.

    >>> interval(Share(8, 10, 0.49, 0.8, 0.943))
    '8 of 10 (49–94 %)'
    """
    return f"{share.number} of {share.of} ({share.low * 100:.0f}–{share.high * 100:.0f} %)" if share.of else ""


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
    return [shown(name, dict(row(item))) for item in items[name]]


def kept_rows(
    name: str, shelf: Shelf, wanted: Wanted | None = None, limit: int | None = None, offset: int = 0, after: str = ""
) -> Iterator[dict[str, Any]]:
    """Yield rows of the listing `name` from a ledger's shelf, as `listing` has them."""
    if name == "claims":
        for claim, document in shelf.claims(wanted, limit, offset, after):
            yield claim_row(claim, document)
    else:
        yield from (shown(name, each) for each in shelf.rows(name, wanted, limit, offset, after))


def shown(name: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a listing with what a person wants to see besides."""
    if name == "incidents":
        item["told_as"] = told_as(item["room"], item["parts"])
    if name == "tallies":
        chain = item["voice"]["chain"]
        item["who"] = ", via ".join(holder["name"] or holder["text"] for holder in chain) or "narrator"
    if name == "voices":
        item |= {f"{fate}_of": interval(Share(**share)) for fate, share in item["shares"].items()}
    return item
