"""Whose dead they are: the numbers of one incident, put apart by victims.

"25 soldiers killed" and "15 attackers killed" are no two tolls of one thing. The victims that the most voices speak of
keep the plain measure ("killed"); others have their name with it ("killed (attackers)").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corrobora.codebook import side_of
from corrobora.link.names import display
from corrobora.link.telling import Telling, stems, wholes
from corrobora.link.toll import is_toll, whose
from corrobora.types import Quantity, Value

_COUNTED = frozenset({"incidents", "munitions"})  # no harm

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class _Toll:
    """A number in a claim: of whom, as keys that tellings share (none where only "dead" are spoken of) and as words."""

    each: Telling
    quantity: Quantity
    keys: frozenset[Key]
    words: str

    @property
    def number(self) -> int | None:
        return self.quantity.best if self.quantity.best is not None else self.quantity.low


def by_victims(told: Sequence[Telling]) -> list[Telling]:
    """Return the claims of one incident, each number under its measure and, but for the main victims, their name."""
    if len(told) == 1 and len(told[0].numbers) == len(wholes(told[0].claim)):
        return list(told)
    measures = sorted({q.measure for t in told for q in wholes(t.claim) if q.measure} - _COUNTED)
    names: dict[tuple[str, Quantity], str] = {}
    for measure in measures:
        for index, group in enumerate(_groups([toll for each in told for toll in _tolls(each, measure)])):
            label = f"{measure} ({_label(group)})" if index else measure
            names |= {(toll.each.claim.id, toll.quantity): label for toll in group}
    return [_renamed(each, names) for each in told]


def _renamed(each: Telling, names: dict[tuple[str, Quantity], str]) -> Telling:
    numbers: dict[str, Quantity] = {}
    for quantity in wholes(each.claim):
        if quantity.measure:
            numbers.setdefault(names.get((each.claim.id, quantity), quantity.measure), quantity)
    return each if numbers == each.numbers else replace(each, numbers=numbers)


def _tolls(each: Telling, measure: str) -> Iterator[_Toll]:
    for quantity in wholes(each.claim):
        if quantity.measure == measure:
            target = _target(each, quantity)
            yield _Toll(each, quantity, _keys(each, target), _called(quantity, target) if target else "")


def _target(each: Telling, quantity: Quantity) -> Value | None:
    """Return the target that a number counts: the one whose words it stands in."""
    inside = (target for target in each.claim.targets if target.span.covers(quantity.span))
    return next((target for target in inside if target.span.start < target.span.end), None)


def _keys(each: Telling, target: Value | None) -> frozenset[Key]:
    if target is None:
        return frozenset()
    known: frozenset[Key] = frozenset({("side", side_of(target.id) or target.id)}) if target.id else frozenset()
    kind = whose(target.text, each.document.language)
    if not known and not kind and is_toll(target.text, each.document.language):
        return frozenset()
    own = frozenset({("kind", kind)}) if kind else frozenset[Key]()
    return known | own | {("word", stem) for stem in stems([target])}


def _called(quantity: Quantity, target: Value) -> str:
    words = target.text.replace(quantity.text, "", 1) if quantity.text != target.text else target.text
    return display(target.id or "", words.strip())


def _groups(tolls: Sequence[_Toll]) -> list[list[_Toll]]:
    """Return numbers by victims, the main ones first; what names nobody goes with an equal number, else the main."""
    groups: list[list[_Toll]] = []
    for kind in sorted(_kinds([toll for toll in tolls if toll.keys]), key=_support, reverse=True):
        fitting = next((group for group in groups if not _clash(kind, group)), None)
        if fitting is None:
            groups.append(kind)
        else:
            fitting += kind
    for toll in (toll for toll in tolls if not toll.keys):
        groups = groups or [[]]
        next((g for g in groups if any(toll.number == other.number for other in g)), groups[0]).append(toll)
    return groups


def _kinds(tolls: Iterable[_Toll]) -> list[list[_Toll]]:
    """Return the numbers of named victims in kinds: those called alike, and in two languages those of equal number."""
    named: dict[frozenset[Key], list[_Toll]] = defaultdict(list)
    for toll in tolls:
        named[toll.keys].append(toll)
    kinds = list(named.values())
    for same in (_called_alike, _as_many):
        found: list[list[_Toll]] = []
        for kind in kinds:
            meeting = [other for other in found if same(kind, other) and not _clash(kind, other)]
            found = [other for other in found if not any(other is each for each in meeting)]
            found.append([*(toll for other in meeting for toll in other), *kind])
        kinds = found
    return kinds


def _names(kind: Iterable[_Toll]) -> frozenset[Key]:
    return frozenset(key for toll in kind for key in toll.keys if key[0] != "kind")


def _called_alike(one: Sequence[_Toll], two: Sequence[_Toll]) -> bool:
    return bool(_names(one) & _names(two))


def _as_many(one: Sequence[_Toll], two: Sequence[_Toll]) -> bool:
    """Return whether victims are given by the same number in two languages, so that their names can't be compared."""
    given = [{(toll.number, toll.each.document.language) for toll in kind} for kind in (one, two)]
    return any(number == other and a != b for number, a in given[0] for other, b in given[1])


def _clash(one: Sequence[_Toll], two: Sequence[_Toll]) -> bool:
    """Return whether victims can't be the same: of other sides, or one document gives both, with different numbers.

    Soldiers, fighters and civilians are of other sides whatever side it is.
    """
    told: dict[str, list[_Toll]] = defaultdict(list)
    for toll in two:
        told[toll.each.document.id].append(toll)
    for name in ("side", "kind"):
        own, theirs = ({key for toll in tolls for key in toll.keys if key[0] == name} for tolls in (one, two))
        if own and theirs and not own & theirs:
            return True
    return any(_apart(toll, other) for toll in one for other in told.get(toll.each.document.id, ()))


def _apart(one: _Toll, two: _Toll) -> bool:
    return not _names([one]) & _names([two]) and one.number != two.number


def _support(kind: Sequence[_Toll]) -> tuple[int, int, int]:
    """Return how many voices and claims speak of victims, and how many they are; the biggest are the main ones."""
    voices = {toll.each.speaker for toll in kind}
    return len(voices), len(kind), max(toll.number or 0 for toll in kind)


def _label(group: Sequence[_Toll]) -> str:
    """Return the name of victims: in English where a claim has it, else in the words of the first."""
    named = [toll for toll in group if toll.words]
    return min(named, key=lambda toll: toll.each.document.language != "en").words if named else "others"
