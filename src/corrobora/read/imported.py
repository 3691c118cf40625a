"""An event of somebody's dataset -> a reading: the dataset is one more voice, and claims what its row says."""

from __future__ import annotations

import hashlib
from functools import cache

import pycountry

from corrobora.codebook import actors, events
from corrobora.gather.datasets import EventRow
from corrobora.read.fold import fold
from corrobora.read.ids import claim_id
from corrobora.types import Actor, Claim, Document, Passage, Place, Quantity, Reading, Span, Time, Value, Voice

_GENERIC = {
    "state-based": "attack", "non-state": "armed-clash", "one-sided": "massacre",
    "Violence against civilians: Attack": "attack",
}  # fmt: skip
_ARMED_CLASH, _RULE = "Battles: Armed clash", "dataset"
_ROOTS = {"14": "protest", "15": "deployment", "17": "crackdown", "18": "attack", "19": "attack", "20": "massacre"}


class _Text:
    """The text of a document, made of a row's cells, one a line, each with its span."""

    def __init__(self) -> None:
        self.words = ""

    def add(self, words: str) -> Span:
        """Add a line; return where it stands."""
        words = " ".join(words.split())
        if self.words:
            self.words += "\n"
        start = len(self.words)
        self.words += words
        return Span(start, len(self.words))


def reading_of(row: EventRow) -> Reading:
    """Return an event of a dataset as a reading with one claim, each value of it with its cell as its words.

    A kind of event that has no like here makes no claim: the reading is there, and says nothing.
    """
    text, event = _Text(), event_of(row.scheme, row.code)
    text.add(f"{row.dataset} {row.id}")
    when = _when(row, text)
    text.add(row.code)
    actors_, targets = (_party(cell, kind, text) for cell, kind in ((row.actor, "actor"), (row.target, "target")))
    place = _place(row, text)
    killed = _killed(row, text)
    if row.notes:
        text.add(row.notes)
    if row.sources:
        text.add(row.sources)
    document = _document(row, text.words)
    if event is None:
        return Reading(document)
    span, voice = Span(0, len(text.words)), Voice("narrator")
    claim = Claim(
        claim_id(document.id, "incident", span, voice, event), "incident", span, _RULE, voice, event,
        actors=actors_, targets=targets, places=place, when=when, quantities=killed,
    )  # fmt: skip
    return Reading(document, (claim,), (*actors_, *place, *([when] if when else []), *killed))


def _document(row: EventRow, text: str) -> Document:
    uri = f"{row.dataset.lower()}:{row.id}"
    sha256 = hashlib.sha256(row.raw).hexdigest()
    name = "d-" + hashlib.sha256(uri.encode()).hexdigest()[:12]
    passages = (Passage("boilerplate", Span(0, len(text))),)  # rows are alike, and no row copies another
    return Document(name, uri, text, sha256, outlet=row.dataset, passages=passages)


def _when(row: EventRow, text: _Text) -> Time | None:
    if row.first is None:
        return None
    one = row.last is None or row.first == row.last
    edtf = row.first.isoformat() if one else f"{row.first.isoformat()}/{row.last}"
    span = text.add(edtf)
    return Time("time", edtf, span, _RULE, edtf=edtf, precision="day" if one else "interval", basis="stated")


def _party(cell: str, kind: str, text: _Text) -> tuple[Value, ...]:
    if not cell:
        return ()
    span = text.add(cell)
    words = span.of(text.words)
    known = _actor_of(words)
    return (Actor(kind, words, span, _RULE, words, known),)  # type: ignore[arg-type]


def _place(row: EventRow, text: _Text) -> tuple[Place, ...]:
    if not row.place:
        return ()
    span = text.add(row.place)
    country = row.country if len(row.country) == 2 else _country(row.country)  # noqa: PLR2004 - alpha-2
    words = span.of(text.words)
    name = f"{row.dataset.lower()}:{words}"
    made = Place("place", words, span, _RULE, words, name, country, None, row.lat, row.lon, row.precision)
    return (made,)


def _killed(row: EventRow, text: _Text) -> tuple[Quantity, ...]:
    if row.low is None and row.best is None and row.high is None:
        return ()
    ends = [number for number in (row.low, row.best, row.high) if number is not None]
    span = text.add(f"{row.best if row.best is not None else ends[0]}")
    words = span.of(text.words)
    return (Quantity("quantity", words, span, _RULE, None, None, "killed", row.low, row.best, row.high),)


@cache
def event_of(scheme: str, code: str) -> str | None:
    """Return the kind of event that a code of another scheme means, the plainest of several, or null.

    >>> event_of("acled", "Battles: Armed clash"), event_of("cameo", "194"), event_of("ucdp", "one-sided")
    ('armed-clash', 'shelling', 'massacre')
    """
    if code in _GENERIC:
        return _GENERIC[code]
    if code == _ARMED_CLASH:
        return "armed-clash"
    found = [entry for entry in events().values() if code and entry.codes.get(scheme) == code]
    if found:
        return max(found, key=lambda entry: (len(entry.may_be), entry.id)).id
    return _ROOTS.get(code[:2]) if scheme == "cameo" else None


@cache
def _actor_of(name: str) -> str | None:
    """Return the id of the actor that only one bears by this name, or by the part of it before a year or an alias."""
    words = fold(name.split("(", maxsplit=1)[0]).split(":")[0].strip()
    found = {actor.id for actor in actors() if any(fold(known) == words for known in actor.names.values())}
    found |= {actor.id for actor in actors() if any(fold(alias) == words for _, alias in actor.aliases)}
    return found.pop() if len(found) == 1 else None


@cache
def _country(name: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return None
