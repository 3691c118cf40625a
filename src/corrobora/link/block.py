"""Which claims are worth comparing, as Ibis expressions: DuckDB and Spark find the same pairs.

Pairs whose kinds of event allow it are worth comparing where they share

- a touching day, of a vague claim those before it was told, and a place,
- a touching day, perhaps the country, and a fact: a party, a target's word or a number,
- a week where one of them is vague, a place, and a fact,
- such a week, perhaps the country, a number, and a party or a target's word,
- an article,
- or, where one answers the other, a week, and a party or a place.

`pairs.worth` says the same of any pair. A place is where it is, as an H3 cell and a province, and reaches for all
cells within 30 km and for claims that know only the province (`keys.areas`), so that each pair of places that may be
one meets. No block is cut short.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

_ALWAYS = ("id", "kind", "may", "several", "answer", "mask", "since")


def candidates(left: ir.Table, right: ir.Table, own: ir.Table, reached: ir.Table) -> list[ir.Table]:
    """Return tables of the ids `one` and `two`, the lower, of pairs worth comparing; a pair may stand more than once.

    `left` and `right` are `keys.nodes`: all claims, or on the left only the new. `own` are the keys of where each place
    is, `reached` of where others may be.
    """

    def by_area(one: ir.Table, two: ir.Table, time: str) -> ir.Table:
        return _met(_where(one, reached), _where(two, own), time, "area")

    def by_fact(one: ir.Table, two: ir.Table, time: str, facts: str) -> ir.Table:
        return _met(_told(one, facts), _told(two, facts), time, "fact")

    days, weeks, ever = ((split(left), split(right)) for split in (_on_days, _in_weeks, _at_any_time))
    return [
        by_area(*days, "day"),
        *(by_fact(one, two, "day", "facts") for one, two in _any(*days, "open")),
        *(by_area(one, two, "week") for one, two in _any(*weeks, "wide")),
        *(by_fact(one, two, "week", "strong") for one, two in _any(*weeks, "wide")),
        *(by_fact(one, two, "week", "parties") for one, two in _any(*weeks, "answer")),
        *(by_area(one, two, "ever") for one, two in _any(*ever, "lost")),
        *(by_fact(one, two, "ever", "strong") for one, two in _any(*ever, "lost")),
        _met(*ever, "ever", "document"),
    ]


def _any(left: ir.Table, right: ir.Table, flag: str) -> Iterator[tuple[ir.Table, ir.Table]]:
    """Yield what makes up the pairs of which at least one has a flag, no pair twice."""
    yield left.filter(left[flag]), right
    yield left.filter(~left[flag]), right.filter(right[flag])


def _on_days(claims: ir.Table) -> ir.Table:
    """Return a row for each day that a claim touches: those that it is likely about, and the day after."""
    import ibis

    dated = claims.filter(claims.day_from <= claims.day_to)
    return dated.mutate(day=ibis.range(dated.day_from, dated.day_to + 2).unnest(), since=dated.day_from)


def _in_weeks(claims: ir.Table) -> ir.Table:
    """Return a row for each week that a claim may be about; none where it may be about any."""
    import ibis

    known = claims.filter(~claims.lost)
    return known.mutate(week=ibis.range(known.week_from, known.week_to + 1).unnest(), since=known.week_from)


def _at_any_time(claims: ir.Table) -> ir.Table:
    return claims.mutate(ever=0, since=0)


def _where(claims: ir.Table, areas: ir.Table) -> ir.Table:
    """Return a row for each key of where a claim is."""
    return claims.mutate(place=claims.places.unnest()).join(areas, "place")


def _told(claims: ir.Table, facts: str) -> ir.Table:
    return claims.mutate(fact=claims[facts].unnest())


def _met(one: ir.Table, two: ir.Table, time: str, key: str) -> ir.Table:
    """Return the pairs that share a time and a key; of several times the first, so that they meet there once.

    Where the time is vague and the place is shared, a fact must be too; `mask` lets some through that share none.
    """
    columns = (*_ALWAYS, time, key)
    one, two = one.select(*columns), two.select(*columns).rename({f"{name}_2": name for name in columns})
    both = one.join(two, [one[time] == two[f"{time}_2"], one[key] == two[f"{key}_2"]])
    kept = [
        both.id_2 < both.id,
        ~(both.answer & both.answer_2),
        ((both.kind & both.may_2) | (both.kind_2 & both.may)) != 0,
        (both.several == both.several_2) | ((both.several > 1) & (both.several_2 > 1)),
        (both[time] == both.since) | (both[time] == both.since_2),
    ]
    if time != "day" and key == "area":
        kept.append(((both.mask & both.mask_2) != 0) | both.answer | both.answer_2)
    return both.filter(kept).select(one="id", two="id_2")
