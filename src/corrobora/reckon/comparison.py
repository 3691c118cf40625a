"""The articles' incidents beside a dataset's events: what both have, what only one has, where numbers differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from corrobora.link.days import Days, days
from corrobora.types import Claim, Incident, Quantity, Reading

Side: TypeAlias = Literal["both", "articles", "dataset"]


@dataclass(frozen=True, slots=True)
class Compared:
    """An incident as the articles and as a dataset have it.

    `events` are the ids of the dataset's rows; `killed` are the deaths that the articles tell, `counted` the dataset's.
    """

    side: Side
    incident: str
    event: str
    when: str | None
    places: tuple[str, ...]
    killed: str
    counted: str
    differ: bool
    events: tuple[str, ...]
    documents: tuple[str, ...]
    grade: str


def covered(readings: Iterable[Reading]) -> Days | None:
    """Return from the first to the last day of the events of a dataset; null where none has a day."""
    claims = (claim for reading in readings for claim in reading.claims if claim.kind == "incident")
    known = [when for claim in claims if (when := _days(claim))]
    return Days(min(when.first for when in known), max(when.last for when in known)) if known else None


def concerns(incident: Incident, dataset: str, span: Days) -> bool:
    """Return whether an incident is of a dataset, or of the days that this covers."""
    when = days(incident.when)
    return (when is not None and when.apart(span) == 0) or any(map(_is_of(dataset), incident.documents))


def compared(incident: Incident, claims: Mapping[str, tuple[Claim, str]], dataset: str) -> Compared:
    """Return an incident as the articles and as a dataset have it; `claims` are its own with their documents' places.

    Nothing is compared but what tells: both may have it, the articles alone, or the dataset alone.
    """
    of = _is_of(dataset)
    own = [claims[claim] for claim in incident.claims if claim in claims]
    rows, told = [each for each in own if of(each[1])], [each for each in own if not of(each[1])]
    return _compared(incident, rows, told, prefix_of(dataset))


def prefix_of(dataset: str) -> str:
    """Return what the places of a dataset's rows begin with.

    >>> prefix_of("ACLED")
    'acled:'
    """
    return f"{dataset.lower()}:"


def _is_of(dataset: str) -> Callable[[str], bool]:
    return lambda uri: uri.startswith(prefix_of(dataset))


def _compared(
    incident: Incident, rows: list[tuple[Claim, str]], told: list[tuple[Claim, str]], prefix: str
) -> Compared:
    killed, counted = (_deaths(claim for claim, _ in each) for each in (told, rows))
    return Compared(
        side="both" if rows and told else "dataset" if rows else "articles",
        incident=incident.id,
        event=incident.event,
        when=incident.when,
        places=tuple(dict.fromkeys(place.name or place.text for place in incident.places)),
        killed=_range(killed),
        counted=_range(counted),
        differ=bool(killed and counted) and not _meet(killed, counted),
        events=tuple(dict.fromkeys(uri.removeprefix(prefix) for _, uri in rows)),
        documents=tuple(dict.fromkeys(uri for _, uri in told)),
        grade=incident.grade,
    )


def _days(claim: Claim) -> Days | None:
    return days(claim.when.edtf) if claim.when else None


def _deaths(claims: Iterable[Claim]) -> tuple[int, int] | None:
    """Return the fewest and the most deaths that claims tell, or null."""
    ends = [end for claim in claims for q in claim.quantities if q.measure == "killed" for end in _ends(q)]
    return (min(ends), max(ends)) if ends else None


def _ends(quantity: Quantity) -> list[int]:
    return [number for number in (quantity.low, quantity.best, quantity.high) if number is not None]


def _range(ends: tuple[int, int] | None) -> str:
    """Return a range as a person reads it.

    >>> _range((3, 5)), _range((4, 4)), _range(None)
    ('3–5', '4', '')
    """
    if ends is None:
        return ""
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _meet(one: tuple[int, int] | None, two: tuple[int, int] | None) -> bool:
    return one is not None and two is not None and one[0] <= two[1] and two[0] <= one[1]
