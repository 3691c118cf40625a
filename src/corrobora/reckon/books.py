"""The books: everything that readings come to when they are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corrobora.link import incidents, lineages
from corrobora.link.bodies import attributed
from corrobora.reckon.deadline import deadlines
from corrobora.reckon.tally import balances
from corrobora.reckon.track import records
from corrobora.settings import BestRule
from corrobora.types import Balance, Deadline, Incident, Lineage, Reading, Record


@dataclass(frozen=True, slots=True)
class Books:
    """All that was read, and what it comes to.

    `heard` are the readings with each voice under the name by which it is counted.
    """

    readings: tuple[Reading, ...]
    heard: tuple[Reading, ...]
    lineages: tuple[Lineage, ...]
    incidents: tuple[Incident, ...]
    balances: tuple[Balance, ...]
    deadlines: tuple[Deadline, ...]
    records: tuple[Record, ...]


def books(readings: Iterable[Reading], as_of: str | None = None, best: BestRule = "most-origins") -> Books:
    """Return the books of the readings as of a day (EDTF; by default the last on which one was published).

    `best` chooses each incident's best numbers. The order of the readings is of no matter: the same readings make the
    same books.
    """
    known = tuple(sorted(readings, key=_order))
    heard = tuple(attributed(known))
    copies = lineages(heard)
    found = incidents(heard, copies, best)
    return Books(
        readings=known,
        heard=heard,
        lineages=copies,
        incidents=found,
        balances=balances(heard, found),
        deadlines=deadlines(heard, found, as_of),
        records=records(heard, found, copies),
    )


def _order(reading: Reading) -> tuple[str, str, str, str]:
    document = reading.document
    return (document.published.edtf if document.published else "~", document.uri, document.sha256, document.id)
