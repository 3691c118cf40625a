"""An incident -> who says what of it: a column a voice, a row a field, the words behind each value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.link.identity import actor_key
from corrobora.link.origin import origins
from corrobora.link.telling import telling
from corrobora.show.said import Said
from corrobora.show.tongue import Tongue
from corrobora.show.web.held import Held
from corrobora.show.web.render import place_name, voice
from corrobora.types import Claim, Incident, Place, Quantity, Span, Time, Value

_FIELDS = ("when", "places", "actors", "targets", "means")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as one voice gives it, with its words and every claim that gives it so."""

    shown: str
    by: tuple[tuple[Said, Span], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A voice: its first claim, the letter of its origin, whether it denies, and the articles that only copy it."""

    name: str
    origin: str
    first: Said
    denies: bool
    claims: tuple[Said, ...]
    copies: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A field with what each voice says of it, in the order of the columns."""

    field: str
    disputed: bool
    cells: tuple[tuple[Cell, ...], ...]


def table(incident: Incident, held: Held, words: Tongue) -> tuple[list[Column], list[Row]]:
    """Return who says what of an incident, the earliest voice first."""
    held.said.hold(incident.claims)
    told = [held.said[claim] for claim in incident.claims if claim in held.said]
    known = held.descent(one.document.uri for one in told)
    asserted = [one for one in told if not _denies(one.claim)]
    found = origins([telling(one.claim, one.document) for one in asserted], known)
    home = {claim: key for key, claims in found.items() for claim in claims}
    voices: dict[tuple[str, bool], list[Said]] = {}
    for one in sorted(told, key=_when):
        voices.setdefault((voice(one, words), _denies(one.claim)), []).append(one)
    letters: dict[str, str] = {}
    columns = []
    for (name, denies), items in voices.items():
        key = next((home[one.claim.id] for one in items if one.claim.id in home), "")
        letter = letters.setdefault(key, _LETTERS[len(letters) % len(_LETTERS)]) if key else ""
        copies = tuple(one for one in items if one.document.uri in known.roots)
        columns.append(Column(name, letter, items[0], denies, tuple(items), copies))
    return columns, list(_rows(incident, columns, held, words))


def _denies(claim: Claim) -> bool:
    return claim.stance == "denied" or claim.act in {"denies", "neither"}


def _when(one: Said) -> tuple[str, str]:
    published = one.document.published
    return published.edtf if published else "~", one.claim.id


def _rows(incident: Incident, columns: list[Column], held: Held, words: Tongue) -> Iterator[Row]:
    measures = dict.fromkeys(q.measure for c in columns for one in c.claims for q in one.claim.quantities if q.measure)
    for field in (*measures, *_FIELDS):
        cells = tuple(tuple(_cells(column, field, held, words)) for column in columns)
        if any(cells):
            yield Row(field, field in incident.disputed, cells)


def _cells(column: Column, field: str, held: Held, words: Tongue) -> Iterator[Cell]:
    values: dict[str, list[tuple[Said, Span]]] = {}
    for one in column.claims:
        for shown, span in _values(one.claim, field, held, words):
            values.setdefault(shown, []).append((one, span))
    yield from (Cell(shown, tuple(by)) for shown, by in values.items())


def _values(claim: Claim, field: str, held: Held, words: Tongue) -> Iterator[tuple[str, Span]]:
    if field == "when":
        yield from _time(claim.when, words)
    elif field in _FIELDS:
        for value in getattr(claim, field):
            yield _name(value, held, words), value.span
    else:
        for quantity in claim.quantities:
            if quantity.measure == field:
                yield amount(quantity, words), quantity.span


def _time(when: Time | None, words: Tongue) -> Iterator[tuple[str, Span]]:
    if when is not None:
        yield words.day(when.edtf) if when.edtf else when.text, when.span


def _name(value: Value, held: Held, words: Tongue) -> str:
    if isinstance(value, Place):
        return place_name(value, held, words)
    if value.kind in {"actor", "target"}:
        return words.actor(actor_key(value.id, value.name, value.text), value.name or value.text)
    return value.text


def amount(quantity: Quantity, words: Tongue) -> str:
    """Return a number as it was given, without what it measures: "12", "at least 12", "17 of 21"."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None and low != high:
        return f"{words.number(low)}–{words.number(high)}"
    best = quantity.best if quantity.best is not None else low
    if best is None:
        return quantity.text
    given = words.number(best)
    if low is not None and high is None:
        given = words.say("at least %(number)s") % {"number": given}
    if quantity.of is not None:
        return words.say("%(number)s of %(whole)s") % {"number": given, "whole": words.number(quantity.of)}
    return given
