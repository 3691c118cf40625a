"""On what the claims about one incident differ, and where that is a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from corrobora.link.bounds import bounds, fits
from corrobora.link.harm import standing
from corrobora.link.identity import actor_key, meet, word_key
from corrobora.link.near import nearness
from corrobora.link.origin import Descent, named_origin, root
from corrobora.link.telling import Telling, own_deed
from corrobora.types import Differing, Quantity, Value


def differing(told: Sequence[Telling]) -> tuple[Differing, ...]:
    """Return every value of each field that has several, in the order in which they were first said.

    A number that its own voice corrected carries the day on which it was said, or that it was said earlier. What is
    said of victims other than the main ones ("killed (attackers)") is always given.
    """
    fields: dict[str, dict[str, list[str]]] = {}
    revised = _revised(told)
    now = {field: {each.claim.id for each in standing(told, field)} for _, field in revised}
    for each in told:
        for field, value in _values(each):
            when = _said(each) if each.claim.id in now.get(field, ()) else "earlier"
            dated = f"{value}, said {when}" if (each.speaker, field) in revised else value
            fields.setdefault(field, {}).setdefault(dated, []).append(each.claim.id)
    return tuple(
        Differing(field, value, tuple(dict.fromkeys(claims)))
        for field, values in sorted(fields.items())
        if len(values) > 1 or field.endswith(")")
        for value, claims in values.items()
    )


def _values(each: Telling) -> Iterator[tuple[str, str]]:
    claim = each.claim
    yield "event", claim.event or ""
    if claim.when and claim.when.edtf:
        yield "when", claim.when.edtf
    for place in claim.places:
        yield "places", place.name or place.text
    for field, values in (("actors", claim.actors), ("targets", claim.targets), ("means", claim.means)):
        for value in values:
            yield field, _name(value)
    for measure, quantity in each.numbers.items():
        yield measure, written(quantity)


def _name(value: Value) -> str:
    """Return one name for one actor in whatever language it is told."""
    key = actor_key(value.id, value.name, value.text)
    return key if not key.startswith("name:") else value.name or value.text


def written(quantity: Quantity) -> str:
    """Return a number as a person would write it.

    >>> from corrobora.types import Span
    >>> written(Quantity("quantity", "at least 13", Span(0, 11), "en.numbers.least", low=13, best=13))
    'at least 13'
    """
    best = quantity.best if quantity.best is not None else quantity.low
    if quantity.low is not None and quantity.high is None:
        return f"at least {quantity.low}"
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return f"{quantity.low} to {quantity.high}"
    if quantity.low is None and quantity.high is not None and quantity.best is None:
        return f"up to {quantity.high}"
    return str(best if best is not None else quantity.text)


def _said(each: Telling) -> str:
    return each.document.published.edtf if each.document.published else "at an unknown date"


def _revised(told: Sequence[Telling]) -> set[tuple[str, str]]:
    """Return the voices and measures with more than one number."""
    given: dict[tuple[str, str], set[str]] = {}
    for each in told:
        for measure, quantity in each.numbers.items():
            given.setdefault((each.speaker, measure), set()).add(written(quantity))
    return {key for key, numbers in given.items() if len(numbers) > 1}


def disputed(group: Sequence[Telling], known: Descent) -> tuple[str, ...]:
    """Return the fields on which voices of different origins disagree; a voice that corrects itself disputes nothing.

    "event": a denial that it happened so; "actors": competing attributions, or an actor's denial that it was he.
    """
    told = [each for each in group if each.claim.stance != "denied" and each.claim.act != "neither"]
    by_field = {field: standing(told, field) for field in sorted({field for each in told for field in _fields(each)})}
    now = {(origin_key(t, known), field): t for field, said in by_field.items() for t in said if field in _fields(t)}
    fields = {field for field in by_field if _clash(field, [t for (_, f), t in now.items() if f == field])}
    for each in group:
        if each.claim.stance == "denied" and denied_by_another(each, told, known):
            fields.add("actors" if own_deed(each) else "event")
    return tuple(sorted(fields))


def origin_key(each: Telling, known: Descent) -> str:
    """Return who disputes or corrects: a named voice, an outlet's unnamed one, or the first outlet with the words."""
    named = named_origin(each.claim)
    if named is not None:
        return named
    outlet = word_key(known.documents.get(root(each.document, each.claim, known), each.document))
    return f"{each.speaker}@{outlet}" if each.claim.voice.chain else outlet


def denied_by_another(denial: Telling, told: Iterable[Telling], known: Descent) -> bool:
    """Return whether somebody else told what is denied.

    Who denies having done what others are said to have done contests nothing.
    """
    others = [each for each in told if origin_key(denial, known) != origin_key(each, known)]
    doers = [each for each in others if each.claim.actors]
    if not doers or denial.speaker not in denial.actors:
        return bool(others)
    return any(meet(each.actors, denial.actors) for each in doers)


def _fields(each: Telling) -> Mapping[str, object]:
    return {
        **{measure: bounds(quantity) for measure, quantity in each.numbers.items()},
        **({"actors": sorted(each.actors)} if each.actors else {}),
        **({"when": each.days} if each.days and each.days.sharp else {}),
        **({"places": [(p.id, p.name or p.text) for p in each.places]} if each.places else {}),
    }


def _clash(field: str, told: Sequence[Telling]) -> bool:
    """Return whether any two differ; those that say the same are looked at once."""
    once = {repr(_fields(each)[field]): each for each in told}
    return any(_differ(field, one, two) for one, two in combinations(once.values(), 2))


def _differ(field: str, one: Telling, two: Telling) -> bool:
    if field == "actors":
        return not meet(one.actors, two.actors)
    if field == "when":
        return one.days != two.days
    if field == "places":
        return nearness(one.places, two.places) in {"near", "unlike", "apart"}
    return not fits(one.numbers[field], two.numbers[field])
