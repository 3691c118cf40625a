"""Patterns -> matches: the rules of a level as regular expressions over one character a node.

Nodes are told apart by which of the level's tests hold for their classes; each such set of tests gets a character, so
that PCRE2 does the matching: it compiles an expression in microseconds, where `re` takes most of what a first article
costs. See `pattern` for how rules are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import compress
from operator import itemgetter, or_
from typing import NamedTuple, TypeAlias

import pcre2

from corrobora.read.alphabet import BETWEEN, Alphabet, Kinds, View
from corrobora.read.node import Node, shared
from corrobora.read.pattern import Macros, Pattern, Rule, parse, words_named
from corrobora.read.stretch import Needs

_REMEMBERED = 1 << 11
_KNOWN = 1 << 10  # sets of characters, which are large
_LONG = 48  # nodes: a stretch as long as that hardly comes again
_FIRST = itemgetter(0)
_TOOK_PART = ("1", ord("1"))
_LEFTMOST_LONGEST = itemgetter(0, 1)
_Slot: TypeAlias = tuple[str, tuple[int, int]]
_Hit: TypeAlias = tuple[int, int, pcre2.Match]  # from where to where an expression matches in a row


class Match(NamedTuple):
    """Where a rule matched in a row of nodes, and what stands in its slots."""

    rule: Rule
    first: int
    last: int
    slots: dict[str, tuple[Node, ...]]


class _Found(NamedTuple):
    """Where a pattern matched in a stretch, and which slots it fills from where to where."""

    first: int
    last: int
    pattern: Pattern
    slots: list[_Slot]


class _Remembered(dict[str, tuple[_Found, ...]]):
    """What is best of each stretch; of a long one it is found anew, and a table that grew too large begins anew."""

    def __init__(self, best: Callable[[str], tuple[_Found, ...]]) -> None:
        super().__init__()
        self._best = best

    def __missing__(self, stretch: str) -> tuple[_Found, ...]:
        found = self._best(stretch)
        if len(stretch) < _LONG:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[stretch] = found
        return found


class Grammar:
    """The rules of one level.

    A row is written once, in an alphabet of the level; each pattern has a view of it, which tells fewer nodes apart: a
    node that is new to it means to compile its expression again.
    """

    def __init__(self, rules: Sequence[Rule], macros: Macros) -> None:
        self._patterns = [parse(rule, match, macros) for rule in rules for match in rule.patterns]
        tests = dict.fromkeys(test for each in self._patterns for test in each.tests)
        self._bits = {test: 1 << number for number, test in enumerate(tests)}
        known: Needs = {}
        for each in self._patterns:
            each.number(self._bits, known)
        self._needing = [(each.needs, each) for each in self._patterns]
        needed = reduce(or_, (mask for each in self._patterns for mask in (each.needs, *each.choices)), 0)
        self._open = frozenset(each for each in self._patterns if each.open)
        closed = reduce(or_, (each.bits for each in self._patterns if each not in self._open), 0)
        self._alphabet = Alphabet(needed, closed)
        self._kinds = Kinds(self._alphabet, self._bits)
        self._views = {each: View(self._alphabet, each) for each in self._patterns}
        self._known: dict[frozenset[str], list[Pattern]] = {}
        self._remembered = _Remembered(self._best)

    def words(self) -> Iterator[str]:
        """Yield the words that the rules name."""
        return (word for test in self._bits for word in words_named(test))

    def matches(self, rows: Sequence[Sequence[Node]]) -> list[list[Match]]:
        """Return for each row every match of every rule, rule by rule; those of one rule don't overlap."""
        codes = [*map(self._encode, rows)]
        able: dict[Pattern, list[int]] = {}
        for number, row in enumerate(codes):
            for each in self._able(row):
                able.setdefault(each, []).append(number)
        out: list[list[Match]] = [[] for _ in rows]
        for each in self._patterns:
            numbers = able.get(each)
            if numbers is None:
                continue
            text = BETWEEN.join([codes[number] for number in numbers])
            given = self._found(each, text)
            for (order, start), (first, last, found) in zip(_in_rows(text, map(_FIRST, given)), given, strict=True):
                slots = _slots(each, _filled(each, found), rows[numbers[order]], -start)
                out[numbers[order]].append(Match(each.rule, first - start, last - start, slots))
        return out

    def best(self, nodes: Sequence[Node]) -> list[Match]:
        """Return the matches that `group` would put together in a row."""
        return [
            Match(
                each.pattern.rule, start + each.first, start + each.last, _slots(each.pattern, each.slots, nodes, start)
            )
            for start, each in self._best_of_rows([self._encode(nodes)]).get(0, ())
        ]

    def group(self, rows: Sequence[list[Node]]) -> list[list[Node]]:
        """Return the rows of nodes with what the rules match put together into one node each."""
        out = list(rows)
        for number, found in self._best_of_rows([*map(self._encode, rows)]).items():
            out[number] = _put_together(rows[number], found)
        return out

    def _best_of_rows(self, rows: Sequence[str]) -> dict[int, list[tuple[int, _Found]]]:
        """Return what is best of each row that holds anything, each with where its stretch begins.

        No match goes over a node that passes no test, so that each stretch between such is read by itself: short ones
        come again and again, and what was found in them is remembered. All rows are looked through at once.
        """
        best: dict[int, list[tuple[int, _Found]]] = {}
        if self._open:
            for number, row in enumerate(rows):
                if not self._open.isdisjoint(self._able(row)):
                    best[number] = [(0, found) for found in self._best(row)]
            rows = ["" if number in best else row for number, row in enumerate(rows)]
        text, stretches = BETWEEN.join(rows), self._alphabet.stretches
        told = [*map(self._remembered.__getitem__, stretches.findall(text))]
        begun = [each.start() for each in compress(stretches.finditer(text), told)]
        for (number, start), at, found in zip(_in_rows(text, begun), begun, filter(None, told), strict=True):
            best.setdefault(number, []).extend([(at - start, one) for one in found])
        return best

    def _best(self, codes: str) -> tuple[_Found, ...]:
        """Return matches that don't overlap: the leftmost first, of these the longest, of these the first rule's."""
        able = self._able(codes)
        matches = [(first, -last, each, found) for each in able for first, last, found in self._found(each, codes)]
        out: list[_Found] = []
        for first, last, each, found in sorted(matches, key=_LEFTMOST_LONGEST):
            if not out or first >= out[-1].last:
                out.append(_Found(first, -last, each, _filled(each, found)))
        return tuple(out)

    def _encode(self, nodes: Sequence[Node]) -> str:
        kinds = self._kinds
        return "".join([kinds[node.classes] for node in nodes])

    def _able(self, codes: str) -> list[Pattern]:
        """Return the patterns that may match a row, by what its nodes hold."""
        telling = self._alphabet.telling.intersection(codes)
        able = self._known.get(telling)
        if able is None:
            held = 0
            for char in telling:
                held |= self._alphabet.masks[char]
            lacking = ~held
            fit = [each for needs, each in self._needing if not needs & lacking]
            able = [each for each in fit if all(held & choice for choice in each.choices)]
            if len(self._known) > _KNOWN:
                self._known.clear()
            self._known[telling] = able
        return able

    def _found(self, each: Pattern, codes: str) -> list[_Hit]:
        """Return where a pattern matches in a row, or in rows one behind the other."""
        row = "".join(map(self._views[each].__getitem__, codes))
        regex = each.regex or self._compile(each)
        subject = row.encode("latin-1") if isinstance(regex.pattern, bytes) else row
        return [(*span, found) for found in regex.finditer(subject) if (span := found.span())[1] > span[0]]

    def _compile(self, each: Pattern) -> pcre2.Pattern:
        """Return a pattern's expression, over all that its level knows by now: else it would soon be stale again."""
        self._views[each].look_at_all()
        passing = self._views[each].alphabet.passing(self._bits[test] for test in each.tests)
        each.regex = each.compile(dict(zip(each.tests, passing, strict=True)))
        return each.regex


