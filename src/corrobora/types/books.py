"""What readings come to: incidents, lineages, balances, deadlines, records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corrobora.types.reading import Place, Scope, Value, Voice


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high of what several claims say."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Differing:
    """One value of a field on which claims differ, with the claims that give it."""

    field: str
    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The best number of a measure from a day of publication on, and the claims known by then that give it."""

    day: str | None
    measure: str
    number: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What linked incident claims are about, with every differing value kept.

    `grade` is confirmed, fair, weak or contested, after Airwars; `reason` says why in words.
    `when` is EDTF. `harm` has the main victims under the plain measure ("killed"), others with their name ("killed
    (attackers)"); `story` has its numbers over time. `origins` counts distinct lineages and speakers, `sides` distinct
    sides among these; `review` is what people decided of it, a sentence each. `room` is how many incidents it is told
    as ("six convoys were hit"), and `parts` are the ids of those of them that are told by themselves too. `told` is the
    EDTF of its first telling.
    """

    id: str
    event: str
    when: str | None
    places: tuple[Place, ...]
    actors: tuple[Value, ...]
    targets: tuple[Value, ...]
    harm: dict[str, Range]
    grade: str
    reason: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    origins: int
    sides: int
    disputed: tuple[str, ...]
    values: tuple[Differing, ...]
    story: tuple[Step, ...] = ()
    review: tuple[str, ...] = ()
    room: int = 1
    parts: tuple[str, ...] = ()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Documents that carry the same words; `origin` is the earliest. Kinds: copy, partial, translation, citation."""

    id: str
    kind: Literal["copy", "partial", "translation", "citation"]
    origin: str
    members: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledger counts in a tally's scope: how many, and by which incidents (their ids)."""

    certain: int
    possible: int
    incidents: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """On how many days of a period the ledger's articles could have told of what happened."""

    days: int
    of: int


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a tally: parts, series, rival or count."""

    kind: Literal["parts", "series", "rival", "count"]
    ok: bool
    with_: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Balance:
    """A reported tally beside what the ledger counts in the same scope; `gap` is number minus certain.

    `covered` is the share of its period that the ledger could know; null where no period is given.
    """

    claim: str
    document: str
    number: int
    ordinal: bool
    scope: Scope
    voice: Voice
    counted: Counted
    gap: int
    checks: tuple[Check, ...]
    verdict: str
    covered: Covered | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """An ultimatum with its clock and its outcome; `due` is EDTF, as are the dates from and to which it was moved.

    `followed_by` are the incidents (ids) in the month after its day in which one of its parties acts.
    """

    claims: tuple[str, ...]
    due: str | None
    holder: str | None
    addressee: str | None
    demand: str | None
    state: Literal["open", "moved", "met", "passed", "overtaken"]
    agreed_by: tuple[str, ...]
    moved_from: str | None = None
    moved_to: str | None = None
    followed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, as a share between 0 and 1 with its 95 % interval (Wilson)."""

    number: int
    of: int
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Record:
    """One voice's record: how what it claimed fared.

    `shares` are of the claims that tell of an incident; `note` says where those are too few to tell much.
    """

    name: str
    kind: str | None
    claims: int
    corroborated: int
    contradicted: int
    denied: int
    revised: int
    copied_from: dict[str, int]
    shares: dict[str, Share]
    note: str | None = None
