"""What is right of what was read in a row of our own gold: a judge a set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.common import overlaps, read_text
from bench.own_days import covered, joined
from bench.own_gold import Marked, Row, choices, marked
from corrobora.link.spelling import likeness
from corrobora.read.weighing import kilometres
from corrobora.types import Place, Quantity, Reading, Time


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many values of a row are right, were read and are there; `got` shows what was read."""

    right: int
    read: int
    gold: int
    got: str


def judge(name: str, row: Row) -> Verdict:
    """Return the verdict on a row of the set with this name."""
    if name in {"names", "merges"}:
        return _judge_names(row, merged=name == "merges")
    place = marked(row["sentence"], row.get("context", ""))
    reading = read_text(row["id"], place.text, row["language"], published=row.get("published") or None)
    values = [value for value in reading.values if overlaps(value.span, place.span)]
    if name == "times":
        return _judge_times(row, [value for value in values if isinstance(value, Time)])
    if name == "toponyms":
        return _judge_places(row, [value for value in values if isinstance(value, Place)])
    return _judge_numbers(row, _quantities(reading, place), measured=name == "measures")


def _quantities(reading: Reading, place: Marked) -> list[Quantity]:
    """Return the marked quantities: what they measure is known only to the claims, numbers also to the values."""
    every = (*reading.values, *(each for claim in reading.claims for each in claim.quantities))
    return [value for value in every if isinstance(value, Quantity) and overlaps(value.span, place.span)]


def _verdict(rights: Sequence[bool], *, gold: bool, got: Iterable[object]) -> Verdict:
    """One value is right at most; each that is wrong was read in vain, and so was each where there is none."""
    right = int(gold and any(rights))
    return Verdict(right, right + rights.count(False) if gold else len(rights), int(gold), "; ".join(map(str, got)))


def _judge_times(row: Row, times: Sequence[Time]) -> Verdict:
    accepted = row["value"].split("|")
    wanted = {covered(value) for value in accepted if value}
    got = [time.edtf for time in times if time.edtf and not time.edtf.startswith("XXXX")]
    if "" in accepted and not got:  # to abstain is as good as any value here
        return Verdict(0, 0, 0, "")
    if len(got) > 1 and joined(map(covered, got)) in wanted:  # "on Friday and Saturday", read as two days
        return Verdict(1, 1, 1, "")
    return _verdict([covered(value) in wanted for value in got], gold=bool(wanted), got=got)


def _judge_places(row: Row, places: Sequence[Place]) -> Verdict:
    known = [place for place in places if place.id or place.country or place.lat is not None]
    rights = [_is_there(row, place) for place in known]
    got = (f"{place.text} = {place.name} {place.country} {place.lat} {place.lon}" for place in known)
    return _verdict(rights, gold=row["precision"] != "none", got=got)


def _is_there(row: Row, place: Place) -> bool:
    """Return whether a place is the row's: by code for a country, else in its country and within its kilometres."""
    if row["precision"] == "none" or (row["country"] and place.country not in {row["country"], None}):
        return False
    if row["precision"] == "country":
        return place.precision == "country" and place.country == row["country"]
    if place.lat is None or place.lon is None:
        return False
    away = kilometres(place.lat, place.lon, float(row["lat"]), float(row["lon"]))
    return away <= float(row["tolerance_km"])


def _judge_numbers(row: Row, quantities: Sequence[Quantity], *, measured: bool) -> Verdict:
    """Return the verdict on a number: where `measured`, its measure must be known, and right."""
    counted = [each for each in quantities if each.measure or not measured]
    spans = sorted({each.span for each in counted})
    rights = [
        any(each.span == span and _is_so_many(row, each, measured=measured) for each in counted) for span in spans
    ]
    got = (f"{each.measure} {each.low} {each.best} {each.high} of {each.of}" for each in counted)
    return _verdict(rights, gold="none" not in choices(row["measure"]), got=got)


def _is_so_many(row: Row, read: Quantity, *, measured: bool) -> bool:
    cells = (("low", read.low), ("best", read.best), ("high", read.high), ("of", read.of))
    return all(_accepts(row[cell], value) for cell, value in cells) and (
        not measured or _accepts(row["measure"], read.measure)
    )


def _accepts(cell: str, value: int | str | None) -> bool:
    return not {"*", "-" if value is None else str(value)}.isdisjoint(choices(cell))


def _judge_names(row: Row, *, merged: bool) -> Verdict:
    """Two names are one where that is proposed to a person; `merged` asks for what is one without anybody's asking."""
    found = likeness(row["a"], row["b"])
    one = found == "same" or (found == "proposed" and not merged)
    return Verdict(int(one and row["same"] == "yes"), int(one), int(row["same"] == "yes"), str(found))