def fullest(matches: Iterable[Match], slot: str, weight: Callable[[Match], tuple[int, ...]]) -> list[Match]:
    """Return one match for each place where `slot` stands, or where it begins without: the one of most weight."""
    best: dict[int, tuple[tuple[int, ...], Match]] = {}
    for match in matches:
        inside = match.slots.get(slot)
        key, own = inside[0].start if inside else match.first, weight(match)
        if key not in best or own > best[key][0]:
            best[key] = own, match
    return [best[key][1] for key in sorted(best)]


def _made(rule: Rule, run: Sequence[Node], slots: dict[str, tuple[Node, ...]]) -> Node:
    """Return what a rule makes of a run of nodes: its classes, and the dotted classes, features and id of its head."""
    features, identity = rule.features, None
    head = slots.get(rule.head, ()) if rule.head else ()
    if head:
        told = [node.features for node in head if node.features]
        if told:
            features = {**{key: value for each in told for key, value in each.items()}, **rule.features}
        identity = head[0].id if len(head) == 1 else None
    heads = tuple([node.classes for node in head])
    classes = _classes_made(rule.makes, heads, rule.keeps, tuple([node.classes for node in run] if rule.keeps else ()))
    return Node(run[0].start, run[-1].end, classes, "", identity, rule.id, tuple(run), slots, features)


