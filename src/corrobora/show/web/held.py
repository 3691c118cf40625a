"""What the pages are made from: the books of a ledger, reckoned once for each state that it is in."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from corrobora.keep.ledger import Ledger
from corrobora.keep.masks import for_page
from corrobora.reckon.books import Books
from corrobora.settings import load_settings
from corrobora.show.run import existing, reckoned_of
from corrobora.show.said import Said, by_voice, said_in
from corrobora.show.web.search import Index
from corrobora.types import Balance, Incident, Lineage, Place, Reading, Record

_LOOK_S = 1.0  # how old the answer may be to whether anything was added


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """The books in one state of the ledger, with the ways to find something in them."""

    state: str
    books: Books
    said: Mapping[str, Said]
    incidents: Mapping[str, Incident]
    home: Mapping[str, Incident]
    balances: Mapping[str, Balance]
    readings: Mapping[str, Reading]
    by_uri: Mapping[str, Reading]
    copies: Mapping[str, tuple[Lineage, ...]]
    voices: Mapping[str, tuple[Record, list[Said]]]
    index: Index
    local: Mapping[tuple[str, str], str]


class Holder:
    """Gives what is held of a ledger; after something was added or decided, that of its new state."""

    def __init__(self, path: str | None) -> None:
        self.ledger: Ledger = existing(path)
        self._lock = Lock()
        self._held: Held | None = None
        self._looked = 0.0

    def current(self) -> Held:
        """Return what is held of the ledger as it is now."""
        with self._lock:
            now = time.monotonic()
            if self._held is None or now - self._looked > _LOOK_S:
                state = state_of(self.ledger)
                if self._held is None or self._held.state != state:
                    self._held = held(state, for_page(reckoned_of(self.ledger), load_settings().mask))
                self._looked = time.monotonic()
            return self._held

    def renew(self) -> None:
        """Look again at once, since something was decided here."""
        self._looked = 0.0

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()


def state_of(ledger: Ledger) -> str:
    """Return a name for all that a ledger holds: the hashes of its last reading and its last decision, cut short."""
    marks = ledger.marks()
    return f"{marks.hash[:16]}-{marks.decided[:16]}"


def held(state: str, books: Books) -> Held:
    """Return books with the ways to find something in them."""
    said = said_in(books)
    copies: dict[str, tuple[Lineage, ...]] = {}
    for lineage in books.lineages:
        for uri in {lineage.origin, *lineage.members}:
            copies[uri] = (*copies.get(uri, ()), lineage)
    return Held(
        state=state,
        books=books,
        said=said,
        incidents={incident.id: incident for incident in books.incidents},
        home={claim: incident for incident in books.incidents for claim in incident.claims},
        balances={balance.claim: balance for balance in books.balances},
        readings={reading.document.id: reading for reading in books.readings},
        by_uri={reading.document.uri: reading for reading in books.readings},
        copies=copies,
        voices={record.name: (record, items) for record, items in by_voice(books, said)},
        index=Index(books.readings),
        local=_local(books),
    )


def _local(books: Books) -> dict[tuple[str, str], str]:
    """Return what the articles of each language call a place: its shortest form, by the place's id and the language."""
    out: dict[tuple[str, str], str] = {}
    for reading in books.readings:
        language = reading.document.language or ""
        for value in reading.values:
            if isinstance(value, Place) and value.id and value.relation is None and not value.text.isupper():
                key = value.id, language
                out[key] = min(out.get(key, value.text), value.text, key=lambda text: (len(text), text))
    return out
