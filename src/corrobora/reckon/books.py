"""The books: everything that readings come to when they are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corrobora.link import incidents, lineages
from corrobora.link.bodies import attributed
from corrobora.link.borderline import Borderline, borderline
from corrobora.link.columns import columns
from corrobora.link.incident import linkable
from corrobora.link.lineage import grouped_by
from corrobora.link.linked import linked
from corrobora.link.rows import rows
from corrobora.reckon.deadline import deadlines
from corrobora.reckon.reviewed import noted, reviewed
from corrobora.reckon.tally import balances
from corrobora.reckon.track import records
from corrobora.settings import BestRule
from corrobora.types import Balance, Deadline, Decision, Incident, Lineage, Reading, Record


@dataclass(frozen=True, slots=True)
class Books:
    """All that was read, and what it comes to.

    `heard` are the readings with each voice under the name by which it is counted. `near` are claims of two incidents
    that may be one.
    """

    readings: tuple[Reading, ...]
    heard: tuple[Reading, ...]
    lineages: tuple[Lineage, ...]
    incidents: tuple[Incident, ...]
    balances: tuple[Balance, ...]
    deadlines: tuple[Deadline, ...]
    records: tuple[Record, ...]
    near: tuple[Borderline, ...] = ()


def books(
    readings: Iterable[Reading],
    as_of: str | None = None,
    *,
    decisions: Iterable[Decision] = (),
    best: BestRule = "most-origins",
) -> Books:
    """Return the books of the readings as of a day (EDTF; by default the last on which one was published).

    The order of the readings is of no matter, nor that one is given twice: the same readings make the same books.
    `decisions` are those of people that hold: they take out, put right, put together and keep apart. `best` chooses
    each incident's best numbers.
    """
    decisions = tuple(decisions)
    known = reviewed(in_order(readings), decisions)
    heard = tuple(attributed(known))
    told = linkable(heard)
    groups = linked(columns(rows(told)))
    label = groups.label.tolist()
    copies = lineages(heard, grouped_by(told, label))
    found = noted(incidents(heard, copies, best, decisions, label), decisions)
    return Books(
        readings=known,
        heard=heard,
        lineages=copies,
        incidents=found,
        balances=balances(heard, found),
        deadlines=deadlines(heard, found, as_of),
        records=records(heard, found, copies),
        near=borderline(told, groups),
    )


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return each document's reading once, the earliest published first."""
    once = {reading.document.id: reading for reading in sorted(readings, key=order)}
    return tuple(once.values())


def order(reading: Reading) -> tuple[str, str, str, str]:
    """Return the place of a reading among all: by publication, then by where it stands."""
    document = reading.document
    return (document.published.edtf if document.published else "~", document.uri, document.sha256, document.id)