@lru_cache(maxsize=1 << 12)
def _classes_made(
    makes: frozenset[str], heads: tuple[frozenset[str], ...], keeps: frozenset[str], run: tuple[frozenset[str], ...]
) -> frozenset[str]:
    """Return the classes of what a rule makes: its own, those of its heads with a dot, and those that it keeps."""
    dotted = [name for classes in heads for name in classes if "." in name and name[0] != "="]
    return shared(makes.union(dotted, *[classes & keeps for classes in run]))


def _put_together(nodes: list[Node], best: Iterable[tuple[int, _Found]]) -> list[Node]:
    out: list[Node] = []
    position = 0
    for start, found in best:
        first, last = start + found.first, start + found.last
        out += nodes[position:first]
        position = last
        out.append(_made(found.pattern.rule, nodes[first:last], _slots(found.pattern, found.slots, nodes, start)))
    return out + nodes[position:]


def _in_rows(text: str, begun: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield for places in rows one behind the other, in their order, the number of the row and where that begins."""
    number = begin = 0
    for at in begun:
        number += text.count(BETWEEN, begin, at)
        begin = max(begin, text.rfind(BETWEEN, begin, at) + 1)
        yield number, begin


def _filled(each: Pattern, found: pcre2.Match) -> list[_Slot]:
    """Return the slots that a match fills, with where each begins and ends: one group a name, in order."""
    if not each.slots:
        return []
    took_part = zip(each.slots, found.expand(each.asked), strict=True)  # most did not
    return [(slot, found.span(number)) for number, (slot, told) in enumerate(took_part, 1) if told in _TOOK_PART]


def _slots(
    pattern: Pattern, filled: Sequence[_Slot], nodes: Sequence[Node], offset: int = 0
) -> dict[str, tuple[Node, ...]]:
    slots: dict[str, tuple[Node, ...]] = {}
    for slot, (start, end) in filled:
        inside = (nodes[offset + start],) if end - start == 1 else tuple(nodes[offset + start : offset + end])
        slots[slot] = slots[slot] + inside if slot in slots else inside
    for slot, tests in pattern.repeated.items():  # of "B, C" in "A, B, C and D" the expression keeps the last alone
        found = [span for name, span in filled if name == slot]
        if len(found) > 1:
            between = nodes[offset + found[0][0] : offset + found[-1][1]]
            slots[slot] = tuple(node for node in between if any(test.holds(node.classes) for test in tests))
    return slots
