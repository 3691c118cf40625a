"""What is captured and what is read in it: documents, values, voices, claims, readings.

>>> Span(3, 9).of("on Sunday")
'Sunday'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Basis: TypeAlias = Literal["stated", "relative", "inferred"]
Role: TypeAlias = Literal["title", "body", "caption", "boilerplate"]
ClaimKind: TypeAlias = Literal["incident", "tally", "deadline", "statement"]
Manner: TypeAlias = Literal["narrator", "direct", "indirect", "according-to", "mixed"]
Stance: TypeAlias = Literal["asserted", "hedged", "denied", "anticipated", "questioned"]
Relation: TypeAlias = Literal["near", "between", "road", "from", "whose", "name"]
Act: TypeAlias = Literal[
    "states",
    "claims-responsibility",
    "accuses",
    "denies",
    "confirms",
    "neither",
    "estimates",
    "threatens",
    "demands",
    "announces",
]


class Span(NamedTuple):
    """Half-open code-point offsets into `Document.text`.

    The one type here that is no dataclass: a reading makes, compares and sorts thousands, and tuples do that in C.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that this span covers in `text`.

        >>> Span(0, 2).of("في بابل")
        'في'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether `other` lies wholly inside this span.

        >>> Span(0, 9).covers(Span(3, 9))
        True
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text with a role."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Dated:
    """When a document was published: an EDTF date or interval, and how that is known."""

    edtf: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Document:
    """One captured article, post or page: its text, and where it was got.

    `sha256` is of the raw bytes that were captured. `text` is frozen: every offset points into it.
    `forwarded_from` is whose message this is where another passed it on whole.
    """

    id: str
    uri: str
    text: str
    sha256: str
    outlet: str | None = None
    title: str | None = None
    language: str | None = None
    published: Dated | None = None
    passages: tuple[Passage, ...] = ()
    forwarded_from: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """Something read at a span, by a rule; a means as it stands."""

    kind: Literal["actor", "place", "time", "quantity", "means", "target"]
    text: str
    span: Span
    rule: str
    name: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place or an actor that a name could mean, and why it was or wasn't chosen."""

    id: str
    name: str
    country: str
    reason: str


@dataclass(frozen=True, slots=True)
class Actor(Value):
    """Who acts, is hit or is asked; `country` is the ISO 3166-1 code of a body or a people, where that is clear.

    `refers` is the earlier mention through which words such as "the group" or "they" were resolved; that mention may
    itself refer. `candidates` are known actors whose names sound like this one: proposals, for a person to decide.
    """

    country: str | None = None
    refers: Span | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Place(Value):
    """A place: ISO 3166 codes, degrees, and how precise it is (point, town, district, province, country, region).

    `relation` says that the words only refer to it: something is `near` it, `between` it and another, on a `road` that
    it names, or so many `km` and in the direction `bearing` ("N", "SW") `from` it; or that it says `whose` something
    is ("US troops"), or is part of a body's `name` ("the Government of Iraq"). It is null where the place itself is
    meant. `extent_km` is how far a sea or region reaches from its middle, roughly.
    """

    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    candidates: tuple[Candidate, ...] = ()
    relation: Relation | None = None
    km: float | None = None
    bearing: str | None = None
    extent_km: float | None = None


@dataclass(frozen=True, slots=True)
class Time(Value):
    """A time as EDTF; `edtf` is null where the words can't be resolved."""

    edtf: str | None = None
    precision: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Quantity(Value):
    """A number of something: `low` ≤ `best` ≤ `high` where known; "17 of the 21" has best 17, of 21."""

    measure: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    of: int | None = None


AnyValue: TypeAlias = Value | Actor | Place | Time | Quantity


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that show that somebody says it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a claim; `text` is as the article has it.

    `refers` is the earlier mention through which "he" or "the ministry" was resolved; that one may itself refer.
    """

    text: str
    span: Span
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    kind: str | None = None
    id: str | None = None
    refers: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word: holders innermost first; empty for the narrator."""

    manner: Manner
    chain: tuple[Holder, ...] = ()
    cue: Cue | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a tally counts over; `period` is an EDTF interval."""

    period: str | None = None
    places: tuple[Place, ...] = ()
    event: str | None = None
    targets: tuple[Value, ...] = ()
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A voice saying one thing: an incident, a tally, a deadline or another statement."""

    id: str
    kind: ClaimKind
    span: Span
    rule: str
    voice: Voice
    event: str | None = None
    act: Act = "states"
    stance: Stance = "asserted"
    actors: tuple[Value, ...] = ()
    targets: tuple[Value, ...] = ()
    places: tuple[Place, ...] = ()
    when: Time | None = None
    means: tuple[Value, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    scope: Scope | None = None
    due: Time | None = None
    addressees: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage that stands more than once, and the voices that it stands under ("narrator" or a holder's words)."""

    spans: tuple[Span, ...]
    similarity: float
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person should know before relying on this reading.

    Kinds: foreign-caption, illustration, voice-moved, repeated, undated, not-read, odd-text, language, teaser.
    """

    kind: str
    span: Span | None
    note: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read: `code` is stable, `message` names the file and what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's claims, values, repeated passages and flags, or its error."""

    document: Document
    claims: tuple[Claim, ...] = ()
    values: tuple[AnyValue, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    flags: tuple[Flag, ...] = ()
    error: Failure | None = None
