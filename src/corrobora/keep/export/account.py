"""The books -> one account of each incident: what a row of another's dataset asks for, and nothing that isn't known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from urllib.parse import quote

from corrobora.codebook import actors_by_id, events
from corrobora.keep.export.shown import Shown
from corrobora.keep.masks import BLOCK
from corrobora.link.days import Days, days, written
from corrobora.types import Claim, Document, Incident, Place, Range, Value

_FINEST = ("point", "camp", "base", "village", "town", "area", "district", "province", "region", "country")
STATE = {"state", "government", "ministry", "armed-forces", "police", "security-forces", "court", "authority"}
"""Kinds of actor that are a state, or part of one."""
_NO_IRI = re.compile(r"""[\x00-\x20\x7f-\x9f<>"{}|\\^`]""")
_CALENDAR = (date.min.toordinal(), date.max.toordinal())  # where an interval without an end is cut off


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in its document, with the words that hold it."""

    claim: Claim
    document: Document

    @property
    def words(self) -> str:
        """Return the words of the claim on one line."""
        return " ".join(self.claim.span.of(self.document.text).split())


@dataclass(frozen=True, slots=True)
class Account:
    """An incident with what tells it: its finest place, its days where both ends are known, its claims in order."""

    incident: Incident
    told: tuple[Told, ...]
    place: Place | None
    when: Days | None

    @property
    def first(self) -> date | None:
        """Return the first day on which it may have happened."""
        return date.fromordinal(self.when.first) if self.when else None

    @property
    def last(self) -> date | None:
        """Return the last day on which it may have happened."""
        return date.fromordinal(self.when.last) if self.when else None

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents that tell it, the earliest first, each once."""
        return tuple({each.document.uri: each.document for each in self.told}.values())

    @property
    def outlets(self) -> tuple[str, ...]:
        """Return who published them, each once; where that is unknown, the document's address."""
        return tuple(dict.fromkeys(each.outlet or each.uri for each in self.documents))

    @property
    def killed(self) -> Range | None:
        """Return how many were killed, in all that the claims of the incident say of its main victims."""
        return self.incident.harm.get("killed")

    def code(self, scheme: str) -> str:
        """Return the incident's kind in another scheme (`acled`, `plover`, `cameo`, `ucdp`), "" where that has none."""
        entry = events().get(self.incident.event)
        return entry.codes.get(scheme, "") if entry else ""


def accounts(shown: Shown) -> Iterator[Account]:
    """Yield the account of each incident of the books, in their order."""
    return starmap(_account, shown.told())


def standing(shown: Shown) -> Iterator[Account]:
    """Yield the accounts of the incidents that nobody discounted: a dataset of events has no row for what was none."""
    return (account for account in accounts(shown) if account.incident.grade != "discounted")


def accounts_of(shown: Shown, ids: Sequence[str]) -> Iterator[Account]:
    """Yield the accounts of some incidents, in the order of their ids."""
    return starmap(_account, shown.these(ids))


def _account(incident: Incident, found: Mapping[str, tuple[Claim, Document]]) -> Account:
    told = (Told(*found[claim]) for claim in incident.claims if claim in found)
    kept = sorted((each for each in told if each.claim.kind == "incident"), key=_order)
    return Account(incident, tuple(kept), finest(incident.places), _bounded(days(incident.when)))


def finest(places: Sequence[Place]) -> Place | None:
    """Return the place that is known most precisely, the first of several, or null.

    >>> from corrobora.types import Span
    >>> named = [("Mali", "country"), ("Boni", "town")]
    >>> finest([Place("place", name, Span(0, 4), "", name, precision=kind) for name, kind in named]).name
    'Boni'
    """
    return min(places, key=_coarseness, default=None)


def _coarseness(place: Place) -> tuple[bool, int]:
    known = place.precision in _FINEST
    return place.lat is None, _FINEST.index(str(place.precision)) if known else len(_FINEST)


def _order(each: Told) -> tuple[str, str, int]:
    published = each.document.published
    return published.edtf if published else "~", each.document.uri, each.claim.span.start


def _bounded(when: Days | None) -> Days | None:
    return when if when and when.first != _CALENDAR[0] and when.last != _CALENDAR[1] else None


def day_of(edtf: str | None) -> str | None:
    """Return a time that is one day as that day, null for any other: what wants a date has no place for an interval.

    >>> day_of("2021-11-27"), day_of("2021-11-27/..")
    ('2021-11-27', None)
    """
    when = days(edtf)
    return written(when.first) if when and when.first == when.last else None


def published_day(document: Document) -> str | None:
    """Return the day on which a document was published, null where it isn't known to the day."""
    return day_of(document.published.edtf if document.published else None)


def name_of(value: Value) -> str:
    """Return the name of an actor or target in English where the codebook has it, else as it was written."""
    entry = actors_by_id().get(value.id or "")
    return entry.names["en"] if entry else value.name or value.text


def names_of(values: Sequence[Value]) -> tuple[str, ...]:
    """Return the names of a side, each once: those that have one; the first words for it where none has.

    A name that is hidden is none, where anything else is said of that side.
    """
    shown = [value for value in values if BLOCK not in value.text] or values
    own = [value for value in shown if value.id or value.name] or shown[:1]
    return tuple(dict.fromkeys(map(name_of, own)))


def iri(address: str) -> str:
    """Return the address of a document as an IRI, which has no spaces and no brackets; it stays relative.

    >>> iri("خبر غاو (1).txt"), iri("https://a.example/?a=1&b=%20")
    ('خبر%20غاو%20(1).txt', 'https://a.example/?a=1&b=%20')
    """
    return _NO_IRI.sub(lambda found: quote(found[0]), address)


def kind_of(value: Value) -> str:
    """Return what the codebook says that an actor is ("armed-forces"), "" where it doesn't know it."""
    entry = actors_by_id().get(value.id or "")
    return entry.kind if entry else ""
